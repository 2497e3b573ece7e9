"""How the papers of a case end and what they say once: no ending alone on a page, no word twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from aftersales.documents.labels import labels_for
from aftersales.documents.letters import letter
from aftersales.documents.letters.compose_tracking import tracking
from aftersales.documents.letters.values import Addressee, Done, Given, Letter
from aftersales.documents.values import Imprint
from tests.documents.letters.stories import PAPERS, PRINTED, fullest
from tests.documents.letters.test_letters import DRAWN_LABELS
from tests.documents.told import NOON, OFFICE

AT = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 (as a wall shows it)
IMPRINT = Imprint("某公司", "TS-20260302-001-J1", "张", AT)
TO = Addressee(name="王建国", polite=True)


def told(kind: str, rows: int) -> Letter:
    """A letter with so many rows in its table."""
    base = Letter(IMPRINT, kind, TO, "TS-20260302-001", AT.date(), AT.date(), state="fulfilling", writer="张")
    done = tuple(Done(AT + timedelta(hours=number), "registered") for number in range(rows))
    given = tuple(Given("goods", f"第{number}种油", "1 桶", None, AT.date()) for number in range(rows))
    if kind == "progress":
        return replace(base, done=done, next_word=AT)
    return replace(base, given=given, liability_admitted=True)


def before(content: bytes, ending: str) -> list[str]:
    """The lines above the ending on its own page, without the page's head and foot."""
    for page in PdfReader(BytesIO(content)).pages:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        found = [number for number, line in enumerate(lines) if ending in line]
        if found:
            frame = ("编号", "打印", "某公司", "第 ")
            return [line for line in lines[: found[0]] if not line.startswith(frame)]
    return []


@pytest.mark.parametrize("kind", ["progress", "apology"])
def test_no_ending_stands_alone(kind: str) -> None:
    """However many rows a letter has, two lines of it stand above its ending, no heading stays behind."""
    labels = labels_for()
    for rows in range(8, 34):
        content = letter.draw(told(kind, rows), labels)
        assert len(before(content, "如有疑问")) >= 2, rows
        for page in PdfReader(BytesIO(content)).pages:
            lines = [line for line in page.extract_text().splitlines() if line.strip()]
            assert not any(line.startswith(("二、", "三、")) for line in lines[-3:]), rows


def test_tracking_says_no_word_twice() -> None:
    """A notice whose kind says its remedy names it once; when a containment was made is told."""
    value = tracking(OFFICE, fullest(), labels=DRAWN_LABELS, by="zhang", at=PRINTED)
    told = [row.what for row in value.actions]
    assert "TS-20260302-001-C8　整改" in told
    assert [row for row in told if len(set(row.split("　"))) < len(row.split("　"))] == []
    (contained,) = [row for row in value.stages if row.key == "containment"]
    assert contained.done == datetime(2026, 3, 2, 14, 0)  # noqa: DTZ001 (as a wall shows it)


def test_a_full_approval_is_one_page() -> None:
    """Six remedies, two causes and a word by telephone still stand on one sheet."""
    content = PAPERS.approval(OFFICE, fullest(), by="zhang", at=PRINTED + timedelta(hours=1), anchor="9f2c")
    assert len(PdfReader(BytesIO(content)).pages) == 1


def test_nobody_signs_alone_on_a_page() -> None:
    """The department's notice of a full case has one page, the one for improvement too."""
    case = fullest()
    for row in case.notices:
        assert len(PdfReader(BytesIO(PAPERS.notice(OFFICE, case, row, by="zhang", at=NOON))).pages) == 1


def test_a_form_for_a_pen_keeps_its_stages_together() -> None:
    """All stages of a blank tracking sheet stand on its first page."""
    first, second = PdfReader(BytesIO(PAPERS.of_office(OFFICE, "blank_tracking", by="zhang", at=NOON))).pages
    assert "关闭" in first.extract_text()
    assert "环节" not in second.extract_text()


def test_everybody_who_is_party_b_has_a_place_to_sign() -> None:
    """Two who sign together are named together, and each has lines of his own, on one page with a clause."""
    (row,) = fullest().agreements
    second = replace(row.party_b[0], name="吴海峰", representative="吴海峰")
    for parties in ((row.party_b[0],), (row.party_b[0], second)):
        paper = replace(row, party_b=parties)
        content = PAPERS.agreement(OFFICE, fullest(), paper, by="zhang", at=NOON, anchor="")
        last = [page.extract_text() for page in PdfReader(BytesIO(content)).pages][-1]
        assert last.count("乙方（盖章）") == len(parties)
        assert "生效" in last
        assert ("吴海峰" in PdfReader(BytesIO(content)).pages[0].extract_text()) == (len(parties) == 2)
