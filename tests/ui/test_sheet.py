"""All components at once: everything fits, has a name, is reached by Tab, goes without leftovers."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.gallery import components as components_drawn
from ui.gallery import index as pages
from ui.widgets.buttons import Button
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field
from ui.widgets.sheet import components
from ui.widgets.theme import theme
from ui.widgets.toast import Toasts
from ui.widgets.tokens import Scheme


def settled(qtbot: QtBot, times: int = 1) -> QWidget:
    """The sheet as the gallery draws it."""
    page = components(times)
    qtbot.addWidget(page)
    page.show()
    for _ in range(2):
        QCoreApplication.processEvents()
        page.resize(page.sizeHint())
    QCoreApplication.processEvents()
    return page


@pytest.mark.parametrize(("times", "zoom"), [(1, 1.0), (2, 1.0), (1, 1.5), (1, 2.0)])
def test_every_label_and_button_fits(qtbot: QtBot, dressed: QApplication, times: int, zoom: float) -> None:
    """No word is cut off and no two buttons lie over each other, at double text and enlarged."""
    theme().put_on(dressed, Scheme.LIGHT, zoom)
    page = settled(qtbot, times)
    seen = [
        w for w in page.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton) and w.isVisible()
    ]
    small = [
        (type(w).__name__, w.text(), w.width(), w.sizeHint().width())
        for w in seen
        if w.text() and w.width() < w.sizeHint().width() and not (isinstance(w, QLabel) and w.wordWrap())
    ]
    assert small == []
    low = [w.text() for w in seen if isinstance(w, QLabel) and w.height() < w.heightForWidth(w.width())]
    assert low == []
    for parent in {b.parentWidget() for b in page.findChildren(Button)}:
        mine = parent.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert not [1 for a in mine for b in mine if a is not b and a.geometry().intersects(b.geometry())]


def test_what_takes_the_focus_has_a_name(qtbot: QtBot) -> None:
    """Whatever Tab reaches says its name to a screen reader."""
    page = settled(qtbot)
    reached = [
        w
        for w in page.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]
    nameless = [
        w for w in reached if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
    ]
    inside = (QLineEdit,)
    assert [w for w in nameless if not isinstance(w, inside) and w.isVisible()] == []
    assert len(reached) > 20


def test_fields_follow_each_other_by_tab(qtbot: QtBot) -> None:
    """Tab goes through the fields in the order they are read."""
    page = settled(qtbot)
    fields = [f.widget for f in page.findChildren(Field) if f.widget.isVisible() and f.widget.isEnabled()]
    walked, at = [], page
    for _ in range(400):
        at = at.nextInFocusChain()
        if at in fields and at not in walked:
            walked.append(at)
    assert [fields.index(w) for w in walked] == list(range(len(fields)))


def test_a_theme_change_leaves_the_sheet_as_if_it_was_made_in_it(qtbot: QtBot, dressed: QApplication) -> None:
    """Switching a living page to dark gives the picture of a page that was made in dark."""
    page = settled(qtbot)
    theme().put_on(dressed, Scheme.DARK)
    QCoreApplication.processEvents()
    switched = page.grab().toImage()
    theme().put_on(dressed, Scheme.LIGHT)
    theme().put_on(dressed, Scheme.DARK)
    fresh = page.grab().toImage()
    assert switched == fresh
    assert switched.pixelColor(4, 4).lightness() < 60


def test_a_page_that_is_closed_is_gone() -> None:
    """Nothing keeps a page after it was deleted: no cache, no connection to the theme."""
    page = components()
    page.show()
    kept = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert kept() is None
    theme().changed.emit()


def test_toasts_pile_stay_while_focused_and_take_back(qtbot: QtBot) -> None:
    """Three at most; the focus keeps one; its verb acts once and it goes; by itself it goes in time."""
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    toasts, undone = Toasts(window), []
    made = [toasts.say(str(n), "撤销", lambda n=n: undone.append(n), key="Ctrl Z") for n in range(4)]
    assert [t.text() for t in toasts.toasts()] == ["1", "2", "3"]
    newest = made[3]
    assert newest.verb is not None
    newest.begin(1)
    newest.verb.setFocus()
    qtbot.wait(20)
    assert newest.isVisible()
    qtbot.keyClick(newest.verb, Qt.Key.Key_Space)
    assert toasts.undo()
    assert undone == [3, 2]
    made[1].begin(1)
    qtbot.waitUntil(lambda: toasts.toasts() == [])
    assert not toasts.isVisible()
    assert not toasts.undo()
    assert undone == [3, 2]


@pytest.mark.parametrize(("danger", "answer"), [(True, False), (False, True)])
def test_enter_in_passing_destroys_nothing(qtbot: QtBot, *, danger: bool, answer: bool) -> None:
    """Enter takes the safe button of a dangerous decision, the verb of a harmless one; Esc is no."""
    for key, wanted in ((Qt.Key.Key_Return, answer), (Qt.Key.Key_Escape, False)):
        box = Decision("作废协议？", "编号不再使用。", "作废协议", "保留", danger=danger)
        qtbot.addWidget(box)
        with qtbot.waitActive(box):
            box.open()
            box.activateWindow()
        qtbot.keyClick(box.focusWidget() or box, key)
        assert box.result() == int(wanted)


def test_the_gallery_draws_every_shot(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Each shot is a picture of its own, and the index names it."""
    for module in (components_drawn, pages):
        monkeypatch.setattr(module, "OUT", tmp_path)
    pictures = [components_drawn.draw(*shot) for shot in list(components_drawn.shots())[:3]]
    assert len({p.read_bytes() for p in pictures}) == 3
    page = pages.index(pictures).read_text(encoding="utf-8")
    assert all(p.stem in page for p in pictures)
