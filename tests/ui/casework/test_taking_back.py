"""撤销 on the page of a case: the toast's verb and the timeline's, for one's own entry of ten minutes."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.attaching import NewFile, attach_all
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import page_of
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.rooms import Remembering
from ui.presenters.photos.kept import Came
from ui.views.case import CaseView, make
from ui.widgets.buttons import Button

TALK = {
    "direction": "outgoing",
    "channel": "phone",
    "counterpart": "王师傅",
    "content": "记错了",
    "purpose": "answer",
}


@pytest.fixture
def page(enter: Enter, shown: Made) -> tuple[CaseView, Remembering, App, str]:
    """The page of a case, its owner before it."""
    complaint = page_of(enter("admin"), State.INVESTIGATING).case.complaint
    app = enter(complaint.owner or "")
    made, frame = shown(app, make)
    view = cast("CaseView", made)
    view.open(complaint.case_no)
    QApplication.processEvents()
    return view, frame, app, complaint.case_no


def _verbs(view: CaseView) -> list[Button]:
    """The verbs of the timeline, from above."""
    return [one for one in view.timeline.findChildren(Button) if one.text() == "撤销"]


def test_a_contact_is_taken_back_by_its_toast(page: tuple[CaseView, Remembering, App, str]) -> None:
    """The form is filled, the toast offers 撤销; afterwards the entry is struck and offers it no more."""
    view, frame, app, number = page
    view.presenter.begin(Step.CONTACT, {"content": "打错了电话"})
    for path, code in (("contact.direction", "outgoing"), ("contact.purpose", "answer")):
        view.form.fields[path].widget.choose(code)  # type: ignore[attr-defined]
    view.form.fields["contact.channel"].widget.choose("phone")  # type: ignore[attr-defined]
    view.form.send()
    assert view.pile.currentWidget() is not view.form
    assert view.timeline.entries()[0].verb == "撤销"
    [(verb, act)] = frame.acts
    assert verb == "撤销"
    act()
    view.refresh()
    row = app.ask(read_case, number).contacts[-1]
    assert row.taken_back_at is not None
    taken, entry = view.timeline.entries()[:2]
    assert (taken.what, entry.gone, entry.verb) == ("撤销", True, "")
    assert frame.said[-1] == "已撤销，留在历史里"
    assert frame.changes == 2


def test_an_entry_of_the_timeline_is_taken_back_by_keyboard(
    page: tuple[CaseView, Remembering, App, str],
) -> None:
    """The verb beside one's own entry is reached with Tab and pressed with the space bar."""
    view, _, app, number = page
    app.do(take, Step.CONTACT, number, TALK)
    view.refresh()
    [verb] = _verbs(view)
    verb.setFocus(Qt.FocusReason.TabFocusReason)
    assert verb.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(verb, Qt.Key.Key_Space)
    assert app.ask(read_case, number).contacts[-1].taken_back_at is not None


def test_somebody_elses_entry_offers_nothing(
    page: tuple[CaseView, Remembering, App, str], enter: Enter
) -> None:
    """Neither the other's entry nor, once he has gone on, one's own of before."""
    view, _, app, number = page
    app.do(take, Step.CONTACT, number, TALK)
    enter("lead1").do(take, Step.CONTACT, number, TALK)
    view.refresh()
    assert _verbs(view) == []


def test_files_that_came_together_go_together(page: tuple[CaseView, Remembering, App, str]) -> None:
    """Two files by one drop are taken back by one press, and their thumbnails are gone."""
    view, frame, app, number = page
    before = len(view.files.strip.tiles)
    data = {"kind": "photo", "from_whom": "customer"}
    case = app.do(
        attach_all, number, [NewFile(data={**data, "name": f"{n}.png"}, content=b"\x89PNG") for n in "ab"]
    )
    view.refresh()
    assert len(view.files.strip.tiles) == before + 2
    files = [Came(name="a.png", kind="photo", sha256="0" * 64, size=1)] * 2
    from ui.presenters.live.taking_back import made_by

    view.files.show_joined(files, made_by(Step.ATTACH, case, 2))
    frame.acts[-1][1]()
    view.refresh()
    assert [row.gone for row in app.ask(read_case, number).attachments[-2:]] == [True, True]
    assert len(view.files.strip.tiles) == before
