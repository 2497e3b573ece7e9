"""One cell at a time: as a person sees it, tidied for our fields, folded for comparing, kept raw."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from aftersales.domain.text import MARKS, unseen
from aftersales.exchange.disarming import restored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aftersales.exchange.grid import Cell

_BRACKETS = re.compile(r"[(\[{<【〔《][^)\]}>】〕》]*[)\]}>】〕》]")
_DECORATION = re.compile(r"[\s*:_\-.,;!?\"'`|#]+")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2})\s*[:时]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})秒?)?分?(?:\.0+)?)?",
    re.IGNORECASE,
)
_WORTH_ESCAPING = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def plain(cell: Cell) -> str:
    """The cell as a person sees it: no ``.0`` behind a whole number, ISO days, no apostrophe of ours."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return restored(cell) if isinstance(cell, str) else str(cell)


def heading_forms(text: str) -> Iterator[str]:
    """Under which forms a heading is looked up: whole, without brackets, then each part of ``名称/代号``."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    bare = _BRACKETS.sub("", wide)
    forms = [wide, bare, *re.split(r"[/、]", bare)]
    seen = dict.fromkeys(_DECORATION.sub("", form) for form in forms)
    seen.pop("", None)
    yield from seen


def heading_key(text: str) -> str:
    """The one form by which headings of two files are the same; ``id_`` is ``id``."""
    return next(heading_forms(text), "")


def tidy(text: str, *, long: bool) -> tuple[str, list[str]]:
    """Usable text and the code points that had to go: characters nobody sees. The raw row keeps them.

    One-line text has no newline and no tab; long text keeps its lines, trimmed, without runs of empty ones.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = [ord(letter) for letter in unseen(text)]
    text = text.translate(dict.fromkeys(hidden)) if hidden else text
    gone = [f"U+{code:04X}" for code in hidden]
    if not long:
        return " ".join(text.split()), gone
    lines = "\n".join(re.sub(r"[\t\v\f]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip(), gone


def compared(cell: Cell) -> str:
    """The cell for comparing rows: NFKC, case folded, blanks folded, days in one form."""
    text = unicodedata.normalize("NFKC", MARKS.sub("", plain(cell))).casefold()
    text = " ".join(text.split())
    found = _DAY.fullmatch(text)
    return _day(found) if found else text


def _day(found: re.Match[str]) -> str:
    year, month, day, *clock = (int(part or 0) for part in found.groups())
    said = f"{year:04}-{month:02}-{day:02}"
    return said if not any(clock) else said + " {:02}:{:02}:{:02}".format(*clock)


def raw(columns: Mapping[str, Cell]) -> str:
    """The row as JSON, cells unchanged; characters nobody sees stand escaped, so any database takes it."""
    told = json.dumps(dict(columns), ensure_ascii=False, default=_told)
    return told.translate({ord(letter): _escaped(letter) for letter in set(told) if not letter.isprintable()})


def _told(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


@lru_cache(maxsize=8192)
def _escaped(letter: str) -> str:
    if unicodedata.category(letter) not in _WORTH_ESCAPING:
        return letter
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
