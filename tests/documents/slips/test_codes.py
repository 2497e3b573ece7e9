"""Every numbered paper carries a QR code that another library reads back; no logo ever breaks a paper."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from functools import cache
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aftersales.documents.imprint import logo as logos
from aftersales.documents.imprint.code import can_be_code, modules
from aftersales.documents.labels import labels_for
from tests.documents import samples as s
from tests.documents.papers import PAPERS
from tests.documents.slips.forms import SLIPS

LABELS = labels_for()
DRAWN: dict[str, Any] = {
    **PAPERS,
    **{name: SLIPS[name] for name in ("slip_a5_ship", "slip_241_ship", "slip_241_pay")},
}
NUMBERED = [name for name, (_, value) in DRAWN.items() if value.imprint.number]


def picture(pdf: bytes, page: int = 0, dots: int = 300) -> Image.Image:
    """One page in shades of grey, as a printer of so many dots an inch sees it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dots / 72, grayscale=True).to_pil()


def read(pdf: bytes, page: int = 0, dots: int = 300) -> list[str]:
    """What a reader of codes finds on a page."""
    return [found.text for found in zxingcpp.read_barcodes(picture(pdf, page, dots))]


@cache
def drawn(name: str) -> bytes:
    """The paper of that name, as in the samples."""
    draw, value = DRAWN[name]
    content: bytes = draw(value, LABELS)
    return content


@pytest.mark.parametrize("name", NUMBERED)
def test_code_is_the_number(name: str) -> None:
    """The code on a paper, printed at 300 dots an inch, is the paper's number and nothing else."""
    assert read(drawn(name)) == [DRAWN[name][1].imprint.number]


@pytest.mark.parametrize(
    ("name", "dots"), [("agreement", 200), ("slip_a5_ship", 180), ("slip_241_ship", 120)]
)
def test_code_survives_coarse_printing(name: str, dots: int) -> None:
    """Office scanners of 200 dots read the sheet, needles of 180 and coarser the slips."""
    assert read(drawn(name), dots=dots) == [DRAWN[name][1].imprint.number]


def test_code_stands_on_each_page() -> None:
    """A sheet that fell out of its file is found by its code too."""
    pages = len(pypdf.PdfReader(io.BytesIO(drawn("agreement"))).pages)
    assert pages > 1
    assert [read(drawn("agreement"), page) for page in range(pages)] == [[s.AGREEMENT.imprint.number]] * pages


def test_draft_and_blank_form_have_no_code() -> None:
    """What has no number yet has no code; a text that is no number never becomes one."""
    assert [can_be_code(one) for one in ("", "草稿", "DRAFT", "W1" * 50, "a 1", "1\n")] == [False] * 6
    draw, value = PAPERS["agreement"]
    assert read(draw(replace(value, imprint=replace(value.imprint, number="草稿")), LABELS)) == []


@settings(max_examples=25)
@given(st.from_regex(r"[A-Z0-9]{1,8}-[0-9]{8}-[0-9]{3,5}(-[A-Z][0-9]{1,3})?", fullmatch=True))
def test_any_number_is_read_back(number: str) -> None:
    """The squares of a code, painted, are read back as the number, whatever prefix an office has."""
    made = modules(number)
    painted = Image.new("L", (made.across + 8, made.across + 8), 255)
    for row, column, count in made.runs:
        painted.paste(0, (column + 4, row + 4, column + 4 + count, row + 5))
    large = painted.resize((painted.width * 4, painted.height * 4), Image.Resampling.NEAREST)
    assert [found.text for found in zxingcpp.read_barcodes(large)] == [number]


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def _bomb() -> bytes:
    """A small PNG that says it is 60,000 by 60,000 dots."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GOOD = Image.new("RGB", (800, 300), (10, 60, 160))
BROKEN = {
    "empty": b"",
    "no picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "cut off": encoded(GOOD)[:200],
    "damaged": encoded(GOOD)[:60] + b"\x00" * 40 + encoded(GOOD)[100:],
    "bomb": _bomb(),
    "another kind": encoded(GOOD, "GIF"),
    "too large": b"\x89PNG" + bytes(logos.MOST_BYTES),
}


def with_logo(name: str, content: bytes) -> bytes:
    """The paper with this file as the company's logo."""
    draw, value = DRAWN[name]
    done: bytes = draw(replace(value, imprint=replace(value.imprint, logo=content)), LABELS)
    return done


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("name", ["agreement", "slip_241_ship"])
def test_broken_logo_is_left_out(name: str, case: str) -> None:
    """A file that is no picture, damaged, or huge gives the paper without a logo, and no error."""
    assert with_logo(name, BROKEN[case]) == drawn(name)


PICTURES = {
    "wide": encoded(Image.new("RGB", (3000, 60), "navy")),
    "high": encoded(Image.new("L", (40, 900), 0)),
    "tiny": encoded(Image.new("1", (1, 1), 0)),
    "palette": encoded(Image.new("P", (90, 90), 3)),
    "clear": encoded(Image.new("RGBA", (400, 200), (200, 0, 0, 90))),
    "jpeg": encoded(GOOD, "JPEG"),
    "cmyk": encoded(Image.new("CMYK", (300, 200), (0, 90, 90, 0)), "JPEG"),
}


@pytest.mark.parametrize("case", PICTURES)
def test_logo_stays_in_its_room(case: str) -> None:
    """Any picture is at most 12 mm high and 30 mm wide, and is printed at 300 dots an inch or fewer."""
    made = logos.logo(PICTURES[case])
    assert made is not None
    width, height = logos.size_of(made)
    assert height <= logos.HIGH + 0.01
    assert width <= logos.WIDE + 0.01
    assert made.height <= 142
    assert made.width <= 354


@pytest.mark.parametrize("name", ["registration", "slip_a5_ship"])
def test_logo_stands_beside_the_company(name: str) -> None:
    """With a logo the paper shows it once, still reads the same number, and pushes nothing off its page."""
    made = with_logo(name, PICTURES["jpeg"])
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert len(pages) == len(pypdf.PdfReader(io.BytesIO(drawn(name))).pages)
    assert len(pages[0].images) == 1
    assert read(made) == [DRAWN[name][1].imprint.number]


def test_logo_is_the_same_file_each_time() -> None:
    """A paper with a logo is the same file each time it is drawn."""
    assert with_logo("agreement", PICTURES["clear"]) == with_logo("agreement", PICTURES["clear"])
