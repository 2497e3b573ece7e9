"""The list in the window: keyboard, selection that stays, columns, tooltips, the cost of a page."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.rows import COLUMNS, Line, lines, model_of
from ui.widgets.buttons import Button
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme


def shown(qtbot: QtBot, *rows: Line, more: bool = False) -> ListView:
    """A list with these rows, in a window with the focus."""
    model = model_of(*rows, more=more)
    view = ListView(model, "客诉")
    model.setParent(view)
    view.resize(1000, 928)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    return view


def test_the_keyboard_walks_opens_and_copies(qtbot: QtBot) -> None:
    """Tab goes to the first row, arrows walk, Shift takes several, Enter opens, Ctrl+C copies with heads."""
    view = shown(qtbot, *lines(9))
    opened: list[Line] = []
    view.opened.connect(opened.append)
    assert (view.current, [row.id for row in view.chosen_rows()]) == (0, [0])
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in view.chosen_rows()] == [1, 2]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [row.id for row in opened] == [2]
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].split("\t")[:3] == ["程度", "编号", "客户"]
    assert [line.split("\t")[1] for line in copied[1:]] == ["TS-20260304-001", "TS-20260304-002"]


def test_a_held_enter_opens_once(qtbot: QtBot) -> None:
    """The repeats of the key were not meant for the row, nor for what it opened."""
    view = shown(qtbot, *lines(9))
    opened: list[Line] = []
    view.opened.connect(opened.append)
    plain = Qt.KeyboardModifier.NoModifier
    for again in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, plain, "\r", again)
        QApplication.sendEvent(view, press)
    assert [row.id for row in opened] == [0]


def test_who_came_before_the_rows_stands_on_the_first(qtbot: QtBot) -> None:
    """A screen that opens has the keys before it has rows; later nobody is put onto another row."""
    view = shown(qtbot)
    view.rows.show(lines(9))
    assert (view.current, len(view.chosen_rows())) == (0, 1)
    view.rows.show(lines(3, 100))
    assert (view.current, view.chosen_rows()) == (-1, ())


def test_selection_and_place_stay_when_rows_come_anew(qtbot: QtBot) -> None:
    """After a reload with new rows before them the same cases are selected, and the same one is current."""
    view = shown(qtbot, *lines(9))
    view.go_to(4)
    view.rows.show((*lines(3, 100), *lines(9)))
    assert [row.id for row in view.chosen_rows()] == [4]
    assert view.rows.row(view.current).id == 4
    view.rows.show(lines(3))
    assert view.chosen_rows() == ()


def test_a_page_more_is_asked_for_when_the_end_comes_near(qtbot: QtBot) -> None:
    """Scrolling to the end asks for the next page."""
    view = shown(qtbot, *lines(60), more=True)
    asked: list[object] = []
    view.rows.wants_more.connect(asked.append)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    QCoreApplication.processEvents()
    assert asked == [59]


def test_columns_fill_the_width_and_are_remembered(qtbot: QtBot) -> None:
    """The open column takes what is left; a width that a person chose is told and taken back next time."""
    view = shown(qtbot, *lines(3))
    told: list[object] = []
    view.widths_changed.connect(lambda: told.append(view.widths()))
    assert sum(view.columnWidth(at) for at in range(len(COLUMNS))) == view.viewport().width()
    view.head.resizeSection(2, 210)
    assert told == [{"name": 210}]
    assert sum(view.columnWidth(at) for at in range(len(COLUMNS))) == view.viewport().width()
    other = shown(qtbot, *lines(3))
    other.set_widths({"name": 210, "gone": 99})
    assert other.columnWidth(2) == 210
    assert other.widths() == {"name": 210}


def test_a_column_that_gave_way_keeps_its_width(qtbot: QtBot) -> None:
    """Hiding a column for want of room and showing it again is no width that a person chose."""
    view = shown(qtbot, *lines(2))
    view.show_columns(("number", "title"))
    view.show_columns(())
    assert view.widths() == {}


def test_hidden_columns_are_neither_drawn_nor_copied(qtbot: QtBot) -> None:
    """Only the columns that a person chose are shown and copied; the bar stands at the first of them."""
    view = shown(qtbot, *lines(3))
    view.show_columns(("no", "due"))
    assert view.shown_columns() == (1, 7)
    assert (view.first, view.last) == (1, 7)
    view.go_to(1)
    assert view.copy().split("\n")[0] == "编号\t时限"


def test_a_head_click_asks_to_sort_where_the_query_can(qtbot: QtBot) -> None:
    """A click on a head asks for sorting by the query's name, and only where there is one."""
    view = shown(qtbot, *lines(3))
    asked: list[str] = []
    view.sort_asked.connect(asked.append)
    view.head.sectionClicked.emit(1)
    view.head.sectionClicked.emit(2)
    assert asked == ["no"]


def test_a_tooltip_says_what_is_cut_and_bars_without_a_word(qtbot: QtBot) -> None:
    """A cut text and a bare mark have their whole words as tooltip; a cell that says it all has none."""
    view = shown(qtbot, Line(1, "宁州远拓汽车配件及工程机械租赁有限责任公司第二分公司"), Line(2, "短"))
    width = view.columnWidth(2)
    assert "第二分公司" in view.painter.tip_at(0, 2, width)
    assert view.painter.tip_at(1, 2, width) == ""
    assert view.painter.tip_at(0, 0, view.columnWidth(0)) == "重大"


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    """Without rows the page with the next verb is seen, with rows it is not."""
    view = shown(qtbot)
    page = EmptyList("truck-delivery", "没有待接收的通知单", "协议签订后自动开单", Button("从协议开单"))
    view.set_empty(page)
    assert page.isVisible()
    view.rows.show(lines(1))
    assert not page.isVisible()


def test_a_page_of_28_by_8_cells_is_drawn_from_caches(qtbot: QtBot, dressed: QApplication) -> None:
    """Every cell is made once and its look once; the second page costs no new look. Prints the median."""
    view = shown(qtbot, *lines(28))
    picture = QPixmap(view.size())
    view.render(picture)
    looks = view.painter.kept()
    spent = []
    for _ in range(15):
        start = time.perf_counter()
        view.viewport().render(picture)
        spent.append((time.perf_counter() - start) * 1000)
    print(f"\n28 x 8 cells: median {sorted(spent)[7]:.1f} ms, best {min(spent):.1f} ms")
    assert view.painter.kept() == looks > 28
    theme().put_on(dressed, Scheme.DARK)
    assert view.painter.kept() == 0
