"""The departments' day in real windows: sent in parts, given, packed first, paid, confirmed, anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aftersales import words
from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.records.notice import Notice
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.quick import quick
from tests.presenters.call_desk import FAST, copied
from tests.presenters.full_desk import full_office
from tests.stories.ui.call_room import Keyboard, Remembering
from ui.prefs import Prefs
from ui.presenters.notices.slips import Slip
from ui.presenters.session import signed
from ui.tasks import Tasks, guard
from ui.views.notices.page import NoticesView
from ui.views.notices.slip import SlipRow
from ui.views.room import Room
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


class House:
    """One office; each person comes with a window of his own."""

    def __init__(self, office: App, tasks: Tasks, folder: Path, qtbot: QtBot) -> None:
        self.office, self.tasks, self.folder, self.qtbot = office, tasks, folder, qtbot
        self.frame = Remembering()
        self.packed = self._packed()

    def _packed(self) -> str:
        """A case whose goods are packed specially before they are sent."""
        remedy = {
            **FAST["remedies"][0],  # type: ignore[index]
            "special_packing": True,
            "packing_spec": "木箱",
            "mark_text": "茶机专用",
        }
        told = {**FAST, "remedies": [remedy], "due": f"{self._today() + timedelta(days=5):%Y-%m-%d}"}
        return self.office.do(quick, told).complaint.case_no

    def _today(self) -> date:
        return signed(self.office, "test", self.office.login).office.day(self.office.ask(lambda w: w.now()))

    def sits(self, login: str) -> NoticesView:
        """This person's page of notices, in front, with what stands on it."""
        app = self.office.signed_in(login)
        made: list[NoticesView] = []

        def enter() -> object:
            return signed(app, "test", login)

        def entered(who: object) -> None:
            spoken = words.words(zone=who.office.zone)  # type: ignore[attr-defined]
            prefs = Prefs(self.folder / f"{login}.json")
            made.append(NoticesView(Room(who, self.tasks, spoken, prefs, self.frame)))  # type: ignore[arg-type]

        self.tasks.run(enter, entered)
        self.wait(lambda: made)
        view = made[0]
        self.qtbot.addWidget(view)
        view.resize(1188, 690)
        view.show()
        view.activateWindow()
        QTest.qWaitForWindowActive(view)
        view.setFocus()
        view.refresh()
        self.wait(lambda: any(column.numbers() for column in view.board.columns.values()))
        return view

    def wait(self, true: Callable[[], object]) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)

    def case(self, number: str) -> Case:
        """A case as it is written."""
        found: list[Case] = []
        self.tasks.run(lambda: self.office.ask(read_case, number), found.append)
        self.wait(lambda: found)
        return found[0]

    def kept(self, number: str) -> Notice:
        """A notice as it is written."""
        return notice_of(self.case(number.rsplit("-", 1)[0]), number)


