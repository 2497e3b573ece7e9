"""Notices: made from the remedies, accepted, done with proof, returned, confirmed, cancelled, issued anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from aftersales.domain.case import added, changed
from aftersales.domain.codes import AgreementState, Clock, NoticeKind, NoticeState, ProposalState, Role, State
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.reading import UnknownField, missing
from aftersales.domain.records.notice import FollowUp, Notice, NoticeItem, Progress, Refund
from aftersales.domain.routing import PAYEE, ROLE_OF, Slip, slips
from aftersales.domain.steps import clocks
from aftersales.domain.steps.rows import NoSuchRow, filled, made, needed, touched
from aftersales.domain.steps.ticking import DuePassed, NotInParts, arrived, must_be_paid_in_time

if TYPE_CHECKING:
    from datetime import date

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk, Office
    from aftersales.domain.records.agreement import Agreement
    from aftersales.domain.records.customer import Customer
    from aftersales.domain.records.proposal import Remedy

OPEN_NOTICES = (NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.DONE, NoticeState.RETURNED)
"""A notice is open until it is confirmed, cancelled or issued anew."""

DISPATCHED = (NoticeKind.SHIP, NoticeKind.GIFT)
"""Notices that send something to the customer."""

COUNTED = (*DISPATCHED, NoticeKind.TAKE_BACK, NoticeKind.SPECIAL_PACKING)
"""Notices that may be done in parts; any other is done or not."""
DRESSED = (*DISPATCHED, NoticeKind.SPECIAL_PACKING)
"""Notices that tell how things are packed and marked."""

CARRIED = (NoticeKind.SHIP, NoticeKind.TAKE_BACK)
"""Notices of goods whose freight somebody bears."""


class WrongNoticeState(DomainError):
    """The notice does not stand where this can follow. Facts: ``notice_no``, ``state``, ``step``."""


class MustWait(DomainError):
    """Another notice comes first. Facts: ``notice_no``, ``waits_for``."""


class SomeoneElseConfirms(DomainError):
    """Who marked it done does not confirm it, unless alone. Facts: ``notice_no``, ``done_by``."""


class NotYourDepartment(DomainError):
    """The notice belongs to another department. Facts: ``notice_no``, ``department``."""


class WrongRefund(BadField):
    """The amount paid is the amount of the remedy. Facts: ``field``, ``amount``, ``expected`` (分)."""


def is_open(notice: Notice) -> bool:
    """Whether the notice still waits for somebody."""
    return notice.state in OPEN_NOTICES and notice.reissued_as is None


def notices_made(case: Case, proposal: int, desk: Desk, agreement: Agreement) -> Case:
    """One slip a department and purpose; what must be done first is waited for."""
    signed = agreement.no if agreement.agr_no else None
    rows = [row for row in case.remedies if row.proposal == proposal]
    plan: dict[tuple[str, str, str | None], list[Remedy]] = {}
    for row in rows:
        special = packed_specially(row)
        for slip in slips(row.kind, special_packing=special, department=row.department):
            plan.setdefault((slip.kind, slip.department, slip.after), []).append(row)
    for (kind, department, after), wanted in plan.items():
        notice = _notice(case, Slip(kind, department, after), wanted, desk)
        notice = replace(notice, due_at=_in_time([agreement.perform_by, *(row.due for row in wanted)], desk))
        notice = _addressed(notice, agreement, case)
        case = replace(case, notices=added(case.notices, replace(notice, agreement=signed)))
    return case


def packed_specially(row: Remedy) -> bool:
    """Whether production packs or marks it: it is ticked, or said how without the tick saying no."""
    said = row.packing_spec if row.special_packing is None else row.special_packing
    return bool(said or row.mark_text)


def _notice(case: Case, slip: Slip, rows: list[Remedy], desk: Desk) -> Notice:
    made_now = [n for n in case.notices if n.issued_at == desk.now and n.kind == slip.after]
    return made(
        Notice,
        desk,
        notice_no=f"{case.complaint.case_no}-C{len(case.notices) + 1}",
        kind=slip.kind,
        department=slip.department,
        state=NoticeState.ISSUED,
        waits_for=made_now[-1].no if made_now else None,
        items=tuple(_item(row, slip.kind) for row in rows),
        issued_by=desk.login,
        issued_at=desk.now,
    )


def _in_time(days: list[date | None], desk: Desk) -> datetime:
    """The end of the first of these days that is still to come; of none, that of the next working day."""
    ends = [closing_of(desk.office, day) for day in days if day is not None]
    first = min((end for end in ends if end > desk.now), default=None)
    return next_day(desk.office, desk.now) if first is None else first


def next_day(office: Office, now: datetime) -> datetime:
    """When the office closes on the next working day (UTC): time enough for a slip that had none left."""
    return office.hours.end_of_nth_working_day(now, 1).at


def _addressed(notice: Notice, agreement: Agreement, case: Case) -> Notice:
    if notice.kind == NoticeKind.PAY:
        return replace(notice, payee=agreement.payee, bank=agreement.bank, account=agreement.account)
    if notice.kind in CARRIED:
        notice = replace(notice, freight_by=agreement.freight_by)
    if notice.kind not in DISPATCHED:
        return notice
    known = addressee(case.customer)
    return replace(
        notice,
        consignee=agreement.consignee or known["consignee"],
        consignee_phone=agreement.consignee_phone or known["consignee_phone"],
        consignee_address=agreement.consignee_address or known["consignee_address"],
    )


def addressee(customer: Customer) -> dict[str, str | None]:
    """To whom goods go unless somebody else is said: the consignee's fields by name."""
    return {
        "consignee": customer.contact_name or customer.cust_name,
        "consignee_phone": next((phone.number for phone in customer.phones), None),
        "consignee_address": customer.address,
    }


