"""The settlement agreement 客户投诉处理协议书: the parties, the facts, what is given, and what follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.documents.labels import money
from aftersales.documents.measuring import depth
from aftersales.documents.sheet import Column, Field, Sheet
from aftersales.domain.codes import ClausePart

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Agreement, Party

_PRODUCTS = (("product", 2.6), ("spec", 2.5), ("batch", 2.3), ("qty", 1.4), ("receipt", 3.4))
_REMEDIES = (("kind", 2.0), ("product", 2.5), ("spec", 2.4), ("qty", 1.4), ("amount", 1.8), ("note", 2.1))
_OPEN = " "  # left for a pen, not crossed out
_TOTAL = 2.5  # lines of the total, which stand on the page of the table's last row
_OPENING = 250.0  # the most of a part's opening that is kept together, in points: a higher row is split
_SIGN, _APART = 32.0, 14.0  # from line to line of the signatures, and between two blocks, in points


def draw(value: Agreement, labels: Labels) -> bytes:
    """The agreement as a PDF, across each page 草稿 until it is issued. Raises UnknownWord, UnknownLabel."""
    title = labels.label("agreement.title")
    sheet = Sheet(value.imprint, title, labels, draft=not value.issued, seam=True, size=10)
    _head(sheet, value)
    numerals = iter(labels.numerals("agreement.numerals"))
    parts = [part for part in ClausePart if part != ClausePart.HEAD and _says(value, part)]
    for part in parts:
        name = labels.label(f"agreement.name.{part}")
        heading = labels.say("agreement.heading", numeral=next(numerals), name=name)
        if part == parts[-1]:
            _last(sheet, value, part, heading)
        else:
            _part(sheet, value, part, heading)
    return sheet.finish()


def _says(value: Agreement, part: str) -> bool:
    return part == ClausePart.CONTENT or any(clause.part == part for clause in value.clauses)


def _texts(value: Agreement, part: str) -> list[str]:
    return [clause.text for clause in value.clauses if clause.part == part]


def _part(sheet: Sheet, value: Agreement, part: str, heading: str) -> None:
    """A heading and its clauses; behind the first, which leads to it, the table that the part has."""
    if sheet.y - sheet.format.bottom < _OPENING:  # else there is room for whatever it takes
        sheet.reserve(min(_opening(sheet, value, part, heading), _OPENING))
    _opened(sheet, value, part, heading)
    if part == ClausePart.CONTENT:
        _total(sheet, value)
    for text in _texts(value, part)[1:]:
        sheet.paragraph(text)


def _last(sheet: Sheet, value: Agreement, part: str, heading: str) -> None:
    """The last part, and with it the signatures, which never stand on a page without text."""

    def ended(on: Sheet) -> None:
        _part(on, value, part, heading)
        _sign(on, value)

    sheet.reserve(depth(sheet, ended))
    ended(sheet)


def _opening(sheet: Sheet, value: Agreement, part: str, heading: str) -> float:
    """How high a part with a table begins, up to the first row and what stands with that; in points."""
    if part != ClausePart.CONTENT and not (part == ClausePart.FACTS and value.products):
        return 0.0
    first = replace(value, products=value.products[:1], remedies=value.remedies[:1])
    total = _TOTAL * sheet.leading if part == ClausePart.CONTENT and len(value.remedies) < 2 else 0.0
    return depth(sheet, lambda on: _opened(on, first, part, heading)) + total


def _opened(sheet: Sheet, value: Agreement, part: str, heading: str) -> None:
    """The heading of a part, the clause that stands first in it and the table that this leads to."""
    sheet.heading(heading)
    for text in _texts(value, part)[:1]:
        sheet.paragraph(text)
    if part == ClausePart.FACTS and value.products:
        _products(sheet, value)
    if part == ClausePart.CONTENT:
        _remedies(sheet, value)


def _head(sheet: Sheet, value: Agreement) -> None:
    _party(sheet, "party_a", value.party_a)
    _party(sheet, "party_b", value.party_b)
    sheet.grid(
        [
            sheet.field("agreement.sign_place", value.sign_place),
            Field(
                sheet.labels.label("agreement.signed_on"), sheet.labels.long_date(value.signed_on) or _OPEN
            ),
        ]
    )
    for clause in value.clauses:
        if clause.part == ClausePart.HEAD:
            sheet.paragraph(clause.text)


def _party(sheet: Sheet, key: str, party: Party) -> None:
    role = "representative_person" if party.kind == "person" else "representative"
    sheet.grid(
        [
            sheet.field(f"agreement.{key}", party.name, wide=True),
            sheet.field(f"agreement.code_{party.kind}", party.code),
            sheet.field("agreement.phone", party.phone),
            sheet.field(f"agreement.{role}", party.representative, wide=True),
            sheet.field("agreement.address", party.address, wide=True),
        ]
    )


def _products(sheet: Sheet, value: Agreement) -> None:
    labels = sheet.labels
    rows = [
        (
            one.name,
            one.spec,
            one.batch,
            labels.quantity(one.qty_bad, labels.word("unit", one.unit)),
            labels.pair(labels.word("receipt_kind", one.receipt_kind), one.receipt_no),
        )
        for one in value.products
    ]
    sheet.table([Column(labels.label(f"agreement.{key}"), share) for key, share in _PRODUCTS], rows)


def _remedies(sheet: Sheet, value: Agreement) -> None:
    """What is given."""
    labels = sheet.labels
    rows = [
        (
            labels.word("remedy", one.kind),
            one.product,
            one.spec,
            labels.quantity(one.qty, labels.word("unit", one.unit)),
            money(one.amount),
            one.note,
        )
        for one in value.remedies
    ]
    columns = [Column(labels.label(f"agreement.{key}"), share, _side(key)) for key, share in _REMEDIES]
    sheet.table(columns, rows, after=_TOTAL * sheet.leading)


def _total(sheet: Sheet, value: Agreement) -> None:
    """The one amount in figures and in words."""
    labels = sheet.labels
    if value.total:
        words = labels.in_words(value.total)
        sheet.paragraph(labels.say("agreement.clause.total", total=money(value.total), total_upper=words))
    else:
        sheet.paragraph(labels.say("agreement.clause.total_none"))


def _side(key: str) -> float:
    return 1.0 if key == "amount" else 0.0


def _sign(sheet: Sheet, value: Agreement) -> None:
    tail = "_person" if value.party_b.kind == "person" else ""
    keys = (("a_seal", "a_sign", "a_date"), (f"b_seal{tail}", f"b_sign{tail}", "b_date"))
    sheet.space(6)
    columns = [[sheet.labels.label(f"agreement.sign.{key}") for key in column] for column in keys]
    sheet.signatures(columns, _SIGN, seals=(True, not tail))  # a person signs and sets no seal
    for _ in range(1, value.signers):  # who signs with the customer signs below him
        sheet.space(_APART)
        sheet.signatures([[], columns[1]], _SIGN, seals=(False, not tail))
