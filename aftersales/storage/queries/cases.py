"""The list of cases: newest first, a page at a time by key, filtered by anything a person filters by."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from aftersales.domain.dates import iso_utc
from aftersales.domain.limits import PAUSED_BY_HOLD
from aftersales.domain.workflow import ENDED_STATES
from aftersales.storage.books.search import Sought, sought
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.orm import SQLITE
from aftersales.storage.wire import Row, Value, Wire

NEWEST = 20_000
"""On PostgreSQL a search for common terms looks through so many of the newest cases before the index."""
FEW = 2_000
"""So few cases are looked through one by one; so few expected hits are asked of the server's index."""
VOID = '%"import_void"%'
ENDED = ", ".join(f"'{state}'" for state in ENDED_STATES)
"""The states in which nothing waits any more, as a list in SQL."""


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A line of the list. ``due_at``: the earliest end of an open clock; moments are UTC."""

    id: int
    case_no: str
    title: str | None
    state: str
    severity: str
    nature: str
    cust_no: str
    cust_name: str | None
    owner: str | None
    channel: str | None
    registered_at: datetime | None
    due_at: datetime | None
    round_no: int
    version: int
    urgent: bool
    confidential: bool
    marks: tuple[str, ...]
    product: str | None
    batch_no: str | None


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """Which cases: every condition that is said must hold; a page begins after the line of id ``after``.

    ``owners``: theirs or nobody's; ``overdue_at``: an open clock ended by then (UTC); ``batch``: a product's.
    ``customer``: his cases, and those of everybody merged into him.
    """

    states: tuple[str, ...] = ()
    owner: str | None = None
    owners: tuple[str, ...] = ()
    overdue_at: datetime | None = None
    batch: str | None = None
    customer: str | None = None
    severity: str | None = None
    department: str | None = None
    registered_from: datetime | None = None
    registered_until: datetime | None = None
    text: str = ""
    import_batch: int | None = None
    limit: int = 50
    after: int | None = None


_PAUSED = ", ".join(f"'{clock}'" for clock in sorted(PAUSED_BY_HOLD))


def runs_on(clock: str, case: str) -> str:
    """The condition that no hold stops the clock; both are aliases in the statement."""
    return f'({case}."held_at" IS NULL OR {clock}."clock" NOT IN ({_PAUSED}))'


_LINE = f"""
SELECT c."id", c."case_no", c."title", c."state", c."severity", c."nature", k."cust_no", k."cust_name",
    c."owner", c."channel", c."registered_at",
    (SELECT min(t."due_at") FROM "case_clock" t
        WHERE t."case_no" = c."case_no" AND t."stopped_at" IS NULL AND {runs_on("t", "c")}),
    c."round_no", c."version", c."urgent", c."confidential", c."marks",
    (SELECT l."product" FROM "product_line" l WHERE l."case_no" = c."case_no" ORDER BY l."no" LIMIT 1),
    (SELECT l."batch_no" FROM "product_line" l WHERE l."case_no" = c."case_no" ORDER BY l."no" LIMIT 1)
FROM "complaint" c JOIN "customer" k ON {OF_CASE}
WHERE c."id" IN ({{ids}}) ORDER BY c."id" DESC"""


FAMILY = """
WITH RECURSIVE family(head, n) AS (
    SELECT "cust_no", "cust_no" FROM "customer" WHERE "cust_no" IN ({signs})
    UNION SELECT family.head, k."cust_no" FROM "customer" k JOIN family ON k."merged_into" = family.n
)"""
"""Each of these customers as ``head``, with everybody merged into him, also by way of another, as ``n``."""


def family(wire: Wire, cust_no: str) -> tuple[str, ...]:
    """The customer, and everybody merged into him: they count as one."""
    rows = wire.rows(f"{FAMILY.format(signs='?')} SELECT n FROM family", cust_no)
    return (cust_no, *sorted(number for (number,) in rows if number != cust_no))


@dataclass
class _Where:
    """Conditions joined by AND, and their values in order."""

    said: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def add(self, condition: str, *values: Value) -> None:
        self.said.append(condition)
        self.values += values

    @property
    def sql(self) -> str:
        return " AND ".join(self.said)


def case_lines(wire: Wire, wanted: CaseFilter | None = None) -> tuple[CaseLine, ...]:
    """The page of cases that are wanted, newest first; cases of an import taken back are hidden."""
    wanted = wanted or CaseFilter()
    terms = sought(wanted.text)
    if terms is not None and terms.impossible:
        return ()
    ids = _ids(wire, wanted, terms)
    if not ids:
        return ()
    rows = wire.rows(_LINE.format(ids=", ".join("?" * len(ids))), *ids)
    return tuple(_line(row) for row in rows)


def lines_now(wire: Wire, wanted: Callable[[datetime], CaseFilter]) -> tuple[datetime, tuple[CaseLine, ...]]:
    """The moment, and the page of cases that are wanted at it: one question instead of two."""
    now = wire.now()
    return now, case_lines(wire, wanted(now))


def counted(wire: Wire, wanted: CaseFilter, most: int) -> int:
    """How many cases are wanted; ``most`` where there are as many or more."""
    terms = sought(wanted.text)
    if terms is not None and terms.impossible:
        return 0
    return len(_ids(wire, replace(wanted, limit=most, after=None), terms))


_NAMES = tuple(item.name for item in fields(CaseLine))


def _line(row: Row) -> CaseLine:
    """A line of a row whose columns stand in the order of its fields, without a constructor's assignments."""
    line = object.__new__(CaseLine)
    told = line.__dict__
    told.update(zip(_NAMES, row, strict=True))
    told["registered_at"], told["due_at"] = moment(told["registered_at"]), moment(told["due_at"])
    told["urgent"], told["confidential"] = bool(told["urgent"]), bool(told["confidential"])
    told["marks"] = tuple(json.loads(told["marks"])) if told["marks"] != "[]" else ()
    return line


