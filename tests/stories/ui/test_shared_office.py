"""The six main stories at a shared office: everybody comes in by the sign-in page of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from aftersales.app import open_app
from aftersales.domain.codes import ApprovalDecision, NoticeState, State
from aftersales.domain.workflow import Step
from aftersales.practice import PASSWORD
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.people import change_password
from aftersales.usecases.taking import take
from tests.cluster import Cluster
from tests.domain.play import LINE, proposal, remedy
from tests.stories.ui.call_room import Keyboard, fast_lane, long_way
from tests.stories.ui.department_room import fill, scan, selected, send, state_of
from tests.stories.ui.office_room import Branch, Seat, branch
from tests.stories.ui.test_service_and_leader import answered, proposed
from tests.ui.window.desk import Desk
from ui.views.approvals import ApprovalsView
from ui.views.case import CaseView
from ui.views.first_start import SERVER
from ui.views.follow_ups.page import FollowUpsView
from ui.views.notices.page import NoticesView
from ui.views.register import RegisterView
from ui.views.upkeep import Upkeep
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

NEW = "another-2026"
KINDS_OF_CONNECTION = 3
"""For the pages, for the clockwork, for listening."""
LONG_WAY, FAST_LANE = 60, 25
"""Keys that are not characters of a value."""


@pytest.fixture(scope="module")
def office(cluster: Cluster) -> Iterator[Branch]:
    """One office for all: each story has cases of its own."""
    yield from branch(cluster)


@pytest.fixture
def seat(
    qapp: QApplication, office: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """The program at this office, guarded as it guards itself."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    dress(qapp, Scheme.LIGHT)
    desk = Desk(qapp, office.url)
    seat = Seat(desk, office)
    yield seat
    desk.close()
    seat.opens()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def registration(seat: Seat, who: str) -> RegisterView:
    """Ctrl+N, with the cursor at the telephone."""
    frame = seat.sits(who)
    seat.press(Qt.Key.Key_N, frame, ctrl=True)
    page = frame.pages["register"]
    assert isinstance(page, RegisterView)
    seat.wait(lambda: page.ready)
    return page


def numbers(seat: Seat) -> set[str]:
    """Every case of the office."""
    return {line.case_no for line in seat.asked(lambda app: app.ask(case_lines))}


def test_the_clerks_call(seat: Seat, office: Branch) -> None:
    """From the sign-in page to the case by keys alone."""
    page, keys = registration(seat, "clerk1"), Keyboard()
    before = numbers(seat)
    long_way(keys)
    seat.wait(lambda: page.form.values().get("phones") is None)
    (fresh,) = numbers(seat) - before
    case = seat.case(fresh)
    assert (case.complaint.state, case.complaint.recorder) == (State.REGISTERED, office.login("clerk1"))
    assert [row.batch_no for row in case.product_lines] == ["D7-20260118-03"]
    assert keys.pressed <= LONG_WAY


def test_the_fast_lane(seat: Seat, office: Branch) -> None:
    """A missing bottle, settled on one screen at a shared office."""
    page, keys = registration(seat, "service1"), Keyboard()
    before = numbers(seat)
    fast_lane(keys)
    seat.wait(lambda: page.form.values().get("phones") is None)
    (fresh,) = numbers(seat) - before
    case = seat.case(fresh)
    assert (case.complaint.state, case.complaint.owner) == (State.FULFILLING, office.login("service1"))
    assert [notice.kind for notice in case.notices] == ["ship"]
    assert keys.pressed <= FAST_LANE


def shown(seat: Seat, name: str, number: str) -> CaseView:
    """The case in this person's window."""
    frame = seat.sits(name)
    frame.go("case", number)
    view = frame.pages["case"]
    assert isinstance(view, CaseView)
    seat.wait(lambda: view.presenter.look is not None)
    seat.wait(lambda: view.presenter.look.page.case.complaint.case_no == number)  # type: ignore[union-attr]
    return view


def left(seat: Seat) -> None:
    """Out again, so that somebody else can come in."""
    seat.desk.frame.go("@leave")
    seat.wait(lambda: seat.desk.window.frame is None)


def test_from_acceptance_to_the_answer(seat: Seat, office: Branch) -> None:
    """Service accepts and proposes, goes; the leader comes in and approves by one key; service answers."""
    number = office.registered()
    view = shown(seat, "service1", number)
    seat.press(Qt.Key.Key_A, view)
    seat.wait(lambda: view.likely.text() == "报批")
    proposed(seat, view)  # type: ignore[arg-type]  # asks of its desks what this seat does
    left(seat)
    page = waiting(seat, "lead1", number)
    seat.press(Qt.Key.Key_A, page.buttons[Step.APPROVE])
    seat.wait(lambda: number not in {row.case_no for row in page.queue.rows})
    left(seat)
    answered(seat, shown(seat, "service1", number))  # type: ignore[arg-type]
    case = seat.case(number)
    assert case.complaint.state == State.OFFERED
    assert [row.approver for row in case.approvals] == [office.login("lead1")]


