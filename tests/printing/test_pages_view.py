"""The view of a PDF: pages in sight are drawn and no others, in any size; what is broken is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.domain.errors import CodedError
from aftersales.domain.printing import Outline
from tests.printing.made import A4, pdf
from ui.widgets.pages.area import MOST_KEPT
from ui.widgets.pages.placing import Fit
from ui.widgets.pages.rendering import Rendering
from ui.widgets.pages.view import PagesView
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme


@dataclass
class Later:
    """Draws when it is told to, and remembers what it was asked for."""

    waiting: list[
        tuple[Callable[[], Any], Callable[[Any], None], Callable[[CodedError], None], list[bool]]
    ] = field(default_factory=list)
    asked: list[tuple[int, int]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def __call__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[CodedError], None],
    ) -> Later.Asked:
        """Queue it."""
        if isinstance(work, partial) and work.func is Rendering.picture:
            self.asked.append(work.args[1:])
        if isinstance(work, partial):
            self.order.append(work.func.__name__)
        alive = [True]
        self.waiting.append((work, done, failed, alive))
        return Later.Asked(alive)

    @dataclass
    class Asked:
        """What can be cancelled."""

        alive: list[bool]

        def cancel(self) -> None:
            """Drop it."""
            self.alive[0] = False

    def draw(self) -> None:
        """Do all that waits, and what that asks for."""
        QCoreApplication.processEvents()
        while self.waiting:
            self.draw_one()

    def draw_one(self) -> None:
        """Do what waits longest."""
        work, done, failed, alive = self.waiting.pop(0)
        try:
            answer = work()
        except CodedError as error:
            if alive[0]:
                failed(error)
            return
        if alive[0]:
            done(answer)
        QCoreApplication.processEvents()


@pytest.fixture
def later() -> Later:
    """Who draws."""
    return Later()


@pytest.fixture
def view(later: Later) -> Iterator[PagesView]:
    """A view of 900 × 700, in front."""
    made = PagesView(later, reads=True)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    made.stop()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def shown(view: PagesView, later: Later, content: bytes) -> None:
    """Show a document whole."""
    view.show_pdf(content)
    later.draw()
    assert view.area.whole()


def test_only_pages_in_sight_are_drawn(view: PagesView, later: Later) -> None:
    """Of a hundred pages one is asked for at the top, the last ones at the end, those between never."""
    shown(view, later, pdf(100))
    assert later.asked == [(0, 720)]
    QTest.keyClick(view.area, Qt.Key.Key_End)
    later.draw()
    assert later.asked[1:] == [(99, 720)]
    assert view.place.text() == "第 100 页 / 共 100 页"
    QTest.keyClick(view.area, Qt.Key.Key_Home)
    later.draw()
    assert len(later.asked) == 2


def test_keys_walk_and_size(view: PagesView, later: Later) -> None:
    """PgDn, PgUp and Space walk; Ctrl and plus, minus, 0 size, and a larger page is drawn anew, sharp."""
    shown(view, later, pdf(3))
    bar = view.area.verticalScrollBar()
    for key, grows in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_Space, 1), (Qt.Key.Key_PageUp, -1)):
        before = bar.value()
        QTest.keyClick(view.area, key)
        assert (bar.value() - before) * grows > 500
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view.area, Qt.Key.Key_Plus, held)
    later.draw()
    assert (view.area.fit, view.area.percent, view.size_button.text()) == (Fit.PERCENT, 100, "100%")
    assert later.asked[-1][1] == 794
    QTest.keyClick(view.area, Qt.Key.Key_Plus, held)
    QTest.keyClick(view.area, Qt.Key.Key_0, held)
    assert view.size_button.text() == "页宽"
    QTest.keyClick(view.area, Qt.Key.Key_Minus, held)
    later.draw()
    assert view.size_button.text() == "整页"
    assert view.area.whole()


def test_the_same_paper_drawn_anew_stays_where_it_was(view: PagesView, later: Later) -> None:
    """While a clause is typed the page does not jump; another paper begins at its top."""
    shown(view, later, pdf(5))
    bar = view.area.verticalScrollBar()
    bar.setValue(1500)
    later.draw()
    shown(view, later, pdf(5, said="other"))
    assert bar.value() == 1500
    shown(view, later, pdf(2))
    assert bar.value() == 0


def test_a_paper_that_is_left_is_not_shown_late(view: PagesView, later: Later) -> None:
    """The answer for the paper before comes after the next one was asked for: it is dropped."""
    view.show_pdf(pdf(7))
    view.show_pdf(pdf(2))
    later.draw()
    assert view.area.pages == 2


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nonsense", b"x" * 9_999])
def test_a_broken_file_is_a_sentence(view: PagesView, later: Later, content: bytes) -> None:
    """No page, no crash: a sentence stands there, and the next paper is shown again."""
    view.show_pdf(content)
    later.draw()
    assert view.pile.currentWidget() is view.empty
    assert view.place.text() == ""
    shown(view, later, pdf(1))
    assert view.pile.currentWidget() is view.area


def test_two_pages_side_by_side_where_it_is_wide(view: PagesView, later: Later) -> None:
    """From 1180 on, two pages of 628 at most."""
    view.resize(1_420, 800)
    shown(view, later, pdf(2))
    assert sorted(later.asked) == [(0, 628), (1, 628)]


def test_a_sharp_screen_gets_sharp_pages(
    view: PagesView, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the dots an inch, twice the pixels, in the same place."""
    monkeypatch.setattr(type(view.area), "devicePixelRatioF", lambda _: 2.0)
    shown(view, later, pdf(1))
    assert later.asked == [(0, 1440)]
    assert view.area._kept[0, 1440].deviceIndependentSize().width() == 720


