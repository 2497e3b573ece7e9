"""The departments' day in real windows: sent in parts, given, packed first, paid, confirmed, anew."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.codes import NoticeKind, NoticeState, State
from aftersales.domain.workflow import Step
from tests.presenters.call_desk import copied
from tests.presenters.full_desk import full_office
from tests.stories.ui.call_room import Keyboard
from tests.stories.ui.department_room import (
    Desks,
    fill,
    may_do,
    row_of,
    scan,
    selected,
    send,
    slips,
    state_of,
)
from tests.usecases.houses import House
from ui.tasks import Tasks, guard
from ui.views.notices import clipping
from ui.widgets.dress import dress
from ui.widgets.pages.rendering import Rendering
from ui.widgets.tokens import Scheme

HOSTILE = "<b>SF1</b>&amp;%s{0}=cmd|'/C'\U00020bb7"
KEYS_TO_ACCEPT = 1
"""Keys after which the slip that is selected is accepted."""


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its cases; copy it, never write to it."""
    return full_office(tmp_path_factory)


@pytest.fixture
def tasks(qapp: QWidget) -> Iterator[Tasks]:
    """Real lanes; a bug in them, or a question asked in the window's thread, fails the test."""
    dress(qapp, Scheme.LIGHT)  # type: ignore[arg-type]
    bugs: list[BaseException] = []
    made = Tasks(refused=bugs.append, bug=bugs.append)
    yield made
    made.close()
    assert bugs == []


