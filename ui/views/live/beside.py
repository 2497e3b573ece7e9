"""Who else has the case before him, in a few quiet words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import translate
from ui.presenters.live.presence import BEAT, Beside, PresencePresenter
from ui.presenters.live.refresh import Heard
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

WIDEST = 280


class BesideLabel(QWidget):
    """李四 也在看 · 王五 正在填写 报批. In sight or not with its page, it says so to the others."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._text = ""
        self.presenter = PresencePresenter(self, room.runner, room.signed)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self.presenter.beat)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def at(self, case_no: str, step: str = "") -> None:
        """I have this case before me; ``step``: the form that I am filling in."""
        self.presenter.at(case_no, step)

    def hear(self, heard: Heard) -> None:
        """Somebody came or went."""
        self.presenter.hear(heard)

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_beside(self, others: tuple[Beside, ...]) -> None:
        self._text = " · ".join(self._said(one) for one in others)
        self.setAccessibleName(self._text)
        strokes.tip(self, self._text)
        self.updateGeometry()
        self.update()

    def _said(self, one: Beside) -> str:
        people = self._room.signed.office.by_login
        name = people[one.login].name if one.login in people else one.login
        if not one.step:
            return translate("Beside", "{name} 也在看").format(name=name)
        step = self._room.words.step(one.step)
        return translate("Beside", "{name} 正在填写 {step}").format(name=name, step=step)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.presenter.come()
            self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._beat.stop()
            self.presenter.leave()

    def sizeHint(self) -> QSize:
        if not self._text:
            return QSize(0, px(20))
        return QSize(min(px(WIDEST), px(20) + strokes.width_of(self._text, fonts.label()) + 2), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = strokes.brush(self)
        icons.draw(painter, "users", QPointF(0, px(3)), px(14), Token.ACCENT)
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK2))
        room = self.width() - px(20)
        said = strokes.elided(self._text, fonts.label(), room)
        painter.drawText(QRectF(px(20), 0, room, self.height()), strokes.LEFT, said)
