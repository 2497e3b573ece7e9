"""What a verb asks about one notice, and how the answers become the step's JSON: parts, refunds, slips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from aftersales.domain import reading
from aftersales.domain.checks import Caution, batch_key
from aftersales.domain.codes import NoticeKind
from aftersales.domain.errors import BadField, Required
from aftersales.domain.fields import specs
from aftersales.domain.money import yuan
from aftersales.domain.records.notice import Notice
from aftersales.domain.routing import PAYEE
from aftersales.domain.steps.fulfilling import COUNTED, DISPATCHED, next_day
from aftersales.domain.steps.ticking import NothingDone
from aftersales.domain.workflow import Step
from ui.presenters.notices.slips import Look
from ui.presenters.step_fields import Question, Told, given, sheet_of

QTY = "notice.shipped_qty"
"""The path of the quantity that is done this time."""
_DONE: Mapping[str, str] = {
    NoticeKind.SHIP: "carrier waybill shipped_batch remark",
    NoticeKind.TAKE_BACK: "shipped_batch remark",
    NoticeKind.GIFT: "carrier waybill remark",
    NoticeKind.SPECIAL_PACKING: "shipped_batch remark",
    NoticeKind.PAY: "handled_on voucher_no amount expected_days remark",
}
_REQUIRED = frozenset(
    "carrier waybill shipped_batch handled_on voucher_no amount expected_days "
    "returned_reason cancelled_reason".split()
)
_OPTIONAL = {NoticeKind.GIFT, NoticeKind.TAKE_BACK, NoticeKind.SPECIAL_PACKING}
"""Kinds that may be done without saying how it went."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a verb asks: its fields in order, whether a quantity, and which files.

    ``files``: "slip" the signed slip (代录), "evidence" what proves it, "" none. ``kept``: files of this
    notice that are there already (number, name).
    """

    step: str
    questions: tuple[Question, ...]
    counts: bool = False
    qty_required: bool = False
    files: str = ""
    kept: tuple[tuple[int, str], ...] = ()


def asked(step: str, look: Look) -> Asked:
    """What the verb asks about this notice."""
    kind = look.notice.kind
    names = _names(step, look)
    by_name = {question.name: question for question in _questions(step, look)}
    questions = tuple(_marked(by_name[name], kind) for name in names if name in by_name)
    takes_slip = look.behalf and step in (Step.ACCEPT_NOTICE, Step.DONE_NOTICE, Step.RETURN_NOTICE)
    files = "slip" if takes_slip else "evidence" if step == Step.DONE_NOTICE else ""
    return Asked(
        step=step,
        questions=questions,
        counts=step == Step.DONE_NOTICE and kind in COUNTED,
        qty_required=kind == NoticeKind.SHIP,
        files=files,
        kept=_kept(look) if files else (),
    )


def _questions(step: str, look: Look) -> Sequence[Question]:
    only = replace(look.case, notices=(look.notice,))
    return sheet_of(step, replace(look.page, case=only), _suggested(step, look)).questions()


def _names(step: str, look: Look) -> Sequence[str]:
    if step == Step.REISSUE_NOTICE:
        return (*_whither(look.notice.kind), "due_at", "urgent_reason", "remark")
    return {
        Step.DONE_NOTICE: _DONE.get(NoticeKind(look.notice.kind), "remark"),
        Step.ACCEPT_NOTICE: "remark",
        Step.RETURN_NOTICE: "returned_reason",
        Step.CANCEL_NOTICE: "cancelled_reason",
        Step.CONFIRM_NOTICE: "customer_confirmed_on",
    }[Step(step)].split()


def _whither(kind: str) -> tuple[str, ...]:
    """What a notice says of where its goods or its money go."""
    if kind == NoticeKind.PAY:
        return PAYEE
    return ("consignee", "consignee_phone", "consignee_address") if kind in DISPATCHED else ()


def _suggested(step: str, look: Look) -> dict[str, str]:
    """What stands in the fields at first: today and the amount of a payment, where the old slip went."""
    row = look.notice
    if step == Step.DONE_NOTICE and row.kind == NoticeKind.PAY:
        total = sum(item.amount or 0 for item in row.items)
        return {"handled_on": look.page.office.day(look.page.now).isoformat(), "amount": yuan(total)}
    if step == Step.DONE_NOTICE and row.carrier:
        return {"carrier": row.carrier}
    if step == Step.REISSUE_NOTICE:
        names = set(_names(step, look)) - {"due_at"}
        given = {name: str(getattr(row, name)) for name in names if getattr(row, name)}
        return given | {"due_at": _until(look)}
    return {}


def _until(look: Look) -> str:
    """Until when a slip issued anew is to be done: as long as the old one had, if that is still to come."""
    office, now, due = look.page.office, look.page.now, look.notice.due_at
    at = due if due is not None and due > now else next_day(office, now)
    return f"{at.astimezone(office.zone):%Y-%m-%d %H:%M}"


def _marked(question: Question, kind: str) -> Question:
    needed = question.name in _REQUIRED and not (
        kind in _OPTIONAL and question.name in ("carrier", "waybill", "shipped_batch")
    )
    return replace(question, required=needed)


def _kept(look: Look) -> tuple[tuple[int, str], ...]:
    return tuple(
        (row.no, row.name or "")
        for row in look.case.attachments
        if row.belongs_to == look.slip.number and not row.gone
    )


@dataclass(frozen=True)
class Counted:
    """What a typed quantity means: ``part`` is less than what is left, which then is ``left``."""

    part: bool
    left: Decimal


def counted(look: Look, typed: str, *, finish: bool) -> Counted:
    """Whether so much leaves something to be done; what cannot be read leaves it to the core to say so."""
    quantity, left = number(typed), look.slip.left
    if quantity is None or left is None or finish or quantity >= left:
        return Counted(False, Decimal(0))
    return Counted(True, left - quantity)


def number(typed: str) -> Decimal | None:
    """The quantity that was typed; None where it is none."""
    try:
        found = reading.number(typed)
    except ValueError:
        return None
    return found if found >= 0 else None


def nothing_more(look: Look, typed: str) -> bool:
    """Whether no more goes out after the parts that did: the notice can be finished with these."""
    return look.slip.sent > 0 and (not typed.strip() or number(typed) == 0)


def lacking(
    want: Asked, look: Look, answers: Mapping[str, Told], files: Sequence[int], *, finish: bool
) -> list[BadField]:
    """Every field that must be filled and is not, so that they are told all at once.

    Where it is finished with what went out before, how that went was told then.
    """
    ends = finish and want.counts and nothing_more(look, str(answers.get(QTY) or ""))
    paths = [question.path for question in want.questions if question.required and not ends]
    paths += [QTY] if want.counts and want.qty_required and not ends else []
    empty = [path for path in paths if not str(answers.get(path) or "").strip()]
    empty += [f"notice.{want.files}"] if want.files == "slip" and not files else []
    return [Required(field=path, step=want.step) for path in empty]


def data_of(
    want: Asked, look: Look, answers: Mapping[str, Told], files: Sequence[int], *, finish: bool = False
) -> dict[str, object]:
    """The step's JSON. A part says its carrier and waybill in its note, where nothing else is remarked.

    ``finish``: what is short is not sent later; it counts as done with what went out. Raises NothingDone.
    """
    data: dict[str, object] = {"notice": look.slip.number}
    for question in want.questions:
        value = given(question.spec, answers.get(question.path, ""))
        if value not in (None, []):
            data[question.name] = value
    if files and want.files:
        data[want.files] = files[-1] if want.files == "slip" else list(files)
        data |= {"on_behalf": True} if want.files == "slip" else {}
    typed = str(answers.get(QTY, "")).strip()
    if want.counts and finish and nothing_more(look, typed):
        return data | {"shipped_qty": str(look.slip.sent)}
    return data | _quantity(look, data, typed, finish=finish) if want.counts and typed else data


def _quantity(look: Look, data: Mapping[str, object], typed: str, *, finish: bool) -> dict[str, object]:
    quantity = number(typed)
    if quantity is None:
        return {"shipped_qty": typed}
    if not quantity:
        raise NothingDone(field=QTY)
    if counted(look, typed, finish=finish).part:
        way = " ".join(str(data[name]) for name in ("carrier", "waybill") if name in data)
        return {"part": str(quantity), **({"remark": way} if way and "remark" not in data else {})}
    return {"shipped_qty": str(look.slip.sent + quantity)}


def quantity_question(look: Look, *, required: bool) -> Question:
    """The field for what is done this time; it proposes what is left."""
    left = look.slip.left
    spec = specs(Notice)["shipped_qty"]
    return Question(table="notice", spec=spec, required=required, value=f"{left:f}" if left else "")


def complained(look: Look, batch: str) -> Caution | None:
    """The warning where the batch that goes out is the one that is complained about."""
    bad = {batch_key(line.batch_no) for line in look.case.product_lines if line.batch_no}
    if look.notice.kind != NoticeKind.SHIP or not batch.strip() or batch_key(batch) not in bad:
        return None
    facts = {"notice_no": look.slip.number, "batch": batch.strip()}
    return Caution("shipped_batch_complained", "notice.shipped_batch", facts)
