"""Who hears of a step: the messages written with it, one a person, sent after the commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aftersales.domain.codes import Mark, NoticeState, PromiseState, PublicRisk, Role
from aftersales.domain.policy import stands_in, turn
from aftersales.domain.records.trail import Message
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.steps.fulfilling import held_up, is_open
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aftersales.domain.case import Case, StepTaken
    from aftersales.domain.office import Office
    from aftersales.domain.records.notice import Notice

HEARS: Mapping[str, tuple[str, ...]] = {
    Step.REGISTER: ("service",),
    Step.PROPOSE: ("turn",),
    Step.APPROVE: ("turn", "owner"),
    Step.APPROVE_BY_WORD: ("owner", "named"),
    Step.SEND_BACK: ("owner",),
    Step.REJECT: ("owner",),
    Step.FORWARD_APPROVAL: ("turn", "owner"),
    Step.ADD_APPROVER: ("owner",),
    Step.ACCEPT_OFFER: ("owner",),
    Step.REFUSE_OFFER: ("owner",),
    Step.SIGN: ("departments", "owner"),
    Step.SETTLE_WITHOUT_PAPER: ("departments",),
    Step.DONE_NOTICE: ("owner", "waiting"),
    Step.RETURN_NOTICE: ("owner",),
    Step.REISSUE_NOTICE: ("departments",),
    Step.CANCEL_NOTICE: ("owner", "waiting"),
    Step.RENEGOTIATE: ("owner",),
    Step.CLOSE_BY_LEADER: ("owner",),
    Step.URGE: ("departments",),
    Step.FINISH: ("owner",),
    Step.DISSATISFIED: ("owner", "leaders"),
    Step.ASSIGN: ("owner", "before"),
    Step.TAKE_OVER: ("before",),
    Step.MERGE: ("owner",),
    Step.ADD_HELPER: ("helpers",),
    Step.REPORT_UP: ("reported",),
    Step.ACKNOWLEDGE_REPORT: ("owner",),
    Step.CONTACT: ("owner",),
    Step.TAKE_BACK: ("owner",),
    Step.WITHDRAW: ("owner",),
    Step.REOPEN: ("owner",),
}
"""Who hears of which step: one line a step; of a notice that it cancels its department hears besides."""


def messages(taken: StepTaken, office: Office) -> tuple[Message, ...]:
    """The messages of a step: never to who took it, one a person, a key for each."""
    found = {login for code in HEARS.get(taken.step, ()) for login in _people(code, taken, office)}
    found |= set(_with_cancelled(taken, office))
    told = tuple(_message(taken, login, "step") for login in sorted(found - {taken.actor}))
    return (*told, *_alarms(taken, office), *_sample(taken, office))


def _sample(taken: StepTaken, office: Office) -> tuple[Message, ...]:
    """A tenth of the fast lane is looked at by a leader: every case whose number ends in 0."""
    complaint = taken.after.complaint
    wanted = Mark.FAST_LANE in complaint.marks and complaint.case_no.endswith("0")
    if taken.step != Step.REGISTER or not wanted:
        return ()
    return tuple(_message(taken, login, "sample") for login in _other_leaders(taken, office)[:1])


def _other_leaders(taken: StepTaken, office: Office) -> list[str]:
    return [login for login in _having(Role.LEADER)(taken, office) if login != taken.actor]


def _people(code: str, taken: StepTaken, office: Office) -> Iterable[str]:
    return (login for login in _LISTENERS[code](taken, office) if login)


def _turn(taken: StepTaken, office: Office) -> Iterable[str]:
    """Whose turn it is, and who stands in for him today."""
    link = turn(taken.after)
    if link is None:
        return []
    day, here = office.day(taken.at), (person.login for person in office.staff if person.active)
    return [link.approver, *(login for login in here if stands_in(office, login, link.approver, day))]


def _departments(taken: StepTaken, office: Office) -> Iterable[str]:
    return _working(filter(is_open, taken.after.notices), office)


def _waiting(taken: StepTaken, office: Office) -> Iterable[str]:
    """Whose slip had to wait for another and need not any more."""
    before, after = taken.before or taken.after, taken.after
    freed = (row for row in after.notices if held_up(before, row) and not held_up(after, row))
    return _working(filter(is_open, freed), office)


def _with_cancelled(taken: StepTaken, office: Office) -> Iterable[str]:
    """Who has the slip of a notice that this step cancelled in his hands."""
    had = {notice.no for notice in taken.before.notices if is_open(notice)} if taken.before else set()
    gone = (notice for notice in taken.after.notices if notice.state == NoticeState.CANCELLED)
    return _working((notice for notice in gone if notice.no in had), office)


def _working(notices: Iterable[Notice], office: Office) -> Iterable[str]:
    roles = {ROLE_OF[notice.department] for notice in notices}
    return [person.login for role in roles for person in office.active(role)]


def _having(role: str) -> Callable[[StepTaken, Office], Iterable[str]]:
    """Everybody with this role whom the complaint is not about."""

    def found(taken: StepTaken, office: Office) -> Iterable[str]:
        about = taken.after.complaint.about_staff
        return [person.login for person in office.active(role) if person.login not in about]

    return found


_LISTENERS: Mapping[str, Callable[[StepTaken, Office], Iterable[str | None]]] = {
    "owner": lambda taken, _: [taken.after.complaint.owner],
    "before": lambda taken, _: [taken.before.complaint.owner] if taken.before else [],
    "helpers": lambda taken, _: taken.after.complaint.helpers,
    "turn": _turn,
    "named": lambda taken, _: [row.approver for row in taken.after.approvals if row.decision == "by_word"],
    "reported": lambda taken, _: [row.to_leader for row in taken.after.report_ups[-1:]],
    "departments": _departments,
    "waiting": _waiting,
    "service": _having(Role.SERVICE),
    "leaders": _having(Role.LEADER),
}


def _message(taken: StepTaken, login: str, kind: str, of: str = "") -> Message:
    """``of``: what it is told once of; this version of the case where it is not said."""
    complaint = taken.after.complaint
    facts = {
        "step": str(taken.step),
        "state": str(complaint.state),
        "title": complaint.title,
        "severity": str(complaint.severity),
        "by": taken.actor,
    }
    return Message(
        key=f"{complaint.case_no}:{of or complaint.version}:{kind}:{login}",
        kind=kind,
        recipient=login,
        case_no=complaint.case_no,
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
        due_at=taken.at,
        created_at=taken.at,
        created_by=taken.actor,
    )


def _alarms(taken: StepTaken, office: Office) -> tuple[Message, ...]:
    """What climbs at once: publicity, injury, broken promises, repeated contacts, transfers.

    A promise breaks by the clock, not by a step: every step after the second tells of it with the same key,
    and the outbox takes a key once.
    """
    before = alarms(taken.before) if taken.before else frozenset()
    fresh = sorted(alarms(taken.after) - before)
    others = _other_leaders(taken, office)[:1]
    told = [_message(taken, login, why) for why in fresh for login in others]
    if _broken(taken) >= 2:
        told += [_message(taken, login, "broken_promises", "promises") for login in others]
    return tuple(told)


def _broken(taken: StepTaken) -> int:
    """How many promises are open past their time."""
    rows = (row for row in taken.after.promises if row.state == PromiseState.OPEN)
    return sum(1 for row in rows if row.due_at and row.due_at < taken.at)


def alarms(case: Case) -> frozenset[str]:
    """Why the next leader must hear of what a step brought (limits-and-metrics.md, Escalation)."""
    complaint = case.complaint
    incoming = sum(1 for row in case.contacts if row.direction == "incoming" and row.taken_back_at is None)
    holds = {
        "publicity": complaint.public_risk not in (None, PublicRisk.NONE),
        "injury": bool(complaint.safety_injury),
        "repeated_contacts": incoming >= 3,
        "transfers": complaint.transfers >= 3,
    }
    return frozenset(name for name, yes in holds.items() if yes)
