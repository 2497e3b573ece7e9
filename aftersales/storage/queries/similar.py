"""Cases that may be the same complaint: one customer or one batch, and words alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aftersales.domain.dates import iso_utc
from aftersales.domain.text import compare_key
from aftersales.storage.queries.cases import VOID, family

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aftersales.domain.case import Case
    from aftersales.storage.wire import Wire

SINCE = timedelta(days=90)
ALIKE = 60
"""Likeness (0 to 100) of the words from which a case is shown; the same customer needs less."""
MOST = 5
_CANDIDATES = """
SELECT c."case_no", c."state", c."customer", c."verbatim" FROM "complaint" c WHERE c."case_no" IN (
    SELECT "case_no" FROM "complaint" WHERE "customer" IN ({his})
    UNION SELECT "case_no" FROM "product_line" WHERE "batch_no" IN ({batches})
) AND c."case_no" <> ? AND c."registered_at" >= ? AND c."marks" NOT LIKE ? ORDER BY c."id" DESC LIMIT 200"""


@dataclass(frozen=True)
class Likeness:
    """A case that may be the same complaint; ``why``: ``customer`` or ``batch``, ``likeness`` 0 to 100."""

    case_no: str
    state: str
    why: str
    likeness: int


def likely_duplicates(wire: Wire, case: Case, now: datetime) -> tuple[Likeness, ...]:
    """The cases of the last 90 days most like this one; warned of, never blocked.

    Nothing is shown where neither customer nor batch is shared; merged customers are one.
    """
    from rapidfuzz import fuzz

    complaint = case.complaint
    batches = sorted({line.batch_no for line in case.product_lines if line.batch_no})
    words = compare_key(complaint.verbatim or "")
    his = family(wire, case.customer.cust_no)
    sql = _CANDIDATES.format(his=_signs(his), batches=_signs(batches) or "NULL")
    rows = wire.rows(sql, *his, *batches, complaint.case_no, iso_utc(now - SINCE), VOID)
    found = []
    for number, state, customer, verbatim in rows:
        other = compare_key(verbatim or "")
        likeness = round(max(fuzz.token_set_ratio(words, other), fuzz.partial_ratio(words, other)))
        same = customer in his
        if likeness >= (ALIKE // 2 if same else ALIKE):
            found.append(Likeness(number, state, "customer" if same else "batch", likeness))
    return tuple(sorted(found, key=lambda each: -each.likeness)[:MOST])


def _signs(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
