"""What several commands read of an office: its words and zone, a moment as typed, a case as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.ctl.told import case_json, cautions_json, sees_secrets
from aftersales.domain.cautions import cautions
from aftersales.domain.dates import read_moment
from aftersales.storage.queries.case import read_case, read_office
from aftersales.storage.queries.page import gift_month, gifts_promised
from aftersales.words import words

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.app import App
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.storage.wire import Wire
    from aftersales.words import Words


def words_of(app: App) -> Words:
    """The office's words: its language's, its own entries, its zone."""
    return _words(app.ask(read_office))


def _words(office: Office) -> Words:
    return words(added=office.own_words, zone=office.zone)


def read_at(app: App, text: str) -> datetime:
    """A moment as typed, in the office's zone. Raises NotADate."""
    return read_moment(text, app.ask(read_office).zone, field="at")


def case_and_office(wire: Wire, case_no: str) -> tuple[Case, Office]:
    """A case and its office as they stand at one moment. Raises NoSuchCase."""
    return read_case(wire, case_no), read_office(wire)


def case_told(app: App, case: Case, known: Words, *, decided: bool = False) -> dict[str, Any]:
    """The case as JSON with its cautions, secrets masked for whom they do not concern.

    ``decided``: what it gives was decided just now, so that the month's gifts matter wherever it stands.
    """
    office = app.ask(read_office)
    told = case_json(case, secrets=sees_secrets(office, app.login))
    if decided:
        month = app.ask(gifts_promised, office, app.clock)
    else:
        month = app.ask(gift_month, case, office, app.clock)
    found = (*cautions(case, office), *month.cautions_of(case))
    return {**told, "cautions": cautions_json(found, known)}
