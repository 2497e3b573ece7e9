"""The registration form 客户投诉登记表: what the customer said, in their words, signed by both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.imprint.format import A4, FILLED
from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Field, Sheet, fitted
from aftersales.documents.values import Product

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Registration

_SIZES = (9.5, 9.0, 8.5)  # in points
_ENDING = 140.0  # height of the last fields and the signatures of a blank form, in points
_PRODUCT = 100.0  # what one product takes at least, in points
_SHORT = (
    *("channel", "nature", "severity", "urgent", "ongoing_harm", "safety_injury"),
    *("times", "complaint_at", "registered_at"),
)
_LONG = ("recorder", "received", "external")
_DEMANDS = (("demand", 2.0), ("demand_qty", 1.2), ("demand_amount", 1.6), ("demand_text", 5.0))


def draw(value: Registration, labels: Labels) -> bytes:
    """The form as a PDF; raises UnknownWord for a code without a word."""
    if value.by_hand:  # room to write goes before one page
        return _sheet(value, labels, _SIZES[0]).finish()
    return fitted(lambda size: _sheet(value, labels, size), _SIZES).finish()


def _sheet(value: Registration, labels: Labels, size: float) -> Sheet:
    title, form = labels.label("registration.title"), A4 if value.by_hand else FILLED
    sheet = Sheet(value.imprint, title, labels, by_hand=value.by_hand, size=size, format=form)
    _case(sheet, value)
    _customer(sheet, value)
    _products(sheet, value)
    _problem(sheet, value)
    _sign(sheet)
    return sheet


def _case(sheet: Sheet, value: Registration) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("registration.part_case"))
    told = {
        "external": labels.pair(value.external_source, value.external_no),
        "complaint_at": value.complaint_at,
        "registered_at": value.registered_at,
        "urgent": _yes_no(sheet, said=value.urgent),
        "times": value.times,
        "ongoing_harm": _yes_no(sheet, said=value.ongoing_harm),
        "safety_injury": _yes_no(sheet, said=value.safety_injury),
        "recorder": labels.pair(value.recorder, labels.word("post", value.recorder_post)),
        "received": labels.pair(value.received_by, value.received_at),
    }
    fields = {key: sheet.field(f"registration.{key}", one) for key, one in told.items()}
    fields |= {key: _picked(sheet, key, getattr(value, key)) for key in ("channel", "nature", "severity")}
    sheet.grid([sheet.field("registration.subject", value.title, wide=True)], gap=0)
    sheet.grid([fields[key] for key in _SHORT], columns=2 if value.by_hand else 3, gap=0)
    sheet.grid([fields[key] for key in _LONG])


def _picked(sheet: Sheet, key: str, code: str) -> Field:
    """The word of a code; a form for the pen has all words, each with a box to tick."""
    if sheet.by_hand and not code:
        return sheet.field(f"registration.{key}", sheet.labels.choice(key, ""), wide=True)
    return sheet.field(f"registration.{key}", sheet.labels.word(key, code))


def _yes_no(sheet: Sheet, *, said: bool | None) -> object:
    labels = sheet.labels
    if not sheet.by_hand or said:
        return said
    boxes = (labels.say("paper.unticked", word=labels.label(f"paper.{key}")) for key in ("yes", "no"))
    return labels.pair(*boxes)


def _customer(sheet: Sheet, value: Registration) -> None:
    person = value.customer
    sheet.heading(sheet.labels.label("registration.part_customer"))
    where = sheet.labels.pair(person.region, person.address, person.postcode)
    kind = _picked(sheet, "cust_type", person.kind)
    sheet.grid(
        [
            sheet.field("registration.cust_name", person.name, wide=kind.wide),
            kind,
            sheet.field("registration.contact", sheet.labels.pair(person.contact, person.contact_title)),
            sheet.field("registration.phones", sheet.labels.joined(*person.phones)),
            sheet.field("registration.email", person.email),
            sheet.field("registration.wechat", person.wechat),
            sheet.field("registration.agent_for", person.agent_for, wide=True),
            sheet.field("registration.address", where, wide=True),
        ]
    )


def _products(sheet: Sheet, value: Registration) -> None:
    sheet.heading(sheet.labels.label("registration.part_product"))
    for product in value.products or (Product(name=""),):
        sheet.reserve(_PRODUCT)
        sheet.grid(_product(sheet, product), columns=3)


def _product(sheet: Sheet, product: Product) -> list[Field]:
    labels = sheet.labels
    unit = labels.word("unit", product.unit)
    receipt = labels.pair(labels.word("receipt_kind", product.receipt_kind), product.receipt_no)
    pairs: list[tuple[str, object]] = [
        ("product", product.name),
        ("spec", product.spec),
        ("batch", product.batch),
        ("qty_bought", labels.quantity(product.qty_bought, unit)),
        ("qty_bad", labels.quantity(product.qty_bad, unit)),
        ("usage", product.usage),
        ("produced_on", product.produced_on),
        ("purchased_on", product.purchased_on),
        ("started_using", product.started_using),
        ("seller", product.seller),
        ("equipment", product.equipment),
    ]
    fields = [sheet.field(f"registration.{key}", one) for key, one in pairs]
    proof = sheet.field("registration.receipt", receipt, wide=True)
    return [
        *fields,
        proof,
        sheet.field("registration.symptom", product.symptom, wide=True, height=_room(sheet, 24, 30)),
    ]


def _problem(sheet: Sheet, value: Registration) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("registration.part_problem"))
    sheet.grid(
        [
            sheet.field("registration.occurred_on", value.occurred_on),
            sheet.field("registration.place", value.place),
            sheet.field("registration.reasons", _several(sheet, "reason", value.reasons), wide=True),
            sheet.field("registration.verbatim", value.verbatim, wide=True, height=_room(sheet, 44, 300)),
            sheet.field("registration.summary", value.summary, wide=True, height=_room(sheet, 24, 80)),
        ]
    )
    _demands(sheet, value)
    sheet.reserve(_room(sheet, 12.5 * sheet.size, _ENDING))
    restated = labels.pair(value.restated_who, value.restated_at)
    sheet.grid(
        [
            sheet.field("registration.expected_by", value.expected_by),
            sheet.field("registration.restated", restated),
            sheet.field("registration.attachments", labels.joined(*value.attachments), wide=True),
        ]
    )


def _room(sheet: Sheet, filled: float, by_hand: float) -> float:
    return by_hand if sheet.by_hand else filled


def _several(sheet: Sheet, dictionary: str, codes: tuple[str, ...]) -> str:
    labels = sheet.labels
    return labels.choice(dictionary, "") if sheet.by_hand and not codes else labels.words(dictionary, codes)


def _demands(sheet: Sheet, value: Registration) -> None:
    labels = sheet.labels
    columns = [
        Column(labels.label(f"registration.{key}"), share, 1.0 if key == "demand_amount" else 0.0)
        for key, share in _DEMANDS
    ]
    rows = [
        (labels.word("demand", one.kind), labels.shown(one.qty), money(one.amount), labels.shown(one.text))
        for one in value.demands
    ]
    if value.by_hand:
        boxes = sheet.field("registration.demand", _several(sheet, "demand", ()), wide=True)
        sheet.grid([boxes])
    sheet.table(columns, rows)


def _sign(sheet: Sheet) -> None:
    labels = sheet.labels
    sheet.paragraph(labels.label("registration.privacy"), indent=0)
    date = labels.label("registration.sign_date")
    who = ("sign_customer", "sign_recorder", "sign_receiver")
    columns = [(labels.label(f"registration.{key}"), date) for key in who]
    sheet.signatures(columns, _room(sheet, 2.4 * sheet.size, 26.0))
