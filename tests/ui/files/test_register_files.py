"""Files on the registration page, customers completed by spelling, drafts given up and taken back by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG, AtOnce
from tests.stories.ui.call_room import Desk, Keyboard, registration
from tests.ui.files.made import bomb, picture
from ui import texts
from ui.presenters.filled import asked
from ui.widgets.toast import UNDO_KEY, Toasts


@pytest.fixture
def desk(clerk: App, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The clerk's registration in a window; work is done at once."""
    made = registration(clerk, AtOnce(), tmp_path)
    qtbot.addWidget(made.view)
    return made


def dropped(desk: Desk, *files: Path) -> None:
    """Drop these files on the page."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    assert desk.view.files.incoming.take(mime)


def test_what_is_more_than_a_handful_is_told(desk: Desk, tmp_path: Path) -> None:
    """Of 32 files at once the first 30 are there; which were not added stands beside the field."""
    files = [tmp_path / f"{number:02}.txt" for number in range(1, 33)]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    dropped(desk, *files)
    assert [file.name for file in desk.view.form.files.files()] == [file.name for file in files[:30]]
    assert "“31.txt”起的 2 个没有添加" in desk.view.form.field("photos").note()


def test_photos_wait_with_the_draft_and_come_with_the_case(desk: Desk, clerk: App, tmp_path: Path) -> None:
    """Dropped photos lie beside the draft, come back with it, are attached once it is a case."""
    (tmp_path / "a.jpg").write_bytes(picture(300, 200))
    (tmp_path / "b.jpg").write_bytes(picture(200, 300))
    desk.view.form.show_values(LONG, quick=False)
    dropped(desk, tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "a.jpg")
    assert [file.name for file in desk.view.form.files.files()] == ["a.jpg", "b.jpg"]
    desk.view._keep()
    desk.view.open("")
    assert not desk.view.form.files.files()
    (draft,) = desk.drafts.all()
    desk.view.take_up(draft)
    assert all(tile._picture is not None for tile in desk.view.form.files.strip.tiles)
    desk.view.submit.click()
    (line,) = clerk.ask(case_lines)
    assert [row.name for row in clerk.ask(read_case, line.case_no).attachments] == ["a.jpg", "b.jpg"]


def test_delete_takes_a_photo_away(desk: Desk, tmp_path: Path) -> None:
    """Delete on a thumbnail takes it out of the form; the others stay."""
    for name, wide in (("a.jpg", 300), ("b.jpg", 301)):
        (tmp_path / name).write_bytes(picture(wide, 200))
    dropped(desk, tmp_path / "a.jpg", tmp_path / "b.jpg")
    QTest.keyClick(desk.view.form.files.strip.tiles[0], Qt.Key.Key_Delete)
    assert [file.name for file in desk.view.form.files.files()] == ["b.jpg"]


def test_a_photo_is_kept_as_it_came_where_that_is_wanted(desk: Desk, clerk: App, tmp_path: Path) -> None:
    """With the tick the camera's bytes come with the case, also by way of the draft; without, a small one."""
    for name, wide in (("whole.jpg", 3000), ("small.jpg", 3001)):
        (tmp_path / name).write_bytes(picture(wide, 2000))
    desk.view.form.show_values(LONG, quick=False)
    for name in ("whole.jpg", "small.jpg"):
        desk.view.form.files.keep.click()
        dropped(desk, tmp_path / name)
    desk.view._keep()
    desk.view.open("")
    desk.view.take_up(desk.drafts.all()[0])
    desk.view.submit.click()
    (line,) = clerk.ask(case_lines)
    whole, small = clerk.ask(read_case, line.case_no).attachments
    assert (whole.keep_original, whole.size) == (True, (tmp_path / "whole.jpg").stat().st_size)
    assert (small.keep_original, small.original_size) == (None, (tmp_path / "small.jpg").stat().st_size)


def test_a_bomb_is_told_beside_the_field(desk: Desk, tmp_path: Path) -> None:
    """What is refused is said at the photos; what was dropped with it is there."""
    (tmp_path / "bomb.png").write_bytes(bomb())
    (tmp_path / "a.jpg").write_bytes(picture(30, 20))
    dropped(desk, tmp_path / "bomb.png", tmp_path / "a.jpg")
    assert "30000" in desk.view.form.field("photos").note().replace(",", "")
    assert len(desk.view.form.files.files()) == 1


def test_a_customer_is_taken_from_the_list(desk: Desk, clerk: App) -> None:
    """Initials offer him; the arrow and Enter take him, with telephone and address."""
    clerk.do(register, asked("register", LONG))
    form, keys = desk.view.form, Keyboard()
    form.field("cust_name").take_focus()
    keys.write("nzyt")
    popup = form.customers.popup()
    assert popup is not None
    assert popup.isVisible()
    assert popup.currentIndex() == QModelIndex()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    told = form.values()
    assert (told["cust_name"], told["phones"], told["address"]) == (
        LONG["cust_name"],
        LONG["phones"],
        LONG["address"],
    )
    assert desk.view.known.caller.right.text()


def test_a_fresh_form_misses_nothing_that_is_chosen(desk: Desk) -> None:
    """渠道 stands at 电话 from the beginning: it is not among what is missing."""
    assert "渠道" not in desk.view.missing.text()
    assert "电话" in desk.view.missing.text()


def test_giving_up_can_be_undone(desk: Desk) -> None:
    """放弃 empties the form and offers 撤销, which brings everything back."""
    desk.view.form.field("verbatim").take_focus()
    Keyboard().write("说到一半")
    desk.view.away.click()
    assert "verbatim" not in desk.view.form.values()
    verb, act = desk.frame.acts[-1]
    assert verb == texts.undo()
    assert act is not None
    act()
    assert desk.view.form.values()["verbatim"] == "说到一半"


def test_ctrl_z_takes_back_what_a_toast_tells(qtbot: QtBot) -> None:
    """The key stands on the toast and works while it stands, but typing is undone first; 打开 is no undo."""
    window, line = QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(line)
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    toasts, undone = Toasts(window), list[str]()
    line.setFocus()
    toasts.say("看", "打开", lambda: undone.append("no"))
    toast = toasts.say("已放弃", texts.undo(), lambda: undone.append("yes"))
    assert toast.verb is not None
    assert toast.verb.key == UNDO_KEY
    QTest.keyClicks(line, "ab")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), undone) == ("", [])
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["yes"]
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["yes"]
