"""Importing complaints from elsewhere: a batch is taken whole, known again, and can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from aftersales.domain.codes import ImportState, Role, State
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.fields import specs
from aftersales.domain.forms import NOTHING, Given
from aftersales.domain.reading import empty
from aftersales.domain.records.complaint import Complaint, Event
from aftersales.domain.records.customer import Customer, Phone
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.trail import ColumnMap, ImportBatch, Message, RefusedRow
from aftersales.domain.steps import intake
from aftersales.domain.steps.taking import begin, take
from aftersales.domain.text import clean
from aftersales.domain.workflow import Step
from aftersales.usecases.registering import caller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aftersales.domain import checks
    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk, Office
    from aftersales.usecases.work import Work

NOTE = "note"
"""What a sheet says that has no field of ours: an event of the case, never the customer's words."""
TEXTS = frozenset({"verbatim", "title", "symptom", NOTE})
"""What makes a row a complaint: refused here, the row is refused."""
IMPORT, UNDO = "import", "undo_import"
"""How the history names what was done to a batch."""


class AlreadyUndone(DomainError):
    """This import was taken back before. Facts: ``batch_no``."""


class NothingToUndo(DomainError):
    """Every case of this import has been accepted, or it brought none. Facts: ``batch_no``, ``accepted``."""


class Hint(Protocol):
    """What a person should know of a sheet or of a row that is taken: a code and its facts."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


class ComingRow(Protocol):
    """A row that can be taken, as exchange reads it: values by our field names, the original as JSON."""

    @property
    def row_no(self) -> int: ...
    @property
    def values(self) -> Mapping[str, object]: ...
    @property
    def raw(self) -> str: ...
    @property
    def identity(self) -> str: ...
    @property
    def hints(self) -> Sequence[Hint]: ...


class TurnedAway(Protocol):
    """A row that is not taken, and why."""

    @property
    def row_no(self) -> int: ...
    @property
    def reason(self) -> DomainError: ...


class Coming(Protocol):
    """What a file gives: every row stands in one of the two."""

    @property
    def rows(self) -> Sequence[ComingRow]: ...
    @property
    def refused(self) -> Sequence[TurnedAway]: ...
    @property
    def mapping(self) -> Mapping[str, str | None]: ...
    @property
    def file_name(self) -> str: ...
    @property
    def file_sha256(self) -> str: ...
    @property
    def hints(self) -> Sequence[Hint]: ...


class ComingCases(Coming, Protocol):
    """Complaints of a file; ``source`` is what their external numbers belong to."""

    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken, its number in the sheet, and why."""

    row_no: int
    reason: DomainError


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import brought; ``batch_no`` is None for a trial.

    ``kept_as_text`` are the rows of which a value stands in the note, because a rule refuses it.
    """

    batch_no: int | None
    taken: int
    known: int
    refused: tuple[Refusal, ...]
    kept_as_text: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What taking an import back did; ``accepted`` are the cases that stay, because work on them began."""

    batch_no: int
    voided: int
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class _Fresh:
    """A row that is new and fits the rules, and which of its values stand in the note because they do not."""

    row: ComingRow
    given: Given
    left: tuple[str, ...]


def preview(work: Work, coming: ComingCases) -> Imported:
    """What ``import_cases`` would do; nothing is written."""
    fresh, known, refused = _examined(work, coming, work.desk())
    return _told(None, fresh, known, refused)


def import_cases(work: Work, coming: ComingCases, *, map_name: str | None = None) -> Imported:
    """Take every row that is new, in one transaction; a row that was taken before is known and left alone.

    Cases stand as REGISTERED with origin import and their own numbers (``DR-3-0042``); what is due at 登记 is
    asked at 接收. The customer is found by telephone, or new; of one who is known only gaps are filled. A
    value that a rule refuses goes to the note, in the words of its cell. ``map_name`` keeps the map of
    columns for ``--map``. Raises what the database says no with: then nothing was taken.
    """
    name = clean(map_name, specs(ImportBatch)["map_name"].limit, field="map_name") if map_name else None
    desk = work.desk()
    fresh, known, refused = _examined(work, coming, desk)
    found = _told(work.books.next_number("import"), fresh, known, refused)
    batch = _batch(coming, found, name)
    work.books.put_record(batch, step=IMPORT, at=work.now)
    for number, one in enumerate(fresh, 1):
        _saved(work, batch, number, one, desk)
    work.books.messages(_digest(batch, desk))
    return found


