"""What the registration shows: its two ways, what it offers, and everything that a screen is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from aftersales.domain.checks import Caution
from aftersales.domain.codes import DICTIONARIES, Clock, Role
from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.office import Office, names_twice
from aftersales.domain.records.product import Product
from ui.presenters.calls.gifts import TellsGifts
from ui.presenters.calls.known import Knows
from ui.presenters.drafts import Draft
from ui.presenters.filled import Values
from ui.presenters.step_choices import coded


class Form(StrEnum):
    """Which of the two ways: the whole registration, or the seven fields."""

    LONG = "register"
    QUICK = "quick"


class LeftUnsent(Trouble):
    """The call was left while its photos were on their way, so it was not submitted."""


@dataclass(frozen=True)
class Setting:
    """What the form offers. ``codes``: by dictionary; ``added``: words of the office's own codes.

    ``not_quick`` says why this person may not use the fast lane ("" where he may), a code of ``not_trivial``.
    """

    codes: Mapping[str, tuple[str, ...]]
    added: Mapping[tuple[str, str], str]
    products: tuple[Product, ...]
    zone: ZoneInfo
    not_quick: str


def setting_of(office: Office, products: tuple[Product, ...], login: str) -> Setting:
    """What the form offers this person; the staff stands among the codes, by whom a case is about."""
    codes = {name: tuple(choice.code for choice in coded(name, office)) for name in DICTIONARIES}
    added = {(entry.dictionary, entry.code): entry.word for entry in office.entries if entry.word}
    twice = names_twice(office.staff)
    here = (person for person in office.staff if person.active)
    people = {"": "—"} | {p.login: f"{p.name} {p.login}" if p.name in twice else p.name for p in here}
    named = {("about_staff", code): name for code, name in people.items()}
    person = office.by_login.get(login)
    served = person is not None and Role.SERVICE in person.roles
    codes["about_staff"] = tuple(people)
    return Setting(codes, added | named, products, office.zone, "" if served else "role")


class View(Knows, TellsGifts, Protocol):
    """What the screen can show."""

    def show_setting(self, setting: Setting) -> None:
        """Offer these codes and products."""

    def show_form(self, form: Form, values: Values) -> None:
        """Show this way of the form with these values in it."""

    def show_missing(self, paths: tuple[str, ...]) -> None:
        """Tell which compulsory fields are still empty."""

    def show_limits(self, due: tuple[tuple[Clock, datetime], ...], now: datetime) -> None:
        """Tell by when what follows would be due; ``now`` is the office's clock (UTC)."""

    def show_saved(self, at: datetime) -> None:
        """The draft is on disk since this moment (UTC)."""

    def show_not_saved(self, why: str) -> None:
        """The draft could not be written, for this reason (the system's words)."""

    def show_drafts(self, drafts: tuple[Draft, ...], *, back: bool) -> None:
        """Offer these other drafts; ``back``: the one on the screen was brought back after a crash."""

    def show_busy(self, *, busy: bool) -> None:
        """Submitting runs, or has ended."""

    def show_refused(self, error: CodedError) -> None:
        """Show every problem beside its field, or what else is wrong."""

    def show_refused_draft(self, draft: Draft, error: CodedError) -> None:
        """A draft that was sent, and is not on the screen any more, was refused; it waits with the others."""

    def show_discarded(self, draft: Draft, *, shown: bool) -> None:
        """The draft was given up, and may be taken back; ``shown``: it stood on the screen."""

    def show_joined(self, case_no: str, draft: Draft | None) -> None:
        """The call is a contact of that case now; its draft was put away."""

    def show_registered(self, case_no: str, state: str, cautions: tuple[Caution, ...]) -> None:
        """It is a case now; what should be looked at again while the customer is there."""

    def show_paper(self, file: Path) -> None:
        """The registration form lies there."""
