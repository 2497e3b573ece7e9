"""The board and the lists: what stands where, in which order, for whom, page by page, by number."""

from __future__ import annotations

import dataclasses

import pytest

from aftersales.app import App
from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.steps.fulfilling import MustWait, NotYourDepartment
from aftersales.domain.steps.ticking import NoSuchNotice, SeveralNotices
from aftersales.domain.workflow import Step
from aftersales.storage.queries import notices as notices_query
from aftersales.storage.queries.duties import notices
from aftersales.storage.queries.notices import ORDER, NoticeLine, notice_counts, open_notices
from tests.presenters.notices.conftest import Enter
from tests.presenters.notices.showing import Shown, at_desk
from ui.presenters.notices import desk
from ui.presenters.notices.board import owed
from ui.presenters.notices.slips import Slip
from ui.presenters.session import signed


def test_the_board_holds_every_open_notice_once(enter: Enter) -> None:
    """What is open, and not issued anew, stands in its department's column, counted there."""
    app = enter("service1")
    shown, _ = at_desk(app)
    everything = app.ask(notices, states=ORDER)
    expected = {duty.row.notice_no for duty in everything if duty.row.reissued_as is None}
    assert {slip.number for slip in shown.slips()} == expected
    assert shown.board is not None
    assert shown.board.all == len(expected)
    for column in shown.board.columns:
        assert len({ROLE_OF[slip.notice.department] for slip in column.slips}) <= 1
        assert column.all == len(column.slips)


def test_a_column_goes_by_state_and_then_by_due_time(enter: Enter) -> None:
    """Within a state what is longest overdue stands first, and overdue ones are counted."""
    shown, _ = at_desk(enter("service1"))
    assert shown.board is not None
    for column in shown.board.columns:
        keys = [slip.line.key for slip in column.slips]
        assert keys == sorted(keys)
        late = [slip for slip in column.slips if slip.due is not None and slip.due.mood == "overdue"]
        assert column.overdue == len(late)


@pytest.mark.parametrize("login", ["store1", "market1", "factory1", "money1", "quality1"])
def test_a_department_sees_its_own_list_only(enter: Enter, login: str) -> None:
    """One column, of its own role; its first slip is open by itself, with verbs."""
    app = enter(login)
    shown, presenter = at_desk(app)
    assert shown.board is not None
    assert not shown.board.whole
    mine = set(signed(app, "test", login).me.roles)
    assert {ROLE_OF[slip.notice.department] for slip in shown.slips()} <= mine
    if shown.slips():
        assert presenter.look is not None
        assert presenter.look.slip.number == shown.slips()[0].number
        assert not presenter.look.behalf


def test_a_row_holds_no_gossip() -> None:
    """What a slip is made from has no verbatim, no demand, no amount but the notice's own."""
    held = {field.name for field in dataclasses.fields(NoticeLine)}
    assert held == {
        "notice", "case_no", "owner", "confidential", "summary", "cust_name", "contact_name", "product",
        "waits_for",
    }  # fmt: skip


def test_who_ships_and_packs_is_told_no_amount(enter: Enter) -> None:
    """Amounts stand on slips of finance and of gifts only."""
    shown, _ = at_desk(enter("service1"))
    priced = {slip.notice.kind for slip in shown.slips() if slip.amount is not None}
    assert priced <= {NoticeKind.PAY, NoticeKind.CREDIT_NOTE, NoticeKind.GIFT}


def test_pages_by_key_give_every_notice_once(enter: Enter) -> None:
    """A page behind a line begins with the next one, whatever the page's length."""
    app = enter("service1")
    parts = tuple(ROLE_OF)
    whole = [line.notice.notice_no for line in app.ask(open_notices, parts, 500)]
    seen, after = list[str](), None
    while page := app.ask(open_notices, parts, 2, after):
        seen += [line.notice.notice_no for line in page]
        after = page[-1].key
    assert seen == whole
    assert len(whole) > 4


