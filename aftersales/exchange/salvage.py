"""What is left of an XLSX that was cut off: the whole rows up to the cut, as a workbook that opens.

A zip keeps its directory at the end, so a cut file has none; the parts are found by their own heads. The
texts of most cells stand in one shared list: rows are whole up to the first cell whose text is lost.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from aftersales.exchange.archive import MAX_UNPACKED

_HEAD = struct.Struct("<4s5H3L2H")
_MAGIC = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?:/>|>.*?</(?:\w+:)?row>)", re.DOTALL)
_TEXT_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=\"s\"[^>]*>\s*<(?:\w+:)?v>(\d+)<")
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_START = re.compile(rb"^.*?<(?:\w+:)?sheetData>", re.DOTALL)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def is_cut_off(data: bytes) -> bool:
    """Whether the zip's directory is missing, which stands at its end."""
    return not zipfile.is_zipfile(io.BytesIO(data))


def mended(data: bytes) -> bytes | None:
    """A workbook of one sheet with the whole rows; None where no row is whole."""
    parts = _found(data)
    names = sorted(name for name in parts if _SHEET.fullmatch(name))
    if not names:
        return None
    texts = _ITEM.findall(parts.get("xl/sharedStrings.xml", b""))
    rows = _whole_rows(parts[names[0]], len(texts))
    if not rows:
        return None
    return _packed(_sheet(parts[names[0]], rows), _strings(texts), parts.get("xl/styles.xml", b""))


def _found(data: bytes) -> dict[str, bytes]:
    """Every part that begins in the file, the last one as far as it goes."""
    parts: dict[str, bytes] = {}
    at, room = 0, MAX_UNPACKED
    while room > 0 and data[at : at + 4] == _MAGIC and len(data) >= at + _HEAD.size:
        _, _, flags, method, *_, packed, _, name_length, extra_length = _HEAD.unpack_from(data, at)
        name = data[at + _HEAD.size : at + _HEAD.size + name_length].decode("utf-8", "replace")
        start = at + _HEAD.size + name_length + extra_length
        content, at = _unpacked(data, start, method, packed, room)
        parts[name] = content
        room -= len(content)
        at = data.find(_MAGIC, at) if flags & 8 else at
        at = at if at >= 0 else len(data)
    return parts


def _unpacked(data: bytes, start: int, method: int, packed: int, room: int) -> tuple[bytes, int]:
    if method == _STORED:
        return data[start : start + min(packed, room)], start + packed
    if method != _DEFLATED:
        return b"", len(data)
    unpacker = zlib.decompressobj(-15)
    try:
        content = unpacker.decompress(data[start:], room)
    except zlib.error:
        return b"", len(data)
    return content, len(data) - len(unpacker.unused_data)


def _whole_rows(sheet: bytes, texts: int) -> list[bytes]:
    rows = []
    for row in _ROW.findall(sheet):
        if any(int(index) >= texts for index in _TEXT_CELL.findall(row)):
            break
        rows.append(row)
    return rows


def _sheet(original: bytes, rows: list[bytes]) -> bytes:
    start = _START.match(original)
    head = start[0] if start else f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
    prefix = re.search(rb"<(\w+:)?sheetData>$", head)
    mark = (prefix[1] or b"") if prefix else b""
    merged = re.search(rb"<(?:\w+:)?mergeCells\b.*?</(?:\w+:)?mergeCells>", original, re.DOTALL)
    tail = b"</%ssheetData>%s</%sworksheet>" % (mark, merged[0] if merged else b"", mark)
    return head + b"".join(rows) + tail


def _strings(texts: list[bytes]) -> bytes:
    return f'<sst xmlns="{_MAIN}">'.encode() + b"".join(texts) + b"</sst>"


def _packed(sheet: bytes, strings: bytes, styles: bytes) -> bytes:
    whole_styles = styles if styles.rstrip().endswith(b"styleSheet>") else b""
    kept = {"worksheets/sheet1.xml": sheet, "sharedStrings.xml": strings, "styles.xml": whole_styles}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(kept))
        archive.writestr("_rels/.rels", _relations({"xl/workbook.xml": "officeDocument"}))
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        present = {name: kind for name, kind in _KINDS.items() if kept[name]}
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(present))
        for name in present:
            archive.writestr(f"xl/{name}", kept[name])
    return target.getvalue()


_KINDS = {"worksheets/sheet1.xml": "worksheet", "sharedStrings.xml": "sharedStrings", "styles.xml": "styles"}
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _types(kept: dict[str, bytes]) -> str:
    kinds = {"workbook.xml": "sheet.main", "worksheets/sheet1.xml": "worksheet"}
    kinds |= {"sharedStrings.xml": "sharedStrings"} | ({"styles.xml": "styles"} if kept["styles.xml"] else {})
    parts = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    default = f'<Default Extension="rels" ContentType="{_RELS_TYPE}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{parts}</Types>'


def _relations(targets: dict[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{no}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for no, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