def _item(row: Remedy, kind: str) -> NoticeItem:
    """Only what the department needs: no amounts for who ships and packs."""
    money = kind in (NoticeKind.PAY, NoticeKind.CREDIT_NOTE, NoticeKind.GIFT)
    return NoticeItem(
        remedy=row.no,
        kind=row.kind,
        product=row.product,
        spec=row.spec,
        batch=row.batch,
        qty=row.qty,
        unit=row.unit,
        packing=row.packing_spec if kind in DRESSED else None,
        mark=row.mark_text if kind in DRESSED else None,
        amount=row.amount if money else None,
        note=row.discretionary_reason,
    )


def closing_of(office: Office, day: date) -> datetime:
    """When the office closes on that day (UTC); on a closed day 17:30 of it."""
    hours = office.hours.open_hours(day)
    if hours:
        return hours[-1][1]
    return datetime.combine(day, time(17, 30), office.zone).astimezone(UTC)


def notice_of(case: Case, number: str) -> Notice:
    """The notice by its number: ``…-C1``, ``C1`` or ``1``."""
    for notice in case.notices:
        if number.upper() in (notice.notice_no, notice.notice_no.rsplit("-", 1)[-1], str(notice.no)):
            return notice
    raise NoSuchRow(table="notice", number=number)


def with_notice(case: Case, notice: Notice) -> Case:
    """The case with this notice in the place of the one with its number."""
    return replace(case, notices=changed(case.notices, notice))


def _taken(case: Case, given: Given, desk: Desk, step: str, states: tuple[str, ...]) -> Notice:
    """The notice that this person may act on now; 代录 by service wants the signed slip."""
    notice = notice_of(case, needed(given.extra.notice, "notice", step))
    if notice.state not in states:
        raise WrongNoticeState(notice_no=notice.notice_no, state=notice.state, step=step)
    if ROLE_OF[notice.department] in desk.me.roles:
        return notice
    if Role.SERVICE not in desk.me.roles:
        raise NotYourDepartment(notice_no=notice.notice_no, department=notice.department)
    if given.of(Notice).get("slip") is None:
        raise BadInput([Required(field="notice.slip", step=step)])
    return replace(notice, on_behalf=True)


def accept_notice(case: Case, given: Given, desk: Desk) -> Case:
    """The department has it."""
    notice = _taken(case, given, desk, "accept_notice", (NoticeState.ISSUED,))
    values = given.of(Notice)
    notice = filled(notice, {name: v for name, v in values.items() if v is not None})
    return with_notice(
        case, replace(notice, state=NoticeState.ACCEPTED, accepted_by=desk.login, accepted_at=desk.now)
    )


