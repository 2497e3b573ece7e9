"""The sheet of keys: those that hold everywhere, and those of the buttons of the page one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.buttons import Button
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

Keys = Sequence[tuple[str, str]]
CAPS, ROW, LEAST = 108, 28, 300


def everywhere() -> Keys:
    """The keys of the frame: key and what it does."""
    return (
        ("Ctrl N", translate("Keys", "新投诉")),
        ("Ctrl K", translate("Keys", "搜索或执行")),
        ("Ctrl I", translate("Keys", "消息")),
        ("Alt 1", translate("Keys", "第一个栏目，Alt 2 第二个，依次类推")),
        ("F5", translate("Keys", "重新读取")),
        ("Ctrl P", translate("Keys", "打印单据")),
        ("Ctrl Shift E", translate("Keys", "导出本页的表格")),
        ("Ctrl Z", translate("Keys", "撤销刚才那一下")),
        ("Ctrl L", translate("Keys", "锁定")),
        ("Ctrl +", translate("Keys", "放大，Ctrl − 缩小，Ctrl 0 还原")),
        ("F1", translate("Keys", "本页的说明")),
        ("Ctrl /", translate("Keys", "这张表")),
    )


def of_page(page: QWidget) -> Keys:
    """The keys that the buttons in sight on a page show."""
    buttons = (one for one in page.findChildren(Button) if one.key and one.isVisibleTo(page))
    return tuple({one.key: one.text() or one.accessibleName() for one in buttons}.items())


class KeyLine(QWidget):
    """A key as a cap, and behind it what it does."""

    def __init__(self, key: str, does: str) -> None:
        super().__init__()
        self.key, self.does = key, does
        self.setAccessibleName(f"{key} {does}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(CAPS) + strokes.width_of(self.does, fonts.body()) + px(4), px(ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter: QPainter = strokes.brush(self)
        high = px(strokes.CAP_HEIGHT)
        at = QPointF(0, (self.height() - high) / 2)
        strokes.key_cap(painter, self.key, at, colour(Token.INK2), colour(Token.LINE2))
        painter.setFont(fonts.body())
        painter.setPen(colour(Token.INK))
        box = QRectF(px(CAPS), 0, self.width() - px(CAPS), self.height())
        painter.drawText(box, strokes.LEFT, self.does)


class KeySheet(QDialog):
    """Any key closes it: it is looked at, nothing is done in it."""

    def __init__(self, page: QWidget | None, title: str, parent: QWidget | None = None) -> None:
        """``title``: what the page is called."""
        super().__init__(parent)
        self.setWindowTitle(translate("Keys", "快捷键"))
        self.setAccessibleName(translate("Keys", "快捷键"))
        here = of_page(page) if page is not None else ()
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(28), px(20), px(28), px(16))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(translate("Keys", "快捷键"), fonts.title))
        line.setSpacing(px(32))
        line.addLayout(self._group(translate("Keys", "到处可用"), everywhere()))
        if here:
            line.addLayout(self._group(translate("Keys", "本页：{page}").format(page=title), here))
        column.addLayout(line)
        self.close_button = Button(translate("Keys", "知道了"), key="Esc")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)

    @staticmethod
    def _group(title: str, keys: Keys) -> QVBoxLayout:
        group = QVBoxLayout()
        group.setSpacing(0)
        head = PlainLabel(title, fonts.section)
        head.setMinimumWidth(max(px(LEAST), head.sizeHint().width()))
        group.addWidget(head)
        for key, does in keys:
            group.addWidget(KeyLine(key, does))
        group.addStretch(1)
        return group

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SURFACE))
