"""One unit of work on the books: everything inside is one transaction, the only writer of its moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from aftersales.domain.case import Case, StepTaken
from aftersales.domain.dates import iso_utc
from aftersales.domain.fields import Record, table_name
from aftersales.domain.office import Office
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import Clause
from aftersales.domain.records.product import Batch, Product
from aftersales.domain.records.trail import History, ImportBatch, Message
from aftersales.storage import accounts, presence
from aftersales.storage.books import clauses, imports
from aftersales.storage.books.files import put_file, read_file
from aftersales.storage.books.office import OFFICE_COUNTER, OfficeShelf, read_office
from aftersales.storage.books.parts import insert_customer, key_of, stamped, update_customer
from aftersales.storage.books.phones import phone_key
from aftersales.storage.books.precedents import approval_precedents
from aftersales.storage.books.reading import read_case, read_customer
from aftersales.storage.books.saving import (
    Author,
    history_end,
    make_cases_findable,
    save,
    write_history,
    write_messages,
)
from aftersales.storage.books.standing import standing_customer
from aftersales.storage.codec import codec
from aftersales.storage.database import Store
from aftersales.storage.history import changes, changes_text
from aftersales.storage.rows import changed_columns, fetch, insert_sql, update
from aftersales.storage.tables import BY_RECORD
from aftersales.storage.tables.whole import OFFICE_TABLES
from aftersales.storage.telling import OF_OFFICE, tell
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import Precedent

_FAMILY_OF = """
WITH RECURSIVE up(n) AS (
    {some}
    UNION SELECT k."merged_into" FROM "customer" k JOIN up ON k."cust_no" = up.n
        WHERE k."merged_into" IS NOT NULL
), family(n) AS (
    SELECT n FROM up
    UNION SELECT k."cust_no" FROM "customer" k JOIN family ON k."merged_into" = family.n
)"""
FAMILY = _FAMILY_OF.format(some="SELECT CAST(? AS TEXT)")
"""The beginning of a query by a customer's number: ``family`` is everybody who is one customer with him."""
_APPROVED = (
    FAMILY
    + """
SELECT CAST(COALESCE(SUM(p."authority_value"), 0) AS BIGINT)
FROM "complaint" c JOIN "proposal" p ON p."case_no" = c."case_no"
WHERE c."customer" IN (SELECT n FROM family) AND p."state" = 'approved' AND p."approved_at" >= ?"""
)
_CALLED_BEFORE = """"cust_no" IN (
    WITH RECURSIVE up(n) AS (
        SELECT "merged_into" FROM "customer" WHERE "merged_into" IS NOT NULL AND "cust_name" = ?
        UNION SELECT k."merged_into" FROM "customer" k JOIN up ON k."cust_no" = up.n
            WHERE k."merged_into" IS NOT NULL
    ) SELECT n FROM up) AND """
_NEXT = 'UPDATE "counter" SET "value" = "value" + 1 WHERE "name" = ? RETURNING "value"'
_OFFICE_RECORDS = frozenset(table.record for table in OFFICE_TABLES)


