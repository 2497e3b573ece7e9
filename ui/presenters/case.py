"""The page of one case: where it stands on the path, what waits, what happened, and the steps to take now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from aftersales.domain import policy
from aftersales.domain.case import Case
from aftersales.domain.cautions import Caution, cautions_for
from aftersales.domain.codes import AgreementState, NoticeState, ProposalState, Satisfaction, State
from aftersales.domain.errors import BadInput, CodedError, DomainError
from aftersales.domain.forms import FORMS
from aftersales.domain.limits import PAUSED_BY_HOLD
from aftersales.domain.office import Desk
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.proposal import Proposal
from aftersales.domain.records.trail import History
from aftersales.domain.steps.following import CONTENT, last_word
from aftersales.domain.workflow import OPEN_STATES, PATH, Step, steps_from
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.taking import take
from ui.presenters.live.taking_back import Made, entry_of, made_of, still_mine
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

__all__ = ["CaseLook", "CasePage", "CasePresenter", "CaseView", "Due", "Happened", "Offered", "Stop"]

DIRECT: frozenset[str] = frozenset({Step.ACCEPT})
"""Steps that usually need nothing said: they are taken at once, and asked about only when refused."""
SECTIONS = ("registration", "finding", "proposal", "agreement", "notices", "follow_up")
_OPEN: Mapping[str, str] = {
    State.REGISTERED: "registration",
    State.INVESTIGATING: "finding",
    State.PROPOSED: "proposal",
    State.APPROVED: "proposal",
    State.OFFERED: "proposal",
    State.AGREED: "agreement",
    State.FULFILLING: "notices",
}
_KINDS: Mapping[str, str] = {
    **dict.fromkeys((Step.CONTACT, Step.ANSWER, Step.EXPLAIN, Step.NEGOTIATE, Step.PROGRESS_NOTICE), "talk"),
    **dict.fromkeys((Step.FOLLOW_UP, Step.PROMISE, Step.KEEP_PROMISE, Step.MOVE_PROMISE), "talk"),
    **dict.fromkeys((Step.PROPOSE, Step.DECIDE, Step.APPROVE, Step.SEND_BACK, Step.REJECT), "approval"),
    **dict.fromkeys((Step.APPROVE_BY_WORD, Step.COUNTERSIGN, Step.RECALL, Step.REPORT_UP), "approval"),
    **dict.fromkeys((Step.FORWARD_APPROVAL, Step.ADD_APPROVER, Step.ACKNOWLEDGE_REPORT), "approval"),
    **dict.fromkeys((Step.ATTACH, Step.FILE_ORIGINAL, "print"), "file"),
}
_SAID = (
    "content",
    "comment",
    "explained",
    "action",
    "their_position",
    "support_wanted",
    "reply",
    "name",
    "hold_reason",
)


@dataclass(frozen=True)
class Due:
    """A running clock: ``minutes`` of office time until ``due_at`` (UTC), below 0 when it is past."""

    clock: str
    due_at: datetime
    minutes: int
    held: bool = False


@dataclass(frozen=True)
class Stop:
    """A station of the path: ``step`` leaves it; ``at`` when it was left, ``who`` takes it."""

    step: str
    passed: str
    at: datetime | None = None
    who: tuple[str, ...] = ()
    due: Due | None = None


@dataclass(frozen=True)
class Offered:
    """A step that may follow here; ``refused`` says why this person may not take it."""

    step: str
    refused: DomainError | None = None


@dataclass(frozen=True)
class Happened:
    """A row of history: ``said`` are people's words; ``kind`` is talk, approval, file or other.

    ``gone``: it was taken back; ``made``: what this person may still take back.
    """

    at: datetime
    who: str
    step: str
    said: str
    kind: str
    for_whom: str | None = None
    refused: bool = False
    gone: bool = False
    made: Made | None = None


@dataclass(frozen=True, kw_only=True)
class CaseLook:
    """Everything that the page shows, in codes."""

    page: CasePage
    stops: tuple[Stop, ...]
    dues: tuple[Due, ...]
    steps: tuple[Offered, ...]
    likely: str | None
    open_section: str
    happened: tuple[Happened, ...]
    proposal: Proposal | None
    cautions: tuple[Caution, ...]


class CaseView(Protocol):
    """What the page can show."""

    def show_case(self, look: CaseLook) -> None:
        """Show the case as it stands."""

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:
        """Ask for what the step takes."""

    def show_taken(self, step: str) -> None:
        """The step was taken."""

    def show_refused(self, error: CodedError) -> None:
        """Say why the case cannot be shown, or the step not be taken."""

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None) -> None:
        """A step was taken that is asked about no more: another case is shown, or another step begun."""

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        """A step was refused that is asked about no more."""


class CasePresenter:
    """Opens a case, offers its steps, takes those that need nothing said."""

    def __init__(self, view: CaseView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._case_no = ""
        self._look: CaseLook | None = None
        self._begun = 0

    @property
    def look(self) -> CaseLook | None:
        """What is shown; None before the first answer."""
        return self._look

    def open(self, case_no: str) -> None:
        """Show this case."""
        if case_no != self._case_no:
            self._case_no, self._look = case_no, None
            self._begun += 1
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        if self._case_no:
            app, number = self._signed.app, self._case_no
            work = partial(app.ask, case_page, number, app.clock)
            self._runner.run(work, partial(self._came, number), partial(self._not_come, number))

    def _came(self, number: str, page: CasePage) -> None:
        if number == self._case_no:
            self._look = look_of(page, self._signed.login)
            self._view.show_case(self._look)

    def _not_come(self, number: str, error: CodedError) -> None:
        if number == self._case_no:
            self._view.show_refused(error)

    def begin(self, step: str, given: Mapping[str, str] | None = None) -> None:
        """Take the step at once where it needs nothing said, or ask for what it takes."""
        look = self._look
        if look is None:
            return
        self._begun += 1
        if step in DIRECT and not given:
            self._take(step, look.page)
        else:
            self._view.show_form(step, look.page, given or {})

    def _take(self, step: str, page: CasePage) -> None:
        complaint = page.case.complaint
        work = partial(self._signed.app.do, take, step, complaint.case_no, {}, version=complaint.version)
        taken = partial(self._taken, self._begun, step, complaint.case_no)
        self._runner.run(work, taken, partial(self._not_taken, self._begun, step, page))

    def _taken(self, begun: int, step: str, case_no: str, _: Case) -> None:
        if begun == self._begun:
            self._view.show_taken(step)
        else:
            self._view.show_taken_elsewhere(step, case_no, None)

    def _not_taken(self, begun: int, step: str, page: CasePage, error: CodedError) -> None:
        if begun != self._begun:
            self._view.show_refused_elsewhere(step, page.case.complaint.case_no, error)
            return
        if isinstance(error, BadInput):
            self._view.show_form(step, page, {})
        self._view.show_refused(error)

    def log(self, words: str) -> None:
        """A note was typed: a contact is logged with it, once the few facts beside it are said."""
        if words.strip():
            self.begin(Step.CONTACT, {"content": words.strip()})


def desk_of(page: CasePage, login: str) -> Desk:
    """The desk of this person at the page's moment. Raises NotOnTheStaff."""
    return Desk(office=page.office, me=page.office.person(login), now=page.now, past=page.past)


