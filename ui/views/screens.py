"""The screens of the frame, one line each, in the order of the rail."""

from __future__ import annotations

from ui.i18n import translate
from ui.presenters.cases import Writes
from ui.views import cases, register, today
from ui.views.room import Screen


def screens(write_workbook: Writes) -> tuple[Screen, ...]:
    """Every screen there is; ``Frame.go`` knows them by their names."""
    return (
        Screen("register", lambda: translate("Rail", "新投诉"), "plus", register.make, rail=False),
        Screen("today", lambda: translate("Rail", "今日"), "sun", today.make),
        Screen("cases", lambda: translate("Rail", "客诉"), "message-report", cases.made_with(write_workbook)),
    )
