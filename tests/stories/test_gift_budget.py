"""The month's budget for gifts: who proposes and who decides is told in time, and nobody is held up by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aftersales import words
from aftersales.app import App
from aftersales.ctl.reading import case_told
from aftersales.domain.checks import Caution
from aftersales.domain.codes import ProposalState
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import approval_page, case_page
from aftersales.usecases.office import set_company
from tests.domain.play import REGISTRATION, proposal, remedy
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown
from tests.usecases.houses import House
from ui.presenters.approvals import ApprovalsPresenter
from ui.presenters.session import signed
from ui.presenters.step_form import StepFormPresenter

NEAR = "本月赠品（含本次）合计 {}，已达每月赠品预算 5,000.00 元的 {}%。"
OVER = "本月赠品（含本次）合计 {}，超出每月赠品预算 5,000.00 元。"
EIGHTY = NEAR.format("4,000.00 元", 80)
DUE = "2026-12-30"


def said(found: tuple[Caution, ...]) -> str:
    """What these say."""
    return "\n".join(words.words().caution(one.code, one.facts) for one in found)


def gift(yuan: str, kind: str = "gift") -> dict[str, object]:
    """A row of a proposal."""
    return remedy(kind, yuan, due=DUE)


def looked_into(house: House) -> str:
    """The number of a case that is looked into."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", Step.ACCEPT, number, {})
    return number


def proposed(house: House, *rows: dict[str, object]) -> str:
    """The number of a case in which this is proposed."""
    number = looked_into(house)
    house.take("service1", Step.PROPOSE, number, proposal(*rows))
    return number


def approver(house: House, number: str) -> str:
    """Whose turn it is."""
    link = next(row for row in house.case(number).approvals if row.decision is None)
    return link.approver.rsplit("_", 1)[0]


def approved(house: House, *rows: dict[str, object]) -> str:
    """The number of a case in which this was proposed and approved."""
    number = proposed(house, *rows)
    while house.case(number).complaint.state == "proposed":
        house.take(approver(house, number), Step.APPROVE, number, {})
    return number


def leader_reads(house: House, number: str) -> str:
    """What stands on the page of the decision; "" where nothing does."""
    shown, app = Shown(), house.app(approver(house, number))
    ApprovalsPresenter(shown, AtOnce(), signed(app, "test", app.login)).open(number)
    assert shown.page is not None
    assert shown.page.case.complaint.case_no == number
    return said(shown.page.gifts)


def proposer_reads(house: House, *rows: tuple[str, str]) -> str:
    """What stands under the form while these kinds and amounts are typed."""
    number, shown, app = looked_into(house), Shown(), house.app("service1")
    form = StepFormPresenter(shown, AtOnce(), signed(app, "test", app.login))
    form.begin(Step.PROPOSE, app.ask(case_page, number, app.clock), {})
    form.weigh([{"kind": kind, "amount": yuan, "due": DUE} for kind, yuan in rows])
    assert shown.weighed is not None
    return said(shown.weighed.cautions)


def budget(house: House, yuan: str) -> None:
    """The administrator says how much a month."""
    firm = house.first.at(house.now).do(set_company, {"gift_budget": yuan})
    assert firm.gift_budget == int(yuan) * 100


def test_from_four_fifths_of_the_budget_on_both_are_told(house: House) -> None:
    """At 79 % nothing, at 80 % how much of what, above it that it is too much; and still it is approved."""
    approved(house, gift("1500"), gift("500", "reward"), remedy("cash", "900", due=DUE))
    assert proposer_reads(house, ("gift", "1999.99")) == ""
    assert proposer_reads(house, ("gift", "2000"), ("cash", "700")) == EIGHTY
    assert proposer_reads(house, ("cash", "5000")) == ""
    assert proposer_reads(house, ("gift", "3000")) == NEAR.format("5,000.00 元", 100)
    assert leader_reads(house, proposed(house, gift("1950"))) == ""
    assert leader_reads(house, proposed(house, remedy("cash", "5000", due=DUE))) == ""
    assert leader_reads(house, proposed(house, gift("2000"))) == EIGHTY
    number = proposed(house, gift("3000.01"))
    assert leader_reads(house, number) == OVER.format("5,000.01 元")
    assert house.take(approver(house, number), Step.APPROVE, number, {}).complaint.state == "approved"


