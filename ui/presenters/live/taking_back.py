"""撤销: which entry a step made, whether its maker may still take it back, and doing so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeKind
from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.office import Desk
from aftersales.domain.records.contact import Contact
from aftersales.domain.records.notice import Notice
from aftersales.domain.records.trail import Attachment, History
from aftersales.domain.steps.taking_back import may_take_back
from aftersales.domain.workflow import Step
from aftersales.usecases.live.taking_back import take_back
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

Entry = Mapping[str, object]
"""An entry as the step 撤销 names it: ``{"contact": 3}``."""
_MAKES: Mapping[str, str] = {
    Step.CONTACT: "contact",
    Step.PROGRESS_NOTICE: "contact",
    Step.ATTACH: "attachment",
}


@dataclass(frozen=True)
class Made:
    """Entries that were made just now on a case, all by one act."""

    case_no: str
    entries: tuple[Entry, ...]


def made_by(step: str, case: Case, count: int = 1) -> Made | None:
    """What this step has just added to the case; None where it is not to be taken back."""
    table = _MAKES.get(step)
    if table is None:
        return None
    rows: Sequence[Contact | Attachment] = case.contacts if table == "contact" else case.attachments
    new = rows[-count:]
    if any(isinstance(row, Contact) and row.promise for row in new):
        return None
    return Made(case.complaint.case_no, tuple({table: row.no} for row in new))


def made_of(case: Case, entry: Contact | Attachment) -> Made:
    """One entry of the case."""
    table = "contact" if isinstance(entry, Contact) else "attachment"
    return Made(case.complaint.case_no, ({table: entry.no},))


def ticked(step: str, notice: Notice, case_no: str) -> Made | None:
    """The tick that was just set; None where money went out, or nothing was ticked."""
    if step != Step.DONE_NOTICE or notice.kind == NoticeKind.PAY:
        return None
    return Made(case_no, ({"notice": notice.notice_no},))


def undo(
    runner: Runner,
    signed: Signed,
    made: Made,
    done: Callable[[], None],
    refused: Callable[[CodedError], None],
) -> None:
    """Take it back."""
    work = partial(signed.app.do, take_back, made.case_no, made.entries)
    runner.run(work, lambda _: done(), refused)


def entry_of(row: History, case: Case) -> Contact | Attachment | None:
    """The contact or file that this row of history tells of the making of."""
    table = _MAKES.get(row.step)
    if table is None:
        return None
    told: list[dict[str, Any]] = json.loads(row.changes)
    number = next((item["key"].rpartition("/")[2] for item in told if item["table"] == table), "")
    rows: Sequence[Contact | Attachment] = case.contacts if table == "contact" else case.attachments
    return next((each for each in rows if str(each.no) == number), None)


def still_mine(entry: Contact | Attachment, case: Case, history: Sequence[History], desk: Desk) -> bool:
    """Whether this person may take the entry back now: nobody else has gone on since."""
    others = (
        row.version is not None and row.actor != desk.login and row.at and row.at > entry.created_at
        for row in history
        if entry.created_at is not None
    )
    try:
        may_take_back(case, entry, desk)
    except DomainError:
        return False
    return not any(others)
