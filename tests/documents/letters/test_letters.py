"""Each letter says what the case holds, in whole sentences, and nothing that is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aftersales.documents.labels import LeftoverVariable, labels_for
from aftersales.documents.letters import letter
from aftersales.documents.letters.compose_letter import letter as composed
from aftersales.documents.letters.values import Addressee, Letter
from aftersales.documents.values import Imprint
from aftersales.domain.codes import State
from aftersales.domain.steps.offering import NothingApproved
from aftersales.domain.steps.writing import (
    LETTERS,
    NoApologyApproved,
    NothingDeclined,
    NothingUnderWay,
    bears,
)
from aftersales.usecases.printing import PAPERS, printable
from tests.documents.letters.stories import PAPERS as DRAWN
from tests.documents.letters.stories import PRINTED, fullest
from tests.documents.reading import copied
from tests.documents.told import NOON, OFFICE, told
from tests.domain.play import at_state, done, on, proposal, remedy

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.domain.case import Case

LABELS = labels_for()


def text(case: Case, kind: str, folder: Path) -> str:
    """The letter as a person copies it."""
    return copied(DRAWN.letter(OFFICE, case, kind, by="zhang", at=PRINTED), folder)


def missing(paper: str, *wanted: str) -> list[str]:
    """What of ``wanted`` the paper does not hold."""
    return [one for one in wanted if one not in paper]


def test_answer_tells_the_decision(tmp_path: Path) -> None:
    """Form of address, finding, answer, remedies without prices of goods, what is not met, contact, seal."""
    paper = text(told(), "answer", tmp_path)
    wanted = ("尊敬的徐州诚信汽配经营部王建国经理：", "2026年3月2日", "部分属实", "补货并补偿拖车费。")
    more = ("CH-415W-4018L", "12桶", "1,500.00", "2026-03-12", "保温壶", "误工无凭证。", "联系经办人张售后")
    frame = ("编号：TS-20260302-001-D1第1版", "第1页共1页", "打印：张售后2026-03-0215:00", "（盖章）")
    assert missing(paper, *wanted, *more, *frame) == []
    assert "380.00" not in paper  # what the goods cost us
    assert "6,999" not in paper
    assert "加固" not in paper


def test_no_letter_says_an_empty_sentence(tmp_path: Path) -> None:
    """A letter of a case that holds the least has no 无, no stroke and no heading over nothing."""
    imprint = Imprint("某公司", "X-D1", "张", NOON.replace(tzinfo=None))
    for kind in LETTERS:
        bare_letter = Letter(
            imprint, kind, Addressee(), "X", NOON.date(), NOON.date(), state=State.INVESTIGATING
        )
        paper = copied(letter.draw(bare_letter, LABELS), tmp_path)
        assert "尊敬的客户：" in paper
        assert not re.search(r"无|／|None|\{|：。|，。|“”|。。", paper), kind


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "尊敬的徐州诚信汽配经营部王建国经理："),
        ({"contact_title": None}, "尊敬的徐州诚信汽配经营部王建国先生／女士："),
        ({"contact_name": None}, "尊敬的徐州诚信汽配经营部："),
        ({"cust_name": "王建国", "cust_type": "person", "contact_title": None}, "尊敬的王建国先生／女士："),
        ({"contact_name": "徐州诚信汽配经营部", "contact_title": None}, "尊敬的徐州诚信汽配经营部："),
        ({"cust_name": "未留名5678", "contact_name": None}, "尊敬的客户："),
        ({"cust_name": "未留名5678", "contact_name": "未留名5678"}, "尊敬的客户："),
        (
            {"cust_name": "王建国", "cust_type": "person", "contact_name": "未留名5678"},
            "尊敬的王建国经理：",
        ),
    ],
)
def test_form_of_address(changes: dict[str, str | None], wanted: str, tmp_path: Path) -> None:
    """A person by name and title, politely without one, a firm by its name, nobody as our customer."""
    case = told()
    case = replace(case, customer=replace(case.customer, **changes))  # type: ignore[arg-type]
    assert wanted in text(case, "answer", tmp_path)


def test_answer_not_yet_given_is_a_draft() -> None:
    """Before the step is taken the letter is printed with 草稿 across it, afterwards without."""
    value = composed(OFFICE, told("approve_by_word"), "answer", labels=DRAWN_LABELS, by="zhang", at=PRINTED)
    assert value.draft
    assert not composed(OFFICE, told(), "answer", labels=DRAWN_LABELS, by="zhang", at=PRINTED).draft


def test_refusal_gives_reasons_and_rights(tmp_path: Path) -> None:
    """Wishes, finding, report, each reason once, what can be had instead, whom else one may ask."""
    case = fullest()
    demands = (replace(case.complaint.demands[0], unmet_reason="换油间隔过长", alternatives="可以付费检测"),)
    case = replace(case, complaint=replace(case.complaint, demands=demands))
    paper = text(case, "decline", tmp_path)
    wanted = ("不予支持说明函", "现有材料不能证实", "YP-2026-118", "可以付费检测。", "消费者协会", "补货")
    assert missing(paper, *wanted) == []
    assert paper.count("换油间隔过长") == 1


@pytest.mark.parametrize(("kind", "reason"), [("answer", None), ("decline", "换油间隔过长")])
def test_an_alternative_names_what_it_is_for(kind: str, reason: str | None, tmp_path: Path) -> None:
    """Without a reason that names the request the offer names it: it was told before, or there is none."""
    case = fullest()
    first, second = case.complaint.demands
    demands = (
        replace(first, qty=Decimal(20), unmet_reason=reason, alternatives="可以付费检测"),
        replace(second, unmet_reason="误工无凭证", alternatives="凭票另议"),
    )
    paper = text(replace(case, complaint=replace(case.complaint, demands=demands)), kind, tmp_path)
    assert "关于您提出的“补货同型号换新批次20”，我公司可以提供的替代办法：可以付费检测。" in paper
    assert "误工无凭证。我公司可以提供的替代办法：凭票另议。" in paper


@pytest.mark.parametrize(("amount", "refused"), [("500.00", False), ("800.00", True), (None, False)])
def test_what_the_second_answer_grants_it_does_not_refuse(
    amount: str | None, refused: bool, tmp_path: Path
) -> None:
    """The reason of the round before is told no more, unless more was asked than is given now."""
    wish = {"kind": "退款", "amount": amount, "unmet_reason": "检测合格，不退"}
    told_him = [{"channel": "电话", "to_whom": "张三", "explained": "用法", "reaction": "不接受"}]
    declined = proposal(decision="不予支持", explanation=told_him, demands=[wish], remedies=[])
    play = on(at_state("investigating").take("service1", "propose", **declined), "offered")
    assert "检测合格，不退" in text(play.case, "answer", tmp_path)
    play.take("service1", "refuse_offer", their_position="坚持退款")
    on(play, "offered", remedy("refund", "500.00"))
    assert ("检测合格，不退" in text(play.case, "answer", tmp_path)) is refused


def test_apology_admits_nothing(tmp_path: Path) -> None:
    """It says that it admits nothing, unless the proposal does; in no case the word fault of ours."""
    case = told()
    paper = text(case, "apology", tmp_path)
    assert missing(paper, "诚挚的歉意", "不是对产品缺陷、过错或者法律责任的承认", "落实整改") == []
    admitted = replace(case.proposals[-1], liability_admitted=True)
    case = replace(case, proposals=(*case.proposals[:-1], admitted))
    assert "承认" not in text(case, "apology", tmp_path)


def test_progress_tells_what_was_done_and_what_comes(tmp_path: Path) -> None:
    """Steps with times, shipments with the waybill, promises, when next word comes; nothing internal."""
    paper = text(fullest(), "progress", tmp_path)
    wanted = ("2026-03-0212:00登记您的投诉", "运单号SF1234567", "查清运单后回电", "请客户停用这一批")
    assert missing(paper, *wanted, "将在2026-03-0314:00前再次与您联系", "有关部门正在按约定办理") == []
    assert "整改" not in paper


@pytest.mark.parametrize(
    ("kind", "back", "other", "told_of"),
    [("return_refund", "C1", "C2", "款项已付出"), ("exchange", "C2", "C1", "货物发出")],
)
def test_goods_that_came_back_settle_nothing(
    kind: str, back: str, other: str, told_of: str, tmp_path: Path
) -> None:
    """What was complained of came in: neither letter nor form says that the customer has what he gets."""
    play = done(at_state("fulfilling", remedy(kind)), back)
    progress = text(play.case, "progress", tmp_path)
    form = copied(DRAWN.follow_up(OFFICE, play.case, by="zhang", at=PRINTED), tmp_path)
    assert "问题产品已收回" in progress
    assert [word for word in ("已经办理", told_of) if word in progress] == []
    assert "完成：" not in form
    done(play, other)
    form = copied(DRAWN.follow_up(OFFICE, play.case, by="zhang", at=PRINTED), tmp_path)
    assert told_of in text(play.case, "progress", tmp_path)
    assert "完成：" in form


def test_the_customer_hears_when_it_was_paid(tmp_path: Path) -> None:
    """Paid on Monday, ticked on Wednesday: the letter says Monday."""
    play = at_state("fulfilling", remedy("cash"))
    play.now += timedelta(days=2)
    paper = text(done(play, "C1").case, "progress", tmp_path)
    assert missing(paper, "2026-11-23款项已付出") == []


def test_next_word_never_lies_in_the_past(tmp_path: Path) -> None:
    """A promise that is overdue is no time at which we shall call."""
    case = fullest()
    late = replace(case.promises[0], due_at=PRINTED - timedelta(hours=1))
    case = replace(case, promises=(late,), clocks=())
    assert "会及时告知您" in text(case, "progress", tmp_path)


def test_letters_that_a_case_does_not_bear() -> None:
    """Nothing approved, nothing declined, no apology, nothing under way: each refused by name."""
    how = {"labels": DRAWN_LABELS, "by": "zhang", "at": PRINTED}
    with pytest.raises(NothingApproved):
        composed(OFFICE, told("accept"), "answer", **how)  # type: ignore[arg-type]
    with pytest.raises(NothingDeclined):
        composed(OFFICE, told(), "decline", **how)  # type: ignore[arg-type]
    plain = replace(told(), remedies=())
    with pytest.raises(NoApologyApproved):
        composed(OFFICE, plain, "apology", **how)  # type: ignore[arg-type]
    ended = replace(plain, complaint=replace(plain.complaint, state=State.CLOSED))
    with pytest.raises(NothingUnderWay):
        composed(OFFICE, ended, "progress", **how)  # type: ignore[arg-type]


def test_printable_is_what_can_be_printed() -> None:
    """The papers offered for a case are those that it has something for."""
    early = printable(told("accept"))
    assert {"registration", "tracking", "progress", "follow_up"} <= set(early)
    assert not {"answer", "decline", "apology", "approval", "agreement", "notice"} & set(early)
    assert [kind for kind in LETTERS if not bears(fullest(), kind)] == []
    assert set(printable(fullest())) <= set(PAPERS)


def test_progress_has_words_for_every_open_state() -> None:
    """Wherever a case that is open stands, the letter says so in words."""
    for state in State:
        if state not in (State.CLOSED, State.WITHDRAWN, State.MERGED):
            assert LABELS.label(f"letter.now.{state}")


def test_a_pasted_template_is_refused(tmp_path: Path) -> None:
    """An answer with an unfilled {variable} never goes to a customer."""
    case = told()
    answers = (replace(case.answers[-1], content="补货{qty_bad}桶"),)
    with pytest.raises(LeftoverVariable):
        text(replace(case, answers=answers), "answer", tmp_path)


def test_sixty_remedies_flow_on(tmp_path: Path) -> None:
    """Sixty remedies stand in the letter, the head of their table on each page."""
    case = told()
    rows = tuple(
        replace(case.remedies[0], no=100 + number, product=f"第{number:02}种油") for number in range(60)
    )
    paper = text(replace(case, remedies=rows), "answer", tmp_path)
    assert [number for number in range(60) if f"第{number:02}种油" not in paper] == []
    assert paper.count("办理期限") == int(re.findall(r"页共(\d)页", paper)[0]) - _without_table(paper)


def _without_table(paper: str) -> int:
    """How many of the pages only end the letter."""
    pages = re.split(r"打印：张售后", paper)[:-1]
    return sum("种油" not in page for page in pages)


DRAWN_LABELS = replace(
    LABELS, codes={**LABELS.codes, "channel": {**LABELS.codes["channel"], "livestream": "快手直播"}}
)