def moment(text: str | None) -> datetime | None:
    """The moment of a column."""
    return None if text is None else datetime.fromisoformat(text)


# --- which ids


def _ids(wire: Wire, wanted: CaseFilter, terms: Sought | None) -> list[int]:
    where = _conditions(wire, wanted)
    if terms is None:
        return _listed(wire, wanted, where)
    if _is_few(wire, wanted):
        return _scanned(wire, wanted, where, terms)
    search = _searched_in_file if wire.engine == SQLITE else _searched_on_server
    return search(wire, wanted, where, terms)


def _conditions(wire: Wire, wanted: CaseFilter) -> _Where:
    where = _Where()
    where.add('c."marks" NOT LIKE ?', VOID)
    for column in ("owner", "severity", "import_batch"):
        value = getattr(wanted, column)
        if value is not None:
            where.add(f'c."{column}" = ?', value)
    _of_whom(wire, wanted, where)
    if wanted.batch is not None:
        lines = 'SELECT l."case_no" FROM "product_line" l WHERE l."batch_no" = ?'
        where.add(f'c."case_no" IN ({lines})', wanted.batch)
    if wanted.overdue_at is not None:
        where.add(_overdue(wire, wanted.overdue_at), iso_utc(wanted.overdue_at))
    if wanted.department is not None:
        where.add(
            'EXISTS (SELECT 1 FROM "notice" n WHERE n."case_no" = c."case_no" AND n."department" = ?)',
            wanted.department,
        )
    if wanted.registered_from is not None:
        where.add('c."registered_at" >= ?', iso_utc(wanted.registered_from))
    if wanted.registered_until is not None:
        where.add('c."registered_at" < ?', iso_utc(wanted.registered_until))
    if wanted.after is not None:
        where.add('c."id" < ?', wanted.after)
    return where


def _of_whom(wire: Wire, wanted: CaseFilter, where: _Where) -> None:
    if wanted.customer is not None:
        his = family(wire, wanted.customer)
        where.add(f'c."customer" IN ({", ".join("?" * len(his))})', *his)
    if wanted.owners:
        signs = ", ".join("?" * len(wanted.owners))
        where.add(f'(c."owner" IN ({signs}) OR c."owner" IS NULL)', *map(str, wanted.owners))


_ENDED = (
    'FROM "case_clock" t JOIN "complaint" h ON h."case_no" = t."case_no" '
    f'WHERE t."stopped_at" IS NULL AND t."due_at" <= ? AND {runs_on("t", "h")}'
)


def _overdue(wire: Wire, at: datetime) -> str:
    """Few are found by the index of open clocks; where there are many, the newest cases hold them."""
    found = wire.value(f"SELECT count(*) FROM (SELECT 1 {_ENDED} LIMIT ?) AS few", iso_utc(at), FEW + 1)
    if found <= FEW:
        return f'c."case_no" IN (SELECT t."case_no" {_ENDED})'
    return (
        '(SELECT min(t."due_at") FROM "case_clock" t '
        f'WHERE t."case_no" = c."case_no" AND t."stopped_at" IS NULL AND {runs_on("t", "c")}) <= ?'
    )


def _of_states(wanted: CaseFilter, where: _Where) -> _Where:
    if not wanted.states:
        return where
    signs = ", ".join("?" * len(wanted.states))
    said = [*where.said, f'c."state" IN ({signs})']
    return _Where(said, [*where.values, *map(str, wanted.states)])


def _numbers(rows: list[Row]) -> list[int]:
    return [row[0] for row in rows]


def _listed(wire: Wire, wanted: CaseFilter, where: _Where) -> list[int]:
    """The newest of each state by its index, then the newest of these: flat, however many cases there are."""
    select = f'SELECT c."id" FROM "complaint" c WHERE {where.sql}'
    if not wanted.states:
        return _numbers(wire.rows(f'{select} ORDER BY c."id" DESC LIMIT ?', *where.values, wanted.limit))
    found: list[int] = []
    for state in wanted.states:
        sql = f'{select} AND c."state" = ? ORDER BY c."id" DESC LIMIT ?'
        found += _numbers(wire.rows(sql, *where.values, str(state), wanted.limit))
    return sorted(found, reverse=True)[: wanted.limit]


