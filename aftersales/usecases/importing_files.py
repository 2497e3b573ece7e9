"""Importing the files of customers and products: what is on file is brought up to the sheet."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from aftersales.domain.checks import BadCompanyCode, read_uscc
from aftersales.domain.codes import Role
from aftersales.domain.errors import DomainError
from aftersales.domain.fields import specs
from aftersales.domain.policy import NotForYou
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Batch, Product
from aftersales.domain.steps import intake
from aftersales.domain.steps.intake import digits, joined
from aftersales.domain.text import compare_key
from aftersales.usecases.customers import joined_with
from aftersales.usecases.importing import Refusal, stored_phones
from aftersales.usecases.registering import customer_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aftersales.usecases.importing import Coming
    from aftersales.usecases.work import Work

CUSTOMERS, PRODUCTS = "import_customers", "import_products"
"""How the history names what was done."""
Became = Literal["made", "changed", "known"]
_FATES: tuple[Became, ...] = ("made", "changed", "known")
"""What is told of a row that brought two records: the first that holds of one."""


@dataclass(frozen=True, kw_only=True)
class FileImported:
    """How many records are new, changed, or known as they are; and every row that was not taken."""

    made: int
    changed: int
    known: int
    refused: tuple[Refusal, ...]


def import_customers(work: Work, coming: Coming, *, dry_run: bool = False) -> FileImported:
    """Bring the customer file up to a sheet, in one transaction; the same sheet again changes nothing.

    A customer is known by 统一社会信用代码, else by name together with a number that both have, else by name
    alone where only one has it and one of the two has no number, or where neither has one; one merged into
    another is that other. What the sheet says goes onto the record, numbers and 关怀备注 beside those that
    are there; under the name of one who was merged into it only what it lacks. ``dry_run`` writes nothing.
    Raises ``NotForYou`` for whoever is neither administrator nor leader.
    """
    _must_be_in_charge(work, CUSTOMERS)
    told = [row.values for row in coming.rows]
    names = (str(values["cust_name"]) for values in told)
    shelf = _Customers(work.books.customers_alike(names, map(_code, told)))

    def one(values: Mapping[str, Any]) -> Became:
        said = intake.described(Customer(), _with_phones(values))
        before = shelf.like(said)
        after = _after(before, said, values, former=before is not None and shelf.was_called(before, said))
        if after == before:
            return "known"
        if not dry_run:
            after = after if before else replace(after, cust_no=customer_number(work))
            work.books.put_record(after, step=CUSTOMERS, at=work.now)
        shelf.put(after)
        return "changed" if before else "made"

    return _taken(coming, one)


def import_products(work: Work, coming: Coming, *, dry_run: bool = False) -> FileImported:
    """Bring the products and their batches up to a sheet, in one transaction.

    A product is known by its code, a batch by its product and its number; a row may bring both.
    ``dry_run`` writes nothing. Raises ``NotForYou`` for whoever is neither administrator nor leader.
    """
    _must_be_in_charge(work, PRODUCTS)
    codes = [str(row.values["code"]) for row in coming.rows]
    products, batches = dict(work.books.products(codes)), work.books.batches(codes)

    def put(record: Product | Batch) -> None:
        if not dry_run:
            work.books.put_record(record, step=PRODUCTS, at=work.now)

    def one(values: Mapping[str, Any]) -> Became:
        code = values["code"]
        before = products.get(code)
        own = {name: value for name, value in values.items() if name in specs(Product)}
        products[code] = after = replace(before, **own) if before else Product(**own)
        if after != before:
            put(after)
        became = {_became(before, after)}
        if "batch_no" in values:
            kept = batches.get((code, values["batch_no"]))
            told = {name: value for name, value in values.items() if name not in own}
            batch = replace(kept, **told) if kept else Batch(product=code, **told)
            if batch != kept:
                put(batch)
            became.add(_became(kept, batch))
        return next(word for word in _FATES if word in became)

    return _taken(coming, one)


def _became(before: object, after: object) -> Became:
    """What became of a record."""
    if before is None:
        return "made"
    return "known" if after == before else "changed"


def _must_be_in_charge(work: Work, step: str) -> None:
    roles = work.desk().me.roles
    if Role.ADMIN not in roles and Role.LEADER not in roles:
        raise NotForYou(step=step, who=[Role.ADMIN.value, Role.LEADER.value], owner=None)


def _taken(coming: Coming, one: Callable[[Mapping[str, Any]], Became]) -> FileImported:
    """Every row through ``one``, which says what became of it."""
    refused = [Refusal(row.row_no, row.reason) for row in coming.refused]
    counts: dict[Became, int] = {"made": 0, "changed": 0, "known": 0}
    for row in coming.rows:
        try:
            counts[one(row.values)] += 1
        except DomainError as reason:
            refused.append(Refusal(row.row_no, reason))
    return FileImported(**counts, refused=tuple(sorted(refused, key=lambda refusal: refusal.row_no)))


# --- customers


def _code(values: Mapping[str, Any]) -> str:
    """The 统一社会信用代码 as it is on file; "" for one that is none."""
    with suppress(BadCompanyCode):
        return read_uscc(str(values.get("uscc") or ""))
    return ""


def _with_phones(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "phones": stored_phones(values["phones"])} if "phones" in values else dict(values)


def _after(before: Customer | None, said: Customer, values: Iterable[str], *, former: bool) -> Customer:
    """The record as the sheet wants it; ``former``: the sheet calls it as one was called who is merged."""
    if before is None:
        return said
    return joined_with(before, said) if former else _brought_up(before, said, values)


def _brought_up(before: Customer, said: Customer, values: Iterable[str]) -> Customer:
    """The record on file with what the sheet says."""
    told = {name: getattr(said, name) for name in values}
    told["phones"] = joined(before.phones, said.phones)
    if said.care_notes and said.care_notes in (before.care_notes or ""):
        told["care_notes"] = before.care_notes
    elif said.care_notes:
        told["care_notes"] = "\n".join(filter(None, (before.care_notes, said.care_notes)))
    return replace(before, **told)


class _Customers:
    """The customers on file that a sheet may mean, and those that it has brought itself."""

    def __init__(self, known: Iterable[Customer]) -> None:
        self._by_code: dict[str, Customer] = {}
        self._by_name: dict[str, dict[str, Customer]] = defaultdict(dict)
        self._by_former: dict[str, dict[str, Customer]] = defaultdict(dict)
        everybody = {customer.cust_no: customer for customer in known}
        self._former: dict[str, set[str]] = defaultdict(set)
        for customer in everybody.values():
            if customer.merged_into:
                self._former[_end(customer, everybody)].add(_name(customer))
        for customer in everybody.values():
            if not customer.merged_into:
                self.put(customer)

    def put(self, customer: Customer) -> None:
        """Keep a customer as he is now; in a trial, new ones have no number and are told apart by theirs."""
        if customer.uscc:
            self._by_code[customer.uscc] = customer
        sign = customer.cust_no or f"{customer.uscc} {sorted(_numbers(customer))}"
        self._by_name[_name(customer)][sign] = customer
        for name in self._former.get(customer.cust_no, ()):
            self._by_former[name][sign] = customer

    def like(self, said: Customer) -> Customer | None:
        """The one whom the sheet means, or None for a new one."""
        if said.uscc in self._by_code:
            return self._by_code[said.uscc]
        there, before = (known[_name(said)].values() for known in (self._by_name, self._by_former))
        return _meant(said, there) or _meant(said, before)

    def was_called(self, customer: Customer, said: Customer) -> bool:
        """Whether the sheet calls him as one was called who was merged into him."""
        return _name(said) != _name(customer) and _name(said) in self._former.get(customer.cust_no, ())


def _meant(said: Customer, there: Iterable[Customer]) -> Customer | None:
    """Of those with this name the one with this number, the only one, or the one without a number either."""
    alike = [one for one in there if not (one.uscc and said.uscc)]
    numbers = _numbers(said)
    for one in alike:
        if numbers & _numbers(one):
            return one
    alone = len(alike) == 1 and not (numbers and _numbers(alike[0]))
    if alone or numbers:
        return alike[0] if alone else None
    return next((one for one in alike if not _numbers(one)), None)


def _end(customer: Customer, everybody: Mapping[str, Customer]) -> str:
    """The number of the record that stands for one who was merged, also by way of another."""
    while customer.merged_into:
        customer = everybody[customer.merged_into]
    return customer.cust_no


def _name(customer: Customer) -> str:
    return compare_key(customer.cust_name or "")


def _numbers(customer: Customer) -> frozenset[str]:
    return frozenset(digits(phone.number) for phone in customer.phones)
