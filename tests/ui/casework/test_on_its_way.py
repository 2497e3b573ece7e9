"""A person goes on while a step is on its way: its answer leaves what he does meanwhile alone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import lines, page_of
from tests.presenters.held import Held
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.rooms import Remembering, answered
from tests.ui.conftest import Type
from tests.ui.files.made import picture
from ui.presenters.runner import Lane
from ui.views.case import CaseView
from ui.views.room import Room

SAID = {"channel": "phone", "direction": "incoming", "purpose": "chased", "content": "客户来催"}
CONTENT = "contact.content"


class Window:
    """One page of cases before the owner of two of them, at an office that may be slow."""

    def __init__(self, enter: Enter, shown: Made, state: str = State.INVESTIGATING) -> None:
        admin = enter("admin")
        rows = lines(admin, state)
        owner = next(row.owner for row in rows if sum(row.owner == other.owner for other in rows) > 1)
        self.first, self.second = [row.case_no for row in rows if row.owner == owner][:2]
        self.app: App = enter(owner or "service1")
        self.office = Held()
        made, self.frame = cast("tuple[CaseView, Remembering]", shown(self.app, self._view))
        self.view = made
        self.view.open(self.first)
        QApplication.processEvents()

    def _view(self, room: Room) -> CaseView:
        return CaseView(replace(room, runner=self.office))

    @property
    def asks(self) -> bool:
        """Whether a form is open."""
        return self.view.pile.currentWidget() is self.view.form

    def case(self, number: str) -> Case:
        """As it stands at the office."""
        return self.app.ask(read_case, number)

    def contact(self, words: str) -> None:
        """The form of a contact, filled."""
        self.view.beside[Step.CONTACT].click()
        fields = self.view.form.fields
        for name, value in {**SAID, "content": words}.items():
            editor = fields[f"contact.{name}"].widget
            (editor.show_words if name == "content" else editor.choose)(value)  # type: ignore[attr-defined]

    def send(self) -> None:
        """Ctrl+Enter, and the office does not answer yet."""
        self.office.held = set(Lane)
        QTest.keyClick(self.view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.office.held = set()

    def words(self, path: str) -> str:
        """What stands in a field of the form."""
        return self.view.form.fields[path].editor.words()

    def kept(self) -> set[str]:
        """The steps of which something half written lies on this computer."""
        return {draft.form for draft in self.view.keeper.drafts.all()}


@pytest.fixture
def window(enter: Enter, shown: Made) -> Window:
    """With cases that are looked into."""
    return Window(enter, shown)


@pytest.fixture
def fresh(enter: Enter, shown: Made) -> Window:
    """With cases that nobody accepted yet."""
    return Window(enter, shown, State.REGISTERED)


def test_the_form_of_the_next_case_stays(window: Window, type_text: Type) -> None:
    """A contact of one case comes through while another's form is filled in: a toast names its case."""
    window.contact("第一个客户")
    window.send()
    window.view.open(window.second)
    QTest.keyClick(window.view, Qt.Key.Key_A)
    type_text(window.view.form.fields["finding.basis"].widget, "封口不严")
    window.view.keeper.keep()
    window.office.let_go()
    assert window.asks
    assert window.words("finding.basis") == "封口不严"
    assert Step.PROPOSE in window.kept()
    assert window.frame.said[-1].startswith(f"{window.first} 已办")
    assert window.case(window.first).contacts[-1].content == "第一个客户"


def test_what_was_meant_for_one_case_never_comes_to_another(window: Window, enter: Enter) -> None:
    """Somebody was faster at the first case: its words are not taken over into the second, nor sent there."""
    window.contact("第一个客户")
    window.send()
    enter("service1").do(take, Step.CONTACT, window.first, SAID | {"counterpart": "王先生"})
    before = window.case(window.second).contacts
    window.view.open(window.second)
    window.contact("第二个客户")
    window.office.let_go()
    assert window.case(window.second).contacts == before
    assert window.asks
    assert window.words(CONTENT) == "第二个客户"
    assert window.frame.said[-1].startswith(window.first)
    assert window.view.form.submit.isEnabled()


def test_a_file_is_attached_to_the_case_of_its_form(window: Window, tmp_path: Path) -> None:
    """Its bytes are read while the next case's form opens: they are the first case's."""
    file = tmp_path / "油样.txt"
    file.write_bytes(b"sample")
    window.view.presenter.begin(Step.ATTACH)
    window.view.form.choose_file(file)
    window.view.form.fields["attachment.kind"].widget.choose("photo")  # type: ignore[attr-defined]
    window.view.form.fields["attachment.from_whom"].widget.choose("customer")  # type: ignore[attr-defined]
    window.send()
    before = window.case(window.second)
    window.view.open(window.second)
    window.contact("第二个客户")
    window.office.let_go()
    assert window.case(window.first).attachments[-1].name == "油样.txt"
    assert window.case(window.second) == before
    assert window.asks