def done_notice(case: Case, given: Given, desk: Desk) -> Case:
    """Done, with proof; or a part of it, which leaves it in progress."""
    states = (NoticeState.ISSUED, NoticeState.ACCEPTED)
    notice = _taken(case, given, desk, "done_notice", states)
    _must_not_wait(case, notice)
    values = {name: v for name, v in given.of(Notice).items() if v is not None}
    notice = filled(notice, values)
    if notice.accepted_at is None:
        notice = replace(notice, accepted_by=desk.login, accepted_at=desk.now)
    part = given.extra.part
    if part is not None:
        if notice.kind not in COUNTED:
            raise NotInParts(field="part", kind=notice.kind)
        row = Progress(at=desk.now, qty=part, note=notice.remark and notice.remark[:80])
        notice = replace(notice, state=NoticeState.ACCEPTED, progress=(*notice.progress, row))
        return with_notice(case, notice)
    case = _paid(case, notice, given, desk)
    _must_be_done(notice)
    done = replace(notice, state=NoticeState.DONE, done_by=desk.login, done_at=desk.now)
    return with_notice(case, done)


def awaited(case: Case, notice: Notice) -> Notice | None:
    """The notice that comes first, as it was last issued; None where none does."""
    by_no = {row.no: row for row in case.notices}
    number = notice.waits_for
    while number in by_no and by_no[number].reissued_as is not None:
        number = by_no[number].reissued_as
    return None if number is None else by_no.get(number)


def held_up(case: Case, notice: Notice) -> Notice | None:
    """The notice for whose end this one has still to wait; None where it may be carried out."""
    first = awaited(case, notice)
    done = (NoticeState.DONE, NoticeState.CONFIRMED, NoticeState.CANCELLED)
    return None if first is None or first.state in done else first


def _must_not_wait(case: Case, notice: Notice) -> None:
    first = held_up(case, notice)
    if first is not None:
        raise MustWait(notice_no=notice.notice_no, waits_for=first.notice_no)


def _must_be_done(notice: Notice) -> None:
    conditions = {"ship"} if notice.kind == NoticeKind.SHIP else set()
    if notice.on_behalf:
        conditions.add("on_behalf")
    problems = missing(notice, "done_notice", frozenset(conditions))
    if problems:
        raise BadInput(problems)


def _paid(case: Case, notice: Notice, given: Given, desk: Desk) -> Case:
    if notice.kind != NoticeKind.PAY:
        return case
    expected = sum(item.amount or 0 for item in notice.items)
    values = {name: v for name, v in given.of(Refund).items() if v is not None}
    row = filled(made(Refund, desk, notice=notice.no, amount=expected), values)
    problems = missing(row, "done_notice", frozenset())
    if problems:
        raise BadInput(problems)
    must_be_paid_in_time(row, case, notice, desk)
    if row.amount != expected:
        raise WrongRefund(field="refund.amount", amount=row.amount, expected=expected)
    row = replace(row, expected_on=_arrives(row, desk))
    return replace(case, refunds=added(case.refunds, row))


def _arrives(row: Refund, desk: Desk) -> date:
    handled = datetime.combine(row.handled_on or desk.today, time(12), desk.office.zone)
    if not row.expected_days:
        return handled.date()
    end = desk.office.hours.end_of_nth_working_day(handled.astimezone(UTC), row.expected_days)
    return desk.office.day(end.at)


def return_notice(case: Case, given: Given, desk: Desk) -> Case:
    """The department cannot do it, and says why."""
    notice = _taken(case, given, desk, "return_notice", (NoticeState.ISSUED, NoticeState.ACCEPTED))
    reason = needed(given.of(Notice).get("returned_reason"), "notice.returned_reason", "return_notice")
    return with_notice(case, replace(notice, state=NoticeState.RETURNED, returned_reason=reason))


def confirm_notice(case: Case, given: Given, desk: Desk) -> Case:
    """After-sales has seen that it was done; all at once with ``"notices": ["all"]``."""
    extra = given.extra
    wanted = extra.notices or (needed(extra.notice, "notice", "confirm_notice"),)
    if tuple(wanted) == ("all",):
        chosen = [n for n in case.notices if n.state == NoticeState.DONE]
    else:
        chosen = [notice_of(case, number) for number in wanted]
    if not chosen:
        raise NoSuchRow(table="notice", number="all")
    for notice in chosen:
        case = with_notice(case, confirmed(notice, desk))
    return arrived(case, given, desk, [notice.no for notice in chosen])


