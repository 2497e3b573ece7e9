"""Agreements by where their papers are, the library of clauses, and how two versions of either differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from aftersales.domain.agreements.differences import (
    AgreementDifference,
    Segment,
    agreement_differences,
    differences,
)
from aftersales.domain.codes import Language, State, Whereabouts
from aftersales.domain.dates import from_iso_utc
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.office import Clause
from aftersales.storage.books.clauses import newest, one, versions
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Row, Value, Wire
from aftersales.usecases.clauses import NoSuchClause
from aftersales.usecases.ports import NoSuchCase

Key = tuple[str, int]
"""Case and number of an agreement within it."""


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """A line of the list. ``since``: the moment (UTC) at which the paper came there; ``days``: whole ones."""

    case_no: str
    no: int
    agr_no: str | None
    whereabouts: Whereabouts
    title: str | None
    cust_no: str
    cust_name: str | None
    owner: str | None
    total: int
    perform_by: date | None
    handed_to: str | None
    handed_place: str | None
    original_place: str | None
    since: datetime | None
    days: int

    @property
    def key(self) -> Key:
        """Behind which the next page begins."""
        return self.case_no, self.no


_SIGNED = "a.\"state\" IN ('signed', 'fulfilled') AND a.\"original_place\" IS NULL"
_ISSUED = 'a."state" = \'issued\' AND a."original_place" IS NULL'
_PRINTED = f'{_ISSUED} AND a."printed_at" IS NOT NULL AND a."handed_at" IS NULL'
_DRAFT = f'a."state" = \'draft\' AND a."original_place" IS NULL AND c."state" = \'{State.AGREED}\''
_WHERE = {
    Whereabouts.DRAFT: (_DRAFT, "created_at"),
    Whereabouts.ISSUED: (f'{_ISSUED} AND a."printed_at" IS NULL AND a."handed_at" IS NULL', "issued_at"),
    Whereabouts.PRINTED: (
        f'{_ISSUED} AND a."printed_at" IS NOT NULL AND a."handed_at" IS NULL',
        "printed_at",
    ),
    Whereabouts.HANDED_OVER: (f'{_ISSUED} AND a."handed_at" IS NOT NULL', "handed_at"),
    Whereabouts.SIGNED: (f'{_SIGNED} AND a."scan" IS NULL', "signed_b_on"),
    Whereabouts.SCANNED: (f'{_SIGNED} AND a."scan" IS NOT NULL', "filed_at"),
    Whereabouts.FILED: ('a."original_place" IS NOT NULL AND a."state" <> \'void\'', "filed_at"),
    Whereabouts.VOID: ("a.\"state\" = 'void'", "issued_at"),
}
"""Where a paper is: what the row says then, and since when it is so."""


def _case(told: dict[Whereabouts, str]) -> str:
    whens = " ".join(f"WHEN {_WHERE[place][0]} THEN {what}" for place, what in told.items())
    return f"CASE {whens} END"


_PLACE = _case({place: f"'{place}'" for place in _WHERE})
_SINCE = _case({place: f'a."{column}"' for place, (_, column) in _WHERE.items()})
_OF_CASE = 'FROM "agreement" a JOIN "complaint" c ON c."case_no" = a."case_no"'
_LINE = (
    f'SELECT a."case_no", a."no", a."agr_no", {_PLACE}, c."title", k."cust_no", k."cust_name", c."owner", '
    'a."total", a."perform_by", a."handed_to", a."handed_place", a."original_place", '
    f'{_SINCE} {_OF_CASE} JOIN "customer" k ON {OF_CASE} WHERE '
)


def agreements(
    wire: Wire, whereabouts: str | None = None, limit: int = 50, before: Key | None = None
) -> tuple[AgreementLine, ...]:
    """Agreements whose paper is there (anywhere without ``whereabouts``), the newest cases first.

    A page begins behind the line whose ``key`` is ``before``. The draft of a case that has ended is no paper.
    """
    places = (Whereabouts(whereabouts),) if whereabouts else tuple(_WHERE)
    where, values = " OR ".join(f"({_WHERE[place][0]})" for place in places), list[Value]()
    if before is not None:
        where = f'({where}) AND (a."case_no", a."no") < (?, ?)'
        values += before
    sql = f'{_LINE}({where}) ORDER BY a."case_no" DESC, a."no" DESC LIMIT ?'
    now = wire.now()
    return tuple(_line(row, now) for row in wire.rows(sql, *values, limit))


def _line(row: Row, now: datetime) -> AgreementLine:
    case_no, no, agr_no, place, title, cust_no, cust_name, owner, total, by, to, where, shelf, since = row
    moment = _moment(since)
    return AgreementLine(
        case_no=case_no,
        no=no,
        agr_no=agr_no,
        whereabouts=Whereabouts(place),
        title=title,
        cust_no=cust_no,
        cust_name=cust_name,
        owner=owner,
        total=total,
        perform_by=date.fromisoformat(by) if by else None,
        handed_to=to,
        handed_place=where,
        original_place=shelf,
        since=moment,
        days=max((now - moment).days, 0) if moment else 0,
    )


def _moment(since: str | None) -> datetime | None:
    """A moment; a day begins as the day does in UTC."""
    if not since:
        return None
    return (
        from_iso_utc(since)
        if "T" in since
        else datetime.combine(date.fromisoformat(since), time(), tzinfo=UTC)
    )


def agreement_counts(wire: Wire) -> dict[Whereabouts, int]:
    """How many agreements are where; every place has its number."""
    under_way = (
        f'SELECT {_PLACE} AS "place", count(*) {_OF_CASE} WHERE a."original_place" IS NULL'
        " AND (a.\"state\" <> 'draft' OR c.\"state\" = 'agreed') GROUP BY 1"
    )
    found = {Whereabouts(place): n for place, n in wire.rows(under_way) if place}
    filed = f'SELECT count(*) FROM "agreement" a WHERE {_WHERE[Whereabouts.FILED][0]}'
    return {place: found.get(place, 0) for place in _WHERE} | {Whereabouts.FILED: wire.value(filed)}


def agreement_difference(wire: Wire, case_no: str, older: int, newer: int) -> AgreementDifference:
    """What the agreement ``newer`` of a case says otherwise than ``older``. Raises NoSuchCase."""
    where = 'WHERE "case_no" = ? AND "no" IN (?, ?)'
    rows = {row.no: row for row in fetch(wire, Agreement, where, case_no, older, newer)}
    if {older, newer} - rows.keys():
        raise NoSuchCase(case_no=case_no)
    return agreement_differences(rows[older], rows[newer])


# --- clauses


def clauses_in_force(
    wire: Wire, language: str = Language.ZH_CN, *, retired: bool = False
) -> tuple[Clause, ...]:
    """The newest version of every clause, by key; those retired only if asked for."""
    return tuple(clause for clause in newest(wire, language) if retired or not clause.retired)


def clause_versions(wire: Wire, key: str, language: str = Language.ZH_CN) -> tuple[Clause, ...]:
    """Every version of a clause, the newest first; none for a clause that is not there."""
    return versions(wire, key, language)


def clause_difference(
    wire: Wire, key: str, older: int, newer: int, language: str = Language.ZH_CN
) -> tuple[Segment, ...]:
    """How the text changed from one version to another. Raises NoSuchClause."""
    found = [one(wire, key, language, version) for version in (older, newer)]
    texts = []
    for version, clause in zip((older, newer), found, strict=True):
        if clause is None:
            raise NoSuchClause(key=key, version=version)
        texts.append(clause.text or "")
    return differences(texts[0], texts[1])
