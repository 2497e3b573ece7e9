"""Labels that show plain text only, in a type size and colour of the look, and follow the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, theme
from ui.widgets.tokens import Token


def _at(top: float) -> QPointF:
    return QPointF(0, top)


class PlainLabel(QLabel):
    """A label for anybody's text: letter by letter, no markup, no mnemonics, no links."""

    def __init__(
        self,
        text: str = "",
        font: Callable[[], QFont] = fonts.body,
        token: Token = Token.INK,
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._font, self._token = font, token
        self._shown = ""
        self._has_buddy = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)
        self.follow()
        theme().changed.connect(self.follow)

    def text(self) -> str:
        return self._shown

    def setText(self, text: str) -> None:
        self._shown = text
        self._tell()

    def setBuddy(self, buddy: QWidget | None) -> None:
        self._has_buddy = buddy is not None
        super().setBuddy(buddy)  # type: ignore[arg-type]  # Qt takes None, its stubs do not say so
        self._tell()

    def _tell(self) -> None:
        """Qt takes & for a mnemonic as soon as there is a buddy."""
        super().setText(self._shown.replace("&", "&&") if self._has_buddy else self._shown)

    def set_token(self, token: Token) -> None:
        """Show it in another colour of the look."""
        self._token = token
        self.follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt gives a label back the colour it was made with where the theme changed before it was seen."""
        super().showEvent(event)
        if self.palette().color(QPalette.ColorRole.WindowText) != colour(self._token):
            self.follow()

    def follow(self) -> None:
        """Take font and colour from the theme that is on."""
        self.setFont(self._font())
        dressed = QPalette(self.palette())
        dressed.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, colour(self._token))
        self.setPalette(dressed)


class Prose(QWidget):
    """Running text in several lines at the look's line spacing: the customer's words, an opinion, a note."""

    def __init__(
        self,
        text: str = "",
        font: Callable[[], QFont] = fonts.body,
        token: Token = Token.INK,
        spacing: float = 1.55,
    ) -> None:
        super().__init__()
        self._text, self._font, self._token, self._spacing = text, font, token, spacing
        self._heights: dict[tuple[int, float], int] = {}  # by width and zoom: a layout asks many times
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """All of it, as it was given."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self._heights.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asked = width, theme().zoom
        if asked not in self._heights:
            self._heights[asked] = sum(self._laid(part, width)[1] for part in self._text.split("\n"))
        return self._heights[asked]

    def sizeHint(self) -> QSize:
        widest = max(strokes.width_of(part, self._font()) for part in self._text.split("\n"))
        width = min(widest + 2, 640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._line())

    def _line(self) -> int:
        return round(self._font().pointSizeF() / 0.75 * self._spacing)

    def _laid(self, part: str, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(part or " ", self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(_at(height + (self._line() - line.height()) / 2))
            height += self._line()
        layout.endLayout()
        return layout, height

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour(self._token))
        top = 0
        for part in self._text.split("\n"):
            layout, height = self._laid(part, self.width())
            layout.draw(painter, _at(top))
            top += height
