"""What every page is given and what the frame asks of it; a screen is one line in ``ui/views/screens.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.presenters.printing.ports import Nowhere, Printers
from ui.widgets.lending import come_back, outwards

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.prefs import Prefs
    from ui.presenters.exporting import Table
    from ui.presenters.live.refresh import Heard
    from ui.presenters.runner import Runner
    from ui.presenters.session import Signed
    from ui.texts import Words


class Frame(Protocol):
    """What a page may ask of the frame around it."""

    def go(self, screen: str, key: str = "") -> None:
        """Show the screen of this name, at this record (a case's number) where one is named."""

    def say(self, text: str, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """A toast: what was done, and where it can be, the verb that takes it back."""

    def refuse(self, error: CodedError) -> None:
        """Tell a refusal that no field and no button of the page can show."""

    def changed(self) -> None:
        """Something was written: the counts and the page in sight are read again, others when shown."""

    def may_leave(self) -> bool:
        """Whether nothing is lost when all pages are made anew; each that is half filled in asks."""

    def work(self, text: str, done: int, total: int, cancel: Callable[[], None] | None) -> None:
        """Long work in the status line; ``text`` "" takes it away."""


def _kept_here(_: Table) -> None:
    """Where no frame is, nothing is written."""


@dataclass(frozen=True)
class Room:
    """The desk at which a page works."""

    signed: Signed
    runner: Runner
    words: Words
    prefs: Prefs
    frame: Frame
    printers: Printers = field(default_factory=Nowhere)
    export: Callable[[Table], None] = _kept_here
    """Asks where a list goes as a workbook, and writes it."""

    def today(self) -> date:
        """The office's day."""
        signed = self.signed
        return signed.office.day(signed.app.clock or datetime.now(signed.office.zone))


@runtime_checkable
class Form(Protocol):
    """What stands over a page until it is sent or given up."""

    touched: bool
    """Whether something was typed in it."""


class Page(QWidget):
    """A page of the frame. It is made when it is first shown and kept."""

    def open(self, key: str) -> None:
        """Show the record with this key; "" is the page as it is left by itself."""

    def refresh(self) -> None:
        """Ask again: it came into sight, or something was written."""

    def hear(self, heard: Heard) -> None:
        """Something was written elsewhere, or somebody came or went."""
        if heard.written:
            self.refresh()

    def table(self) -> Table | None:
        """The list in sight, as it goes out as a workbook; None where the page shows none."""
        from ui.views.tables import list_in_sight, table_of  # with all of lists: some pages have none

        seen = list_in_sight(self)
        return table_of(seen) if seen is not None else None

    def topic(self) -> str:
        """The page of the manual that explains what is in sight; "" is the one with the screen's name."""
        return ""

    def take_keys(self) -> None:
        """It is shown: the keys go to where they were in a form that is half filled in, else to the page."""
        if any(isinstance(one, Form) and one.touched for one in outwards(self.focusWidget())):
            come_back(self)
        else:
            self.setFocus()

    def may_leave(self) -> bool:
        """Whether nothing is lost by showing another page; a page with a draft on disk says yes."""
        return True

    def may_end(self) -> bool:
        """Whether nothing is lost when the frame goes; a page that is not in sight and asks shows itself."""
        return self.may_leave()


def page_in_sight(window: QWidget) -> QWidget | None:
    """The page that this window shows."""
    return next((page for page in window.findChildren(Page) if page.isVisible()), None)


@dataclass(frozen=True)
class Screen:
    """One screen: its name for ``Frame.go``, its word, icon, who may use it (nobody named: everybody).

    ``rail``: whether it stands in the rail; the frame tells the counts by name.
    """

    name: str
    word: Callable[[], str]
    icon: str
    make: Callable[[Room], Page]
    roles: frozenset[str] = frozenset()
    rail: bool = True


def screens_of(roles: Iterable[str], screens: Iterable[Screen]) -> dict[str, Screen]:
    """The screens that a person with these roles may use, by name."""
    mine = frozenset(roles)
    return {one.name: one for one in screens if not one.roles or one.roles & mine}


def rail_of(screens: Mapping[str, Screen]) -> list[tuple[str, str, str]]:
    """Name, word and icon of those that stand in the rail."""
    return [(one.name, one.word(), one.icon) for one in screens.values() if one.rail]
