"""Texts that attack: in every component they are shown letter by letter, and nothing outside is loaded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, CheckBox, RadioButton
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field, Note
from ui.widgets.paint.strokes import plain_tip
from ui.widgets.sections import EmptyList, Facts, Section, SectionHead
from ui.widgets.sheet import components
from ui.widgets.status import Running, StatusItem
from ui.widgets.stepper import Stepper
from ui.widgets.table import ListView
from ui.widgets.timeline import Timeline
from ui.widgets.toast import Toast, Verb
from ui.widgets.words import PlainLabel, Prose

HOSTILE = (
    '<img src="file:///etc/passwd">',
    "A<B>公司",
    "AT&T",
    "&amp;<b>粗</b>",
    "<!-- x --><script>alert(1)</script>",
    '<a href="file:///etc/hosts">点我</a>',
    "一\n二\t三",
    "<table><tr><td>" * 20,
    "%1 {0} %s {name}",
    "汉" * 500,
)
KINDS = (
    Badge,
    Button,
    CheckBox,
    Decision,
    EmptyList,
    Facts,
    Field,
    ListView,
    Note,
    PlainLabel,
    Prose,
    RadioButton,
    Running,
    Section,
    SectionHead,
    StatusItem,
    Stepper,
    Timeline,
    Toast,
    Verb,
)


def every(page: QWidget) -> list[QWidget]:
    """The page's widgets, all of them."""
    return page.findChildren(QWidget)


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    """One text that attacks."""
    text: str = request.param
    return text


@pytest.fixture
def page(qtbot: QtBot, hostile: str) -> QWidget:
    """The sheet of all components, every text of it the one that attacks."""
    made = components(say=lambda _: hostile)
    qtbot.addWidget(made)
    made.show()
    assert not made.grab().isNull()
    return made


def test_no_kind_of_component_is_left_out(page: QWidget) -> None:
    """The sheet holds every kind of component that shows words."""
    assert [kind for kind in KINDS if not page.findChildren(kind)] == []


def test_every_widget_shows_the_text_letter_by_letter(page: QWidget, hostile: str) -> None:
    """Labels are plain, buttons have no mnemonic, editors hold what they were given, nothing takes markup."""
    labels = [w for w in every(page) if isinstance(w, QLabel)]
    assert [w for w in labels if w.textFormat() is not Qt.TextFormat.PlainText] == []
    buttons = [w for w in every(page) if isinstance(w, QAbstractButton)]
    assert [w for w in buttons if not w.shortcut().isEmpty()] == []
    ours = [
        w
        for w in every(page)
        if isinstance(w, (PlainLabel, Prose, Button, CheckBox, RadioButton, Toast, Note))
    ]
    assert len([w for w in ours if w.text() == hostile]) > 40
    flat = hostile.replace("\n", "\u2028") if "\n" in hostile else hostile
    shown = {w.text() for w in every(page) if isinstance(w, QLineEdit)}
    assert shown & {hostile, flat, hostile.replace("\n", " "), hostile.replace("\n", " ").replace("\t", " ")}
    assert {w.itemText(0) for w in every(page) if isinstance(w, QComboBox)} == {hostile}
    texts = [w for w in every(page) if isinstance(w, QTextEdit) and w.toPlainText()]
    assert [w.toPlainText() for w in texts] == [hostile]


def test_no_tooltip_takes_markup(page: QWidget, hostile: str) -> None:
    """A tooltip that a person's text can reach shows the text, all of it."""
    tips = {w.toolTip() for w in every(page) if w.toolTip()}
    assert tips
    assert [tip for tip in tips if not tip.startswith("<div style=")] == []
    if "<" in hostile:
        assert [tip for tip in tips if hostile in tip] == []
    view = page.findChild(ListView)
    assert view is not None
    view.rows.show(view.rows.rows())
    cell = view.visualRect(view.rows.index(0, 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, cell, view.viewport().mapToGlobal(cell))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() in {"", plain_tip(hostile)}


def test_a_tip_is_read_as_it_was_written(hostile: str) -> None:
    """What a tooltip shows, taken as the rich text that it is, are the letters that were given."""
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(plain_tip(hostile))
    assert document.toPlainText() == hostile
    assert plain_tip("") == ""
