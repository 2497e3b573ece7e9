"""A slip holds what its notice holds, keeps to its paper and runs on with its head; many make one file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.documents import notice, slips
from aftersales.documents.imprint.format import A5, MM, THREE_PART
from aftersales.documents.labels import labels_for
from aftersales.documents.slips.many import UnknownPaperSize
from tests.documents import samples as s
from tests.documents.papers import NOTICES
from tests.documents.reading import bare, copied, everywhere, font_rows
from tests.documents.slips.forms import FORMATS, SLIPS
from tests.documents.test_hostile import HOSTILE, LONG

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.documents.imprint.format import Format
    from aftersales.documents.values import Notice

LABELS = labels_for()
LONG_NAME = "北京市朝阳区建国门外大街润滑油销售有限责任公司" * 3 + "第一分公司"
SIZES = {"slip_a5": (210, 148), "slip_241": (241.3, 139.7)}


def pages(pdf: bytes) -> list[pypdf.PageObject]:
    """The pages of a file."""
    return list(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def rows(count: int) -> Notice:
    """The shipping notice with so many items."""
    item = s.NOTICE.items[0]
    items = tuple(replace(item, product=f"高级柴油机油{number:02}号") for number in range(count))
    return replace(s.NOTICE, items=items)


@pytest.mark.parametrize("name", SIZES)
def test_slip_has_its_size(name: str) -> None:
    """A slip is half a sheet lying, or one form of the continuous paper by the feed's own inches."""
    (page,) = pages(slips.draw(s.NOTICE, LABELS, FORMATS[name]))
    assert [round(side / MM, 1) for side in (float(page.mediabox.width), float(page.mediabox.height))] == [
        *SIZES[name]
    ]


@pytest.mark.parametrize("kind", NOTICES)
@pytest.mark.parametrize("name", SIZES)
def test_ordinary_slip_is_one_slip(name: str, kind: str) -> None:
    """Every kind of notice with two items stands on one slip of either size."""
    draw, value = SLIPS[f"{name}_{kind}"]
    assert len(pages(draw(value, LABELS))) == 1


@pytest.mark.parametrize("kind", NOTICES)
@pytest.mark.parametrize("name", SIZES)
def test_slip_holds_what_the_notice_holds(name: str, kind: str, tmp_path: Path) -> None:
    """Of all that stands on the sheet of A4, a slip leaves out strokes for nothing and the firm's address."""
    draw, value = SLIPS[f"{name}_{kind}"]
    sheet = pypdf.PdfReader(io.BytesIO(notice.draw(value, LABELS)))
    words = {bare(word) for page in sheet.pages for word in page.extract_text().split()}
    left_out = {"／", "以下由接收部门填写", *map(bare, s.IMPRINT.contact.split())}
    slip = copied(draw(value, LABELS), tmp_path)
    assert sorted(word for word in words - left_out if word not in slip) == []


@pytest.mark.parametrize("kind", NOTICES)
def test_slip_shows_no_more_than_the_notice(kind: str, tmp_path: Path) -> None:
    """Bank data go to finance only and prices to whom they concern, on a slip as on a sheet."""
    draw, value = SLIPS[f"slip_241_{kind}"]
    paper = copied(draw(value, LABELS), tmp_path)
    assert ("11060219" in paper) == (kind == "pay")
    assert ("380.00" in paper) == (kind in ("gift", "credit_note"))


@pytest.mark.parametrize(("name", "count"), [("slip_a5", 16), ("slip_241", 12)])
def test_many_items_run_on(name: str, count: int, tmp_path: Path) -> None:
    """Twelve items take a second slip with 续, its own head, number and code; signatures stand once, last."""
    pdf = slips.draw(rows(count), LABELS, FORMATS[name])
    first, *rest = (bare(page.extract_text()) for page in pages(pdf))
    assert len(rest) == 1
    assert "补货（出货）通知单（续）" in rest[0]
    assert "（续）" not in first
    assert [part.count("TS-20240506-001-C1") for part in (first, *rest)] == [1, 1]
    assert "第2页共2页" in rest[0]
    assert rest[0].count("品名") == first.count("品名") == 1
    assert [part.count("签收：") for part in (first, *rest)] == [0, 1]
    paper = copied(pdf, tmp_path)
    assert [number for number in range(count) if f"高级柴油机油{number:02}号" not in paper] == []


