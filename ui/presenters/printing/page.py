"""The print page: which papers, which printer and how; shows one, prints, saves or opens those ticked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from aftersales.domain.errors import CodedError
from aftersales.domain.printing import NoPrinter, Outline, Printer, Sides, Wish
from aftersales.usecases.printing import Shown
from ui.prefs import Prefs
from ui.presenters.printing.handing import Drawn, Give, Handing, HandingOver, Look
from ui.presenters.printing.papers import Wanted
from ui.presenters.printing.ports import Printers
from ui.presenters.register import PaperNotSaved
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class PrintView(Handing, Protocol):
    """What the print page can show."""

    def show_papers(self, papers: tuple[Wanted, ...], ticked: frozenset[int]) -> None:
        """What can be printed, and what is to be."""

    def show_printers(self, printers: tuple[Printer, ...], chosen: str, sides: str) -> None:
        """The printers, the one to begin with, and how it printed the last time."""

    def show_paper(self, at: int, content: bytes) -> None:
        """This paper as it will be printed."""

    def show_no_paper(self, at: int, error: CodedError) -> None:
        """Why this paper cannot be shown."""

    def show_no_printers(self, error: CodedError) -> None:
        """Why no printer can be chosen."""

    def show_file(self, file: Path) -> None:
        """A paper lies there for another program to show."""


class PrintPresenter:
    """Keeps the papers, finds printers, hands over."""

    def __init__(
        self,
        view: PrintView,
        runner: Runner,
        signed: Signed,
        printers: Printers,
        prefs: Prefs,
        *,
        look: Look,
        word: Callable[[str], str],
    ) -> None:
        """``look`` looks through a PDF in the lane of the pages; ``word`` is a paper's word by its name."""
        self._word = word
        self._view, self._runner, self._printers, self._prefs = view, runner, printers, prefs
        self._drawn = Drawn(signed, runner)
        self.handing = HandingOver(view, runner, signed, self._drawn, look)
        self.papers: tuple[Wanted, ...] = ()
        self._looking = -1
        self._wish = Wish("")
        self._fetching: Ticket | None = None

    def open(self, papers: Sequence[tuple[str, str, str]], ticked: Sequence[int] | None = None) -> None:
        """Offer these papers, those at the places ``ticked`` (or all) to be printed; show the first."""
        self.papers = tuple(Wanted(*one) for one in papers)
        chosen = frozenset(range(len(self.papers)) if ticked is None else ticked)
        self._view.show_papers(self.papers, chosen)
        self.find_printers()
        if self.papers:
            self.look(min(chosen, default=0))

    # The preview

    def look(self, at: int) -> None:
        """Show the paper at this place."""
        self.stop_looking()
        self._looking = at
        self._fetching = self._drawn.fetch(
            self.papers[at], partial(self._came, at), partial(self._not_drawn, at), self._view.show_binding
        )

    def stop_looking(self) -> None:
        """Nobody waits for the paper that is being drawn."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching, self._looking = None, -1

    def _came(self, at: int, shown: Shown) -> None:
        if at == self._looking:
            self._view.show_paper(at, shown.content)

    def _not_drawn(self, at: int, error: CodedError) -> None:
        if at == self._looking:
            self._view.show_no_paper(at, error)

    # The printers

    def find_printers(self) -> None:
        """Ask the system which printers there are."""
        self._runner.run(self._printers.known, self._found, self._view.show_no_printers, lane=Lane.FILES)

    def _found(self, printers: tuple[Printer, ...]) -> None:
        if not printers:
            self._view.show_no_printers(NoPrinter())
            return
        names = [one.name for one in printers]
        usual = next((one.name for one in printers if one.usual), names[0])
        kind = self._kind()
        last = self._prefs.text(f"print.{kind}.printer")
        sides = self._prefs.text(f"print.{kind}.sides", Sides.ONE)
        self._view.show_printers(printers, last if last in names else usual, sides)

    def _kind(self) -> str:
        """The kind of paper that the choice of a printer is remembered for."""
        return self.papers[max(self._looking, 0)].paper if self.papers else ""

    # Out

    def print(self, ticked: Sequence[int], wish: Wish) -> None:
        """Print these, each as one job. ``wish.pages`` is for a single paper."""
        papers = [self.papers[at] for at in ticked]
        self._wish = wish
        self._remember(papers, wish)
        self.handing.begin(papers, self._sending(wish), self._printers.lane, printer=wish.printer)

    def print_rest(self, wish: Wish) -> None:
        """What did not go out yet goes like this, the pages as they were asked for first."""
        wish = replace(wish, pages=self._wish.pages)
        self._remember(self.handing.turn_to(wish.printer, self._sending(wish)), wish)

    def _sending(self, wish: Wish) -> Give:
        def give(wanted: Wanted, content: bytes, outline: Outline) -> None:
            self._printers.send(content, outline, self.name(wanted), wish)

        return give

    def _remember(self, papers: Iterable[Wanted], wish: Wish) -> None:
        for kind in {one.paper for one in papers}:
            self._prefs.put(f"print.{kind}.printer", wish.printer)
            self._prefs.put(f"print.{kind}.sides", wish.sides.value)

    def save(self, ticked: Sequence[int], place: Callable[[Wanted], Path], *, over: bool = False) -> None:
        """Write these into files, each whole or not at all.

        ``over``: a person agreed that what has the name already goes; else the paper's name gets a (2).
        """

        def give(wanted: Wanted, content: bytes, _: Outline) -> Path:
            return _written(place(wanted), content, over=over)

        self.handing.begin([self.papers[at] for at in ticked], give, Lane.FILES)

    def open_outside(self, at: int) -> None:
        """Hand this one to the program that the system shows PDFs with."""
        name = f"{self.name(self.papers[at])}.pdf"

        def give(_: Wanted, content: bytes, __: Outline) -> Path:
            return _put_aside(self._printers, name, content)

        self.handing.begin([self.papers[at]], give, Lane.FILES, self._view.show_file)

    def name(self, wanted: Wanted) -> str:
        """A paper's name in a folder and in a printer's list; nothing in it that a disk refuses."""
        told = (wanted.case_no, wanted.number, self._word(wanted.paper))
        return _NOT_IN_NAMES.sub("_", "-".join(part for part in told if part))


def _written(file: Path, content: bytes, *, over: bool) -> Path:
    try:
        file = file if over else _free(file)
        fresh = file.with_name(f"{file.name}.new")
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        raise PaperNotSaved(path=str(file), why=error.strerror or type(error).__name__) from error
    return file


def _free(file: Path) -> Path:
    """This name or, where a file has it, the first of "name (2)", "name (3)" that none has."""
    others = (file.with_stem(f"{file.stem} ({number})") for number in count(2))
    return next(one for one in chain((file,), others) if not one.exists())


def _put_aside(printers: Printers, name: str, content: bytes) -> Path:
    try:
        return printers.put_aside(content, name)
    except OSError as error:
        raise PaperNotSaved(path=name, why=error.strerror or type(error).__name__) from error
