"""What Qt draws by itself, in the look: fields, opening lists, menus, tips, scroll bars; the rest: Fusion.

A style sheet did the same and cost half of every page: each widget was matched against each rule when it was
made, and all of them again when the theme changed. Only what is rare is overridden here: hints and metrics
are asked for thousands of times a page.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionViewItem,
    QWidget,
)

from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

FIELD, CELL, POPUP = "field", "cell", "popup"
"""Looks of an editor (property ``look``): by itself, in a table's cell; the name of a list that opens."""
ROOM = {FIELD: (9, 28, 1), CELL: (6, 26, 2)}
"""Px from the edge to the words, height within the edges, and the edge, which does not grow."""
ITEM = 28
_AIR = 4
"""Px above a menu's first line and under its last."""
_State = QStyle.StateFlag
_NONE = Qt.BrushStyle.NoBrush


def look_of(widget: QWidget | None) -> str:
    """Which look an editor has; "" where Fusion draws it."""
    return str(widget.property("look") or "") if widget is not None else ""


def bare() -> QStyle:
    """Fusion itself, for one list that paints its cells by itself: nothing of it comes through Python."""
    return QStyleFactory.create("Fusion")


class Look(QProxyStyle):
    """Fusion in the look's shapes; colours are the palette's and the theme's."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, dressed: Any) -> Any:  # noqa: ANN401 - Qt's three: a widget, the application, a palette
        if isinstance(dressed, QMenu):
            dressed.setContentsMargins(0, _AIR, 0, _AIR)
        return super().polish(dressed)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        bare_line = isinstance(option, QStyleOptionFrame) and not option.lineWidth
        if element == QStyle.PrimitiveElement.PE_PanelLineEdit and (bare_line or look_of(widget)):
            _edit(painter, option, widget)
        elif element in {QStyle.PrimitiveElement.PE_PanelMenu, QStyle.PrimitiveElement.PE_FrameMenu}:
            fills = element == QStyle.PrimitiveElement.PE_PanelMenu
            painter.setPen(colour(Token.LINE2))
            painter.setBrush(colour(Token.POPUP) if fills else _NONE)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        elif element == QStyle.PrimitiveElement.PE_PanelTipLabel:
            painter.fillRect(option.rect, colour(Token.TOAST))
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if isinstance(option, QStyleOptionMenuItem) and element == QStyle.ControlElement.CE_MenuItem:
            _menu_item(painter, option, widget)
        elif element == QStyle.ControlElement.CE_ShapedFrame and look_of(widget):
            _edit(painter, option, widget)
        elif isinstance(option, QStyleOptionViewItem) and _pops_up(widget):
            _offered(painter, option)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if isinstance(option, QStyleOptionSlider) and control == QStyle.ComplexControl.CC_ScrollBar:
            _scroll_bar(painter, option)
        elif control == QStyle.ComplexControl.CC_ComboBox and look_of(widget):
            _edit(painter, option, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if isinstance(option, QStyleOptionSlider) and control == QStyle.ComplexControl.CC_ScrollBar:
            return _scroll_part(option, part)
        look = look_of(widget) if control == QStyle.ComplexControl.CC_ComboBox else ""
        if look and part == _Sub.SC_ComboBoxEditField:
            side, _, edge = ROOM[look]
            return QRect(option.rect.adjusted(px(side), edge, -px(24) - edge, -edge))
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # None may come

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if isinstance(option, QStyleOptionSlider) and kind == QStyle.ContentsType.CT_ScrollBar:
            wide, least = px(10), px(36)
            upright = option.orientation == Qt.Orientation.Vertical
            return QSize(wide, least) if upright else QSize(least, wide)
        if isinstance(option, QStyleOptionMenuItem):
            return _menu_size(option, size, widget)
        if kind == QStyle.ContentsType.CT_ItemViewItem and _pops_up(widget):
            return QSize(size.width() + px(20), px(ITEM))
        look = look_of(widget) if kind in _EDITORS else ""
        if look:
            side, high, edge = ROOM[look]
            more = 2 * px(side) + px(42) if kind == QStyle.ContentsType.CT_ComboBox else 0
            return QSize(size.width() + more, max(px(high) + 2 * edge, size.height() + 2 * edge))
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # None may come


_Sub = QStyle.SubControl
_EDITORS = {QStyle.ContentsType.CT_LineEdit, QStyle.ContentsType.CT_ComboBox}


def _pops_up(widget: QWidget | None) -> bool:
    return widget is not None and widget.objectName() == POPUP


def _edit(painter: QPainter, option: QStyleOption, widget: QWidget | None) -> None:
    """An editor's ground and edge, in a cell only where the cursor is; nothing where there is no look."""
    look = look_of(widget)
    if not look and not _pops_up(widget):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box, radius = QRectF(option.rect), px(5)
    able = bool(option.state & _State.State_Enabled)
    wrong = widget is not None and bool(widget.property("wrong"))
    if look == FIELD:
        ground = colour(Token.SURFACE if able else Token.SUNKEN)
        strokes.rounded(painter, box, radius, fill=ground, edge=colour(Token.LINE2))
        if able:
            painter.fillRect(box.adjusted(radius, box.height() - 1, -radius, 0), colour(Token.FIELD))
    elif wrong:
        strokes.rounded(painter, box, radius, fill=colour(Token.RED_SOFT))
    if wrong or option.state & (_State.State_HasFocus | _State.State_On):  # on: its list is open
        strokes.ring(
            painter, box, radius, Token.RED if wrong and look == FIELD else _ring(option, wrong=wrong)
        )
    painter.restore()


