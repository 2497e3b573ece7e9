"""Doing notices: accepted, in parts, done, paid, returned and issued anew, confirmed, urged, with files."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from aftersales.app import App
from aftersales.domain.codes import NoticeKind, NoticeState, State
from aftersales.domain.errors import BadInput
from aftersales.domain.steps.ticking import NothingDone, NoticeMoved
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.histories import history_of
from aftersales.usecases.taking import take
from tests.presenters.notices.conftest import Enter
from tests.presenters.notices.showing import Shown, at_desk, kept
from tests.presenters.settings.test_settings_presenters import Loses
from ui.presenters.notices import asking
from ui.presenters.notices.asking import QTY
from ui.presenters.notices.desk import NoticesPresenter
from ui.presenters.notices.slips import Slip

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The practice office's zone."""

SHIPPED = {
    "notice.carrier": "顺丰速运",
    "notice.waybill": "SF1800000001",
    "notice.shipped_batch": "NEW202611",
}


def opened(shown: Shown, presenter: NoticesPresenter, kind: str, state: str = NoticeState.ISSUED) -> Slip:
    """The first slip of this kind and state that waits for nobody, selected."""
    slip = next(
        slip
        for slip in shown.slips()
        if (slip.notice.kind, slip.notice.state) == (kind, state) and not slip.line.waits_for
    )
    presenter.choose(slip.number)
    return slip


def counted(shown: Shown, presenter: NoticesPresenter, least: int = 2) -> Slip:
    """A shipping slip of several pieces, selected."""
    slip = next(s for s in shown.slips() if s.notice.kind == NoticeKind.SHIP and (s.asked or 0) >= least)
    presenter.choose(slip.number)
    return slip


def test_a_department_accepts_with_one_act(enter: Enter) -> None:
    """Nothing is asked; history says who ticked it."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.ACCEPT_NOTICE)
    assert (shown.forms, shown.refused) == ([], [])
    assert shown.done == [(Step.ACCEPT_NOTICE, slip.number, False)]
    assert (kept(app, slip).state, kept(app, slip).accepted_by) == (NoticeState.ACCEPTED, "store1")
    last = app.ask(history_of, slip.line.case_no)[-1]
    assert (last.actor, last.step) == ("store1", Step.ACCEPT_NOTICE)


def test_less_than_asked_stays_in_progress(enter: Enter) -> None:
    """A part is noted with its waybill, what is left is proposed next, and the rest completes the sum."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = counted(shown, presenter)
    assert slip.asked is not None
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: "1"}, ())
    assert (shown.refused, shown.done[-1]) == ([], (Step.DONE_NOTICE, slip.number, True))
    row = kept(app, slip)
    assert (row.state, row.progress[0].qty) == (NoticeState.ACCEPTED, Decimal(1))
    assert row.progress[0].note == "顺丰速运 SF1800000001"
    assert presenter.look is not None
    assert presenter.look.slip.left == slip.asked - 1
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: str(slip.asked - 1)}, ())
    row = kept(app, slip)
    assert (row.state, row.shipped_qty) == (NoticeState.DONE, slip.asked)


def test_what_is_short_may_be_all_there_is(enter: Enter) -> None:
    """Done with less, on purpose: what went out is what counts."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = counted(shown, presenter)
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: "1"}, (), finish=True)
    row = kept(app, slip)
    assert (row.state, row.shipped_qty) == (NoticeState.DONE, Decimal(1))


@pytest.mark.parametrize("typed", ["", "0"])
def test_what_went_out_before_may_be_all_there_is(enter: Enter, typed: str) -> None:
    """One of several was sent and the rest never comes: finished without a second waybill or batch."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = counted(shown, presenter)
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: "1"}, ())
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({QTY: typed}, ())
    assert shown.refused
    shown.refused.clear()
    presenter.submit({QTY: typed}, (), finish=True)
    assert shown.refused == []
    row = kept(app, slip)
    assert (row.state, row.shipped_qty, row.waybill) == (NoticeState.DONE, Decimal(1), "SF1800000001")