def confirmed(notice: Notice, desk: Desk) -> Notice:
    """The notice, done by somebody else, as confirmed now."""
    if notice.state != NoticeState.DONE:
        raise WrongNoticeState(notice_no=notice.notice_no, state=notice.state, step="confirm_notice")
    others = [p for p in desk.office.active(Role.SERVICE) if p.login != desk.login]
    if notice.done_by == desk.login and others:
        raise SomeoneElseConfirms(notice_no=notice.notice_no, done_by=notice.done_by)
    return replace(notice, state=NoticeState.CONFIRMED, confirmed_by=desk.login, confirmed_at=desk.now)


def cancel_notice(case: Case, given: Given, _: Desk) -> Case:
    """Not needed any more; what is done is not cancelled."""
    notice = notice_of(case, needed(given.extra.notice, "notice", "cancel_notice"))
    if notice.state not in (NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.RETURNED):
        raise WrongNoticeState(notice_no=notice.notice_no, state=notice.state, step="cancel_notice")
    reason = needed(given.of(Notice).get("cancelled_reason"), "notice.cancelled_reason", "cancel_notice")
    return with_notice(case, replace(notice, state=NoticeState.CANCELLED, cancelled_reason=reason))


def reissue_notice(case: Case, given: Given, desk: Desk) -> Case:
    """A returned notice is issued anew, under its own number; what of it was done stays done."""
    old = notice_of(case, needed(given.extra.notice, "notice", "reissue_notice"))
    if old.state != NoticeState.RETURNED or old.reissued_as is not None:
        raise WrongNoticeState(notice_no=old.notice_no, state=old.state, step="reissue_notice")
    fresh = replace(
        old,
        notice_no=f"{case.complaint.case_no}-C{len(case.notices) + 1}",
        state=NoticeState.ISSUED,
        issued_by=desk.login,
        issued_at=desk.now,
        accepted_by=None,
        accepted_at=None,
        returned_reason=None,
        urges=(),
        created_at=desk.now,
        created_by=desk.login,
    )
    values = {name: v for name, v in given.of(Notice).items() if v is not None}
    if old.kind != NoticeKind.PAY and (said := [name for name in PAYEE if name in values]):
        raise BadInput([UnknownField(field=f"notice.{name}", step="reissue_notice") for name in said])
    if "due_at" in values and values["due_at"] <= desk.now:
        raise DuePassed(field="notice.due_at", value=values["due_at"].isoformat())
    if fresh.due_at is None or fresh.due_at <= desk.now:
        fresh = replace(fresh, due_at=next_day(desk.office, desk.now))
    fresh = filled(fresh, values)
    case = replace(case, notices=added(case.notices, fresh))
    return with_notice(case, replace(old, reissued_as=case.notices[-1].no))


def may_finish(case: Case) -> bool:
    """The condition of 落实完成: nothing is open any more."""
    return case.complaint.state == State.FULFILLING and not any(is_open(n) for n in case.notices)


def finish(case: Case, desk: Desk) -> Case:
    """落实完成: the agreement on what is in force is fulfilled, the follow-up planned.

    One that was given up by 重新协商 stays signed.
    """
    granted = max((row.no for row in case.proposals if row.state == ProposalState.APPROVED), default=0)
    for row in case.agreements:
        if row.state == AgreementState.SIGNED and row.proposal == granted:
            done = replace(row, state=AgreementState.FULFILLED)
            case = replace(case, agreements=changed(case.agreements, done))
    return touched(follow_up_planned(case, desk), state=State.FOLLOWING_UP)


def follow_up_planned(case: Case, desk: Desk) -> Case:
    """The customer is to be asked: the clock starts and a visit is planned at its due day.

    A visit that was planned in an earlier round and never made is this one.
    """
    case = clocks.start(case, desk, Clock.FOLLOW_UP)
    clock = clocks.running(case, Clock.FOLLOW_UP)
    due = clock.due_at if clock and clock.due_at else desk.now
    planned = made(FollowUp, desk)
    left = next((row for row in case.follow_ups if row.at is None), None)
    planned = replace(
        left or planned, planned_on=desk.office.day(due), round_no=case.complaint.round_no, attempt_no=1
    )
    rows = changed(case.follow_ups, planned) if left else added(case.follow_ups, planned)
    return replace(case, follow_ups=rows)