def undo_import(work: Work, batch_no: int) -> Undone:
    """Mark the batch's cases that nobody accepted: they leave the lists, and their rows may come again.

    Raises ``NoSuchImport``, ``AlreadyUndone``, ``NothingToUndo``, ``NotForYou``.
    """
    batch = work.books.import_batch(batch_no)
    if batch.state == ImportState.VOID:
        raise AlreadyUndone(batch_no=batch_no)
    cases = work.books.imported_cases(batch_no)
    accepted = tuple(case_no for case_no in cases if not _voided(work, case_no))
    if len(accepted) == len(cases):
        raise NothingToUndo(batch_no=batch_no, accepted=len(accepted))
    work.books.put_record(replace(batch, state=ImportState.VOID), step=UNDO, at=work.now)
    return Undone(batch_no=batch_no, voided=len(cases) - len(accepted), accepted=accepted)


def _voided(work: Work, case_no: str) -> bool:
    """Whether the case was still waiting, and is marked now."""
    case = work.books.case(case_no)
    if case.complaint.state != State.REGISTERED:
        return False
    work.save(*take(Step.VOID_IMPORT, case, NOTHING, work.desk()))
    return True


# --- before anything is written


def _examined(work: Work, coming: ComingCases, desk: Desk) -> tuple[list[_Fresh], int, list[Refusal]]:
    """The new rows that fit the rules, how many are known, and every row that is not taken."""
    taken = work.books.imported(row.identity for row in coming.rows)
    refused = [Refusal(row.row_no, row.reason) for row in coming.refused]
    fresh: list[_Fresh] = []
    for row in coming.rows:
        if row.identity in taken:
            continue
        try:
            fresh.append(_fitted(row, coming, desk))
        except DomainError as reason:
            refused.append(Refusal(row.row_no, reason))
    return fresh, len(taken), sorted(refused, key=lambda one: one.row_no)


def _told(batch_no: int | None, fresh: Sequence[_Fresh], known: int, refused: Iterable[Refusal]) -> Imported:
    moved = tuple(one.row.row_no for one in fresh if one.left)
    return Imported(
        batch_no=batch_no, taken=len(fresh), known=known, refused=tuple(refused), kept_as_text=moved
    )


def _fitted(row: ComingRow, coming: ComingCases, desk: Desk) -> _Fresh:
    """The row as the rule of 登记 takes it; a value that the rule refuses is told in the note instead."""
    values, left = dict(row.values), list[str]()
    while True:
        note = "\n".join(filter(None, (str(values.get(NOTE, "")), *_cells(row, coming, left))))
        try:
            given = _given(values, note, coming.file_name)
            intake.take_in(intake.blank(Customer()), given, desk)
        except BadField as problem:
            name = _field_of(problem)
            if name not in values or name in TEXTS:
                raise
            values.pop(name)
            left.append(name)
        else:
            return _Fresh(row, given, tuple(left))


def _field_of(problem: BadField) -> str:
    """The field that is refused, without its table and row: ``product_line.1.qty_bad`` → ``qty_bad``."""
    return str(problem.facts["field"]).split(".")[-1]


def _cells(row: ComingRow, coming: ComingCases, names: Iterable[str]) -> Iterator[str]:
    """What the sheet says in the columns of these fields, under its own headings."""
    cells: dict[str, object] = json.loads(row.raw)
    for name in names:
        for column, field in coming.mapping.items():
            if field == name and cells.get(column) not in (None, ""):
                yield f"{column}：{cells[column]}"


_PART_OF: Mapping[str, type[Complaint | Customer | ProductLine]] = {
    name: part for part in (ProductLine, Customer, Complaint) for name in specs(part)
}


