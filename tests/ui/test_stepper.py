"""Where words stand: the path of a case cuts none, each duty has its own mark, a link begins at its edge."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aftersales.domain.codes import Clock
from ui.presenters.today import VERBS
from ui.views.today import CLOCKS, ICONS
from ui.widgets import stepper
from ui.widgets.buttons import Button, Kind
from ui.widgets.paint import strokes
from ui.widgets.stepper import Passed, Station, Stepper

LONG = ("Investigation and finding", "Customer", "Agreement and signature")


def stations(words: tuple[str, ...]) -> list[Station]:
    """A path of these, the second of which is now."""
    return [
        Station(word, Passed.NOW if at == 1 else Passed.DONE, "Yesterday 10:01")
        for at, word in enumerate(words)
    ]


@pytest.mark.parametrize("width", [330, 600])
def test_no_word_of_the_path_is_cut(dressed: QApplication, qtbot: QtBot, width: int) -> None:  # noqa: ARG001
    """Every letter stands in some line, and the path is as high as its lines want, no higher."""
    path = Stepper(stations(LONG))
    qtbot.addWidget(path)
    path.resize(width, 80)
    path.show()
    lines = [stepper._broken(each.word, stepper._font(each), path._room()) for each in path.stations()]
    assert tuple(" ".join(each) for each in lines) == LONG
    assert path._lines[0] == max(len(each) for each in lines) > (1 if width < 600 else 0)
    tall = path.sizeHint().height()
    path.show_stations(stations(("Register", "Accept", "Close")))
    assert (path.sizeHint().height() < tall) == (width < 600)


def test_each_kind_of_duty_has_its_own_mark() -> None:
    """What waits is told apart at a glance: no two kinds of 今日 share an icon."""
    marks = [*(CLOCKS[Clock(clock)] for clock in VERBS), *ICONS.values()]
    assert len(set(marks)) == len(marks)


def test_a_link_stands_at_the_edge_of_the_text_above_it(dressed: QApplication, qtbot: QtBot) -> None:  # noqa: ARG001
    """No more than the ring of the focus lies between its edge and its words."""
    link = Button("重新查找打印机", Kind.LINK, small=True)
    qtbot.addWidget(link)
    assert link.sizeHint().width() <= strokes.width_of(link.text(), link.lettering()) + 2 * strokes.RING
