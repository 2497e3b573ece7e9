"""Every view as a person sees it: names, room for words, the way of Tab, contrast, nothing sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.ui.gallery import looking
from ui.gallery.scenes import Scene, scenes
from ui.gallery.stage import Look, Stage
from ui.gallery.views import missing
from ui.views.screens import screens
from ui.widgets.buttons import Button
from ui.widgets.tokens import Scheme

Finds = Callable[[QWidget], list[str]]
CHECKS: tuple[Finds, ...] = (
    looking.nameless,
    looking.cut,
    looking.cut_heads,
    looking.sideways,
    looking.out_of_order,
    looking.faint,
)


def walk(stage: Stage, look: Look, only: Callable[[Scene], bool] = lambda _: True) -> Iterator[Scene]:
    """Each scene in this look, as it stands."""
    chosen = sorted(filter(only, scenes()), key=lambda one: one.login)
    for login, of_person in groupby(chosen, key=lambda one: one.login):
        stage.enter(login, look)
        for scene in of_person:
            if not missing(stage, scene):
                scene.act(stage)
                stage.settle()
                yield scene
                stage.tidy()


def in_front(stage: Stage) -> list[QWidget]:
    """What can be used: a box or the palette dims all that lies behind it."""
    frame = stage.window.frame
    panels = (frame.palette_box, frame.bell.panel) if frame is not None else ()
    return stage.over() or [one for one in panels if one.isVisible()] or [stage.window]


def found(stage: Stage, look: Look, checks: tuple[Finds, ...]) -> list[str]:
    """What is wrong anywhere, each with its scene."""
    wrong = []
    for scene in walk(stage, look):
        for shown in in_front(stage):
            wrong += [f"{scene.shown} {check.__name__}: {told}" for check in checks for told in check(shown)]
    return wrong


def test_the_gallery_shows_every_screen() -> None:
    """A screen that is added to the frame is drawn and checked as well."""
    names = {one.name for one in screens(lambda *_: 0, lambda *_: None)}  # type: ignore[arg-type]
    drawn = {scene.name.partition("-")[0] for scene in scenes()}
    assert names <= drawn


def test_every_view_in_light(stage: Stage) -> None:
    """Each field has a name, each word its room, Tab goes as one reads, every text has its contrast."""
    assert not (wrong := found(stage, Look(), CHECKS)), "\n".join(wrong)


def test_every_text_in_dark(stage: Stage) -> None:
    """The dark palette keeps the contrast too."""
    wrong = found(stage, Look(Scheme.DARK), (looking.faint,))
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def faulty(dressed: QApplication) -> Iterator[QWidget]:
    """A page with one fault of each kind."""
    page = QWidget()
    page.setPalette(dressed.palette())
    column, line = QVBoxLayout(page), QHBoxLayout()
    label = QLabel("一段放不下的文字，宽度不够")
    label.setFixedWidth(30)
    pale = QLabel("浅")
    palette = pale.palette()
    palette.setColor(pale.foregroundRole(), QColor("#e8e8e8"))
    pale.setPalette(palette)
    button = Button("作废这份协议")
    button.setFixedWidth(40)
    field = QLineEdit()
    line.addWidget(label)
    line.addWidget(pale)
    column.addLayout(line)
    column.addWidget(button)
    column.insertWidget(0, field)  # above it, but Tab comes there later
    page.show()
    yield page
    page.close()


def test_faults_are_seen(faulty: QWidget) -> None:
    """Each check finds the fault that was planted for it: a check that cannot fail is none."""
    assert looking.nameless(faulty) == ["QLineEdit in QWidget"]
    assert [told.split(":")[0] for told in looking.cut(faulty)] == [
        "QLabel 一段放不下的文字，宽度不够",
        "Button 作废这份协议",
    ]
    assert looking.out_of_order(faulty) == ["Button 作废这份协议 → QLineEdit "]
    assert any("浅" in told for told in looking.faint(faulty))
