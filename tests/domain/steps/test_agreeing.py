"""The agreement: issued complete and frozen, voided with its number, signed, filed; settled without paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aftersales.domain.agreements.clauses import conditions
from aftersales.domain.agreements.problems import RateOrAmount
from aftersales.domain.codes import ClauseWhen
from aftersales.domain.policy import NotForYou
from aftersales.domain.records.customer import Customer
from aftersales.domain.steps.agreeing import AlreadyIssued, NeedsPaper, NotIssued, their_party
from aftersales.domain.steps.intake import described
from aftersales.domain.steps.rows import NoSuchRow
from tests.domain.play import ISSUE, OFFICE, SIGNED, Play, at_state, done, fields_of, on, remedy


def issued(*remedies: dict[str, Any]) -> Play:
    """A case with an issued agreement."""
    return at_state("agreed", *remedies).take("service1", "issue_agreement", **ISSUE)


GOODS = ("consignee", "consignee_phone", "consignee_address", "freight_by")
MONEY = ("payee", "bank", "account")


@pytest.mark.parametrize("field", ["waiver_scope", *GOODS])
def test_what_the_paper_needs_for_goods(field: str) -> None:
    """Each field due at 出具 is named; payee and bank are not asked where no money moves."""
    given = {name: value for name, value in ISSUE.items() if name not in MONEY} | {field: None}
    assert at_state("agreed").lacks("service1", "issue_agreement", **given) == {f"agreement.{field}"}


@pytest.mark.parametrize("kind", ["cash", "refund", "return_refund"])
@pytest.mark.parametrize("field", MONEY)
def test_what_the_paper_needs_for_money(kind: str, field: str) -> None:
    """Where money moves the payee, the bank and the account are asked."""
    given = {name: value for name, value in ISSUE.items() if name != field}
    assert at_state("agreed", remedy(kind)).lacks("service1", "issue_agreement", **given) == {
        f"agreement.{field}"
    }


def test_a_discount_is_set_off_and_asks_for_no_bank() -> None:
    """A price that is lowered is credited: nobody is asked for an account, and no payment is promised."""
    play = at_state("agreed", remedy("discount"))
    given = {name: value for name, value in ISSUE.items() if name not in (*GOODS, *MONEY)}
    row = play.take("service1", "issue_agreement", **given).case.agreements[-1]
    assert {ClauseWhen.DISCOUNT, ClauseWhen.MONEY} & conditions(play.case, row) == {ClauseWhen.DISCOUNT}
    assert [notice.kind for notice in play.take("service1", "sign", **SIGNED).case.notices] == ["credit_note"]


@pytest.mark.parametrize("kind", ["goods", "gift", "cash"])
def test_what_is_sent_goes_to_the_customer(kind: str) -> None:
    """Unless somebody else is said the draft names his contact, telephone and address; money is not sent."""
    play = at_state("agreed", remedy(kind))
    customer, row = play.case.customer, play.case.agreements[-1]
    known = (customer.contact_name or customer.cust_name, customer.phones[0].number, customer.address)
    told = (row.consignee, row.consignee_phone, row.consignee_address)
    assert told == ((None, None, None) if kind == "cash" else known)


def test_what_comes_back_is_not_delivered() -> None:
    """Who only gives goods back is not asked where they are sent to, but who pays for the way."""
    given = {name: value for name, value in ISSUE.items() if name not in GOODS}
    play = at_state("agreed", remedy("return_refund"))
    assert play.lacks("service1", "issue_agreement", **given) == {"agreement.freight_by"}
    play.take("service1", "issue_agreement", **given, freight_by="我方")
    assert ClauseWhen.GOODS not in conditions(play.case, play.case.agreements[-1])


def test_nobody_represents_himself() -> None:
    """A firm that named no contact stands in the agreement without a representative, not as its own."""
    firm = Customer(cust_name="诚信汽配", cust_type="dealer")
    for typed, wanted in ((None, None), ("王建国", "王建国")):
        party = their_party(described(firm, {"contact_name": typed}))
        assert (party.name, party.representative) == ("诚信汽配", wanted)


@pytest.mark.parametrize(("origin", "wanted"), [("office", "全国12315平台"), ("import", None)])
def test_where_a_complaint_is_withdrawn_from(origin: str, wanted: str | None) -> None:
    """The draft names the platform that a person wrote down, not what an import calls its sheet."""
    play = at_state("offered")
    told = replace(play.case.complaint, external_source="全国12315平台", origin=origin)
    play.case = replace(play.case, complaint=told)
    play.take("service1", "accept_offer", confirmed_means="电话")
    row = play.case.agreements[-1]
    assert row.withdraw_from == wanted
    assert (ClauseWhen.EXTERNAL in conditions(play.case, row)) == (origin == "office")


def test_prefilled_fields_may_not_be_emptied() -> None:
    """What the program fills in is asked as soon as somebody empties it."""
    given = {**ISSUE, "court": None, "copies": None, "facts": None, "perform_by": None, "party_b": None}
    assert at_state("agreed").lacks("service1", "issue_agreement", **given) == {
        "agreement.court",
        "agreement.copies",
        "agreement.facts",
        "agreement.perform_by",
        "agreement.party_b",
        "agreement.party_b.name",
    }


def test_a_rate_or_an_amount() -> None:
    """A breach rate and a breach amount together are refused."""
    error = at_state("agreed").refused(
        "service1", "issue_agreement", **ISSUE, breach_rate=1, breach_amount="5"
    )
    assert fields_of(error) == {"agreement.breach_rate"}
    assert isinstance(error.problems[0], RateOrAmount)  # type: ignore[attr-defined]


def test_our_side_has_a_representative() -> None:
    """A company without any representative issues no agreement."""
    office = replace(OFFICE, company=replace(OFFICE.company, legal_rep=None))
    play = at_state("agreed", office=office)
    assert play.lacks("service1", "issue_agreement", **ISSUE) == {"company.legal_rep"}


def test_issued_once_and_numbered() -> None:
    """出具 numbers the draft; a second time is refused, its content stays the approved proposal's."""
    play = issued()
    row = play.case.agreements[-1]
    assert (row.agr_no, row.state, row.total) == ("TS-20261123-001-X1", "issued", play.due.total)
    assert row.issued_at == play.told[-1].at
    assert isinstance(play.refused("service1", "issue_agreement", **ISSUE), AlreadyIssued)


