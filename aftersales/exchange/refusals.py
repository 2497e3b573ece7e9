"""Why a file or a row from elsewhere is not taken: codes and plain facts, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.domain.errors import BadField, DomainError, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping


class CannotRead(Trouble):
    """The file cannot be opened. Facts: ``file``, ``reason`` (the system's name of the error)."""


class CannotWrite(Trouble):
    """The file cannot be written, often because a spreadsheet has it open. Facts: ``file``, ``reason``."""


class EmptyFile(DomainError):
    """Nothing stands in the file. Facts: ``file``."""


class AnotherKind(DomainError):
    """The file is no CSV and no XLSX. Facts: ``file``, ``kind`` (pdf, png, xls, …)."""


class PdfFile(AnotherKind):
    """A PDF. Facts: ``file``, ``kind``."""


class PictureFile(AnotherKind):
    """A picture. Facts: ``file``, ``kind``."""


class OldWorkbook(AnotherKind):
    """A workbook that must first be saved as XLSX: xls, xlsb, ods. Facts: ``file``, ``kind``."""


class OfficeDocument(AnotherKind):
    """A text or a presentation: doc, docx, ppt, pptx, rtf. Facts: ``file``, ``kind``."""


class JsonFile(AnotherKind):
    """JSON, or JSON lines. Facts: ``file``, ``kind``."""


class LockedWorkbook(AnotherKind):
    """A workbook with a password. Facts: ``file``, ``kind``."""


class TooBig(DomainError):
    """Too much for one file. Facts: ``file``, ``what`` (bytes, cells, rows, …), ``found``, ``limit``."""


class ZipBomb(DomainError):
    """A small file unpacks to a huge one. Facts in bytes: ``file``, ``packed``, ``unpacked``, ``limit``."""


class DoctypeInside(DomainError):
    """A document type or entities in a workbook: no spreadsheet writes them. Facts: ``file``, ``part``."""


class FormulaInside(DomainError):
    """Formulas instead of values. Facts: ``file``, ``sheet``, ``cell`` (the first one), ``count``."""


class BrokenFile(DomainError):
    """The kind is right, the inside is not. Facts: ``file``, ``part`` (of a workbook) or ``line``."""


class UnknownEncoding(DomainError):
    """Neither UTF-8 nor GB 18030. Facts: ``file``, ``position`` (byte)."""


class CutOff(DomainError):
    """The file ends in the middle. Facts: ``file``, ``rows``: how many whole ones ``partial=True`` takes."""


class NoSuchSheet(DomainError):
    """The workbook has no sheet of that name. Facts: ``file``, ``sheet``, ``sheets``."""


class NoTextColumn(DomainError):
    """No column holds what every row needs. Facts: ``file``, ``needed`` (fields), ``columns``."""


class BadMapping(BadField):
    """The saved map names a field that cannot be imported. Facts: ``field``, ``column``."""


class NoComplaintText(DomainError):
    """A row without title and without complaint text. Facts: ``row``."""


class NoRequiredValue(DomainError):
    """A row without a value that it must have. Facts: ``row``, ``field``."""


class UnreadableCell(DomainError):
    """A cell that is not what its column holds. Facts: ``column``, ``field``, ``value``, ``reason``."""


class DuplicateRow(DomainError):
    """The same complaint stands twice in the file. Facts: ``row``, ``first_row``, ``identity``."""


class RepeatedHeader(DomainError):
    """The header again, as on each printed page. Facts: ``row``."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a person should know of a file or row that was taken: a code and plain facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
