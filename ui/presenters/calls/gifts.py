"""How the month's gifts stand against their budget, told while the fast lane gives one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from aftersales.app import App
from aftersales.domain.cautions import Caution
from aftersales.domain.errors import CodedError
from aftersales.domain.office import Desk
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.routing import GIFT_KINDS
from aftersales.storage.queries.caller import office_time
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.page import gifts_promised
from ui.presenters.filled import Values, rows_of
from ui.presenters.runner import Runner

Rows = tuple[Mapping[str, str], ...]
Reads = Callable[[Rows, Desk], tuple[Remedy, ...]]
"""Rows as they stand, read as far as they can be."""


class TellsGifts(Protocol):
    """What a screen shows of them."""

    def show_gifts(self, cautions: tuple[Caution, ...]) -> None:
        """Tell how the month's gifts stand; nothing for none."""

    def show_refused(self, error: CodedError) -> None:
        """Say what cannot be asked."""


class Gifts:
    """Looks up the month as soon as a row gives a gift."""

    def __init__(self, app: App, runner: Runner, view: TellsGifts, reads: Reads) -> None:
        self._app, self._runner, self._view, self._reads = app, runner, view, reads
        self._rows: Rows = ()

    def weigh(self, values: Values, *, quick: bool) -> None:
        """Tell what the gifts among these remedies come to; nothing of the long way, which gives none."""
        rows = rows_of(values, "remedies") if quick else ()
        texts = ({name: str(value) for name, value in row.items()} for row in rows)
        self._rows = tuple(row for row in texts if row.get("kind") in GIFT_KINDS)
        if self._rows:
            work = partial(self._cautions, self._rows)
            self._runner.run(work, partial(self._told, self._rows), self._view.show_refused)
        else:
            self._view.show_gifts(())

    def _told(self, rows: Rows, found: tuple[Caution, ...]) -> None:
        if rows == self._rows:
            self._view.show_gifts(found)

    def _cautions(self, rows: Rows) -> tuple[Caution, ...]:
        app = self._app
        office, now = app.ask(read_office), app.ask(office_time)
        desk = Desk(office=office, me=office.person(app.login), now=now)
        return app.ask(gifts_promised, office, now).cautions(self._reads(rows, desk))
