"""The form of a step: what it asks, what it sends, what it says of limits, where refusals go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.errors import BadInput
from aftersales.domain.fields import specs
from aftersales.domain.forms import FORMS, Extra
from aftersales.domain.workflow import Step, steps_from
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.page import CasePage, case_page
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown, page_of
from ui.presenters.session import signed
from ui.presenters.step_choices import choices
from ui.presenters.step_fields import Told, sheet_of
from ui.presenters.step_form import StepFormPresenter, data_of

Enter = Callable[[str], App]
GOODS = {"kind": "goods", "product": "全合成机油", "qty": "3", "unit": "barrel", "unit_value": "228.00"}


def begun(app: App, step: str, page: CasePage) -> tuple[Shown, StepFormPresenter]:
    """The form of this step on this case."""
    shown = Shown()
    presenter = StepFormPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.begin(step, page, {})
    return shown, presenter


def proposal_of(page: CasePage) -> tuple[dict[str, Told], dict[str, str]]:
    """Answers and marks that complete a proposal on a practice case."""
    answers: dict[str, Told] = {
        "finding.founded": "founded",
        "finding.basis": "样品与留样相符",
        "finding.cause_main": "defect",
        "proposal.decision": "support",
        "proposal.opinion": "补发三桶",
        "remedies": ({**GOODS, "due": page.office.day(page.now).isoformat()},),
    }
    marks = {"complaint.occurred_on": "unknown", "finding.basis_files": "none"}
    for line in page.case.product_lines:
        table = f"product_line.{line.no}"
        answers |= {f"{table}.receipt_kind": "delivery_note", f"{table}.produced_on": "2026-05-01"}
        for name in ("started_using", "prev_brand", "prev_state", "recent_state"):
            answers[f"{table}.{name}"], marks[f"{table}.{name}"] = "不详", "unknown"
    return answers, marks


@pytest.mark.parametrize("step", [step for step in FORMS if step != Step.REGISTER])
def test_a_form_asks_all_that_its_step_takes(pages: tuple[CasePage, ...], step: Step) -> None:
    """Every field of the step is asked once; product lines by their own fields.

    Which of several agreements is filed goes without saying where there is one.
    """
    sheet = sheet_of(step, next(p for p in pages if step in steps_from(p.case.complaint.state)))
    paths = [question.path for question in sheet.questions()]
    asked = {q.name for q in sheet.questions() if not q.table.startswith("product_line.")}
    asked |= {"evidence"} if sheet.evidence else set()
    asked |= {"agreement"} if step == Step.FILE_ORIGINAL else set()
    assert len(paths) == len(set(paths))
    assert asked == set(FORMS[step].names()) - {"product_line"}
    if "product_line" in FORMS[step].names():
        assert any(path.startswith("product_line.") for path in paths)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("return_refund", {"freight_by", "payee"}),
        ("exchange", {"freight_by", "consignee"}),
        ("cash", {"payee"}),
        ("discount", set()),
    ],
)
def test_an_agreement_asks_where_goods_and_money_go(
    pages: tuple[CasePage, ...], kind: str, asked: set[str]
) -> None:
    """At 出具 who pays for the way is compulsory where goods travel, whom they go to where they are sent.

    Who is paid is where money goes to him, not where a price is lowered.
    """
    page = next(p for p in pages if any(row.items for row in p.case.agreements))
    rows = tuple(
        replace(row, items=tuple(replace(one, kind=kind) for one in row.items))
        for row in page.case.agreements
    )
    sheet = sheet_of(Step.ISSUE_AGREEMENT, replace(page, case=replace(page.case, agreements=rows)))
    compulsory = {question.name for question in sheet.questions() if question.required}
    assert compulsory & {"freight_by", "consignee", "payee"} == asked


@pytest.mark.parametrize("step", [step for step in FORMS if step != Step.REGISTER])
def test_a_form_that_nobody_touched_says_nothing_but_what_it_proposed(
    pages: tuple[CasePage, ...], step: Step
) -> None:
    """What stands in the fields already is not sent again as if it were new."""
    for page in (page for page in pages if step in steps_from(page.case.complaint.state)):
        sheet = sheet_of(step, page)
        marks = {question.path: question.mark for question in sheet.questions() if question.mark}
        proposed = {question.name for question in sheet.questions() if question.sent}
        assert set(data_of(sheet, {}, marks)) <= proposed


def test_reopening_an_old_case_asks_what_was_never_said(pages: tuple[CasePage, ...]) -> None:
    """An import that ended unaccepted is asked why, and what 接收 asks: what is missing stands open."""
    page = next(p for p in pages if p.case.complaint.state == State.CLOSED)
    old = replace(page.case.complaint, recorder_signed_at=None, channel=None, reason=())
    sheet = sheet_of(Step.REOPEN, replace(page, case=replace(page.case, complaint=old)))
    marked = {question.path for question in sheet.first if question.required}
    assert marked == {"reopen_reason", "complaint.channel", "complaint.reason"}


def test_what_a_proposal_lacks_is_told_at_fields_that_are_marked(enter: Enter) -> None:
    """Each refused field of an empty proposal is asked, and marked compulsory."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    shown, presenter = begun(enter(page.case.complaint.owner or ""), Step.PROPOSE, page)
    presenter.submit({}, {})
    (error,) = shown.refused
    assert isinstance(error, BadInput)
    assert shown.sheet is not None
    marked = {question.path for question in shown.sheet.questions() if question.required}
    wanted = {str(problem.facts["field"]) for problem in error.problems}
    assert wanted - {"proposal.remedies"} <= marked
    assert "remedies" in marked


