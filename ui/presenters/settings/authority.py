"""授权与代理: who may decide how much, what nobody covers, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from aftersales.domain.authority import LADDER, limit_of
from aftersales.domain.codes import Level, Role, Scope
from aftersales.domain.office import Office
from aftersales.domain.policy import leads_no_more
from aftersales.domain.records.staff import Authority, Substitute
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.duties import Owed, decisions_owed
from aftersales.usecases.people import end_limit, end_substitute, set_limit, set_substitute
from ui.presenters.runner import Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

SUBJECTS = ("level", "role", "person")


@dataclass(frozen=True)
class Gap:
    """What nobody in the office may approve: ``kind`` is scope, grave, nobody or alone; ``above`` in 分."""

    kind: str
    scope: str = ""
    above: int = 0


def gaps(office: Office, day: date) -> tuple[Gap, ...]:
    """What is missing on this day, the gravest first."""
    leaders = office.active(Role.LEADER)
    if not leaders:
        return (Gap("nobody"),)
    found = [Gap("alone")] if len(leaders) == 1 else []
    if not any(person.level in LADDER[1:] for person in leaders):
        found.append(Gap("grave"))
    for scope in Scope:
        limits = [limit_of(office, person, scope, day) for person in leaders]
        if None not in limits:
            found.append(Gap("scope", scope, max(limit or 0 for limit in limits)))
    return tuple(found)


def whose(row: Authority) -> tuple[str, str]:
    """Whom the row is about: person, level or role, and which."""
    if row.person is not None:
        return "person", row.person
    return ("level", row.level) if row.level is not None else ("role", row.role or "")


def standing(rows: tuple[Authority, ...], day: date) -> tuple[Authority, ...]:
    """The rows that hold on this day or later, by whom they are about."""
    order = {str(level): at for at, level in enumerate(Level)}
    kept = [row for row in rows if not is_over(row, day)]
    return tuple(sorted(kept, key=lambda row: (row.person or "", order.get(row.level or "", 9), row.scope)))


def is_over(row: Authority | Substitute, day: date) -> bool:
    """Whether the row holds no more, or never did."""
    ended = row.to_on is not None and (
        row.to_on < day or (row.from_on is not None and row.to_on < row.from_on)
    )
    return bool(ended)


class AuthorityPresenter(PagePresenter):
    """The authority table."""

    def set(self, data: Mapping[str, object], reason: str = "", no: int | None = None) -> None:
        """Say a limit, or change the one of this number; what held before ends the day before."""
        self._add("saved", set_limit, data, reason.strip() or None, no)

    def end(self, no: int, reason: str = "") -> None:
        """A limit holds no more from today on."""
        self._change("ended", end_limit, no, reason.strip() or None)


class SubstitutesView(PageView, Protocol):
    """What the page shows besides."""

    def show_owing(self, logins: frozenset[str]) -> None:
        """Whose decision is waited for, whatever he is now; told before the office is shown."""


class SubstitutesPresenter(PagePresenter):
    """Who stands in for an approver."""

    def __init__(self, view: SubstitutesView, runner: Runner, signed: Signed) -> None:
        super().__init__(view, runner, signed)
        self._substitutes = view

    def refresh(self) -> None:
        """Ask again how the office stands, and whose decision is waited for."""
        ask = self._signed.app.ask
        self._runner.run(
            lambda: (ask(decisions_owed), ask(read_office)),
            lambda found: self._read(*found),
            self._view.show_refused,
        )

    def _read(self, owed: tuple[Owed, ...], office: Office) -> None:
        gone = {person.login for person in office.staff if leads_no_more(person)}
        owing = (one.approver for one in owed if not one.by_word or one.approver in gone)
        self._substitutes.show_owing(frozenset(owing))
        self._came(office)

    def set(self, data: Mapping[str, object]) -> None:
        """Somebody stands in between two days."""
        self._add("added", set_substitute, data)

    def end(self, no: int) -> None:
        """Nobody stands in any more."""
        self._change("ended", end_substitute, no)
