"""What a person types for a printer is read as meant; what CUPS is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.printing import (
    CopiesUnclear,
    Outline,
    PagesUnclear,
    Sheet,
    Sides,
    Wish,
    each_page,
    read_copies,
    read_pages,
    told_pages,
)
from aftersales.usecases.printing import OFFICE_PAPERS, PAPERS
from ui.printers.cups import arguments, media
from ui.views.printing.paper_words import paper_words

A4, A5, ACROSS, SLIP = (595.28, 841.89), (419.53, 595.28), (595.28, 419.53), (684.0, 396.0)


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", []),
        ("2", [1]),
        ("1-3", [0, 1, 2]),
        ("3-", [2, 3, 4]),
        ("１－２，４", [0, 1, 3]),
        (" 1、3；5 ", [0, 2, 4]),
        ("2至3", [1, 2]),
    ],
)
def test_pages_are_read_as_people_type_them(typed: str, pages: list[int]) -> None:
    """Full-width digits, Chinese commas and an open end; nothing typed is every page."""
    assert list(each_page(read_pages(typed, 5), 5)) == (pages or [0, 1, 2, 3, 4])


@pytest.mark.parametrize("typed", ["0", "6", "3-2", "1-9", "a", "1--2", "-3", "1.5", "①", "9" * 400])
def test_what_is_no_page_is_refused(typed: str) -> None:
    """A page that the document lacks, or no page at all, with how many there are."""
    with pytest.raises(PagesUnclear) as told:
        read_pages(typed, 5)
    assert told.value.facts["pages"] == 5


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)).map(lambda two: (min(two), max(two)))))
def test_what_cups_is_told_is_read_back(runs: list[tuple[int, int]]) -> None:
    """The runs told to CUPS are the runs that were typed."""
    pages = tuple(runs)
    assert read_pages(told_pages(pages), 50) == pages


@given(st.text(max_size=12))
def test_copies_are_a_number_or_refused(typed: str) -> None:
    """Whatever is typed: 1 to 99, or CopiesUnclear."""
    try:
        copies = read_copies(typed)
    except CopiesUnclear:
        copies = 1
    assert 1 <= copies <= 99


@pytest.mark.parametrize(
    ("sheet", "size", "told"),
    [
        (Sheet.OWN, A4, "A4"),
        (Sheet.OWN, A5, "A5"),
        (Sheet.OWN, ACROSS, "A5"),
        (Sheet.OWN, SLIP, "Custom.684x396"),
        (Sheet.OWN, (300.0, 300.4), "Custom.300x300"),
        (Sheet.A5, A4, "A5"),
        (Sheet.SLIP, A4, "Custom.241x140mm"),
    ],
)
def test_the_paper_in_the_tray(sheet: Sheet, size: tuple[float, float], told: str) -> None:
    """Known sheets by their name, also lying across; others in whole points, as CUPS counts."""
    assert media(sheet, Outline((size,))) == told


def test_a_paper_is_shrunk_only_onto_another_sheet() -> None:
    """On its own sheet a paper keeps its size to the point; on a chosen other one it is fitted."""
    own = arguments("x", Wish("P"), Outline((A4,)))
    other = arguments("x", Wish("P", 2, Sides.SHORT, ((1, 2),), Sheet.A5), Outline((A4,)))
    assert "print-scaling=none" in own
    assert "-P" not in own
    assert {"print-scaling=fit", "sides=two-sided-short-edge", "1-2", "2"} <= set(other)


def test_copies_come_one_whole_after_the_other() -> None:
    """Two copies of an agreement lie in the tray as 1, 2, 1, 2: each is stapled and signed as it comes."""
    told = arguments("x", Wish("P", 2), Outline((A4, A4)))
    assert told[told.index("collate=true") - 1] == "-o"


def test_a_name_is_one_argument() -> None:
    """A title or a printer's name that looks like an option or a command stays one argument."""
    told = arguments("-o x; rm -rf *", Wish("$(reboot)"), Outline((A4,)))
    assert told[told.index("-t") + 1] == "-o x; rm -rf *"
    assert told[told.index("-d") + 1] == "$(reboot)"


def test_every_paper_has_a_word() -> None:
    """Each paper of a case and of the office is told by a word of its own."""
    words = paper_words()
    assert {*PAPERS, *OFFICE_PAPERS} <= words.keys()
    assert len(set(words.values())) == len(words)
