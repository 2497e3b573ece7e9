"""The page of a case in a real window: what stands on it, its buttons, its form beside the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from aftersales.domain.codes import State
from aftersales.domain.fields import Kind, Part, specs
from aftersales.domain.forms import FORMS
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.documents.letters.test_every_paper import TEXTS, told_with
from tests.presenters.call_desk import LONG
from tests.presenters.casework.showing import lines, page_of
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.rooms import EIGHTY, Remembering, of_budget, offered
from tests.ui.conftest import Type
from tests.usecases.houses import House
from ui.presenters.case import look_of, standing
from ui.views.case import CaseView, make
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.sections import Facts
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme
from ui.widgets.words import Prose

HOSTILE = "<img src=x onerror=1> A&B <b>粗</b>"


def opened(enter: Enter, shown: Made, login: str, case_no: str) -> tuple[CaseView, Remembering]:
    """The page with this case on it."""
    page, frame = shown(enter(login), make)
    view = cast("CaseView", page)
    view.open(case_no)
    QApplication.processEvents()
    return view, frame


def owned(enter: Enter, state: str) -> tuple[str, str]:
    """The owner and the number of a case in this state."""
    complaint = page_of(enter("admin"), state).case.complaint
    return complaint.owner or "", complaint.case_no


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_case_has_its_page(enter: Enter, shown: Made, scheme: Scheme) -> None:
    """Whatever state a case is in, its page shows number, state and timeline, in light and dark."""
    theme().put_on(cast("QApplication", QApplication.instance()), scheme)
    view, _ = opened(enter, shown, "service1", lines(enter("admin"))[0].case_no)
    for line in lines(enter("admin")):
        view.open(line.case_no)
        view.grab()
        assert view.number.text() == line.case_no
        assert view.timeline.entries()
        assert len(view.stepper.stations()) == 9


def test_a_case_on_hold_says_until_when(enter: Enter, shown: Made) -> None:
    """The day stands at its head; after 恢复 it is gone."""
    owner, number = owned(enter, State.INVESTIGATING)
    app = enter(owner)
    app.do(take, Step.HOLD, number, {"hold_reason": "等样品", "hold_until": "2099-01-01"})
    view, _ = opened(enter, shown, owner, number)
    assert "挂起至 2099-01-01" in view.round.text()
    app.do(take, Step.RESUME, number, {})
    view.refresh()
    assert "挂起" not in view.round.text()


def test_what_an_authority_wrote_stands_in_the_registration(enter: Enter, shown: Made) -> None:
    """Its number and until when it wants to hear, and whom the case is about, are read where one looks."""
    owner, number = owned(enter, State.INVESTIGATING)
    told = {"authority_due_at": "2099-01-01", "external_no": "ZB-0815", "about_staff": ["store1"]}
    enter(owner).do(take, Step.AMEND, number, told)
    view, _ = opened(enter, shown, owner, number)
    view.sections["registration"].open()
    facts = dict(fact for part in view.findChildren(Facts) for fact in part.facts())
    assert facts["外部单号"] == "ZB-0815"
    assert "2099" in facts["要求回复期限"]
    assert facts["被投诉人员"] not in ("", "store1")


def test_a_step_that_is_not_possible_says_why(enter: Enter, shown: Made) -> None:
    """The menu holds every step; what policy refuses is disabled and tells the reason as tooltip."""
    _, number = owned(enter, State.INVESTIGATING)
    view, _ = opened(enter, shown, "store1", number)
    look = view.presenter.look
    assert look is not None
    view.menu.aboutToShow.emit()
    actions = [action for action in view.menu.actions() if action.data()]
    assert {action.data() for action in actions} == {offer.step for offer in look.steps}
    for action in actions:
        assert action.isEnabled() == (not action.toolTip() or action.toolTip() == action.text())
    propose = next(action for action in actions if action.data() == Step.PROPOSE)
    assert not propose.isEnabled()
    assert "负责人" in propose.toolTip()
    assert not view.likely.isVisible()


def test_one_key_begins_the_likely_step_and_escape_puts_it_away(enter: Enter, shown: Made) -> None:
    """A opens the form with the cursor in its first empty field; Esc shows the sections again."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, _ = opened(enter, shown, owner, number)
    QTest.keyClick(view, Qt.Key.Key_A)
    assert view.pile.currentWidget() is view.form
    focused = QApplication.focusWidget()
    assert focused is not None
    assert view.form.isAncestorOf(focused)
    assert not view.likely.isVisible()
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert view.pile.currentIndex() == 0
    assert view.likely.isVisible()