def boxes(value: Notice, form: Format) -> list[tuple[float, float, float, float]]:
    """The place of every mark on the slip's pages: left, bottom, right, top."""
    found = []
    for page in slips.slip_of(value, LABELS, form).framed():
        found += [(one.left, one.bottom, one.left + one.width, one.bottom + one.height) for one in page.rects]
        found += [
            (one.left, one.base, one.left + one.line.indent + one.line.width, one.base + one.size)
            for one in page.texts
        ]
        found += [(one.left, one.bottom, one.left + one.side, one.bottom + one.side) for one in page.squares]
        found += [(one.left, one.bottom, one.right, one.top) for one in page.rules]
    return found


def inside(value: Notice, form: Format) -> bool:
    """Whether each mark keeps to the sides, and 4 mm off the upper and the lower edge."""
    edge = 4 * MM
    return all(
        form.left - 0.1 <= left and right <= form.right + 0.1 and bottom >= edge and top <= form.height - edge
        for left, bottom, right, top in boxes(value, form)
    )


@pytest.mark.parametrize("form", [A5, THREE_PART], ids=["a5", "three_part"])
@pytest.mark.parametrize("case", [*HOSTILE, "long name"])
def test_nothing_leaves_its_paper(form: Format, case: str, tmp_path: Path) -> None:
    """Whatever stands in every field, no mark leaves the slip, and the text can be copied out again."""
    text = HOSTILE.get(case, LONG_NAME)
    value = everywhere(
        replace(s.NOTICE, imprint=replace(s.IMPRINT, number="TS-1")), text, ("kind", "imprint")
    )
    assert inside(value, form)
    assert copied(slips.draw(value, LABELS, form), tmp_path).count(bare(text)) > 5


@pytest.mark.parametrize("form", [A5, THREE_PART], ids=["a5", "three_part"])
def test_long_texts_run_on(form: Format, tmp_path: Path) -> None:
    """Each of a hundred sentences in each long field is printed, over as many slips as they need."""
    value = replace(s.NOTICE, kind="rectify", problem=LONG[:1300], stock=LONG[:1300], remark=LONG[:1300])
    assert inside(value, form)
    paper = copied(slips.draw(value, LABELS, form), tmp_path)
    assert [number for number in range(100) if paper.count(f"{number:05}") != 3] == []


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120)


@settings(max_examples=30)
@given(st.sampled_from(NOTICES), TEXTS, st.integers(0, 30), st.sampled_from([A5, THREE_PART]))
def test_no_notice_leaves_its_paper(kind: str, text: str, count: int, form: Format) -> None:
    """Any kind, any text in each field and any number of items keeps within the margins."""
    value = everywhere(replace(rows(count), kind=kind), text, ("kind", "department", "freight_by", "imprint"))
    units = tuple(replace(item, unit="barrel") for item in value.items)
    assert inside(replace(value, items=units), form)


@pytest.mark.parametrize("name", SIZES)
def test_slip_is_black_on_white(name: str) -> None:
    """On the needle printer's paper nothing is tinted; on both, no colour is used at all."""
    draw, value = SLIPS[f"{name}_ship"]
    (page,) = pages(draw(value, LABELS))
    drawn = page.get_contents()
    assert drawn is not None
    orders = drawn.get_data().split()
    assert b"rg" not in orders
    assert b"RG" not in orders
    greys = {float(orders[at - 1]) for at, order in enumerate(orders) if order == b"g"}
    assert greys == ({0.0} if name == "slip_241" else {0.0, 0.93})


