"""What the caller reads out: days on which things happened, not on which they were ticked; and the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aftersales import words
from aftersales.domain.codes import NoticeKind
from aftersales.domain.records.notice import Refund
from aftersales.storage.queries.duties import notices
from aftersales.storage.queries.follow_ups import follow_ups_waiting
from aftersales.storage.queries.page import CasePage, case_page
from tests.ui.casework.conftest import Enter
from ui.presenters.follow_ups import look_of, queue_of
from ui.views.casework.wording import Wording
from ui.views.follow_ups.script import script_of
from ui.views.follow_ups.wording import beside


@pytest.fixture
def paid(enter: Enter) -> CasePage:
    """The page of a case in which money was paid."""
    app = enter("service1")
    rows = app.ask(lambda wire: notices(wire, states=("done", "confirmed")))
    number = next(duty.head.case_no for duty in rows if duty.row.kind == NoticeKind.PAY)
    return app.ask(case_page, number, app.clock)


def read_out(page: CasePage, refund: Refund) -> dict[str, str]:
    """The parts of the script, where this is how the money was paid and nobody has called yet."""
    case = replace(page.case, refunds=(refund,), follow_ups=())
    say = Wording(words.words(zone=page.office.zone), page.office)
    return dict(script_of(look_of(replace(page, case=case), "service1"), say, "我"))


def test_the_customer_hears_when_it_was_paid(paid: CasePage) -> None:
    """Paid five days before finance ticked it: the day of the payment is read out."""
    (refund,) = paid.case.refunds
    assert refund.handled_on is not None
    day = refund.handled_on - timedelta(days=5)
    given = read_out(paid, replace(refund, handled_on=day))["已给到"]
    assert f"{day.month}月{day.day}日办完" in next(line for line in given.splitlines() if "退款付款" in line)


def test_the_caller_asks_whether_the_money_came(paid: CasePage) -> None:
    """By when it was to come, and first of all whether it did; nothing of it once the customer said so."""
    (refund,) = paid.case.refunds
    told = read_out(paid, replace(refund, expected_on=date(2026, 11, 25), customer_confirmed_on=None))
    assert "款最晚应在11月25日到账" in told["已给到"]
    assert told["请问"].startswith("1. 付给您的款收到了吗")
    came = read_out(paid, replace(refund, customer_confirmed_on=date(2026, 11, 24)))
    assert "最晚" not in came["已给到"]
    assert "收到了吗" not in came["请问"]


def test_money_that_should_have_come_is_seen_in_the_queue(enter: Enter) -> None:
    """From the day after; who has handled the case himself reads that first."""
    line = enter("service1").ask(follow_ups_waiting)[0]
    day, say = date(2026, 11, 20), words.words()
    later = replace(line, owner="other", about=(), planned_on=day + timedelta(days=3))

    def right(owner: str, money: date | None) -> str:
        (one,) = queue_of([replace(later, owner=owner, money_by=money)], "me", day)
        return beside(one, day, say)[0]

    yesterday = day - timedelta(days=1)
    assert [right("other", money) for money in (None, day, yesterday)] == ["11-23", "11-23", "到账待核"]
    assert right("me", yesterday) == "您经手"