def test_accepting_leaves_a_form_alone_that_was_opened_meanwhile(fresh: Window) -> None:
    """接收 by its key, and at once the contact form: it stays with what stands in it."""
    fresh.office.held = set(Lane)
    QTest.keyClick(fresh.view, Qt.Key.Key_A)
    fresh.office.held = set()
    fresh.contact("接着打电话")
    fresh.office.let_go()
    assert fresh.case(fresh.first).complaint.state == State.INVESTIGATING
    assert fresh.asks
    assert fresh.words(CONTENT) == "接着打电话"
    assert fresh.frame.said[-1].startswith(fresh.first)


def test_the_note_waits_while_a_form_is_open(window: Window, type_text: Type) -> None:
    """Enter in 记一笔 opens nothing over a half filled form; the note is there when it is put away."""
    type_text(window.view.note, "还要回电")
    QTest.keyClick(window.view, Qt.Key.Key_A)
    type_text(window.view.form.fields["finding.basis"].widget, "封口不严")
    assert not window.view.note.isEnabled()
    QTest.keyClick(window.view.note, Qt.Key.Key_Return)
    assert window.words("finding.basis") == "封口不严"
    answered(verb=True)
    QTest.keyClick(window.view.form, Qt.Key.Key_Escape)
    assert window.view.note.isEnabled()
    assert window.view.note.words() == "还要回电"


def test_a_note_stays_when_another_step_is_taken(fresh: Window, type_text: Type) -> None:
    """Only a contact uses it up; it belongs to its case."""
    type_text(fresh.view.note, "还要回电")
    fresh.view.likely.click()
    assert fresh.case(fresh.first).complaint.state == State.INVESTIGATING
    assert fresh.view.note.words() == "还要回电"
    fresh.view.open(fresh.second)
    assert fresh.view.note.words() == ""
    fresh.view.open(fresh.first)
    QTest.keyClick(fresh.view.note, Qt.Key.Key_Return)
    assert fresh.words(CONTENT) == "还要回电"


def test_another_case_is_opened_over_a_half_filled_form_only_on_purpose(
    window: Window, type_text: Type
) -> None:
    """A bell or a toast opens the next case: whoever goes on filling in stays where he is."""
    QTest.keyClick(window.view, Qt.Key.Key_A)
    type_text(window.view.form.fields["finding.basis"].widget, "封口不严")
    answered(verb=False)
    window.view.open(window.second)
    assert window.asks
    assert window.words("finding.basis") == "封口不严"
    assert window.view.number.text() == window.first
    answered(verb=True)
    window.view.open(window.second)
    assert not window.asks
    assert window.view.number.text() == window.second


def test_of_a_case_that_ended_meanwhile_it_is_told_how_to_go_on(
    window: Window, type_text: Type, enter: Enter
) -> None:
    """The customer withdrew as the proposal was typed: no step before it helps, opening it again does."""
    QTest.keyClick(window.view, Qt.Key.Key_A)
    type_text(window.view.form.fields["finding.basis"].widget, "封口不严")
    enter("service1").do(take, Step.WITHDRAW, window.first, {"reason": "误会", "means": "电话"})
    window.view.form.send()
    said = window.view.form.refused.text()
    assert "请由售后或领导先“重新打开”" in said
    assert "前面的步骤" not in said
    assert window.words("finding.basis") == "封口不严"


def test_photos_come_to_the_case_onto_which_they_were_dropped(window: Window, tmp_path: Path) -> None:
    """Another case is opened while they are made small; from whom they are was said before, too."""
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(picture(300, 200))
    before = window.case(window.second)
    window.office.held = set(Lane)
    window.view.files.take([photo])
    window.office.held = set()
    window.view.open(window.second)
    window.view.files.whose.choose("office")
    window.office.let_go()
    row = window.case(window.first).attachments[-1]
    assert (row.name, row.from_whom) == ("照片.jpg", "customer")
    assert window.case(window.second) == before
    assert window.frame.said[-1].startswith(window.first)


def test_what_is_refused_of_photos_is_said_of_their_case(window: Window, tmp_path: Path) -> None:
    """It does not stand beside the files of the case that is in sight by then."""
    window.office.held = set(Lane)
    window.view.files.take([tmp_path / "不在.jpg"])
    window.office.held = set()
    window.view.open(window.second)
    window.office.let_go()
    assert window.view.files.note.text() == ""
    assert window.frame.said[-1].startswith(window.first)
    assert "不在.jpg" in window.frame.said[-1]


def test_a_screenshot_for_a_form_that_is_gone_is_let_go(enter: Enter, shown: Made) -> None:
    """It is still made small when its form was put away and another asks."""
    office = Held()
    number = page_of(enter("admin"), State.PROPOSED).case.complaint.case_no
    made, _ = shown(enter("service1"), partial(_at, office))
    view = cast("CaseView", made)
    view.open(number)
    view.presenter.begin(Step.APPROVE_BY_WORD)
    evidence = view.form.evidence
    assert evidence is not None
    office.held = set(Lane)
    assert evidence.files.incoming.take(_screenshot())
    office.held = set()
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    view.presenter.begin(Step.CONTACT)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    office.let_go()
    assert view.pile.currentWidget() is view.form


def _at(office: Held, room: Room) -> CaseView:
    return CaseView(replace(room, runner=office))


def _screenshot() -> QMimeData:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(7)
    mime = QMimeData()
    mime.setImageData(image)
    return mime
