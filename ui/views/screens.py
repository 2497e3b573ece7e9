"""The screens of the frame, one line each, in the order of the rail."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

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
WARMED = (
    "today case register approvals palette live.beside printing.page agreements.page notices.page "
    "follow_ups.page customers.page settings.screen help.window"
)
"""What is loaded once the first page stands, in the order in which it is likely to be opened."""


def warm() -> None:
    """Load what may be opened next; for a lane: the window never waits for it."""
    for place in WARMED.split():
        import_module(f"ui.views.{place}")


def page(place: str, *given: Any) -> Callable[[Room], Page]:  # noqa: ANN401 - what ``make`` of that page wants
    """Makes the page that stands in this module of the views; it is loaded when it is first shown."""

    def make(room: Room) -> Page:
        made: Page = import_module(f"ui.views.{place}").make(room, *given)
        return made

    return make


def screens(
    read_list: ReadsList, copies: Callable[[Signed], BackupDoors] | None = None
) -> tuple[Screen, ...]:
    """Every screen there is; ``Frame.go`` knows them by their names."""
    return (
        Screen("register", lambda: translate("Rail", "新投诉"), "plus", page("register"), rail=False),
        Screen("today", lambda: translate("Rail", "今日"), "sun", page("today")),
        Screen("cases", lambda: translate("Rail", "客诉"), "message-report", page("cases"), CASEWORKERS),
        Screen(
            "case",
            lambda: translate("Rail", "投诉单"),
            "message-report",
            page("case"),
            CASEWORKERS,
            rail=False,
        ),
        Screen(
            "approvals",
            lambda: translate("Rail", "审批"),
            "gavel",
            page("approvals"),
            frozenset({Role.LEADER}),
        ),
        Screen(
            "agreements",
            lambda: translate("Rail", "协议"),
            "contract",
            page("agreements.page"),
            agreements.SEES,
        ),
        Screen(
            "notices",
            lambda: translate("Rail", "通知单"),
            "truck-delivery",
            page("notices.page"),
            notices.SEES,
        ),
        Screen(
            "follow_ups", lambda: translate("Rail", "回访"), "phone-check", page("follow_ups.page"), CALLERS
        ),
        Screen(
            "customers",
            lambda: translate("Rail", "客户"),
            "users",
            page("customers.page", read_list),
            KEEPERS,
        ),
        Screen("settings", lambda: translate("Rail", "设置"), "settings", page("settings.screen", copies)),
    )
