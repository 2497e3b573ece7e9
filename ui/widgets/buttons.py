"""Buttons, check boxes and radio buttons: painted by us, with Qt's own beneath for keys and accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QRadioButton, QSizePolicy, QWidget

from ui.widgets import fonts
from ui.widgets.lending import leave_keys, who_has_keys
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token


class Kind(StrEnum):
    """How much a button asks to be pressed; one primary a page."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"
    GHOST = "ghost"
    LINK = "link"


@dataclass(frozen=True)
class Coat:
    """Fill, edge and ink of a button in one of its moments; None is not drawn."""

    fill: Token | None
    edge: Token | None
    ink: Token


_DISABLED: dict[Kind, Coat] = {
    Kind.PRIMARY: Coat(Token.SUNKEN, Token.LINE, Token.DISABLED),
    Kind.PLAIN: Coat(Token.SUNKEN, Token.LINE, Token.DISABLED),
    Kind.DANGER: Coat(Token.SUNKEN, Token.LINE, Token.DISABLED),
    Kind.GHOST: Coat(None, None, Token.DISABLED),
    Kind.LINK: Coat(None, None, Token.DISABLED),
}
_REST: dict[Kind, Coat] = {
    Kind.PRIMARY: Coat(Token.FILL, None, Token.ON_FILL),
    Kind.PLAIN: Coat(Token.SURFACE, Token.LINE2, Token.INK),
    Kind.DANGER: Coat(Token.SURFACE, Token.RED, Token.RED),
    Kind.GHOST: Coat(None, None, Token.INK2),
    Kind.LINK: Coat(None, None, Token.ACCENT),
}
_HOVER: dict[Kind, Coat] = {
    Kind.PRIMARY: Coat(Token.FILL_HOVER, None, Token.ON_FILL),
    Kind.PLAIN: Coat(Token.HOVER, Token.FIELD, Token.INK),
    Kind.DANGER: Coat(Token.RED_SOFT, Token.RED, Token.RED),
    Kind.GHOST: Coat(Token.LINE, None, Token.INK),
    Kind.LINK: Coat(Token.SOFT, None, Token.ACCENT),
}
_PRESS: dict[Kind, Coat] = {
    Kind.PRIMARY: Coat(Token.FILL_PRESS, None, Token.ON_FILL),
    Kind.PLAIN: Coat(Token.LINE, Token.FIELD, Token.INK),
    Kind.DANGER: Coat(Token.RED_SOFT, Token.RED, Token.RED),
    Kind.GHOST: Coat(Token.LINE2, None, Token.INK),
    Kind.LINK: Coat(Token.SOFT, None, Token.ACCENT),
}
HEIGHT, SMALL = 32, 28
_GAP, _INSET, _ICON = 8, 14, 16
_FLUSH = strokes.RING
"""Px that a link stands in from the text above it: the ring of the focus, no more."""


