"""Words that the office made its own, at the registration: offered, filled in, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.records.product import Product
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.dictionaries import add_word, hide_word
from aftersales.usecases.importing_files import PRODUCTS
from aftersales.usecases.work import Work
from tests.presenters.call_desk import FAST, LONG, AtOnce, copied
from tests.presenters.held import Held
from tests.stories.ui.call_room import Desk, Keyboard, registration
from ui.presenters.drafts import Draft, Drafts, new_id
from ui.presenters.register import Form
from ui.presenters.runner import Lane
from ui.views.parts.row_table import RowTable
from ui.widgets.fields.choice import ComboInput

PRODUCT = "砺驰吨装齿轮油"
OWN = {
    "unit": "吨桶",
    "demand": "派人来看",
    "receipt_kind": "回执",
    "reason": "包装太旧",
    "channel": "短视频",
}
"""By dictionary."""


@pytest.fixture
def service(office_file: Path, tmp_path: Path) -> Iterator[App]:
    """A desk of an office with words of its own, and a product with such a unit."""
    admin = copied(office_file, tmp_path / "office", "admin")
    for dictionary, word in OWN.items():
        admin.do(add_word, dictionary, word)
    admin.do(hide_word, "unit", "bottle")
    admin.do(has_product)
    admin.close()
    app = copied(tmp_path / "office" / "office.db", tmp_path / "desk", "service1")
    yield app
    app.close()


def has_product(work: Work) -> None:
    """The file of products has one in a unit of the office's own."""
    product = Product(code="T-1", name=PRODUCT, unit="own_1", unit_value=900)
    work.books.put_record(product, step=PRODUCTS, at=work.now)


def offered(desk: Desk, table: str, column: str) -> list[list[str]]:
    """The words of every cell of a column."""
    rows = desk.view.form.editor(table)
    assert isinstance(rows, RowTable)
    cells = [cell for cell in rows.cells(column) if isinstance(cell, ComboInput)]
    return [[cell.itemText(at) for at in range(cell.count())] for cell in cells]


def test_the_offices_own_words_are_offered_in_every_row(service: App, tmp_path: Path, qtbot: QtBot) -> None:
    """Also in rows to come; a word that was hidden is in none."""
    desk = registration(service, AtOnce(), tmp_path)
    qtbot.addWidget(desk.view)
    desk.view.form.show_values({**LONG, "remedies": FAST["remedies"]}, quick=False)
    for table, column, word in (
        ("product_line", "unit", "吨桶"),
        ("product_line", "receipt_kind", "回执"),
        ("demands", "kind", "派人来看"),
        ("remedies", "unit", "吨桶"),
    ):
        words = offered(desk, table, column)
        assert len(words) == 2
        assert all(word in each and "瓶" not in each for each in words)


def test_goods_in_a_unit_of_the_offices_own_go_the_fast_lane(
    service: App, tmp_path: Path, qtbot: QtBot
) -> None:
    """The file of products fills the unit in, and the case is sent."""
    desk = registration(service, AtOnce(), tmp_path)
    qtbot.addWidget(desk.view)
    goods = {"kind": "goods", "product": PRODUCT, "qty": "1"}
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, control=True)
    desk.view.form.show_values({**FAST, "remedies": [goods], "due": "2026-12-30"}, quick=True)
    desk.view.form.complete()
    keys.press(Qt.Key.Key_Return, control=True)
    assert [line.product for line in service.ask(case_lines)] == [FAST["product"]]


def test_a_draft_comes_back_whole_before_the_office_is_read(
    service: App, tmp_path: Path, qtbot: QtBot
) -> None:
    """What a crash left may be on the screen first: the words of the office's own stand in it."""
    values = {**LONG, "demands": [{"kind": "own_1"}], "reason": ["own_1"], "channel": "own_1"}
    left = Draft(new_id(), Form.LONG, values, "2026-11-23T01:00:00+00:00", session="another")
    Drafts(tmp_path / "drafts").write(left)
    slow = Held(Lane.DATABASE)
    desk = registration(service, slow, tmp_path)
    qtbot.addWidget(desk.view)
    slow.let_go()
    assert desk.view.form.values().items() >= values.items()
