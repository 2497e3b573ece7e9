"""Who sits at this desk: the first start with its three ways, signing in, and the lock after idle."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.codes import Role
from aftersales.domain.errors import BadField, BadInput, CodedError, Required
from aftersales.storage.queries.office import read_office
from ui.presenters.runner import Lane, Progress, Runner, Ticket

if TYPE_CHECKING:
    from aftersales.app import App
    from aftersales.domain.office import Office
    from aftersales.domain.records.staff import Staff
    from aftersales.usecases.importing import Coming

ReadsList = Callable[[str, Path, "Office"], "Coming"]
"""Reads a sheet of ``customers`` or ``products`` of an office; handed in by the composition root.

Raises what a sheet is refused for.
"""

OLDER = "older_schema"
"""What an office is refused for whose data an older program wrote."""


class PasswordsDiffer(BadField):
    """The password was typed differently the second time. Facts: ``field``."""


@dataclass
class Signed:
    """An office that is open and the person who acts in it; ``renew`` keeps it as it stands."""

    app: App
    url: str
    office: Office
    me: Staff
    served: bool = False
    """Whether a server keeps the office and its logins."""
    given: str = field(default="", repr=False)
    """The password that an administrator gave, until a new one is set; "" otherwise."""

    @property
    def login(self) -> str:
        """The login of who acts."""
        return self.me.login

    def renew(self, office: Office) -> None:
        """The office as it was read just now. Raises NotOnTheStaff for who was let out meanwhile."""
        self.me = office.person(self.login)
        self.office = office

    def goes_on_as(self, anew: Signed) -> None:
        """The same person signed in again, maybe with another password: this office is asked with it."""
        self.app.store.goes_on_as(anew.app.store)


@dataclass(frozen=True)
class Founded:
    """What the little wizard asks: the company as papers name it, and its first administrator."""

    company: str
    uscc: str
    address: str
    phone: str
    name: str
    login: str
    password: str = field(repr=False)

    def firm(self) -> dict[str, object]:
        """The company's fields by name."""
        return {"name": self.company, "uscc": self.uscc, "address": self.address, "phone": self.phone}


@dataclass(frozen=True)
class Doors:
    """The ways into an office, handed in by the composition root; each may take long and runs in a lane.

    ``open`` takes address, login and password ("" for both: an office of one file, nobody acting);
    ``upgrade`` an administrator's, and brings data of an older program to this one's shape.
    """

    open: Callable[[str, str, str], App]
    upgrade: Callable[[str, str, str], object]
    found: Callable[[str, Founded], App]
    practice: Callable[[str, Progress], App]
    is_server: Callable[[str], bool]
    is_there: Callable[[str], bool]
    default: str
    practice_place: str
    practice_password: str
    read_list: ReadsList


def signed(app: App, url: str, login: str, *, served: bool = False) -> Signed:
    """The office as it stands now and this person in it. Raises NotOnTheStaff."""
    office = app.ask(read_office)
    return Signed(app, url, office, office.person(login), served)


def as_kept(login: str) -> str:
    """A login as the office keeps it, whichever width the keyboard typed it in."""
    return unicodedata.normalize("NFKC", login).strip()


def enter(doors: Doors, url: str, login: str, password: str) -> Signed:
    """Open the office as this person: a file checks the password itself, a server at its door.

    Raises WrongPassword, LockedOut, LoginRefused, NotOnTheStaff and what ``open_app`` raises.
    """
    login = as_kept(login)
    served = doors.is_server(url)
    app = doors.open(url, login, password) if served else doors.open(url, "", "")
    try:
        who = signed(app if served else app.signed_in(login, password), url, login, served=served)
    except CodedError:
        app.close()
        raise
    who.given = password if who.me.password_due else ""
    return who


def enter_upgraded(doors: Doors, url: str, login: str, password: str) -> Signed:
    """As ``enter``, but data that is still of an older program is upgraded first, if this person may.

    Raises OnlyAdminsUpgrade, what a backup is refused for, and what ``enter`` raises.
    """
    try:
        return enter(doors, url, login, password)
    except CodedError as error:
        if error.code != OLDER:
            raise
    doors.upgrade(url, as_kept(login), password)
    return enter(doors, url, login, password)


class Door(Protocol):
    """What every page shows by which somebody comes in."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether it is being looked up, made or set."""

    def show_refused(self, error: CodedError) -> None:
        """Why not, beside the fields."""

    def show_signed(self, who: Signed) -> None:
        """The person is in."""


class ComesIn:
    """Tells the page what came of it."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def _entered(self, who: Signed) -> None:
        self._door.show_busy(busy=False)
        self._door.show_signed(who)

    def _refused(self, error: CodedError) -> None:
        self._door.show_busy(busy=False)
        self._door.show_refused(error)


class SignInView(Door, Protocol):
    """What the sign-in page shows."""

    def show_older(self) -> None:
        """The data is of an older program: signing in as an administrator upgrades it from now on."""

    def show_helpers(self, names: tuple[str, ...], *, served: bool) -> None:
        """Who gives a new password: administrators by name; a server tells nobody's before signing in."""


