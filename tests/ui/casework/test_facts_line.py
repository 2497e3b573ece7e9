"""The facts of a case keep to the width of the page, the customer's name longest."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.gallery.looking import Sight
from tests.ui.gallery.room import cut
from ui.models.cells import DueMark, Mood
from ui.views.casework.facts_line import YIELD, FactsLine

NAME, PRODUCT = "宁德蕉城兄弟摩托车修理有限公司", "砺驰摩托车机油 10W-40·1L·MC40202605280001"
CLOCKS = (DueMark(Mood.LATER, "回访 3-6 17:30"), DueMark(Mood.LATER, "解决 3-12 17:30"))


@pytest.mark.parametrize("width", [600, 700, 820, 1040, 1600])
def test_nothing_is_cut_where_room_is_short(dressed: QApplication, width: int) -> None:
    """Every word has the width it shows; a shortened one, or a clock that went, is whole in a tooltip."""
    line = FactsLine()
    line.resize(width, 30)
    line.show()
    line.show_facts((NAME, "王师傅 13812340001", PRODUCT, "负责人 黄建平"), CLOCKS)
    dressed.processEvents()
    line.resize(width, line.sizeHint().height())
    assert cut(Sight(line)) == []
    assert line.facts["who"].text() == NAME or line.facts[YIELD[0]].text() != PRODUCT
    shown = line.facts["what"]
    assert shown.text() == PRODUCT or "MC40202605280001" in shown.toolTip()
    assert line.later.text() == CLOCKS[1].word or CLOCKS[1].word in line.clock.toolTip()
    line.close()


@pytest.mark.usefixtures("dressed")
def test_all_is_shown_where_there_is_room() -> None:
    """On a wide page nothing is shortened."""
    line = FactsLine()
    line.resize(1600, 30)
    line.show()
    line.show_facts(("顺达汽修", "王师傅", "柴机油", "负责人 黄建平"), CLOCKS)
    assert [label.text() for label in line.facts.values()] == [
        "顺达汽修",
        "王师傅",
        "柴机油",
        "负责人 黄建平",
    ]
    assert line.later.text() == CLOCKS[1].word
    line.close()
