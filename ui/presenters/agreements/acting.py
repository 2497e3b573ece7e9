"""Doing a verb on one agreement; what happens in its case meanwhile matters only where it is this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from aftersales.app import App
from aftersales.domain.agreements.differences import AgreementDifference, agreement_differences
from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.steps.agreeing import current
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.workflow import Step
from aftersales.storage.queries.agreements import agreement_difference
from aftersales.storage.queries.case import read_case, read_office
from aftersales.usecases.drafting import drafted, save_draft
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work
from ui.presenters.agreements.draft import Typed
from ui.presenters.step_fields import Question

TRIES = 5
"""So often somebody else may be faster in the same case before it is told."""
SIGNED = (AgreementState.SIGNED, AgreementState.FULFILLED)


@dataclass(frozen=True)
class Seen:
    """An agreement as it was looked at, in this version of its case."""

    case_no: str
    version: int
    row: Agreement


@dataclass(frozen=True)
class Sent:
    """A verb that was sent: the agreement that it is done to, what its draft asked, what was typed then."""

    step: str
    case_no: str
    row: Agreement
    questions: tuple[Question, ...] = ()
    typed: Typed = field(default_factory=Typed)


def row_of(case: Case, no: int) -> Agreement:
    """The agreement of this number in the case. Raises NoSuchRow."""
    for row in case.agreements:
        if row.no == no:
            return row
    raise NoSuchRow(table="agreement", number=str(no))


def named(step: str, row: Agreement) -> Mapping[str, str]:
    """What the form of a step has to know of the agreement that it is opened from."""
    return {"agreement": str(row.no)} if step == Step.FILE_ORIGINAL else {}


def act(app: App, step: str, seen: Seen, data: Mapping[str, object]) -> Case:
    """Take the step while the agreement stands as it was seen; what I took from there is answered again.

    Raises SomeoneElseWasFaster and what the step raises.
    """
    with suppress(SomeoneElseWasFaster):
        return app.do(take, step, seen.case_no, data, version=seen.version)
    for left in reversed(range(TRIES)):
        version = _unmoved(app, seen)
        try:
            return app.do(take, step, seen.case_no, data, version=version)
        except SomeoneElseWasFaster:
            if not left:
                raise
    raise AssertionError(step)


def _unmoved(app: App, seen: Seen) -> int:
    """The version of the case in which the agreement is as it was seen. Raises SomeoneElseWasFaster."""
    case = app.ask(read_case, seen.case_no)
    found = case.complaint.version
    if row_of(case, seen.row.no) != seen.row:
        raise SomeoneElseWasFaster(case_no=seen.case_no, version=seen.version, found=found)
    return found


def note_printed(app: App, seen: Seen) -> Case:
    """It came out of a printer, in the office's minute: a desk's clock may be ahead. Raises as ``act``."""
    now, office = app.ask(lambda wire: (app.clock or wire.now(), read_office(wire)))
    printed_at = f"{now.astimezone(office.zone):%Y-%m-%d %H:%M}"
    return act(app, Step.HAND_OVER_AGREEMENT, seen, {"printed_at": printed_at})


def save(app: App, seen: Seen, data: Mapping[str, object]) -> Case:
    """Save the draft while it stands as it was seen. Raises as ``act``."""
    with suppress(SomeoneElseWasFaster):
        return app.do(save_draft, seen.case_no, data, version=seen.version)
    return app.do(save_draft, seen.case_no, data, version=_unmoved(app, seen))


def attach_scan(app: App, case_no: str, seen: Agreement, name: str, content: bytes) -> tuple[int, Case]:
    """Keep the file with the case as this agreement's scan; once it is signed, it is filed at once.

    Gives its number among the attachments, and the case.
    """
    data = {"name": name, "kind": "scan", "from_whom": "customer", "belongs_to": seen.agr_no or case_no}
    case = app.do(take, Step.ATTACH, case_no, data, content=content)
    kept = sha256(content).hexdigest()
    number = next(row.no for row in reversed(case.attachments) if row.sha256 == kept)
    now = row_of(case, seen.no)
    if now.state in SIGNED and now.scan != number:
        seen_now = Seen(case_no, case.complaint.version, now)
        case = act(app, Step.FILE_ORIGINAL, seen_now, {"agreement": seen.no, "scan": number})
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