@pytest.fixture
def house(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> Iterator[House]:
    """An office in one file; from then on nobody asks the core or pdfium in the window's thread."""
    made = House(copied(office_file, tmp_path / "office", "service1"), tasks, tmp_path, qtbot)
    take_off = guard(App, "do", "ask"), guard(Rendering, "picture")
    yield made
    for off in take_off:
        off()


def slips(view: NoticesView) -> list[Slip]:
    """Every slip on the page."""
    return list(view.presenter._slips.values())


def selected(view: NoticesView) -> str:
    """The number of the slip that is open."""
    look = view.presenter.look
    return look.slip.number if look is not None else ""


def scan(house: House, view: NoticesView, number: str) -> None:
    """A scanner types a number and Enter wherever the cursor is; its slip is selected."""
    QTest.keyClick(view, Qt.Key.Key_Slash)
    QTest.keyClicks(view.number, number)
    QTest.keyClick(view.number, Qt.Key.Key_Return)
    house.wait(lambda: selected(view) == number and view._marked == number)


def fill(view: NoticesView, keys: Keyboard, **values: str) -> None:
    """Type values into the fields of these names."""
    for path, field in view.panel.form.fields.items():
        value = values.get(path.rsplit(".", 1)[-1])
        if value is not None:
            field.editor.show_words("")
            field.take_focus()
            keys.write(value)


def send(house: House, view: NoticesView) -> None:
    """Ctrl+Enter; until the form is away."""
    QTest.keyClick(view.panel.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    house.wait(lambda: not view.panel.asks)


def state_of(view: NoticesView, number: str) -> str:
    """The state that the board shows of a notice; "" where it is gone."""
    return next((slip.notice.state for slip in slips(view) if slip.number == number), "")


def test_the_warehouses_day(house: House) -> None:
    """Accepted with one key, a part sent, the rest sent with its waybill; all by keyboard and scanner."""
    view, keys = house.sits("store1"), Keyboard()
    house.wait(lambda: selected(view))
    assert list(view.board.columns) == ["warehouse"]
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and (s.asked or 0) > 1)
    scan(house, view, slip.number)
    keys.press(Qt.Key.Key_A)
    house.wait(lambda: state_of(view, slip.number) == NoticeState.ACCEPTED)
    assert keys.pressed == KEYS_TO_ACCEPT
    house.wait(lambda: Step.ACCEPT_NOTICE not in view.panel.buttons)
    QTest.keyClick(view, Qt.Key.Key_F)
    house.wait(lambda: view.panel.asks)
    keys.write("顺丰速运")
    keys.enter()
    keys.write(HOSTILE)
    keys.enter()
    keys.write("NEW202611")
    keys.enter()
    fill(view, keys, shipped_qty="1")
    assert view.panel.form.submit.text().startswith("先记这些，还差")
    send(house, view)
    house.wait(lambda: "已记部分" in house.frame.said[-1])
    assert state_of(view, slip.number) == NoticeState.ACCEPTED
    assert slip.asked is not None
    QTest.keyClick(view, Qt.Key.Key_F)
    house.wait(lambda: view.panel.asks)
    left = view.panel.form.fields["notice.shipped_qty"].editor.words()
    assert left == f"{slip.asked - 1:f}"
    fill(view, keys, waybill=HOSTILE, shipped_batch="NEW202611")
    send(house, view)
    row = house.kept(slip.number)
    assert (row.state, row.done_by, row.shipped_qty) == (NoticeState.DONE, "store1", slip.asked)
    assert row.waybill == HOSTILE


def test_marketings_day(house: House) -> None:
    """A gift is done without a carrier; the next slip is selected by itself."""
    view = house.sits("market1")
    slip = next(s for s in slips(view) if s.notice.state == NoticeState.ISSUED)
    scan(house, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_F)
    house.wait(lambda: view.panel.asks)
    send(house, view)
    house.wait(lambda: state_of(view, slip.number) == NoticeState.DONE)
    house.wait(lambda: selected(view) != slip.number)
    assert house.kept(slip.number).done_by == "market1"


def test_production_comes_before_the_warehouse(house: House) -> None:
    """The shipping notice says which it waits for, and its button is off; once it is packed it is on."""
    packing, shipping = (f"{house.packed}-C{n}" for n in (1, 2))
    store = house.sits("store1")
    scan(house, store, shipping)
    button = store.panel.buttons[Step.DONE_NOTICE]
    assert not button.isEnabled()
    assert packing in store.panel.note.text()
    assert "等 C1" in row_of(store, shipping).told.beside.text
    factory = house.sits("factory1")
    scan(house, factory, packing)
    QTest.keyClick(factory, Qt.Key.Key_F)
    house.wait(lambda: factory.panel.asks)
    assert "茶机专用" in "".join(value for _, value in factory.panel.facts.facts())
    send(house, factory)
    house.wait(lambda: house.kept(packing).state == NoticeState.DONE)
    store.refresh()
    house.wait(lambda: may_do(store, Step.DONE_NOTICE))
    assert row_of(store, shipping).told.beside.text == ""


def may_do(view: NoticesView, step: str) -> bool:
    """Whether the verb's button is on."""
    return view.panel.buttons[step].isEnabled()


def row_of(view: NoticesView, number: str) -> SlipRow:
    """The slip's row."""
    return next(c.rows[number] for c in view.board.columns.values() if number in c.rows)


def test_finance_pays_with_a_voucher(house: House) -> None:
    """Everything missing is told beside its field at once; with the voucher it is paid."""
    view, keys = house.sits("money1"), Keyboard()
    slip = next(s for s in slips(view) if not s.line.waits_for and s.notice.kind == NoticeKind.PAY)
    scan(house, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_F)
    house.wait(lambda: view.panel.asks)
    form = view.panel.form
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    house.wait(form.fields["refund.voucher_no"].note)
    assert form.fields["refund.expected_days"].note()
    assert not form.fields["refund.amount"].note()
    fill(view, keys, voucher_no="付字 0098", expected_days="3")
    send(house, view)
    house.wait(lambda: house.kept(slip.number).state == NoticeState.DONE)
    refund = house.case(slip.line.case_no).refunds[-1]
    assert (refund.amount, refund.voucher_no) == (slip.amount, "付字 0098")


def test_after_sales_confirms_all_at_once(house: House) -> None:
    """What the departments have done is confirmed in a column with one click, and leaves the board."""
    store = house.sits("store1")
    done = next(s for s in slips(store) if s.notice.kind == NoticeKind.TAKE_BACK)
    for slip in (done,):
        scan(house, store, slip.number)
        QTest.keyClick(store, Qt.Key.Key_F)
        house.wait(lambda: store.panel.asks)
        send(house, store)
    service = house.sits("service2")
    house.wait(lambda: state_of(service, done.number) == NoticeState.DONE)
    scan(house, service, done.number)
    service.setFocus()
    QTest.keyClick(service, Qt.Key.Key_C)
    house.wait(lambda: state_of(service, done.number) == "")
    assert house.kept(done.number).confirmed_by == "service2"
    service.board.confirm_all.emit("production")
    house.wait(lambda: any(told.startswith("已确认") for told in house.frame.said))
    house.wait(lambda: NoticeState.DONE not in {s.notice.state for s in slips(service)})


def test_a_returned_one_is_issued_anew(house: House) -> None:
    """The department says why; after-sales issues it anew; the department has it under its new number."""
    store, keys = house.sits("store1"), Keyboard()
    slip = next(s for s in slips(store) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(house, store, slip.number)
    QTest.keyClick(store, Qt.Key.Key_R)
    house.wait(lambda: store.panel.asks)
    keys.write("没有这个规格")
    send(house, store)
    house.wait(lambda: state_of(store, slip.number) != NoticeState.ISSUED)
    service = house.sits("service1")
    scan(house, service, slip.number)
    assert "没有这个规格" in "".join(value for _, value in service.panel.facts.facts())
    QTest.keyClick(service, Qt.Key.Key_N)
    house.wait(lambda: service.panel.asks)
    fill(service, keys, remark="改发 4L")
    send(house, service)
    house.wait(lambda: selected(service) not in ("", slip.number))
    fresh = selected(service)
    store.refresh()
    house.wait(lambda: state_of(store, fresh) == NoticeState.ISSUED)
    assert house.kept(slip.number).reissued_as == house.kept(fresh).no


def test_hostile_words_are_plain_everywhere(house: House) -> None:
    """A waybill with markup stands letter by letter in the list, the panel, the tooltip and the copy."""
    view, keys = house.sits("store1"), Keyboard()
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(house, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_R)
    house.wait(lambda: view.panel.asks)
    keys.write(HOSTILE)
    send(house, view)
    service = house.sits("service1")
    scan(house, service, slip.number)
    assert HOSTILE in dict(service.panel.facts.facts()).values()
    service.panel.facts.grab()
    look = service.presenter.look
    assert look is not None
    assert HOSTILE in service._say.text(look)
    assert "<b>" not in row_of(service, slip.number).toolTip()


def test_a_slip_goes_to_the_chat_and_a_photo_comes_back(house: House) -> None:
    """Ctrl+C puts text and picture on the clipboard at once; Ctrl+V keeps a picture as the signed slip."""
    view = house.sits("service1")
    slip = next(s for s in slips(view) if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for)
    scan(house, view, slip.number)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    house.wait(lambda: not clipboard.image().isNull() and slip.number in clipboard.text())
    assert clipboard.image().width() > 1000
    assert (slip.notice.consignee_address or "") in clipboard.text()
    QTest.keyClick(view, Qt.Key.Key_A)
    house.wait(lambda: view.panel.asks)
    photo = QImage(4000, 3000, QImage.Format.Format_RGB32)
    photo.fill(QColor("teal"))
    clipboard.setImage(photo)
    QTest.keyClick(view.panel.form.files.pick, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)  # type: ignore[union-attr]
    house.wait(lambda: view.panel.form.files and view.panel.form.files.numbers())
    send(house, view)
    house.wait(lambda: house.kept(slip.number).state == NoticeState.ACCEPTED)
    row = house.kept(slip.number)
    kept = house.case(slip.line.case_no).attachments[-1]
    assert (row.on_behalf, row.slip) == (True, kept.no)
    assert (kept.kind, kept.belongs_to) == ("slip", slip.number)
    assert kept.size < 4000 * 3000


def test_a_scanner_needs_no_key_before_it(house: House) -> None:
    """Its first character, no verb's key, goes to the number's field; the slip is ready for its verb."""
    view, keys = house.sits("store1"), Keyboard()
    house.wait(lambda: selected(view))
    number = slips(view)[-1].number
    for letter in number:
        QTest.keyClicks(keys.at, letter)
    keys.enter()
    house.wait(lambda: selected(view) == number)
    house.wait(lambda: row_of(view, number).hasFocus())
    assert view.number.text() == ""


def test_arrows_walk_and_keys_in_a_form_decide_nothing(house: House) -> None:
    """Down selects the next slip; letters in a form are letters; Esc asks before what is typed goes."""
    view, keys = house.sits("store1"), Keyboard()
    numbers = view.board.columns["warehouse"].numbers()
    house.wait(lambda: view._marked == numbers[0])
    keys.press(Qt.Key.Key_Down)
    house.wait(lambda: view._marked == numbers[1])
    QTest.keyClick(view, Qt.Key.Key_R)
    house.wait(lambda: view.panel.asks)
    said = len(house.frame.said)
    QTest.keyClicks(keys.at, "afx")
    assert view.panel.form.fields["notice.returned_reason"].editor.words() == "afx"
    assert len(house.frame.said) == said
    view.panel.form._given_up = lambda: False  # type: ignore[method-assign]
    keys.press(Qt.Key.Key_Escape)
    assert view.panel.asks
    assert not view.may_leave()
    view.panel.form._given_up = lambda: True  # type: ignore[method-assign]
    keys.press(Qt.Key.Key_Escape)
    house.wait(lambda: not view.panel.asks)