class SqlBooks:
    """The books inside one transaction. Implements ``aftersales.usecases.ports.Books``."""

    def __init__(self, wire: Wire, station: str, shelf: OfficeShelf) -> None:
        self._wire = wire
        self._author = Author(login=wire.me, station=station)
        self._shelf = shelf
        self._unsettled = False

    @property
    def me(self) -> str:
        """The login under which this unit of work writes."""
        return self._wire.me

    def now(self) -> datetime:
        """The office's clock, UTC."""
        return self._wire.now()

    def office(self) -> Office:
        """The office with all its settings; what this unit of work itself changed is not kept for others."""
        return read_office(self._wire) if self._unsettled else self._shelf.office(self._wire)

    def case(self, case_no: str) -> Case:
        """The case with all its rows. Raises NoSuchCase."""
        return read_case(self._wire, case_no)

    def save(self, taken: StepTaken) -> None:
        """Write a step. Raises SomeoneElseWasFaster, RefusedByDatabase."""
        save(self._wire, taken, self._author)

    def others_since(self, case_no: str, at: datetime) -> str | None:
        """Somebody else who has taken a step on the case after this moment, None if nobody has."""
        sql = (
            'SELECT "actor" FROM "history" WHERE "case_no" = ? AND "version" IS NOT NULL'
            ' AND "at" > ? AND "actor" <> ? ORDER BY "version" LIMIT 1'
        )
        other: str | None = self._wire.value(sql, case_no, iso_utc(at), self.me)
        return other

    def next_number(self, name: str) -> int:
        """The next value of the counter, from 1; given back if the unit of work fails."""
        value: int | None = self._wire.value(_NEXT, name)
        if value is None:
            self._wire.run(insert_sql("counter"), name, 1)
            return 1
        return value

    def customer(self, cust_no: str) -> Customer:
        """The customer. Raises NoSuchCustomer."""
        return read_customer(self._wire, cust_no)

    def standing_customer(self, cust_no: str) -> Customer:
        """The record that stands for this customer, however often he was merged. Raises NoSuchCustomer."""
        return standing_customer(self._wire, cust_no) or read_customer(self._wire, cust_no)

    def customer_with_phone(self, numbers: Iterable[str], name: str | None = None) -> Customer | None:
        """The newest customer, not merged away, with one of these telephones (and of this name).

        One merged into another is that other: his name counts after the names of those who stand.
        """
        keys = _phone_keys(numbers)
        for called in ("",) if name is None else ('"cust_name" = ? AND ', _CALLED_BEFORE):
            where = (
                f'WHERE {called}"merged_into" IS NULL AND "cust_no" IN '
                f'(SELECT "cust_no" FROM "customer_phone" WHERE "number_key" IN ({_signs(keys)})) '
                'ORDER BY "created_at" DESC, "cust_no" DESC LIMIT 1'
            )
            named = () if name is None else (name,)
            if keys and (found := fetch(self._wire, Customer, where, *named, *keys)):
                return found[0]
        return None

    def approved_value(self, cust_no: str, since: datetime) -> int:
        """Sum (分) of the authority value of this customer's approved proposals since then."""
        return approved_since(self._wire, cust_no, since)

    def precedents(self, case: Case) -> tuple[Precedent, ...]:
        """Other cases in which the like was approved, the most alike first."""
        return approval_precedents(self._wire, case)

    def cases_with_phone(self, numbers: Iterable[str], limit: int) -> tuple[str, ...]:
        """Numbers of the newest cases of customers, merged or not, with one of these telephone numbers."""
        keys = _phone_keys(numbers)
        if not keys:
            return ()
        having = f'SELECT "cust_no" FROM "customer_phone" WHERE "number_key" IN ({_signs(keys)})'
        sql = (
            f'{_FAMILY_OF.format(some=having)} SELECT "case_no" FROM "complaint" '
            'WHERE "customer" IN (SELECT n FROM family) AND "marks" NOT LIKE ? ORDER BY "id" DESC LIMIT ?'
        )
        return tuple(case_no for (case_no,) in self._wire.rows(sql, *keys, imports.VOID, limit))

    def put_record(self, record: Record, *, step: str, reason: str | None = None, at: datetime) -> None:
        """Insert or update a record of the office, with its history row first; an equal one is left alone."""
        table = BY_RECORD[type(record)]
        key = dict(zip(table.key, key_of(record), strict=True))
        where = " AND ".join(f'"{name}" = ?' for name in key)
        before = next(iter(fetch(self._wire, type(record), f"WHERE {where}", *key.values())), None)
        after = stamped(record, at, self.me)
        if before == after:
            return
        self._tell(before, after, "/".join(map(str, key.values())), step, reason, at)
        self._put(before, after, key)
        if table.record in _OFFICE_RECORDS:
            self.next_number(OFFICE_COUNTER)
            self._unsettled = True

    def _tell(
        self, before: Record | None, after: Record, key: str, step: str, reason: str | None, at: datetime
    ) -> None:
        name = table_name(type(after))
        told = History(
            at=at,
            actor=self.me,
            step=str(step),
            table_name=name,
            row_key=key,
            changes=changes_text(changes(name, key, before, after)),
            reason=reason,
        )
        write_history(self._wire, told, self._author)

    def _put(self, before: Record | None, after: Record, key: Mapping[str, str | int]) -> None:
        if isinstance(after, Customer):
            self._put_customer(before, after)
        elif before is None:
            self._wire.run(insert_sql(table_name(type(after))), *codec(type(after)).encode(after))
        else:
            update(self._wire, BY_RECORD[type(after)], changed_columns(before, after), key)

    def _put_customer(self, before: Record | None, after: Customer) -> None:
        if isinstance(before, Customer):
            update_customer(self._wire, before, after)
            make_cases_findable(self._wire, after)
        else:
            insert_customer(self._wire, after)

    def note(
        self,
        step: str,
        *,
        table: str,
        key: str,
        at: datetime,
        case_no: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Add a history row that changes nothing: a print, an export. ``table`` and ``key`` say of what."""
        told = History(
            case_no=case_no,
            at=at,
            actor=self.me,
            step=str(step),
            table_name=table,
            row_key=key,
            reason=reason,
        )
        write_history(self._wire, told, self._author)

    def put_file(self, content: bytes) -> str:
        """Keep bytes; the same bytes are kept once. Returns their sha256 in hex."""
        return put_file(self._wire, content)

    def file(self, sha256: str) -> bytes:
        """The bytes kept under this fingerprint. Raises NoSuchFile."""
        return read_file(self._wire, sha256)

    def clauses(self, language: str) -> tuple[Clause, ...]:
        """The newest version of every clause in a language, those retired too, in the order of their keys."""
        return clauses.newest(self._wire, language)

    def clause(self, key: str, language: str, version: int) -> Clause | None:
        """One version of a clause, None if there is none."""
        return clauses.one(self._wire, key, language, version)

    def clauses_by(self, language: str, step: str) -> frozenset[str]:
        """The keys of the clauses whose newest version this step made."""
        return clauses.made_by(self._wire, language, step)

    def imported(self, identities: Iterable[str]) -> Mapping[str, str]:
        """Of these identities of imported rows, those that stand in the books: identity → case number."""
        return imports.taken_before(self._wire, identities)

    def import_batch(self, batch_no: int) -> ImportBatch:
        """The batch. Raises NoSuchImport."""
        return imports.batch(self._wire, batch_no)

    def imported_cases(self, batch_no: int) -> tuple[str, ...]:
        """Numbers of the batch's cases that were not taken back, in the order of their rows."""
        return imports.cases_of(self._wire, batch_no)

    def customers_alike(self, names: Iterable[str], usccs: Iterable[str]) -> tuple[Customer, ...]:
        """Customers with one of these names in any writing, or codes, and into whom they merged."""
        return imports.customers_alike(self._wire, names, usccs)

    def products(self, codes: Iterable[str]) -> Mapping[str, Product]:
        """Of these codes of products, those that are on file."""
        return imports.products(self._wire, codes)

    def batches(self, codes: Iterable[str]) -> Mapping[tuple[str, str], Batch]:
        """The batches on file of these codes of products, by code and number."""
        return imports.batches(self._wire, codes)

    def put_import_row(self, identity: str, batch_no: int, case_no: str, row_no: int, raw: str) -> None:
        """Note which row of which file a case came from; one taken again points to its new case."""
        told: dict[str, str | int] = {
            "batch_no": batch_no,
            "case_no": case_no,
            "row_no": row_no,
            "raw_text": raw,
        }
        where = ", ".join(f'"{name}" = ?' for name in told)
        if not self._wire.run(
            f'UPDATE "import_row" SET {where} WHERE "identity" = ?', *told.values(), identity
        ):
            self._wire.run(insert_sql("import_row"), identity, *told.values())

    def history_head(self) -> str:
        """The hash of the last history row, "" for a new book."""
        return history_end(self._wire)[1]

    def create_login(self, login: str, password: str, *, admin: bool) -> bool:
        """Let a person in; whether with this password. Raises WeakPassword, RefusedByDatabase."""
        return accounts.create_login(self._wire, login, password, admin=admin)

    def set_password(self, login: str, password: str) -> None:
        """Give a login another password. Raises WeakPassword, NoSuchLogin, RefusedByDatabase."""
        accounts.set_password(self._wire, login, password)

    def disable_login(self, login: str) -> None:
        """Let a login in no more. Raises NoSuchLogin, RefusedByDatabase."""
        accounts.disable(self._wire, login)

    def messages(self, messages: Iterable[Message]) -> None:
        """Write rows of the outbox; a key that exists is left alone."""
        write_messages(self._wire, messages, self.now(), self.me)
        tell(self._wire, f"{OF_OFFICE}message")

    def read_messages(self, keys: Iterable[str], at: datetime) -> int:
        """Mark messages to me as read; how many were not yet."""
        asked = tuple(keys)
        sql = (
            'UPDATE "message" SET "done_at" = ? WHERE "recipient" = ? AND "done_at" IS NULL '
            f'AND "key" IN ({_signs(asked)})'
        )
        read = self._wire.run(sql, iso_utc(at), self.me, *asked) if asked else 0
        if read:
            tell(self._wire, f"{OF_OFFICE}message")
        return read

    def be_present(self, case_no: str, field: str | None, at: datetime) -> None:
        """I have this case before me; whatever else I had at this computer is past."""
        presence.come(self._wire, self._author.station, case_no, field, at)

    def be_gone(self) -> None:
        """I have no case before me at this computer."""
        presence.go(self._wire, self._author.station)

    def act(self, key: str) -> tuple[str, str] | None:
        """What my act of this key said, and its case."""
        found = self._wire.row(
            'SELECT "told", "case_no" FROM "act" WHERE "key" = ? AND "login" = ?', key, self.me
        )
        return (found[0], found[1]) if found is not None else None

    def keep_act(self, key: str, told: str, case_no: str, at: datetime) -> None:
        """My act of this key is done with this unit of work."""
        self._wire.run(insert_sql("act"), key, self.me, told, case_no, iso_utc(at))


def approved_since(wire: Wire, cust_no: str, since: datetime) -> int:
    """Sum (分) of the authority value of this customer's proposals approved since (UTC), merged or not."""
    value: int = wire.value(_APPROVED, cust_no, iso_utc(since))
    return value


def _phone_keys(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phone_key(number) for number in numbers if number))


def _signs(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


@contextmanager
def open_books(store: Store, me: str, station: str, shelf: OfficeShelf | None = None) -> Iterator[SqlBooks]:
    """One unit of work: committed at the end, given back whole on any error. See ``Store.writing``.

    ``station``: this computer's short name, for history; ``shelf``: the process's own, kept between calls.
    """
    with store.writing(me) as wire:
        store.must_stand_as_opened(wire)
        yield SqlBooks(wire, station, shelf or OfficeShelf())
