"""Customers: by telephone or name while one speaks, and the whole file by anything that is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.domain.workflow import OPEN_STATES
from aftersales.storage.books.phones import phone_key
from aftersales.storage.books.standing import STANDS
from aftersales.storage.queries.cases import FAMILY, VOID
from aftersales.storage.queries.pinyin import spelled
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_NEWEST = 'ORDER BY "created_at" DESC, "cust_no" DESC LIMIT ?'
SHORTEST_TAIL = 3
"""So many digits of a telephone number are looked for at its end; one more, anywhere in it."""
_AT_ONCE = 400
_TOO_MANY = 3_000
"""After so many rows of history the index is read anew rather than brought up to date."""


def customers_by_phone(wire: Wire, numbers: Iterable[str], limit: int = 20) -> tuple[Customer, ...]:
    """Customers, not merged away, one of whose numbers is one of these; newest first."""
    keys = tuple(dict.fromkeys(phone_key(number) for number in numbers if number))
    if not keys:
        return ()
    where = (
        'WHERE "merged_into" IS NULL AND "cust_no" IN (SELECT "cust_no" FROM "customer_phone" '
        f'WHERE "number_key" IN ({", ".join("?" * len(keys))})) {_NEWEST}'
    )
    return tuple(fetch(wire, Customer, where, *keys, limit))


def customers_by_name(wire: Wire, typed: str, limit: int = 20) -> tuple[Customer, ...]:
    """Customers, not merged away, whose name holds what was typed, in any writing of it; newest first.

    A name that begins with it comes before one that holds it further on. Percent signs are plain text.
    """
    key = compare_key(typed)
    if not key or "\x00" in key:
        return ()
    place = "instr" if wire.engine == "sqlite" else "strpos"
    where = (
        f'WHERE "merged_into" IS NULL AND {place}("name_key", ?) > 0 ORDER BY {place}("name_key", ?), '
        '"created_at" DESC, "cust_no" DESC LIMIT ?'
    )
    return tuple(fetch(wire, Customer, where, key, key, limit))


# --- the file of customers


@dataclass(frozen=True, kw_only=True)
class CustomerFilter:
    """Which customers; "" is no condition. ``text``: name in any writing, pinyin, telephone, number.

    A page begins after the customer with the number ``after``.
    """

    text: str = ""
    cust_type: str = ""
    region: str = ""
    limit: int = 60
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class CustomerLine:
    """A line of the list: the customer, how many cases he and those merged into him have, running ones."""

    customer: Customer
    cases: int = 0
    running: int = 0

    @property
    def cust_no(self) -> str:
        """His number."""
        return self.customer.cust_no


@dataclass(frozen=True, kw_only=True)
class CustomersFound:
    """A page of customers, newest first; ``total``: how many there are that fit; every region on file."""

    lines: tuple[CustomerLine, ...]
    total: int
    regions: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """What a customer is found by."""

    cust_no: str
    name_key: str
    cust_type: str
    region: str
    phones: tuple[str, ...]


class CustomerIndex:
    """What customers are found by, in the memory of one desk; each question brings it up to date first.

    History says who has changed since, so nothing is stored and nothing goes stale. One lane at a time.
    """

    def __init__(self) -> None:
        self._seq = -1
        self._known: dict[str, _Entry] = {}
        self._order: list[_Entry] = []

    def find(self, wire: Wire, wanted: CustomerFilter) -> CustomersFound:
        """The page of customers that are wanted; those merged into others are left out."""
        self._bring_up_to_date(wire)
        fits = _fitting(wanted)
        found = [entry for entry in self._order if fits(entry)]
        after = _sorting(wanted.after) if wanted.after else None
        page = [entry for entry in found if after is None or _sorting(entry.cust_no) < after][: wanted.limit]
        regions = sorted({entry.region for entry in self._order if entry.region})
        lines = _lines(wire, [entry.cust_no for entry in page])
        return CustomersFound(lines=lines, total=len(found), regions=tuple(regions))

    def _bring_up_to_date(self, wire: Wire) -> None:
        end: int = wire.value('SELECT max("seq") FROM "history"') or 0
        if end == self._seq:
            return
        if 0 <= self._seq < end < self._seq + _TOO_MANY:
            self._read_again(wire, _touched_since(wire, self._seq))
        else:
            self._known = {entry.cust_no: entry for entry in _entries(wire, "")}
        self._order = sorted(self._known.values(), key=lambda one: _sorting(one.cust_no), reverse=True)
        self._seq = end

    def _read_again(self, wire: Wire, numbers: Sequence[str]) -> None:
        for number in numbers:
            self._known.pop(number, None)
        for some in _in_parts(numbers):
            where = f'AND k."cust_no" IN ({_signs(some)})'
            self._known |= {entry.cust_no: entry for entry in _entries(wire, where, *some)}


def _sorting(cust_no: str) -> tuple[int, str]:
    """Newest last: numbers grow, also by a digit."""
    return len(cust_no), cust_no


def _touched_since(wire: Wire, seq: int) -> list[str]:
    """The customers that history speaks of after this row, also by way of their cases."""
    sql = (
        'SELECT "row_key" FROM "history" WHERE "seq" > ? AND "table_name" = \'customer\' UNION '
        f'SELECT {STANDS} FROM "history" h JOIN "complaint" c ON c."case_no" = h."case_no" '
        'WHERE h."seq" > ?'
    )
    return [number for (number,) in wire.rows(sql, seq, seq)]


def _entries(wire: Wire, where: str, *numbers: str) -> list[_Entry]:
    merged = 'WHERE k."merged_into" IS NULL'
    phones: dict[str, list[str]] = {}
    sql = 'SELECT p."cust_no", p."number_key" FROM "customer_phone" p JOIN "customer" k '
    for number, key in wire.rows(f'{sql} ON k."cust_no" = p."cust_no" {merged} {where}', *numbers):
        phones.setdefault(number, []).append(key)
    rows = wire.rows(
        f'SELECT k."cust_no", k."name_key", k."cust_type", k."region" FROM "customer" k {merged} {where}',
        *numbers,
    )
    return [
        _Entry(no, key or "", kind or "", region or "", tuple(phones.get(no, ())))
        for no, key, kind, region in rows
    ]


def _fitting(wanted: CustomerFilter) -> Callable[[_Entry], bool]:
    """Whether an entry fits everything that is wanted."""
    named = _named(wanted.text)

    def fits(entry: _Entry) -> bool:
        return (
            (not wanted.cust_type or entry.cust_type == wanted.cust_type)
            and (not wanted.region or entry.region == wanted.region)
            and named(entry)
        )

    return fits


def _named(typed: str) -> Callable[[_Entry], bool]:
    """Whether what was typed is in the name, spells it, or is a telephone number's or the number's part."""
    key = compare_key(typed)
    if not key:
        return lambda _: True
    pattern = spelled(typed)
    digits = phone_key(typed) if re.fullmatch(r"[\d+\-()]+", key) else ""

    def fits(entry: _Entry) -> bool:
        if key in entry.name_key or key in entry.cust_no.casefold():
            return True
        if digits and any(_holds(phone, digits) for phone in entry.phones):
            return True
        return pattern is not None and pattern.search(entry.name_key) is not None

    return fits


def _holds(phone: str, digits: str) -> bool:
    if len(digits) > SHORTEST_TAIL:
        return digits in phone
    return len(digits) == SHORTEST_TAIL and phone.endswith(digits)


def _lines(wire: Wire, numbers: Sequence[str]) -> tuple[CustomerLine, ...]:
    """These customers as lines, in this order."""
    if not numbers:
        return ()
    counts: dict[str, tuple[int, int]] = {}
    records: dict[str, Customer] = {}
    for some in _in_parts(numbers):
        where = f'WHERE "cust_no" IN ({_signs(some)})'
        records |= {one.cust_no: one for one in fetch(wire, Customer, where, *some)}
        counts |= _counts(wire, some)
    return tuple(_line(records[number], counts.get(number)) for number in numbers if number in records)


def _counts(wire: Wire, heads: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How many cases each of these has with those merged into him, and how many running ones."""
    found: dict[str, tuple[int, int]] = {}
    rows = wire.rows(f"{FAMILY.format(signs=_signs(heads))} SELECT n, head FROM family", *heads)
    head_of: dict[str, str] = dict(rows)
    for some in _in_parts(list(head_of)):
        for number, cases, running in wire.rows(_COUNT.format(signs=_signs(some)), *OPEN_STATES, VOID, *some):
            before = found.get(head_of[number], (0, 0))
            found[head_of[number]] = before[0] + cases, before[1] + running
    return found


_COUNT = (
    'SELECT "customer", count(*), '
    f'CAST(sum(CASE WHEN "state" IN ({", ".join("?" * len(OPEN_STATES))}) THEN 1 ELSE 0 END) AS BIGINT) '
    'FROM "complaint" WHERE "marks" NOT LIKE ? AND "customer" IN ({signs}) GROUP BY "customer"'
)


def _line(customer: Customer, counted: tuple[int, int] | None) -> CustomerLine:
    cases, running = counted or (0, 0)
    return CustomerLine(customer=customer, cases=cases, running=running)


def _in_parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[begin : begin + _AT_ONCE] for begin in range(0, len(values), _AT_ONCE))


def _signs(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
