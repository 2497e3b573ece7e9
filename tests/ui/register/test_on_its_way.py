"""What a person does at the registration while its answer, or a photo, is on its way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG
from tests.presenters.held import Held
from tests.stories.ui.call_room import Desk, Keyboard
from tests.ui.files.made import bomb, picture
from ui.presenters.filled import asked
from ui.presenters.runner import Lane


def sign(keys: Keyboard) -> None:
    """Ctrl+Enter at the telephone number."""
    keys.press(Qt.Key.Key_Return, control=True)


def hold(keys: Keyboard) -> None:
    """Ctrl+Enter is held: the key repeats at whatever has the focus by then."""
    sign(keys)
    kind, control = QEvent.Type.KeyPress, Qt.KeyboardModifier.ControlModifier
    for _ in range(3):
        QApplication.sendEvent(keys.at, QKeyEvent(kind, Qt.Key.Key_Return, control, "\r", autorep=True))


def is_red(desk: Desk) -> bool:
    """Whether a field says that it is wrong."""
    return any(desk.view.form.field(name).note() for name in ("phones", "cust_name", "verbatim"))


def show(desk: Desk, **values: object) -> None:
    """A whole call stands in the form, with these words of it."""
    desk.view.form.show_values(LONG | values, quick=False)
    desk.view._edited()
    desk.view._keep()
    desk.view.form.first()


def say(desk: Desk, words: str) -> None:
    """The customer's own words are typed."""
    desk.view.form.field("verbatim").take_focus()
    Keyboard().write(words)


def drop(desk: Desk, *files: Path) -> None:
    """Drop these files on the page."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    assert desk.view.files.incoming.take(mime)


def photo(folder: Path, name: str = "a.jpg", wide: int = 300) -> Path:
    """A photo on this computer."""
    file = folder / name
    file.write_bytes(picture(wide, 200))
    return file


def cases(app: App) -> list[Case]:
    """What was registered."""
    return [app.ask(read_case, line.case_no) for line in app.ask(case_lines)]


def names(desk: Desk) -> list[str]:
    """The photos in the form."""
    return [file.name for file in desk.view.form.files.files()]


def verbatims(desk: Desk) -> list[object]:
    """What the drafts on disk say."""
    return [draft.values["verbatim"] for draft in desk.drafts.all()]


def test_another_draft_taken_up_meanwhile_stays(desk: Desk, slow: Held, clerk: App) -> None:
    """The answer clears the draft that was signed, neither the other one's file nor what is on the screen."""
    say(desk, "另一个客户")
    desk.view.open("")
    other = desk.drafts.all()[0]
    show(desk)
    slow.held = {Lane.DATABASE}
    sign(Keyboard())
    desk.view.take_up(other)
    say(desk, "接着说：")
    slow.let_go()
    desk.view._keep()
    assert [case.complaint.verbatim for case in cases(clerk)] == [LONG["verbatim"]]
    assert desk.view.form.values()["verbatim"] == "接着说：另一个客户"
    assert verbatims(desk) == ["接着说：另一个客户"]
    assert desk.view._drafts == ()


def test_the_next_call_begun_meanwhile_stays(desk: Desk, slow: Held, clerk: App) -> None:
    """Ctrl+N and typing: what is typed of the new call stands there after the answer, and can be signed."""
    show(desk)
    slow.held = {Lane.DATABASE}
    sign(Keyboard())
    desk.view.open("")
    say(desk, "新的电话")
    slow.let_go()
    assert desk.view.form.values()["verbatim"] == "新的电话"
    desk.view._keep()
    assert verbatims(desk) == ["新的电话"]
    show(desk, verbatim="新的电话")
    sign(Keyboard())
    assert {case.complaint.verbatim for case in cases(clerk)} == {LONG["verbatim"], "新的电话"}
    assert desk.drafts.all() == ()


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_is_typed_after_the_signature_is_not_lost(
    desk: Desk, slow: Held, clerk: App, goes_on: bool
) -> None:
    """The customer says more while it is on its way: it waits as a draft, also when Ctrl+N came first."""
    show(desk)
    slow.held = {Lane.DATABASE}
    sign(Keyboard())
    say(desk, "还有：")
    desk.view._keep()
    if goes_on:
        desk.view.open("")
    slow.let_go()
    assert [case.complaint.verbatim for case in cases(clerk)] == [LONG["verbatim"]]
    assert "verbatim" not in desk.view.form.values()
    assert verbatims(desk) == [f"还有：{LONG['verbatim']}"]
    assert len(desk.view._drafts) == 1


def test_what_is_typed_after_the_signature_stays_where_it_is_refused(desk: Desk, slow: Held) -> None:
    """Nothing goes aside: it is the same call, and stands in its form."""
    show(desk, address="")
    slow.held = {Lane.DATABASE}
    sign(Keyboard())
    say(desk, "还有：")
    slow.let_go()
    desk.view._keep()
    assert verbatims(desk) == [desk.view.form.values()["verbatim"]] == [f"还有：{LONG['verbatim']}"]


def test_a_refusal_of_a_draft_that_was_left_is_told_as_its(desk: Desk, slow: Held) -> None:
    """No field of the call on the screen is red: the head says which draft, and that it waits."""
    show(desk, address="")
    slow.held = {Lane.DATABASE}
    sign(Keyboard())
    desk.view.open("")
    say(desk, "新的电话")
    slow.let_go()
    assert not desk.view.form.field("address").note()
    assert str(LONG["cust_name"]) in desk.view.back.text()
    assert [draft.values["cust_name"] for draft in desk.view._drafts] == [LONG["cust_name"]]