def _given(values: Mapping[str, object], note: str, source: str) -> Given:
    """The values of a row as they would be given for 登记."""
    told: dict[Any, dict[str, Any]] = {Complaint: {}, Customer: {}, ProductLine: {}}
    for name, value in values.items():
        if name != NOTE:
            told[_PART_OF[name]][name] = value
    if "phones" in told[Customer]:
        told[Customer]["phones"] = stored_phones(told[Customer]["phones"])
    if note:
        told[Complaint]["events"] = (Event(fact=note, source=source[: specs(Event)["source"].limit]),)
    lines = (told.pop(ProductLine),)
    return Given(told, {ProductLine: lines if lines[0] else ()})


def stored_phones(found: Iterable[checks.Phone]) -> tuple[Phone, ...]:
    """The numbers of a cell as a customer's record has them. Raises ``TooLong``."""
    limit = specs(Phone)["number"].limit
    return tuple(
        Phone(number=clean(phone.number, limit, field="customer.phones"), kind=phone.kind) for phone in found
    )


# --- what is written


def _batch(coming: ComingCases, found: Imported, map_name: str | None) -> ImportBatch:
    limit = specs(ColumnMap)["column"].limit
    return ImportBatch(
        batch_no=found.batch_no or 0,
        file_name=coming.file_name[: specs(ImportBatch)["file_name"].limit],
        file_sha256=coming.file_sha256,
        source=coming.source,
        mapping=tuple(ColumnMap(column=c[:limit], field=f or "") for c, f in coming.mapping.items()),
        taken=found.taken,
        known=found.known,
        refused=tuple(RefusedRow(row_no=one.row_no, reason=reason_text(one.reason)) for one in found.refused),
        map_name=map_name,
    )


def reason_text(reason: DomainError) -> str:
    """Why a row was refused, as the batch keeps it: JSON of code and facts, the code where that is long."""
    told = json.dumps({"error": reason.code, "facts": reason.facts}, ensure_ascii=False, default=str)
    return told if len(told) <= specs(RefusedRow)["reason"].limit else json.dumps({"error": reason.code})


def _saved(work: Work, batch: ImportBatch, number: int, one: _Fresh, desk: Desk) -> None:
    """One case: history, rows, search, and the row that it came from. Nobody is told of each."""
    case = _numbered(work, batch, number, one.given)
    given = _filling_gaps(one.given, case.customer)
    taken = begin(case, given, desk, intake.take_in)
    work.save(replace(taken, messages=()))
    number_of_case = taken.after.complaint.case_no
    work.books.put_import_row(one.row.identity, batch.batch_no, number_of_case, one.row.row_no, one.row.raw)


def _numbered(work: Work, batch: ImportBatch, number: int, given: Given) -> Case:
    customer = caller(work, given)
    blank = intake.blank(customer)
    numbers = intake.telling(given.of(Customer).get("phones", ()))
    before = work.books.cases_with_phone(numbers, 100) if numbers else ()
    complaint = replace(
        blank.complaint,
        case_no=f"DR-{batch.batch_no}-{number:04d}",
        customer=customer.cust_no,
        import_batch=batch.batch_no,
        recur_no=len(before) + 1,
    )
    return replace(blank, complaint=complaint)


def _filling_gaps(given: Given, customer: Customer) -> Given:
    """What the sheet says of a customer who is known: only what the office does not know yet."""
    told = given.of(Customer)
    kept = {name: value for name, value in told.items() if empty(getattr(customer, name))}
    if "phones" in told and "phones" not in kept:
        kept["phones"] = intake.joined(customer.phones, told["phones"])
    return replace(given, values={**given.values, Customer: kept})


def _digest(batch: ImportBatch, desk: Desk) -> tuple[Message, ...]:
    """One message a service person for the whole batch, none where it brought no case."""
    if not batch.taken:
        return ()
    facts = {"batch_no": batch.batch_no, "taken": batch.taken, "file": batch.file_name, "by": desk.login}
    return tuple(
        Message(
            key=f"import:{batch.batch_no}:{login}",
            kind=IMPORT,
            recipient=login,
            facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
            due_at=desk.now,
            created_at=desk.now,
            created_by=desk.login,
        )
        for login in _service(desk.office)
        if login != desk.login
    )


def _service(office: Office) -> Iterator[str]:
    return (person.login for person in office.active(Role.SERVICE))
