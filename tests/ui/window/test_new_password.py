"""Who signs in with a password that an administrator gave sets his own before he sees anything else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aftersales.app import open_app
from aftersales.usecases.work import Work
from tests.ui.window.desk import PASSWORD, Desk
from ui.views.new_password import NewPasswordView

OWN = "eigenes-2026"


def _must_renew(address: str, login: str) -> None:
    """As after a reset by the administrator."""

    def due(work: Work) -> None:
        person = work.books.office().person(login)
        work.books.put_record(replace(person, password_due=True), step="change_password", at=work.now)

    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(lambda: open_app(address, login="admin", password=PASSWORD).do(due)).result()


def _typed(desk: Desk, *texts: str) -> None:
    """Each text and Enter."""
    for text in texts:
        desk.type(text)
        desk.key(Qt.Key.Key_Return)


def _asked(desk: Desk) -> NewPasswordView:
    desk.wait(lambda: isinstance(desk.window.currentWidget(), NewPasswordView))
    page = desk.window.currentWidget()
    assert isinstance(page, NewPasswordView)
    return page


def test_a_password_of_ones_own_comes_first(desk: Desk, address: str) -> None:
    """The given one again and two that differ are told beside the fields; then the frame, and never again."""
    _must_renew(address, "service1")
    desk.program.begin()
    _typed(desk, "service1", PASSWORD)
    page = _asked(desk)
    assert desk.window.frame is None
    _typed(desk, PASSWORD, "x")
    assert page.password.note() == "“密码”和管理员给的一样，请换一个只有您自己知道的。"
    assert page.again.note() == "两次输入的密码不一样，请重新输入。"
    for field in (page.password, page.again):
        field.editor.show_words("")
    _typed(desk, OWN, OWN)
    desk.wait(lambda: desk.window.frame is not None)
    desk.window.lock()
    _typed(desk, OWN)
    desk.wait(lambda: desk.window.currentWidget() is desk.frame)
    assert desk.frame.who.me.password_due is None


def test_a_reset_while_the_window_is_locked(desk: Desk, address: str) -> None:
    """The frame stays covered until the new password is set; going back leads to the lock."""
    frame = desk.enter("service1")
    _must_renew(address, "service1")
    desk.window.lock()
    _typed(desk, PASSWORD)
    _asked(desk).back.click()
    assert desk.sign_in.title.text() == "已锁定，黄建平"
    _typed(desk, PASSWORD)
    _asked(desk)
    _typed(desk, OWN, OWN)
    desk.wait(lambda: desk.window.currentWidget() is frame)
    desk.wait(lambda: frame.who.me.password_due is None)


def test_who_forgot_the_password_hears_whom_to_ask(desk: Desk) -> None:
    """The administrator by name."""
    desk.program.begin()
    QTest.mouseClick(desk.sign_in.forgot, Qt.MouseButton.LeftButton)
    desk.wait(desk.sign_in.help.isVisible)
    assert "何志远" in desk.sign_in.help.text()
