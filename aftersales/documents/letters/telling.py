"""What letters tell of a case: the form of address, what was done so far, promises, when next word comes."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from aftersales.documents.letters import values as v
from aftersales.domain.case import paid_on
from aftersales.domain.codes import Clock, NoticeKind, NoticeState, PromiseState
from aftersales.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftersales.documents.compose_parts import Scribe
    from aftersales.domain.records.notice import Notice
    from aftersales.domain.records.proposal import Proposal

_WORDS = ("callback", "progress", "written")  # kinds of promises by which the customer hears of us
_FIRMS = ("agent", "dealer", "repair_shop", "company")
_DONE = (NoticeState.DONE, NoticeState.CONFIRMED)
_SAID: Mapping[str, str] = {NoticeKind.PAY: "paid", NoticeKind.TAKE_BACK: "taken_back"}
_INSIDE = (NoticeKind.RECTIFY, NoticeKind.SPECIAL_PACKING, NoticeKind.TASK)  # no news to the customer


def addressee(scribe: Scribe) -> v.Addressee:
    """The customer's form of address: name and title; a firm without a person is addressed as a firm.

    Whom the program had to name itself (未留名1234) has no name to be addressed by; who has no contact of
    his own is his own contact.
    """
    row, anonymous = scribe.case.customer, words().phrase("anonymous")
    firm, contact = row.cust_name or "", row.contact_name or ""
    nameless = firm.startswith(anonymous)
    own = contact != firm and not contact.startswith(anonymous)
    name = (contact if own else "") or ("" if nameless else firm)
    person = bool(name) and (row.cust_type == "person" or name != firm)
    if not person:
        return v.Addressee(name=name)
    apart = name not in firm and not nameless and row.cust_type != "person"
    title = row.contact_title or ""
    return v.Addressee(name=name, title=title, firm=firm if apart else "", polite=not title)


def pledges(scribe: Scribe) -> tuple[v.Pledge, ...]:
    """The promises that are open, the nearest first."""
    rows = (row for row in scribe.case.promises if row.state == PromiseState.OPEN and row.content)
    told = [v.Pledge(row.content or "", scribe.wall(row.due_at)) for row in rows]
    return tuple(sorted(told, key=lambda one: (one.due is None, one.due and one.due.isoformat())))


def next_word(scribe: Scribe, at: datetime) -> datetime | None:
    """When the customer hears next, by promise or by the clock; None where no such time lies ahead."""
    case = scribe.case
    promised = [row.due_at for row in case.promises if row.state == PromiseState.OPEN and row.kind in _WORDS]
    due = [row.due_at for row in case.clocks if row.clock == Clock.PROGRESS and row.stopped_at is None]
    ahead = [moment for moment in (*promised, *due) if moment is not None and moment > at]
    return scribe.wall(min(ahead)) if ahead else None


def done_so_far(scribe: Scribe, held: Proposal | None) -> tuple[v.Done, ...]:
    """What happened that a customer may know, oldest first."""
    told = [*_begun(scribe), *_decided(scribe, held), *_carried_out(scribe)]
    return tuple(sorted(told, key=_last_moment))


def _last_moment(one: v.Done) -> datetime:
    return one.at if isinstance(one.at, datetime) else datetime.combine(one.at, time.max)


def _begun(scribe: Scribe) -> Iterable[v.Done]:
    case, row = scribe.case, scribe.case.complaint
    yield from _at(scribe, row.registered_at, "registered")
    yield from _at(scribe, row.received_at, "received", who=scribe.name(row.owner))
    for one in case.containments:
        yield from _at(scribe, one.at, "contained", what=one.action or "")
    for found in case.findings[-1:]:
        yield from _at(scribe, found.found_at, "found")


def _decided(scribe: Scribe, held: Proposal | None) -> Iterable[v.Done]:
    case = scribe.case
    for last in case.proposals[-1:]:
        yield from _at(scribe, last.applied_at, "applied")
    if held is None:
        return
    yield from _at(scribe, held.approved_at, "approved")
    for answer in case.answers:
        if answer.proposal == held.no:
            yield from _at(scribe, answer.at, "answered")
            yield from _at(scribe, answer.confirmed_at, "confirmed")


def _carried_out(scribe: Scribe) -> Iterable[v.Done]:
    for row in scribe.case.notices:
        if row.kind in _INSIDE:
            continue
        if row.kind == NoticeKind.SHIP:
            yield from _shipped(scribe, row)
        elif row.state in _DONE and (day := paid_on(scribe.case, row)):
            yield v.Done(day, "paid", what=_remedies_of(scribe, row))
        elif row.state in _DONE and row.done_at:
            key = _SAID.get(row.kind, "notice_done")
            yield from _at(scribe, row.done_at, key, what=_remedies_of(scribe, row))


def _shipped(scribe: Scribe, row: Notice) -> Iterable[v.Done]:
    known = row.carrier and row.waybill
    sent = row.shipped_at or (row.done_at if row.state in _DONE else None)
    more = {"carrier": row.carrier or "", "waybill": row.waybill or ""} if known else {}
    yield from _at(scribe, sent, "shipped" if known else "shipped_plain", **more)
    yield from _at(scribe, row.received_at, "received_goods")


def _remedies_of(scribe: Scribe, row: Notice) -> str:
    kinds = dict.fromkeys(scribe.labels.word("remedy", item.kind) for item in row.items if item.kind)
    return scribe.labels.joined(*kinds) or scribe.labels.word("notice_kind", row.kind)


def _at(scribe: Scribe, moment: datetime | None, key: str, **more: str) -> Iterable[v.Done]:
    if moment is not None:
        yield v.Done(scribe.clock(moment), key, **more)
