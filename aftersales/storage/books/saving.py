"""Write one step: history first, then customer and rows that differ, the complaint last, by its version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.domain.case import CASE_ROWS, Case, StepTaken
from aftersales.domain.codes import Mark
from aftersales.domain.fields import CaseRow, table_name
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.trail import History, Message
from aftersales.storage.books import search
from aftersales.storage.books.parts import (
    insert_case_row,
    insert_customer,
    stamped,
    update_case_row,
    update_customer,
)
from aftersales.storage.books.standing import standing_customer
from aftersales.storage.codec import Plain, altered, codec
from aftersales.storage.history import changes, changes_text, fingerprint
from aftersales.storage.rows import changed_columns, delete_sql, fetch, insert_sql, update
from aftersales.storage.tables import BY_NAME
from aftersales.storage.telling import OF_OFFICE, run_and_tell
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import SomeoneElseWasFaster

_STANDS = (
    'SELECT (SELECT "id" FROM "complaint" WHERE "case_no" = ?), '
    '(SELECT "version" FROM "complaint" WHERE "case_no" = ?), '
    '(SELECT max("id") FROM "complaint"), '
    '(SELECT max("seq") FROM "history"), '
    '(SELECT "hash" FROM "history" ORDER BY "seq" DESC LIMIT 1)'
)

_OF_ALL = f'{search.FAMILY}SELECT "id", "case_no" FROM "complaint" WHERE "customer" IN (SELECT n FROM family)'
_OF_MERGED = 'WHERE "merged_into" IS NULL AND "cust_no" IN (SELECT "merged_into" FROM "customer")'

_Pair = tuple[CaseRow | None, CaseRow | None]
"""A row of a case as it was and as it is; None where there was or is none."""


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who writes a history row, from which computer."""

    login: str
    station: str


@dataclass(frozen=True)
class _Standing:
    """What the database says before a step: the case's row id and version, the next id, the chain's end."""

    id: int | None
    version: int
    next_id: int
    seq: int
    hash: str


def _standing(wire: Wire, case_no: str) -> _Standing:
    found = wire.row(_STANDS, case_no, case_no)
    assert found is not None  # noqa: S101 - a SELECT without FROM has a row
    id_, version, last_id, seq, head = found
    return _Standing(id_, version or 0, (last_id or 0) + 1, seq or 0, head or "")


def save(wire: Wire, taken: StepTaken, author: Author) -> None:
    """Write a step. Raises SomeoneElseWasFaster, RefusedByDatabase, and what a database raises."""
    before, case_no = taken.before, taken.after.complaint.case_no
    standing = _standing(wire, case_no)
    read = before.complaint.version if before is not None else 0
    if standing.version != read:
        raise SomeoneElseWasFaster(case_no=case_no, version=read, found=standing.version)
    after = _stamped(taken)
    known = _known_customer(wire, before, after)
    rows = tuple(_rows(before, after))
    told = _told_of(taken, after, changes_text(list(_differences(before, after, known, rows))))
    _write_history(wire, told, standing.seq, standing.hash, author)
    _write_customer(wire, known, after.customer)
    for old, new in rows:
        _write_row(wire, case_no, old, new)
    _write_complaint(wire, before, after, standing)
    _count(wire, before, after)
    _make_findable(wire, before, after, standing)
    if known is not None and known != after.customer:
        make_cases_findable(wire, after.customer, but=case_no)
    write_messages(wire, taken.messages, taken.at, taken.actor)


# --- history


def _told_of(taken: StepTaken, after: Case, told: str) -> History:
    before = taken.before
    return History(
        case_no=after.complaint.case_no,
        at=taken.at,
        actor=taken.actor,
        step=str(taken.step),
        from_state=before.complaint.state if before is not None else None,
        to_state=after.complaint.state,
        version=after.complaint.version,
        table_name="complaint",
        row_key=after.complaint.case_no,
        changes=told,
        on_behalf_of=taken.on_behalf_of,
        reason=taken.reason,
    )


def _differences(
    before: Case | None, after: Case, known: Customer | None, rows: tuple[_Pair, ...]
) -> Iterator[dict[str, Plain]]:
    case_no = after.complaint.case_no
    was = before.complaint if before is not None else None
    yield from changes("complaint", case_no, was, after.complaint)
    yield from changes("customer", after.customer.cust_no, known, after.customer)
    for old, new in rows:
        row = new if new is not None else old
        if row is not None:
            yield from changes(table_name(type(row)), f"{case_no}/{row.no}", old, new)


def write_history(wire: Wire, told: History, author: Author) -> None:
    """Add a row to the end of the chain; number, hashes, login and station are set here."""
    seq, head = history_end(wire)
    _write_history(wire, told, seq, head, author)


def history_end(wire: Wire) -> tuple[int, str]:
    """Number and hash of the last row; 0 and "" for a new book."""
    found = wire.row('SELECT "seq", "hash" FROM "history" ORDER BY "seq" DESC LIMIT 1')
    return (found[0], found[1]) if found is not None else (0, "")


def _write_history(wire: Wire, told: History, seq: int, head: str, author: Author) -> None:
    whole = altered(told, seq=seq + 1, prev_hash=head, login=author.login, station=author.station)
    kept = codec(History)
    row = dict(zip(kept.names, kept.encode(whole), strict=True))
    row["hash"] = fingerprint(row)
    word = told.case_no or f"{OF_OFFICE}{told.table_name}"
    run_and_tell(wire, insert_sql("history"), *row.values(), word=word)


# --- rows


