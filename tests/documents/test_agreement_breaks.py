"""Where the pages of an agreement break: no heading without its table, no total and no signature alone."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pypdf
import pytest

from aftersales.documents.papers import Papers
from aftersales.domain.records.trail import Attachment
from tests.documents.told import NOON, OFFICE, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales.domain.case import Case

FILES = 15
TABLE = {  # what leads to the table, what stands in its head alone, and what ends it
    "zh_CN": ("甲方同意按下表处理", "金额（元）", "以上合计"),
    "en": ("PartyAagrees", "Amount(CNY)", "ThetotalisCNY"),
}
LAST = {"zh_CN": ("生效与文本", "甲方（盖章）"), "en": ("Effectandcopies", "PartyA(seal)")}


@cache
def agreed() -> Case:
    """The told case up to its agreement."""
    return told("issue_agreement")


def printed(case: Case, language: str, most: int) -> Iterator[list[str]]:
    """The pages, without white space, of agreements with no line of facts, one line and so on."""
    (row,) = case.agreements
    row = replace(row, language=language, clauses=())
    for lines in range(most):
        longer = replace(row, facts="\n".join(["漏油"] * lines))
        content = Papers().agreement(OFFICE, case, longer, by="li", at=NOON, anchor="")
        read = pypdf.PdfReader(io.BytesIO(content)).pages
        yield [re.sub(r"\s", "", page.extract_text()) for page in read]


@pytest.mark.parametrize("language", TABLE)
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_table_stands_with_what_leads_to_it_and_with_its_total(rows: int, language: str) -> None:
    """「甲方同意按下表处理」 is on the page on which the table begins, the total where its last row is."""
    case, (lead, head, total) = agreed(), TABLE[language]
    (row,) = case.agreements
    case = replace(case, agreements=(replace(row, items=row.items[:1] * rows),))
    for pages in printed(case, language, 12):
        tables = [page for page in pages if head in page]
        assert lead in tables[0]
        assert total in tables[-1]


@pytest.mark.parametrize("language", LAST)
def test_who_signs_sees_what_he_signs(language: str) -> None:
    """The last clauses stand on the page of the signatures, however many files they tell of."""
    heading, sign = LAST[language]
    files = (Attachment(no=no, name=f"第{no}份检测报告复印件.pdf", kind="report") for no in range(1, FILES))
    case = replace(agreed(), attachments=tuple(files))
    for pages in printed(case, language, 44):
        (signed,) = [page for page in pages if sign in page]
        assert heading in signed