def test_a_proposal_goes_to_whom_the_form_named(enter: Enter) -> None:
    """What the form said while typing is what comes of it."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    app = enter(page.case.complaint.owner or "")
    shown, presenter = begun(app, Step.PROPOSE, page)
    answers, marks = proposal_of(page)
    presenter.weigh([{**GOODS, "qty": "30"}])
    assert shown.weighed is not None
    assert (shown.weighed.ours, shown.weighed.within) == (30 * 22800, False)
    approvers = shown.weighed.approvers
    answers["remedies"] = ({**GOODS, "qty": "30", "due": "2099-01-01"},)
    presenter.submit(answers, marks)
    assert (shown.refused, shown.taken) == ([], [Step.PROPOSE])
    case = app.ask(read_case, page.case.complaint.case_no)
    assert tuple(link.approver for link in case.approvals if link.decision is None) == approvers
    assert case.proposals[-1].authority_value == 30 * 22800


def test_a_trifle_is_decided_with_the_same_form(enter: Enter) -> None:
    """Within the service's limit the form says so, and the other button decides at once."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    app = enter(page.case.complaint.owner or "")
    shown, presenter = begun(app, Step.PROPOSE, page)
    answers, marks = proposal_of(page)
    small = {**GOODS, "qty": "1", "unit_value": "58.00", "due": "2099-01-01"}
    presenter.weigh([small])
    assert shown.weighed is not None
    assert shown.weighed.within
    presenter.instead(Step.DECIDE)
    presenter.submit({**answers, "remedies": (small,)}, marks)
    assert shown.taken == [Step.DECIDE]
    assert app.ask(read_case, page.case.complaint.case_no).complaint.state == State.APPROVED


