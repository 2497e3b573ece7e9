"""回访 in one act: the call is noted, and the case is closed or looked into again as the customer says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.domain.codes import Satisfaction, State
from aftersales.domain.steps.following import CONTENT, still_open
from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aftersales.domain.case import Case
    from aftersales.usecases.work import Work


@dataclass(frozen=True)
class Asked:
    """What a call led to; ``open`` is what keeps a content customer's case from being closed, by number."""

    case: Case
    open: tuple[str, ...] = ()


def asked(
    work: Work,
    case_no: str,
    data: Mapping[str, object],
    *,
    version: int,
    closing: Mapping[str, object] | None = None,
    reason: str = "",
) -> Asked:
    """Note one attempt to ask the customer; close the case where he is content, begin again where he is not.

    ``closing`` is what closing asks (lessons of a grave case). What still keeps the case open is no refusal:
    the call stands and is told with it. All in one transaction. Raises what the steps raise.
    """
    case = take(work, Step.FOLLOW_UP, case_no, data, version=version)
    if case.complaint.state != State.FOLLOWING_UP:  # asked and answered before, what follows too
        return Asked(case)
    said = (
        case.follow_ups and next(row for row in reversed(case.follow_ups) if row.at is not None).satisfaction
    )
    if said == Satisfaction.DISSATISFIED:
        told: dict[str, object] = {"reason": reason} if reason else {}
        return Asked(take(work, Step.DISSATISFIED, case_no, told, version=case.complaint.version))
    if said not in CONTENT:
        return Asked(case)
    what = still_open(case)
    if what:
        return Asked(case, what)
    return Asked(take(work, Step.CLOSE, case_no, closing or {}, version=case.complaint.version))