@pytest.mark.parametrize("typed", ["", "几桶", "-1", "1e999"])
def test_a_quantity_that_is_none_is_refused_beside_it(enter: Enter, typed: str) -> None:
    """With the other empty fields, and the notice stays as it is."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = counted(shown, presenter)
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: typed}, ())
    assert shown.refused
    error = shown.refused[-1]
    problems = error.problems if isinstance(error, BadInput) else [error]
    assert QTY in [problem.facts["field"] for problem in problems]
    assert kept(app, slip).state == NoticeState.ISSUED
    assert presenter.form is not None


def test_everything_that_is_missing_is_told_at_once(enter: Enter) -> None:
    """Done for the department with nothing said: each field and the signed slip, in one refusal."""
    shown, presenter = at_desk(enter("service1"))
    counted(shown, presenter)
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({}, ())
    error = shown.refused[-1]
    assert isinstance(error, BadInput)
    missing = {problem.facts["field"] for problem in error.problems}
    assert missing == {*SHIPPED, QTY, "notice.slip"}


def test_nothing_is_neither_a_part_nor_the_whole(enter: Enter) -> None:
    """Zero is refused beside the quantity before anything is written."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = counted(shown, presenter)
    presenter.begin(Step.DONE_NOTICE)
    presenter.submit({**SHIPPED, QTY: "0.0"}, (), finish=True)
    assert [(type(error), error.facts["field"]) for error in shown.refused] == [(NothingDone, QTY)]
    assert kept(app, slip).state == NoticeState.ISSUED


def test_a_complained_batch_is_warned_of(enter: Enter) -> None:
    """The batch that is complained about, in any writing, warns; another does not."""
    shown, presenter = at_desk(enter("store1"))
    for slip in shown.slips():
        presenter.choose(slip.number)
        look = shown.look
        assert look is not None
        bad = next((line.batch_no for line in look.case.product_lines if line.batch_no), None)
        if slip.notice.kind == NoticeKind.SHIP and bad:
            warned = asking.complained(look, f" {bad.lower()} ")
            assert warned is not None
            assert warned.code == "shipped_batch_complained"
            assert asking.complained(look, "NEW202611") is None
            return
    pytest.fail("no shipping notice with a complained batch")


def test_finance_pays_the_amount_with_a_voucher(enter: Enter) -> None:
    """Day and amount stand there already; without a voucher it is refused, with one it is done."""
    app = enter("money1")
    shown, presenter = at_desk(app)
    slip = opened(shown, presenter, NoticeKind.PAY)
    presenter.begin(Step.DONE_NOTICE)
    want = shown.forms[-1]
    stands = {question.path: str(question.value) for question in want.questions}
    assert want.files == "evidence"
    assert not want.counts
    presenter.submit(stands, ())
    assert shown.refused
    presenter.submit({**stands, "refund.voucher_no": "付字0098号", "refund.expected_days": "3"}, ())
    row = next(r for r in app.ask(read_case, slip.line.case_no).refunds if r.notice == slip.notice.no)
    assert (row.amount, row.voucher_no) == (slip.amount, "付字0098号")
    assert row.handled_on is not None
    assert row.created_at is not None
    assert row.handled_on <= row.created_at.astimezone(SHANGHAI).date()
    assert kept(app, slip).state == NoticeState.DONE


def test_after_sales_does_it_with_the_signed_slip_only(enter: Enter) -> None:
    """代录 asks for the slip; a pasted picture becomes that slip and the notice says 代录."""
    app = enter("service1")
    shown, presenter = at_desk(app)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.ACCEPT_NOTICE)
    assert shown.forms[-1].files == "slip"
    presenter.submit({}, ())
    assert [error.facts.get("problems") is not None for error in shown.refused] == [True]
    presenter.attach("签字.png", lambda: b"\x89PNG")
    number, name = shown.attached[-1]
    assert name == "签字.png"
    presenter.submit({}, (number,))
    row = kept(app, slip)
    assert (row.state, row.on_behalf, row.slip) == (NoticeState.ACCEPTED, True, number)
    attached = app.ask(read_case, slip.line.case_no).attachments[-1]
    assert (attached.kind, attached.belongs_to) == ("slip", slip.number)


def test_a_file_attached_before_is_that_one(enter: Enter) -> None:
    """The same picture pasted again is the one that is kept, not the last of the case."""
    shown, presenter = at_desk(enter("service1"))
    opened(shown, presenter, NoticeKind.SHIP)
    for name in ("签字.png", "箱子.png", "签字.png"):
        presenter.attach(name, name.encode)
    first, other, again = (number for number, _ in shown.attached)
    assert first == again != other


