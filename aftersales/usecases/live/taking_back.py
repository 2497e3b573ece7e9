"""Taking back several of one's own entries that were made together: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aftersales.domain.case import Case
    from aftersales.usecases.work import Work


def take_back(work: Work, case_no: str, entries: Sequence[Mapping[str, object]]) -> Case:
    """Each entry, ``{"contact": 3}``, ``{"attachment": 2}`` or ``{"notice": "C1"}``, is taken back.

    The last one first, as they were made. Raises what ``take`` raises for the first that is refused.
    """
    case = work.books.case(case_no)
    for entry in reversed(entries):
        case = take(work, Step.TAKE_BACK, case_no, entry)
    return case
