"""Typed into the real window while line, server or disk is gone: nothing is lost, and it is done once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from aftersales.usecases.taking import take
from tests.stories.ui.office_room import Seat
from tests.trouble.window_room import ACTS, World, behind_a_line, on_a_small_disk, on_its_own_server
from tests.ui.window.desk import Desk
from ui.views.case import CaseView
from ui.views.follow_ups.page import FollowUpsView

AGAIN = "重试"
WRITTEN = "之前已经写入"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("cut", marks=pytest.mark.postgresql),
        pytest.param("restarted", marks=pytest.mark.postgresql),
        "full",
    ],
)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An office, and how it goes away."""
    made: dict[str, Callable[[], AbstractContextManager[World]]] = {
        "cut": lambda: behind_a_line(request.getfixturevalue("cluster")),
        "restarted": on_its_own_server,
        "full": lambda: on_a_small_disk(tmp_path_factory),
    }
    with made[request.param]() as one:
        yield one


@pytest.fixture
def seat(
    dressed: QApplication, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """The program at this office, guarded as it guards itself."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    desk = Desk(dressed, world.url)
    seat = Seat(desk, world.office)
    yield seat
    gives_up = QTimer()
    gives_up.setInterval(200)
    gives_up.timeout.connect(give_up)
    gives_up.start()
    desk.close()
    gives_up.stop()
    seat.opens()
    world.office.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def give_up() -> None:
    """Whoever closes a window with something half typed (a test that failed) says that it may go."""
    asked = QApplication.activeModalWidget()
    if isinstance(asked, QDialog):
        asked.accept()


@pytest.mark.parametrize("act", ACTS)
def test_the_world_goes_and_comes_back(seat: Seat, world: World, act: str) -> None:
    """A sentence that says to try again, all that was typed still there; then two presses do it once."""
    filled = ACTS[act](seat)
    seat.wait(lambda: not seat.desk.program.tasks._waiting)  # what is known of caller and batch came
    typed = filled.typed()
    assert typed
    seat.front(None)
    world.goes()
    filled.press()
    seat.wait(lambda: AGAIN in filled.told())
    assert filled.typed() == typed
    world.comes()
    assert filled.stands() == 0
    seat.front(None)
    filled.press()
    filled.press()
    seat.wait(filled.done)
    assert filled.stands() == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("world", ["cut"], indirect=True)
@pytest.mark.parametrize("act", ACTS)
def test_an_answer_that_is_lost_is_no_second_act(seat: Seat, world: World, act: str) -> None:
    """The server has written it and nobody hears: the same key finds it done, and does no more."""
    filled = ACTS[act](seat)
    seat.wait(lambda: not seat.desk.program.tasks._waiting)  # what is known of caller and batch came
    typed = filled.typed()
    seat.front(None)
    assert world.line is not None
    before = world.line.cuts
    world.line.lose_answer()
    filled.press()
    seat.wait(lambda: AGAIN in filled.told())
    assert (world.line.cuts, filled.typed()) == (before + 1, typed)
    assert filled.stands() == 1
    seat.front(None)
    filled.press()
    seat.wait(filled.done)
    assert filled.stands() == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("world", ["cut"], indirect=True)
def test_a_word_corrected_is_no_second_contact(seat: Seat, world: World) -> None:
    """The contact stands and nobody heard so: sent again with a word more, it is said where it stands."""
    number = seat.branch.registered()
    seat.branch.app("service1").do(take, "accept", number, {})
    frame = seat.sits("service1")
    frame.go("case", number)
    view = frame.pages["case"]
    assert isinstance(view, CaseView)
    seat.wait(lambda: view.presenter.look is not None)
    view.presenter.begin("contact")
    for name, code in {"channel": "phone", "direction": "incoming", "purpose": "chased"}.items():
        view.form.fields[f"contact.{name}"].widget.choose(code)  # type: ignore[attr-defined]
    content = view.form.fields["contact.content"].widget
    seat.desk.type("客户来催", content)
    seat.wait(lambda: not seat.desk.program.tasks._waiting)
    assert world.line is not None
    world.line.lose_answer()
    send(seat, view)
    seat.wait(lambda: AGAIN in view.form.refused.text())
    seat.desk.type("第二次", content)
    send(seat, view)
    seat.wait(lambda: WRITTEN in view.form.refused.text())
    assert [row.content for row in seat.case(number).contacts] == ["客户来催"]


def send(seat: Seat, view: CaseView) -> None:
    """Ctrl+Enter in the form."""
    seat.front(None)
    QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.postgresql
@pytest.mark.parametrize("world", ["cut"], indirect=True)
@pytest.mark.parametrize("words", ["", "响了没人接"])
def test_a_call_is_no_second_attempt(seat: Seat, world: World, words: str) -> None:
    """未联系上 stands and nobody heard so; the page came anew: pressed again it is the first attempt."""
    number = seat.branch.delivered()
    frame = seat.sits("service2")
    frame.go("follow_ups", number)
    page = frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    seat.wait(lambda: page.presenter.look is not None and page.answers.isVisible())
    before = called_from(page)
    seat.wait(lambda: not seat.desk.program.tasks._waiting)
    assert world.line is not None
    world.line.lose_answer()
    seat.press(Qt.Key.Key_N, page)
    seat.wait(lambda: AGAIN in page.refused.text())
    seat.wait(lambda: called_from(page) > before)
    if words:
        seat.desk.type(words, page.answers.words.widget)
        page.setFocus()
    seat.press(Qt.Key.Key_N, page)
    seat.wait(lambda: WRITTEN in page.refused.text() if words else seat.said(number))
    assert [row.attempt_no for row in seat.case(number).follow_ups if row.at] == [1]


def called_from(page: FollowUpsView) -> int:
    """The version of the case in which the page shows it."""
    look = page.presenter.look
    assert look is not None
    return look.case.complaint.version