class SignInPresenter(ComesIn):
    """Login and password; ``fixed`` is the one person who may take the lock off again."""

    def __init__(self, view: SignInView, runner: Runner, doors: Doors, url: str) -> None:
        super().__init__(view)
        self._view, self._runner, self._doors = view, runner, doors
        self._enter = enter
        self.url = url

    def sign_in(self, login: str, password: str) -> None:
        """Try these; an empty field is told at once, all of them together."""
        empty = _empty({"staff.login": login, "password": password})
        if empty:
            self._view.show_refused(BadInput(empty))
            return
        self._view.show_busy(busy=True)
        work = partial(self._enter, self._doors, self.url, login, password)
        self._runner.run(work, self._entered, self._refused)

    def forgot(self) -> None:
        """Ask who can help with a password that was forgotten."""
        if self._doors.is_server(self.url):
            self._view.show_helpers((), served=True)
            return
        self._runner.run(
            partial(administrators, self._doors, self.url),
            lambda names: self._view.show_helpers(names, served=False),
            self._refused,
        )

    def _refused(self, error: CodedError) -> None:
        super()._refused(error)
        if error.code == OLDER:
            self._enter = enter_upgraded
            self._view.show_older()


def administrators(doors: Doors, url: str) -> tuple[str, ...]:
    """The names of the administrators of an office in one file. Raises what opening it raises."""
    app = doors.open(url, "", "")
    try:
        return tuple(person.name for person in app.ask(read_office).active(Role.ADMIN))
    finally:
        app.close()


class StartView(Door, Protocol):
    """What the first start shows."""

    def show_progress(self, done: int, total: int) -> None:
        """How far the practice company is."""

    def show_older(self) -> None:
        """As at signing in."""

    def show_people(self, people: tuple[Staff, ...]) -> None:
        """The practice company is there; these people work in it."""


class StartPresenter(ComesIn):
    """The first start: a practice company, an office on this computer, or an office on a server."""

    def __init__(self, view: StartView, runner: Runner, doors: Doors) -> None:
        super().__init__(view)
        self._view, self._runner, self._doors = view, runner, doors
        self._work: Ticket | None = None
        self._practice: App | None = None
        self._older = ""

    def make_practice(self) -> None:
        """Make the practice company; cancelling leaves nothing behind."""
        self._view.show_busy(busy=True)
        self._work = self._runner.run_long(
            self._practised, self._made, self._refused, told=self._view.show_progress, lane=Lane.DATABASE
        )

    def _practised(self, progress: Progress) -> tuple[App, tuple[Staff, ...]]:
        app = self._doors.practice(self._doors.practice_place, progress)
        return app, tuple(person for person in app.ask(read_office).staff if person.active)

    def _made(self, answer: tuple[App, tuple[Staff, ...]]) -> None:
        self._practice, people = answer
        self._view.show_busy(busy=False)
        self._view.show_people(people)

    def cancel(self) -> None:
        """Nobody wants the practice company any more."""
        if self._work is not None:
            self._work.cancel()
        self._view.show_busy(busy=False)

    def be(self, login: str) -> None:
        """Sign in to the practice company as this person."""
        self._open(self._doors.practice_place, login, self._doors.practice_password)

    def found(self, told: Founded, again: str) -> None:
        """Make an office in one file with its first administrator, who then acts."""
        problems = _empty(
            {
                **{f"company.{name}": str(text) for name, text in told.firm().items()},
                "staff.name": told.name,
                "staff.login": told.login,
                "password": told.password,
            }
        )
        if told.password != again:
            problems.append(PasswordsDiffer(field="again"))
        if problems:
            self._view.show_refused(BadInput(problems))
            return
        url = self._doors.default
        self._view.show_busy(busy=True)
        self._runner.run(partial(self._founded, url, told), self._entered, self._refused)

    def _founded(self, url: str, told: Founded) -> Signed:
        app = self._doors.found(url, told)
        return signed(app, url, app.login)

    def join(self, url: str, login: str, password: str) -> None:
        """Enter an office on a server."""
        problems = _empty({"office": url, "staff.login": login, "password": password})
        if problems:
            self._view.show_refused(BadInput(problems))
            return
        self._open(address(url), login, password)

    def _open(self, url: str, login: str, password: str) -> None:
        self._view.show_busy(busy=True)
        way = enter_upgraded if url == self._older else enter
        refused = partial(self._not_in, url)
        self._runner.run(partial(way, self._doors, url, login, password), self._entered, refused)

    def _not_in(self, url: str, error: CodedError) -> None:
        self._refused(error)
        if error.code == OLDER:
            self._older = url
            self._view.show_older()


def _empty(given: Mapping[str, str]) -> list[BadField]:
    return [Required(field=path, step="setup") for path, text in given.items() if not text.strip()]


def address(typed: str) -> str:
    """The address meant by what an administrator tells on the telephone: ``host/database`` is a server's.

    Wide signs that an input method typed are their narrow ones, but not in the name of a file.
    """
    said, narrow = typed.strip(), as_kept(typed)
    said = said if narrow.startswith("sqlite:") else narrow
    return said if "://" in said else f"postgresql://{said}"