def test_more_comes_as_one_scrolls(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page behind the last slip of the column is appended; a refresh keeps as many in sight."""
    monkeypatch.setattr("ui.presenters.notices.board.PAGE", 1)
    monkeypatch.setattr(desk, "PAGE", 1)
    shown, presenter = at_desk(enter("service1"))
    assert shown.board is not None
    column = next(column for column in shown.board.columns if column.more and column.all > 1)
    presenter.more(column.name)
    assert [name for name, _, _ in shown.appended] == [column.name]
    presenter.refresh()
    again = next(each for each in shown.board.columns if each.name == column.name)
    assert [slip.number for slip in again.slips] == [column.slips[0].number, shown.appended[0][1][0].number]


def waiting(shown: Shown) -> Slip:
    """A slip that waits for another notice."""
    return next(slip for slip in shown.slips() if slip.line.waits_for)


def test_what_must_wait_says_which_it_waits_for(enter: Enter) -> None:
    """Its button is refused with the number of the notice that comes first, also where it is done for it."""
    for login in ("money1", "service1"):
        shown, presenter = at_desk(enter(login))
        slip = waiting(shown)
        presenter.choose(slip.number)
        assert shown.look is not None
        offer = shown.look.offer(Step.DONE_NOTICE)
        assert offer is not None
        assert isinstance(offer.refused, MustWait)
        assert offer.refused.facts["waits_for"] == slip.line.waits_for


def test_verbs_are_read_off_the_domain(enter: Enter) -> None:
    """Only what is done is confirmed, what is done is not cancelled, what came back is not done."""
    shown, presenter = at_desk(enter("service1"))
    for slip in shown.slips():
        presenter.choose(slip.number)
        assert shown.look is not None
        steps = {offer.step for offer in shown.look.offers}
        done = slip.notice.state == NoticeState.DONE
        assert (Step.CONFIRM_NOTICE in steps) == done
        assert (Step.DONE_NOTICE in steps) == (slip.notice.state in ("issued", "accepted"))
        assert (Step.CANCEL_NOTICE in steps) != done


def test_a_leader_looks_and_urges_only(enter: Enter) -> None:
    """He sees the whole board; verbs of departments and after-sales are not offered to him."""
    shown, presenter = at_desk(enter("lead1"))
    assert shown.board is not None
    assert shown.board.whole
    presenter.choose(next(s.number for s in shown.slips() if s.notice.state == NoticeState.ISSUED))
    assert shown.look is not None
    assert {offer.step for offer in shown.look.offers} == {Step.URGE, Step.VERIFY_FULFILMENT}


@pytest.mark.parametrize("written", ["{0}", " {0} ", "{lower}", "{wide}", "{tail}"])
def test_a_number_is_found_however_it_is_written(enter: Enter, written: str) -> None:
    """Whole, with blanks, in small letters, full-width with a long dash, or only its end."""
    shown, presenter = at_desk(enter("store1"))
    number = shown.slips()[-1].number
    wide = number.replace("-", "－").replace("1", "１")
    tail = number.split("-", 1)[1]
    presenter.find(written.format(number, lower=number.lower(), wide=wide, tail=tail))
    assert (shown.found, shown.not_found) == ([number], [])
    assert presenter.look is not None
    assert presenter.look.slip.number == number


def test_a_cases_number_opens_its_first_open_notice(enter: Enter) -> None:
    """The registration's code leads to the slip that waits."""
    shown, presenter = at_desk(enter("service1"))
    slip = shown.slips()[0]
    presenter.find(slip.line.case_no)
    assert presenter.look is not None
    assert presenter.look.slip.line.case_no == slip.line.case_no
    assert presenter.look.notice.reissued_as is None


def test_a_short_end_that_many_have_asks_for_more(enter: Enter) -> None:
    """C1 alone is several; an end that nobody has is told; neither changes what is open."""
    shown, presenter = at_desk(enter("service1"))
    presenter.find("C1")
    presenter.find("C977")
    assert [type(error) for error in shown.not_found] == [SeveralNotices, NoSuchNotice]
    assert shown.found == []


def test_a_short_end_means_the_case_in_sight(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many others of that end are due before it, and whichever departments they are of."""
    monkeypatch.setattr(notices_query, "MOST_FOUND", 2)
    app = enter("service1")
    slips = sorted(at_desk(app)[0].slips(), key=lambda slip: slip.line.due_key)
    last = next(slip for slip in reversed(slips) if slip.number.endswith("-C1"))
    shown, presenter = at_desk(app)
    presenter.find(last.number)
    presenter.find("C1")
    assert (shown.found, shown.not_found) == ([last.number] * 2, [])


@pytest.mark.parametrize("hostile", ["%", "C%", "C_", "'; DROP TABLE notice; --", "C1" * 400, "\x00", "℃"])
def test_whatever_is_typed_as_a_number_is_text(enter: Enter, hostile: str) -> None:
    """Nothing typed finds by pattern, breaks the query, or opens anything."""
    shown, presenter = at_desk(enter("service1"))
    presenter.find(hostile)
    assert shown.found == []
    assert [type(error) for error in shown.not_found] == [NoSuchNotice]


def test_another_departments_slip_says_whose_it_is(enter: Enter) -> None:
    """A keeper who scans finance's slip is told so; it does not open."""
    board, _ = at_desk(enter("service1"))
    number = next(slip.number for slip in board.slips() if slip.notice.department == "finance")
    shown, presenter = at_desk(enter("store1"))
    presenter.find(number)
    assert [type(error) for error in shown.not_found] == [NotYourDepartment]
    assert presenter.look is not None
    assert presenter.look.slip.number != number


def test_the_rails_count_is_what_one_has_to_do(enter: Enter) -> None:
    """A department's count leaves out what it has done; after-sales counts all that is open."""
    app: App = enter("store1")
    counts = app.ask(notice_counts, app.ask(lambda wire: wire.now()))
    shown, _ = at_desk(app)
    open_ones = [slip for slip in shown.slips() if slip.notice.state in ("issued", "accepted")]
    assert owed(counts, signed(app, "test", "store1").me)[0] == len(open_ones)
    all_of_them, late = owed(counts, signed(app, "test", "service1").me)
    assert all_of_them == sum(count.all for count in counts)
    assert late == sum(count.overdue for count in counts)