def test_half_typed_rows_count_once_they_can_be_read(enter: Enter) -> None:
    """A row without a number yet, or with letters for one, is left out of the sum, not an error."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    shown, presenter = begun(enter("service1"), Step.PROPOSE, page)
    cash = {"kind": "cash", "amount": "80.50", "due": "+"}
    presenter.weigh([{"kind": "goods", "qty": "三"}, cash, {"kind": "gift"}, {"amount": "5"}])
    assert shown.weighed is not None
    assert (shown.weighed.total, shown.weighed.ours) == (8050, 8050)


def test_what_is_unknown_in_a_product_line_is_said_in_the_line(read: App) -> None:
    """Rows say 不详 in place of a value, the records beside them under na."""
    page = page_of(read, State.INVESTIGATING)
    sheet = sheet_of(Step.PROPOSE, page)
    answers = {"product_line.1.prev_brand": "不详", "complaint.occurred_on": "不详"}
    marks = {"product_line.1.prev_brand": "unknown", "complaint.occurred_on": "unknown"}
    assert data_of(sheet, answers, marks) == {
        "product_line": [{"no": 1, "prev_brand": "不详"}],
        "na": {"occurred_on": "unknown"},
    }


def test_a_file_is_attached_with_its_bytes(enter: Enter, tmp_path: Path) -> None:
    """The chosen file joins the case; one that cannot be read is told at the file."""
    app = enter("service1")
    page = page_of(app, State.INVESTIGATING)
    shown, presenter = begun(app, Step.ATTACH, page)
    said: dict[str, Told] = {
        "attachment.name": "油样.txt",
        "attachment.kind": "photo",
        "attachment.from_whom": "customer",
    }
    presenter.attach(tmp_path / "gone.txt")
    presenter.submit(said, {})
    assert [error.code for error in shown.refused] == ["empty_attachment"]
    file = tmp_path / "油样.txt"
    file.write_bytes(b"photo")
    presenter.attach(file)
    presenter.submit(said, {})
    kept = app.ask(read_case, page.case.complaint.case_no).attachments[-1]
    assert (kept.name, kept.size) == ("油样.txt", 5)


def test_only_what_was_changed_is_amended(enter: Enter) -> None:
    """An amendment changes the field that was typed and leaves its neighbours alone."""
    app = enter("service1")
    page = page_of(app, State.INVESTIGATING)
    app = enter(page.case.complaint.owner or "")
    shown, presenter = begun(app, Step.AMEND, page)
    presenter.submit({"customer.region": "闽侯北", "reason": "客户更正"}, {})
    assert (shown.refused, shown.taken) == ([], [Step.AMEND])
    case = app.ask(read_case, page.case.complaint.case_no)
    assert case.customer.region == "闽侯北"
    assert case.customer.phones == page.case.customer.phones
    assert case.complaint.demands == page.case.complaint.demands


def test_what_turns_out_to_be_unknown_is_no_longer_kept(enter: Enter) -> None:
    """不详 over a value takes the value away; 不详 taken off a field that stays empty takes the mark away."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    app, number = enter(page.case.complaint.owner or ""), page.case.complaint.case_no
    assert page.case.customer.address
    shown, presenter = begun(app, Step.AMEND, page)
    presenter.submit({"customer.address": "不详"}, {"customer.address": "unknown"})
    customer = app.ask(read_case, number).customer
    assert (shown.refused, customer.address, customer.na["address"]) == ([], None, "unknown")
    shown, presenter = begun(app, Step.AMEND, app.ask(case_page, number))
    presenter.submit({"customer.address": ""}, {})
    customer = app.ask(read_case, number).customer
    assert (shown.refused, customer.address) == ([], None)
    assert "address" not in customer.na


def test_in_a_product_line_too_the_mark_goes_that_was_taken_off(enter: Enter) -> None:
    """不详 said of a line's field, then emptied: nothing is said of it any more."""
    page = page_of(enter("service1"), State.INVESTIGATING)
    app, number = enter(page.case.complaint.owner or ""), page.case.complaint.case_no
    path = f"product_line.{page.case.product_lines[0].no}.prev_brand"
    _, presenter = begun(app, Step.AMEND, page)
    presenter.submit({path: "不详"}, {path: "unknown"})
    assert app.ask(read_case, number).product_lines[0].na["prev_brand"] == "unknown"
    _, presenter = begun(app, Step.AMEND, app.ask(case_page, number))
    presenter.submit({path: ""}, {})
    assert "prev_brand" not in app.ask(read_case, number).product_lines[0].na


def test_two_people_of_one_name_are_told_apart(pages: tuple[CasePage, ...]) -> None:
    """Where a decision is handed on, the login stands beside a name that two have."""
    page, spec = pages[0], specs(Extra)["person"]
    staff = tuple(replace(p, name="王伟") if p.login in {"lead1", "lead2"} else p for p in page.office.staff)
    offered = choices(Step.ADD_APPROVER, "", spec, replace(page, office=replace(page.office, staff=staff)))
    told = {choice.code: (choice.text, choice.aside) for choice in offered}
    assert (told["lead1"], told["lead2"]) == (("王伟", "lead1"), ("王伟", "lead2"))
    assert not told["boss"][1]
