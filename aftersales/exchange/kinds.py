"""What kind of file it is, told by its content and never by its name."""

from __future__ import annotations

import io
import json
import zipfile

from aftersales.exchange.refusals import (
    AnotherKind,
    EmptyFile,
    JsonFile,
    LockedWorkbook,
    OfficeDocument,
    OldWorkbook,
    PdfFile,
    PictureFile,
)

XLSX, TEXT = "xlsx", "text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEADS: tuple[tuple[bytes, type[AnotherKind], str], ...] = (
    (b"%PDF", PdfFile, "pdf"),
    (b"\x89PNG\r\n\x1a\n", PictureFile, "png"),
    (b"\xff\xd8\xff", PictureFile, "jpeg"),
    (b"GIF8", PictureFile, "gif"),
    (b"BM", PictureFile, "bmp"),
    (b"II*\x00", PictureFile, "tiff"),
    (b"MM\x00*", PictureFile, "tiff"),
    (b"{\\rtf", OfficeDocument, "rtf"),
    (b"PK\x05\x06", AnotherKind, "zip"),
    (b"Rar!\x1a\x07", AnotherKind, "rar"),
    (b"7z\xbc\xaf\x27\x1c", AnotherKind, "7z"),
    (b"\x1f\x8b", AnotherKind, "gzip"),
    (b"SQLite format 3\x00", AnotherKind, "sqlite"),
    (b"MZ", AnotherKind, "program"),
    (b"\x7fELF", AnotherKind, "program"),
)
_OLE_STREAMS: tuple[tuple[str, type[AnotherKind], str], ...] = (
    ("EncryptedPackage", LockedWorkbook, "locked"),
    ("Workbook", OldWorkbook, "xls"),
    ("Book", OldWorkbook, "xls"),
    ("WordDocument", OfficeDocument, "doc"),
    ("PowerPoint Document", OfficeDocument, "ppt"),
)
_ZIP_PARTS: tuple[tuple[str, type[AnotherKind], str], ...] = (
    ("xl/workbook.bin", OldWorkbook, "xlsb"),
    ("content.xml", OldWorkbook, "ods"),
    ("word/", OfficeDocument, "docx"),
    ("ppt/", OfficeDocument, "pptx"),
)
_WORKBOOK_STARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes, name: str) -> str:
    """``xlsx`` or ``text``.

    Raises EmptyFile, or AnotherKind and its subclasses for everything that is no sheet.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise EmptyFile(file=name)
    if data.startswith(_ZIP):
        return _zip_kind(data, name)
    if data.startswith(_OLE):
        raise _ole_kind(data, name)
    _refuse_known_heads(data, name)
    if b"\0" in data and not data.startswith(_UTF16):
        raise AnotherKind(file=name, kind="unknown")
    _refuse_markup(data, name)
    return TEXT


def _refuse_known_heads(data: bytes, name: str) -> None:
    for head, error, kind in _HEADS:
        if data.startswith(head) and (len(head) > 2 or b"\0" in data):
            raise error(file=name, kind=kind)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise PictureFile(file=name, kind="webp")
    if data[4:8] == b"ftyp":
        raise PictureFile(file=name, kind="heic or video")


def _ole_kind(data: bytes, name: str) -> AnotherKind:
    for stream, error, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return error(file=name, kind=kind)
    return AnotherKind(file=name, kind="ole")


def _zip_kind(data: bytes, name: str) -> str:
    parts = _parts(data)
    if parts is None:  # the directory at the end is missing: cut off, what stands there may still be ours
        if data[30:].startswith(_WORKBOOK_STARTS) and b"word/" not in data and b"ppt/" not in data:
            return XLSX
        raise AnotherKind(file=name, kind="zip")
    for start, error, kind in _ZIP_PARTS:
        if any(part.startswith(start) for part in parts):
            raise error(file=name, kind=kind)
    if not any(part.startswith("xl/") for part in parts):
        raise AnotherKind(file=name, kind="zip")
    return XLSX


def _parts(data: bytes) -> list[str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _refuse_markup(data: bytes, name: str) -> None:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"<" and head[:200].lower().startswith((b"<?xml", b"<html", b"<!doctype", b"<table")):
        raise AnotherKind(file=name, kind="html or xml")
    if head[:1] in (b"{", b"[") and _is_json(head):
        raise JsonFile(file=name, kind="json")


def _is_json(head: bytes) -> bool:
    first_line = head.partition(b"\n")[0]
    return _parses(first_line) or _parses(head)


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
