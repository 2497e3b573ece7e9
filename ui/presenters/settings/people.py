"""人员: taken on, changed, let out and in again, given one-off passwords that are shown once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.codes import Role
from aftersales.domain.records.staff import Staff
from aftersales.domain.workflow import OPEN_STATES
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.duties import decisions_owed
from aftersales.usecases.people import (
    add_person,
    change_password,
    change_person,
    disable_person,
    enable_person,
)
from aftersales.usecases.work import Work
from ui.presenters.runner import Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

if TYPE_CHECKING:
    from aftersales.app import App

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody mistakes when it is read aloud or written down."""
MOST = 1000
"""Open cases that are counted before somebody is let out."""


def one_off() -> str:
    """A password of 3 × 4 letters, some 59 bits, to be changed by its owner."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def owned(app: App, login: str) -> tuple[str, ...]:
    """The open cases of this person."""
    found = app.ask(case_lines, CaseFilter(states=OPEN_STATES, owner=login, limit=MOST))
    return tuple(line.case_no for line in found)


def waiting(app: App, login: str) -> tuple[str, ...]:
    """The cases in which this person has still to decide, or to countersign what he said."""
    return tuple(dict.fromkeys(one.case_no for one in app.ask(decisions_owed) if one.approver == login))


class PeopleView(PageView, Protocol):
    """What the page shows besides."""

    def show_password(self, person: Staff, password: str) -> None:
        """A one-off password, once."""

    def show_kept(self, person: Staff) -> None:
        """No password was set: he keeps the one that he has for another office on this server."""

    def show_leaving(self, person: Staff, open_cases: tuple[str, ...], waiting: tuple[str, ...]) -> None:
        """Ask whether this person is let out, who owns these open cases, and decides in those waiting."""

    def show_taking(self, person: Staff, waiting: tuple[str, ...], go: Callable[[], None]) -> None:
        """Ask whether the leader's role is taken from whom a decision is waited for; ``go`` takes it."""


class PeoplePresenter(PagePresenter):
    """The staff."""

    def __init__(self, view: PeopleView, runner: Runner, signed: Signed) -> None:
        super().__init__(view, runner, signed)
        self._people = view

    def add(self, data: Mapping[str, object]) -> None:
        """A new person, with a one-off password."""
        password = one_off()
        self._change("added", add_person, data, password, done=partial(self._told, password))

    def _told(self, password: str, person: Staff) -> None:
        if person.password_due is False:
            self._people.show_kept(person)
        else:
            self._people.show_password(person, password)

    def change(self, person: Staff, data: Mapping[str, object], reason: str = "") -> None:
        """Change what is given; who becomes an administrator, or is none any more, gets a new password.

        Before the leader's role is taken from somebody it is looked what waits for him.
        """
        go = partial(self._save, person, data, reason)
        if Role.LEADER not in person.roles or Role.LEADER in _roles(person, data):
            go()
            return
        self._view.show_busy(busy=True)
        self._runner.run(
            partial(waiting, self._signed.app, person.login),
            partial(self._looked, person, go),
            self._refused,
        )

    def _looked(self, person: Staff, go: Callable[[], None], cases: tuple[str, ...]) -> None:
        self._view.show_busy(busy=False)
        if cases:
            self._people.show_taking(person, cases, go)
        else:
            go()

    def _save(self, person: Staff, data: Mapping[str, object], reason: str) -> None:
        moves = (Role.ADMIN in _roles(person, data)) != (Role.ADMIN in person.roles)
        password = one_off() if moves else None
        use = partial(_changed, person.login, data, password, reason.strip() or None)
        self._change("saved", use, done=partial(self._told, password) if password else None)

    def leaving(self, person: Staff) -> None:
        """Look what this person still owns and decides, and ask."""
        app, login = self._signed.app, person.login
        self._runner.run(
            lambda: (owned(app, login), waiting(app, login)),
            lambda left: self._people.show_leaving(person, *left),
            self._refused,
        )

    def disable(self, login: str, reason: str) -> None:
        """Let this person in no more."""
        self._change("disabled", disable_person, login, reason.strip() or None)

    def enable(self, login: str) -> None:
        """Let this person in again, with a one-off password."""
        password = one_off()
        self._change("enabled", enable_person, login, password, done=partial(self._told, password))

    def new_password(self, person: Staff) -> None:
        """Give this person a one-off password; the old one is worth nothing from now on."""
        password = one_off()
        self._change(
            "password", change_password, person.login, password, done=lambda _: self._told(password, person)
        )


def _roles(person: Staff, data: Mapping[str, object]) -> tuple[str, ...]:
    """The roles as they are to be; those he has where none can be read."""
    roles = data.get("roles", person.roles)
    return tuple(roles) if isinstance(roles, list | tuple) else person.roles


def _changed(
    login: str, data: Mapping[str, object], password: str | None, reason: str | None, work: Work
) -> Staff:
    return change_person(work, login, data, password=password, reason=reason)