def test_a_long_paper_is_not_kept_whole(view: PagesView, later: Later) -> None:
    """A hundred pages at 200 %, walked through: what is kept stays below its bound."""
    shown(view, later, pdf(100))
    view.area.show_fit(Fit.PERCENT, 200)
    bar = view.area.verticalScrollBar()
    for step in range(16):
        bar.setValue(step * 5_000)
        later.draw()
    kept = sum(image.sizeInBytes() for image in view.area._kept.values())
    assert kept <= MOST_KEPT + 2 * 1_600 * 2_300 * 4
    assert len(view.area._kept) < 12


def test_in_dark_the_paper_is_softer_and_the_ink_black(
    view: PagesView, later: Later, dressed: QApplication
) -> None:
    """White becomes the colour of ink, black stays black."""
    shown(view, later, pdf(1))
    theme().put_on(dressed, Scheme.DARK)
    later.draw()
    shot = view.area.viewport().grab().toImage()
    place = view.area._places[0]
    assert shot.pixelColor(place.left + 20, place.top + 20).name().upper() == "#E4E8EB"
    assert min(shot.pixelColor(place.left + x, place.top + 300).lightness() for x in range(30, 70)) < 60


def test_pictures_come_before_texts(view: PagesView, later: Later) -> None:
    """Pages in sight are drawn first; texts are read in parts, and a picture comes between them."""
    found: list[Outline] = []
    view.outlined.connect(found.append)
    view.show_pdf(pdf(100, said="[U+1F600] x"))
    for _ in range(3):
        later.draw_one()
    assert (later.order[:3], found) == (["sizes", "picture", "unwritten"], [])
    QTest.keyClick(view.area, Qt.Key.Key_End)
    later.draw()
    assert later.order.index("picture", 2) < 6
    assert [(len(told.sizes), told.missing) for told in found] == [(100, ("\U0001f600",))]


def test_what_lacks_a_glyph_is_found_in_the_paper() -> None:
    """The stand-in that the papers print is told as the character that it stands for, each once."""
    told = Rendering.outline(pdf(2, said="[U+1F600] [U+20BB7] x [U+1F600]"))
    assert told.missing == ("\U0001f600", "\U00020bb7")
    assert [(round(wide, 2), round(high, 2)) for wide, high in told.sizes] == [A4, A4]
    assert told.size_mm == (210.0, 297.0)
    assert Rendering.outline(pdf(1, said="U+1F600")).missing == ()
