"""快速处理 in a window: who gives a gift at once is told how the month's gifts stand."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.usecases.office import set_company
from tests.presenters.call_desk import FAST, AtOnce
from tests.stories.ui.call_room import Desk, registration
from ui.presenters.register import Form
from ui.views.parts.row_table import RowTable
from ui.widgets.fields.choice import ComboInput

EIGHTY = "本月赠品（含本次）合计 4,000.00 元，已达每月赠品预算 5,000.00 元的 80%。"


@pytest.fixture
def desk(clerk: App, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The registration of somebody from service; the month has 5,000 yuan for gifts."""
    clerk.signed_in("admin").do(set_company, {"gift_budget": "5000"})
    made = registration(clerk.signed_in("service1"), AtOnce(), tmp_path)
    qtbot.addWidget(made.view)
    return made


def give(desk: Desk, kind: str, yuan: str) -> str:
    """What stands beneath the rows once this kind and amount are typed into the first."""
    table = cast("RowTable", desk.view.form.editor("remedies"))
    chosen, amount = (table.filled()[0][name] for name in ("kind", "amount"))
    cast("ComboInput", chosen).choose(kind)
    amount.show_words(yuan)
    amount.settled.emit()
    return desk.view.form.field("remedies").note()


def test_a_gift_near_the_budget_is_told_beneath_the_rows(desk: Desk) -> None:
    """It comes with the amount that is too much and goes with it; of the next call it says nothing."""
    desk.view.presenter.switch(Form.QUICK, {**FAST, "remedies": [{"kind": "gift", "amount": "3999"}]})
    assert desk.view.form.field("remedies").note() == ""
    assert give(desk, "gift", "4000") == EIGHTY
    assert give(desk, "cash", "4000") == ""
    assert give(desk, "gift", "4000") == EIGHTY
    desk.view._switch(Form.LONG)
    assert desk.view.form.field("remedies").note() == ""
    desk.view._switch(Form.QUICK)
    assert desk.view.form.field("remedies").note() == EIGHTY
    desk.view.discard()
    assert desk.view.form.field("remedies").note() == ""