def test_a_returned_one_is_issued_anew(enter: Enter) -> None:
    """The department says why it cannot; after-sales issues it anew under its own number, which is opened."""
    store, service = enter("store1"), enter("service1")
    shown, presenter = at_desk(store)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.RETURN_NOTICE)
    presenter.submit({"notice.returned_reason": "仓库没有这个规格"}, ())
    assert slip.number not in {each.number for each in shown.slips() if each.notice.state == "issued"}
    board, desk = at_desk(service)
    desk.choose(slip.number)
    desk.begin(Step.REISSUE_NOTICE)
    desk.submit({"notice.remark": "改发 4L 装"}, ())
    assert board.refused == []
    assert desk.look is not None
    assert desk.look.slip.number != slip.number
    assert (desk.look.notice.state, desk.look.notice.remark) == (NoticeState.ISSUED, "改发 4L 装")
    assert slip.number not in {each.number for each in board.slips()}


def test_a_payment_issued_anew_asks_where_it_goes(enter: Enter) -> None:
    """账号有误: service finds payee, bank and account as they stood, and corrects what was wrong."""
    money, service = enter("money1"), enter("service1")
    shown, presenter = at_desk(money)
    slip = opened(shown, presenter, NoticeKind.PAY)
    presenter.begin(Step.RETURN_NOTICE)
    presenter.submit({"notice.returned_reason": "账号有误"}, ())
    board, desk = at_desk(service)
    desk.choose(slip.number)
    desk.begin(Step.REISSUE_NOTICE)
    fields = {question.name: question.value for question in board.forms[-1].questions}
    assert list(fields) == ["payee", "bank", "account", "due_at", "urgent_reason", "remark"]
    assert fields["account"] == slip.notice.account
    desk.submit({"notice.account": "6222 0000 0000 9999"}, ())
    assert board.refused == []
    assert desk.look is not None
    assert desk.look.notice.account == "6222 0000 0000 9999"
    assert desk.look.notice.bank == slip.notice.bank


def test_a_slip_issued_anew_asks_until_when(enter: Enter) -> None:
    """What is still to come stands in the field; another day may be said, and the board knows it."""
    shown, presenter = at_desk(enter("store1"))
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.RETURN_NOTICE)
    presenter.submit({"notice.returned_reason": "下周才到货"}, ())
    board, desk = at_desk(enter("service1"))
    desk.choose(slip.number)
    desk.begin(Step.REISSUE_NOTICE)
    proposed = next(q.value for q in board.forms[-1].questions if q.path == "notice.due_at")
    assert isinstance(proposed, str)
    assert datetime.fromisoformat(proposed).replace(tzinfo=SHANGHAI) > datetime.now(SHANGHAI)
    later = datetime.fromisoformat(proposed).replace(tzinfo=SHANGHAI) + timedelta(days=30)
    desk.submit({"notice.due_at": f"{later:%Y-%m-%d %H:%M}"}, ())
    assert board.refused == []
    assert desk.look is not None
    assert desk.look.notice.due_at == later


def test_urging_counts_and_never_stops_whoever_works(enter: Enter) -> None:
    """催办 is counted on the slip; the keeper whose form is open meanwhile is not refused for it."""
    store, service = enter("store1"), enter("service1")
    shown, presenter = at_desk(store)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.DONE_NOTICE)
    board, desk = at_desk(service)
    desk.choose(slip.number)
    desk.begin(Step.URGE)
    desk.begin(Step.URGE)
    assert next(each for each in board.slips() if each.number == slip.number).urges == 2
    presenter.submit({**SHIPPED, QTY: str(slip.asked)}, ())
    assert shown.refused == []
    assert kept(store, slip).state == NoticeState.DONE


def unheard(service: App) -> tuple[Shown, NoticesPresenter, Slip]:
    """A desk whose line is cut after 催办 was written, and the slip."""
    office = Loses()
    office.lost = True
    board, desk = at_desk(service, office)
    slip = opened(board, desk, NoticeKind.SHIP)
    office.lost = False
    desk.begin(Step.URGE)
    return board, desk, slip


