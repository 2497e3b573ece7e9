"""The tracking sheet's times: what was reached and when, what is late, when everything is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aftersales.documents.letters.compose_tracking import tracking
from tests.documents.letters.test_letters import DRAWN_LABELS
from tests.domain.play import Play, at_state, done

if TYPE_CHECKING:
    from aftersales.documents.letters import values as v


def sheet(play: Play) -> v.Tracking:
    """The sheet as it is printed now."""
    return tracking(play.office, play.case, labels=DRAWN_LABELS, by="service1", at=play.now)


def stage(play: Play, key: str) -> v.Stage:
    """One stage as it stands on the sheet."""
    return next(one for one in sheet(play).stages if one.key == key)


def test_no_contact_is_told_where_none_was_made() -> None:
    """A case withdrawn before anybody called had no first contact, nor after it was opened again."""
    play = at_state("investigating").take("service1", "withdraw", reason="误会", means="电话")
    assert stage(play, "first_contact").done is None
    play.take("lead1", "reopen", reason="客户又来电")
    assert stage(play, "first_contact").done is None


def test_first_contact_is_when_we_called() -> None:
    """Our first call is the first contact, whatever came after it."""
    play = at_state("investigating")
    said = {
        "direction": "outgoing",
        "channel": "电话",
        "counterpart": "张三",
        "purpose": "other",
        "content": "核实",
    }
    play.take("service1", "contact", at="2026-11-23T09:02", **said)
    play.take("service1", "withdraw", reason="误会", means="电话")
    told = stage(play, "first_contact").done
    assert f"{told:%Y-%m-%d %H:%M}" == "2026-11-23 09:02"


def test_a_case_that_ended_in_time_is_never_late() -> None:
    """Withdrawn before a decision was due: months later its sheet does not say 超期."""
    play = at_state("investigating").take("service1", "withdraw", reason="误会", means="电话")
    play.at("12-28 09:00")
    assert [one.key for one in sheet(play).stages if one.late] == []


@pytest.mark.parametrize(("due", "late"), [("2026-11-30 09:00", False), ("2026-11-23 12:00", True)])
def test_a_promise_gets_no_later_than_its_case(due: str, late: bool) -> None:
    """What was still owed when the case ended is late only if it was then."""
    play = at_state("investigating").take("service1", "promise", kind="回电", content="回电", due_at=due)
    play.at("11-24 09:00").take("service1", "withdraw", reason="误会", means="电话").at("12-28 09:00")
    assert [one.late for one in sheet(play).promises] == [late]


def test_a_hold_does_not_make_late() -> None:
    """What pauses while 挂起 is not late, what runs on is; resumed, it runs again."""
    play = at_state("investigating").take("service1", "hold", hold_reason="等样品", hold_until="2026-12-28")
    play.at("12-21 09:00")
    late = {one.key for one in sheet(play).stages if one.late}
    assert late == {"first_contact"}
    play.take("service1", "resume", reason="样品到了")
    assert not stage(play, "decision").late
    play.at("12-31 09:00")
    assert stage(play, "decision").late


def test_carried_out_is_told_after_a_notice_was_issued_anew() -> None:
    """退回 and 重开: when the new notice is confirmed all is carried out, and the old one is not late."""
    play = at_state("fulfilling").take("store1", "return_notice", notice="C1", returned_reason="无货")
    assert stage(play, "fulfilled").done is None
    play.take("service1", "reissue_notice", notice="C1")
    done(play, "C2").take("service1", "confirm_notice", notices=["all"])
    confirmed = play.case.notices[-1].confirmed_at
    assert confirmed is not None
    wall = confirmed.astimezone(play.office.zone).replace(tzinfo=None)
    play.at("12-28 09:00")
    assert stage(play, "fulfilled").done == wall
    assert [one.late for one in sheet(play).actions] == [False, False]
