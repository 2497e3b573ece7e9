"""What comes late to the departments' slips: the next slip, the last one, a file; none of it hits another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take
from tests.presenters.call_desk import copied
from tests.presenters.full_desk import full_office
from tests.stories.ui.department_room import Desks, scan, selected, slips, state_of
from ui.presenters.runner import Lane
from ui.tasks import Tasks, guard
from ui.views.notices.form import Files
from ui.views.notices.page import NoticesView
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its cases; copy it, never write to it."""
    return full_office(tmp_path_factory)


@pytest.fixture
def desks(qapp: QApplication, office_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desks]:
    """A copy of it with real lanes; asking the core in the window's thread fails."""
    dress(qapp, Scheme.LIGHT)
    bugs: list[BaseException] = []
    tasks = Tasks(refused=bugs.append, bug=bugs.append)
    enter = copied(office_file, tmp_path / "office", "service1").signed_in
    take_off = guard(App, "do", "ask")
    yield Desks(enter, tasks, tmp_path, qtbot)
    take_off()
    tasks.close()
    assert bugs == []


def quiet(desks: Desks) -> None:
    """Until nothing is on its way to a page that goes with its test."""
    desks.wait(lambda: not desks.tasks._waiting)


def gifts_given(desks: Desks) -> list[str]:
    """Two gifts that marketing has given, to be confirmed."""
    market = desks.sits("market1")
    numbers = [slip.number for slip in slips(market)][:2]
    app = desks.enter("market1")
    for number in numbers:
        told = number.rsplit("-", 1)[0], {"notice": number}
        desks.tasks.run(lambda told=told: app.do(take, Step.DONE_NOTICE, *told), lambda _: None)  # type: ignore[misc]
    desks.wait(lambda: [desks.kept(number).state for number in numbers] == [NoticeState.DONE] * 2)
    return numbers


def test_a_double_press_confirms_one_slip(desks: Desks) -> None:
    """The slip that comes next has not been looked at: only a new press confirms it."""
    numbers = gifts_given(desks)
    service = desks.sits("service2")
    scan(desks, service, numbers[0])
    service.double.setInterval(60_000)  # however slow the machine is, the second press belongs to the first
    QTest.keyClick(service, Qt.Key.Key_C)
    desks.wait(lambda: selected(service) == numbers[1])
    QTest.keyClick(service, Qt.Key.Key_C)
    service.panel.buttons[Step.CONFIRM_NOTICE].click()
    assert not service.presenter._busy
    assert desks.kept(numbers[1]).state == NoticeState.DONE
    service.choose(numbers[1])
    QTest.keyClick(service, Qt.Key.Key_C)
    desks.wait(lambda: desks.kept(numbers[1]).state == NoticeState.CONFIRMED)
    quiet(desks)


def test_nothing_stays_open_behind_the_last_slip(desks: Desks) -> None:
    """The last one of its column is confirmed: no verb stands there that would do nothing."""
    service = desks.sits("service2")
    (number,) = service.board.columns["production"].numbers()
    scan(desks, service, number)
    QTest.keyClick(service, Qt.Key.Key_C)
    desks.wait(lambda: state_of(service, number) == "")
    assert service.panel.empty.isVisible()
    assert not any(button.isVisible() for button in service.panel.buttons.values())
    QTest.keyClick(service.window().focusWidget(), Qt.Key.Key_Down)
    desks.wait(lambda: selected(service))
    quiet(desks)


def test_nothing_stays_open_behind_all_that_were_confirmed(desks: Desks) -> None:
    """So too where the slip that is open was one of a whole column."""
    numbers = gifts_given(desks)
    service = desks.sits("service2")
    scan(desks, service, numbers[0])
    service.board.confirm_all.emit("marketing")
    desks.wait(lambda: state_of(service, numbers[0]) == "")
    assert service.panel.empty.isVisible()
    quiet(desks)


def asked(desks: Desks, view: NoticesView, number: str) -> Files:
    """The slip's form of acceptance in its department's place, which takes the signed slip."""
    scan(desks, view, number)
    QTest.keyClick(view, Qt.Key.Key_A)
    desks.wait(lambda: view.panel.asks)
    assert view.panel.form.files is not None
    return view.panel.form.files


