"""The frame: counts of the rail, who I am, whether the office answers, the last good backup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.workflow import OPEN_STATES
from ui.models.cells import Mood
from ui.presenters.runner import Lane
from ui.presenters.today import Day, Kind, read_day

if TYPE_CHECKING:
    from aftersales.domain.office import Office
    from ui.presenters.runner import Runner
    from ui.presenters.session import Signed


@dataclass(frozen=True)
class Count:
    """A number of the rail: all, and how many of them are overdue."""

    all: int
    overdue: int = 0


@dataclass(frozen=True)
class Standing:
    """How the office stands: counts by screen, at a moment of the office's clock."""

    counts: Mapping[str, Count]
    now: datetime
    office: Office


@dataclass(frozen=True)
class Copied:
    """How the copies of an office stand: when the last good one was made (UTC).

    ``late``: the last one is days old, and the office changed since; ``damaged``: something was wrong in
    it; ``second``: why the second place is no help.
    """

    at: datetime | None
    late: bool = False
    damaged: bool = False
    second: CodedError | None = None


@dataclass(frozen=True)
class Backup:
    """When the office was last backed up soundly, on its clock; or why nobody can look."""

    at: datetime | None
    now: datetime
    unknown: CodedError | None = None
    copied: Copied = Copied(None)


class View(Protocol):
    """What the frame shows by itself."""

    def show_standing(self, standing: Standing) -> None:
        """The counts; the office answers."""

    def show_backup(self, backup: Backup) -> None:
        """When the office was last backed up."""

    def show_away(self, error: CodedError) -> None:
        """The office does not answer."""

    def show_refusal(self, error: CodedError) -> None:
        """A refusal that nobody else shows."""


def counts_of(
    states: Mapping[str, int], day: Day, notices: Count, *, papers: int, calls: int
) -> dict[str, Count]:
    """The numbers of the rail out of the state counts and what this person owes.

    ``papers``: on their way; ``calls``: customers whom this person may call, whoever else may.
    """
    mine = day.mine()
    late = Counter(one.kind for one in mine if one.due.mood == Mood.OVERDUE)
    return {
        "today": Count(len(mine), late.total()),
        "cases": Count(sum(states.get(state, 0) for state in OPEN_STATES)),
        "approvals": Count(day.on_hold + sum(one.kind == Kind.APPROVAL for one in mine), late[Kind.APPROVAL]),
        "agreements": Count(papers),
        "notices": notices,
        "follow_ups": Count(calls, late[Kind.FOLLOW_UP]),
    }


class FramePresenter:
    """Reads how the office stands, now and then and after each change."""

    def __init__(
        self,
        view: View,
        runner: Runner,
        who: Signed,
        last_backup: Callable[[], Copied | None],
    ) -> None:
        """``last_backup``: how the copies stand; looked for behind everything."""
        self._view, self._runner, self._who, self._last_backup = view, runner, who, last_backup
        self._asked = self._looking = False

    def refresh(self) -> None:
        """Read again, unless an answer is still awaited."""
        if not self._asked:
            self._asked = True
            self._runner.run(self._read, self._stands, self._gone)

    def look_for_draft(self, left: Callable[[], None], still: Callable[[], bool]) -> None:
        """Call ``left``, if ``still`` wanted, where the program ended while this person was registering."""

        def found(there: bool) -> None:
            if there and still():
                left()

        self._runner.run(self._is_left, found, lane=Lane.FILES)

    def _is_left(self) -> bool:
        from ui.presenters.drafts import Drafts, place

        return Drafts(place(self._who.url, self._who.login)).left_open() is not None

    def _read(self) -> Standing:
        from aftersales.storage.queries.agreements import agreement_counts
        from aftersales.storage.queries.counts import state_counts
        from aftersales.storage.queries.follow_ups import follow_ups_counted
        from aftersales.storage.queries.notices import notice_counts
        from aftersales.storage.queries.office import read_office
        from ui.presenters.agreements.listing import on_their_way
        from ui.presenters.notices.board import owed

        who = self._who
        office = who.app.ask(read_office)
        day = read_day(who.app, office, office.person(who.login))
        return Standing(
            counts_of(
                who.app.ask(state_counts),
                day,
                Count(*owed(who.app.ask(notice_counts, day.now), who.me)),
                papers=on_their_way(who.app.ask(agreement_counts)),
                calls=who.app.ask(follow_ups_counted, who.login),
            ),
            day.now,
            office,
        )

    def _stands(self, standing: Standing) -> None:
        self._asked = False
        self._who.renew(standing.office)
        self._view.show_standing(standing)
        if not self._looking:
            self._looking = True
            looked, failed = partial(self._looked, standing), partial(self._not_looked, standing)
            self._runner.run(self._last_backup, looked, failed, lane=Lane.BEHIND)

    def _looked(self, standing: Standing, copied: Copied | None) -> None:
        self._looking = False
        found = copied or Copied(None)
        at = found.at.astimezone(standing.office.zone) if found.at else None
        self._view.show_backup(Backup(at, standing.now, copied=found))

    def _not_looked(self, standing: Standing, error: CodedError) -> None:
        self._looking = False
        self._view.show_backup(Backup(None, standing.now, error))

    def _gone(self, error: CodedError) -> None:
        self._asked = False
        if isinstance(error, Trouble):
            self._view.show_away(error)
        else:
            self._view.show_refusal(error)