def waiting(seat: Seat, name: str, number: str) -> ApprovalsView:
    """The leader's page, at this decision."""
    frame = seat.sits(name)
    frame.go("approvals", number)
    page = frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    seat.wait(lambda: page.presenter.look is not None and page.page is not None)
    seat.wait(lambda: page.presenter.look.case.complaint.case_no == number)  # type: ignore[union-attr]
    return page


@pytest.mark.parametrize(
    ("step", "key", "decision"),
    [
        (Step.SEND_BACK, Qt.Key.Key_R, ApprovalDecision.SEND_BACK),
        (Step.REJECT, Qt.Key.Key_D, ApprovalDecision.REJECT),
    ],
)
def test_returned_and_refused(seat: Seat, office: Branch, step: Step, key: Qt.Key, decision: str) -> None:
    """Without a word the leader is asked for one; with it the case goes back to its owner."""
    number = office.registered()
    service = office.app("service1")
    service.do(take, "accept", number, {})
    line = {**LINE, "no": 1, "product": None, "batch_no": None, "qty_bad": None}
    told = proposal(remedy("cash", "600"), product_line=[{k: v for k, v in line.items() if v is not None}])
    service.do(take, "propose", number, told)
    page = waiting(seat, "lead1", number)
    seat.press(key, page.buttons[Step.APPROVE])
    seat.wait(page.field.note)
    assert page.comment.hasFocus()
    seat.desk.type("样品还没有检验", page.comment)
    QTest.mouseClick(page.buttons[step], Qt.MouseButton.LeftButton)
    seat.wait(lambda: number not in {row.case_no for row in page.queue.rows})
    case = seat.case(number)
    assert case.complaint.state == State.INVESTIGATING
    assert [(row.decision, row.comment) for row in case.approvals] == [(decision, "样品还没有检验")]


def board(seat: Seat, name: str) -> NoticesView:
    """This person's slips."""
    frame = seat.sits(name)
    frame.go("notices")
    page = frame.pages["notices"]
    assert isinstance(page, NoticesView)
    seat.wait(lambda: any(column.numbers() for column in page.board.columns.values()))
    return page


def test_the_day_of_warehouse_and_marketing(seat: Seat, office: Branch) -> None:
    """Goods leave in two parts, a gift is given; after-sales confirms both; each by a login of the server."""
    sent, given = f"{office.settled()}-C1", f"{office.settled(kind='gift', unit=None)}-C1"
    store, keys = board(seat, "store1"), Keyboard()
    scan(seat, store, sent)  # type: ignore[arg-type]
    for many in ("1", "1"):
        seat.wait(lambda: selected(store) == sent)
        seat.press(Qt.Key.Key_F, store)
        seat.wait(lambda: store.panel.asks)
        fill(store, keys, carrier="顺丰", waybill="SF1", shipped_batch="N1", shipped_qty=many)
        send(seat, store)  # type: ignore[arg-type]
    seat.wait(lambda: state_of(store, sent) == NoticeState.DONE)
    left(seat)
    market = board(seat, "market1")
    scan(seat, market, given)  # type: ignore[arg-type]
    seat.press(Qt.Key.Key_F, market)
    seat.wait(lambda: market.panel.asks)
    send(seat, market)  # type: ignore[arg-type]
    left(seat)
    service = board(seat, "service2")
    for number in (sent, given):
        scan(seat, service, number)  # type: ignore[arg-type]
        seat.press(Qt.Key.Key_C, service)
        seat.wait(lambda number=number: state_of(service, number) == "")  # type: ignore[misc]
    for number in (sent, given):
        assert seat.case(number.rsplit("-", 1)[0]).complaint.state == State.FOLLOWING_UP


def call(seat: Seat, number: str) -> FollowUpsView:
    """The page of this call."""
    frame = seat.sits("service2")
    frame.go("follow_ups", number)
    page = frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    seat.wait(lambda: page.presenter.look is not None and page.answers.isVisible())
    assert page.presenter.look is not None
    assert page.presenter.look.case.complaint.case_no == number
    return page


def gone(page: FollowUpsView, number: str) -> bool:
    """Whether the call is off the page."""
    look = page.presenter.look
    return look is None or look.case.complaint.case_no != number


def test_content_and_closed(seat: Seat, office: Branch) -> None:
    """Three digits score, one key closes."""
    number = office.delivered()
    page = call(seat, number)
    for digit in (Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_5):
        seat.desk.key(digit)
    page.queue.rows[0].setFocus()
    seat.desk.key(Qt.Key.Key_A)
    seat.wait(lambda: gone(page, number))
    told = seat.case(number).complaint
    assert (told.state, told.closed_by) == (State.CLOSED, office.login("service2"))


