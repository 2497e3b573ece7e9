"""Every text field of the data dictionary, fed with hostile texts, on every paper that the program prints."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import pypdf
import pytest

from aftersales.domain.case import CASE_ROWS, Case
from aftersales.domain.codes import AgreementState
from aftersales.domain.fields import Kind, Part, specs
from aftersales.domain.office import Office
from aftersales.usecases.printing import OFFICE_PAPERS, PAPERS, looked_at, looked_at_of_office
from tests.documents.hostile import HOSTILE
from tests.documents.letters.stories import HISTORY, PRINTED, fullest, work
from tests.documents.letters.stories import PAPERS as DRAWN
from tests.documents.reading import bare, copied, font_rows
from tests.documents.told import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Make = Callable[[str], str]

P = TypeVar("P", bound=Part)
TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS)
KEPT = {"zone", "prefix", "withdrawn_reason"}
"""Texts that say how a paper is made, not what stands on it."""
NAMES = (*PAPERS, *OFFICE_PAPERS, "closed_file")
ALL_HOSTILE = "　".join(HOSTILE.values())
TOKEN = re.compile("甲[0-9]{4}乙")


def filled(part: P, make: Make, tokens: Iterator[str]) -> P:
    """The record with a text of ours in every field that a person types."""
    changed: dict[str, Any] = {}
    for name, spec in specs(part.__class__).items():
        if spec.kind is Kind.ROWS:
            changed[name] = tuple(filled(row, make, tokens) for row in getattr(part, name))
        elif spec.kind in TEXTS and not spec.auto and name not in KEPT:
            text = make(next(tokens))
            changed[name] = (text,) if spec.kind is Kind.TEXTS else text
    return replace(part, **changed)


def tokens() -> Iterator[str]:
    """Marks that are found again on paper."""
    return (f"甲{number:04}乙" for number in range(10_000))


def told_with(make: Make) -> tuple[Office, Case]:
    """Office and case with such a text in every text field."""
    marks, case = tokens(), fullest()
    rows: dict[str, Any] = {
        name: tuple(filled(row, make, marks) for row in getattr(case, name)) for name in CASE_ROWS
    }
    whole: dict[str, Any] = {
        name: filled(getattr(case, name), make, marks) for name in ("complaint", "customer")
    }
    company = replace(filled(OFFICE.company, make, marks), name=OFFICE.company.name)  # shortened in the frame
    return replace(OFFICE, company=company), replace(case, **rows, **whole)


def paper(name: str, office: Office, case: Case) -> bytes:
    """The paper of that name as the program prints it; an agreement as it would be issued."""
    if name in OFFICE_PAPERS:
        return looked_at_of_office(work(case, office), name)().content
    how: dict[str, Any] = {"by": "zhang", "at": PRINTED, "anchor": "9f2c41ab77e0"}
    if name == "agreement":
        draft = replace(case.agreements[-1], state=AgreementState.DRAFT, issued_sha256=None)
        return DRAWN.agreement(office, case, draft, **how)
    if name == "closed_file":
        return DRAWN.closed_file(office, case, HISTORY, lambda _: b"", **how)
    return looked_at(work(case, office), name, case.complaint.case_no)().content


@cache
def plain(name: str) -> bytes:
    """The paper with a short mark in each field."""
    return paper(name, *told_with(lambda mark: mark))


@cache
def hostile(name: str) -> bytes:
    """The paper with every hostile text in each field."""
    return paper(name, *told_with(lambda mark: mark + ALL_HOSTILE))


@cache
def read(content: bytes) -> str:
    """What is copied out of a paper, without white space."""
    with TemporaryDirectory() as folder:
        return copied(content, Path(folder))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_vanishes(name: str) -> None:
    """Wherever a short mark is printed, a hostile text in its place is printed with every character.

    Among them rare characters, signs and a name of 80 characters; long cells may be split over pages.
    """
    before, after = Counter(read(plain(name))), Counter(read(hostile(name)))
    marks = TOKEN.findall(read(plain(name)))
    hostile_text = Counter(bare(ALL_HOSTILE))
    lost = {
        char: count for char, count in hostile_text.items() if after[char] < before[char] + len(marks) * count
    }
    assert lost == {}
    assert set(marks) <= set(TOKEN.findall(read(hostile(name))))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_loaded(name: str) -> None:
    """No hostile text brings a picture, a link or a script into the file, or makes it other than a PDF."""
    reader = pypdf.PdfReader(BytesIO(hostile(name)))
    assert not {"/OpenAction", "/AA", "/Names"} & set(reader.root_object)
    for page in reader.pages:
        assert "/Annots" not in page
        assert all(str(form["/Subtype"]) == "/Form" for form in forms(page))


def forms(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    """What a page paints that is no text or line."""
    found = page["/Resources"].get_object().get("/XObject", {})  # type: ignore[union-attr]
    return [found[key].get_object() for key in found]


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_inside(name: str, tmp_path: Path) -> None:
    """Every font that a hostile paper needs is in its file."""
    fonts = font_rows(hostile(name), tmp_path)
    assert fonts
    assert [font for font, embedded in fonts if not embedded or "Helvetica" in font] == []


def test_papers_speak_of_the_fields() -> None:
    """Nearly every text of the case stands on some paper: few are for the screen alone."""
    marks = {mark for name in NAMES for mark in TOKEN.findall(read(plain(name)))}
    fields_of_case = sum(1 for _ in TOKEN.finditer(repr(told_with(lambda mark: mark)[1])))
    assert len(marks) > 0.6 * fields_of_case


def test_every_row_of_the_case_is_filled() -> None:
    """The case of these tests has a row in each table that a paper reads, so that no field is passed over."""
    empty = {one.name for one in fields(Case) if not getattr(fullest(), one.name)}
    assert empty <= {"rounds", "report_ups"}
