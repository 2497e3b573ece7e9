"""The two tables of the remedies: what stands beneath a remedy is that remedy's, wherever blank rows are."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.policy import submitted
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import page_of
from tests.ui.casework.conftest import Enter, Made
from tests.ui.conftest import Type
from ui.views.case import CaseView, make
from ui.views.casework.editors import show
from ui.widgets.fields.choice import ComboInput

DUE = "2099-01-01"
CASH = {"kind": "cash", "amount": "300.00", "due": DUE}
GOODS = {"kind": "goods", "product": "机油", "qty": "2", "unit": "桶", "unit_value": "100.00", "due": DUE}
MARKED = {**GOODS, "mark_text": "请轻放", "department": "production", "share_department": "50.00"}


@pytest.fixture
def page(enter: Enter, shown: Made) -> tuple[CaseView, App, str]:
    """报批 for the second time: first cash, then goods with a mark that a department bears in part."""
    case = page_of(enter("admin"), State.PROPOSED).case
    proposal, number = submitted(case), case.complaint.case_no
    assert proposal is not None
    app = enter(proposal.applicant or "")
    said = {"opinion": "再报", "decision": proposal.decision, "remedies": [CASH, MARKED]}
    for step, data in (
        (Step.RECALL, {"reason": "改"}),
        (Step.PROPOSE, said),
        (Step.RECALL, {"reason": "改"}),
    ):
        app.do(take, step, number, data)
    made, _ = shown(app, make)
    view = cast("CaseView", made)
    view.open(number)
    view.presenter.begin(Step.PROPOSE)
    QApplication.processEvents()
    return view, app, number


def proposed(page: tuple[CaseView, App, str]) -> tuple[Remedy, ...]:
    """The form is sent; the rows that are submitted now."""
    view, app, number = page
    show(view.form.fields["proposal.decision"].widget, "support")
    show(view.form.fields["proposal.opinion"].widget, "又报")
    view.form.send()
    case = app.ask(read_case, number)
    proposal = submitted(case)
    assert proposal is not None, view.form.refused.text()
    return tuple(row for row in case.remedies if row.proposal == proposal.no)


def test_proposed_again_as_it_was(page: tuple[CaseView, App, str]) -> None:
    """The mark and the department's share stay with the goods: the cash above them has none."""
    cash, goods = proposed(page)
    assert (cash.mark_text, cash.share_department, cash.share_company) == (None, None, 30000)
    assert (goods.mark_text, goods.share_department, goods.share_company) == ("请轻放", 5000, 15000)


def test_a_remedy_that_is_emptied_moves_nothing(page: tuple[CaseView, App, str]) -> None:
    """The row of cash is emptied: what is left is the goods with its mark."""
    table = page[0].form.tables["remedies"]
    for name in ("kind", "amount", "share_customer", "due"):
        cell = table.cells(name)[0]
        if isinstance(cell, ComboInput):
            cell.choose("")
        else:
            cell.show_words("")
    (goods,) = proposed(page)
    assert (goods.kind, goods.mark_text) == ("goods", "请轻放")


def test_a_mark_for_the_row_that_comes_new(page: tuple[CaseView, App, str], type_text: Type) -> None:
    """As soon as a third remedy is typed it has its row beneath, though the others need none there."""
    tables = page[0].form.tables
    upper, lower = tables["remedies"], tables["remedies.more"]
    kind = upper.cells("kind")[2]
    assert isinstance(kind, ComboInput)
    kind.choose("goods")
    for name in ("product", "qty", "unit_value", "due"):
        type_text(upper.cells(name)[2], str(GOODS[name]))
    unit = upper.cells("unit")[2]
    assert isinstance(unit, ComboInput)
    unit.choose("barrel")
    type_text(lower.cells("mark_text")[2], "加急")
    assert [row.mark_text for row in proposed(page)] == [None, "请轻放", "加急"]


def test_a_first_proposal_marks_its_second_remedy(enter: Enter, shown: Made, type_text: Type) -> None:
    """Typed for the first time: the second remedy has its row beneath at once, the first one's is blank."""
    case = page_of(enter("admin"), State.INVESTIGATING).case
    made, _ = shown(enter(case.complaint.owner or ""), make)
    view = cast("CaseView", made)
    view.open(case.complaint.case_no)
    view.presenter.begin(Step.PROPOSE)
    upper, lower = (view.form.tables[name] for name in ("remedies", "remedies.more"))
    type_text(upper.cells("amount")[0], "5")
    type_text(upper.cells("amount")[1], "7")
    type_text(lower.cells("mark_text")[1], "加急")
    kept = view.keeper.values()
    view.presenter.begin(Step.PROPOSE)
    view.keeper._fill(kept)
    upper, lower = (view.form.tables[name] for name in ("remedies", "remedies.more"))
    assert [cell.words() for cell in lower.cells("mark_text")] == ["", "加急", ""]
    assert len(upper.cells("amount")) == 3


def test_a_drawing_goes_with_the_mark(page: tuple[CaseView, App, str], shown: Made, type_text: Type) -> None:
    """图稿 is chosen of the case's files, 酌情理由 typed; both stay when it is proposed once more."""
    _, app, number = page
    told = {"name": "标识.pdf", "kind": "其他", "from_whom": "客户"}
    file = app.do(take, Step.ATTACH, number, told, content=b"a drawing").attachments[-1].no
    for again in (False, True):
        view = cast("CaseView", shown(app, make)[0])
        view.open(number)
        view.presenter.begin(Step.PROPOSE)
        QApplication.processEvents()
        lower = view.form.tables["remedies.more"]
        if not again:
            drawing = lower.cells("artwork")[1]
            assert isinstance(drawing, ComboInput)
            drawing.choose(str(file))
            type_text(lower.cells("discretionary_reason")[1], "老客户")
        cash, goods = proposed((view, app, number))
        assert (cash.artwork, goods.artwork, goods.discretionary_reason) == (None, file, "老客户")
        if not again:
            app.do(take, Step.RECALL, number, {"reason": "改"})
