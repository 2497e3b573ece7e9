"""Each paper speaks one language throughout, tells it to the reader, and copies out what was typed."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest

from aftersales.documents.labels import Labels, labels_for
from aftersales.documents.papers import Papers
from aftersales.domain.records.office import DictionaryEntry
from aftersales.words import words
from tests.documents.papers import PAPERS
from tests.documents.reading import bare, copied, everywhere, font_rows
from tests.documents.slips.forms import SLIPS
from tests.documents.told import NOON, OFFICE, told

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.domain.case import Case

LANGUAGES = ("zh_CN", "zh_TW", "en")
EVERY = {**PAPERS, "slip_a5_ship": SLIPS["slip_a5_ship"], "slip_241_pay": SLIPS["slip_241_pay"]}
SOME = [name for name in EVERY if not name.startswith("notice") or name == "notice_pay"]
KEEP = ("kind", "part", "dispute", "freight_by", "return_freight_by")
TYPED = "Ax℃㎡①￥㛃䶮𠮷繁體字简体字"


def drawn(name: str, labels: Labels, text: str = "") -> bytes:
    """A paper in a language; with `text`, that stands in each of its fields that is no code."""
    draw, value = EVERY[name]
    return draw(everywhere(value, text, KEEP) if text else value, labels)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SOME)
def test_reader_is_told_the_language(name: str, language: str, tmp_path: Path) -> None:
    """Language, title and author are in the file, and every font is embedded."""
    labels = labels_for(language)
    pdf = drawn(name, labels)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == language.replace("_", "-")  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.author == EVERY[name][1].imprint.company
    assert str(reader.metadata.title).endswith(EVERY[name][1].imprint.number)
    assert all(embedded for _, embedded in font_rows(pdf, tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SOME)
def test_typed_text_copies_out(name: str, language: str, tmp_path: Path) -> None:
    """What was typed is what is copied or searched, beyond U+FFFF too, whatever the paper's language."""
    assert copied(drawn(name, labels_for(language), TYPED), tmp_path).count(bare(TYPED)) > 5


@pytest.mark.parametrize("name", EVERY)
def test_english_paper_is_english(name: str, tmp_path: Path) -> None:
    """Where nothing Chinese was typed, an English paper holds no Chinese sign."""
    paper = copied(drawn(name, labels_for("en"), "Typed 1"), tmp_path)
    assert sorted({sign for sign in paper if unicodedata.east_asian_width(sign) in "WF"}) == []


@pytest.mark.parametrize("name", EVERY)
def test_traditional_paper_is_traditional(name: str, tmp_path: Path) -> None:
    """Where nothing Simplified was typed, a Traditional paper holds no Simplified sign."""
    paper = copied(drawn(name, labels_for("zh_TW"), "Typed 1"), tmp_path)
    assert paper == paper.encode("cp950", "ignore").decode("cp950")


def case_in(language: str | None) -> Case:
    """The told case of a customer with this language of papers."""
    case = told()
    return replace(case, customer=replace(case.customer, paper_language=language))


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (None, "客户投诉登记表"),
        ("zh_CN", "客户投诉登记表"),
        ("zh_TW", "客戶投訴登記表"),
        ("en", "RegistrationForm"),
    ],
)
def test_customer_reads_his_own_language(language: str | None, wanted: str, tmp_path: Path) -> None:
    """The registration that a customer signs is in the customer's language, the office's own without one."""
    paper = Papers().registration(OFFICE, case_in(language), by="li", at=NOON)
    assert wanted in copied(paper, tmp_path)


def test_who_complains_for_the_customer_is_his_agent(tmp_path: Path) -> None:
    """代理投诉人 acts for the customer: an English form and the window's field do not turn that round."""
    case = case_in("en")
    case = replace(case, customer=replace(case.customer, agent_for="Li Lei"))
    assert "AgentLiLei" in copied(Papers().registration(OFFICE, case, by="li", at=NOON), tmp_path)
    assert labels_for("en").label("registration.agent_for") == words("en").label("customer.agent_for")


def test_follow_up_is_in_the_customers_language(tmp_path: Path) -> None:
    """So is the form of the follow-up, which a customer signs too."""
    paper = Papers().follow_up(OFFICE, case_in("en"), by="li", at=NOON)
    assert "Follow-upRecord" in copied(paper, tmp_path)


def test_letter_is_in_the_customers_language(tmp_path: Path) -> None:
    """So is a letter."""
    paper = Papers().letter(OFFICE, case_in("en"), "answer", by="li", at=NOON)
    assert "ReplytoYourComplaint" in copied(paper, tmp_path)


def test_agreement_is_in_the_customers_language(tmp_path: Path) -> None:
    """The agreement of a case that was told in English is English, the total in words of the same amount."""
    case = case_in("en")
    (row,) = case.agreements
    row = replace(row, language="en", clauses=())
    paper = copied(Papers().agreement(OFFICE, case, row, by="li", at=NOON, anchor=""), tmp_path)
    assert "ComplaintSettlementAgreement" in paper
    assert "CNY6,999.00(inwords:sixthousandninehundredandninety-nineyuanonly)" in paper
    assert "notanadmissionbyPartyAofanyproductdefect" in paper


def test_inner_papers_stay_in_the_offices_language(tmp_path: Path) -> None:
    """Colleagues read approvals and notices in the office's language, whoever the customer is."""
    case, papers = case_in("en"), Papers()
    assert "客户投诉处理审批表" in copied(papers.approval(OFFICE, case, by="li", at=NOON), tmp_path)
    assert "通知单" in copied(papers.notice(OFFICE, case, case.notices[0], by="li", at=NOON), tmp_path)
    slip = papers.slips(OFFICE, [(case, case.notices[0])], "a5", by="li", at=NOON)
    assert "通知单" in copied(slip, tmp_path)


def test_office_word_for_a_known_code_is_kept_at_home(tmp_path: Path) -> None:
    """A word that the office gave to one of our codes is not put into an English paper; its own codes are."""
    renamed = DictionaryEntry(dictionary="reason", code="product", word="货品")
    office = replace(OFFICE, entries=(*OFFICE.entries, renamed))
    english = copied(Papers().registration(office, case_in("en"), by="li", at=NOON), tmp_path)
    chinese = copied(Papers().registration(office, case_in(None), by="li", at=NOON), tmp_path)
    assert ("货品" in english, "货品" in chinese) == (False, True)
    assert "快手直播" in english
