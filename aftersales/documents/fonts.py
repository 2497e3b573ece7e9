"""The fonts of the papers: where they are, how they are read quickly, and which one draws a character."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import chain, repeat
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from aftersales.domain.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REGULAR, FALLBACK, HONG_KONG = "PaperRegular", "PaperFallback", "PaperHongKong"
FILES = {
    REGULAR: ("fonts", "noto", "NotoSansSC-Regular.ttf"),
    FALLBACK: ("fonts", "fallback", "PaperFallback.ttf"),
    HONG_KONG: ("fonts", "hongkong", "PaperHongKong.ttf"),
}
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_WIDE_CMAPS = ((3, 10), (0, 4), (0, 6))  # platform and encoding of a table that reaches beyond U+FFFF


class ResourceMissing(Trouble):
    """A file that the program brings along is not there. Facts: ``name``."""


def resource(*parts: str) -> Path:
    """The path of a file below ``resources/``; raises ResourceMissing if there is none."""
    path = _RESOURCES.joinpath(*parts)
    if not path.exists():
        raise ResourceMissing(name="/".join(parts))
    return path


class PaperFace(TTFontFace):
    """A TrueType face read in a third of the time: whole tables at once instead of number by number."""

    _ttf_data: bytes

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 (reportlab's names)
        """Read names and sizes as reportlab does, characters and glyphs in bulk."""
        super().extractInfo(0)
        if charInfo:
            self._glyf, _ = self.get_table_pos("glyf")
            self._read_glyphs()
            self._read_characters()

    def part(self, tag: str) -> bytes:
        """One table of the file."""
        start, length = self.get_table_pos(tag)
        return self._ttf_data[start : start + length]

    def outline(self, glyph: int) -> bytes:
        """How a glyph is drawn, as the file has it; empty for a blank."""
        return self._ttf_data[self._glyf + self.glyphPos[glyph] : self._glyf + self.glyphPos[glyph + 1]]

    def descriptor(self) -> dict[str, object]:
        """What a PDF tells of the face (ISO 32000-1, 9.8)."""
        return {
            "Flags": self.flags,
            "FontBBox": f"[ {' '.join(f'{side:g}' for side in self.bbox)} ]",
            "ItalicAngle": self.italicAngle,
            "Ascent": self.ascent,
            "Descent": self.descent,
            "CapHeight": self.capHeight,
            "StemV": self.stemV,
        }

    def _at(self, tag: str, form: str, offset: int = 0) -> tuple[int, ...]:
        return unpack_from(form, self._ttf_data, self.get_table_pos(tag)[0] + offset)

    def metric(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing of a glyph, in units of the font."""
        if glyph < self._pairs:
            return self._metrics[2 * glyph], self._metrics[2 * glyph + 1]
        return self._metrics[-2], self._bearings[glyph - self._pairs]

    @cached_property
    def hmetrics(self) -> list[tuple[int, int]]:
        """``metric`` of each glyph, as reportlab has it."""
        return [self.metric(glyph) for glyph in range(self.numGlyphs)]

    def _read_glyphs(self) -> None:
        (self._pairs,) = self._at("hhea", ">H", 34)
        (long_form,) = self._at("head", ">h", 50)
        self._metrics = self._at("hmtx", f">{2 * self._pairs}H")
        self._bearings = self._at("hmtx", f">{self.numGlyphs - self._pairs}H", 4 * self._pairs)
        positions = self._at("loca", f">{self.numGlyphs + 1}{'L' if long_form else 'H'}")
        self.glyphPos = positions if long_form else tuple(position << 1 for position in positions)

    def _read_characters(self) -> None:
        groups = list(self._groups())
        codes = list(chain.from_iterable(range(first, last + 1) for first, last, _ in groups))
        glyphs = list(chain.from_iterable(range(at, at + last - first + 1) for first, last, at in groups))
        self.charToGlyph = dict(zip(codes, glyphs, strict=True))
        wide = [*self._metrics[::2], *repeat(self._metrics[-2], len(self._bearings))]
        widths = list(map((1000 / self.unitsPerEm).__mul__, wide))
        self.defaultWidth = widths[0]
        self.charWidths = dict(zip(codes, map(widths.__getitem__, glyphs), strict=True))
        self.glyphToChar: dict[int, list[int]] = {}

    def _groups(self) -> Sequence[tuple[int, int, int]]:
        start, _ = self.get_table_pos("cmap")
        offset = start + self._wide_cmap()
        length, _, count = unpack_from(">LLL", self._ttf_data, offset + 4)
        return list(iter_unpack(">LLL", self._ttf_data[offset + 16 : offset + min(length, 16 + 12 * count)]))

    def _wide_cmap(self) -> int:
        (count,) = self._at("cmap", ">H", 2)
        for number in range(count):
            platform, encoding, offset = self._at("cmap", ">HHL", 4 + 8 * number)
            if (platform, encoding) in _WIDE_CMAPS and self._at("cmap", ">H", offset) == (12,):
                return offset
        raise ResourceMissing(name=str(self.filename))


@cache
def face(name: str) -> PaperFace:
    """The face of the font `name`, read once."""
    return PaperFace(str(resource(*FILES[name])))


@cache
def widths(name: str) -> Mapping[int, float]:
    """The width of each character of the font `name`, in thousandths of its size; loads the font once."""
    found: Mapping[int, float] = face(name).charWidths
    return found


class Drawn(NamedTuple):
    """How one character is drawn: by which font, how wide in thousandths of the size."""

    font: str
    width: float


def drawn(char: str) -> Drawn | None:
    """How `char` is drawn: in the first font of `FILES` that has it; None if none has."""
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return None
    for name in FILES:
        width = widths(name).get(code)
        if width is not None:
            return Drawn(name, width)
    return None
