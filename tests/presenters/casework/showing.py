"""Views that remember what they were shown, and cases in a wanted state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.policy import submitted
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.duties import ApprovalDuty
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.taking import take
from ui.presenters.approvals import ApprovalLook
from ui.presenters.case import CaseLook
from ui.presenters.deciding import Outcome
from ui.presenters.live.merging import Merged, Others
from ui.presenters.live.reconsidering import Changed
from ui.presenters.live.taking_back import Made
from ui.presenters.step_fields import Sheet
from ui.presenters.step_form import Weighed


@dataclass
class Shown:
    """What any of the three pages was told."""

    look: CaseLook | None = None
    forms: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    sheet: Sheet | None = None
    weighed: Weighed | None = None
    taken: list[str] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    merged: list[tuple[Merged, Others]] = field(default_factory=list)
    joined: list[tuple[Merged, Others]] = field(default_factory=list)
    queue: tuple[ApprovalDuty, ...] = ()
    page: ApprovalLook | None = None
    asked: list[str] = field(default_factory=list)
    decided: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[Changed, Others]] = field(default_factory=list)
    left: list[tuple[CodedError, Others]] = field(default_factory=list)
    ticked: tuple[ApprovalDuty, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)

    def show_case(self, look: CaseLook) -> None:
        self.look = look

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:  # noqa: ARG002
        self.forms.append((step, given))

    def show_taken(self, step: str) -> None:
        self.taken.append(step)

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None) -> None:  # noqa: ARG002
        self.elsewhere.append((step, case_no))

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        self.elsewhere.append((step, case_no))
        self.refused.append(error)

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def show_weighed(self, weighed: Weighed) -> None:
        self.weighed = weighed

    def show_busy(self, *, busy: bool) -> None:
        pass

    def show_merged(self, merged: Merged, others: Others, changed: Changed) -> None:
        self.merged.append((merged, others))
        if changed:
            self.changed.append((changed, others))

    def show_over(self, refused: DomainError, others: Others) -> None:  # noqa: ARG002
        self.refused.append(refused)

    def show_joined(self, merged: Merged, others: Others) -> None:
        self.joined.append((merged, others))

    def show_line(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def drop_line(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def show_queue(self, waiting: tuple[ApprovalDuty, ...]) -> None:
        self.queue = waiting

    def show_page(self, look: ApprovalLook | None) -> None:
        self.page = look

    def show_ticked(self, ticked: tuple[ApprovalDuty, ...]) -> None:
        self.ticked = ticked

    def show_outcome(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def show_ask(self, step: str, look: ApprovalLook) -> None:  # noqa: ARG002
        self.asked.append(step)

    def show_changed(self, changed: Changed, others: Others) -> None:
        self.changed.append((changed, others))

    def show_left(self, refused: CodedError, others: Others) -> None:
        self.left.append((refused, others))

    def show_decided(self, step: str, case_no: str) -> None:
        self.decided.append((step, case_no))


def lines(app: App, *states: str) -> tuple[CaseLine, ...]:
    """The cases in these states (none said: all)."""
    return app.ask(case_lines, CaseFilter(states=states, limit=200))


def page_of(app: App, state: str, owner: str | None = None, at: int = 0) -> CasePage:
    """The page of a case in this state, of this owner."""
    found = [line for line in lines(app, state) if owner in (None, line.owner)]
    return app.ask(case_page, found[at].case_no)


def proposed_again(enter: Callable[[str], App], case_no: str, **other: Any) -> None:  # noqa: ANN401 - whatever a row holds
    """The applicant recalls his proposal and proposes it once more, the first row changed."""
    case = enter("admin").ask(read_case, case_no)
    proposal = submitted(case)
    assert proposal is not None
    enter(proposal.applicant or "").do(take, Step.RECALL, case_no, {"reason": "改一下"})
    proposed_as(enter, case, **other)


def proposed_as(enter: Callable[[str], App], case: Case, **other: Any) -> None:  # noqa: ANN401 - so, too
    """What was submitted as the case stood so is proposed once more by its applicant."""
    proposal = submitted(case)
    assert proposal is not None
    names = "kind product spec batch qty unit unit_value amount due department".split()
    rows = [
        {name: value for name in names if (value := getattr(row, name)) is not None}
        for row in case.remedies
        if row.proposal == proposal.no
    ]
    for row in rows:
        row["due"] = row["due"].isoformat()
        for money in ("unit_value", "amount"):
            if money in row:
                row[money] = f"{row[money] / 100:.2f}"
        row["qty"] = str(row["qty"]) if "qty" in row else None
    rows[0] |= {"note": None} | other
    if "qty" in other:
        rows[0].pop("amount", None)
    said = [{k: v for k, v in row.items() if v is not None} for row in rows]
    enter(proposal.applicant or "").do(
        take,
        Step.PROPOSE,
        case.complaint.case_no,
        {"opinion": proposal.opinion, "decision": proposal.decision, "remedies": said},
    )