def look_of(page: CasePage, login: str) -> CaseLook:
    """What the page shows to this person."""
    case, desk = page.case, desk_of(page, login)
    dues = dues_of(case, desk)
    steps = tuple(offered(case, desk))
    return CaseLook(
        page=page,
        stops=stops_of(page, dues),
        dues=dues,
        steps=steps,
        likely=_likely(case, steps),
        open_section=_OPEN.get(case.complaint.state, "follow_up"),
        happened=tuple(_happened(row, page, desk) for row in reversed(page.history)),
        proposal=standing(case),
        cautions=cautions_for(desk.me, case, page.office),
    )


def offered(case: Case, desk: Desk) -> Iterable[Offered]:
    """Every step that a person takes from here, with the reason where this one may not."""
    for step in steps_from(case.complaint.state):
        if step not in FORMS or step == Step.TAKE_BACK:
            continue
        try:
            policy.may(step, case, desk)
        except DomainError as refused:
            yield Offered(step, refused)
        else:
            yield Offered(step)


def _likely(case: Case, steps: tuple[Offered, ...]) -> str | None:
    may = {offer.step for offer in steps if offer.refused is None}
    return next((step for step in _next(case) if step in may), None)


def _next(case: Case) -> tuple[str, ...]:
    """What usually follows here, the first that one may take being the likely one."""
    state = case.complaint.state
    if state == State.AGREED:
        issued = any(row.state == AgreementState.ISSUED for row in case.agreements)
        return (Step.SIGN,) if issued else (Step.ISSUE_AGREEMENT,)
    if state == State.FULFILLING:
        return _with_notices(case)
    if state == State.FOLLOWING_UP:
        return (_AFTER_WORD.get(last_word(case) or "", Step.FOLLOW_UP),)
    return _USUAL.get(state, ())