def test_the_total_is_not_typed() -> None:
    """Items and total come from the proposal; typing them is refused by name."""
    for field in ("total", "items", "agr_no", "state"):
        assert at_state("agreed").lacks("service1", "issue_agreement", **ISSUE, **{field: 1}) == {field}


def test_void_keeps_the_number() -> None:
    """作废 needs a reason; the number stays with the void one, a fresh draft takes its place."""
    play = issued()
    assert play.lacks("service1", "void_agreement") == {"agreement.void_reason"}
    play.take("service1", "void_agreement", void_reason="地址写错")
    old, draft = play.case.agreements
    assert (old.agr_no, old.state, old.void_reason) == ("TS-20261123-001-X1", "void", "地址写错")
    assert (draft.agr_no, draft.state, draft.issued_at, draft.consignee) == (None, "draft", None, "张三")
    play.take("service1", "issue_agreement")
    assert play.case.agreements[-1].agr_no == "TS-20261123-001-X2"


@pytest.mark.parametrize("step", ["void_agreement", "hand_over_agreement", "sign"])
def test_a_draft_is_neither_voided_nor_signed(step: str) -> None:
    """What was not issued is not handed over, signed or voided."""
    given = {"void_agreement": {"void_reason": "x"}, "sign": SIGNED}.get(step, {})
    assert isinstance(at_state("agreed").refused("service1", step, **given), NotIssued)


@pytest.mark.parametrize(
    "step",
    [
        "issue_agreement",
        "void_agreement",
        "hand_over_agreement",
        "sign",
        "settle_without_paper",
        "file_original",
    ],
)
def test_papers_are_the_services(step: str) -> None:
    """Nobody but service deals with the agreement."""
    assert isinstance(at_state("agreed").refused("boss", step), NotForYou)


def test_handed_over() -> None:
    """Printing and handing over are dated, not in the future."""
    play = issued().take("service1", "hand_over_agreement")
    row = play.case.agreements[-1]
    assert row.printed_at == row.handed_at == play.told[-1].at
    late = {"handed_at": "2026-11-24 09:00"}
    assert play.lacks("service1", "hand_over_agreement", **late) == {"agreement.handed_at"}


@pytest.mark.parametrize("field", SIGNED)
def test_what_signing_needs(field: str) -> None:
    """Both days and both signers are asked by name."""
    given = {name: value for name, value in SIGNED.items() if name != field}
    assert issued().lacks("service1", "sign", **given) == {f"agreement.{field}"}


@pytest.mark.parametrize("field", ["signed_a_on", "signed_b_on"])
def test_signed_between_issue_and_today(field: str) -> None:
    """Nobody signs before the paper is issued, nor tomorrow."""
    play = issued()
    for day in ("2026-11-22", "2026-11-24"):
        assert play.lacks("service1", "sign", **{**SIGNED, field: day}) == {f"agreement.{field}"}


