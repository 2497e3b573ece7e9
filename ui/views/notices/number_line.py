"""The field for a number, typed or scanned."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent

from ui.i18n import translate
from ui.views.parts.enter_line import EnterLine
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token


class NumberLine(EnterLine):
    """Where a number is typed, or a scanner types it; no input method stands between."""

    def __init__(self) -> None:
        super().__init__(translate("Notices", "扫码或输单号"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.trailing = "qrcode"
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.text() and not self.hasFocus():
            painter = strokes.brush(self)
            left = self.width() - px(32) - strokes.cap_width("/")
            if strokes.width_of(self.placeholderText(), self.font()) > left - px(16):
                return
            at = QRectF(left, (self.height() - px(18)) / 2, 0, 0).topLeft()
            strokes.key_cap(painter, "/", at, colour(Token.INK2), colour(Token.LINE2))
