"""Who is on the telephone: the customer, his cases, what he was promised, the last word; and his batch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.codes import PromiseState, State
from aftersales.domain.records.contact import Contact, Promise
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Batch, Product
from aftersales.domain.workflow import ENDED_STATES
from aftersales.storage.books.standing import standing_customer
from aftersales.storage.queries.cases import ENDED, VOID, CaseFilter, CaseLine, case_lines, family
from aftersales.storage.queries.customers import customers_by_phone
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_OF_HIM = 'FROM "complaint" WHERE "customer" IN ({his}) AND "marks" NOT LIKE ?'
"""His cases, those of imports taken back left out: the customer and who is merged into him, then VOID."""
_HIS = f'WHERE "case_no" IN (SELECT "case_no" {_OF_HIM})'
_RUNNING = f'{_HIS[:-1]} AND "state" NOT IN ({ENDED}))'
_COUNT = f'SELECT "state", count(*) {_OF_HIM} GROUP BY "state"'
SHOWN = 5
"""So many cases and promises are shown beside the form."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """A known customer: how many ``cases``, ``running`` ones; ``open`` newest first, promises by due time."""

    customer: Customer
    cases: int
    running: int
    open: tuple[CaseLine, ...]
    promises: tuple[Promise, ...]
    last: Contact | None


def known_caller(wire: Wire, numbers: Iterable[str]) -> Caller | None:
    """The newest customer with one of these telephone numbers; None for a stranger."""
    found = customers_by_phone(wire, numbers, 1)
    return _caller(wire, found[0]) if found else None


def _caller(wire: Wire, customer: Customer) -> Caller:
    number = customer.cust_no
    his = family(wire, number)
    signs = ", ".join("?" * len(his))
    states = tuple(state for state in State if state not in ENDED_STATES)
    counted: dict[str, int] = dict(wire.rows(_COUNT.format(his=signs), *his, VOID))
    promises = fetch(
        wire,
        Promise,
        f'{_RUNNING.format(his=signs)} AND "state" = ? ORDER BY "due_at" LIMIT ?',
        *his,
        VOID,
        str(PromiseState.OPEN),
        SHOWN,
    )
    newest = f'{_HIS.format(his=signs)} AND "taken_back_at" IS NULL ORDER BY "at" DESC LIMIT 1'
    last = fetch(wire, Contact, newest, *his, VOID)
    return Caller(
        customer=customer,
        cases=sum(counted.values()),
        running=sum(counted.get(state, 0) for state in states),
        open=case_lines(wire, CaseFilter(customer=number, states=states, limit=SHOWN)),
        promises=tuple(promises),
        last=last[0] if last else None,
    )


def caller_numbered(wire: Wire, cust_no: str) -> Caller | None:
    """The customer who stands for this number, as if he had called; None where there is none."""
    found = standing_customer(wire, cust_no)
    return _caller(wire, found) if found is not None else None


@dataclass(frozen=True, kw_only=True)
class KnownBatch:
    """What was complained about before under a batch number: product, size, day of make, how many cases.

    Of a batch that was never complained about, what the file of products says.
    """

    batch_no: str
    product: str | None
    spec: str | None
    produced_on: str | None
    cases: int
    newest: tuple[str, ...]
    """The numbers of the newest cases."""


def known_batches(wire: Wire, batches: Iterable[str]) -> tuple[KnownBatch, ...]:
    """What is known of each of these batch numbers; those that nothing is known of are left out."""
    found = (_batch(wire, batch) for batch in dict.fromkeys(batches) if batch and "\x00" not in batch)
    return tuple(each for each in found if each is not None)


_BATCH = """
SELECT l."product", l."spec", l."produced_on", l."case_no" FROM "product_line" l
JOIN "complaint" c ON c."case_no" = l."case_no"
WHERE l."batch_no" = ? AND c."marks" NOT LIKE ? ORDER BY c."id" DESC"""


def _batch(wire: Wire, batch: str) -> KnownBatch | None:
    rows = wire.rows(_BATCH, batch, VOID)
    if not rows:
        return _on_file(wire, batch)
    numbers = tuple(dict.fromkeys(row[3] for row in rows))
    told = [next((row[at] for row in rows if row[at]), None) for at in range(3)]
    return KnownBatch(
        batch_no=batch,
        product=told[0],
        spec=told[1],
        produced_on=told[2],
        cases=len(numbers),
        newest=numbers[:SHOWN],
    )


def _on_file(wire: Wire, number: str) -> KnownBatch | None:
    """What the file of products says of a batch, where only one product has it."""
    found = fetch(wire, Batch, 'WHERE "batch_no" = ?', number)
    if len(found) != 1:
        return None
    product = fetch(wire, Product, 'WHERE "code" = ?', found[0].product)[0]
    made = found[0].produced_on
    return KnownBatch(
        batch_no=number,
        product=product.name,
        spec=product.specs[0] if len(product.specs) == 1 else None,
        produced_on=made.isoformat() if made else None,
        cases=0,
        newest=(),
    )


@dataclass(frozen=True)
class Numbered:
    """An agreement or a notice: ``kind`` says which table; its number and its case."""

    kind: str
    number: str
    case_no: str
    state: str


def numbered_papers(wire: Wire, typed: str, limit: int = 5) -> tuple[Numbered, ...]:
    """Agreements and notices in whose number the typed text stands, newest first; needs four characters."""
    text = "".join(typed.split()).upper()
    if not _A_NUMBER.fullmatch(text):
        return ()
    place = "instr" if wire.engine == "sqlite" else "strpos"
    found: list[Numbered] = []
    for table, column in (("agreement", "agr_no"), ("notice", "notice_no")):
        sql = (
            f'SELECT "{column}", "case_no", "state" FROM "{table}" '
            f'WHERE "{column}" IS NOT NULL AND {place}("{column}", ?) > 0 ORDER BY "{column}" DESC LIMIT ?'
        )
        found += [Numbered(table, *row) for row in wire.rows(sql, text, limit)]
    return tuple(found)


_A_NUMBER = re.compile(r"(?=.*\d)[0-9A-Z-]{4,40}")
"""From four characters on a text may be a part of an agreement's or a notice's number."""


def office_time(wire: Wire) -> datetime:
    """What the office's clock says (UTC)."""
    return wire.now()


def products_on_sale(wire: Wire) -> tuple[Product, ...]:
    """Every product that is still sold, by name: what a product's name is completed from."""
    return tuple(fetch(wire, Product, 'WHERE "active" <> 0 ORDER BY "name"'))