def test_a_call_noted_with_a_case_takes_only_its_own_draft(desk: Desk, slow: Held, clerk: App) -> None:
    """Taken as a contact of a case that runs; what was begun meanwhile is neither cleared nor put away."""
    case_no = clerk.do(register, asked("register", LONG)).complaint.case_no
    show(desk, verbatim="又来问")
    slow.held = {Lane.DATABASE}
    desk.view.known.joins.emit(case_no)
    desk.view.open("")
    say(desk, "新的电话")
    slow.let_go()
    desk.view._keep()
    assert "又来问" in str(clerk.ask(read_case, case_no).contacts[-1].content)
    assert desk.view.form.values()["verbatim"] == "新的电话"
    assert verbatims(desk) == ["新的电话"]


def test_signing_waits_for_the_photos(desk: Desk, slow: Held, clerk: App, tmp_path: Path) -> None:
    """Ctrl+Enter while photos are made small: it says so, and goes on by itself with them."""
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, photo(tmp_path))
    drop(desk, photo(tmp_path, "b.jpg", 301))
    sign(Keyboard())
    assert cases(clerk) == []
    assert desk.view.missing.text() == "正在处理照片"
    slow.let_go()
    (case,) = cases(clerk)
    assert [row.name for row in case.attachments] == ["a.jpg", "b.jpg"]
    assert names(desk) == []


def test_a_refused_photo_is_seen_before_it_is_signed(
    desk: Desk, slow: Held, clerk: App, tmp_path: Path
) -> None:
    """What waited for it is not signed without it: the person decides."""
    (tmp_path / "bomb.png").write_bytes(bomb())
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, tmp_path / "bomb.png")
    sign(Keyboard())
    slow.let_go()
    assert cases(clerk) == []
    assert "30000" in desk.view.form.field("photos").note().replace(",", "")
    assert desk.view.missing.text() == "必填的都有了"
    sign(Keyboard())
    assert len(cases(clerk)) == 1


def test_photos_come_to_the_call_they_were_added_to(desk: Desk, slow: Held, tmp_path: Path) -> None:
    """Begun anew meanwhile, they wait with the draft they belong to, not in the next customer's form."""
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, photo(tmp_path))
    desk.view.open("")
    say(desk, "新的电话")
    slow.let_go()
    assert names(desk) == []
    desk.view.take_up(desk.view._drafts[0])
    assert names(desk) == ["a.jpg"]


def test_a_call_that_is_left_before_its_photos_came_is_not_signed(
    desk: Desk, slow: Held, clerk: App, tmp_path: Path
) -> None:
    """Ctrl+Enter waits for a photo, the next call comes: it is said that it waits, and no photo signs it."""
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, photo(tmp_path))
    sign(Keyboard())
    desk.view.open("")
    assert str(LONG["cust_name"]) in desk.view.back.text()
    assert "没有提交" in desk.view.back.text()
    slow.let_go()
    desk.view.take_up(desk.view._drafts[0])
    drop(desk, photo(tmp_path, "b.jpg", 301))
    assert (names(desk), cases(clerk)) == (["a.jpg", "b.jpg"], [])
    sign(Keyboard())
    (case,) = cases(clerk)
    assert [row.name for row in case.attachments] == ["a.jpg", "b.jpg"]


def test_photos_of_what_was_given_up_come_nowhere(desk: Desk, slow: Held, tmp_path: Path) -> None:
    """放弃 meanwhile: neither the blank form nor a draft has them, and nothing is signed for it."""
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, photo(tmp_path))
    sign(Keyboard())
    desk.view.discard()
    slow.let_go()
    assert (names(desk), desk.drafts.all(), desk.frame.said) == ([], (), ["已放弃这份草稿"])


def test_a_way_of_the_form_keeps_what_is_on_its_way(desk: Desk, slow: Held, tmp_path: Path) -> None:
    """Switching to the other way of the same call is no other call."""
    show(desk)
    slow.held = {Lane.PAGES}
    drop(desk, photo(tmp_path))
    desk.view._switch(desk.view.presenter.form)
    slow.let_go()
    assert names(desk) == ["a.jpg"]


def test_the_cursor_stays_when_the_window_comes_back(desk: Desk) -> None:
    """Minimised and restored, the cursor is where one typed, not at the telephone."""
    desk.view.form.field("verbatim").take_focus()
    at = QApplication.focusWidget()
    desk.view.showMinimized()
    desk.view.showNormal()
    QApplication.processEvents()
    assert desk.view.form.focusWidget() is at


def test_a_key_that_is_held_in_his_words_goes_on_and_signs_nothing(desk: Desk, clerk: App) -> None:
    """Ctrl+Enter in 原话 is the way on to the next field: held a little long, it is no signature."""
    show(desk)
    desk.view.form.field("verbatim").take_focus()
    hold(Keyboard())
    assert cases(clerk) == []
    assert desk.view.form.editor("summary").hasFocus()


def test_a_key_that_is_held_signs_once(desk: Desk, clerk: App) -> None:
    """Its repeats are for nothing: the blank form that comes is not refused."""
    show(desk)
    hold(Keyboard())
    assert len(cases(clerk)) == 1
    assert not is_red(desk)


def test_a_double_press_signs_once(desk: Desk, clerk: App) -> None:
    """The second press was not meant for the blank form; later, one is told what is missing."""
    desk.view.double.setInterval(60_000)  # however slow the machine is, the second press belongs to the first
    show(desk)
    sign(Keyboard())
    sign(Keyboard())
    assert len(cases(clerk)) == 1
    assert not is_red(desk)
    desk.view.double.stop()
    sign(Keyboard())
    assert is_red(desk)
