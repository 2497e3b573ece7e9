"""Views that remember what they were shown, and cases in a wanted state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aftersales.app import App
from aftersales.domain.errors import CodedError, DomainError
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.duties import ApprovalDuty
from aftersales.storage.queries.page import CasePage, case_page
from ui.presenters.approvals import ApprovalLook
from ui.presenters.case import CaseLook
from ui.presenters.deciding import Outcome
from ui.presenters.live.merging import Merged, Others
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
    ticked: tuple[ApprovalDuty, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)

    def show_case(self, look: CaseLook) -> None:
        self.look = look

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:  # noqa: ARG002
        self.forms.append((step, given))

    def show_taken(self, step: str) -> None:
        self.taken.append(step)

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def show_weighed(self, weighed: Weighed) -> None:
        self.weighed = weighed

    def show_busy(self, *, busy: bool) -> None:
        pass

    def show_merged(self, merged: Merged, others: Others) -> None:
        self.merged.append((merged, others))

    def show_over(self, refused: DomainError, others: Others) -> None:  # noqa: ARG002
        self.refused.append(refused)

    def show_joined(self, merged: Merged, others: Others) -> None:
        self.joined.append((merged, others))

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

    def show_decided(self, step: str, case_no: str) -> None:
        self.decided.append((step, case_no))


def lines(app: App, *states: str) -> tuple[CaseLine, ...]:
    """The cases in these states (none said: all)."""
    return app.ask(case_lines, CaseFilter(states=states, limit=200))


def page_of(app: App, state: str, owner: str | None = None, at: int = 0) -> CasePage:
    """The page of a case in this state, of this owner."""
    found = [line for line in lines(app, state) if owner in (None, line.owner)]
    return app.ask(case_page, found[at].case_no)
