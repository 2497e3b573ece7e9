"""What every page of the settings does: read the office, change it, hear what was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from secrets import token_hex
from typing import Protocol, TypeVar

from aftersales.domain.codes import Role
from aftersales.domain.errors import CodedError
from aftersales.domain.office import Office
from aftersales.storage.queries.case import read_office
from aftersales.usecases.once import once
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

T = TypeVar("T")
EVERYBODY = frozenset[str]()
PAGES: dict[str, frozenset[str]] = {
    "company": frozenset({Role.ADMIN}),
    "people": frozenset({Role.ADMIN}),
    "authority": frozenset({Role.ADMIN, Role.LEADER}),
    "substitutes": frozenset({Role.ADMIN, Role.LEADER}),
    "calendar": frozenset({Role.ADMIN}),
    "limits": frozenset({Role.ADMIN}),
    "periods": frozenset({Role.ADMIN}),
    "dictionaries": frozenset({Role.ADMIN}),
    "clauses": frozenset({Role.ADMIN}),
    "backups": frozenset({Role.ADMIN}),
    "mine": EVERYBODY,
}
"""The pages in order, and who may look at each (nobody named: everybody)."""


def pages_for(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The pages that a person with these roles sees."""
    return tuple(name for name, wanted in PAGES.items() if not wanted or wanted & set(roles))


class PageView(Protocol):
    """What every page can show."""

    def show_office(self, office: Office, today: date) -> None:
        """The office as it stands; what is being typed stays."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether a change is on its way."""

    def show_done(self, what: str) -> None:
        """It was changed: ``what`` names the verb."""

    def show_refused(self, error: CodedError) -> None:
        """Why not, beside its field where it has one."""


class PagePresenter:
    """Reads the office for one page and changes it; what was changed is read again at once."""

    def __init__(self, view: PageView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._key = token_hex(16)

    @property
    def is_admin(self) -> bool:
        """Whether this person may change the office."""
        return Role.ADMIN in self._signed.me.roles

    @property
    def today(self) -> date:
        """The office's day."""
        signed = self._signed
        return signed.office.day(signed.app.clock or datetime.now(signed.office.zone))

    def refresh(self) -> None:
        """Ask again how the office stands."""
        read = partial(self._signed.app.ask, read_office)
        self._runner.run(read, self._came, self._view.show_refused)

    def _came(self, office: Office) -> None:
        self._signed.renew(office)
        self._view.show_office(office, self.today)

    def _change(
        self, what: str, use_case: Callable[..., T], *given: object, done: Callable[[T], None] | None = None
    ) -> None:
        """Change something by ``use_case``; ``done`` gets what came of it, after the page has heard."""
        self._view.show_busy(busy=True)
        work = partial(self._signed.app.do, use_case, *given)
        self._runner.run(work, partial(self._done, what, done), self._refused)

    def _add(self, what: str, use_case: Callable[..., T], *given: object) -> None:
        """Change what could stand there twice, once: its key is another only when it is known to be done."""
        self._change(what, once, self._key, use_case, *given, done=self._added)

    def _added(self, _: object) -> None:
        self._key = token_hex(16)

    def _done(self, what: str, done: Callable[[T], None] | None, answer: T) -> None:
        self._view.show_busy(busy=False)
        self._view.show_done(what)
        if done is not None:
            done(answer)
        self.refresh()

    def _refused(self, error: CodedError) -> None:
        self._view.show_busy(busy=False)
        self._view.show_refused(error)
