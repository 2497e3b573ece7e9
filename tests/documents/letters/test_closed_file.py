"""The case file holds everything in order, numbers every page, and no stranger's file crashes it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import crc32

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination, RectangleObject
from reportlab.pdfgen.canvas import Canvas

from aftersales.documents.closed_file.enclosing import ROOM, NotEnclosed, enclosed
from aftersales.documents.page import HEIGHT, WIDTH
from aftersales.domain.errors import DomainError
from aftersales.domain.records.trail import Attachment
from aftersales.usecases.ports import NoSuchFile
from tests.documents.letters.stories import HISTORY, PAPERS, PRINTED, files, fullest
from tests.documents.reading import copied
from tests.documents.told import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aftersales.domain.case import Case


class Stopped(DomainError):
    """Somebody cancelled. No facts."""


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **how: object) -> bytes:
    """A picture, white on the left, black on the right."""
    found, out = Image.new(mode, (width, height), "white"), BytesIO()
    found.paste("black", (width // 2, 0, width, height))
    found.save(out, kind, **how)
    return out.getvalue()


def pdf(pages: int = 2, size: tuple[float, float] = (595.0, 842.0)) -> bytes:
    """A PDF with a word in the upper left corner of each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for number in range(1, pages + 1):
        canvas.drawString(20, size[1] - 30, f"SHEET{number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """The PDF after a change."""
    writer, out = PdfWriter(clone_from=BytesIO(content)), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def header_of_a_huge_picture() -> bytes:
    """A PNG of a few bytes that says it is 30,000 by 30,000."""
    small = picture(8, 8, "PNG")
    head = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + head + crc32(head).to_bytes(4, "big") + small[33:]


STRANGERS: dict[str, tuple[bytes | None, str]] = {
    "照片.jpg": (picture(400, 300), ""),
    "透明.png": (picture(60, 40, "PNG", "RGBA"), ""),
    "灰.gif": (picture(60, 40, "GIF", "L"), ""),
    "报告.pdf": (pdf(), ""),
    "横.pdf": (pdf(1, (842.0, 595.0)), ""),
    "图纸.pdf": (pdf(1, (1684.0, 2384.0)), ""),
    "加密.pdf": (changed(pdf(), lambda writer: writer.encrypt("geheim")), "文件加了密码"),
    "断.pdf": (pdf()[:300], "文件损坏，打不开"),
    "断.png": (picture(60, 40, "PNG")[:70], "文件损坏，打不开"),
    "三万见方.png": (header_of_a_huge_picture(), "文件过大"),
    "厚.pdf": (changed(pdf(1), lambda w: [w.add_blank_page(9, 9) for _ in range(300)]), "页数过多（301页）"),
    "录音.mp3": (b"ID3" + bytes(99), "这种文件不能装订成页"),
    "../../x{name}gpj.exe": (b"MZ", "这种文件不能装订成页"),
    "空.txt": (b"", "这种文件不能装订成页"),
    "丢.jpg": (None, "库中没有这份内容"),
}


def mark(name: str) -> str:
    """The fingerprint under which a stranger's file is kept here."""
    return sha256(name.encode()).hexdigest()


KEPT = {mark(name): content for name, (content, _) in STRANGERS.items() if content is not None}


def read(fingerprint: str) -> bytes:
    """The kept bytes of a file of the strangers."""
    if fingerprint not in KEPT:
        raise NoSuchFile(sha256=fingerprint)
    return KEPT[fingerprint]


def full() -> Case:
    """The case with every stranger's file, and one that was withdrawn."""
    rows = [
        Attachment(
            no=no, name=name, kind="other", sha256=sha256(name.encode()).hexdigest(), size=len(kept or b"")
        )
        for no, (name, (kept, _)) in enumerate(STRANGERS.items(), start=1)
    ]
    gone = Attachment(
        no=99, name="错.jpg", kind="photo", sha256="f" * 64, size=1, withdrawn_reason="传{错}了"
    )
    return files(fullest(), *rows, gone)


def bound(case: Case, tell: Callable[[int, int], None] = lambda _done, _all: None) -> bytes:
    """The case's file."""
    return PAPERS.closed_file(
        OFFICE, case, HISTORY, read, by="zhang", at=PRINTED, anchor="9f2c41ab77e0", tell=tell
    )


def test_file_holds_every_paper_and_file(tmp_path: Path) -> None:
    """Each file is there by name and fingerprint, or listed with the reason why it has no pages."""
    paper = copied(whole(), tmp_path)
    for name, (_, why) in STRANGERS.items():
        assert name in paper
        assert mark(name) in paper
        assert not why or f"未收入：{why}" in paper
    assert "已撤下传{错}了" in paper
    assert "记录锚9f2c41ab77e0" in paper


def test_contents_and_outline_name_the_right_pages() -> None:
    """Each part begins on the page that the contents and the outline say, with its title on it."""
    reader = PdfReader(BytesIO(whole()))
    starts = [(str(one["/Title"]), reader.get_destination_page_number(one) or 0) for one in outline(reader)]
    contents = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages[:3]))
    assert [title for title, _ in starts][:3] == ["封面与目录", "客户投诉登记表", "投诉跟踪表"]
    for row, (title, at) in enumerate(starts[1:], start=1):
        assert re.sub(r"\s", "", title) in re.sub(r"\s", "", reader.pages[at].extract_text())
        if not title.startswith("附件"):
            assert re.search(rf"{row}{re.escape(title)}\D*(TS-[-\w]+?)?\D*?{at + 1}", contents)
    assert any(title.endswith("报告.pdf") for title, _ in starts)