def test_not_content_and_around_again(seat: Seat, office: Branch) -> None:
    """With the customer's words the case is looked into again."""
    number = office.delivered()
    page = call(seat, number)
    words = page.answers.words.widget
    words.setFocus()
    seat.desk.type("问题没有解决", words)
    page.queue.rows[0].setFocus()
    seat.desk.key(Qt.Key.Key_D)
    seat.wait(lambda: gone(page, number))
    told = seat.case(number).complaint
    assert (told.state, told.round_no) == (State.INVESTIGATING, 2)


def typed(seat: Seat, *lines: QLineEdit, words: tuple[str, ...]) -> None:
    """Words into lines; Enter in the last."""
    for line, word in zip(lines, words, strict=True):
        line.setFocus()
        seat.desk.type(word, line)
    seat.desk.key(Qt.Key.Key_Return, lines[-1])


def test_the_first_start_leads_to_a_server(seat: Seat, office: Branch) -> None:
    """Address, login and password; a wrong one is told beside its field, the right one is in."""
    seat.guard()
    seat.desk.window.show_start()
    seat.desk.window.show()
    start = seat.desk.start
    start.ways[SERVER].setFocus()
    seat.desk.key(Qt.Key.Key_Space, start.ways[SERVER])
    QTest.mouseClick(start.next, Qt.MouseButton.LeftButton)
    place, login, password = (one.widget for one in (start.office, start.login, start.password))
    told = office.url.removeprefix("postgresql://"), office.login("clerk2")
    typed(seat, place, login, password, words=(*told, "wrong-password"))  # type: ignore[arg-type]
    seat.wait(lambda: start.refusals[SERVER].isVisible() or start.password.note())
    password.clear()  # type: ignore[attr-defined]
    typed(seat, password, words=(PASSWORD,))  # type: ignore[arg-type]
    seat.wait(lambda: seat.desk.window.frame is not None)
    assert seat.desk.frame.who.login == office.login("clerk2")
    assert seat.desk.frame.who.served


def test_locked_and_open_again(seat: Seat) -> None:
    """The server checks the password of who locked; a wrong one is told, the page stands as it was."""
    frame = seat.sits("service2")
    frame.go("cases")
    seat.press(Qt.Key.Key_L, frame, ctrl=True)
    door = seat.desk.sign_in
    password = door.password.widget
    assert isinstance(password, QLineEdit)
    typed(seat, password, words=("wrong-password",))
    seat.wait(lambda: door.refusal.isVisible() or door.password.note())
    password.clear()
    typed(seat, password, words=(PASSWORD,))
    seat.wait(lambda: seat.desk.window.currentWidget() is frame)
    assert frame.current == "cases"


def given(office: Branch, login: str, password: str) -> None:
    """An administrator gives somebody another password."""
    app = open_app(office.url, login=office.login("admin"), password=PASSWORD)
    app.do(change_password, login, password)
    app.close()


def test_unlocked_with_a_new_password_after_the_server_was_away(
    seat: Seat, office: Branch, cluster: Cluster
) -> None:
    """Who was given another password while the window was locked works on with it, with new connections."""
    frame, login = seat.sits("factory1"), office.login("factory1")
    seat.press(Qt.Key.Key_L, frame, ctrl=True)
    done: list[None] = []
    seat.desk.program.tasks.run(lambda: given(office, login, NEW), done.append)
    seat.wait(lambda: done)
    with cluster.admin_connection() as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (login,))
    seat.wait(lambda: frame.connected.text() == "连接断开")
    password = seat.desk.sign_in.password.widget
    assert isinstance(password, QLineEdit)
    typed(seat, password, words=(NEW,))
    seat.wait(lambda: seat.desk.window.currentWidget() is frame)
    seat.wait(lambda: frame.connected.text() == "已连接")


def test_who_has_left_has_no_connection_any_more(seat: Seat, office: Branch, cluster: Cluster) -> None:
    """Not for his pages, not for the clockwork that ran at his desk, not for listening; nor does the program.

    Only what a person who is in needs is open: people come and go at a counter all day.
    """
    frame, login = seat.sits("quality1"), office.login("quality1")
    seat.wait(lambda: frame.findChild(Upkeep))
    upkeep = frame.findChild(Upkeep)
    assert isinstance(upkeep, Upkeep)
    upkeep.presenter.tick()
    with cluster.admin_connection() as admin:

        def connections() -> int:
            found = admin.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = %s", (login,)
            ).fetchone()
            assert found is not None
            return int(str(found[0]))

        seat.wait(lambda: connections() == KINDS_OF_CONNECTION)
        frame.go("@leave")
        seat.wait(lambda: connections() == 0)
        seat.wait(lambda: not seat.desk.program.entered)
