"""From a case to a department's notice: what this department needs, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from aftersales.documents import values as v
from aftersales.documents.compose_parts import Printing, Scribe, lines, number
from aftersales.domain.codes import Clock, FreightBy, NoticeKind, NoticeState
from aftersales.domain.records.finding import Finding
from aftersales.domain.steps.fulfilling import awaited, closing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement
    from aftersales.domain.records.notice import Notice, NoticeItem
    from aftersales.domain.records.product import ProductLine

_PRICED = (NoticeKind.PAY, NoticeKind.CREDIT_NOTE, NoticeKind.GIFT)
_FAULTY = (NoticeKind.TAKE_BACK, NoticeKind.REPAIR, NoticeKind.RECTIFY)  # about what is complained of
_NAMED = ("payee", "bank", "account")  # finance cannot pay nobody
_CODES = ("kind", "department", "case_no", "agreement_no", "waits_for", "freight_by")
_KEPT = (*_NAMED, *_CODES, "imprint", "items", "person", "from_person", "consignee_address")


def notice(
    office: Office, case: Case, notice: Notice, *, labels: Labels, by: str, at: datetime, anchor: str = ""
) -> v.Notice:
    """The notice's value: amounts and banks for finance only, the name of a confidential customer hidden.

    ``by`` is a login, ``at`` UTC. A kind that nobody knows is refused when it is drawn.
    """
    scribe, row = Scribe(office, case, labels), notice
    signed = _agreement(case, row)
    waits = awaited(case, row)
    value = v.Notice(
        imprint=scribe.imprint(row.notice_no, 1, Printing(by, at, anchor)),
        kind=row.kind,
        department=row.department,
        case_no=case.complaint.case_no,
        person=scribe.name(row.person),
        from_person=scribe.name(row.issued_by),
        issued_at=scribe.wall(row.issued_at),
        due_at=scribe.wall(row.due_at),
        urgent_reason=row.urgent_reason or "",
        agreement_no=(signed.agr_no or "") if signed else "",
        waits_for=waits.notice_no if waits else "",
        items=tuple(_items(scribe, row)),
        remark=_remark(scribe, row),
    )
    own = _OWN.get(row.kind)
    value = own(scribe, row, value) if own else value
    return _hidden(scribe, value) if case.complaint.confidential else value


def _agreement(case: Case, row: Notice) -> Agreement | None:
    return next((one for one in case.agreements if one.no == row.agreement), None)


def _items(scribe: Scribe, row: Notice) -> Iterable[v.NoticeItem]:
    if row.kind not in _FAULTY:
        return [_item(scribe, item, row.kind) for item in row.items]
    found = [one for item in _summed(row.items) for one in _faulty(scribe, item)]
    return dict.fromkeys(found) or [_item(scribe, item, row.kind) for item in row.items]


def _summed(items: Iterable[NoticeItem]) -> Iterable[NoticeItem]:
    """The items, those that count the same product in the same unit as one."""
    found: dict[tuple[object, ...], NoticeItem] = {}
    for place, item in enumerate(items):
        counted = item.product and item.qty is not None
        key = (item.product, item.unit) if counted else (place,)
        before = found[key].qty if key in found else None
        summed = None if item.qty is None or before is None else item.qty + before
        found[key] = item if summed is None else replace(item, qty=summed)
    return found.values()


def _faulty(scribe: Scribe, item: NoticeItem) -> list[v.NoticeItem]:
    """The product lines that an item is about: those of its name in one row with its number, or all."""
    rows = scribe.case.product_lines
    same = [row for row in rows if item.product and row.product == item.product]
    if same and item.qty is not None:
        return [replace(_line(scribe, *same), qty=number(item.qty), unit=item.unit or "")]
    return [_line(scribe, row) for row in same or rows]


def _line(scribe: Scribe, row: ProductLine, *others: ProductLine) -> v.NoticeItem:
    """A product complained about, with the specifications and batches of its other lines."""

    def told(name: str) -> str:
        return scribe.labels.joined(*dict.fromkeys(scribe.text(one, name) for one in (row, *others)))

    bad = scribe.text(row, "qty_bad") if row.qty_bad is None else number(row.qty_bad)
    return v.NoticeItem(
        product=told("product"), spec=told("spec"), batch=told("batch_no"), qty=bad, unit=row.unit or ""
    )


def _item(scribe: Scribe, item: NoticeItem, kind: str) -> v.NoticeItem:
    batch = item.batch or (_other_batch(scribe, item) if kind == NoticeKind.SHIP else "")
    return v.NoticeItem(
        product=item.product or scribe.labels.word("remedy", item.kind),
        spec=item.spec or "",
        batch=batch,
        qty=number(item.qty),
        unit=item.unit or "",
        packing=item.packing or "",
        mark=item.mark or "",
        value=item.amount if kind in _PRICED else None,
    )


def _other_batch(scribe: Scribe, item: NoticeItem) -> str:
    """Any batch but the one complained about."""
    rows = scribe.case.product_lines
    bad = (row.batch_no for row in rows if row.batch_no and row.product == item.product)
    return scribe.line("not_batch", scribe.labels.joined(*dict.fromkeys(bad)))


def _remark(scribe: Scribe, row: Notice) -> str:
    """What was remarked, why it costs (for who sees amounts), and how far it is."""
    notes = (item.note for item in row.items if item.note) if row.kind in _PRICED else ()
    ended = row.returned_reason if row.state == NoticeState.RETURNED else row.cancelled_reason
    state = scribe.labels.word("notice_state", row.state)
    stopped = row.state in (NoticeState.RETURNED, NoticeState.CANCELLED)
    return lines(
        scribe.labels.pair(state, ended) if stopped else "",
        row.remark or "",
        *notes,
        scribe.labels.pair(*_progress(scribe, row)),
    )


def _progress(scribe: Scribe, row: Notice) -> Iterable[str]:
    for part in row.progress:
        yield scribe.line("part", scribe.labels.pair(number(part.qty), scribe.wall(part.at), part.note))
    done: dict[str, object] = {
        "qty": number(row.shipped_qty),
        "batch": row.shipped_batch,
        "carrier": row.carrier,
        "waybill": row.waybill,
        "shipped_at": scribe.wall(row.shipped_at),
    }
    for refund in scribe.case.refunds:
        if refund.notice == row.no:
            done |= {"voucher": refund.voucher_no, "handled_on": refund.handled_on}
            done |= {"arrived_on": refund.customer_confirmed_on}
    for key, value in done.items():
        if shown := scribe.labels.shown(value):
            yield scribe.labels.label(f"notice.done.{key}") + scribe.labels.label("compose.colon") + shown


def _sent(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    """Who gets it, and who pays for the way."""
    return replace(_received(scribe, row, value), freight_by=_freight(scribe.case, row))


def _freight(case: Case, row: Notice) -> str:
    signed = _agreement(case, row)
    return row.freight_by or (signed.freight_by if signed else None) or FreightBy.US


def _received(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    """The customer as one who receives, gives back or opens the door."""
    customer, signed = scribe.case.customer, _agreement(scribe.case, row)
    contact = customer.contact_name or customer.cust_name
    return replace(
        value,
        consignee=row.consignee or (signed.consignee if signed else None) or contact or "",
        consignee_phone=row.consignee_phone or (signed.consignee_phone if signed else None) or scribe.phone(),
        consignee_address=row.consignee_address
        or (signed.consignee_address if signed else None)
        or scribe.text(customer, "address"),
    )


def _packed(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    numbers = {item.remedy for item in row.items}
    drawings = (scribe.file(one.artwork) for one in scribe.case.remedies if one.no in numbers)
    return replace(
        value,
        packing_spec=lines(*dict.fromkeys(item.packing or "" for item in row.items)),
        mark_text=lines(*dict.fromkeys(item.mark or "" for item in row.items)),
        artwork=scribe.labels.joined(*dict.fromkeys(drawings)),
    )


def _paid(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    signed = _agreement(scribe.case, row)
    days = [one.expected_days for one in scribe.case.refunds if one.notice == row.no]
    credited = _credited(scribe, row, value)
    return replace(
        credited,
        payee=row.payee or (signed.payee if signed else None) or credited.payee,
        bank=row.bank or (signed.bank if signed else None) or "",
        account=row.account or (signed.account if signed else None) or "",
        expected_days=days[-1] if days else None,
    )


def _credited(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    labels, complaint = scribe.labels, scribe.case.complaint
    kinds = labels.joined(*dict.fromkeys(labels.word("remedy", item.kind) for item in row.items))
    why = "" if value.agreement_no else complaint.no_paper_reason
    return replace(
        value,
        payee=scribe.case.customer.cust_name or "",
        amount=sum(item.amount or 0 for item in row.items),
        reason=labels.pair(labels.label("notice.reason_default"), kinds, why),
    )


def _repaired(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    symptoms = lines(*(line.symptom or "" for line in scribe.case.product_lines))
    return replace(_received(scribe, row, value), problem=symptoms or _problem(scribe))


def _problem(scribe: Scribe) -> str:
    return scribe.case.complaint.summary or scribe.case.complaint.title or ""


def _rectified(scribe: Scribe, _row: Notice, value: v.Notice) -> v.Notice:
    case = scribe.case
    finding = case.findings[-1] if case.findings else Finding()
    contained = [clock.due_at for clock in case.clocks if clock.clock == Clock.CONTAINMENT]
    analysis = closing_of(scribe.office, finding.analysis_due) if finding.analysis_due else None
    occur, escape = (
        scribe.line("cause_occur", finding.cause_occur),
        scribe.line("cause_escape", finding.cause_escape),
    )
    batches = scribe.line("recall", scribe.labels.joined(*finding.recall_batches))
    return replace(
        value,
        problem=lines(_problem(scribe), finding.basis or "", occur, escape),
        stock=lines(finding.batch_review or "", batches),
        containment_due=scribe.wall(contained[-1]) if contained else None,
        cause_due=scribe.wall(analysis),
        corrective_due=value.due_at,
    )


def _tasked(scribe: Scribe, row: Notice, value: v.Notice) -> v.Notice:
    """What is to be done, a thing a line; nothing of what it costs."""
    things = (
        scribe.labels.pair(
            scribe.labels.word("remedy", item.kind),
            item.product,
            item.spec,
            scribe.counted(item.qty, item.unit),
        )
        for item in row.items
    )
    return replace(value, problem=lines(*things, _problem(scribe)))


_OWN: Mapping[str, Callable[[Scribe, Notice, v.Notice], v.Notice]] = {
    NoticeKind.SHIP: _sent,
    NoticeKind.TAKE_BACK: _sent,
    NoticeKind.GIFT: _received,
    NoticeKind.SPECIAL_PACKING: _packed,
    NoticeKind.PAY: _paid,
    NoticeKind.CREDIT_NOTE: _credited,
    NoticeKind.REPAIR: _repaired,
    NoticeKind.RECTIFY: _rectified,
    NoticeKind.TASK: _tasked,
}


def _hidden(scribe: Scribe, value: v.Notice) -> v.Notice:
    """The notice without the customer's names, but where money goes to."""
    told: dict[str, Any] = {
        field.name: scribe.unnamed(getattr(value, field.name))
        for field in fields(value)
        if field.name not in _KEPT and isinstance(getattr(value, field.name), str)
    }
    items = tuple(
        replace(item, packing=scribe.unnamed(item.packing), mark=scribe.unnamed(item.mark))
        for item in value.items
    )
    return replace(value, items=items, **told)
