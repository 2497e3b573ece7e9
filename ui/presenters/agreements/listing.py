"""The agreements by where their papers are, with counts, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Protocol

from aftersales.domain.codes import Whereabouts
from aftersales.domain.errors import CodedError
from aftersales.storage.queries.agreements import AgreementLine, Key, agreement_counts, agreements
from ui.presenters.exporting import PAGE, as_far, pages
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

__all__ = ["AgreementLine", "AgreementsPresenter", "Key", "number_of"]

EXPORTED = 300
"""Lines that the workbook reads at once."""
PLACES: tuple[str, ...] = tuple(Whereabouts)
ENDED = frozenset({Whereabouts.FILED, Whereabouts.VOID})
"""Where a paper stays."""
_NUMBER = re.compile(r"(\S+-\d{3,})-X(\d+)", re.IGNORECASE)


def number_of(text: str) -> tuple[str, str] | None:
    """The case and the tail (X1) of an agreement's number; None where the text is none."""
    found = _NUMBER.fullmatch(text.strip())
    return (found[1].upper(), f"X{found[2]}") if found else None


def on_their_way(counts: Mapping[Whereabouts, int]) -> int:
    """How many papers are still to be seen to."""
    return sum(n for place, n in counts.items() if place not in ENDED)


class ListView(Protocol):
    """What the list shows."""

    def show_place(self, place: str) -> None:
        """Where the papers of the list are; "" is anywhere."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many papers are where."""

    def show_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:
        """The first page."""

    def append_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:
        """The page after it."""

    def show_asking_failed(self) -> None:
        """The page that was wanted did not come."""


class AgreementsPresenter:
    """One place at a time; the first with a paper to be seen to when nobody has chosen."""

    def __init__(
        self, view: ListView, runner: Runner, signed: Signed, refuse: Callable[[CodedError], None]
    ) -> None:
        self._view, self._runner, self._signed, self._refuse = view, runner, signed, refuse
        self.place: str | None = None
        self._read_so_far = 0

    def refresh(self) -> None:
        """Count, and read again as far as was read: who scrolled down stays there."""
        self._runner.run(partial(self._signed.app.ask, agreement_counts), self._counted, self._not_read)

    def _counted(self, counts: Mapping[Whereabouts, int]) -> None:
        if self.place is None:
            self.place = next((str(place) for place in Whereabouts if counts[place]), "")
        self._view.show_counts({"": sum(counts.values()), **{str(place): n for place, n in counts.items()}})
        self._view.show_place(self.place)
        self._read()

    def choose(self, place: str) -> None:
        """Show the papers that are there; "" for all."""
        self.place, self._read_so_far = place, 0
        self.refresh()

    def _read(self) -> None:
        place, limit = self.place or "", as_far(self._read_so_far)
        work = partial(self._signed.app.ask, agreements, place or None, limit)
        self._runner.run(work, partial(self._came, place, limit), self._not_read)

    def _came(self, place: str, limit: int, lines: tuple[AgreementLine, ...]) -> None:
        if place == self.place:
            self._read_so_far = len(lines)
            self._view.show_lines(lines, more=len(lines) == limit)

    def read_more(self, key: Key) -> None:
        """Read the page behind the line with this key."""
        place = self.place or ""
        work = partial(self._signed.app.ask, agreements, place or None, PAGE, key)
        self._runner.run(work, partial(self._came_too, place), self._not_read)

    def every(self) -> Iterator[AgreementLine]:
        """Every paper that is there, read by page in a lane."""
        app, place = self._signed.app, self.place or None

        def page(last: AgreementLine | None) -> tuple[AgreementLine, ...]:
            return app.ask(agreements, place, EXPORTED, *((last.key,) if last else ()))

        return chain.from_iterable(pages(page, EXPORTED))

    def _came_too(self, place: str, lines: tuple[AgreementLine, ...]) -> None:
        if place == self.place:
            self._read_so_far += len(lines)
            self._view.append_lines(lines, more=len(lines) == PAGE)

    def _not_read(self, error: CodedError) -> None:
        self._view.show_asking_failed()
        self._refuse(error)
