"""The screens of the frame, one line each, in the order of the rail."""

from __future__ import annotations

from aftersales.domain.codes import Role
from ui.i18n import translate
from ui.presenters.cases import Writes
from ui.views import approvals, case, cases, register, today
from ui.views.room import Screen


def screens(write_workbook: Writes) -> tuple[Screen, ...]:
    """Every screen there is; ``Frame.go`` knows them by their names."""
    return (
        Screen("register", lambda: translate("Rail", "新投诉"), "plus", register.make, rail=False),
        Screen("today", lambda: translate("Rail", "今日"), "sun", today.make),
        Screen("cases", lambda: translate("Rail", "客诉"), "message-report", cases.made_with(write_workbook)),
        Screen("case", lambda: translate("Rail", "投诉单"), "message-report", case.make, rail=False),
        Screen(
            "approvals", lambda: translate("Rail", "审批"), "gavel", approvals.make, frozenset({Role.LEADER})
        ),
    )
