"""代录口头批准 in one form: who, when, by what means, and the screenshot; one transaction or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from aftersales.domain.codes import ApprovalDecision, State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.attaching import NewFile, attach_all
from tests.presenters.casework.showing import page_of
from tests.presenters.held import Held
from tests.ui.casework.conftest import Enter, Made
from tests.ui.files.made import picture
from ui.presenters.runner import Lane
from ui.views.case import CaseView

PHOTO = {"name": "外观.jpg", "kind": "photo", "from_whom": "customer"}


@pytest.fixture
def office() -> Held:
    """It answers at once, until something is held."""
    return Held()


@pytest.fixture
def page(enter: Enter, shown: Made, office: Held) -> tuple[CaseView, App, str]:
    """The form before service: a case that waits for lead1, small enough, without a file."""
    admin = enter("admin")
    found = (page_of(admin, State.PROPOSED, at=at).case for at in range(12))
    small = next(
        case
        for case in found
        if not case.attachments
        and case.complaint.severity == "general"
        and case.proposals[-1].authority_value <= 100_000
    )
    app = enter("service1")
    made, _ = shown(app, lambda room: CaseView(replace(room, runner=office)))
    view = cast("CaseView", made)
    view.open(small.complaint.case_no)
    view.presenter.begin(Step.APPROVE_BY_WORD)
    QApplication.processEvents()
    return view, app, small.complaint.case_no


def fill(view: CaseView) -> None:
    """Who said yes, and how; when stands there already."""
    view.form.fields["person"].widget.choose("lead1")  # type: ignore[attr-defined]
    view.form.fields["approval.by_word_means"].widget.choose("wechat")  # type: ignore[attr-defined]


def paste(view: CaseView) -> None:
    """A screenshot of the chat comes from the clipboard."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    mime = QMimeData()
    mime.setImageData(picture)
    assert view.form.evidence is not None
    assert view.form.evidence.files.incoming.take(mime)


def test_the_screenshot_comes_with_the_approval(page: tuple[CaseView, App, str]) -> None:
    """The file is the case's and the approval's evidence, both by one press; the moment is proposed."""
    view, app, number = page
    assert view.form.fields["approval.by_word_at"].editor.words()
    fill(view)
    paste(view)
    view.form.send()
    assert view.pile.currentWidget() is not view.form, view.form.refused.text()
    case = app.ask(read_case, number)
    assert case.complaint.state == State.APPROVED
    row = case.approvals[-1]
    assert (row.decision, row.approver, row.evidence) == (ApprovalDecision.BY_WORD, "lead1", 1)
    assert [(one.no, one.kind, one.from_whom) for one in case.attachments] == [(1, "photo", "office")]


def test_without_evidence_it_is_asked_for_beside_its_field(page: tuple[CaseView, App, str]) -> None:
    """What is missing is told at the field of files, and nothing is written."""
    view, app, number = page
    fill(view)
    view.form.send()
    assert view.form.evidence is not None
    assert view.form.evidence.field.note()
    assert app.ask(read_case, number).complaint.state == State.PROPOSED


def test_a_refusal_keeps_no_file(page: tuple[CaseView, App, str]) -> None:
    """The moment lies ahead: the step is refused, and the screenshot is not the case's either."""
    view, app, number = page
    fill(view)
    paste(view)
    view.form.fields["approval.by_word_at"].editor.show_words("2099-01-01 09:00")
    view.form.send()
    assert view.form.fields["approval.by_word_at"].note()
    case = app.ask(read_case, number)
    assert (case.complaint.state, case.attachments) == (State.PROPOSED, ())
    assert view.form.evidence is not None
    assert len(view.form.evidence.input.files()) == 1


def test_what_is_sent_at_once_waits_for_the_screenshot(page: tuple[CaseView, App, str], office: Held) -> None:
    """Ctrl+V and Ctrl+Enter right behind it: the step is taken when the picture is there, and with it."""
    view, app, number = page
    fill(view)
    office.held = {Lane.PAGES}
    paste(view)
    QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert app.ask(read_case, number).complaint.state == State.PROPOSED
    assert view.form.evidence is not None
    assert view.form.evidence.field.note() == "正在处理照片"
    office.let_go()
    assert view.pile.currentWidget() is not view.form, view.form.refused.text()
    assert app.ask(read_case, number).approvals[-1].evidence == 1


def test_what_waits_for_its_screenshot_is_not_sent_when_it_is_put_away(
    page: tuple[CaseView, App, str], office: Held
) -> None:
    """Esc takes back what was sent too early."""
    view, app, number = page
    fill(view)
    office.held = {Lane.PAGES}
    paste(view)
    QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    assert view.pile.currentWidget() is not view.form
    office.let_go()
    assert app.ask(read_case, number).complaint.state == State.PROPOSED


def corrected_while_others(view: CaseView, other: App, number: str) -> str:
    """A moment to come is refused while another joins a file; the proposed one stands there again."""
    fill(view)
    paste(view)
    moment = view.form.fields["approval.by_word_at"].editor
    proposed = moment.words()
    moment.show_words("2099-01-01 09:00")
    other.do(attach_all, number, [NewFile(data=PHOTO, content=picture(300, 200))])
    view.form.send()
    assert view.form.fields["approval.by_word_at"].note()
    view.form.fields["approval.by_word_at"].editor.show_words(proposed)
    return proposed


def test_the_screenshot_stays_when_others_joined_a_file(
    page: tuple[CaseView, App, str], enter: Enter
) -> None:
    """The form asks otherwise then, for there is a file to choose; the refusal leaves what was pasted."""
    view, app, number = page
    corrected_while_others(view, enter("service2"), number)
    view.form.send()
    assert view.pile.currentWidget() is not view.form, view.form.refused.text()
    assert app.ask(read_case, number).approvals[-1].evidence == 2


def test_the_proposed_moment_is_nobodys_change(page: tuple[CaseView, App, str], enter: Enter) -> None:
    """Five minutes later somebody joins a file: the moment stays, typed over or not, and nothing is asked."""
    view, app, number = page
    assert view.presenter.look is not None
    opened = view.presenter.look.page
    view.form.presenter.begin(
        Step.APPROVE_BY_WORD, replace(opened, now=opened.now - timedelta(minutes=5)), {}
    )
    proposed = corrected_while_others(view, enter("service2"), number)
    enter("service2").do(attach_all, number, [NewFile(data=PHOTO, content=picture(300, 201))])
    view.form.send()
    assert view.pile.currentWidget() is not view.form, view.form.refused.text()
    said = app.ask(read_case, number).approvals[-1].by_word_at
    assert said is not None
    assert f"{said.astimezone(view.presenter.look.page.office.zone):%Y-%m-%d %H:%M}" == proposed


def test_another_form_takes_no_files(page: tuple[CaseView, App, str]) -> None:
    """The next form on the page is not listening for pictures any more."""
    view, _, _ = page
    view.form.leave()
    view.presenter.begin(Step.CONTACT)
    assert view.form.evidence is None
    assert not view.form.acceptDrops()
