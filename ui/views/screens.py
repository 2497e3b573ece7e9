"""The screens of the frame, one line each, in the order of the rail."""

from __future__ import annotations

from aftersales.domain.codes import Role
from ui.i18n import translate
from ui.presenters.customers.importing import ReadsList
from ui.views import approvals, case, cases, register, today
from ui.views.agreements import page as agreements
from ui.views.customers import page as customers
from ui.views.follow_ups import page as follow_ups
from ui.views.notices import page as notices
from ui.views.room import Screen
from ui.views.settings import screen as settings
from ui.views.settings.screen import Copies

CASEWORKERS = frozenset({Role.CLERK, Role.SERVICE, Role.LEADER, Role.QUALITY, Role.ADMIN})
"""Who sees whole cases; a department that only carries out finds what it needs on its notices."""


def screens(read_list: ReadsList, copies: Copies | None = None) -> tuple[Screen, ...]:
    """Every screen there is; ``Frame.go`` knows them by their names."""
    return (
        Screen("register", lambda: translate("Rail", "新投诉"), "plus", register.make, rail=False),
        Screen("today", lambda: translate("Rail", "今日"), "sun", today.make),
        Screen(
            "cases",
            lambda: translate("Rail", "客诉"),
            "message-report",
            cases.make,
            CASEWORKERS,
        ),
        Screen(
            "case", lambda: translate("Rail", "投诉单"), "message-report", case.make, CASEWORKERS, rail=False
        ),
        Screen(
            "approvals", lambda: translate("Rail", "审批"), "gavel", approvals.make, frozenset({Role.LEADER})
        ),
        Screen(
            "agreements", lambda: translate("Rail", "协议"), "contract", agreements.make, agreements.ROLES
        ),
        Screen("notices", lambda: translate("Rail", "通知单"), "truck-delivery", notices.make, notices.ROLES),
        Screen(
            "follow_ups",
            lambda: translate("Rail", "回访"),
            "phone-check",
            follow_ups.make,
            follow_ups.ROLES,
        ),
        Screen(
            "customers",
            lambda: translate("Rail", "客户"),
            "users",
            customers.made_with(read_list),
            customers.ROLES,
        ),
        Screen("settings", lambda: translate("Rail", "设置"), "settings", settings.made_with(copies)),
    )
