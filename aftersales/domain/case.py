"""A case with everything that belongs to it, and the step that was taken on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from aftersales.domain.fields import CaseRow
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import CaseClock, Complaint
from aftersales.domain.records.contact import Contact, Containment, Explanation, Promise, ReportUp
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.notice import FollowUp, Notice, Refund
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Answer, Approval, Proposal, Remedy, Round
from aftersales.domain.records.trail import Attachment, Message

CASE_ROWS: Mapping[str, type[CaseRow]] = {
    "product_lines": ProductLine,
    "contacts": Contact,
    "explanations": Explanation,
    "promises": Promise,
    "containments": Containment,
    "findings": Finding,
    "rounds": Round,
    "proposals": Proposal,
    "remedies": Remedy,
    "approvals": Approval,
    "answers": Answer,
    "agreements": Agreement,
    "notices": Notice,
    "refunds": Refund,
    "follow_ups": FollowUp,
    "report_ups": ReportUp,
    "attachments": Attachment,
    "clocks": CaseClock,
}
"""The rows of a case: attribute of ``Case`` → record type, in the order they are written."""

_Row = TypeVar("_Row", bound=CaseRow)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A complaint, its customer, and every row that belongs to it, in order of ``no``."""

    complaint: Complaint
    customer: Customer
    product_lines: tuple[ProductLine, ...] = ()
    contacts: tuple[Contact, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    promises: tuple[Promise, ...] = ()
    containments: tuple[Containment, ...] = ()
    findings: tuple[Finding, ...] = ()
    rounds: tuple[Round, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    approvals: tuple[Approval, ...] = ()
    answers: tuple[Answer, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    notices: tuple[Notice, ...] = ()
    refunds: tuple[Refund, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    report_ups: tuple[ReportUp, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    clocks: tuple[CaseClock, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepTaken:
    """One step of one case: what stood before (``None`` for a new case) and what stands after.

    ``after.complaint.version`` is one more than before. ``at`` is UTC, ``actor`` a login; ``messages``
    are written in the same transaction and sent after it.
    """

    step: str
    before: Case | None
    after: Case
    at: datetime
    actor: str
    reason: str | None = None
    on_behalf_of: str | None = None
    messages: tuple[Message, ...] = ()


def next_no(rows: tuple[CaseRow, ...]) -> int:
    """The running number of the next row: one more than the largest."""
    return max((row.no for row in rows), default=0) + 1


def added(rows: tuple[_Row, ...], row: _Row) -> tuple[_Row, ...]:
    """The table with ``row`` at its end, numbered."""
    return (*rows, replace(row, no=next_no(rows)))


def changed(rows: tuple[_Row, ...], row: _Row) -> tuple[_Row, ...]:
    """The table with the row of the same number replaced by ``row``."""
    return tuple(row if old.no == row.no else old for old in rows)


def paid_on(case: Case, notice: Notice) -> date | None:
    """The day on which what the notice asks for was paid, as finance says it; None where nothing was."""
    return next((row.handled_on for row in reversed(case.refunds) if row.notice == notice.no), None)
