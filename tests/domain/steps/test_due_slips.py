"""Until when a slip is to be done: the day promised, agreed or said anew, and never one that is past."""

from __future__ import annotations

import pytest

from tests.domain.play import ISSUE, OFFICE, SIGNED, Play, at_state, remedy


def test_due_is_the_closing_of_the_day_promised() -> None:
    """A notice is due when the office closes on the remedy's day."""
    due = at_state("fulfilling").case.notices[0].due_at
    assert due is not None
    assert due.astimezone(OFFICE.zone).isoformat() == "2026-11-30T17:30:00+08:00"


def due_of(play: Play, at: int = -1) -> str:
    """When the notice is due, on the office's wall."""
    due = play.case.notices[at].due_at
    assert due is not None
    return f"{due.astimezone(OFFICE.zone):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("agreed", "signed", "due"),
    [
        ("2026-12-05", "11-25 09:00", "12-05 17:30"),
        ("2026-11-28", "11-23 16:00", "11-24 17:30"),
        ("2026-11-23", "11-23 16:00", "11-23 17:30"),
        ("2026-12-05", "11-24 18:00", "12-05 17:30"),
        ("2026-11-24", "11-27 09:00", "11-30 17:30"),
    ],
)
def test_a_slip_has_time_left_when_it_is_issued(agreed: str, signed: str, due: str) -> None:
    """The day that was offered, while it is to come; else the agreed one; else the next working day."""
    play = at_state("agreed", remedy(due="2026-11-24")).at("11-23 15:00")
    play.take("service1", "issue_agreement", **{**ISSUE, "perform_by": agreed}).at(signed)
    day = f"2026-{signed[:5]}"
    play.take("service1", "sign", **{**SIGNED, "signed_a_on": day, "signed_b_on": day})
    assert due_of(play) == due


def test_a_slip_without_paper_has_time_left() -> None:
    """Settled after the day that was offered: the department has until the next working day closes."""
    play = at_state("agreed", remedy(due="2026-11-24")).at("11-27 17:00")
    play.take("service1", "settle_without_paper", no_paper_reason="金额小")
    assert due_of(play) == "11-30 17:30"


def test_issued_anew_with_time_left() -> None:
    """A late slip issued anew is due on the next working day, or when one says; never before now."""
    play = at_state("fulfilling")
    play.take("store1", "return_notice", notice="C1", returned_reason="无货").at("12-02 09:00")
    assert play.lacks("service1", "reissue_notice", notice="C1", due_at="2026-12-01") == {"notice.due_at"}
    late = play.case
    assert due_of(play.take("service1", "reissue_notice", notice="C1")) == "12-03 17:30"
    play.case = late
    play.take("service1", "reissue_notice", notice="C1", due_at="2026-12-08")
    assert [due_of(play, at) for at in (0, 1)] == ["11-30 17:30", "12-08 17:30"]


def test_issued_anew_in_time_keeps_its_day() -> None:
    """What is still to come stays where it was."""
    play = at_state("fulfilling").take("store1", "return_notice", notice="C1", returned_reason="无货")
    assert due_of(play.take("service1", "reissue_notice", notice="C1")) == "11-30 17:30"