def paste(files: Files) -> None:
    """A picture from the chat."""
    photo = QImage(400, 300, QImage.Format.Format_RGB32)
    photo.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(photo)
    QTest.keyClick(files.pick, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def shipped(view: NoticesView) -> list[str]:
    """Slips that wait to be accepted by the warehouse."""
    return [slip.number for slip in slips(view) if slip.notice.kind == NoticeKind.SHIP]


def test_a_file_that_comes_late_goes_to_its_own_slip(desks: Desks) -> None:
    """Pasted into the form of one slip, there when that of another is open: it is no proof of that one."""
    view, slow = desks.sits("service1"), Event()
    first, second = shipped(view)[:2]
    desks.tasks.run(slow.wait, lambda _: None, lane=Lane.FILES)
    paste(asked(desks, view, first))
    QTest.keyClick(view.panel.form, Qt.Key.Key_Escape)
    files = asked(desks, view, second)
    slow.set()
    desks.wait(lambda: any(told.startswith("已附到") for told in desks.frame.said))
    assert not files.numbers()
    assert first in desks.frame.said[-1]
    assert desks.case(first.rsplit("-", 1)[0]).attachments[-1].belongs_to == first
    quiet(desks)


def test_a_file_that_fails_late_is_told_of_its_own_slip(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is gone from the disk when it is read: the form of another slip says nothing of it."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "不在.png"), ""))
    view, slow = desks.sits("service1"), Event()
    first, second = shipped(view)[:2]
    desks.tasks.run(slow.wait, lambda _: None, lane=Lane.FILES)
    asked(desks, view, first).pick.click()
    QTest.keyClick(view.panel.form, Qt.Key.Key_Escape)
    files = asked(desks, view, second)
    told = len(desks.frame.said)
    slow.set()
    desks.wait(lambda: len(desks.frame.said) > told or files.wrong.text() or view.panel.form.refused.text())
    assert desks.frame.said[-1].startswith(f"{first}：")
    assert not files.wrong.text()
    assert not view.panel.form.refused.text()
    quiet(desks)


def test_what_is_sent_at_once_takes_the_picture_along(desks: Desks) -> None:
    """Ctrl+V and Ctrl+Enter right behind it: the verb waits for the picture on its way."""
    view, slow = desks.sits("service1"), Event()
    number = shipped(view)[0]
    desks.tasks.run(slow.wait, lambda _: None, lane=Lane.FILES)
    paste(asked(desks, view, number))
    QTest.keyClick(view.panel.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not view.panel.form.submit.isEnabled()
    slow.set()
    desks.wait(lambda: not view.panel.asks)
    row = desks.kept(number)
    kept = desks.case(number.rsplit("-", 1)[0]).attachments[-1]
    assert (row.state, row.slip, kept.belongs_to) == (NoticeState.ACCEPTED, kept.no, number)
    quiet(desks)


def test_a_form_left_before_its_picture_came_is_not_sent(desks: Desks) -> None:
    """Esc takes back what waited; the form that is opened next can be sent."""
    view, slow = desks.sits("service1"), Event()
    number = shipped(view)[0]
    desks.tasks.run(slow.wait, lambda _: None, lane=Lane.FILES)
    paste(asked(desks, view, number))
    QTest.keyClick(view.panel.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.panel.form, Qt.Key.Key_Escape)
    files = asked(desks, view, number)
    assert view.panel.form.submit.isEnabled()
    slow.set()
    desks.wait(files.numbers)
    assert view.panel.asks
    assert desks.kept(number).state == NoticeState.ISSUED
    quiet(desks)


def test_a_picked_file_becomes_the_slips(
    desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is chosen by its name stands beside the button, as what is pasted does."""
    signed = tmp_path / "签字.png"
    signed.write_bytes(b"signed")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(signed), ""))
    view = desks.sits("service1")
    files = asked(desks, view, shipped(view)[0])
    files.pick.click()
    desks.wait(files.numbers)
    assert files.names.text() == "签字.png"
    quiet(desks)