def outline(reader: PdfReader) -> list[Destination]:
    """The entries of the file's outline; it has one level."""
    return [one for one in reader.outline if isinstance(one, Destination)]


def test_every_page_is_numbered_over_all() -> None:
    """Each page says which it is of how many in the whole file."""
    reader = PdfReader(BytesIO(whole()))
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        said = re.sub(r"\s", "", page.extract_text())
        assert f"案卷TS-20260302-001第{number}页共{count}页" in said


@cache
def whole() -> bytes:
    """The file of the full case, bound once for several tests."""
    return bound(full())


def test_same_case_same_file() -> None:
    """Bound twice at the same moment, it is the same file."""
    assert bound(full()) == whole()


def test_an_issued_agreement_lies_in_it_as_it_was_issued() -> None:
    """The kept bytes of an agreement are shown, not a new drawing of it."""
    case = fullest()
    kept = mark("报告.pdf")
    row = replace(case.agreements[-1], issued_sha256=kept)
    reader = PdfReader(BytesIO(bound(replace(files(case), agreements=(row,)))))
    assert any("SHEET2" in page.extract_text() for page in reader.pages)


def test_progress_is_told_and_can_stop_it() -> None:
    """Each part is told before it begins; what the listener raises ends the work."""
    heard: list[tuple[int, int]] = []
    bound(full(), lambda done, total: heard.append((done, total)))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1][0] == heard[-1][1] - 1

    def stop(done: int, _: int) -> None:
        if done > 2:
            raise Stopped

    with pytest.raises(Stopped):
        bound(full(), stop)


def test_pictures_are_upright_and_scaled() -> None:
    """A picture turned by its camera stands upright, and one of ten metres lies within the page."""
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    content = enclosed(picture(3000, 2000, exif=turned))
    (page,) = PdfReader(BytesIO(content)).pages
    (image,) = page.images
    assert image.image is not None
    assert image.image.width < image.image.height
    assert len(content) < 200_000


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_pdf_pages_lie_within_the_room(rotated: int) -> None:
    """However a page is turned and however large it is, its text lies within our page's room."""
    content = changed(pdf(1, (1200.0, 1800.0)), lambda writer: writer.pages[0].rotate(rotated))
    document = pypdfium2.PdfDocument(enclosed(content))
    drawn = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    left, top, right, bottom = ImageOps.invert(drawn).getbbox() or (0, 0, 0, 0)
    upright = rotated in (0, 180)
    assert (right - left > bottom - top) == upright
    assert (left < WIDTH / 2) == (rotated in (0, 270))
    assert (top < HEIGHT / 2) == (rotated in (0, 90))
    assert ROOM.left <= left < right <= ROOM.left + ROOM.width
    assert HEIGHT - ROOM.bottom - ROOM.height <= top < bottom <= HEIGHT - ROOM.bottom


def test_nothing_but_what_is_drawn_comes_along() -> None:
    """Links, scripts and attached files of a stranger's PDF stay outside."""

    def poison(writer: PdfWriter) -> None:
        writer.add_attachment("evil.exe", b"MZ")
        writer.add_uri(0, "http://evil.example", RectangleObject((0, 0, 99, 99)))

    content = enclosed(changed(pdf(1), poison))
    reader = PdfReader(BytesIO(content))
    assert not {"/Names", "/OpenAction", "/AA"} & set(reader.root_object)
    assert "/Annots" not in reader.pages[0]
    assert b"evil" not in content


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bytes_crash_it(data: st.DataObject) -> None:
    """Whatever is done to a file, it is enclosed or refused by name."""
    content = bytearray(data.draw(st.sampled_from([pdf(1), picture(40, 30), picture(40, 30, "PNG")])))
    for _ in range(data.draw(st.integers(0, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for one in (bytes(content), bytes(content[:cut])):
        with suppress(NotEnclosed):
            assert enclosed(one).startswith(b"%PDF")
