"""Settled without a paper, and closed by a leader: what would have stood there is kept elsewhere."""

from __future__ import annotations

import pytest

from aftersales.domain.errors import DomainError
from aftersales.storage.queries.histories import history_of
from aftersales.usecases.drafting import save_draft
from tests.domain.play import remedy
from tests.usecases.houses import House, agreed

DUE = "2026-11-30"


def test_paperless_money_knows_its_payee(house: House) -> None:
    """Money that goes out without an agreement keeps whom it is paid to on the notice of finance alone."""
    number = agreed(house, remedy("cash", "100.00", due=DUE), remedy("goods", "100.00", due=DUE))
    told = {"no_paper_reason": "金额小", "payee": "张三", "bank": "工商银行", "account": "6222020000000000"}
    house.take("service1", "settle_without_paper", number, told)
    notices = {row.kind: row for row in house.case(number).notices}
    pay, ship = notices["pay"], notices["ship"]
    assert (pay.payee, pay.bank, pay.account) == ("张三", "工商银行", "6222020000000000")
    assert (ship.payee, ship.bank, ship.account) == (None, None, None)
    assert "6222020000000000" not in repr(house.first.ask(history_of, number))


def test_paperless_goods_know_who_pays_the_way(house: House) -> None:
    """What the draft said of the freight is kept by what is sent and what comes back, without a paper."""
    number = agreed(house, remedy("exchange", "100.00", due=DUE), remedy("cash", "100.00", due=DUE))
    house.do("service1", save_draft, number, {"freight_by": "客户"})
    paid = {"payee": "张三", "bank": "现金", "account": "现金"}
    house.take("service1", "settle_without_paper", number, {"no_paper_reason": "金额小", **paid})
    case = house.case(number)
    assert case.agreements == ()
    kept = {row.kind: row.freight_by for row in case.notices}
    assert kept == {"take_back": "customer", "ship": "customer", "pay": None}


def test_a_wrong_account_is_put_right_when_issued_anew(house: House) -> None:
    """Finance returns the slip for its account; service corrects it, and finance is told the right one."""
    number = agreed(house, remedy("cash", "300.00", due=DUE))
    told = {"no_paper_reason": "金额小", "payee": "张三", "bank": "工商银行", "account": "6222020000000000"}
    house.take("service1", "settle_without_paper", number, told)
    house.take("money1", "return_notice", number, {"notice": "C1", "returned_reason": "账号有误"})
    house.take("service1", "reissue_notice", number, {"notice": "C1", "account": "6222020000000009"})
    old, new = house.case(number).notices
    assert (old.account, new.account) == ("6222020000000000", "6222020000000009")
    assert (new.payee, new.bank, new.state) == ("张三", "工商银行", "issued")


def test_what_a_leader_closes_over_is_told_in_words(house: House) -> None:
    """What is still open stands in the reason as a person reads it."""
    number = agreed(house)
    promise = {"kind": "回电", "content": "回电", "due_at": "2026-11-24 09:00"}
    house.take("service1", "promise", number, promise)
    told = {"close_kind": "联系不上", "close_reason": "三次未接通"}
    closed = house.take("lead1", "close_by_leader", number, told)
    assert closed.complaint.close_reason == "三次未接通\n当时还没有办完：第 1 条承诺未兑现。"
    with pytest.raises(DomainError):
        house.do("service1", save_draft, number, {"court": "别处"})
