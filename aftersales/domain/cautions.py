"""Everything about a case that a person should look at again; nothing refuses (data dictionary, "warn")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING

from aftersales.domain.authority import company_share
from aftersales.domain.checks import Caution, batch_key, check_batch, check_invoice, check_phone
from aftersales.domain.codes import AgreementState, Mark, ProposalState, Role, State
from aftersales.domain.routing import GIFT_KINDS
from aftersales.domain.workflow import ENDED_STATES, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.product import ProductLine
    from aftersales.domain.records.proposal import Remedy
    from aftersales.domain.records.staff import Staff

__all__ = ["Caution", "GiftMonth", "cautions", "is_weighed", "left_as_counted", "month_began"]

YEAR_NOT_ENTERED = "year_not_entered"
NEAR = 80
"""From so many hundredths of the budget for gifts on a person is told."""
_LIVING = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.APPROVED)
_WEIGHED = (State.INVESTIGATING, State.PROPOSED, State.APPROVED)


def cautions(case: Case, office: Office) -> tuple[Caution, ...]:
    """Every warning that can be seen from the case and the office's calendar, each once.

    Codes: ``out_of_order``, ``phone_unknown``, ``accepted_above_claimed``, ``batch_other_date``,
    ``invoice_digits``, ``remedy_batch_complained``, ``shipped_batch_complained``, ``waiver_with_injury``,
    ``year_not_entered``. ``field`` is the path of what to look at.
    """
    found = [
        *_order(case, office),
        *_phones(case),
        *_losses(case),
        *_lines(case),
        *_batches(case),
        *_waivers(case),
        *_years(case, office),
    ]
    return tuple(dict.fromkeys(found))


def cautions_for(me: Staff, case: Case, office: Office) -> tuple[Caution, ...]:
    """Those that this person can see to: of a case that goes on; of the calendar if he keeps it."""
    if case.complaint.state in ENDED_STATES:
        return ()
    keeps = Role.ADMIN in me.roles
    return tuple(one for one in cautions(case, office) if keeps or one.code != YEAR_NOT_ENTERED)


MOST_NAMED = 12
"""So many cases are named in one sentence."""


def left_as_counted(numbers: Sequence[str]) -> tuple[Caution, ...]:
    """``clocks_left``: limits of these cases stand as the calendar counted them before it was changed."""
    if not numbers:
        return ()
    cases = tuple(dict.fromkeys(numbers))
    facts = {
        "clocks": len(numbers),
        "cases": len(cases),
        "step": str(Step.MOVE_DUE),
        "numbers": cases[:MOST_NAMED],
    }
    return (Caution("clocks_left", "calendar.day", facts),)


def _order(case: Case, office: Office) -> Iterator[Caution]:
    """V-ORDER before 投诉: 生产 ≤ 购买 ≤ 开始使用 ≤ 发生 ≤ 投诉; unknown ones are left out."""
    complaint = case.complaint
    told = office.day(complaint.complaint_at) if complaint.complaint_at else None
    end = [("complaint.occurred_on", complaint.occurred_on), ("complaint.complaint_at", told)]
    for line in case.product_lines:
        names = ("produced_on", "purchased_on", "started_using")
        yield from _falling([(f"product_line.{line.no}.{name}", getattr(line, name)) for name in names] + end)
    if not case.product_lines:
        yield from _falling(end)


def _falling(days: list[tuple[str, date | None]]) -> Iterator[Caution]:
    known = [(field, day) for field, day in days if day is not None]
    for (before, first), (field, day) in pairwise(known):
        if day < first:
            facts = {"before": before, "first": first.isoformat(), "day": day.isoformat()}
            yield Caution("out_of_order", field, facts)


def _phones(case: Case) -> Iterator[Caution]:
    for number, phone in enumerate(case.customer.phones, 1):
        yield from check_phone(phone.number, field=f"customer.phones.{number}.number")
    for number, user in enumerate(case.customer.end_user, 1):
        if user.phone:
            yield from check_phone(user.phone, field=f"customer.end_user.{number}.phone")


def _losses(case: Case) -> Iterator[Caution]:
    for number, loss in enumerate(case.complaint.losses, 1):
        if loss.accepted is not None and loss.claimed is not None and loss.accepted > loss.claimed:
            facts = {"accepted": loss.accepted, "claimed": loss.claimed}
            yield Caution("accepted_above_claimed", f"complaint.losses.{number}.accepted", facts)


def _lines(case: Case) -> Iterator[Caution]:
    for line in case.product_lines:
        place = f"product_line.{line.no}"
        if line.batch_no:
            yield from check_batch(line.batch_no, line.produced_on, field=f"{place}.batch_no")
        if line.invoice_no:
            yield from check_invoice(line.invoice_no, field=f"{place}.invoice_no")


def _batches(case: Case) -> Iterator[Caution]:
    """What is sent should not come from the batch that is complained about."""
    complained = _complained(case.product_lines)
    living = {row.no for row in case.proposals if row.state in _LIVING}
    yield from batches_complained([row for row in case.remedies if row.proposal in living], case)
    for notice in case.notices:
        if notice.shipped_batch and batch_key(notice.shipped_batch) in complained:
            facts = {"batch": notice.shipped_batch, "notice_no": notice.notice_no}
            yield Caution("shipped_batch_complained", f"notice.{notice.no}.shipped_batch", facts)


def batches_complained(rows: Iterable[Remedy], case: Case) -> tuple[Caution, ...]:
    """``remedy_batch_complained``: these rows give goods of the batch that is complained about."""
    complained = _complained(case.product_lines)
    return tuple(
        Caution("remedy_batch_complained", f"remedy.{row.no}.batch", {"batch": row.batch})
        for row in rows
        if row.batch and batch_key(row.batch) in complained
    )


def _complained(lines: tuple[ProductLine, ...]) -> frozenset[str]:
    return frozenset(batch_key(line.batch_no) for line in lines if line.batch_no)


def _waivers(case: Case) -> Iterator[Caution]:
    """Nobody settles an injury by a waiver (documents.md)."""
    for row in case.agreements:
        if case.complaint.safety_injury and row.waiver_scope and row.state != AgreementState.VOID:
            yield Caution("waiver_with_injury", f"agreement.{row.no}.waiver_scope")


def _years(case: Case, office: Office) -> Iterator[Caution]:
    """A clock that ends in a year whose holidays nobody has entered may end too early."""
    if case.complaint.state in ENDED_STATES:
        return
    ends = (office.day(row.due_at).year for row in case.clocks if row.due_at and row.stopped_at is None)
    for year in sorted(set(ends) - office.hours.known_years):
        yield Caution(YEAR_NOT_ENTERED, "calendar.day", {"year": str(year)})


# --- the month's budget for gifts


@dataclass(frozen=True)
class GiftMonth:
    """What the office's month holds: ``budget`` and the gifts ``promised`` by proposals approved in it (分).

    ``since`` is its first moment (UTC). Without a budget nothing is ever told.
    """

    budget: int = 0
    promised: int = 0
    since: datetime = datetime.min.replace(tzinfo=UTC)

    def cautions(self, rows: Iterable[Remedy], approved_at: datetime | None = None) -> tuple[Caution, ...]:
        """A caution where these gifts bring the month near its budget or beyond it.

        Codes: ``gift_budget_near`` (facts ``spent``, ``budget``, ``percent``), ``gift_budget_over``
        (``spent``, ``budget``). ``approved_at``: they are approved and counted, in this month or in another.
        """
        mine = _gifts(rows)
        if not self.budget or not mine or (approved_at is not None and approved_at < self.since):
            return ()
        spent = self.promised if approved_at is not None else self.promised + mine
        facts = {"spent": spent, "budget": self.budget}
        if spent > self.budget:
            return (Caution("gift_budget_over", "company.gift_budget", facts),)
        percent = spent * 100 // self.budget
        told = Caution("gift_budget_near", "company.gift_budget", {**facts, "percent": percent})
        return (told,) if percent >= NEAR else ()

    def cautions_of(self, case: Case) -> tuple[Caution, ...]:
        """The same for the newest proposal of a case that is under way or holds."""
        proposal = next((row for row in reversed(case.proposals) if row.state in _LIVING), None)
        if proposal is None:
            return ()
        return self.cautions((r for r in case.remedies if r.proposal == proposal.no), proposal.approved_at)


def _gifts(rows: Iterable[Remedy]) -> int:
    """What the gifts among these rows cost the company (分)."""
    return sum(company_share(row) for row in rows if row.kind in GIFT_KINDS)


def month_began(office: Office, now: datetime) -> datetime:
    """The first moment of the office's calendar month (UTC)."""
    return datetime.combine(office.day(now).replace(day=1), time(), office.zone).astimezone(UTC)


def is_weighed(case: Case) -> bool:
    """Whether what the case offers is being worked out or decided, so that the month matters to it."""
    return case.complaint.state in _WEIGHED or Mark.TO_COUNTERSIGN in case.complaint.marks