@pytest.mark.parametrize("name", SIZES)
def test_fonts_are_embedded(name: str, tmp_path: Path) -> None:
    """Every font of a slip is in the file."""
    draw, value = SLIPS[f"{name}_pay"]
    assert all(embedded for _, embedded in font_rows(draw(value, LABELS), tmp_path))


def test_parts_are_named_on_three_part_paper(tmp_path: Path) -> None:
    """The carbon copies are told apart by words, once on the form; half a sheet has no copies."""
    assert (
        copied(slips.draw(s.NOTICE, LABELS, THREE_PART), tmp_path).count("第一联存根第二联接收部门第三联回执")
        == 1
    )
    assert "第一联" not in copied(slips.draw(s.NOTICE, LABELS, A5), tmp_path)


def several(count: int) -> list[Notice]:
    """So many notices, each with its own number."""
    imprints = (replace(s.NOTICE.imprint, number=f"TS-20240506-{number:03}-C1") for number in range(count))
    return [replace(s.NOTICE, imprint=imprint) for imprint in imprints]


@pytest.mark.parametrize("size", ["a4", "a5", "three_part"])
def test_many_notices_are_one_file(size: str) -> None:
    """Each notice keeps its own pages and number, and the outline leads to it."""
    pdf = slips.many(several(5), LABELS, size)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 5
    assert [bare(page.extract_text()).count("第1页共1页") for page in reader.pages] == [1] * 5
    titles = [entry["/Title"] for entry in reader.outline]
    assert [title.split("　")[0] for title in titles] == [one.imprint.number for one in several(5)]
    assert reader.metadata is not None
    assert reader.metadata.title == "通知单　5 份"


def test_one_of_many_is_the_notice_itself() -> None:
    """A file of one notice is that notice's own paper, byte for byte."""
    assert slips.many([s.NOTICE], LABELS, "a4") == notice.draw(s.NOTICE, LABELS)
    assert slips.many([s.NOTICE], LABELS, "a5") == slips.draw(s.NOTICE, LABELS, A5)


def test_progress_is_told() -> None:
    """Before each notice and at the end the caller hears how far the work is."""
    heard: list[tuple[int, int]] = []
    slips.many(several(3), LABELS, "a5", lambda done, total: heard.append((done, total)))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


class Enough(Exception):
    """What a caller raises to end the work."""


def test_work_ends_when_told() -> None:
    """What the listener raises comes out, and no further notice is drawn."""
    heard: list[int] = []

    def tell(done: int, _: int) -> None:
        heard.append(done)
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        slips.many(several(50), LABELS, "a5", tell)
    assert heard == [0, 1, 2]


def test_unknown_size_and_kind_are_refused() -> None:
    """Paper that we have no layout for, and a notice that nobody knows, are named."""
    with pytest.raises(UnknownPaperSize) as refused:
        slips.many([s.NOTICE], LABELS, "a0")
    assert refused.value.facts == {"size": "a0"}
    with pytest.raises(notice.UnknownNotice):
        slips.draw(replace(s.NOTICE, kind="sing"), LABELS)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("form", FORMATS.values())
def test_labels_of_slips_have_one_line(language: str, form: Format) -> None:
    """No label of a slip in Chinese is broken: each stands in its cell on one line."""
    labels = labels_for(language)
    for kind in NOTICES:
        sheet = slips.slip_of(replace(s.NOTICE, kind=kind), labels, form)
        drawn = {
            "".join(run.text for run in placed.line.runs) for page in sheet.pages for placed in page.texts
        }
        own = notice.own_fields(sheet, s.NOTICE, notice.kind_of(replace(s.NOTICE, kind=kind)))
        done = notice.done_fields(sheet, notice.kind_of(replace(s.NOTICE, kind=kind)), 0)
        assert [one.label for one in (*own, *done) if one.label not in drawn] == []
