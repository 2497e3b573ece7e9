"""How much room something takes on a sheet, found by laying it out on one whose page has no end."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.documents.sheet import Sheet


def depth(sheet: Sheet, add: Callable[[Sheet], None]) -> float:
    """The height in points that `add` takes on a sheet like this one; the sheet itself stays as it is."""
    endless = replace(sheet.format, bottom=-inf)
    trial = replace(sheet, format=endless, pages=[], places=[], missing=set(), turn_at=-1)
    begun = trial.y
    add(trial)
    return begun - trial.y
