"""A list as a workbook: whole or not at all, refusals told, stopped midway nothing is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from aftersales.domain.errors import CodedError
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk
from ui.presenters.exporting import TOLD_EVERY, Cell, Exporter, Table, pages
from ui.presenters.runner import Cancelled
from ui.program import write_workbook


@dataclass
class Seen:
    """Remembers what was told."""

    told: list[tuple[int, int]] = field(default_factory=list)
    written: list[tuple[Path, int]] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    ends: int = 0

    def show_export(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def show_exported(self, path: Path, rows: int) -> None:
        self.written.append((path, rows))

    def show_export_ended(self) -> None:
        self.ends += 1


Begun = tuple[Exporter, Seen]


@pytest.fixture
def begun(office_file: Path, tmp_path: Path) -> Begun:
    """Somebody who writes lists at once."""
    seen, who = Seen(), desk(office_file, tmp_path, "service1")
    return Exporter(seen, AtOnce(), who, seen.refused.append, write_workbook), seen


def test_every_row_is_there_and_hostile_cells_are_disarmed(begun: Begun, tmp_path: Path) -> None:
    """Numbers stay numbers; what a spreadsheet would run does not run; who counts is told how many."""
    writer, seen = begun
    counted: list[int] = []
    rows: Sequence[Sequence[Cell]] = [("=1+1", 3), ("@SUM(A1)", None)]
    place = tmp_path / "a.xlsx"
    writer.begin(place, Table("名单", ("什么", "多少"), lambda: rows, 2, counted.append))
    book = openpyxl.load_workbook(place)
    found = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert found == [("什么", "多少"), ("'=1+1", 3), ("'@SUM(A1)", None)]
    assert (seen.written, counted, seen.ends) == ([(place, 2)], [2], 1)


def test_a_workbook_that_cannot_be_written_is_told(begun: Begun, tmp_path: Path) -> None:
    """The refusal reaches the person; nothing is said to be there."""
    writer, seen = begun
    writer.begin(tmp_path / "no" / "a.xlsx", Table("名单", ("什么",), lambda: [("甲",)]))
    assert [error.code for error in seen.refused] == ["cannot_write"]
    assert (seen.written, seen.ends) == ([], 1)


class Stopped(AtOnce):
    """Whoever presses the button when the first progress is told."""

    def tell(self, done: int, total: int) -> None:
        """Somebody cancelled."""
        assert (done, total) == (TOLD_EVERY, 1000)
        raise Cancelled


def test_what_is_stopped_midway_does_not_appear(office_file: Path, tmp_path: Path) -> None:
    """Nothing half written lies in the folder, and no more rows are read than were asked for."""
    seen, read, folder = Seen(), list[int](), tmp_path / "out"
    folder.mkdir()

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(1000):
            read.append(number)
            yield (number,)

    writer = Exporter(
        seen, Stopped(), desk(office_file, tmp_path, "service1"), seen.refused.append, write_workbook
    )
    with pytest.raises(Cancelled):
        writer.begin(folder / "a.xlsx", Table("名单", ("数",), rows, 1000))
    assert not list(folder.iterdir())
    assert len(read) == TOLD_EVERY


def test_pages_are_read_until_one_is_not_full() -> None:
    """Each behind the last row of the one before; the last is not full."""
    stock, asked = list(range(1, 8)), list[int | None]()

    def page(last: int | None) -> list[int]:
        asked.append(last)
        return stock[(last or 0) : (last or 0) + 3]

    assert [len(one) for one in pages(page, 3)] == [3, 3, 1]
    assert asked == [None, 3, 6]