def _stamped(taken: StepTaken) -> Case:
    """The case with who made its new rows, and when."""
    case, before = taken.after, taken.before
    told: dict[str, object] = {}
    if before is None:
        told["complaint"] = stamped(case.complaint, taken.at, taken.actor)
    if before is None or before.customer != case.customer:
        told["customer"] = stamped(case.customer, taken.at, taken.actor)
    for name in CASE_ROWS:
        rows: tuple[CaseRow, ...] = getattr(case, name)
        if rows and (before is None or rows is not getattr(before, name)):
            told[name] = tuple(stamped(row, taken.at, taken.actor) for row in rows)
    return replace(case, **told) if told else case  # type: ignore[arg-type]  # names of Case's own fields


def _rows(before: Case | None, after: Case) -> Iterator[_Pair]:
    """Every row of the case that differs."""
    for name in CASE_ROWS:
        old: tuple[CaseRow, ...] = getattr(before, name) if before is not None else ()
        new: tuple[CaseRow, ...] = getattr(after, name)
        if old is not new:
            yield from _pairs(old, new)


def _pairs(old: tuple[CaseRow, ...], new: tuple[CaseRow, ...]) -> Iterator[_Pair]:
    was, now = {row.no: row for row in old}, {row.no: row for row in new}
    for no in sorted(was.keys() | now.keys()):
        if was.get(no) != now.get(no):
            yield was.get(no), now.get(no)


def _write_row(wire: Wire, case_no: str, old: CaseRow | None, new: CaseRow | None) -> None:
    if new is None:
        assert old is not None  # noqa: S101 - a pair has one side
        wire.run(delete_sql(table_name(type(old)), ("case_no", "no")), case_no, old.no)
    elif old is None:
        insert_case_row(wire, case_no, new)
    else:
        update_case_row(wire, case_no, old, new)


def _known_customer(wire: Wire, before: Case | None, after: Case) -> Customer | None:
    """The customer as the database has him; a new case may belong to a known one."""
    cust_no = after.customer.cust_no
    if before is not None and before.customer.cust_no == cust_no:
        return before.customer
    found = fetch(wire, Customer, 'WHERE "cust_no" = ?', cust_no)
    return found[0] if found else None


def _write_customer(wire: Wire, known: Customer | None, customer: Customer) -> None:
    if known is None:
        insert_customer(wire, customer)
    elif known != customer:
        update_customer(wire, known, customer)


def _write_complaint(wire: Wire, before: Case | None, after: Case, standing: _Standing) -> None:
    complaint = after.complaint
    if before is None:
        wire.run(insert_sql("complaint"), standing.next_id, *codec(Complaint).encode(complaint))
        return
    told = changed_columns(before.complaint, complaint)
    read = before.complaint.version
    where: dict[str, Plain] = {"case_no": complaint.case_no, "version": read}
    if not update(wire, BY_NAME["complaint"], told, where):
        raise SomeoneElseWasFaster(case_no=complaint.case_no, version=read, found=standing.version)


# --- what is derived


def counted_state(complaint: Complaint) -> str | None:
    """The state under which a case is counted in lists; None for an imported one that was taken back."""
    return None if Mark.IMPORT_VOID in complaint.marks else str(complaint.state)


def _count(wire: Wire, before: Case | None, after: Case) -> None:
    was = counted_state(before.complaint) if before is not None else None
    now = counted_state(after.complaint)
    if was == now:
        return
    if was is not None:
        wire.run('UPDATE "state_count" SET "n" = "n" - 1 WHERE "state" = ?', was)
    if now is not None and not wire.run('UPDATE "state_count" SET "n" = "n" + 1 WHERE "state" = ?', now):
        wire.run(insert_sql("state_count"), now, 1)


def _make_findable(wire: Wire, before: Case | None, after: Case, standing: _Standing) -> None:
    if before is None:
        search.keep(wire, standing.next_id, _text_of_case(wire, after))
    elif standing.id is not None and search.may_differ(before, after):
        search.keep_again(wire, standing.id, _text_of_case(wire, after))


def _text_of_case(wire: Wire, case: Case) -> str:
    return search.text_of_case(case, search.former_names(wire, case.customer.cust_no))


def make_cases_findable(wire: Wire, customer: Customer, but: str = "") -> None:
    """Let his cases (``but`` one), and those of who was merged into him, be found by what is known of him."""
    if customer.merged_into:
        customer = standing_customer(wire, customer.cust_no) or customer
    former = search.former_names(wire, customer.cust_no)
    for id_, case_no in wire.rows(_OF_ALL, customer.cust_no):
        if case_no != but:
            search.keep_again(wire, id_, _text_of(wire, case_no, customer, former))


def make_merged_findable(wire: Wire) -> None:
    """Let the cases of every customer into whom others were merged be found by the names of all of them."""
    for customer in fetch(wire, Customer, _OF_MERGED):
        make_cases_findable(wire, customer)


def _text_of(wire: Wire, case_no: str, customer: Customer, former: Iterable[str]) -> str:
    complaint = fetch(wire, Complaint, 'WHERE "case_no" = ?', case_no)[0]
    products = fetch(wire, ProductLine, 'WHERE "case_no" = ? ORDER BY "no"', case_no)
    return search.text_of(complaint, customer, products, former)


# --- messages


def write_messages(wire: Wire, messages: Iterable[Message], at: datetime, actor: str) -> None:
    """Write rows of the outbox; a key that exists is left alone."""
    told = {message.key: message for message in messages}
    if not told:
        return
    asked = ", ".join("?" * len(told))
    known = {key for (key,) in wire.rows(f'SELECT "key" FROM "message" WHERE "key" IN ({asked})', *told)}
    new = [stamped(message, at, actor) for key, message in told.items() if key not in known]
    wire.run_many(insert_sql("message"), [codec(Message).encode(message) for message in new])
