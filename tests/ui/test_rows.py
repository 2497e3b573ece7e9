"""Rows as a Qt model: Qt's own tester, pages by key, what is drawn again, what is copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.ui.rows import COLUMNS, Line, lines, model_of
from ui.models.cells import Amount
from ui.models.rows import Column, RowsModel, tsv


def test_qt_finds_nothing_wrong_with_the_model(qtmodeltester: ModelTester) -> None:
    """Qt's model tester passes while rows come, change and go."""
    model = model_of(*lines(30), more=True)
    qtmodeltester.check(model)
    model.append(lines(30, 30), more=False)
    model.show((Line(1, "改过"), *lines(58, 2)))
    model.show(())
    model.show(lines(3))


def test_a_page_is_asked_for_once_and_by_the_last_key() -> None:
    """Scrolling asks for the page after the last key, once, until it came or failed."""
    model = model_of(*lines(50), more=True)
    asked: list[object] = []
    model.wants_more.connect(asked.append)
    for _ in range(3):
        model.fetchMore()
    assert asked == [49]
    model.append(lines(50, 45), more=True)
    assert [row.id for row in model.rows()] == list(range(95))
    model.fetchMore()
    model.stop_asking()
    model.fetchMore()
    assert asked == [49, 94, 94]
    model.append((), more=False)
    assert not model.canFetchMore()


def test_the_same_rows_changed_are_drawn_again_and_nothing_else() -> None:
    """With the same keys only the changed row is announced, and no reset throws the selection away."""
    model = model_of(*lines(5))
    changed: list[int] = []
    resets: list[object] = []
    model.dataChanged.connect(lambda first, _: changed.append(first.row()))
    model.modelReset.connect(lambda: resets.append(1))
    model.show((Line(0), Line(1), Line(2, "别的客户"), Line(3), Line(4)))
    assert (changed, resets) == ([2], [])
    assert str(model.cell(2, 2)) == "别的客户"


def test_roles_the_model_does_not_know_cost_nothing() -> None:
    """Roles other than words, alignment and accessibility are answered with None."""
    model = model_of(Line(1))
    index = model.index(0, 6)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "4,860.00"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    silent = (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.FontRole)
    assert [index.data(role) for role in silent] == [None, None, None]


HOSTILE = ["=HYPERLINK(1)", "＝1+1", "+86 138", "-cmd|'/c calc'!A0", "@SUM(A1)", "=\t1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_a_formula_is_copied_as_text(text: str) -> None:
    """A cell that a spreadsheet would calculate is disarmed on the clipboard."""
    copied = tsv(model_of(Line(1, text)), [0], [2], heads=False)
    assert copied.startswith("'")


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_copied_table_keeps_its_shape(names: list[str]) -> None:
    """Whatever people wrote, a copied row is one line and a cell is one cell."""
    model = model_of(*(Line(n, name) for n, name in enumerate(names)))
    copied = tsv(model, range(len(names)), range(len(COLUMNS)))
    assert len(copied.splitlines()) == len(names) + 1
    assert {line.count("\t") for line in copied.split("\n")} == {len(COLUMNS) - 1}


def test_numbers_are_copied_as_numbers() -> None:
    """Money is copied so that a spreadsheet adds it up: no commas, no disarming, an empty cell for none."""
    columns = (Column[Line]("sum", "金额", lambda r: Amount(r.fen), 90),)
    model = RowsModel[Line](columns, lambda r: r.id)
    model.show((Line(1, fen=486_000), Line(2, fen=-5), Line(3, fen=None)))
    assert tsv(model, range(3), [0]).split("\n") == ["金额", "4860.00", "-0.05", ""]
