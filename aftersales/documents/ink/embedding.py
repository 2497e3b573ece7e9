"""How a font gets into a file: only the glyphs that were written, under codes that copy out rightly."""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfbase.ttfonts import TTFontMaker

from aftersales.documents.fonts import face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aftersales.documents.fonts import PaperFace

_LEVEL = 3  # of zlib: outlines hardly get smaller with more, and take half as long again
_TAGS = ("cvt ", "fpgm", "prep")


class File(Protocol):
    """What is needed of reportlab's document."""

    def Reference(self, obj: object, name: str) -> object:  # noqa: N802 (reportlab's name)
        """Keep an object under a name of its own; what others write to point to it."""


class Codes(dict[str, str]):
    """The characters of one font that one file uses, each with its code in hex, in the order of their use."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self) + 1:04X}"  # 0000 is the glyph of what is missing
        return code


class Embedded(NamedTuple):
    """A font within one file: by which name the pages call it, and what was written with it."""

    name: str
    font: str
    codes: Codes

    def put(self, doc: File) -> object:
        """Add the font to the file, once everything is written; the reference to it (ISO 32000-1, 9.7)."""
        chars, look = list(self.codes), face(self.font)
        called = f"{self.name.translate(_LETTERS):A>6}+{look.name.decode('latin-1')}"
        descriptor = look.descriptor() | {"Type": "/FontDescriptor", "FontName": PDFName(called)}
        descriptor["FontFile2"] = doc.Reference(_stream(subset(look, chars)), f"file of {called}")
        widths = " ".join(f"{look.width(ord(char)):g}" for char in chars)
        glyphs = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": PDFName(called),
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "CIDToGIDMap": "/Identity",
            "FontDescriptor": doc.Reference(PDFDictionary(descriptor), f"descriptor of {called}"),
            "W": f"[ 1 [ {widths} ] ]",
        }
        table = _stream(to_unicode(chars).encode("ascii"))
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": PDFName(called),
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([doc.Reference(PDFDictionary(glyphs), f"glyphs of {called}")]),
            "ToUnicode": doc.Reference(table, f"characters of {called}"),
        }
        return doc.Reference(PDFDictionary(font), self.name)


_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")  # a subset's name begins with six capitals


def _stream(content: bytes) -> PDFStream:
    told = PDFDictionary({"Filter": "/FlateDecode", "Length1": len(content)})
    return PDFStream(told, zlib.compress(content, _LEVEL), [])


def to_unicode(chars: Sequence[str]) -> str:
    """The table by which a reader turns codes, from 1 on, back into characters (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{code:04X}> <{_utf16(char)}>" for code, char in enumerate(chars, start=1)]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]  # 100 is the format's limit
    bodies = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    )
    tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return "\n".join([head, *bodies, tail])


def _utf16(char: str) -> str:
    return f"{ord(char):04X}" if char < "\U00010000" else char.encode("utf-16-be").hex().upper()


# --- the font file with nothing but the glyphs that are used


def subset(look: PaperFace, chars: Sequence[str]) -> bytes:
    """A TrueType file with the glyphs of `chars` from number 1 on; none of ours is made of other glyphs."""
    glyphs = [0, *(look.glyph(ord(char)) or 0 for char in chars)]
    offsets, padded = [0], []
    for outline in map(look.outline, glyphs):
        padded.append(outline + bytes(-len(outline) % 4))
        offsets.append(offsets[-1] + len(padded[-1]))
    long_form = offsets[-1] > 0x1FFFE
    places = offsets if long_form else [offset >> 1 for offset in offsets]
    metrics = [number for glyph in glyphs for number in look.metric(glyph)]
    file = TTFontMaker()
    for tag in _TAGS:
        if tag in look.table:
            file.add(tag, look.part(tag))
    file.add("head", _with(look.part("head"), 50, int(long_form)))
    file.add("hhea", _with(look.part("hhea"), 34, len(glyphs)))
    file.add("maxp", _with(look.part("maxp"), 4, len(glyphs)))
    file.add("hmtx", pack(f">{len(metrics)}H", *metrics))
    file.add("loca", pack(f">{len(places)}{'L' if long_form else 'H'}", *places))
    file.add("glyf", b"".join(padded))
    return bytes(file.makeStream())


def _with(table: bytes, at: int, number: int) -> bytes:
    return table[:at] + pack(">H", number) + table[at + 2 :]
