"""The settlement agreement 客户投诉处理协议书: the parties, the facts, what is given, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.labels import money
from aftersales.documents.registration import quantity
from aftersales.documents.sheet import Column, Field, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Agreement, Party

_PRODUCTS = (("product", 2.6), ("spec", 2.5), ("batch", 2.3), ("qty", 1.4), ("receipt", 3.4))
_REMEDIES = (("kind", 1.6), ("product", 2.6), ("spec", 2.6), ("qty", 1.4), ("amount", 1.8), ("note", 2.2))
_OPEN = " "  # left for a pen, not crossed out
_ENDING = 195.0  # height of the last clause and the signatures, in points
_GOODS = ("exchange", "goods", "gift")


def draw(value: Agreement, labels: Labels) -> bytes:
    """The agreement as a PDF, across each page 草稿 until it is issued.

    Raises UnknownVariable, LeftoverVariable and UnknownWord: no clause is printed with a hole in it.
    """
    title = labels.label("agreement.title")
    sheet = Sheet(value.imprint, title, labels, draft=not value.issued, seam=True, size=10)
    _head(sheet, value)
    numerals = iter(labels.numerals("agreement.numerals"))
    for name, clause in _CLAUSES:
        if name != "confidential" or value.confidential:
            heading = labels.label(f"agreement.name.{name}")
            if name == "effect":  # signatures never stand on a page without text
                sheet.reserve(_ENDING)
            sheet.heading(labels.say("agreement.heading", numeral=next(numerals), name=heading))
            clause(sheet, value)
    _sign(sheet, value)
    return sheet.finish()


def _say(sheet: Sheet, key: str, **variables: object) -> None:
    sheet.paragraph(sheet.labels.say(f"agreement.clause.{key}", **variables))


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
    sheet.paragraph(sheet.labels.say("agreement.preamble", case_no=value.case_no))


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


def _facts(sheet: Sheet, value: Agreement) -> None:
    labels = sheet.labels
    key = "complained" if value.products else "complained_no_product"
    _say(sheet, key, complaint_on=labels.long_date(value.complaint_on))
    if value.products:
        rows = [
            (
                one.name,
                one.spec,
                one.batch,
                quantity(labels, one.qty_bad, labels.word("unit", one.unit)),
                labels.pair(labels.word("receipt_kind", one.receipt_kind), one.receipt_no),
            )
            for one in value.products
        ]
        sheet.table([Column(labels.label(f"agreement.{key}"), share) for key, share in _PRODUCTS], rows)
    _say(sheet, "problem", problem=value.problem)
    _say(sheet, "investigation", investigation=value.investigation)
    _say(sheet, "agreed_facts")
    _say(sheet, "liability_yes" if value.liability_admitted else "liability_no")


def _content(sheet: Sheet, value: Agreement) -> None:
    labels = sheet.labels
    _say(sheet, "content")
    rows = [
        (
            labels.word("remedy", one.kind),
            one.product,
            one.spec,
            quantity(labels, one.qty, labels.word("unit", one.unit)),
            money(one.amount),
            one.note,
        )
        for one in value.remedies
    ]
    columns = [Column(labels.label(f"agreement.{key}"), share, _side(key)) for key, share in _REMEDIES]
    sheet.table(columns, rows)
    if value.total:
        _say(sheet, "total", total=money(value.total), total_upper=labels.in_words(value.total))
    else:
        _say(sheet, "total_none")


def _side(key: str) -> float:
    return 1.0 if key == "amount" else 0.0


def _performance(sheet: Sheet, value: Agreement) -> None:
    if value.perform_days is None:
        _say(sheet, "perform_by", perform_by=sheet.labels.long_date(value.perform_by))
    else:
        _say(sheet, "perform_days", perform_days=value.perform_days)
    if value.consignee or value.consignee_address or any(one.kind in _GOODS for one in value.remedies):
        _goods(sheet, value)
    if value.payee or value.account:
        _say(sheet, "pay", payee=value.payee, bank=value.bank, account=value.account)
    if value.return_by:
        freight = _bearer(sheet.labels, value.return_freight_by)
        _say(sheet, "return_goods", return_by=sheet.labels.long_date(value.return_by), freight=freight)
    else:
        _say(sheet, "return_none")


def _goods(sheet: Sheet, value: Agreement) -> None:
    _say(
        sheet,
        "goods",
        consignee=value.consignee,
        phone=value.consignee_phone,
        address=value.consignee_address,
        freight=_bearer(sheet.labels, value.freight_by),
    )
    _say(sheet, "accept", accept_days=value.accept_days)


def _bearer(labels: Labels, code: str) -> str:
    return labels.label(f"agreement.bearer.{code}")


def _settled(sheet: Sheet, value: Agreement) -> None:
    _say(sheet, "settled", scope=value.waiver_scope)
    _say(sheet, "settled_when")
    _say(sheet, "settled_bounds")
    _say(sheet, f"settled_{value.party_b.kind}")


def _outside(sheet: Sheet, value: Agreement) -> None:
    if value.withdraw_from:
        _say(sheet, "outside", where=value.withdraw_from, days=value.withdraw_days)
    else:
        _say(sheet, "outside_none")
    _say(sheet, "outside_free")


def _confidential(sheet: Sheet, _value: Agreement) -> None:
    _say(sheet, "confidential")


def _breach(sheet: Sheet, value: Agreement) -> None:
    if value.breach_rate and value.breach_cap:
        _say(sheet, "breach_rate", rate=value.breach_rate, cap=value.breach_cap)
    elif value.breach_rate:
        _say(sheet, "breach_uncapped", rate=value.breach_rate)
    elif value.breach_amount is not None:
        amount = value.breach_amount
        _say(sheet, "breach_amount", amount=money(amount), amount_upper=sheet.labels.in_words(amount))
    else:
        _say(sheet, "breach_none")
    _say(sheet, "breach_false")


def _cooperation(sheet: Sheet, _value: Agreement) -> None:
    _say(sheet, "cooperation")


def _dispute(sheet: Sheet, value: Agreement) -> None:
    _say(sheet, value.dispute, court=value.court)


def _effect(sheet: Sheet, value: Agreement) -> None:
    _say(sheet, "effect", copies=value.copies, copies_a=value.copies_a, copies_b=value.copies_b)
    _say(sheet, "changes")
    _say(sheet, "attachments", attachments=sheet.labels.joined(*value.attachments))


_CLAUSES: tuple[tuple[str, Callable[[Sheet, Agreement], None]], ...] = (
    ("facts", _facts),
    ("content", _content),
    ("performance", _performance),
    ("settled", _settled),
    ("outside", _outside),
    ("confidential", _confidential),
    ("breach", _breach),
    ("cooperation", _cooperation),
    ("dispute", _dispute),
    ("effect", _effect),
)


def _sign(sheet: Sheet, value: Agreement) -> None:
    tail = "_person" if value.party_b.kind == "person" else ""
    keys = (("a_seal", "a_sign", "a_date"), (f"b_seal{tail}", f"b_sign{tail}", "b_date"))
    sheet.space(6)
    columns = [[sheet.labels.label(f"agreement.sign.{key}") for key in column] for column in keys]
    sheet.signatures(columns, 32, seals=(True, not tail))  # a person signs and sets no seal
