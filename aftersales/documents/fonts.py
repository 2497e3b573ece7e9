"""The fonts of the papers: where they are, how they are read quickly, and which one draws a character."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

from aftersales.domain.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream

REGULAR, FALLBACK = "PaperRegular", "PaperFallback"
FILES = {
    REGULAR: ("fonts", "noto", "NotoSansSC-Regular.ttf"),
    FALLBACK: ("fonts", "fallback", "PaperFallback.ttf"),
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


class _Outlines:
    """The glyf table as a window on the file: reportlab would copy ten megabytes for each subset."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


class PaperFace(TTFontFace):
    """A TrueType face read in a third of the time: whole tables at once instead of number by number."""

    _ttf_data: bytes

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 (reportlab's names)
        """Read names and sizes as reportlab does, characters and glyphs in bulk."""
        super().extractInfo(0)
        if charInfo:
            self._read_glyphs()
            self._read_characters()

    def get_table(self, tag: str) -> bytes:
        if tag == "name":  # an embedded font needs no names; reportlab leaves out what is not there
            raise KeyError(tag)
        if tag == "glyf":
            return _Outlines(self._ttf_data, self.get_table_pos(tag)[0])  # type: ignore[return-value]
        table: bytes = super().get_table(tag)  # type: ignore[no-untyped-call]
        return table

    def _at(self, tag: str, form: str, offset: int = 0) -> tuple[int, ...]:
        return unpack_from(form, self._ttf_data, self.get_table_pos(tag)[0] + offset)

    def _read_glyphs(self) -> None:
        (pairs,) = self._at("hhea", ">H", 34)
        (long_form,) = self._at("head", ">h", 50)
        metrics = self._at("hmtx", f">{2 * pairs}H")
        rest = self._at("hmtx", f">{self.numGlyphs - pairs}H", 4 * pairs)
        self.hmetrics = list(zip(metrics[::2], metrics[1::2], strict=True))
        self.hmetrics += [(metrics[-2], bearing) for bearing in rest]
        positions = self._at("loca", f">{self.numGlyphs + 1}{'L' if long_form else 'H'}")
        self.glyphPos = positions if long_form else tuple(position << 1 for position in positions)

    def _read_characters(self) -> None:
        groups = list(self._groups())
        codes = chain.from_iterable(range(first, last + 1) for first, last, _ in groups)
        glyphs = chain.from_iterable(range(glyph, glyph + last - first + 1) for first, last, glyph in groups)
        self.charToGlyph = dict(zip(codes, glyphs, strict=True))
        widths = [width * 1000 / self.unitsPerEm for width, _ in self.hmetrics]
        self.defaultWidth = widths[0]
        self.charWidths = {code: widths[glyph] for code, glyph in self.charToGlyph.items()}
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


class PaperFont(TTFont):
    """A TrueType font whose text copies out rightly beyond U+FFFF too."""

    face: PaperFace

    def __init__(self, name: str, path: Path) -> None:
        # reportlab's own constructor reads the file the slow way, so its attributes are set here
        self.fontName = name
        self.face = PaperFace(str(path))
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[PDFDocument, TTFont.State] = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 (reportlab's name)
        """Add the font as reportlab does, with ToUnicode tables in UTF-16 (PDF 32000-1, 9.10.3)."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        before = set(doc.idToObject)
        super().addObjects(doc)
        tables = [key for key in doc.idToObject if key not in before and key.startswith("toUnicodeCMap:")]
        for key, subset in zip(tables, subsets, strict=True):
            table = cast("PDFStream", doc.idToObject[key])
            table.content = to_unicode(key.partition(":")[2], subset)


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The CMap by which a reader turns the codes of one font subset back into characters."""
    pairs = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset)]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]  # 100 is the format's limit
    bodies = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange"
    )
    tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return "\n".join([head, *bodies, tail])


def _utf16(code: int) -> str:
    return f"{code:04X}" if code < 0x10000 else chr(code).encode("utf-16-be").hex().upper()


@cache
def widths(name: str) -> Mapping[int, float]:
    """The width of each character of the font `name`, in thousandths of its size; loads the font once."""
    font = PaperFont(name, resource(*FILES[name]))
    pdfmetrics.registerFont(font)
    found: Mapping[int, float] = font.face.charWidths
    return found


class Drawn(NamedTuple):
    """How one character is drawn: by which font, how wide in thousandths of the size."""

    font: str
    width: float


def drawn(char: str) -> Drawn | None:
    """How `char` is drawn: in the regular font, else in the fallback; None if no font has it."""
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return None
    for name in (REGULAR, FALLBACK):
        width = widths(name).get(code)
        if width is not None:
            return Drawn(name, width)
    return None
