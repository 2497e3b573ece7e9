"""The printers of this computer, listed by the system, reached by CUPS or painted by Qt."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ui.presenters.runner import Lane

if TYPE_CHECKING:
    import tempfile

    from PySide6.QtPrintSupport import QPrinterInfo

    from aftersales.domain.printing import Outline, Printer, Wish


class SystemPrinters:
    """The system's printers. ``close`` removes what was put aside for other programs.

    What prints is loaded when it is first asked for: the program starts without it.
    """

    def __init__(self) -> None:
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    @cached_property
    def _by_cups(self) -> bool:
        from ui.printers import cups

        return cups.is_there()

    @property
    def lane(self) -> Lane:
        """Where printing queues."""
        return Lane.FILES if self._by_cups else Lane.PAGES

    def known(self) -> tuple[Printer, ...]:
        """Every printer, the usual one first, then by name."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        found = [_told(one, usual) for one in QPrinterInfo.availablePrinters() if not one.isNull()]
        return tuple(sorted(found, key=lambda one: (not one.usual, one.said.casefold())))

    def send(self, content: bytes, outline: Outline, title: str, wish: Wish) -> None:
        """Print. Raises PrinterRefused, PrintServiceGone, PrinterSilent."""
        from ui.printers import cups, painted

        (cups if self._by_cups else painted).send(content, outline, title, wish)

    def put_aside(self, content: bytes, name: str) -> Path:
        """A file in a folder that only this person reads and that goes with the program. Raises OSError."""
        import tempfile

        if self._aside is None:
            self._aside = tempfile.TemporaryDirectory(prefix="aftersales-", ignore_cleanup_errors=True)
        file = Path(self._aside.name) / name
        file.write_bytes(content)
        return file

    def show_outside(self, file: Path) -> None:
        """Have the system show a file. Raises NoViewer."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from aftersales.domain.printing import NoViewer

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            raise NoViewer(path=str(file))

    def close(self) -> None:
        """Remove what was put aside."""
        if self._aside is not None:
            self._aside.cleanup()


def _told(one: QPrinterInfo, usual: str) -> Printer:
    from PySide6.QtPrintSupport import QPrinter

    from aftersales.domain.printing import Printer

    name = one.printerName()
    return Printer(
        name,
        one.description() or name,
        name == usual,
        QPrinter.DuplexMode.DuplexLongSide in one.supportedDuplexModes(),
        QPrinter.ColorMode.Color in one.supportedColorModes(),
    )
