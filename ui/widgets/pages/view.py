"""The view of a PDF: pages on their desk, and beneath which page it is and how large."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.pages.area import Draws, PageArea
from ui.widgets.pages.placing import PERCENTS, Fit
from ui.widgets.paint import strokes
from ui.widgets.sections import EmptyList
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


class _Empty(QWidget):
    """The desk with a sentence where no page is."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._told: EmptyList | None = None

    def say(self, icon: str, title: str, why: str) -> None:
        """Say why there is nothing to see."""
        if self._told is not None:
            self._column.removeWidget(self._told)
            self._told.hide()
            self._told.deleteLater()
        self._told = EmptyList(icon, title, why)
        self._column.addWidget(self._told)

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SUNKEN))


class _Foot(QWidget):
    """The line beneath."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), colour(Token.SURFACE))
        strokes.hairline(painter, 0, 0, self.width())


class PagesView(QWidget):
    """Shows PDF bytes. ``opened``: its pages lie there; ``failed`` brings why they cannot.

    ``outlined`` brings its Outline where texts are read, which takes a while.
    """

    opened = Signal()
    outlined = Signal(object)
    failed = Signal(object)

    def __init__(self, draws: Draws, *, reads: bool = False) -> None:
        """``draws`` works in the one lane in which pages are drawn; ``reads``: texts are looked through."""
        super().__init__()
        self.area = PageArea(draws, reads=reads)
        self.empty = _Empty()
        self.pile = QStackedWidget()
        self.place = PlainLabel("", fonts.label, Token.INK2)
        self.size_button = Button("", Kind.GHOST, small=True)
        self.size_button.opens = True
        smaller, larger = translate("Pages", "缩小"), translate("Pages", "放大")
        self.smaller = Button(kind=Kind.GHOST, small=True).only_icon("zoom-out", smaller)
        self.larger = Button(kind=Kind.GHOST, small=True).only_icon("zoom-in", larger)
        self._lay_out()
        self._listen()
        self._show_size()

    def _lay_out(self) -> None:
        foot = _Foot()
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(20), px(3), px(12), px(3))
        line.addWidget(self.place)
        line.addStretch(1)
        for button in (self.smaller, self.size_button, self.larger):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pile.addWidget(self.area)
        self.pile.addWidget(self.empty)
        column.addWidget(self.pile, 1)
        column.addWidget(foot)
        self.setFocusProxy(self.area)

    def _listen(self) -> None:
        self.area.moved.connect(self._show_place)
        self.area.fitted.connect(self._show_size)
        self.area.opened.connect(self.opened)
        self.area.outlined.connect(self.outlined)
        self.area.failed.connect(self._broke)
        self.smaller.clicked.connect(lambda: self.area.step(-1))
        self.larger.clicked.connect(lambda: self.area.step(1))
        self.size_button.clicked.connect(self._offer)

    def show_pdf(self, content: bytes) -> None:
        """Show this document; where its pages are as large as before, the place stays."""
        self.pile.setCurrentWidget(self.area)
        self.area.show_pdf(content)

    def show_nothing(self, title: str, why: str, icon: str = "file-text") -> None:
        """Say a sentence instead of pages."""
        self.area.clear()
        self._show_place(-1, 0)
        self.empty.say(icon, title, why)
        self.pile.setCurrentWidget(self.empty)

    def stop(self) -> None:
        """Wait for nothing any more: call it before the view goes away."""
        self.area.stop()

    def _broke(self, error: object) -> None:
        why = translate("Pages", "文件不完整或不是 PDF；请重新生成，或向对方再要一份。")
        self.show_nothing(translate("Pages", "这份文件打不开"), why, "alert-circle")
        self.failed.emit(error)

    def _show_place(self, at: int, pages: int) -> None:
        told = translate("Pages", "第 {page} 页 / 共 {pages} 页").format(page=at + 1, pages=pages)
        self.place.setText(told if pages else "")

    def _show_size(self) -> None:
        words = {Fit.WIDTH: translate("Pages", "页宽"), Fit.PAGE: translate("Pages", "整页")}
        told = words.get(self.area.fit, f"{self.area.percent}%")
        self.size_button.setText(told)
        self.size_button.setAccessibleName(translate("Pages", "大小：{size}").format(size=told))

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.addAction(translate("Pages", "页宽"), partial(self.area.show_fit, Fit.WIDTH))
        menu.addAction(translate("Pages", "整页"), partial(self.area.show_fit, Fit.PAGE))
        for percent in PERCENTS:
            menu.addAction(f"{percent}%", partial(self.area.show_fit, Fit.PERCENT, percent))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.size_button.mapToGlobal(self.size_button.rect().topLeft()))
