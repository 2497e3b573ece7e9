"""A case on hold in 今日: a row of its own says that it is to go on, and its next step is 恢复."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QApplication

from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import page_of
from tests.ui.casework.conftest import Enter, Made
from ui.presenters.today import Kind
from ui.views.today import TodayView, make


def test_it_stands_in_its_owners_day(enter: Enter, shown: Made) -> None:
    """Held until today it is due today: 挂起, and the verb 恢复 where one stands on it."""
    page = page_of(enter("admin"), State.INVESTIGATING)
    app = enter(page.case.complaint.owner or "")
    today, number = page.office.day(page.now), page.case.complaint.case_no
    app.do(take, Step.HOLD, number, {"hold_reason": "等样品", "hold_until": today.isoformat()})
    made, frame = shown(app, make)
    view = cast("TodayView", made)
    view.refresh()
    QApplication.processEvents()
    rows = [part.rows.row(at) for part in view.groups.values() for at in range(part.rows.rowCount())]
    (row,) = (row for row in rows if row.case_no == number and row.kind is Kind.HOLD)
    assert (str(view.kind(row)), row.step) == ("挂起", Step.RESUME)
    view.open_row(row)
    assert frame.went == [("case", number)]


def test_what_an_authority_asks_stands_there_too(enter: Enter, shown: Made) -> None:
    """要求回复期限 is a row of its owner's day, and leads to the case."""
    page = page_of(enter("admin"), State.INVESTIGATING)
    app, number = enter(page.case.complaint.owner or ""), page.case.complaint.case_no
    today = page.office.day(page.now).isoformat()
    app.do(take, Step.AMEND, number, {"authority_due_at": today})
    made, frame = shown(app, make)
    view = cast("TodayView", made)
    view.refresh()
    QApplication.processEvents()
    rows = [part.rows.row(at) for part in view.groups.values() for at in range(part.rows.rowCount())]
    (row,) = (row for row in rows if row.case_no == number and row.kind is Kind.AUTHORITY)
    assert (str(view.kind(row)), row.step) == ("要求回复期限", Step.CONTACT)
    view.open_row(row)
    assert frame.went == [("case", number)]
