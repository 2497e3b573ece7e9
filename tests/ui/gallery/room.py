"""Whether all that a view shows has its room: words, heads, boxes beside each other, the page across."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QHeaderView,
    QLabel,
    QRadioButton,
    QSplitterHandle,
    QTableView,
    QWidget,
)

from tests.ui.gallery.looking import EDITORS, Sight, named
from ui.views.parts.tabs import Tabs
from ui.widgets.badges import Badge, KeyCap
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.several import Tick
from ui.widgets.paint import strokes
from ui.widgets.words import Prose

WHOLE = (Button, QCheckBox, QRadioButton, Tick, Badge, KeyCap)
"""What shows its words on one line and tells how much room they take."""
SLACK = 1
"""Px by which a layout rounds."""


def cut(sight: Sight) -> list[str]:
    """Labels, buttons and marks narrower or lower than their words."""
    return [told for one in sight.all if (told := _cut(one))]


def _cut(one: QWidget) -> str:
    width, height = one.width(), one.height()
    if isinstance(one, Prose) or (isinstance(one, QLabel) and one.wordWrap() and one.text()):
        if isinstance(one, QLabel) and width < (least := one.minimumSizeHint().width()):
            return f"{named(one)}: {width} < {least}, its longest word"
        wants = one.heightForWidth(width)
        return f"{named(one)}: {height} high < {wants}" if height < wants - SLACK else ""
    if isinstance(one, QLabel) and not one.text():
        return ""
    if isinstance(one, (QLabel, *WHOLE)):
        hint = one.sizeHint()
        if isinstance(one, Button) and one.kind is Kind.LINK:  # words alone, no box around them
            hint.setHeight(one.fontMetrics().height())
        if width < hint.width() - SLACK or height < hint.height() - SLACK:
            return f"{named(one)}: {width}x{height} < {hint.width()}x{hint.height()}"
    return ""


def cut_heads(sight: Sight) -> list[str]:
    """Columns whose head does not show its whole text."""
    found = []
    for table in sight.of(QTableView):
        head = table.horizontalHeader()
        if head.isVisible():
            found += [told for at in range(head.count()) if (told := _cut_head(head, at))]
    return found


def _cut_head(head: QHeaderView, at: int) -> str:
    model = head.model()
    words = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
    width = strokes.width_of(words, head.font())
    if head.isSectionHidden(at) or head.sectionSize(at) >= width:
        return ""
    return f"{words}: {head.sectionSize(at)} < {width}"


def sideways(sight: Sight) -> list[str]:
    """Areas that scroll sideways, whether or not they show a bar for it."""
    beyond = ((one, _beyond(one)) for one in sight.of(QAbstractScrollArea))
    return [
        f"{named(one)} in {type(one.parentWidget()).__name__}: {wide} px"
        for one, wide in beyond
        if wide > SLACK  # a header's line is one pixel
    ]


def _beyond(area: QAbstractScrollArea) -> int:
    """Px of its content that lie beyond its right edge; a table's bar would count columns."""
    if isinstance(area, QTableView):
        return area.horizontalHeader().length() - area.viewport().width()
    return area.horizontalScrollBar().maximum()


def outside(sight: Sight) -> list[str]:
    """Words, buttons and fields that go beyond what holds them."""
    found = []
    for one in sight.all:
        if isinstance(one, (QLabel, *EDITORS, *WHOLE)) and not (isinstance(one, QLabel) and not one.text()):
            holder = _burst(one)
            if holder is not None:
                found.append(f"{named(one)} in {type(holder).__name__}")
    return found


def _burst(one: QWidget) -> QWidget | None:
    """The widget around it that is too small for it; what scrolls up and down is large enough."""
    holder = one.parentWidget()
    while holder is not None and not one.isWindow():
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            one, holder = area, area.parentWidget()
            continue
        box = QRect(one.mapTo(holder, QPoint(0, 0)), one.size())
        if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(box):
            return holder
        if holder.isWindow():
            return None
        holder = area
    return None


def overlapping(sight: Sight) -> list[str]:
    """Widgets of one holder that lie on each other."""
    found = []
    holders = {one.parentWidget() for one in sight.all}
    for holder in holders:
        if holder is not None and holder.layout() is not None:
            found += list(_on_each_other(holder))
    return found


def _on_each_other(holder: QWidget) -> Iterator[str]:
    layout = holder.layout()
    children = [
        one
        for one in holder.children()
        if isinstance(one, QWidget) and one.isVisible() and not isinstance(one, QSplitterHandle)
    ]
    placed = [one for one in children if (layout is not None and layout.indexOf(one) >= 0) or _told(one)]
    for one, other in combinations(placed, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > SLACK and common.height() > SLACK:
            yield f"{named(one)} and {named(other)} in {type(holder).__name__}"


def _told(one: QWidget) -> bool:
    """Words or fields; panels are laid over a page on purpose."""
    return isinstance(one, (QLabel, *EDITORS, *WHOLE)) and not isinstance(one.parentWidget(), Tabs)
