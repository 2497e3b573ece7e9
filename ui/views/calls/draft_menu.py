"""The drafts that wait, as a menu: go on with one, give one up, give up what is on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui import texts
from ui.errors import Problem
from ui.i18n import translate
from ui.presenters.drafts import Draft
from ui.widgets.buttons import untold


def told(draft: Draft, zone: ZoneInfo) -> str:
    """A draft in one line: when, who, about what."""
    at = datetime.fromisoformat(draft.saved_at).astimezone(zone)
    parts = (draft.values.get(name) for name in ("cust_name", "phones", "verbatim"))
    return f"{at:%m-%d %H:%M}  " + " · ".join(str(part)[:24].replace("\n", " ") for part in parts if part)


def refused_line(draft: Draft, zone: ZoneInfo, problems: Sequence[Problem]) -> str:
    """That a draft was refused, in one line: which, and why where that is one thing."""
    many = translate("Register", "有 {n} 处要改").format(n=len(problems))
    why = problems[0].sentence if len(problems) == 1 else many
    return f"{told(draft, zone)}{texts.colon()}{why}"


@dataclass(frozen=True)
class Acts:
    """What the menu's lines do."""

    take_up: Callable[[Draft], None]
    discard: Callable[[Draft], None]
    discard_this: Callable[[], None] | None
    """None while nothing is typed."""


def draft_menu(page: QWidget, drafts: Sequence[Draft], zone: ZoneInfo, acts: Acts) -> QMenu:
    """The menu; it goes when it is closed."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for draft in drafts:
        line = menu.addAction(untold(told(draft, zone)))
        line.triggered.connect(lambda _=False, draft=draft: acts.take_up(draft))
    if drafts:
        away = menu.addMenu(translate("Register", "放弃其中一份"))
        for draft in drafts:
            line = away.addAction(untold(told(draft, zone)))
            line.triggered.connect(lambda _=False, draft=draft: acts.discard(draft))
        menu.addSeparator()
    this = menu.addAction(translate("Register", "放弃正在填的这份"))
    this.setEnabled(acts.discard_this is not None)
    if (discard := acts.discard_this) is not None:
        this.triggered.connect(lambda _=False: discard())
    return menu
