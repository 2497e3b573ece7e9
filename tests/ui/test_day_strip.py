"""The day strip: marks at one minute stand together, none is hidden by another, no word is cut."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.views.parts.day_strip import DayStrip, Mark, clusters
from ui.widgets.paint import strokes

OPENS = datetime(2026, 3, 11, 0, 30, tzinfo=UTC)
HOURS = ((OPENS, OPENS + timedelta(hours=9)),)


def at(minute: int) -> Mark:
    """Something due so many minutes after opening."""
    return Mark(OPENS + timedelta(minutes=minute), "答复", soon=False)


@given(st.lists(st.integers(0, 540), max_size=40), st.floats(1, 40))
def test_every_mark_stands_in_one_cluster_and_clusters_stand_apart(minutes: list[int], near: float) -> None:
    """Nothing is lost or twice, and no two places are nearer than a mark is wide."""
    found = clusters([at(each) for each in minutes], lambda one: (one - OPENS) / timedelta(minutes=1), near)
    assert sorted(mark.at for _, marks in found for mark in marks) == sorted(at(each).at for each in minutes)
    places = [place for place, _ in found]
    assert all(right - left >= near for left, right in pairwise(places))


def test_all_that_is_due_is_told_by_the_tooltip(qtbot: QtBot) -> None:
    """Also what stands together with others: minute and word of each."""
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(900, 56)
    marks = [Mark(OPENS, "接收", soon=True), Mark(OPENS, "回访", soon=False), at(300)]
    strip.show_day(HOURS, OPENS, marks, overdue="", later="")
    strip.show()
    strip.grab()
    assert strip.toolTip().count("00:30") == 2
    assert "回访" in strip.accessibleName()


def test_the_hour_that_now_runs_into_is_left_out_whole(qtbot: QtBot) -> None:
    """Just after closing for lunch: no half of 12:00 beside 现在 12:18; at ten all four times stand."""
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(1140, 56)
    noon = OPENS.replace(hour=12)
    lunch = (
        (noon - timedelta(minutes=210), noon),
        (noon + timedelta(minutes=90), noon + timedelta(hours=5.5)),
    )
    all_four = [edge for pair in lunch for edge in pair]
    strip.show_day(lunch, noon - timedelta(hours=2), (), overdue="", later="")
    assert strip.hours_told() == all_four
    strip.show_day(lunch, noon + timedelta(minutes=18), (), overdue="", later="")
    assert strip.hours_told() == [edge for edge in all_four if edge != noon]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_no_word_is_cut_or_runs_into_another(times: int, dressed: QApplication, qtbot: QtBot) -> None:  # noqa: ARG001
    """Also words that are longer than Chinese ones: each has its room, inside the strip."""
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(1100, 56)
    marks = [Mark(one.at, "First contact " * times, soon=False) for one in (at(0), at(200), at(539))]
    now = OPENS + timedelta(hours=4)
    strip.show_day(HOURS, now, marks, overdue="22 overdue " * times, later="40 later " * times)
    written = strip.written()
    assert {"00:30", "09:30"} <= {one.text for one in written}
    for one in written:
        assert one.box.width() >= strokes.width_of(one.text, one.font)
        assert strip.rect().toRectF().contains(one.box)
    for one, other in combinations(written, 2):
        apart = one.box.center().y() != other.box.center().y()
        assert apart or not one.box.intersects(other.box), (one.text, other.text)
    first, last = strip.ends()
    (before,) = (one.box.right() for one in written if one.text.startswith("22"))
    (behind,) = (one.box.left() for one in written if one.text.startswith("40"))
    assert before < first < last < behind
