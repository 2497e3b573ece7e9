"""What the caller reads out: days on which things happened, not those on which they were ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from aftersales import words
from aftersales.domain.codes import NoticeKind
from aftersales.storage.queries.duties import notices
from aftersales.storage.queries.page import case_page
from tests.ui.casework.conftest import Enter
from ui.presenters.follow_ups import look_of
from ui.views.casework.wording import Wording
from ui.views.follow_ups.script import script_of


def test_the_customer_hears_when_it_was_paid(enter: Enter) -> None:
    """Paid five days before finance ticked it: the day of the payment is read out."""
    app = enter("service1")
    rows = app.ask(lambda wire: notices(wire, states=("done", "confirmed")))
    number = next(duty.head.case_no for duty in rows if duty.row.kind == NoticeKind.PAY)
    page = app.ask(case_page, number, app.clock)
    (refund,) = page.case.refunds
    assert refund.handled_on is not None
    day = refund.handled_on - timedelta(days=5)
    case = replace(page.case, refunds=(replace(refund, handled_on=day),))
    say = Wording(words.words(zone=page.office.zone), page.office)
    given = script_of(look_of(replace(page, case=case), "service1"), say, "我")[2][1]
    assert f"{day.month}月{day.day}日办完" in next(line for line in given.splitlines() if "退款付款" in line)
