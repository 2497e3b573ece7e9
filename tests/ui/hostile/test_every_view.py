"""Every text of the schema attacks: every view and tooltip shows it letter by letter and loads nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.presenters.full_desk import full_office
from tests.ui.hostile.poison import fields, poisoned, watched
from ui.gallery.scenes import case_in, scenes
from ui.gallery.stage import Look, Stage
from ui.gallery.views import missing
from ui.views.case import CaseView
from ui.widgets.paint.strokes import plain_tip
from ui.widgets.sections import Facts
from ui.widgets.words import Prose

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watch on files is Linux's")
MOST_ROWS = 12
"""Rows of a list whose tooltips are looked at: the others are drawn by the same hand."""


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A picture that nobody may load."""
    file = tmp_path / "bait.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    return file


@pytest.fixture
def stage(
    dressed: QApplication, full: Path, bait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """The gallery's stage at the poisoned office."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("ui.gallery.stage.NOW", datetime.now(UTC))
    office = Path(shutil.copy(full, tmp_path / "office.db"))
    poisoned(office, bait)
    opened = Stage(dressed, f"sqlite:///{office}")
    yield opened
    opened.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def rich(page: QWidget) -> list[str]:
    """Labels that would take markup, buttons that would take a letter for a key, foreign tooltips."""
    labels = [label for label in page.findChildren(QLabel) if not label.inherits("QTipLabel")]
    labels = [w for w in labels if w.textFormat() is not Qt.TextFormat.PlainText and w.text()]
    buttons = [
        w for w in page.findChildren(QAbstractButton) if not w.shortcut().isEmpty() and "&" in w.text()
    ]
    tips = [w.toolTip() for w in page.findChildren(QWidget) if w.toolTip()]
    wrong = [tip for tip in tips if not tip.startswith("<div style=") and "<" in tip]
    keyed = [w.text() for w in buttons if "乙" in w.text()]
    return [*(label.text() for label in labels), *keyed, *wrong]


def tips_of(view: QAbstractItemView) -> list[str]:
    """What the list's tooltips say, each shown."""
    model, found = view.model(), []
    if model is None:
        return []
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            at = view.visualRect(model.index(row, column)).center()
            event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
            QApplication.sendEvent(view.viewport(), event)
            found.append(QToolTip.text())
    return found


def looked_at(stage: Stage) -> list[str]:
    """Draw what is in sight and show each tooltip of it; what was taken for markup."""
    stage.take()
    page = stage.window
    for told in {w.toolTip() for w in page.findChildren(QWidget) if w.toolTip()}:
        QToolTip.showText(QPoint(10, 10), told, page)
    lists = [view for view in page.findChildren(QAbstractItemView) if view.isVisible()]
    listed = [tip for view in lists for tip in tips_of(view)]
    QToolTip.hideText()
    return rich(page) + [tip for tip in listed if tip and not tip.startswith("<div style=")]


@pytest.mark.parametrize("login", sorted({scene.login for scene in scenes()}))
def test_every_view_shows_text_as_text(stage: Stage, login: str, bait: Path) -> None:
    """Each view that this person has, as the gallery knows them; the bait is not touched, nothing crashes."""
    with watched(bait) as opened:
        stage.enter(login, Look())
        wrong = {}
        for scene in scenes():
            if scene.login == login and not missing(stage, scene):
                scene.act(stage)
                stage.settle()
                wrong[scene.name] = looked_at(stage)
                stage.tidy()
    assert {name: found for name, found in wrong.items() if found} == {}
    assert wrong
    assert opened == []


def test_no_word_of_a_case_is_lost(stage: Stage, tmp_path: Path, bait: Path) -> None:
    """What was written into the customer's words, summary and address stands in its sections, all of it."""
    put = poisoned(tmp_path / "office.db", bait)
    stage.enter("service1", Look())
    stage.frame.go("case", case_in(stage, "investigating"))
    stage.settle()
    page = stage.frame.pages["case"]
    assert isinstance(page, CaseView)
    for section in page.sections.values():  # as a person opens them
        section.open()
    stage.settle()
    said = [told.text() for told in page.findChildren(QWidget) if isinstance(told, QLabel | Prose)]
    said += [f"{name} {value}" for facts in page.findChildren(Facts) for name, value in facts.facts()]
    said += [told.toPlainText() for told in page.findChildren(QWidget) if hasattr(told, "toPlainText")]
    whole = "\n".join(said)
    for field in (("complaint", "verbatim"), ("complaint", "summary"), ("customer", "address")):
        assert put[field] in whole, field


def test_the_watch_sees_what_is_loaded(bait: Path, qtbot: QtBot) -> None:
    """A label that takes markup opens the bait; as our tooltips write it, it does not."""
    markup = f'<img src="file://{bait}">'
    with watched(bait) as opened:
        label = QLabel(markup)
        qtbot.addWidget(label)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.grab()
    assert opened
    with watched(bait) as opened:
        document = QTextDocument()
        document.setHtml(plain_tip(markup))
        document.size()
    assert (opened, document.toPlainText()) == ([], markup)


def test_the_schema_is_read_whole() -> None:
    """The fields come off the records: complaint, customer, notice, remedy and the rest are among them."""
    tables = {table for table, _ in fields()}
    assert {"complaint", "customer", "notice", "remedy", "product_line", "contact", "company"} <= tables
    assert len(fields()) > 120