@pytest.mark.parametrize("step", [step for step in FORMS if step != Step.REGISTER])
def test_every_step_has_a_form_that_can_be_shown(enter: Enter, shown: Made, step: Step) -> None:
    """Each leg and action is drawn with a field or a table for whatever it asks, within the page's width."""
    complaint = page_of(enter("admin"), _state_of(step)).case.complaint
    view, _ = opened(enter, shown, "service1", complaint.case_no)
    look = view.presenter.look
    assert look is not None
    view.show_form(step, look.page, {})
    view.grab()
    body = view.form.area.widget()
    assert body.minimumSizeHint().width() <= view.form.area.viewport().width()
    asked = {question.path for question in view.form._sheet.questions()}
    assert set(view.form.fields) | set(view.form.tables) - {"remedies.more"} == asked


def _state_of(step: str) -> str:
    from aftersales.domain.workflow import PATH

    return next(leg for leg in PATH if leg.step == step).sources[0]


def test_refusals_stand_beside_their_fields(enter: Enter, shown: Made) -> None:
    """An empty proposal marks every missing field at once, and sections with one are opened."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, frame = opened(enter, shown, owner, number)
    QTest.keyClick(view, Qt.Key.Key_A)
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    fields = view.form.fields
    for path in ("finding.founded", "finding.basis", "proposal.decision", "proposal.opinion"):
        assert fields[path].note()
    assert view.form.tables["remedies"].note()
    line = next(path for path in fields if path.endswith(".started_using"))
    assert fields[line].note()
    assert fields[line].isVisible()
    assert frame.said == []


def test_money_is_summed_while_it_is_typed(enter: Enter, shown: Made, type_text: Type) -> None:
    """A row of cash shows its sum, the amount in words, and who must approve it."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, _ = opened(enter, shown, owner, number)
    QTest.keyClick(view, Qt.Key.Key_A)
    table = view.form.tables["remedies"]
    kind, amount = table.cells("kind")[0], table.cells("amount")[0]
    kind.show_words("补偿金")
    type_text(amount, "860")
    assert "¥860.00" in view.form.total.text()
    assert "捌佰陆拾元整" in view.form.total.text()
    assert "林佩珊" in view.form.who.text()


def test_what_service_may_decide_is_decided_by_the_other_button(
    enter: Enter, shown: Made, type_text: Type
) -> None:
    """Within the service's limit the form offers to decide at once; above it only to propose."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, _ = opened(enter, shown, owner, number)
    QTest.keyClick(view, Qt.Key.Key_A)
    table = view.form.tables["remedies"]
    table.cells("kind")[0].show_words("赠品")
    type_text(table.cells("amount")[0], "200")
    assert view.form.instead.isVisible()
    assert view.form.instead.text() == "权限内决定"
    type_text(table.cells("amount")[0], "1")
    assert not view.form.instead.isVisible()


def test_asking_again_leaves_form_and_sections_alone(enter: Enter, shown: Made, type_text: Type) -> None:
    """A refresh behind a form keeps what was typed; a section that a person opened stays open."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, _ = opened(enter, shown, owner, number)
    view.sections["registration"].open()
    view.refresh()
    assert view.sections["registration"].content.isVisible()
    QTest.keyClick(view, Qt.Key.Key_A)
    basis = view.form.fields["finding.basis"]
    type_text(basis.widget, "封口不严")
    view.refresh()
    assert basis.editor.words() == "封口不严"
    assert not view.likely.isVisible()


def test_a_note_becomes_a_contact(enter: Enter, shown: Made, type_text: Type) -> None:
    """What is typed beneath the timeline is logged, once channel and direction are chosen."""
    owner, number = owned(enter, State.INVESTIGATING)
    view, frame = opened(enter, shown, owner, number)
    type_text(view.note, HOSTILE)
    QTest.keyClick(view.note, Qt.Key.Key_Return)
    fields = view.form.fields
    assert fields["contact.content"].editor.words() == HOSTILE
    for path, code in (("contact.direction", "incoming"), ("contact.purpose", "chased")):
        _choose(view, path, code)
    _choose(view, "contact.channel", "phone")
    view.form.submit.click()
    case = enter(owner).ask(read_case, number)
    assert case.contacts[-1].content == HOSTILE
    assert frame.changes == 1
    assert view.timeline.entries()[0].said == HOSTILE


