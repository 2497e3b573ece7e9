"""Looks at a view as it stands and says what is wrong with it, in words: the checks of the gallery."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from inspect import isfunction
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from ui.widgets.buttons import Button
from ui.widgets.keys import as_read, is_stop
from ui.widgets.lending import outwards
from ui.widgets.theme import colour

W = TypeVar("W", bound=QWidget)
LEAST = 4.5
"""The contrast that a text needs to its ground (WCAG AA)."""
EDITORS = (QLineEdit, QTextEdit, QComboBox)
DENSE = 20
"""How many points are looked at along a side of a text's box."""
NEAR = 24
"""Px between a label and the field that it names, at most."""


class Sight:
    """A window as it stands now: what a person can see of it, also a little of, looked up once."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        inside = window.findChildren(QWidget)
        self.all = tuple(one for one in inside if one.isVisible() and not one.visibleRegion().isEmpty())

    def of(self, kind: type[W]) -> Iterator[W]:
        """The widgets of this kind."""
        return (one for one in self.all if isinstance(one, kind))


def named(one: QWidget) -> str:
    """What a person would call it."""
    text = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
    return f"{type(one).__name__} {text or one.accessibleName() or one.objectName()}"


def nameless(sight: Sight) -> list[str]:
    """Fields and buttons that a screen reader could not name."""
    inside = (one for one in sight.all if isinstance(one, (*EDITORS, QAbstractButton)))
    found = []
    for one in inside:
        text = one.text() if isinstance(one, QAbstractButton) else ""
        inner = isinstance(one.parentWidget(), QComboBox)  # the line of a list that can be typed into
        if not (text or one.accessibleName() or inner):
            found.append(f"{type(one).__name__} in {type(one.parentWidget()).__name__}")
    return found


def unlabelled(sight: Sight) -> list[str]:
    """Fields before or beneath a label that is not theirs: Alt and a screen reader would not find them."""
    labels = [one for one in sight.of(QLabel) if one.text()]
    theirs = [label.buddy() for label in labels if label.buddy() is not None]
    loose = [label for label in labels if label.buddy() is None]
    found = []
    for one in sight.all:
        if isinstance(one, EDITORS) and not isinstance(one.parentWidget(), QComboBox):
            beside = [label for label in loose if _names(label, one)]
            if beside and not any(it is one or it.isAncestorOf(one) for it in theirs):
                found.append(f"{named(one)}: {beside[0].text()}")
    return found


def _names(label: QLabel, field: QWidget) -> bool:
    """Whether the label says what the field is: it has its name and stands before or above it."""
    told, name = label.text().strip(" *：:"), field.accessibleName()
    if not told or not (name.startswith(told) or label.parentWidget() is field.parentWidget()):
        return False
    one, other = _place(label), _place(field)
    before = (
        0 <= other.left() - one.right() <= NEAR and one.top() < other.bottom() and other.top() < one.bottom()
    )
    above = 0 <= other.top() - one.bottom() <= NEAR // 2 and abs(one.left() - other.left()) <= NEAR // 2
    return before or above


def out_of_order(sight: Sight) -> list[str]:
    """Steps of Tab that go back up or to the left, or come back to a part that was left."""
    shown = set(sight.all)
    stops = [one for one in _way_of_tab(sight.window) if one in shown and is_stop(one)]
    return [f"{named(one)} → {named(then)}" for one, then in pairwise(stops) if _back(one, then)] + [
        f"{named(one)} after its part was left" for one in _torn(stops, sight.window)
    ]


def _way_of_tab(window: QWidget) -> Iterator[QWidget]:
    """As Tab goes: by what stands there where the window sees to it, else by Qt's chain."""
    if isfunction(type(window).focusNextPrevChild):
        yield from as_read(window)
        return
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        yield one
        one = one.nextInFocusChain()


def _back(first: QWidget, then: QWidget) -> bool:
    """Whether the part of the first stands behind that of the other, in what both lie in."""
    ways = zip([*outwards(first)][::-1], [*outwards(then)][::-1], strict=False)
    parts = next(((one, other) for one, other in ways if one is not other), None)
    return parts is not None and _backwards(_place(parts[0]), _place(parts[1]))


def _torn(stops: Iterable[QWidget], window: QWidget) -> Iterator[QWidget]:
    """Stops in a part that Tab has been in and has left."""
    inside: set[QWidget] = set()
    left: set[QWidget] = set()
    for one in stops:
        now = {part for part in outwards(one.parentWidget()) if window.isAncestorOf(part)}
        if now & left:
            yield one
        left |= inside - now
        inside = now


def _place(one: QWidget) -> QRect:
    return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())


def _backwards(first: QRect, then: QRect) -> bool:
    """Above in the same column, or before in the same line."""
    above = then.bottom() <= first.top() and then.left() < first.right() and first.left() < then.right()
    before = abs(then.center().y() - first.center().y()) < 8 and then.right() <= first.left()
    return above or before


def faint(sight: Sight) -> list[str]:
    """Texts with too little contrast to the ground on which they are really drawn."""
    picture = sight.window.grab().toImage()
    found = []
    for one in sight.all:
        ink = _ink(one)
        if ink is None:
            continue
        inner = _place(one).intersected(picture.rect())
        ground = _ground(picture, inner)
        if ground is not None and contrast(ink, ground) < LEAST:
            found.append(f"{named(one)}: {ink.name()} on {ground.name()} {contrast(ink, ground):.1f}")
    return found


def _ink(one: QWidget) -> QColor | None:
    if not one.isEnabled() or not one.rect().isValid():
        return None
    if isinstance(one, Button) and one.text():
        return colour(one.coat().ink)
    if isinstance(one, QLabel) and one.text():
        return one.palette().color(QPalette.ColorRole.WindowText)
    if isinstance(one, QLineEdit) and not isinstance(one.parentWidget(), QComboBox):
        role = QPalette.ColorRole.Text if one.text() else QPalette.ColorRole.PlaceholderText
        return one.palette().color(role) if one.text() or one.placeholderText() else None
    return None


def _ground(picture: QImage, box: QRect) -> QColor | None:
    """The colour that most of the box has, by up to some hundred points of it."""
    sharp = picture.devicePixelRatio()
    counted: Counter[int] = Counter(
        picture.pixel(round(x * sharp), round(y * sharp))
        for y in range(box.top() + 2, box.bottom() - 1, max(2, box.height() // DENSE))
        for x in range(box.left() + 2, box.right() - 1, max(3, box.width() // DENSE))
    )
    return QColor(counted.most_common(1)[0][0]) if counted else None


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours' luminances, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(one: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (one.redF(), one.greenF(), one.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
