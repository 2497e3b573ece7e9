"""Each check of the gallery finds the fault that was planted for it: a check that cannot fail is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from tests.ui.gallery import looking, room
from tests.ui.gallery.looking import Sight
from ui.widgets.buttons import Button
from ui.widgets.words import PlainLabel


@pytest.fixture
def page(dressed: QApplication) -> Iterator[QWidget]:
    """An empty page of 400 by 300; what a test puts on it is laid out by ``shown``."""
    made = QWidget()
    made.setPalette(dressed.palette())
    QVBoxLayout(made)
    made.resize(400, 300)
    yield made
    made.close()
    made.deleteLater()


def shown(page: QWidget, *held: QWidget) -> Sight:
    """The page with these beneath each other, as a person sees it."""
    layout = page.layout()
    assert layout is not None
    for one in held:
        layout.addWidget(one)
    page.show()
    QCoreApplication.processEvents()
    return Sight(page)


def test_words_without_room_are_seen(page: QWidget) -> None:
    """A label and a button narrower than their words, and a text lower than its lines."""
    label, button = QLabel("一段放不下的文字，宽度不够"), Button("作废这份协议")
    label.setFixedWidth(30)
    button.setFixedWidth(40)
    low = PlainLabel("这一段文字要好几行才放得下，可是只给了它一行的高度，后面的都看不见了。" * 2, wraps=True)
    low.setFixedHeight(18)
    told = room.cut(shown(page, label, button, low))
    assert [one.split(" ")[0] for one in told] == ["QLabel", "Button", "PlainLabel"]


def test_a_cut_head_is_seen(page: QWidget) -> None:
    """A column narrower than its head."""
    table = QTableWidget(1, 2)
    table.setHorizontalHeaderLabels(["负责人和他的部门", "时限"])
    table.setColumnWidth(0, 40)
    assert [one.split(":")[0] for one in room.cut_heads(shown(page, table))] == ["负责人和他的部门"]


@pytest.mark.parametrize("bar", [Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff])
def test_scrolling_sideways_is_seen(page: QWidget, bar: Qt.ScrollBarPolicy) -> None:
    """An area whose content is wider than it, with and without a bar."""
    area, wide = QScrollArea(), QWidget()
    wide.setMinimumSize(900, 20)
    area.setWidget(wide)
    area.setHorizontalScrollBarPolicy(bar)
    assert [one.split(" ")[0] for one in room.sideways(shown(page, area))] == ["QScrollArea"]


def test_a_column_beyond_the_edge_is_seen(page: QWidget) -> None:
    """A table whose last column is out of sight, though it shows no bar for it."""
    table = QTableWidget(1, 2)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for at in range(2):
        table.setColumnWidth(at, 220)
    assert [one.split(" ")[0] for one in room.sideways(shown(page, table))] == ["QTableWidget"]


def test_what_goes_beyond_its_holder_is_seen(page: QWidget) -> None:
    """A button whose right end its holder cuts off."""
    holder = QWidget()
    button = Button("作废这份协议")
    button.setParent(holder)
    button.move(340, 0)
    assert [one.split(" ")[:2] for one in room.outside(shown(page, holder))] == [["Button", "作废这份协议"]]


def test_what_lies_on_each_other_is_seen(page: QWidget) -> None:
    """Two labels at one place."""
    holder = QWidget()
    QHBoxLayout(holder)
    first, second = QLabel("第一", holder), QLabel("第二", holder)
    first.setGeometry(10, 10, 60, 20)
    second.setGeometry(40, 10, 60, 20)
    assert len(room.overlapping(shown(page, holder))) == 1


def test_a_field_without_name_or_label_is_seen(page: QWidget) -> None:
    """A field that nothing names, and one whose label leads nowhere; a buddy mends the latter."""
    nameless, field, label = QLineEdit(), QLineEdit(), QLabel("电话*")
    field.setAccessibleName("电话，必填")
    column = QWidget()
    line = QHBoxLayout(column)
    line.addWidget(label)
    line.addWidget(field)
    sight = shown(page, nameless, column)
    assert looking.nameless(sight) == ["QLineEdit in QWidget"]
    assert [one.split(":")[0] for one in looking.unlabelled(sight)] == ["QLineEdit 电话，必填"]
    label.setBuddy(field)
    assert not looking.unlabelled(sight)


def test_a_detour_of_tab_is_seen(page: QWidget) -> None:
    """A field above a button to which Tab comes later."""
    button, field = Button("提交"), QLineEdit()
    layout = shown(page, button).window.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, field)
    assert looking.out_of_order(shown(page)) == ["Button 提交 → QLineEdit "]


def test_a_part_that_is_filled_later_is_seen(page: QWidget) -> None:
    """Its second button comes behind all that stood before, beside it and below."""
    first, second, below = Button("接收"), Button("退回"), Button("打印")
    part = QWidget()
    line = QHBoxLayout(part)
    line.addWidget(first)
    sight = shown(page, part, below)
    assert not looking.out_of_order(sight)
    line.addWidget(second)
    sight = shown(page)
    assert looking.out_of_order(sight) == ["Button 打印 → Button 退回", "Button 退回 after its part was left"]


def test_faint_words_are_seen(page: QWidget) -> None:
    """Light grey on white."""
    pale = QLabel("浅")
    palette = pale.palette()
    palette.setColor(pale.foregroundRole(), QColor("#e8e8e8"))
    pale.setPalette(palette)
    assert [one.split(":")[0] for one in looking.faint(shown(page, pale))] == ["QLabel 浅"]
