"""撤销: one's own entry of the last ten minutes is taken back; it stays in the history, and in no list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from aftersales.domain.case import CASE_ROWS, changed
from aftersales.domain.codes import Clock, Direction, NoticeState, Purpose
from aftersales.domain.errors import BadInput, DomainError, Required
from aftersales.domain.fields import Kind, Part, specs, table_name
from aftersales.domain.records.contact import Contact
from aftersales.domain.records.notice import Notice
from aftersales.domain.records.trail import Attachment
from aftersales.domain.steps import clocks
from aftersales.domain.steps.fulfilling import notice_of, with_notice
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk

UNDO = timedelta(minutes=10)
"""How long one's own entry can be taken back (screens.md, Look and behaviour)."""
Entry = Contact | Attachment | Notice


class NotYourEntry(DomainError):
    """Somebody else made it. Facts: ``by``."""


class TooLateToTakeBack(DomainError):
    """It was made longer ago. Facts: ``minutes``."""


class TakenBackAlready(DomainError):
    """It was taken back before. No facts."""


class EntryInUse(DomainError):
    """Something else in the case rests on it. Facts: ``table``."""


class OthersWentOn(DomainError):
    """Somebody else has worked on the case since. Facts: ``by``."""


def entry_of(case: Case, given: Given) -> Entry:
    """The contact, file or notice that is meant. Raises NoSuchRow, BadInput where none is."""
    extra = given.extra
    if extra.contact is not None:
        return _row(case.contacts, extra.contact, "contact")
    if extra.attachment is not None:
        return _row(case.attachments, extra.attachment, "attachment")
    if extra.notice:
        return notice_of(case, extra.notice)
    raise BadInput([Required(field="contact", step=Step.TAKE_BACK)])


def made_of(entry: Entry) -> tuple[str | None, datetime | None]:
    """Who made the entry and when (UTC); of a notice, who marked it as done."""
    if isinstance(entry, Notice):
        return entry.done_by, entry.done_at
    return entry.created_by, entry.created_at


def may_take_back(case: Case, entry: Entry, desk: Desk) -> None:
    """Raise why this person may not take the entry back now."""
    by, at = made_of(entry)
    standing = entry.state == NoticeState.DONE if isinstance(entry, Notice) else entry.taken_back_at is None
    if not standing:
        raise TakenBackAlready
    if by != desk.login:
        raise NotYourEntry(by=by)
    if at is None or desk.now > at + UNDO:
        raise TooLateToTakeBack(minutes=int(UNDO.total_seconds()) // 60)
    used = _used(case, entry)
    if used:
        raise EntryInUse(table=used)


def take_back(case: Case, given: Given, desk: Desk) -> Case:
    """One's own contact, file or tick of the last ten minutes, on which nothing rests."""
    entry = entry_of(case, given)
    may_take_back(case, entry, desk)
    if isinstance(entry, Notice):
        return with_notice(case, replace(entry, state=NoticeState.ACCEPTED, done_by=None, done_at=None))
    if isinstance(entry, Attachment):
        row = replace(entry, taken_back_at=desk.now)
        return replace(case, attachments=changed(case.attachments, row))
    left = changed(case.contacts, replace(entry, taken_back_at=desk.now))
    return _clocks_anew(replace(case, contacts=left), entry, desk)


def _row(rows: tuple[Contact, ...] | tuple[Attachment, ...], no: int, table: str) -> Contact | Attachment:
    found = next((row for row in rows if row.no == no), None)
    if found is None:
        raise NoSuchRow(table=table, number=str(no))
    return found


# --- what rests on it


def _used(case: Case, entry: Entry) -> str:
    """The table of what rests on the entry, "" if nothing does."""
    if isinstance(entry, Contact):
        return "promise" if entry.promise else ""
    if isinstance(entry, Notice):
        return "refund" if any(row.notice == entry.no for row in case.refunds) else ""
    return next((table_name(type(part)) for part in _parts(case) if entry.no in _files(part)), "")


def _parts(case: Case) -> Iterator[Part]:
    yield case.complaint
    yield case.customer
    for name in CASE_ROWS:
        for row in getattr(case, name):
            if getattr(row, "taken_back_at", None) is None:
                yield row


def _files(part: Part) -> Iterator[int]:
    """The attachments that a record names, in its rows too."""
    for name, spec in specs(type(part)).items():
        value = getattr(part, name)
        if spec.kind == Kind.ROWS:
            for row in value:
                yield from _files(row)
        elif spec.kind == Kind.FILES:
            yield from value
        elif spec.kind == Kind.FILE and value is not None:
            yield value


# --- the clocks that a contact stopped


def _clocks_anew(case: Case, gone: Contact, desk: Desk) -> Case:
    """The clocks that this contact stopped run on, unless another one stops them."""
    for row in case.clocks:
        if row.stopped_at is None or row.stopped_at != gone.at or gone.direction != Direction.OUTGOING:
            continue
        if row.clock == Clock.PROGRESS:
            case = _progress_since(_progress_back(case, row.no, gone), desk)
        elif row.clock in (Clock.FIRST_CONTACT, Clock.FIRST_ANSWER):
            stopped = _stopped_by(case, str(row.clock), desk)
            case = replace(case, clocks=changed(case.clocks, replace(row, stopped_at=stopped)))
    return case


def _stopped_by(case: Case, clock: str, desk: Desk) -> datetime | None:
    """When the first of the contacts that are left stopped this clock."""
    telling = (Purpose.ANSWER, Purpose.PROGRESS)
    left = (
        row.at or desk.now
        for row in case.contacts
        if row.taken_back_at is None
        and row.direction == Direction.OUTGOING
        and (clock == Clock.FIRST_CONTACT or row.purpose in telling)
    )
    return min(left, default=None)


def _progress_back(case: Case, no: int, gone: Contact) -> Case:
    """The clock that the contact began anew ends where it began; the one before it runs on."""
    begun = clocks.running(case, Clock.PROGRESS)
    if begun is None or begun.started_at != gone.at:
        return case
    rows = tuple(
        replace(row, stopped_at=row.started_at)
        if row.no == begun.no
        else replace(row, stopped_at=None)
        if row.no == no
        else row
        for row in case.clocks
    )
    return replace(case, clocks=rows)


def _progress_since(case: Case, desk: Desk) -> Case:
    """The progress runs from the last of the contacts that are left, entered after the one gone."""
    begun = clocks.running(case, Clock.PROGRESS)
    left = [
        row.at
        for row in case.contacts
        if row.at is not None and row.taken_back_at is None and row.direction == Direction.OUTGOING
    ]
    if begun is None or begun.started_at is None or not left or max(left) <= begun.started_at:
        return case
    return clocks.restart(case, desk, Clock.PROGRESS, at=max(left))
