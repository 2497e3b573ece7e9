"""The approval sheet 审批表: on one page, what is proposed and why, what it costs, and who said yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.imprint.format import FILLED
from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Sheet, fitted

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Approval, ApprovalLink

_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)  # in points
_OPEN = " "  # a cell left for a pen, not crossed out
_DEMANDS = (("demand", 3.4), ("offered", 3.4), ("unmet", 3.2))
_REMEDIES = (("kind", 1.5), ("item", 3.1), ("qty", 1.1), ("unit_value", 1.3), ("amount", 1.5), ("note", 2.9))
_LADDER = (("level", 1.3), ("approver", 2.0), ("result", 1.7), ("comment", 3.6), ("at", 2.4))
_RIGHT = ("unit_value", "amount")


def draw(value: Approval, labels: Labels) -> bytes:
    """The sheet as a PDF, set smaller where that makes it one page; what is too long runs on instead."""
    return fitted(lambda size: _sheet(value, labels, size), _SIZES).finish()


def _sheet(value: Approval, labels: Labels, size: float) -> Sheet:
    sheet = Sheet(value.imprint, labels.label("approval.title"), labels, size=size, format=FILLED)
    _case(sheet, value)
    sheet.table(_columns(labels, _DEMANDS), _demands(value, labels))
    sheet.table(_columns(labels, _REMEDIES), _remedies(value, labels))
    _cost(sheet, value)
    sheet.heading(labels.label("approval.ladder"))
    sheet.table(_columns(labels, _LADDER), [_link(labels, link) for link in value.links], 26)
    return sheet


def _columns(labels: Labels, shares: tuple[tuple[str, float], ...]) -> list[Column]:
    return [
        Column(labels.label(f"approval.{key}"), share, 1.0 if key in _RIGHT else 0.0) for key, share in shares
    ]


def _case(sheet: Sheet, value: Approval) -> None:
    word = sheet.labels.word
    pairs: list[tuple[str, object]] = [
        ("case_no", value.case_no),
        ("complaint_at", value.complaint_at),
        ("customer", value.customer),
        ("cust_type", word("cust_type", value.cust_type)),
        ("product", value.product),
        ("severity", word("severity", value.severity)),
        ("finding", word("founded", value.founded)),
        ("cause", word("cause", value.cause)),
        ("decision", word("decision", value.decision)),
        ("applicant", sheet.labels.pair(value.applicant, value.applied_at)),
    ]
    fields = [sheet.field(f"approval.{key}", one) for key, one in pairs]
    facts = sheet.field("approval.facts", value.facts, wide=True, height=40)
    sheet.grid([*fields, facts, sheet.field("approval.basis", value.basis, wide=True)])


def _demands(value: Approval, labels: Labels) -> list[tuple[str, ...]]:
    return [
        (
            labels.pair(labels.word("demand", one.kind), one.text, one.qty, money(one.amount)),
            one.offered,
            one.unmet_reason,
        )
        for one in value.demands
    ]


def _remedies(value: Approval, labels: Labels) -> list[tuple[str, ...]]:
    return [
        (
            labels.word("remedy", one.kind),
            labels.pair(one.product, one.spec, one.batch),
            labels.quantity(one.qty, labels.word("unit", one.unit)),
            money(one.unit_value),
            money(one.amount),
            one.note,
        )
        for one in value.remedies
    ]


def _cost(sheet: Sheet, value: Approval) -> None:
    labels = sheet.labels
    total = labels.say("paper.yuan_words", amount=money(value.total), words=labels.in_words(value.total))
    precedents = (
        labels.say("approval.precedent", case_no=one.case_no, about=one.about, cost=money(one.cost))
        for one in value.precedents
    )
    options = (f"{number}. {text}" for number, text in enumerate(value.options, start=1))
    sheet.grid(
        [
            sheet.field("approval.total", total, wide=True),
            sheet.field("approval.authority", money(value.authority_value)),
            sheet.field("approval.cumulative", money(value.cumulative)),
            sheet.field("approval.policy", _policy(labels, value), wide=True),
            sheet.field("approval.precedents", "\n".join(precedents), wide=True),
            sheet.field("approval.options", "\n".join(options), wide=True),
            sheet.field("approval.opinion", value.opinion, wide=True, height=40),
        ]
    )


def _policy(labels: Labels, value: Approval) -> str:
    if value.policy_ok is None:
        return ""
    if value.policy_ok:
        return labels.label("approval.policy_ok")
    return labels.say("approval.policy_not", reason=value.policy_reason)


def _link(labels: Labels, link: ApprovalLink) -> tuple[str, ...]:
    approver = link.approver
    if link.substitute_for:
        approver = labels.say("approval.substitute", approver=approver, principal=link.substitute_for)
    if not link.decision:
        return labels.word("level", link.level), approver or _OPEN, _OPEN, _OPEN, _OPEN
    result = labels.word("approval_decision", link.decision)
    if link.by_word:
        result += labels.label("approval.by_word")
    return labels.word("level", link.level), approver, result, link.comment, labels.shown(link.at)