def test_urging_that_was_not_heard_of_counts_once(enter: Enter) -> None:
    """U again is the same urging; the next one is meant."""
    service = enter("service1")
    board, desk, slip = unheard(service)
    assert ([error.code for error in board.refused], board.done) == (["database_gone"], [])
    assert len(kept(service, slip).urges) == 1
    desk.begin(Step.URGE)
    assert (board.done, board.urged) == ([(Step.URGE, slip.number, False)], [1])
    assert len(kept(service, slip).urges) == 1
    desk.begin(Step.URGE)
    assert (len(kept(service, slip).urges), board.urged) == (2, [1, 2])


def test_urging_once_the_slip_was_put_away_is_meant(enter: Enter) -> None:
    """Whoever comes back to the slip sees how often it was urged: what he presses then counts."""
    service = enter("service1")
    board, desk, slip = unheard(service)
    desk.let_go()
    desk.choose(slip.number)
    desk.begin(Step.URGE)
    assert (len(kept(service, slip).urges), board.urged) == (2, [2])


def test_somebody_elses_tick_is_told_and_nothing_is_lost(enter: Enter) -> None:
    """Done by another meanwhile: it is said as what it is now, and the form stays."""
    store = enter("store1")
    shown, presenter = at_desk(store)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.DONE_NOTICE)
    store.do(take, Step.ACCEPT_NOTICE, slip.line.case_no, {"notice": slip.number})
    presenter.submit({**SHIPPED, QTY: str(slip.asked)}, ())
    assert [type(error) for error in shown.refused] == [NoticeMoved]
    assert shown.refused[0].facts["state"] == NoticeState.ACCEPTED
    assert presenter.form is not None


def test_all_that_is_done_is_confirmed_at_once(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every done slip of the column, in sight or not; the case whose last one it was goes on."""
    store, service = enter("store1"), enter("service2")
    shown, presenter = at_desk(store)
    ships = [s for s in shown.slips() if s.notice.kind == NoticeKind.SHIP and not s.line.waits_for][:2]
    for slip in ships:
        presenter.choose(slip.number)
        presenter.begin(Step.DONE_NOTICE)
        presenter.submit({**SHIPPED, QTY: str(slip.asked)}, ())
    assert shown.refused == []
    monkeypatch.setattr("ui.presenters.notices.board.PAGE", 1)
    board, desk = at_desk(service)
    assert not {slip.number for slip in ships} <= {slip.number for slip in board.slips()}
    issued: list[Slip] = []
    desk.issued_of("warehouse", issued.extend)
    assert board.board is not None
    waiting = next(column for column in board.board.columns if column.name == "warehouse")
    assert len(issued) == waiting.counts[NoticeState.ISSUED] > len(waiting.slips)
    desk.confirm_column("warehouse")
    assert [told.done for told in board.confirmed] == [len(ships)]
    assert {kept(service, slip).state for slip in ships} == {NoticeState.CONFIRMED}
    states = {service.ask(read_case, slip.line.case_no).complaint.state for slip in ships}
    assert states <= {State.FOLLOWING_UP, State.FULFILLING}
    assert State.FOLLOWING_UP in states


def test_who_did_it_does_not_confirm_it(enter: Enter) -> None:
    """The button says who did; confirming all leaves it, with the reason."""
    app: App = enter("service1")
    shown, presenter = at_desk(app)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    presenter.begin(Step.DONE_NOTICE)
    presenter.attach("签字.png", lambda: b"\x89PNG")
    presenter.submit({**SHIPPED, QTY: str(slip.asked)}, (shown.attached[-1][0],))
    assert shown.refused == []
    presenter.choose(slip.number)
    assert shown.look is not None
    offer = shown.look.offer(Step.CONFIRM_NOTICE)
    assert offer is not None
    assert offer.refused is not None
    assert offer.refused.code == "someone_else_confirms"
    presenter.confirm_column("warehouse")
    assert shown.confirmed[-1].refused is not None
    assert kept(app, slip).state == NoticeState.DONE


def test_a_slip_is_copied_as_the_paper_it_is(enter: Enter) -> None:
    """What is drawn is the PDF of this very notice; nothing is told as printed."""
    app = enter("store1")
    shown, presenter = at_desk(app)
    slip = opened(shown, presenter, NoticeKind.SHIP)
    before = len(app.ask(history_of, slip.line.case_no))
    drawn: list[bytes] = []
    presenter.copy(lambda content: content, drawn.append)
    assert drawn[0].startswith(b"%PDF")
    assert len(app.ask(history_of, slip.line.case_no)) == before
