"""The fonts are read quickly and yet as reportlab reads them, and text copies out as it was."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFace

from aftersales.documents import fonts
from aftersales.documents.ink.embedding import subset, to_unicode
from aftersales.documents.markup import unprintable

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", fonts.FILES)
def test_reading_equals_reportlabs(name: str) -> None:
    """Characters, widths, metrics and outlines of glyphs are those that reportlab reads of the whole file."""
    ours = fonts.face(name)
    theirs = TTFontFace(str(fonts.resource(*fonts.FILES[name])))
    for part in ("ascent", "descent", "bbox", "capHeight", "stemV", "flags"):
        assert getattr(ours, part) == getattr(theirs, part), part
    codes = list(ours.codes())
    assert {code: ours.glyph(code) for code in codes} == theirs.charToGlyph
    assert {code: ours.width(code) for code in codes} == theirs.charWidths
    glyphs = range(theirs.numGlyphs)
    assert [ours.metric(glyph) for glyph in glyphs] == theirs.hmetrics
    outlines = theirs.get_table("glyf")
    assert [ours.outline(g) for g in glyphs] == [outlines[a:b] for a, b in pairwise(theirs.glyphPos)]


@pytest.mark.parametrize("code", [0, 0x1F, 0xE000, 0x10FFFF])
def test_what_a_font_lacks_has_no_glyph(code: int) -> None:
    """Before, between and behind the characters of a font there is none."""
    assert (fonts.face(fonts.REGULAR).glyph(code), fonts.face(fonts.REGULAR).width(code)) == (None, None)


@pytest.mark.parametrize("name", fonts.FILES)
def test_cut_font_holds_what_was_asked(name: str) -> None:
    """Another library reads from a cut font each outline and width of the whole one."""
    look = fonts.face(name)
    codes = list(look.codes())[:400]
    whole = TTFont(fonts.resource(*fonts.FILES[name]))
    part = TTFont(BytesIO(subset(look, list(map(chr, codes)))))
    for new, code in enumerate(codes, start=1):
        old = look.glyph(code)
        assert _drawn(part, new) == _drawn(whole, old), f"U+{code:04X}"


@pytest.mark.parametrize("name", fonts.FILES)
def test_no_glyph_is_made_of_others(name: str) -> None:
    """Our fonts hold no composed glyphs, whose parts a cut font would have to take along."""
    look = fonts.face(name)
    assert not [code for code in look.codes() if look.outline(look.glyph(code) or 0)[:1] >= b"\x80"]


def _drawn(font: TTFont, glyph: int | None) -> tuple[object, ...]:
    name = font.getGlyphName(glyph)
    points, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    return list(points), list(ends), list(flags), font["hmtx"][name]


def test_wide_characters_are_told_in_utf16() -> None:
    """A character beyond U+FFFF stands in the copying table as its two surrogates (reportlab wrote 20BB7)."""
    assert "<0001> <6F0F>\n<0002> <D842DFB7>" in to_unicode("漏𠮷")


def test_copying_table_keeps_to_the_limit() -> None:
    """No block of the copying table holds more than the hundred lines that the format allows."""
    table = to_unicode([chr(code) for code in range(0x4E00, 0x4E00 + 256)])
    assert [line.split()[0] for line in table.splitlines() if line.endswith("beginbfchar")] == [
        "100",
        "100",
        "56",
    ]


def test_fonts_come_with_their_licence() -> None:
    """Beside each font file lies its licence, and the cut one does not carry the reserved name."""
    for parts in fonts.FILES.values():
        path = fonts.resource(*parts)
        assert "SIL OPEN FONT LICENSE" in (path.parent / "OFL.txt").read_text("utf-8")
    for name in (fonts.FALLBACK, fonts.HONG_KONG):
        assert fonts.face(name).name == name.encode("ascii")


def test_every_character_of_hong_kong_is_drawn() -> None:
    """All that Big5 with the Hong Kong supplement holds has a glyph: 㗎咗嘢, and 𠀡 that the others lack."""
    every = (chr(code) for code in chain(range(0x3400, 0xA000), range(0x20000, 0x30000)))
    known = [char for char in every if char.encode("big5hkscs", "ignore")]
    assert {"㗎", "咗", "嘢", "𠀡"} < set(known)
    assert unprintable("".join(known)) == ()


def test_missing_resource_is_named() -> None:
    """A file that is not there is named by its place under resources."""
    with pytest.raises(fonts.ResourceMissing) as missing:
        fonts.resource("fonts", "none.ttf")
    assert missing.value.facts == {"name": "fonts/none.ttf"}


def test_values_and_labels_cost_nobody_reportlab() -> None:
    """Who only prepares a paper's value does not load reportlab."""
    code = "import sys, aftersales.documents.values; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
