"""Where there is no CUPS: pages painted at 300 dots an inch, into a PDF here, are what was shown."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from aftersales.domain.printing import Outline, PrinterRefused, Sheet, Wish
from tests.printing.made import A4, pdf
from tests.printing.seen import coarse_difference, outline, picture
from ui.printers import painted

NEAR = 1.0
"""Mean grey difference in squares of 8 pixels: the page is a picture of 300 dots an inch."""


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    """Qt's fonts and printers."""
    return qapp


def painted_pdf(content: bytes, wish: Wish, file: Path) -> bytes:
    """What comes out."""
    painted.send(content, outline(content), "表", wish, file)
    return file.read_bytes()


@pytest.mark.parametrize("size", [A4, (684.0, 396.0), (419.53, 595.28)])
def test_a_painted_page_is_the_page(tmp_path: Path, size: tuple[float, float]) -> None:
    """The same size to a point, the same picture."""
    content = pdf(2, size)
    came = painted_pdf(content, Wish(""), tmp_path / "out.pdf")
    assert len(outline(came).sizes) == 2
    for one, other in zip(outline(came).sizes[0], size, strict=True):
        assert abs(one - other) < 1.5
    for at in range(2):
        assert coarse_difference(picture(came, at, 720), picture(content, at, 720)) < NEAR
    assert coarse_difference(picture(came, 0, 720), picture(pdf(1, size, "x"), 0, 720)) > 0


def test_it_is_painted_at_300_dots_an_inch(tmp_path: Path) -> None:
    """A page across is 2480 pixels of A4."""
    painted_pdf(pdf(1), Wish(""), tmp_path / "out.pdf")
    told = subprocess.run(
        ["pdfimages", "-list", tmp_path / "out.pdf"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"2480", "2481"} & set(told)


def test_only_the_wanted_pages_and_the_other_sheet(tmp_path: Path) -> None:
    """Pages 2 and 4 of five, made smaller onto A5."""
    wish = Wish("", pages=((2, 2), (4, 4)), sheet=Sheet.A5)
    came = painted_pdf(pdf(5), wish, tmp_path / "out.pdf")
    assert [round(high) for _, high in outline(came).sizes] == [595, 595]


def test_a_printer_that_is_not_there_is_said() -> None:
    """The system knows no such printer."""
    with pytest.raises(PrinterRefused):
        painted.send(pdf(1), Outline((A4,)), "x", Wish("never heard of it"))