def _ring(option: QStyleOption, *, wrong: bool) -> Token:
    return Token.RED if wrong and not option.state & _State.State_HasFocus else Token.FOCUS


# --- menus and lists that open


def _menu_size(option: QStyleOptionMenuItem, size: QSize, widget: QWidget | None) -> QSize:
    if option.menuItemType == option.MenuItemType.Separator:
        return QSize(size.width(), px(4) * 2 + 1)
    tick = px(20) if option.menuHasCheckableItems and not isinstance(widget, QComboBox) else 0
    height = ITEM if isinstance(widget, QComboBox) else 31
    return QSize(size.width() + tick + px(16 + 28), max(px(height), size.height() + px(8)))


def _chosen(painter: QPainter, box: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = QRectF(box).adjusted(px(4), 1, -px(4), -1)
    strokes.rounded(painter, inner, px(4), fill=colour(Token.SOFT))


def _menu_item(painter: QPainter, option: QStyleOptionMenuItem, widget: QWidget | None) -> None:
    painter.save()
    if option.menuItemType == option.MenuItemType.Separator:
        middle = option.rect.center().y()
        strokes.hairline(painter, option.rect.x() + px(12), middle, option.rect.width() - px(24))
        painter.restore()
        return
    if option.state & _State.State_Selected:
        _chosen(painter, option.rect)
    able, box = bool(option.state & _State.State_Enabled), option.rect.adjusted(px(16), 0, -px(12), 0)
    ink = Token.INK if able else Token.DISABLED
    if option.menuHasCheckableItems and not isinstance(widget, QComboBox):
        if option.checked:
            _icon(painter, "check", box.x() - px(4), box, ink)
        box.adjust(px(20), 0, 0, 0)
    painter.setFont(option.font)
    painter.setPen(colour(ink))
    words, _, key = option.text.partition("\t")
    painter.drawText(box, _MENU_LEFT, words)
    if key:
        painter.setPen(colour(Token.INK3 if able else Token.DISABLED))
        painter.drawText(box, strokes.RIGHT, key)
    if option.menuItemType == option.MenuItemType.SubMenu:
        _icon(painter, "chevron-right", box.right() - px(14), box, ink)
    painter.restore()


_MENU_LEFT = strokes.LEFT | int(Qt.TextFlag.TextHideMnemonic)


def _icon(painter: QPainter, name: str, left: int, box: QRect, ink: Token) -> None:
    icons.draw(painter, name, QPointF(left, box.center().y() - px(7)), px(14), ink)


def _offered(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """One line of a list that opens under a field."""
    painter.save()
    if option.state & (_State.State_Selected | _State.State_MouseOver):
        _chosen(painter, option.rect)
    painter.setFont(fonts.body())
    painter.setPen(colour(Token.INK))
    box = option.rect.adjusted(px(10), 0, -px(8), 0)
    painter.drawText(box, strokes.LEFT, strokes.elided(option.text, fonts.body(), box.width()))
    painter.restore()


# --- scroll bars: a handle and nothing else


def _scroll_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of a scroll bar is; there are no arrows."""
    whole = QRect(option.rect)
    upright = option.orientation == Qt.Orientation.Vertical
    if part == _Sub.SC_ScrollBarGroove:
        return whole
    length, page = whole.height() if upright else whole.width(), max(option.pageStep, 1)
    span = option.maximum - option.minimum
    handle = length if span <= 0 else min(max(length * page // (span + page), px(32)), length)
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown
    )
    ends = {
        _Sub.SC_ScrollBarSlider: (at, at + handle),
        _Sub.SC_ScrollBarSubPage: (0, at),
        _Sub.SC_ScrollBarAddPage: (at + handle, length),
    }
    if part not in ends:
        return QRect()
    first, last = ends[part]
    if upright:
        return QRect(whole.x(), whole.y() + first, whole.width(), last - first)
    return QRect(whole.x() + first, whole.y(), last - first, whole.height())


def _scroll_bar(painter: QPainter, option: QStyleOptionSlider) -> None:
    if option.maximum <= option.minimum:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    over = bool(option.state & _State.State_MouseOver) and bool(
        option.activeSubControls & _Sub.SC_ScrollBarSlider
    )
    inner = QRectF(_scroll_part(option, _Sub.SC_ScrollBarSlider)).adjusted(2, 2, -2, -2)
    strokes.rounded(painter, inner, px(3), fill=colour(Token.FIELD if over else Token.LINE2))
    painter.restore()
