"""The front door of the core: ``open_app`` gives an App, which does use cases and asks queries.

What writes is imported where it begins: whoever opens an office reads first.
"""

from __future__ import annotations

import getpass
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from aftersales import words
from aftersales.documents.papers import Papers
from aftersales.domain.errors import DomainError
from aftersales.storage import passwords
from aftersales.storage.address import parse
from aftersales.storage.books.office import OfficeShelf
from aftersales.storage.database import Store, connect, open_store
from aftersales.storage.orm import SQLITE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from aftersales.domain.records.office import DictionaryEntry
    from aftersales.storage.wire import Wire
    from aftersales.usecases.work import Work

_P = ParamSpec("_P")
_T = TypeVar("_T")


class OnlyInPractice(DomainError):
    """The clock moves only in a practice company. No facts."""


class WhoActs(DomainError):
    """Nobody is signed in: say who acts. No facts."""


class OfficeLanguage:
    """The words of the office: the language's, and what the office added to the dictionaries."""

    def __init__(self, language: str = words.DEFAULT) -> None:
        self._words = words.words(language)
        self._language = language

    def vocabulary(self, entries: Iterable[DictionaryEntry]) -> words.Words:
        """Codes and words, with the values that the office added."""
        added = tuple((entry.dictionary, entry.code, entry.word) for entry in entries if entry.word)
        return words.words(self._language, added) if added else self._words

    def phrase(self, name: str) -> str:
        """A text that the program itself writes into a record."""
        return self._words.phrase(name)


@dataclass(frozen=True)
class App:
    """An office that is open, and who acts in it; the three verbs are the only ways to its data."""

    store: Store
    login: str = ""
    station: str = ""
    clock: datetime | None = None
    shelf: OfficeShelf = field(default_factory=OfficeShelf)
    language: OfficeLanguage = field(default_factory=OfficeLanguage)
    papers: Papers = field(default_factory=Papers)

    def do(self, use_case: Callable[Concatenate[Work, _P], _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a use case in one transaction: all of it stands at the end, or nothing.

        Raises what the domain says no with (DomainError), or what the world says no with (Trouble).
        """
        if not self.login:
            raise WhoActs
        from aftersales.storage.books.unit import open_books
        from aftersales.usecases.work import Work

        with open_books(self.store, self.login, self.station, self.shelf) as books:
            now = books.now()
            if self.clock is not None:
                if not books.office().company.practice:
                    raise OnlyInPractice
                now = self.clock
            return use_case(Work(books, now, self.language, self.papers), *args, **kwargs)

    def ask(self, query: Callable[Concatenate[Wire, _P], _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Read for one screen: everything asked inside belongs to the same moment."""
        with self.store.reading(self.clock) as wire:
            return query(wire, *args, **kwargs)

    def look(
        self,
        use_case: Callable[Concatenate[Work, _P], Callable[[], _T]],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Gather in one snapshot what a use case needs, then do what it gives back when that is closed.

        So nobody who writes waits for a paper that is being drawn. Raises as ``do``, and what is done after.
        """
        if not self.login:
            raise WhoActs
        from aftersales.storage.books.unit import SqlBooks
        from aftersales.usecases.work import Work

        with self.store.reading(self.clock, self.login) as wire:
            books = SqlBooks(wire, self.station, self.shelf)
            after = use_case(Work(books, books.now(), self.language, self.papers), *args, **kwargs)
        return after()

    def at(self, moment: datetime | None) -> App:
        """The same desk with the clock standing at ``moment`` (UTC); only in a practice company."""
        return replace(self, clock=moment)

    def signed_in(self, login: str, password: str | None = None) -> App:
        """The same office with this person acting; one file only: a server knows its logins itself.

        Without a password the file's owner acts in this person's name, and the history says so.
        Raises ``WrongPassword``, ``LockedOut``, ``NotOnTheStaff``.
        """
        if password is None:
            return replace(self, login=login, station=f"{OWNER}{here()}")
        passwords.check(self.store, login, password)
        return replace(self, login=login, station=here())

    def set_up(self, told: Founding) -> None:
        """Set up the new office that this desk stands in."""
        from aftersales.storage.books.unit import open_books
        from aftersales.usecases.setup import set_up
        from aftersales.usecases.work import Work

        password = told.password if self.store.engine == SQLITE else None
        with open_books(self.store, self.login, self.station, self.shelf) as books:
            set_up(
                Work(books, told.at or books.now(), self.language, self.papers),
                admin=told.admin,
                company=told.company,
                delivered=told.delivered,
                password=password,
                practice=told.practice,
            )

    def close(self) -> None:
        """Close this thread's connection."""
        self.store.close()


def tick(app: App) -> int:
    """Tell everybody whom a running limit must reach by now; how many messages were due. Any desk may.

    Looks first and writes only where something is due: what another desk wrote meanwhile is left alone.
    """
    from aftersales.storage.queries.live.clockwork import ticking
    from aftersales.usecases.live.clockwork import calls, post

    due = calls(app.ask(ticking, app.clock))
    return app.do(post, due) if due else 0


OWNER = "file-owner@"
"""How a station begins where the file's owner acted without a password."""


def here() -> str:
    """The short name of this computer, for the history."""
    import platform

    return platform.node().split(".")[0][:40] or "-"


def computer_user() -> str:
    """The account under which this program runs."""
    return getpass.getuser()


def open_app(url: str, *, login: str = "", password: str = "") -> App:
    """Open the office at ``url`` (``sqlite:///file`` or ``postgresql://host/db``).

    Raises NoOfficeHere, LoginRefused, DatabaseGone, NewerSchema, OlderSchema, BadAddress, UnsafePlace.
    """
    one_file = parse(url).engine == SQLITE
    store = open_store(url) if one_file else open_store(url, login=login, password=password)
    app = App(store, station=here())
    if one_file:
        return app.signed_in(login, password or None) if login else app
    return replace(app, login=login)


def unopened(url: str, *, login: str = "", password: str = "") -> Store:
    """The store of an office that is to be made or migrated; its schema is not looked at."""
    return connect(url, login=login, password=password)


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What a new office is set up with: its first administrator, its company, ``settings.delivered()``.

    ``setup``: login and password that may make databases and roles on a server. ``at`` and ``station`` are
    what history says of the set-up; now and here where they are not given.
    """

    admin: Mapping[str, object]
    password: str = field(repr=False)
    company: Mapping[str, object]
    delivered: Mapping[str, object]
    setup: tuple[str, str] = field(default=("", ""), repr=False)
    practice: bool = False
    at: datetime | None = None
    station: str = ""


def found_office(url: str, told: Founding) -> App:
    """Make and set up an office where none is; its first administrator acts. All of it stands, or nothing.

    Raises OfficeExists, SetupLoginNeeded, WeakPassword, BadInput, BadLogin, and what ``open_app`` raises.
    """
    from aftersales.storage.founding import whole  # with all guards: not needed to open an office that stands

    with whole(url) as place:
        app = _found(place, told)
        if place != url:
            app.close()
    return app if place == url else replace(app, store=connect(url))


def _found(url: str, told: Founding) -> App:
    from aftersales.storage import founding
    from aftersales.usecases.people import read_login

    login = read_login(str(told.admin.get("login") or ""))
    setup, secret = told.setup
    store = founding.found(
        url, login, told.password, setup_login=setup, setup_password=secret, practice=told.practice
    )
    app = App(store, login=login, station=told.station or here())
    with ExitStack() as undo:
        undo.callback(founding.forget, url, store, setup, secret)
        app.set_up(told)
        undo.pop_all()
    return app
