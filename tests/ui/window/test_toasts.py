"""Toasts lie over a page without covering what is pressed or typed into at its foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.window.desk import Desk
from ui import texts
from ui.widgets.buttons import Button
from ui.widgets.toast import EDGE, FOOT


def place(one: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())


def covered(desk: Desk) -> list[str]:
    """The buttons and fields at the page's foot over which the toasts lie."""
    frame = desk.frame
    over = place(frame.toasts).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    found = (*frame.sheet.findChildren(Button), *frame.sheet.findChildren(QLineEdit))
    foot = [one for one in found if one.isVisible() and place(one).top() > frame.height() - FOOT]
    return [one.accessibleName() or str(one) for one in foot if place(one).intersects(over)]


@pytest.mark.parametrize(
    ("login", "screen"), [("clerk1", "register"), ("lead1", "approvals"), ("service1", "follow_ups")]
)
def test_toasts_cover_no_button(desk: Desk, login: str, screen: str) -> None:
    """On a small screen 提交并签名 and the leader's keys stay free, also if the page comes later."""
    frame = desk.enter(login)
    desk.window.resize(1366, 768)
    frame.say("已登记 TS-20260304-005，登记表可以打印")
    frame.go(screen)
    desk.wait(lambda: frame.current == screen and not covered(desk))
    frame.say("又一句，比前一句长得多：这一句要占两行，也不能盖住下面的按钮和输入框，一直如此")
    assert not covered(desk)


def test_ctrl_z_takes_back_what_the_toast_tells(desk: Desk) -> None:
    """In the real window, where what is told before anybody is in has a pile of its own."""
    frame = desk.enter("clerk1")
    taken_back: list[bool] = []
    frame.say("已收藏", texts.undo(), lambda: taken_back.append(True))
    desk.key(Qt.Key.Key_Z, ctrl=True)
    assert taken_back
    assert not frame.toasts.toasts()
