"""A page that remembers what it was shown, at a desk in a copy of the practice office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from aftersales.domain.agreements.differences import Segment
from aftersales.domain.cautions import Caution
from aftersales.domain.errors import BadInput, CodedError
from aftersales.domain.office import Office
from aftersales.domain.records.office import Clause
from aftersales.domain.records.staff import Staff
from tests.presenters.call_desk import copied
from ui.presenters.session import Signed, signed
from ui.presenters.settings.backups import BackedUp, BroughtBack, Drilled, Kept, Places


@dataclass
class Seen:
    """What a page was shown last."""

    office: Office | None = None
    busy: bool = False
    done: list[str] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    passwords: list[tuple[str, str]] = field(default_factory=list)
    leaving: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    taking: list[tuple[str, tuple[str, ...], Callable[[], None]]] = field(default_factory=list)
    owing: frozenset[str] = frozenset()
    library: tuple[Clause, ...] = ()
    versions: tuple[Clause, ...] = ()
    to_take: int = -1
    segments: tuple[Segment, ...] = ()
    copies: tuple[Kept, ...] = ()
    places: Places | None = None
    shown: list[object] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)

    def show_office(self, office: Office, today: date) -> None:  # noqa: ARG002 - the protocol's
        self.office = office

    def show_busy(self, *, busy: bool) -> None:
        self.busy = busy

    def show_done(self, what: str) -> None:
        self.done.append(what)

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_password(self, person: Staff, password: str) -> None:
        self.passwords.append((person.login, password))

    def show_leaving(self, person: Staff, open_cases: tuple[str, ...], waiting: tuple[str, ...]) -> None:
        self.leaving.append((person.login, open_cases, waiting))

    def show_taking(self, person: Staff, waiting: tuple[str, ...], go: Callable[[], None]) -> None:
        self.taking.append((person.login, waiting, go))

    def show_owing(self, logins: frozenset[str]) -> None:
        self.owing = logins

    def show_library(self, clauses: tuple[Clause, ...]) -> None:
        self.library = clauses

    def show_versions(self, versions: tuple[Clause, ...]) -> None:
        self.versions = versions

    def show_to_take(self, count: int) -> None:
        self.to_take = count

    def show_copies(self, places: Places, copies: tuple[Kept, ...]) -> None:
        self.places, self.copies = places, copies

    def show_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))

    def show_stopped(self) -> None:
        self.done.append("stopped")

    def show_made(self, made: BackedUp) -> None:
        self.shown.append(made)

    def show_drilled(self, drilled: Drilled) -> None:
        self.shown.append(drilled)

    def show_left(self, found: tuple[Caution, ...]) -> None:
        self.shown.append(found)

    def show_restored(self, back: BroughtBack) -> None:
        self.shown.append(back)

    def fields_refused(self) -> list[str]:
        """The fields of the last refusal."""
        last = self.refused[-1]
        parts = last.problems if isinstance(last, BadInput) else [last]
        return [str(part.facts.get("field")) for part in parts]


def at_desk(template: Path, folder: Path, login: str = "admin") -> Signed:
    """This person in a copy of the office."""
    app = copied(template, folder / "office", login)
    return signed(app, f"sqlite:///{app.store.address.path}", login)
