"""The desk with the pages: scrolls, keeps its place, and asks for pictures of the pages in sight only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from aftersales.domain.errors import CodedError
from aftersales.domain.printing import Outline
from ui.i18n import translate
from ui.widgets.pages.placing import PERCENTS, Desk, Fit, Placed, extent, placed
from ui.widgets.pages.rendering import WIDEST, Rendering
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Scheme, Token

T = TypeVar("T")
MOST_KEPT = 96 * 1024 * 1024
"""Bytes of pictures that are kept besides those in sight."""
LINE = 40
AT_ONCE = 8
"""Pages whose text is looked through before a picture may be asked for again."""


class Asked(Protocol):
    """A picture that was asked for."""

    def cancel(self) -> None:
        """Nobody wants it any more."""


class Draws(Protocol):
    """Does work off the window's thread, one piece after the other, and brings the answer back to it."""

    def __call__(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[CodedError], None]
    ) -> Asked:
        """Do ``work``, then ``done`` or ``failed`` in the window's thread."""


class PageArea(QAbstractScrollArea):
    """Pages one beneath the other. ``moved``: page in sight and how many; ``failed``: why none is shown.

    ``opened``: the pages lie there; ``outlined``: and their text was looked through, behind the pictures.
    """

    moved = Signal(int, int)
    opened = Signal()
    outlined = Signal(object)
    failed = Signal(object)
    fitted = Signal()

    def __init__(self, draws: Draws, *, reads: bool = False) -> None:
        super().__init__()
        self._draws, self._reads = draws, reads
        self._read, self._missing = 0, dict[str, None]()
        self._content = b""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places: tuple[Placed, ...] = ()
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._turn = 0
        self._known = False
        self._asked: Asked | None = None
        self._waiting = False
        self.fit, self.percent = Fit.WIDTH, 100
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(translate("Pages", "单据页面"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self._place)

    # What is shown

    def show_pdf(self, content: bytes) -> None:
        """Show this document; where it has the same pages as the one before, the place stays."""
        self.stop()
        self._content, self._known = content, False
        self._draw(partial(Rendering.sizes, content), self._came)

    def stop(self) -> None:
        """Wait for no picture any more: the page is left, or another document comes."""
        self._turn += 1
        if self._asked is not None:
            self._asked.cancel()
        self._asked, self._waiting = None, False

    def _draw(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask for one piece of work; it may be done before this returns."""
        turn = self._turn

        def came(answer: T) -> None:
            if turn == self._turn:
                self._asked, self._waiting = None, False
                done(answer)

        self._waiting = True
        asked = self._draws(work, came, partial(self._broke, turn))
        if self._waiting and turn == self._turn:
            self._asked = asked

    def clear(self) -> None:
        """Show an empty desk."""
        self.stop()
        self._content, self._known, self._sizes, self._kept = b"", False, (), OrderedDict()
        self._place()

    def _came(self, sizes: tuple[tuple[float, float], ...]) -> None:
        self._known = True
        self._read, self._missing = 0 if self._reads else len(sizes), {}
        same = sizes == self._sizes
        self._sizes = sizes
        old, self._kept = self._kept, OrderedDict()
        if same:  # what is in sight stays until the new picture is there
            self._kept = OrderedDict(((at, -abs(wide)), image) for (at, wide), image in old.items())
        self._place()
        if not same:
            self.verticalScrollBar().setValue(0)
        self.opened.emit()
        self._tell()

    def _broke(self, turn: int, error: CodedError) -> None:
        if turn == self._turn:
            self.clear()
            self.failed.emit(error)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def current(self) -> int:
        """The page of which most is in sight, from 0."""
        seen = [(self._shown_part(one), -at) for at, one in enumerate(self._places)]
        return -max(seen)[1] if seen else 0

    def _shown_part(self, one: Placed) -> int:
        top = self.verticalScrollBar().value()
        return min(one.top + one.height, top + self.viewport().height()) - max(one.top, top)

    def whole(self) -> bool:
        """Whether every page in sight is drawn as sharp as the screen is."""
        wanted = [at for at, one in enumerate(self._places) if self._shown_part(one) > 0]
        return self._known and bool(wanted) and all(self._key(at) in self._kept for at in wanted)

    # How large

    def show_fit(self, fit: Fit, percent: int = 100) -> None:
        """Fit the width, fit the page, or show at so many percent."""
        self.fit, self.percent = fit, percent
        self._place()
        self.fitted.emit()

    def step(self, by: int) -> None:
        """One step larger or smaller; below 100 % the width is fitted, below that the page."""
        ways = [(Fit.PAGE, 100), (Fit.WIDTH, 100), *((Fit.PERCENT, percent) for percent in PERCENTS)]
        here = ways.index((self.fit, self.percent if self.fit is Fit.PERCENT else 100))
        self.show_fit(*ways[min(max(here + by, 0), len(ways) - 1)])

    # Where pages lie

    def _desk(self) -> Desk:
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        return Desk(room.width() - bar, room.height(), theme().zoom, self.fit, self.percent)

    def _place(self) -> None:
        at, part = self._anchor()
        desk = self._desk()
        self._places = placed(desk, self._sizes)
        wide, high = extent(desk, self._places)
        view = self.viewport().size()
        self.horizontalScrollBar().setRange(0, max(0, wide - desk.width) if desk.fit is Fit.PERCENT else 0)
        self.verticalScrollBar().setRange(0, max(0, high - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(px(LINE))
        if at < len(self._places):
            one = self._places[at]
            self.verticalScrollBar().setValue(round(one.top + part * one.height))
        self.viewport().update()

    def _anchor(self) -> tuple[int, float]:
        """The page at the upper edge and how much of it lies above."""
        top = self.verticalScrollBar().value()
        below = (at for at, one in enumerate(self._places) if one.top + one.height > top)
        at = next(below, 0)
        return (at, (top - self._places[at].top) / self._places[at].height) if self._places else (0, 0.0)

    def _scrolled(self) -> None:
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        told = translate("Pages", "第 {page} 页，共 {pages} 页").format(
            page=self.current + 1, pages=self.pages
        )
        self.setAccessibleDescription(told if self.pages else "")
        self.moved.emit(self.current if self.pages else -1, self.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._tell()

    # Pictures

    def _key(self, at: int) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return at, min(round(self._places[at].width * ratio), WIDEST)

    def _ask(self) -> None:
        """Ask for the first page in sight whose picture is missing; when none is, for the text of some."""
        if self._waiting or not self._known:
            return
        wanted = (at for at, one in enumerate(self._places) if self._shown_part(one) > 0)
        key = next((self._key(at) for at in wanted if self._key(at) not in self._kept), None)
        if key is not None:
            self._draw(partial(Rendering.picture, self._content, *key), partial(self._drawn, key))
        elif self._read < self.pages:
            last = min(self._read + AT_ONCE, self.pages)
            work = partial(Rendering.unwritten, self._content, self._read, last)
            self._draw(work, partial(self._looked_through, last))

    def _looked_through(self, last: int, missing: tuple[str, ...]) -> None:
        self._read = last
        self._missing |= dict.fromkeys(missing)
        if last == self.pages:
            self.outlined.emit(Outline(self._sizes, tuple(self._missing)))
        self._ask()

    def _drawn(self, key: tuple[int, int], image: QImage) -> None:
        for other in [kept for kept in self._kept if kept[0] == key[0]]:
            del self._kept[other]
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._kept[key] = image
        self._forget()
        self.viewport().update()

    def _forget(self) -> None:
        """Drop the pictures that were looked at longest ago; those in sight stay."""
        size = sum(image.sizeInBytes() for image in self._kept.values())
        for key in list(self._kept):
            out_of_sight = key[0] >= len(self._places) or self._shown_part(self._places[key[0]]) <= 0
            if size > MOST_KEPT and out_of_sight:
                size -= self._kept.pop(key).sizeInBytes()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour(Token.DESK))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for at, one in enumerate(self._places):
            if self._shown_part(one) > 0:
                self._paint(painter, at, QRect(one.left - left, one.top - top, one.width, one.height))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strokes.ring(painter, QRectF(self.viewport().rect()), 0)
        painter.end()
        self._ask()

    def _paint(self, painter: QPainter, at: int, box: QRect) -> None:
        """A page; in dark its white is softened to the colour of ink, what is black stays black."""
        painter.fillRect(box.adjusted(-1, -1, 1, 2), colour(Token.LINE2))
        painter.fillRect(box, Qt.GlobalColor.white)
        sharp = self._kept.get(self._key(at))
        rough = next((image for key, image in self._kept.items() if key[0] == at), None)
        if sharp is not None:
            painter.drawImage(box.topLeft(), sharp)
        elif rough is not None:
            painter.drawImage(box, rough)
        if theme().scheme is Scheme.DARK:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(box, colour(Token.INK))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # Keys and wheel

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _zooms(event):
            event.accept()  # before the window takes it for its own size
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height() - px(LINE)
        ways: dict[int, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + page),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + page),
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - page),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        if (by := _zooms(event)) is not None:
            self.step(by) if by else self.show_fit(Fit.WIDTH)
        elif event.key() in ways:
            ways[event.key()]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _zooms(event: QKeyEvent) -> int | None:
    """Ctrl and plus, minus or 0: larger, smaller, as at first."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
    return next((by for key, by in steps.items() if key == event.key()), None)