_AFTER_WORD: Mapping[str, str] = {
    **dict.fromkeys(CONTENT, Step.CLOSE),
    Satisfaction.DISSATISFIED: Step.DISSATISFIED,
}
"""What follows on what the customer said; until he was reached he is asked again."""
_USUAL: Mapping[str, tuple[str, ...]] = {
    State.REGISTERED: (Step.ACCEPT,),
    State.INVESTIGATING: (Step.PROPOSE, Step.RECORD_FINDING),
    State.PROPOSED: (Step.APPROVE,),
    State.APPROVED: (Step.ANSWER,),
    State.OFFERED: (Step.ACCEPT_OFFER,),
    State.CLOSED: (Step.REOPEN,),
    State.WITHDRAWN: (Step.REOPEN,),
}


def _with_notices(case: Case) -> tuple[str, ...]:
    states = {row.state for row in case.notices}
    first = (Step.CONFIRM_NOTICE,) if NoticeState.DONE in states else ()
    return (*first, Step.DONE_NOTICE, Step.ACCEPT_NOTICE)


def dues_of(case: Case, desk: Desk) -> tuple[Due, ...]:
    """The running clocks, the earliest first."""
    running = (row for row in case.clocks if row.stopped_at is None and row.due_at is not None)
    held = case.complaint.held_at is not None
    found = (_due(row, held and row.clock in PAUSED_BY_HOLD, desk) for row in running)
    return tuple(sorted(found, key=lambda due: due.due_at))


def _due(row: CaseClock, held: bool, desk: Desk) -> Due:
    due, now, hours = row.due_at or desk.now, desk.now, desk.office.hours
    if due >= now:
        return Due(row.clock, due, hours.working_minutes_between(now, due), held)
    return Due(row.clock, due, min(-hours.working_minutes_between(due, now), -1), held)


def stops_of(page: CasePage, dues: tuple[Due, ...]) -> tuple[Stop, ...]:
    """The stations: the leg from each open state to the next, read off PATH; the first is registering."""
    state = page.case.complaint.state
    here = OPEN_STATES.index(state) if state in OPEN_STATES else len(OPEN_STATES)
    ended = state in (State.WITHDRAWN, State.MERGED)
    first = Stop(Step.REGISTER, "done", page.case.complaint.registered_at)
    found = [first]
    for at, source in enumerate(OPEN_STATES):
        left = _left(page.history, source)
        passed = "done" if at < here and (left or not ended) else "now" if at == here else "next"
        step, who = _leg_on(source)
        due = dues[0] if passed == "now" and dues else None
        passed = "skipped" if ended and not left else passed
        found.append(Stop(step, passed, left if passed == "done" else None, who, due))
    return tuple(found)


def _leg_on(source: str) -> tuple[str, tuple[str, ...]]:
    """The step that leads from an open state to the next one, and who takes it."""
    following = dict(zip(OPEN_STATES, (*OPEN_STATES[1:], State.CLOSED), strict=True))[source]
    leg = next(leg for leg in PATH if source in leg.sources and leg.target == following)
    return leg.step, tuple(leg.who)


def _left(history: tuple[History, ...], source: str) -> datetime | None:
    moved = (row.at for row in reversed(history) if row.from_state == source and row.to_state != source)
    return next(moved, None)


def standing(case: Case) -> Proposal | None:
    """The proposal to show: the newest that is not void, else the newest."""
    living = [row for row in case.proposals if row.state != ProposalState.VOID]
    return next(reversed(living or case.proposals or ()), None)


def _happened(row: History, page: CasePage, desk: Desk) -> Happened:
    step = row.step
    refused = step in (Step.SEND_BACK, Step.REJECT, Step.REFUSE_OFFER, Step.DISSATISFIED)
    said = row.reason or _said(row.changes, step)
    kind = _KINDS.get(step, "other")
    at = row.at or datetime.min  # noqa: DTZ901
    told = Happened(at, row.actor, step, said, kind, row.on_behalf_of, refused)
    entry = entry_of(row, page.case)
    if entry is None:
        return told
    mine = still_mine(entry, page.case, page.history, desk)
    return replace(
        told, gone=entry.taken_back_at is not None, made=made_of(page.case, entry) if mine else None
    )


def _said(changes: str, step: str) -> str:
    """The people's words among what a step changed; registering has its own place on the page."""
    if step == Step.REGISTER:
        return ""
    found: list[dict[str, Any]] = json.loads(changes)
    new = {item["field"]: item["new"] for item in found if isinstance(item.get("new"), str)}
    return next((str(new[name]) for name in _SAID if name in new), "")
