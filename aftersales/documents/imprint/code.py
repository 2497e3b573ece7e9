"""The QR code of a paper: its number and nothing else, so that a scanner types it as a person would."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import segno

from aftersales.documents.page import Squares

QUIET = 4  # modules of white around a code (ISO/IEC 18004)
MASK = 0
"""One mask for every code, not the best of eight (ISO/IEC 18004, 7.8.3), which cost a fifth of an agreement.

Of 1,000 pictures of our numbers, turned, blurred and spotted, zxing read 811 with it, 814 with the best."""
_NUMBER = re.compile(r"(?=.*[0-9])\S{1,40}")


class Modules(NamedTuple):
    """A code as runs of black modules: row, first column, how many; `across` modules a side."""

    across: int
    runs: tuple[tuple[int, int, int], ...]


def can_be_code(number: str) -> bool:
    """Whether this is a number that gets a code: a draft has none yet, and a long text is none."""
    return bool(_NUMBER.fullmatch(number))


@lru_cache(maxsize=64)
def modules(number: str) -> Modules:
    """The code of a number; error correction M, so that a stain of 15 % does no harm."""
    encoding = None if number.isascii() else "utf-8"
    made = segno.make_qr(number, error="m", boost_error=False, mask=MASK, encoding=encoding)
    rows = tuple(made.matrix)
    runs = (
        (at, cells[0], len(cells))
        for at, row in enumerate(rows)
        for black, part in groupby(range(len(row)), key=row.__getitem__)
        if black and (cells := list(part))
    )
    return Modules(len(rows), tuple(runs))


def squares(number: str, left: float, bottom: float, side: float) -> Squares:
    """The code of `number` in a square of `side` points, without the white that belongs around it."""
    made = modules(number)
    return Squares(left, bottom, side, made.across, made.runs)
