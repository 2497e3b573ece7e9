"""The fonts of the papers: where they are, how they are read quickly, and which one draws a character."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportlab.pdfbase.ttfonts import TTFontFace

from aftersales.domain.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_V = TypeVar("_V")
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


class _Read(dict[int, _V]):
    """What was read of each glyph or character, each read once."""

    def __init__(self, read: Callable[[int], _V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: int) -> _V:
        found = self[key] = self._read(key)
        return found


class PaperFace(TTFontFace):
    """A TrueType face of which only the glyphs are read that are asked for: reportlab reads the whole file.

    The file is mapped, not read: of ten megabytes a paper needs the outlines of a few hundred characters.
    """

    _ttf_data: mmap

    def readFile(self, f: str) -> None:  # noqa: N802 (reportlab's name)
        """Map the file `f` into memory."""
        with Path(f).open("rb") as file:
            self._ttf_data = mmap(file.fileno(), 0, access=ACCESS_READ)
        self.filename, self._pos = f, 0

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 (reportlab's names)
        """Read names and sizes as reportlab does; of characters only where they stand."""
        super().extractInfo(0)
        if charInfo:
            (self._pairs,) = self._at("hhea", ">H", 34)
            self._glyf, _ = self.get_table_pos("glyf")
            self._groups = self._read_groups()
            self._starts = [first for first, _, _ in self._groups]
            self._glyphs, self._metrics = _Read(self._read_glyph), _Read(self._read_metric)

    def part(self, tag: str) -> bytes:
        """One table of the file."""
        start, length = self.get_table_pos(tag)
        return self._ttf_data[start : start + length]

    def glyph(self, code: int) -> int | None:
        """The glyph of a character; None if the font has none."""
        return self._glyphs[code]

    def _read_glyph(self, code: int) -> int | None:
        place = bisect_right(self._starts, code) - 1
        if place < 0:
            return None
        first, last, at = self._groups[place]
        return at + code - first if code <= last else None

    def width(self, code: int) -> float | None:
        """How wide a character is, in thousandths of the font's size; None if the font has none."""
        glyph = self.glyph(code)
        return None if glyph is None else self.metric(glyph)[0] * (1000 / self.unitsPerEm)

    def codes(self) -> Iterator[int]:
        """Every character of the font."""
        for first, last, _ in self._groups:
            yield from range(first, last + 1)

    def outline(self, glyph: int) -> bytes:
        """How a glyph is drawn, as the file has it; empty for a blank (our fonts have long places)."""
        start, end = self._at("loca", ">2L", 4 * glyph)
        return self._ttf_data[self._glyf + start : self._glyf + end]

    def metric(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing of a glyph, in units of the font."""
        return self._metrics[glyph]

    def _read_metric(self, glyph: int) -> tuple[int, int]:
        if glyph < self._pairs:
            advance, bearing = self._at("hmtx", ">2H", 4 * glyph)
        else:  # behind the pairs only bearings follow; all are as wide as the last pair
            (advance,) = self._at("hmtx", ">H", 4 * (self._pairs - 1))
            (bearing,) = self._at("hmtx", ">H", 4 * self._pairs + 2 * (glyph - self._pairs))
        return advance, bearing

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

    def _read_groups(self) -> Sequence[tuple[int, int, int]]:
        """First and last character and first glyph of each run of characters (OpenType, cmap format 12)."""
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
    """The face of the font `name`, opened once."""
    return PaperFace(str(resource(*FILES[name])))


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
        width = face(name).width(code)
        if width is not None:
            return Drawn(name, width)
    return None
