"""The department notice 通知单: one drawing for all kinds; a kind is a list of what its department needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Field, Sheet
from aftersales.domain.errors import DomainError

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Notice, NoticeItem

_SHARES = {
    "product": 2.8,
    "spec": 2.4,
    "batch": 2.2,
    "lot": 2.2,
    "qty": 1.1,
    "unit": 1.3,
    "packing": 2.0,
    "mark": 2.2,
    "value": 1.8,
}
_WIDE = (
    "consignee_address",
    "sender_address",
    "visit_address",
    "card_text",
    "packing_spec",
    "mark_text",
    "problem",
    "stock",
)
_TOLD = ("containment", "cause", "corrective", "fault", "parts", "result")
"""What a department answers in sentences, with a pen."""
_SIGNED = 58.0  # height of a row of signatures with their dates, in points
_ALIAS = {
    "lot": "batch",
    "sender": "consignee",
    "recipient": "consignee",
    "contact": "consignee",
    "sender_phone": "consignee_phone",
    "contact_phone": "consignee_phone",
    "sender_address": "consignee_address",
    "visit_address": "consignee_address",
}


class UnknownNotice(DomainError):
    """There is no notice of this kind. Facts: ``kind``."""


@dataclass(frozen=True)
class Kind:
    """What one department sees: fields, item columns, what it fills in, who signs; all keys of labels."""

    fields: str
    columns: str
    done: str
    sign: str


_KINDS = {
    "ship": Kind(
        "consignee consignee_phone consignee_address freight",
        "product spec batch qty unit packing mark",
        "qty batch carrier waybill shipped_at",
        "issued approved warehouse dispatch received",
    ),
    "take_back": Kind(
        "sender sender_phone sender_address freight",
        "product spec lot qty unit",
        "received_qty batch state stored_at",
        "issued warehouse checked confirmed",
    ),
    "gift": Kind(
        "recipient consignee_phone consignee_address card_text",
        "product spec qty unit packing mark value",
        "given_at qty",
        "issued approved taken given received",
    ),
    "special_packing": Kind(
        "packing_spec mark_text artwork sample_approval",
        "product spec qty unit packing mark",
        "made_qty made_batch checked finished_at",
        "issued approved made checked confirmed",
    ),
    "pay": Kind(
        "payee bank account amount expected_days",
        "",
        "voucher handled_on arrived_on",
        "issued approved finance cashier confirmed",
    ),
    "credit_note": Kind(
        "payee amount", "product spec qty unit value", "voucher booked_on", "issued approved finance"
    ),
    "repair": Kind(
        "contact contact_phone visit_address problem",
        "product spec lot qty unit",
        "fault parts finished_at",
        "issued repaired received confirmed",
    ),
    "rectify": Kind(
        "problem stock containment_due cause_due corrective_due",
        "product spec lot qty unit",
        "containment cause corrective finished_at",
        "issued quality made confirmed",
    ),
    "task": Kind("problem", "", "result finished_at", "issued done confirmed"),
}


def draw(value: Notice, labels: Labels) -> bytes:
    """The notice as a PDF; raises UnknownNotice, and UnknownWord for a code without a word."""
    return sheet_of(value, labels).finish()


def sheet_of(value: Notice, labels: Labels) -> Sheet:
    """The notice laid out on A4; raises as ``draw``."""
    kind = kind_of(value)
    sheet = Sheet(value.imprint, labels.label(f"notice.title.{value.kind}"), labels)
    sheet.grid(head_fields(sheet, value))
    sheet.grid(own_fields(sheet, value, kind))
    items(sheet, value, kind)
    sheet.grid([sheet.field("notice.remark", value.remark, wide=True, height=40)])
    _done(sheet, kind)
    _sign(sheet, kind)
    return sheet


def kind_of(value: Notice) -> Kind:
    """What the notice's department needs; raises UnknownNotice."""
    kind = _KINDS.get(value.kind)
    if kind is None:
        raise UnknownNotice(kind=value.kind)
    return kind


def head_fields(sheet: Sheet, value: Notice) -> list[Field]:
    """From whom to whom, until when, and about what."""
    labels = sheet.labels
    pairs: list[tuple[str, object]] = [
        ("department", labels.word("department", value.department)),
        ("person", value.person),
        ("from_person", value.from_person),
        ("issued_at", value.issued_at),
        ("due_at", value.due_at),
        ("urgent_reason", value.urgent_reason),
        ("case_no", value.case_no),
        ("agreement_no", value.agreement_no),
        ("waits_for", value.waits_for),
        ("reason", value.reason or labels.label("notice.reason_default")),
    ]
    return [sheet.field(f"notice.{key}", one) for key, one in pairs]


def own_fields(sheet: Sheet, value: Notice, kind: Kind) -> list[Field]:
    """What this kind of notice tells beside its items."""
    special = {
        "freight": sheet.labels.word("freight_by", value.freight_by),
        "amount": _amount(sheet.labels, value.amount),
        "expected_days": _days(sheet.labels, value.expected_days),
    }
    fields = []
    for key in kind.fields.split():
        shown = special[key] if key in special else getattr(value, _ALIAS.get(key, key))
        fields.append(sheet.field(f"notice.{key}", shown, wide=key in _WIDE or key == "amount"))
    return fields


def _amount(labels: Labels, fen: int | None) -> str:
    if fen is None:
        return ""
    return labels.say("paper.yuan_words", amount=money(fen), words=labels.in_words(fen))


def _days(labels: Labels, days: int | None) -> str:
    return "" if days is None else labels.say("notice.working_days", days=days)


def items(sheet: Sheet, value: Notice, kind: Kind) -> None:
    """The table of what is to be sent, made or taken back."""
    keys = kind.columns.split()
    if keys:
        columns = [
            Column(
                sheet.labels.label(f"notice.column.{key}"),
                _SHARES[key],
                1.0 if key in ("qty", "value") else 0.0,
            )
            for key in keys
        ]
        rows = [tuple(_shown(sheet.labels, item, key) for key in keys) for item in value.items]
        sheet.table(columns, rows)


def _shown(labels: Labels, item: NoticeItem, key: str) -> str:
    if key == "value":
        return money(item.value)
    return (
        labels.word("unit", item.unit) if key == "unit" else labels.shown(getattr(item, _ALIAS.get(key, key)))
    )


def done_fields(sheet: Sheet, kind: Kind, height: float, told: float = 0.0) -> list[Field]:
    """What the department fills in with a pen, `height` points each; what it tells takes a row of `told`."""
    return [
        sheet.field(f"notice.done.{key}", "", wide=key in _TOLD, height=told if key in _TOLD else height)
        for key in kind.done.split()
    ]


def signers(labels: Labels, kind: Kind) -> list[str]:
    """Who signs, in order."""
    return [labels.label(f"notice.sign.{key}") for key in kind.sign.split()]


def _done(sheet: Sheet, kind: Kind) -> None:
    sheet.heading(sheet.labels.label("notice.done_part"))
    sheet.by_hand = True
    sheet.grid(done_fields(sheet, kind, 28, 40))
    sheet.by_hand = False


def _sign(sheet: Sheet, kind: Kind) -> None:
    date = sheet.labels.label("notice.sign.date")
    columns: list[tuple[str, ...]] = [(one, date) for one in signers(sheet.labels, kind)]
    across = 4 if len(columns) == 4 else 3  # nobody signs in a row of his own
    sheet.space(4)
    sheet.reserve(_SIGNED * -(-len(columns) // across))
    for start in range(0, len(columns), across):
        row = columns[start : start + across]
        sheet.signatures([*row, *[()] * (across - len(row))])