def _is_few(wire: Wire, wanted: CaseFilter) -> bool:
    """Whether an index beside the search narrows the cases to few."""
    for column in ("customer", "owner", "import_batch"):
        value = getattr(wanted, column)
        if value is not None:
            sql = f'SELECT count(*) FROM (SELECT 1 FROM "complaint" WHERE "{column}" = ? LIMIT ?) AS few'
            if wire.value(sql, value, FEW + 1) <= FEW:
                return True
    if not wanted.states:
        return False
    signs = ", ".join("?" * len(wanted.states))
    sql = f'SELECT CAST(COALESCE(SUM("n"), 0) AS BIGINT) FROM "state_count" WHERE "state" IN ({signs})'
    return bool(wire.value(sql, *map(str, wanted.states)) <= FEW)


def _holding(wire: Wire, terms: Sought) -> _Where:
    place = "instr" if wire.engine == SQLITE else "strpos"
    return _Where([f'{place}(s."text", ?) > 0'] * len(terms.terms), list(terms.terms))


def _scanned(wire: Wire, wanted: CaseFilter, where: _Where, terms: Sought) -> list[int]:
    every, holding = _of_states(wanted, where), _holding(wire, terms)
    sql = (
        'SELECT c."id" FROM "complaint" c JOIN "search_text" s ON s."id" = c."id" '
        f'WHERE {every.sql} AND {holding.sql} ORDER BY c."id" DESC LIMIT ?'
    )
    return _numbers(wire.rows(sql, *every.values, *holding.values, wanted.limit))


def _searched_in_file(wire: Wire, wanted: CaseFilter, where: _Where, terms: Sought) -> list[int]:
    """CROSS JOIN keeps SQLite from turning the search around; it gives row ids newest first by itself."""
    every = _of_states(wanted, where)
    first = "" if wanted.after is None else "AND w.rowid < ?"
    sql = (
        'SELECT w.rowid FROM "search_words" w CROSS JOIN "complaint" c ON c."id" = w.rowid '
        f'WHERE "search_words" MATCH ? {first} AND {every.sql} ORDER BY w.rowid DESC LIMIT ?'
    )
    key = () if wanted.after is None else (wanted.after,)
    return _numbers(wire.rows(sql, terms.match(), *key, *every.values, wanted.limit))


def _searched_on_server(wire: Wire, wanted: CaseFilter, where: _Where, terms: Sought) -> list[int]:
    """Rare terms are asked of the index; common ones stand in the newest cases, read until full."""
    every, holding = _of_states(wanted, where), _holding(wire, terms)
    if _expected(wire, terms) > FEW:
        last: int = wire.value('SELECT max("id") FROM "search_text"') or 0
        begin = min(last, wanted.after or last) - NEWEST
        found = _newest_on_server(wire, every, holding, begin, wanted)
        if len(found) == wanted.limit or begin <= 0:
            return found
    sql = (
        'WITH found AS MATERIALIZED (SELECT s."id" FROM "search_text" s '
        f'WHERE s."words" @@ CAST(? AS tsquery) AND {holding.sql}) '
        f'SELECT c."id" FROM found JOIN "complaint" c ON c."id" = found."id" WHERE {every.sql} '
        'ORDER BY c."id" DESC LIMIT ?'
    )  # MATERIALIZED: found whole before it is sorted, or the newest are walked through one by one
    return _numbers(wire.rows(sql, terms.tsquery(), *holding.values, *every.values, wanted.limit))


def _expected(wire: Wire, terms: Sought) -> int:
    """How many texts the server's statistics expect to hold the terms; a guess that only chooses the way."""
    sql = 'EXPLAIN (FORMAT JSON) SELECT 1 FROM "search_text" WHERE "words" @@ CAST(? AS tsquery)'
    return int(wire.value(sql, terms.tsquery())[0]["Plan"]["Plan Rows"])


def _newest_on_server(
    wire: Wire, every: _Where, holding: _Where, begin: int, wanted: CaseFilter
) -> list[int]:
    """OFFSET 0 keeps the narrow table in front: the wide one is read only where the text fits."""
    before = "" if wanted.after is None else 'AND s."id" < ?'
    key = () if wanted.after is None else (wanted.after,)
    sql = (
        'SELECT c."id" FROM (SELECT s."id" FROM "search_text" s '
        f'WHERE s."id" > ? {before} AND {holding.sql} ORDER BY s."id" DESC OFFSET 0) AS near '
        f'JOIN "complaint" c ON c."id" = near."id" WHERE {every.sql} ORDER BY near."id" DESC LIMIT ?'
    )
    return _numbers(wire.rows(sql, begin, *key, *holding.values, *every.values, wanted.limit))
