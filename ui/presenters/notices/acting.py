"""Doing a verb on one notice; what others do to the same case meanwhile matters only where it is this one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeKind
from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.records.notice import Notice
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.steps.ticking import NoticeMoved
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import LARGEST_FILE, EmptyAttachment, take
from ui.presenters.notices.slips import Look, Slip

TRIES = 5
"""So often somebody else may be faster in the same case before it is told."""


def act(
    app: App, step: str, seen: Notice, case_no: str, data: Mapping[str, object], version: int | None = None
) -> Case:
    """Take the step while the notice stands as it was seen; ``version``: of the case, when it was seen.

    Raises NoticeMoved and what the step raises.
    """
    if version is not None:  # what was taken from there, its answer lost on the way, is answered
        with suppress(SomeoneElseWasFaster):
            return app.do(take, step, case_no, data, version=version)
    for left in reversed(range(TRIES)):
        case = app.ask(read_case, case_no)
        now = notice_of(case, seen.notice_no)
        if _stands(now) != _stands(seen):
            raise NoticeMoved(notice_no=now.notice_no, state=now.state)
        try:
            return app.do(take, step, case_no, data, version=case.complaint.version)
        except SomeoneElseWasFaster:
            if not left:
                raise
    raise AssertionError(step)


def _stands(row: Notice) -> tuple[object, ...]:
    """How far it is; urging it, or looking after it, changes nothing of that."""
    parts = tuple(part.qty for part in row.progress)
    return row.state, row.accepted_by, row.done_by, row.reissued_as, parts


@dataclass(frozen=True)
class Confirmed:
    """How confirming several went: how many were, and the first refusal of another."""

    done: int
    refused: CodedError | None = None


def confirm_all(app: App, slips: Iterable[Slip]) -> Confirmed:
    """Confirm each; one that may not be confirmed by this person stays, and the first reason is told."""
    done, refused = 0, None
    for slip in slips:
        try:
            act(app, Step.CONFIRM_NOTICE, slip.notice, slip.line.case_no, {"notice": slip.number})
        except DomainError as error:
            refused = refused or error
        else:
            done += 1
    return Confirmed(done, refused)


def kind_of(look: Look, step: str) -> str:
    """What a picture that is pasted now is: the signed slip, a voucher, or a photo of what was done."""
    if look.behalf:
        return "slip"
    return "receipt" if look.notice.kind == NoticeKind.PAY and step == Step.DONE_NOTICE else "photo"


def attach(app: App, look: Look, name: str, kind: str, content: bytes) -> tuple[int, str]:
    """Keep the file with the case as this notice's; its number and name."""
    data = {"name": name, "kind": kind, "from_whom": "office", "belongs_to": look.slip.number}
    case = app.do(take, Step.ATTACH, look.slip.line.case_no, data, content=content)
    same = (hashlib.sha256(content).hexdigest(), kind, look.slip.number)
    rows = (row for row in case.attachments if not row.gone and row.created_by == app.login)
    kept = [row for row in rows if (row.sha256, row.kind, row.belongs_to) == same]
    return max(kept, key=lambda row: (row.name == name, row.no)).no, name  # attached before: not the last


def content_of(file: Path) -> bytes:
    """The bytes of a file that is to be attached. Raises EmptyAttachment where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EmptyAttachment(field="attachment.name") from error