def untold(text: str) -> str:
    """The text for a Qt widget that takes & for a mnemonic."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """A button with a verb, and where given an icon before it and the key that does the same behind it."""

    def __init__(
        self, text: str = "", kind: Kind = Kind.PLAIN, *, icon: str = "", key: str = "", small: bool = False
    ) -> None:
        super().__init__()
        self.kind, self.icon_name, self.key, self.small = kind, icon, key, small
        self.opens = False
        self._words = ""
        self._over = False
        self._heir: QWidget | None = None
        """Who has had its keys since it went off."""
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(untold(text))
        self.updateGeometry()

    def only_icon(self, icon: str, said: str) -> Button:
        """An icon alone; ``said`` is its tooltip and what a screen reader says."""
        self.icon_name = icon
        self.setAccessibleName(said)
        strokes.tip(self, said)
        return self

    def setEnabled(self, enabled: bool) -> None:
        """Off, it leaves its keys to what it lies in; on again, it takes them if nobody else did."""
        if not enabled:
            self._heir = leave_keys(self) or self._heir
        super().setEnabled(enabled)
        if enabled and self._heir is not None:
            heir, self._heir = self._heir, None
            if self.isVisible() and who_has_keys(self) is heir:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_not(self, why: str, *, waits: bool = False) -> None:
        """Disable it and say why; "" enables it again, unless it ``waits`` for what is on its way."""
        self.setEnabled(not why and not waits)
        strokes.tip(self, why)
        self.setAccessibleDescription(why)

    def lettering(self) -> QFont:
        """The font of its words."""
        return fonts.body() if self.kind in {Kind.GHOST, Kind.LINK} else fonts.strong()

    def sizeHint(self) -> QSize:
        height = px(SMALL if self.small else HEIGHT)
        parts = self._parts()
        inset = px(_FLUSH if self.kind is Kind.LINK else 10 if self.small else _INSET)
        wide = sum(parts) + px(_GAP) * (len(parts) - 1) + 2 * inset
        return QSize(max(wide, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _parts(self) -> list[int]:
        icon = [px(_ICON)] if self.icon_name else []
        text = [strokes.width_of(self._words, self.lettering())] if self._words else []
        key = [strokes.cap_width(self.key)] if self.key else []
        return icon + text + key + ([px(14)] if self.opens else [])

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        super().leaveEvent(event)

    def coat(self) -> Coat:
        """How it is painted now."""
        if not self.isEnabled():
            return _DISABLED[self.kind]
        if self.isDown() or self.isChecked():
            return _PRESS[self.kind]
        return (_HOVER if self._over else _REST)[self.kind]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box, coat, ringed = QRectF(self.rect()), self.coat(), self.hasFocus()
        inner = box.adjusted(4, 4, -4, -4) if ringed and self.kind is Kind.PRIMARY else box
        if coat.fill or coat.edge:
            fill = colour(coat.fill) if coat.fill else None
            edge = colour(coat.edge) if coat.edge and not ringed else None
            strokes.rounded(painter, inner, px(6) - (2 if inner is not box else 0), fill=fill, edge=edge)
        if ringed:
            strokes.ring(painter, box, px(6))
        self._write(painter, box, colour(coat.ink))

    def _write(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        parts = self._parts()
        left = (box.width() - sum(parts) - px(_GAP) * (len(parts) - 1)) / 2
        middle = box.center().y()
        if self.icon_name:
            icons.draw(painter, self.icon_name, QPointF(round(left), middle - px(8)), px(_ICON), ink)
            left += px(_ICON + _GAP)
        if self._words:
            painter.setPen(ink)
            painter.setFont(self.lettering())
            wide = strokes.width_of(self._words, self.lettering())
            painter.drawText(QRectF(left, 0, wide + 2, box.height()), strokes.LEFT, self._words)
            left += wide + px(_GAP)
        self._trail(painter, QPointF(round(left), middle), ink)

    def _trail(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        if self.key:
            faint = QColor(ink)
            faint.setAlphaF(0.55)
            key_ink = QColor(ink)
            key_ink.setAlphaF(0.85)
            strokes.key_cap(painter, self.key, at - QPointF(0, px(strokes.CAP_HEIGHT) / 2), key_ink, faint)
            at += QPointF(strokes.cap_width(self.key) + px(_GAP), 0)
        if self.opens:
            icons.draw(painter, "chevron-down", at - QPointF(0, px(7)), px(14), ink)


_LEFT, _BOX, _WORDS = 4, 18, 30
"""Px from the left to the box of a check box or radio button, its side, and from the left to the words."""


def _box_size(text: str) -> QSize:
    return QSize(px(_WORDS) + strokes.width_of(text, fonts.body()) + px(6), px(28))


def _beside(painter: QPainter, button: QAbstractButton, text: str) -> None:
    """The words beside a check box or a radio button, and the ring around both."""
    painter.setPen(colour(Token.INK if button.isEnabled() else Token.DISABLED))
    painter.setFont(fonts.body())
    painter.drawText(QRectF(px(_WORDS), 0, button.width(), button.height()), strokes.LEFT, text)
    if button.hasFocus():
        around = min(_box_size(text).width(), button.width())
        strokes.ring(painter, QRectF(0, 0, around, button.height()), px(5))


def _ground(painter: QPainter, button: QAbstractButton, radius: int) -> QRectF:
    """Draw the box or circle of a button as it stands; where it is."""
    box = QRectF(px(_LEFT), (button.height() - px(_BOX)) / 2, px(_BOX), px(_BOX))
    on, over = button.isChecked(), button.underMouse()
    if not button.isEnabled():
        fill, edge = colour(Token.LINE if on else Token.SUNKEN), colour(Token.LINE2)
    elif on:
        fill, edge = colour(Token.FILL_HOVER if over else Token.FILL), None
    else:
        fill, edge = colour(Token.SURFACE), colour(Token.INK2 if over else Token.FIELD)
    strokes.rounded(painter, box, px(radius), fill=fill, edge=edge)
    return box


def _mark(button: QAbstractButton) -> Token:
    return Token.ON_FILL if button.isEnabled() else Token.INK3


class CheckBox(QCheckBox):
    """A check box."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(untold(text))

    def sizeHint(self) -> QSize:
        return _box_size(self._words)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = _ground(painter, self, 4)
        if self.isChecked():
            icons.draw(painter, "check", box.topLeft() + QPointF(px(2), px(2)), px(14), _mark(self))
        _beside(painter, self, self._words)


class RadioButton(QRadioButton):
    """One of several choices."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(untold(text))

    def sizeHint(self) -> QSize:
        return _box_size(self._words)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = _ground(painter, self, 9)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(_mark(self)))
            painter.drawEllipse(box.center(), px(3.5), px(3.5))
        _beside(painter, self, self._words)