@pytest.fixture
def desks(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> Iterator[Desks]:
    """An office in one file; from then on nobody asks the core or pdfium in the window's thread."""
    made = Desks(copied(office_file, tmp_path / "office", "service1").signed_in, tasks, tmp_path, qtbot)
    made.packed = made.quick(special_packing=True, packing_spec="木箱", mark_text="茶机专用")
    take_off = guard(App, "do", "ask"), guard(Rendering, "picture")
    yield made
    for off in take_off:
        off()


@pytest.fixture
def shared(house: House, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> Iterator[Desks]:
    """An office without a case on either engine, each person with a connection of his own."""
    made = Desks(house.app, tasks, tmp_path, qtbot)
    made.quick()
    made.quick(kind="gift", unit=None)
    take_off = guard(App, "do", "ask")
    yield made
    take_off()
    people = [house.app(login) for login in ("store1", "market1", "service1", "service2")]

    def last() -> None:
        for app in people:
            app.close()

    tasks.close(last)


def test_the_day_of_warehouse_and_marketing(shared: Desks) -> None:
    """On either engine: goods leave in two parts, a gift is given, after-sales confirms both."""
    store, keys = shared.sits("store1"), Keyboard()
    sent = slips(store)[0].number
    scan(shared, store, sent)
    QTest.keyClick(store, Qt.Key.Key_A)
    shared.wait(lambda: state_of(store, sent) == NoticeState.ACCEPTED)
    for many in ("1", "2"):
        shared.wait(lambda: selected(store) == sent)
        QTest.keyClick(store, Qt.Key.Key_F)
        shared.wait(lambda: store.panel.asks)
        fill(store, keys, carrier="顺丰", waybill=f"SF{many}", shipped_batch="N1", shipped_qty=many)
        send(shared, store)
    market = shared.sits("market1")
    given = slips(market)[0].number
    scan(shared, market, given)
    QTest.keyClick(market, Qt.Key.Key_F)
    shared.wait(lambda: market.panel.asks)
    send(shared, market)
    service = shared.sits("service2")
    for number in (sent, given):
        scan(shared, service, number)
        QTest.keyClick(service, Qt.Key.Key_C)
        shared.wait(lambda number=number: state_of(service, number) == "")  # type: ignore[misc]
    row = shared.kept(sent)
    assert (row.state, row.shipped_qty, len(row.progress)) == (NoticeState.CONFIRMED, Decimal(3), 1)
    assert shared.case(given.rsplit("-", 1)[0]).complaint.state == State.FOLLOWING_UP


def test_the_warehouses_day(desks: Desks) -> None:
    """Accepted with one key, a part sent, the rest sent with its waybill; all by keyboard and scanner."""
    view, keys = desks.sits("store1"), Keyboard()
    desks.wait(lambda: selected(view))
    assert list(view.board.columns) == ["warehouse"]
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and (s.asked or 0) > 1)
    scan(desks, view, slip.number)
    keys.press(Qt.Key.Key_A)
    desks.wait(lambda: state_of(view, slip.number) == NoticeState.ACCEPTED)
    assert keys.pressed == KEYS_TO_ACCEPT
    desks.wait(lambda: Step.ACCEPT_NOTICE not in view.panel.buttons)
    QTest.keyClick(view, Qt.Key.Key_F)
    desks.wait(lambda: view.panel.asks)
    keys.write("顺丰速运")
    keys.enter()
    keys.write(HOSTILE)
    keys.enter()
    keys.write("NEW202611")
    keys.enter()
    fill(view, keys, shipped_qty="1")
    assert view.panel.form.submit.text().startswith("先记这些，还差")
    send(desks, view)
    desks.wait(lambda: "已记部分" in desks.frame.said[-1])
    assert state_of(view, slip.number) == NoticeState.ACCEPTED
    assert slip.asked is not None
    QTest.keyClick(view, Qt.Key.Key_F)
    desks.wait(lambda: view.panel.asks)
    left = view.panel.form.fields["notice.shipped_qty"].editor.words()
    assert left == f"{slip.asked - 1:f}"
    assert not view.panel.form.finish.isVisible()
    fill(view, keys, shipped_qty="0")
    keys.press(Qt.Key.Key_Backspace)
    assert not view.panel.form.fields["notice.shipped_qty"].editor.words()
    assert view.panel.form.finish.isVisible()
    fill(view, keys, shipped_qty=left)
    fill(view, keys, waybill=HOSTILE, shipped_batch="NEW202611")
    send(desks, view)
    row = desks.kept(slip.number)
    assert (row.state, row.done_by, row.shipped_qty) == (NoticeState.DONE, "store1", slip.asked)
    assert row.waybill == HOSTILE


def test_marketings_day(desks: Desks) -> None:
    """A gift is done without a carrier; the next slip is selected by itself."""
    view = desks.sits("market1")
    slip = next(s for s in slips(view) if s.notice.state == NoticeState.ISSUED)
    scan(desks, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_F)
    desks.wait(lambda: view.panel.asks)
    send(desks, view)
    desks.wait(lambda: state_of(view, slip.number) == NoticeState.DONE)
    desks.wait(lambda: selected(view) != slip.number)
    assert desks.kept(slip.number).done_by == "market1"


def test_production_comes_before_the_warehouse(desks: Desks) -> None:
    """The shipping notice says which it waits for, and its button is off; once it is packed it is on."""
    packing, shipping = (f"{desks.packed}-C{n}" for n in (1, 2))
    store = desks.sits("store1")
    scan(desks, store, shipping)
    button = store.panel.buttons[Step.DONE_NOTICE]
    assert not button.isEnabled()
    assert packing in store.panel.note.text()
    assert "等 C1" in row_of(store, shipping).told.beside.text
    factory = desks.sits("factory1")
    scan(desks, factory, packing)
    QTest.keyClick(factory, Qt.Key.Key_F)
    desks.wait(lambda: factory.panel.asks)
    assert "茶机专用" in "".join(value for _, value in factory.panel.facts.facts())
    send(desks, factory)
    desks.wait(lambda: desks.kept(packing).state == NoticeState.DONE)
    store.refresh()
    desks.wait(lambda: may_do(store, Step.DONE_NOTICE))
    assert row_of(store, shipping).told.beside.text == ""


def test_finance_pays_with_a_voucher(desks: Desks) -> None:
    """Everything missing is told beside its field at once; with the voucher it is paid."""
    view, keys = desks.sits("money1"), Keyboard()
    slip = next(s for s in slips(view) if not s.line.waits_for and s.notice.kind == NoticeKind.PAY)
    scan(desks, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_F)
    desks.wait(lambda: view.panel.asks)
    form = view.panel.form
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desks.wait(form.fields["refund.voucher_no"].note)
    assert form.fields["refund.expected_days"].note()
    assert not form.fields["refund.amount"].note()
    fill(view, keys, voucher_no="付字 0098", expected_days="3")
    send(desks, view)
    desks.wait(lambda: desks.kept(slip.number).state == NoticeState.DONE)
    refund = desks.case(slip.line.case_no).refunds[-1]
    assert (refund.amount, refund.voucher_no) == (slip.amount, "付字 0098")


def test_after_sales_confirms_all_at_once(desks: Desks) -> None:
    """What the departments have done is confirmed in a column with one click, and leaves the board."""
    store = desks.sits("store1")
    done = next(s for s in slips(store) if s.notice.kind == NoticeKind.TAKE_BACK)
    for slip in (done,):
        scan(desks, store, slip.number)
        QTest.keyClick(store, Qt.Key.Key_F)
        desks.wait(lambda: store.panel.asks)
        send(desks, store)
    service = desks.sits("service2")
    desks.wait(lambda: state_of(service, done.number) == NoticeState.DONE)
    scan(desks, service, done.number)
    service.setFocus()
    QTest.keyClick(service, Qt.Key.Key_C)
    desks.wait(lambda: state_of(service, done.number) == "")
    assert desks.kept(done.number).confirmed_by == "service2"
    service.board.confirm_all.emit("production")
    desks.wait(lambda: any(told.startswith("已确认") for told in desks.frame.said))
    desks.wait(lambda: NoticeState.DONE not in {s.notice.state for s in slips(service)})


def test_a_returned_one_is_issued_anew(desks: Desks) -> None:
    """The department says why; after-sales issues it anew; the department has it under its new number."""
    store, keys = desks.sits("store1"), Keyboard()
    slip = next(s for s in slips(store) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(desks, store, slip.number)
    QTest.keyClick(store, Qt.Key.Key_R)
    desks.wait(lambda: store.panel.asks)
    keys.write("没有这个规格")
    send(desks, store)
    desks.wait(lambda: state_of(store, slip.number) != NoticeState.ISSUED)
    service = desks.sits("service1")
    scan(desks, service, slip.number)
    assert "没有这个规格" in "".join(value for _, value in service.panel.facts.facts())
    QTest.keyClick(service, Qt.Key.Key_N)
    desks.wait(lambda: service.panel.asks)
    fill(service, keys, remark="改发 4L")
    send(desks, service)
    desks.wait(lambda: selected(service) not in ("", slip.number))
    fresh = selected(service)
    store.refresh()
    desks.wait(lambda: state_of(store, fresh) == NoticeState.ISSUED)
    assert desks.kept(slip.number).reissued_as == desks.kept(fresh).no


def test_hostile_words_are_plain_everywhere(desks: Desks) -> None:
    """A waybill with markup stands letter by letter in the list, the panel, the tooltip and the copy."""
    view, keys = desks.sits("store1"), Keyboard()
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(desks, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_R)
    desks.wait(lambda: view.panel.asks)
    keys.write(HOSTILE)
    send(desks, view)
    service = desks.sits("service1")
    scan(desks, service, slip.number)
    assert HOSTILE in dict(service.panel.facts.facts()).values()
    service.panel.facts.grab()
    look = service.presenter.look
    assert look is not None
    assert HOSTILE in service._say.text(look)
    assert "<b>" not in row_of(service, slip.number).toolTip()


def test_a_slip_goes_to_the_chat_and_a_photo_comes_back(desks: Desks) -> None:
    """Ctrl+C puts text and picture on the clipboard at once; Ctrl+V keeps a picture as the signed slip."""
    view = desks.sits("service1")
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(desks, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    desks.wait(lambda: not clipboard.image().isNull() and slip.number in clipboard.text())
    assert clipboard.image().width() > 1000
    assert (slip.notice.consignee_address or "") in clipboard.text()
    assert "运费：我方" in clipboard.text()
    QTest.keyClick(view, Qt.Key.Key_A)
    desks.wait(lambda: view.panel.asks)
    photo = QImage(4000, 3000, QImage.Format.Format_RGB32)
    photo.fill(QColor("teal"))
    clipboard.setImage(photo)
    QTest.keyClick(view.panel.form.files.pick, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)  # type: ignore[union-attr]
    desks.wait(lambda: view.panel.form.files and view.panel.form.files.numbers())
    send(desks, view)
    desks.wait(lambda: desks.kept(slip.number).state == NoticeState.ACCEPTED)
    row = desks.kept(slip.number)
    kept = desks.case(slip.line.case_no).attachments[-1]
    assert (row.on_behalf, row.slip) == (True, kept.no)
    assert (kept.kind, kept.belongs_to) == ("slip", slip.number)
    assert kept.size < 4000 * 3000


def test_a_scanner_needs_no_key_before_it(desks: Desks) -> None:
    """Its first character, no verb's key, goes to the number's field; the slip is ready for its verb."""
    view, keys = desks.sits("store1"), Keyboard()
    desks.wait(lambda: selected(view))
    number = slips(view)[-1].number
    for letter in number:
        QTest.keyClicks(keys.at, letter)
    keys.enter()
    desks.wait(lambda: selected(view) == number)
    desks.wait(lambda: row_of(view, number).hasFocus())
    assert view.number.text() == ""


def test_arrows_walk_and_keys_in_a_form_decide_nothing(desks: Desks) -> None:
    """Down selects the next slip; letters in a form are letters; Esc asks before what is typed goes."""
    view, keys = desks.sits("store1"), Keyboard()
    numbers = view.board.columns["warehouse"].numbers()
    desks.wait(lambda: view._marked == numbers[0])
    keys.press(Qt.Key.Key_Down)
    desks.wait(lambda: view._marked == numbers[1])
    QTest.keyClick(view, Qt.Key.Key_R)
    desks.wait(lambda: view.panel.asks)
    said = len(desks.frame.said)
    QTest.keyClicks(keys.at, "afx")
    assert view.panel.form.fields["notice.returned_reason"].editor.words() == "afx"
    assert len(desks.frame.said) == said
    view.panel.form._given_up = lambda: False  # type: ignore[method-assign]
    keys.press(Qt.Key.Key_Escape)
    assert view.panel.asks
    assert not view.may_leave()
    view.panel.form._given_up = lambda: True  # type: ignore[method-assign]
    keys.press(Qt.Key.Key_Escape)
    desks.wait(lambda: not view.panel.asks)


def test_an_answer_goes_to_the_chat_as_its_letter(desks: Desks) -> None:
    """Any paper of a case is copied so: its words as text, its page as picture."""
    view = desks.sits("service1")
    clipping.copy_paper(view._room, ("answer", desks.packed, ""))
    clipboard = QGuiApplication.clipboard()
    desks.wait(lambda: not clipboard.image().isNull() and desks.packed in clipboard.text())
    told = clipboard.text().splitlines()
    assert "少送了一瓶变速箱油。" in told
    assert any(line.endswith("现将处理意见答复如下。") for line in told)  # no line end within
    assert clipboard.image().height() > clipboard.image().width()
