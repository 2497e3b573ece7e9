"""A view of one agreement that remembers what it was shown, and a desk in front of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aftersales.app import App
from aftersales.domain.errors import CodedError
from aftersales.domain.records.agreement import Agreement
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import draft_case
from ui.prefs import Prefs
from ui.presenters.agreements.looks import AgreementLook, Draft
from ui.presenters.agreements.sheet import AgreementDifference, Preview, SheetPresenter
from ui.presenters.case import CasePage
from ui.presenters.session import signed

WANTING = {"agreement.freight_by", "agreement.waiver_scope"}
"""What the draft of ``draft_case`` misses."""
FILLED = {
    "agreement.consignee": "吴海峰",
    "agreement.consignee_phone": "13859100166",
    "agreement.consignee_address": "福清市音西街道仓储路 6 号",
    "agreement.freight_by": "us",
    "agreement.waiver_scope": "牵引车机油压力偏低",
}
"""What is typed into it: who else gets the goods, and what it misses."""


@dataclass
class Shown:
    """What the page was told."""

    look: AgreementLook | None = None
    drafts: list[Draft] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)
    unread: list[CodedError] = field(default_factory=list)
    papers: list[bytes] = field(default_factory=list)
    forms: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    differences: list[AgreementDifference] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    refused_elsewhere: list[tuple[str, str]] = field(default_factory=list)
    none: list[CodedError] = field(default_factory=list)

    def show_agreement(self, look: AgreementLook) -> None:
        self.look = look

    def show_draft(self, draft: Draft) -> None:
        self.drafts.append(draft)

    def show_preview(self, preview: Preview) -> None:
        self.previews.append(preview)

    def show_unread(self, error: CodedError) -> None:
        self.unread.append(error)

    def show_paper(self, content: bytes) -> None:
        self.papers.append(content)

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:  # noqa: ARG002
        self.forms.append((step, given))

    def show_busy(self, *, busy: bool) -> None:
        """A verb is on its way."""

    def show_done(self, step: str, row: Agreement) -> None:  # noqa: ARG002
        self.done.append(step)

    def show_difference(self, older: Agreement, newer: Agreement, told: AgreementDifference) -> None:  # noqa: ARG002
        self.differences.append(told)

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_refused_elsewhere(self, step: str, case_no: str, row: Agreement, error: CodedError) -> None:  # noqa: ARG002
        self.refused_elsewhere.append((step, case_no))

    def show_none(self, error: CodedError) -> None:
        self.none.append(error)

    def missing(self) -> set[str]:
        """The fields of everything that forbids issuing now."""
        return {str(one.facts.get("field", "")) for one in self.previews[-1].problems}


def at_sheet(app: App, folder: Path, case_no: str = "", number: str = "") -> tuple[Shown, SheetPresenter]:
    """This person before this agreement."""
    shown = Shown()
    presenter = SheetPresenter(shown, AtOnce(), signed(app, "test", app.login), Prefs(folder / "prefs.json"))
    presenter.open(case_no or draft_case(), number)
    return shown, presenter


def issued(app: App, folder: Path) -> tuple[Shown, SheetPresenter]:
    """The same, filled in and issued."""
    shown, presenter = at_sheet(app, folder)
    presenter.type(FILLED)
    presenter.look_again()
    presenter.begin("issue_agreement")
    return shown, presenter
