"""Doing a verb on one agreement; what happens in its case meanwhile matters only where it is this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aftersales.app import App
from aftersales.domain.agreements.differences import AgreementDifference, agreement_differences
from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.steps.agreeing import current
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.workflow import Step
from aftersales.storage.queries.agreements import agreement_difference
from aftersales.storage.queries.case import read_case
from aftersales.usecases.drafting import drafted, save_draft
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work

TRIES = 5
"""So often somebody else may be faster in the same case before it is told."""
SIGNED = (AgreementState.SIGNED, AgreementState.FULFILLED)


def row_of(case: Case, no: int) -> Agreement:
    """The agreement of this number in the case. Raises NoSuchRow."""
    for row in case.agreements:
        if row.no == no:
            return row
    raise NoSuchRow(table="agreement", number=str(no))


def act(app: App, step: str, case_no: str, seen: Agreement, data: Mapping[str, object]) -> Case:
    """Take the step while the agreement stands as it was seen.

    Raises SomeoneElseWasFaster and what the step raises.
    """
    for left in reversed(range(TRIES)):
        version = _unmoved(app, case_no, seen)
        try:
            return app.do(take, step, case_no, data, version=version)
        except SomeoneElseWasFaster:
            if not left:
                raise
    raise AssertionError(step)


def _unmoved(app: App, case_no: str, seen: Agreement) -> int:
    """The version of the case in which the agreement is as it was seen. Raises SomeoneElseWasFaster."""
    case = app.ask(read_case, case_no)
    version = case.complaint.version
    if row_of(case, seen.no) != seen:
        raise SomeoneElseWasFaster(case_no=case_no, version=version, found=version)
    return version


def save(app: App, case_no: str, seen: Agreement, data: Mapping[str, object]) -> Case:
    """Save the draft while it stands as it was seen. Raises as ``act``."""
    return app.do(save_draft, case_no, data, version=_unmoved(app, case_no, seen))


def attach_scan(app: App, case_no: str, seen: Agreement, name: str, content: bytes) -> tuple[int, Case]:
    """Keep the file with the case as this agreement's scan; once it is signed, it is filed at once.

    Gives its number among the attachments, and the case.
    """
    data = {"name": name, "kind": "scan", "from_whom": "customer", "belongs_to": seen.agr_no or case_no}
    case = app.do(take, Step.ATTACH, case_no, data, content=content)
    number = case.attachments[-1].no
    now = row_of(case, seen.no)
    if now.state in SIGNED:
        case = act(app, Step.FILE_ORIGINAL, case_no, now, {"scan": number})
    return number, case


def compared(
    app: App, case_no: str, older: Agreement, newer: Agreement, data: Mapping[str, object]
) -> AgreementDifference:
    """What ``newer`` says otherwise than ``older``; a draft as it would be issued now with ``data``."""
    if newer.state != AgreementState.DRAFT:
        return app.ask(agreement_difference, case_no, older.no, newer.no)
    return app.look(_with_draft, case_no, older, data)


def _with_draft(
    work: Work, case_no: str, older: Agreement, data: Mapping[str, object]
) -> Callable[[], AgreementDifference]:
    draft = current(drafted(work, case_no, data))
    return lambda: agreement_differences(older, draft)
