"""登记: what looks wrong is taken all the same, and told while the customer is still there to be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.storage.queries.cases import case_lines
from tests.presenters.call_desk import LONG, PHONE, AtOnce
from tests.stories.ui.call_room import Desk, registration


@pytest.fixture
def desk(clerk: App, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The clerk's registration in a window; work is done at once."""
    made = registration(clerk, AtOnce(), tmp_path)
    qtbot.addWidget(made.view)
    return made


def sign(desk: Desk, **other: object) -> str:
    """What stands in the head once this call is signed."""
    desk.view.form.show_values({**LONG, **other}, quick=False)
    desk.view.submit.click()
    return desk.view.back.text()


def test_what_looks_wrong_is_told_when_it_is_signed(desk: Desk, clerk: App) -> None:
    """With its number, for the form is blank by then; the next call's own words stand there afterwards."""
    told = sign(desk, phones=f"{PHONE} / 找老王")
    (line, *_) = clerk.ask(case_lines)
    assert told == f"{line.case_no} 请再核对：“找老王”不像电话号码，请核对；内容已照原样保留。"
    assert not desk.view.form.values().get("phones")
    assert sign(desk, phones="13800138000", cust_name="城南汽修") == ""


def test_two_things_stand_beneath_each_other(desk: Desk) -> None:
    """A batch that tells another day than was typed, beside the telephone."""
    row = {"product": "油", "batch_no": "B20260105", "produced_on": "2026-02-05", "qty_bad": "1"}
    told = sign(desk, phones="找老王", product_line=[row])
    assert len(told.splitlines()) == 2
    assert "B20260105" in told
