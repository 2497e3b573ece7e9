"""What an import asks of the books: rows taken before, batches, customers and products on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aftersales.domain.codes import Mark
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Batch, Product
from aftersales.domain.records.trail import ImportBatch
from aftersales.domain.text import compare_key
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchImport

VOID = f'%"{Mark.IMPORT_VOID}"%'
"""The marks of a case whose import was taken back are like this."""
_AT_ONCE = 500
"""So many values stand in one question: SQLite takes 999 on old builds."""


def taken_before(wire: Wire, identities: Iterable[str]) -> Mapping[str, str]:
    """Of these identities those whose case was not taken back: identity → case number."""
    sql = (
        'SELECT r."identity", r."case_no" FROM "import_row" r '
        'JOIN "complaint" c ON c."case_no" = r."case_no" WHERE c."marks" NOT LIKE ? '
        'AND r."identity" IN ({signs})'
    )
    found: dict[str, str] = {}
    for some in _in_parts(identities):
        found.update(wire.rows(sql.format(signs=_signs(some)), VOID, *some))
    return found


def batch(wire: Wire, batch_no: int) -> ImportBatch:
    """The batch. Raises NoSuchImport."""
    found = fetch(wire, ImportBatch, 'WHERE "batch_no" = ?', batch_no)
    if not found:
        raise NoSuchImport(batch_no=batch_no)
    return found[0]


def cases_of(wire: Wire, batch_no: int) -> tuple[str, ...]:
    """Numbers of the batch's cases that were not taken back, in the order of their rows."""
    sql = 'SELECT "case_no" FROM "complaint" WHERE "import_batch" = ? AND "marks" NOT LIKE ? ORDER BY "id"'
    return tuple(case_no for (case_no,) in wire.rows(sql, batch_no, VOID))


def customers_alike(wire: Wire, names: Iterable[str], usccs: Iterable[str]) -> tuple[Customer, ...]:
    """Customers with one of these names in any writing, or codes, and into whom they merged."""
    found = {**_having(wire, "name_key", map(compare_key, names)), **_having(wire, "uscc", usccs)}
    while into := {one.merged_into for one in found.values() if one.merged_into} - set(found):
        found |= _having(wire, "cust_no", sorted(into))
    return tuple(found[cust_no] for cust_no in sorted(found))


def _having(wire: Wire, column: str, values: Iterable[str]) -> dict[str, Customer]:
    return {
        customer.cust_no: customer
        for some in _in_parts(values)
        for customer in fetch(wire, Customer, f'WHERE "{column}" IN ({_signs(some)})', *some)
    }


def products(wire: Wire, codes: Iterable[str]) -> Mapping[str, Product]:
    """Of these codes of products, those that are on file."""
    return {
        product.code: product
        for some in _in_parts(codes)
        for product in fetch(wire, Product, f'WHERE "code" IN ({_signs(some)})', *some)
    }


def batches(wire: Wire, codes: Iterable[str]) -> Mapping[tuple[str, str], Batch]:
    """The batches on file of these codes of products, by code and number."""
    return {
        (batch.product, batch.batch_no): batch
        for some in _in_parts(codes)
        for batch in fetch(wire, Batch, f'WHERE "product" IN ({_signs(some)})', *some)
    }


def _in_parts(values: Iterable[str]) -> Iterator[Sequence[str]]:
    kept = tuple(dict.fromkeys(value for value in values if value))
    for begin in range(0, len(kept), _AT_ONCE):
        yield kept[begin : begin + _AT_ONCE]


def _signs(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
