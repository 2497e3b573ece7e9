"""Which slip a typed or scanned number means: all of it, a case's, or the end of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aftersales.domain.codes import NoticeState
from aftersales.domain.errors import BadField
from aftersales.domain.steps.ticking import NoSuchNotice, SeveralNotices
from aftersales.domain.text import half_width
from aftersales.storage.queries.notices import NoticeLine

_DASHES = re.compile(r"[‐‑‒–—―−－﹣_]")
_SHORT = re.compile(r"C[0-9]+")
_WAITING = (NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.RETURNED, NoticeState.DONE)


def number_in(typed: str) -> str:
    """The number as it is kept, however it was written; "" where there is none."""
    return _DASHES.sub("-", half_width(typed)).strip().strip("-").replace(" ", "")


def meant(said: str, lines: Sequence[NoticeLine], here: str) -> NoticeLine | None:
    """The one that is meant of those found; ``here``: the case in sight, whose own a short number means."""
    if _SHORT.fullmatch(said.upper()) and len(lines) > 1:
        lines = [line for line in lines if line.case_no == here] or lines
    if len(lines) > 1 and all(line.case_no.upper() == said.upper() for line in lines):
        return min(lines, key=lambda line: (line.notice.state not in _WAITING, line.notice.no))
    return lines[0] if len(lines) == 1 else None


def not_one(said: str, lines: Sequence[NoticeLine]) -> BadField:
    """Why none is: several have this number, or none has."""
    if lines:
        return SeveralNotices(field="notice.notice_no", number=said, found=len(lines))
    return NoSuchNotice(field="notice.notice_no", number=said)