def _choose(view: CaseView, path: str, code: str) -> None:
    editor = view.form.fields[path].widget
    if isinstance(editor, Segmented):
        editor.choose(code)
    else:
        editor.choose(code)  # type: ignore[attr-defined]  # a list that opens


def test_what_people_wrote_is_shown_letter_by_letter(enter: Enter, shown: Made) -> None:
    """No label on the page takes markup, whoever wrote the text."""
    owner, number = owned(enter, State.APPROVED)
    view, _ = opened(enter, shown, owner, number)
    plain = Qt.TextFormat.PlainText
    assert {label.textFormat() for label in view.findChildren(QLabel)} == {plain}


def test_a_gift_near_the_budget_is_told_while_it_is_typed(house: House, shown: Made) -> None:
    """It comes with the amount that is too much, and goes with it; it refuses nothing."""
    view = cast("CaseView", shown(house.app("service1"), make)[0])
    view.open(offered(house))
    QApplication.processEvents()
    view.presenter.begin(Step.PROPOSE)
    table = view.form.tables["remedies"]
    kind, amount = (table.cells(name)[0] for name in ("kind", "amount"))
    assert isinstance(kind, ComboInput)
    kind.choose("gift")
    seen = []
    for yuan in ("3999", "4000", "3"):
        amount.show_words(yuan)
        table.edited.emit()
        seen.append(of_budget(view.form))
    assert seen == [[], [EIGHTY], []]


def test_what_looks_wrong_is_seen_in_the_head(enter: Enter, shown: Made) -> None:
    """Each thing by its name, beneath what the case is; nothing where nothing is odd."""
    row = {"product": "油", "purchased_on": "2026-09-01", "produced_on": "2026-10-01", "qty_bad": "1"}
    odd = enter("clerk1").do(register, {**LONG, "phones": "找老王", "product_line": [row]})
    made, _ = shown(enter("service1"), make)
    view = cast("CaseView", made)
    view.open(odd.complaint.case_no)
    QApplication.processEvents()
    assert view.caution.isVisible()
    assert "“找老王”不像电话号码" in view.caution.text()
    assert "购买日期（2026-09-01）早于" in view.caution.text()
    sound = enter("clerk1").do(register, LONG)
    view.open(sound.complaint.case_no)
    QApplication.processEvents()
    assert not view.caution.isVisible()


def typed(part: Part) -> Iterator[str]:
    """Every text of a record that a person typed and that is no secret."""
    for name, spec in specs(type(part)).items():
        value = getattr(part, name)
        if spec.auto or spec.secret:
            continue
        if spec.kind is Kind.ROWS:
            yield from (text for row in value for text in typed(row))
        elif spec.kind in TEXTS:
            yield from value if spec.kind is Kind.TEXTS else (value,)


def test_nothing_that_was_typed_is_out_of_sight(enter: Enter, shown: Made) -> None:
    """Whatever field a text stands in: a section of its page shows it; agreements have their own page."""
    view, _ = opened(enter, shown, "service1", owned(enter, State.INVESTIGATING)[1])
    assert view.presenter.look is not None
    page = view.presenter.look.page
    _, case = told_with(lambda token: token)
    view.show_case(look_of(replace(page, case=case), "service1"))
    for section in view.sections.values():
        section.open()
    QApplication.processEvents()
    said = [one.text() for kind in (QLabel, Prose) for one in view.findChildren(kind)]
    read = "\n".join(said)
    proposal = standing(case)
    assert proposal is not None
    rows: list[Part] = [case.complaint, case.customer, *case.product_lines, *case.findings, proposal]
    rows += [row for row in case.remedies if row.proposal == proposal.no]
    rows += [
        *case.containments,
        *case.explanations,
        *case.promises,
        *case.rounds,
        *case.notices,
        *case.refunds,
        *(row for row in case.follow_ups if row.at),
    ]
    assert [text for row in rows for text in typed(row) if text not in read] == []


def test_what_nobody_knows_is_said_and_not_left_blank(enter: Enter, shown: Made) -> None:
    """不详 beside what is known, in the table of products and beneath it."""
    row = {"product": "油", "qty_bad": "2", "unit": "barrel", "batch_no": "不详", "started_using": "无"}
    case = enter("clerk1").do(register, {**LONG, "product_line": [row]})
    view, _ = opened(enter, shown, "service1", case.complaint.case_no)
    view.sections["registration"].open()
    QApplication.processEvents()
    said = [one.text() for kind in (QLabel, Prose) for one in view.findChildren(kind)]
    assert {"油", "2 桶", "不详"} <= set(said)
    assert any("开始使用时间：无" in text for text in said)