def test_without_a_budget_nothing_is_said(house: House) -> None:
    """0 is no budget: neither the proposer nor the leader is told of one."""
    budget(house, "0")
    assert proposer_reads(house, ("gift", "9000")) == ""
    assert leader_reads(house, proposed(house, gift("9000"))) == ""


def test_the_month_is_the_office_s(house: House) -> None:
    """What was approved before the last midnight of the month counts no more; what after it, does."""
    house.now = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)  # 23:30 in the office
    approved(house, gift("2000"))
    assert house.now < datetime(2026, 11, 30, 16, tzinfo=UTC)
    house.now = datetime(2026, 11, 30, 16, 1, tzinfo=UTC)
    number = proposed(house, gift("3999"))
    assert leader_reads(house, number) == ""
    house.take(approver(house, number), Step.APPROVE, number, {})
    assert leader_reads(house, proposed(house, gift("1"))) == EIGHTY


def test_only_what_stands_counts(house: House) -> None:
    """A proposal that was sent back, or taken back after its approval, promises nobody a gift."""
    back = proposed(house, gift("4000"))
    house.take(approver(house, back), Step.SEND_BACK, back, {"comment": "太多"})
    again = approved(house, gift("4000"))
    house.take("service1", Step.RENEGOTIATE, again, {"reason": "客户改了主意"})
    assert {house.case(number).proposals[-1].state for number in (back, again)} == {
        ProposalState.RETURNED,
        ProposalState.VOID,
    }
    assert leader_reads(house, proposed(house, gift("1000"))) == ""


def test_what_was_approved_by_word_is_not_counted_twice(house: House) -> None:
    """At the countersignature the month holds the gift already; in another month it is none of its gifts."""
    budget(house, "2000")
    number = proposed(house, gift("1700"))
    evidence = {"name": "录音.txt", "kind": "其他", "from_whom": "本公司"}
    house.take("service1", Step.ATTACH, number, evidence, b"yes")
    told = {"person": "lead1", "by_word_means": "电话", "by_word_at": "2026-11-23 09:01", "evidence": 1}
    house.take("service1", Step.APPROVE_BY_WORD, number, told)
    wanted = "本月赠品（含本次）合计 1,700.00 元，已达每月赠品预算 2,000.00 元的 85%。"
    assert countersigner_reads(house, number) == wanted
    house.now = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert countersigner_reads(house, number) == ""


def countersigner_reads(house: House, number: str) -> str:
    """What stands on the page that lead1 countersigns."""
    shown, app = Shown(), house.app("lead1")
    ApprovalsPresenter(shown, AtOnce(), signed(app, "test", app.login)).open(number)
    assert shown.page is not None
    assert shown.page.by_word
    return said(shown.page.gifts)


def test_several_at_once_are_summed(house: House) -> None:
    """Each alone is far from the budget; what is ticked together is told together."""
    budget(house, "2000")
    first, second = (proposed(house, gift("900")) for _ in range(2))
    assert leader_reads(house, first) == leader_reads(house, second) == ""
    shown, app = Shown(), house.app(approver(house, first))
    page = ApprovalsPresenter(shown, AtOnce(), signed(app, "test", app.login))
    page.open(first)
    page.tick(first, second)
    wanted = "本月赠品（含本次）合计 1,800.00 元，已达每月赠品预算 2,000.00 元的 90%。"
    assert said(page.gifts()) == wanted


@pytest.mark.parametrize(("row", "wanted"), [(gift("4000"), [EIGHTY]), (gift("3999"), [])])
def test_the_command_tells_it_too(house: House, row: dict[str, object], wanted: list[str]) -> None:
    """``aftersalesctl`` prints it among the cautions, while it waits and when it is approved."""
    number = proposed(house, row)
    assert told_by_command(house.app("service1"), house, number) == wanted
    house.take(approver(house, number), Step.APPROVE, number, {})
    assert told_by_command(house.app("service1"), house, number) == wanted


def told_by_command(app: App, house: House, number: str) -> list[str]:
    """The messages about the budget that the command prints with the case."""
    told = case_told(app, house.case(number), words.words())
    return [one["message"] for one in told["cautions"] if one["field"] == "company.gift_budget"]


def test_nobody_sums_what_nobody_is_told(house: House) -> None:
    """A case whose gifts are decided is opened without asking for the month."""
    number = approved(house, gift("4000"))
    house.take("service1", Step.ANSWER, number, {"channel": "电话", "to_whom": "张三", "content": "送"})
    app = house.app("lead1")
    assert app.ask(approval_page, number, app.clock).page.gifts.budget == 0