def test_signing_brings_the_notices() -> None:
    """签订 makes a notice of each remedy's department, under the agreement."""
    play = issued().take("service2", "sign", **SIGNED)
    assert (play.state, play.case.agreements[-1].state) == ("fulfilling", "signed")
    assert [(n.kind, n.department, n.state, n.agreement) for n in play.case.notices] == [
        ("ship", "warehouse", "issued", 1)
    ]


@pytest.mark.parametrize(("yuan", "allowed"), [("500.00", True), ("500.01", False)])
def test_settled_without_paper(yuan: str, allowed: bool) -> None:
    """500 元 need no paper, one 分 more does; the draft is dropped and the notices are made."""
    play = at_state("agreed", remedy(yuan=yuan))
    if not allowed:
        error = play.refused("service1", "settle_without_paper", no_paper_reason="小额")
        assert isinstance(error, NeedsPaper)
        assert error.facts == {"value": 50_001, "limit": 50_000}
        return
    play.take("service1", "settle_without_paper", no_paper_reason="小额")
    assert (play.state, play.case.agreements) == ("fulfilling", ())
    assert play.case.complaint.no_paper_reason == "小额"
    assert [notice.agreement for notice in play.case.notices] == [None]


def test_without_paper_too_it_is_said_whom_to_pay() -> None:
    """Finance is never asked to pay nobody; cash across the counter is said instead of an account."""
    play = at_state("agreed", remedy("cash", "300"))
    names = {"agreement.payee", "agreement.bank", "agreement.account"}
    assert play.lacks("service1", "settle_without_paper", no_paper_reason="小额") == names
    counter = {"payee": "张三", "bank": "现金", "account": "现金"}
    play.take("service1", "settle_without_paper", no_paper_reason="小额", **counter)
    assert [(row.payee, row.account) for row in play.case.notices] == [("张三", "现金")]


def test_settling_without_paper_needs_a_reason() -> None:
    """无需协议 says why, and is not possible once a paper is issued."""
    assert at_state("agreed").lacks("service1", "settle_without_paper") == {"complaint.no_paper_reason"}
    assert isinstance(
        issued().refused("service1", "settle_without_paper", no_paper_reason="x"), AlreadyIssued
    )


@pytest.mark.parametrize("state", ["fulfilling", "following_up"])
def test_the_original_is_filed(state: str) -> None:
    """A signed agreement gets its scan or the original's place, until the case is closed."""
    play = at_state(state)
    assert play.lacks("service1", "file_original") == {"agreement.original_place"}
    play.take("service1", "file_original", original_place="一号柜")
    row = play.case.agreements[-1]
    assert (row.original_place, row.filed_by, row.filed_at) == ("一号柜", "service1", play.told[-1].at)


def test_an_unsigned_paper_is_not_filed() -> None:
    """What nobody signed has no original."""
    assert isinstance(issued().refused("service1", "file_original", original_place="x"), NotIssued)


def test_every_signed_paper_can_be_filed() -> None:
    """Of two signed agreements the newer is filed first, then the one before, or the one said."""
    play = at_state("fulfilling").take("lead1", "renegotiate", reason="又坏了")
    on(play, "fulfilling", remedy())
    play.take("service1", "file_original", original_place="二号柜")
    play.take("service1", "file_original", original_place="一号柜")
    assert [row.original_place for row in play.case.agreements] == ["一号柜", "二号柜"]
    play.take("service1", "file_original", agreement=1, original_place="三号柜")
    assert [row.original_place for row in play.case.agreements] == ["三号柜", "二号柜"]
    assert isinstance(play.refused("service1", "file_original", agreement=3, original_place="x"), NoSuchRow)


def test_a_paper_that_is_named_must_be_signed() -> None:
    """The draft of the next round takes no scan, also while an older paper is signed."""
    play = at_state("fulfilling").take("lead1", "renegotiate", reason="又坏了")
    on(play, "agreed", remedy())
    assert isinstance(play.refused("service1", "file_original", agreement=2, original_place="x"), NotIssued)


def test_the_agreement_is_fulfilled() -> None:
    """落实完成 sets the signed agreement to 履行完毕."""
    assert at_state("following_up").case.agreements[-1].state == "fulfilled"


def test_an_agreement_that_was_given_up_is_not_fulfilled() -> None:
    """After 重新协商 only the new agreement becomes 履行完毕; the old one, half carried out, never does."""
    play = done(at_state("fulfilling", remedy(), remedy("cash", "50")), "C1")
    play.take("lead1", "renegotiate", reason="又坏了")
    on(play, "following_up")
    assert [row.state for row in play.case.agreements] == ["signed", "fulfilled"]
