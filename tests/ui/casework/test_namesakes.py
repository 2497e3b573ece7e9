"""Two people of one name are told apart by their logins wherever one of them is chosen."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aftersales.domain.codes import Role
from aftersales.domain.records.staff import Staff
from aftersales.words import words
from ui import texts
from ui.presenters.step_choices import Choice
from ui.views.casework.editors import Editors
from ui.views.listing.filters import Filters

STAFF = tuple(
    Staff(login=login, name=name, roles=(Role.SERVICE,))
    for login, name in (("wangw", "王伟"), ("wangwei2", "王伟"), ("lihua", "李华"))
)


def test_in_a_steps_form(qapp: QApplication) -> None:  # noqa: ARG001 - a program must be there
    """改派, 转交, 加签."""
    editors = Editors(words("zh_CN").at(ZoneInfo("Asia/Shanghai")), lambda: date(2026, 3, 2))
    offered = (Choice("wangw", "王伟", aside="wangw"), Choice("lihua", "李华"))
    assert editors.options(offered) == (("wangw", "王伟（wangw）"), ("lihua", "李华"))


def test_in_the_settings(qapp: QApplication) -> None:  # noqa: ARG001 - a program must be there
    """代理."""
    told = {"wangw": "王伟（wangw）", "wangwei2": "王伟（wangwei2）", "lihua": "李华"}
    assert texts.told_apart(STAFF) == told


def test_above_the_list(qapp: QApplication) -> None:  # noqa: ARG001 - a program must be there
    """Whose cases are wanted."""
    filters = Filters(words("zh_CN").at(ZoneInfo("Asia/Shanghai")), STAFF)
    offered = {filters.owner.itemText(at) for at in range(1, filters.owner.count())}
    filters.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert offered == {"王伟（wangw）", "王伟（wangwei2）", "李华"}
