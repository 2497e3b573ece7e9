"""From a case to the tracking sheet: each stage with its due time, measures, promises, contacts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from aftersales.documents.compose_parts import Printing, Scribe, lines, number
from aftersales.documents.letters import values as v
from aftersales.documents.letters.tracking import STAGES
from aftersales.domain.codes import AgreementState, Clock, Direction, NoticeState, PromiseState
from aftersales.domain.limits import PAUSED_BY_HOLD
from aftersales.domain.steps.writing import held_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.complaint import CaseClock
    from aftersales.domain.records.notice import Notice, NoticeItem
    from aftersales.domain.records.product import ProductLine

_DONE = (NoticeState.DONE, NoticeState.CONFIRMED)
_CLOCKS = {
    "hand_over": Clock.HAND_OVER,
    "first_contact": Clock.FIRST_CONTACT,
    "containment": Clock.CONTAINMENT,
    "decision": Clock.DECISION,
    "answered": Clock.ANSWER,
    "closed": Clock.RESOLUTION,
}
"""The clock by which a stage is due."""
_CODES = ("key", "case_no", "state", "channel", "nature", "severity", "reasons", "decision")
_OURS = ("imprint", "recorder", "owner", "who", "staff", "department")


def tracking(
    office: Office, case: Case, *, labels: Labels, by: str, at: datetime, anchor: str = ""
) -> v.Tracking:
    """The sheet as the case stands; ``by`` is a login, ``at`` UTC.

    It goes from hand to hand in the office: who asked for confidence is not named.
    """
    scribe, row, held = Scribe(office, case, labels), case.complaint, held_proposal(case)
    hidden = scribe.hidden
    value = v.Tracking(
        imprint=scribe.imprint(row.case_no, row.version, Printing(by, at, anchor)),
        case_no=row.case_no,
        state=row.state,
        customer=hidden or case.customer.cust_name or "",
        contact="" if hidden else case.customer.contact_name or "",
        phone="" if hidden else scribe.phone(),
        channel=row.channel or "",
        external=labels.pair(row.external_source, row.external_no),
        complaint_at=scribe.wall(row.complaint_at or row.registered_at),
        recorder=scribe.name(row.recorder),
        owner=labels.joined(scribe.name(row.owner), *map(scribe.name, row.helpers)),
        nature=row.nature,
        severity=row.severity,
        urgent=bool(row.urgent or row.emergency),
        ongoing_harm=row.ongoing_harm,
        safety_injury=row.safety_injury,
        times=row.recur_no,
        round_no=row.round_no,
        reasons=row.reason,
        products=lines(*(_product(scribe, line) for line in case.product_lines)),
        problem=row.summary or row.verbatim or "",
        demands=lines(*(_demand(scribe, one) for one in row.demands)),
        decision=(held.decision or "") if held else "",
        total=held.total if held else None,
        stages=tuple(_stage(scribe, key, at) for key in STAGES),
        actions=(*_containments(scribe), *_actions(scribe, at)),
        promises=tuple(_promises(scribe, at)),
        talks=tuple(_talks(scribe)),
    )
    return _unnamed(scribe, value) if hidden else value


def _unnamed(scribe: Scribe, value: Any) -> Any:  # noqa: ANN401 - by type
    """The value with every text without the customer's names; codes and our own people stay."""
    if isinstance(value, str):
        return scribe.unnamed(value)
    if isinstance(value, tuple):
        return tuple(_unnamed(scribe, one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = (field.name for field in fields(value) if field.name not in (*_CODES, *_OURS))
    return replace(value, **{name: _unnamed(scribe, getattr(value, name)) for name in names})


def _product(scribe: Scribe, row: ProductLine) -> str:
    batch = scribe.text(row, "batch_no")
    bad = scribe.counted(row.qty_bad, row.unit) or scribe.text(row, "qty_bad")
    return scribe.labels.pair(row.product, row.spec, batch, bad)


def _demand(scribe: Scribe, row: object) -> str:
    kind = scribe.labels.word("demand", str(getattr(row, "kind", "")))
    qty, amount = number(getattr(row, "qty", None)), scribe.money(getattr(row, "amount", None))
    return scribe.labels.pair(kind, getattr(row, "text", ""), qty, amount)


def _clock(case: Case, key: str) -> CaseClock | None:
    found = [row for row in case.clocks if row.clock == _CLOCKS.get(key)]
    return found[-1] if found else None


def _stage(scribe: Scribe, key: str, at: datetime) -> v.Stage:
    clock = _clock(scribe.case, key)
    told = _TOLD[key](scribe)
    done = _moment(scribe, key)
    told = replace(told, done=told.done or scribe.wall(done))
    if clock is None or clock.due_at is None:
        return told
    late = (done or _counted_until(scribe.case, clock) or at) > clock.due_at
    return replace(told, due=scribe.wall(clock.due_at), late=late)


def _counted_until(case: Case, clock: CaseClock) -> datetime | None:
    """When the clock stopped, or since when a hold pauses it; None where it runs."""
    held = case.complaint.held_at if clock.clock in PAUSED_BY_HOLD else None
    return clock.stopped_at or held


def _moment(scribe: Scribe, key: str) -> datetime | None:
    """When a stage that has a clock was reached (UTC)."""
    case, row, held = scribe.case, scribe.case.complaint, held_proposal(scribe.case)
    if key == "hand_over":
        return row.received_at
    if key == "closed":
        return row.closed_at
    if key == "decision":
        return held.approved_at if held else None
    if key == "answered":
        return next((one.at for one in reversed(case.answers) if held and one.proposal == held.no), None)
    return _contacted(case) if key == "first_contact" else None


def _contacted(case: Case) -> datetime | None:
    """When the clock of the first contact was stopped by one, and not by the end of the case."""
    clock = _clock(case, "first_contact")
    ours = [row.at for row in case.contacts if row.direction == Direction.OUTGOING]
    reached = (*ours, *(row.at for row in case.answers))
    return clock.stopped_at if clock and clock.stopped_at in reached else None


def _hand_over(scribe: Scribe) -> v.Stage:
    return v.Stage("hand_over", who=scribe.name(scribe.case.complaint.received_by))


def _first_contact(_: Scribe) -> v.Stage:
    return v.Stage("first_contact")


def _containment(scribe: Scribe) -> v.Stage:
    for row in scribe.case.containments:
        return v.Stage("containment", done=scribe.wall(row.at), who=scribe.name(row.by))
    return v.Stage("containment")


def _investigated(scribe: Scribe) -> v.Stage:
    if not scribe.case.findings:
        return v.Stage("investigated")
    row, word = scribe.case.findings[-1], scribe.labels.word
    note = scribe.labels.pair(word("founded", row.founded or ""), word("cause", row.cause_main or ""))
    return v.Stage("investigated", done=scribe.wall(row.found_at), who=scribe.name(row.found_by), note=note)


def _decision(scribe: Scribe) -> v.Stage:
    if not scribe.case.proposals:
        return v.Stage("decision")
    row, labels = scribe.case.proposals[-1], scribe.labels
    note = labels.pair(row.proposal_no, labels.word("proposal_state", row.state))
    return v.Stage("decision", who=scribe.name(row.applicant), note=note)


def _answered(scribe: Scribe) -> v.Stage:
    rows, labels = scribe.case.answers, scribe.labels
    if not rows:
        return v.Stage("answered")
    means = labels.word("channel", rows[-1].channel or "")
    note = labels.pair(means, scribe.hidden or rows[-1].to_whom)
    return v.Stage("answered", done=scribe.wall(rows[-1].at), who=scribe.name(rows[-1].by), note=note)


def _confirmed(scribe: Scribe) -> v.Stage:
    rows = [row for row in scribe.case.answers if row.confirmed_at]
    if not rows:
        return v.Stage("confirmed")
    means = scribe.labels.word("channel", rows[-1].confirmed_means or "")
    note = scribe.labels.pair(means, scribe.hidden or rows[-1].confirmed_by)
    return v.Stage("confirmed", done=scribe.wall(rows[-1].confirmed_at), note=note)


def _agreement(scribe: Scribe) -> v.Stage:
    rows = [row for row in scribe.case.agreements if row.state != AgreementState.VOID]
    if not rows:
        return v.Stage("agreement", note=scribe.case.complaint.no_paper_reason or "")
    row = rows[-1]
    days = [day for day in (row.signed_a_on, row.signed_b_on) if day]
    state = scribe.labels.word("agreement_state", row.state)
    done: date | None = max(days) if len(days) == 2 else None
    return v.Stage("agreement", done=done, note=scribe.labels.pair(row.agr_no, state))


def _fulfilled(scribe: Scribe) -> v.Stage:
    notices = (row for row in scribe.case.notices if row.reissued_as is None)
    rows = [row for row in notices if row.state != NoticeState.CANCELLED]
    confirmed = [row.confirmed_at for row in rows if row.confirmed_at]
    done = max(confirmed) if confirmed and len(confirmed) == len(rows) else None
    return v.Stage("fulfilled", done=scribe.wall(done))


def _follow_up(scribe: Scribe) -> v.Stage:
    if not scribe.case.follow_ups:
        return v.Stage("follow_up")
    row = scribe.case.follow_ups[-1]
    said = scribe.labels.word("satisfaction", row.satisfaction or "")
    return v.Stage("follow_up", row.planned_on, scribe.wall(row.at), scribe.name(row.by), said)


def _closed(scribe: Scribe) -> v.Stage:
    row = scribe.case.complaint
    note = scribe.labels.pair(scribe.labels.word("close_kind", row.close_kind or ""), row.close_reason)
    return v.Stage("closed", who=scribe.name(row.closed_by), note=note)


_TOLD: Mapping[str, Callable[[Scribe], v.Stage]] = {
    "hand_over": _hand_over,
    "first_contact": _first_contact,
    "containment": _containment,
    "investigated": _investigated,
    "decision": _decision,
    "answered": _answered,
    "confirmed": _confirmed,
    "agreement": _agreement,
    "fulfilled": _fulfilled,
    "follow_up": _follow_up,
    "closed": _closed,
}


def _containments(scribe: Scribe) -> Iterable[v.Action]:
    for row in scribe.case.containments:
        yield v.Action(row.action or "", scribe.name(row.by), None, scribe.wall(row.at), row.effect or "")


def _actions(scribe: Scribe, at: datetime) -> Iterable[v.Action]:
    labels = scribe.labels
    for row in scribe.case.notices:
        state = labels.word("notice_state", row.state)
        due, done = row.due_at, row.done_at if row.state in _DONE else None
        over = row.state == NoticeState.CANCELLED or row.reissued_as is not None
        yield v.Action(
            what=labels.pair(row.notice_no, labels.word("notice_kind", row.kind), _items(scribe, row)),
            department=labels.word("department", row.department),
            due=scribe.wall(due),
            done=scribe.wall(done),
            result=labels.pair(state, row.returned_reason, row.cancelled_reason),
            late=bool(due and not over and (done or at) > due),
        )


def _items(scribe: Scribe, row: Notice) -> str:
    labels, kind = scribe.labels, scribe.labels.word("notice_kind", row.kind)
    told = (
        labels.pair(_untold(labels, item, kind), item.product, scribe.counted(item.qty, item.unit))
        for item in row.items
    )
    return labels.joined(*filter(None, told))


def _untold(labels: Labels, item: NoticeItem, kind: str) -> str:
    """The remedy's word, unless the notice's own says it already."""
    word = labels.word("remedy", item.kind)
    return "" if word in kind else word


def _promises(scribe: Scribe, at: datetime) -> Iterable[v.Action]:
    until = scribe.case.complaint.closed_at or at  # what ended gets no later than it was then
    for row in scribe.case.promises:
        open_still = row.state == PromiseState.OPEN
        late = bool(row.due_at and (row.kept_at or (until if open_still else row.due_at)) > row.due_at)
        state = scribe.labels.word("promise_state", row.state)
        made, kept = scribe.name(row.made_by), scribe.wall(row.kept_at)
        yield v.Action(row.content or "", made, scribe.wall(row.due_at), kept, state, late)


def _talks(scribe: Scribe) -> Iterable[v.Talk]:
    for row in scribe.case.contacts:
        if row.taken_back_at is not None:
            continue
        yield v.Talk(
            at=scribe.wall(row.at),
            channel=row.channel or "",
            counterpart=scribe.hidden or row.counterpart or "",
            content=row.content or "",
            staff=scribe.name(row.staff),
        )
