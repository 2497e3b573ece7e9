"""What the print page needs of the world: printers, and a place to look at a file outside the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ui.presenters.runner import Lane

if TYPE_CHECKING:
    from aftersales.domain.printing import Outline, Printer, Wish


class Printers(Protocol):
    """The printers of this computer; every function may take long and is called in a lane."""

    @property
    def lane(self) -> Lane:
        """Where ``send`` is to run: with the pages, where it draws them itself."""

    def known(self) -> tuple[Printer, ...]:
        """Every printer, the system's own choice marked."""

    def send(self, content: bytes, outline: Outline, title: str, wish: Wish) -> None:
        """Print a PDF under this title. Raises NoPrinter, PrinterRefused, PrintServiceGone, PrinterSilent."""

    def put_aside(self, content: bytes, name: str) -> Path:
        """A file of this name for another program to show; it goes when the program ends. Raises OSError."""

    def show_outside(self, file: Path) -> None:
        """Have the system show a file; called in the window's thread. Raises NoViewer."""


class Nowhere:
    """A desk without printers."""

    lane = Lane.FILES

    def known(self) -> tuple[Printer, ...]:
        """None."""
        return ()

    def send(
        self,
        content: bytes,
        outline: Outline,
        title: str,
        wish: Wish,
    ) -> None:
        """Nothing can be printed. Raises NoPrinter."""
        from aftersales.domain.printing import NoPrinter

        raise NoPrinter

    def put_aside(self, content: bytes, name: str) -> Path:
        """Nothing can be shown. Raises NoPrinter."""
        from aftersales.domain.printing import NoPrinter

        raise NoPrinter

    def show_outside(self, file: Path) -> None:
        """Nobody looks."""
