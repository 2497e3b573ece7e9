"""The screens of the frame, one line each, in the order of the rail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from aftersales.domain.codes import Role
from ui.i18n import translate
from ui.presenters import agreements, notices
from ui.views.room import Page, Room, Screen

if TYPE_CHECKING:
    from ui.presenters.customers.importing import ReadsList
    from ui.presenters.session import Signed
    from ui.presenters.settings.backups import BackupDoors

CASEWORKERS = frozenset({Role.CLERK, Role.SERVICE, Role.LEADER, Role.QUALITY, Role.ADMIN})
"""Who sees whole cases; a department that only carries out finds what it needs on its notices."""
CALLERS = frozenset({Role.SERVICE})
"""Who calls customers afterwards."""
KEEPERS = frozenset({Role.CLERK, Role.SERVICE, Role.LEADER, Role.FINANCE, Role.ADMIN})
"""Who works with the file of customers; departments see what their notices say."""


def warm() -> None:
    """Load what may be opened next, the likeliest first; for a lane: the window never waits for it."""
    from ui.views import today, case, register, approvals, palette  # noqa: F401, I001 - loaded is all
    from ui.views.printing import page as printing  # noqa: F401
    from ui.views.agreements import page as agreed  # noqa: F401
    from ui.views.notices import page as noticed  # noqa: F401
    from ui.views.follow_ups import page as called  # noqa: F401
    from ui.views.customers import page as customers  # noqa: F401
    from ui.views.settings import screen  # noqa: F401
    from ui.views.help import window  # noqa: F401


# Each is loaded when it is first shown.


def _register(room: Room) -> Page:
    from ui.views import register

    return register.make(room)


def _today(room: Room) -> Page:
    from ui.views import today

    return today.make(room)


def _cases(room: Room) -> Page:
    from ui.views import cases

    return cases.make(room)


def _case(room: Room) -> Page:
    from ui.views import case

    return case.make(room)


def _approvals(room: Room) -> Page:
    from ui.views import approvals

    return approvals.make(room)


def _agreements(room: Room) -> Page:
    from ui.views.agreements import page

    return page.make(room)


def _notices(room: Room) -> Page:
    from ui.views.notices import page

    return page.make(room)


def _follow_ups(room: Room) -> Page:
    from ui.views.follow_ups import page

    return page.make(room)


def _customers(read_list: ReadsList, room: Room) -> Page:
    from ui.views.customers import page

    return page.make(room, read_list)


def _settings(copies: Callable[[Signed], BackupDoors] | None, room: Room) -> Page:
    from ui.views.settings import screen

    return screen.make(room, copies)


def screens(
    read_list: ReadsList, copies: Callable[[Signed], BackupDoors] | None = None
) -> tuple[Screen, ...]:
    """Every screen there is; ``Frame.go`` knows them by their names."""
    return (
        Screen("register", lambda: translate("Rail", "新投诉"), "plus", _register, rail=False),
        Screen("today", lambda: translate("Rail", "今日"), "sun", _today),
        Screen("cases", lambda: translate("Rail", "客诉"), "message-report", _cases, CASEWORKERS),
        Screen(
            "case",
            lambda: translate("Rail", "投诉单"),
            "message-report",
            _case,
            CASEWORKERS,
            rail=False,
        ),
        Screen(
            "approvals",
            lambda: translate("Rail", "审批"),
            "gavel",
            _approvals,
            frozenset({Role.LEADER}),
        ),
        Screen(
            "agreements",
            lambda: translate("Rail", "协议"),
            "contract",
            _agreements,
            agreements.SEES,
        ),
        Screen(
            "notices",
            lambda: translate("Rail", "通知单"),
            "truck-delivery",
            _notices,
            notices.SEES,
        ),
        Screen("follow_ups", lambda: translate("Rail", "回访"), "phone-check", _follow_ups, CALLERS),
        Screen(
            "customers",
            lambda: translate("Rail", "客户"),
            "users",
            partial(_customers, read_list),
            KEEPERS,
        ),
        Screen("settings", lambda: translate("Rail", "设置"), "settings", partial(_settings, copies)),
    )
