"""The customer file: what is known of a customer amended, two records of one customer made one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.domain.codes import Role
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.fields import specs
from aftersales.domain.forms import own
from aftersales.domain.policy import TRUSTED
from aftersales.domain.reading import UnknownField, empty
from aftersales.domain.records.customer import Customer
from aftersales.domain.steps.intake import carried, described, joined
from aftersales.usecases.people import must_hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftersales.usecases.work import Work

AMEND, MERGE, EXPORT = "amend_customer", "merge_customers", "export_customers"
"""How the history names what was done."""
MAY_AMEND: tuple[str, ...] = (Role.CLERK, *TRUSTED)
MAY_MERGE: tuple[str, ...] = (Role.SERVICE, Role.LEADER, Role.ADMIN)
_JOINED = frozenset({"phones", "end_user", "care_notes", "cust_no", "merged_into"})
"""Fields that both records bring to a merger, or neither."""


class MergedAway(DomainError):
    """This record was merged into another customer. Facts: ``cust_no``, ``into``."""


class ChangedMeanwhile(DomainError):
    """Somebody else changed the same fields since they were read. Facts: ``cust_no``, ``fields``."""


class OneAndTheSame(BadField):
    """A customer is not merged into himself. Facts: ``field``, ``cust_no``."""


class TwoCompanies(DomainError):
    """Two records with different company codes are two companies. Facts: ``cust_no``, ``into``."""


def amend_customer(
    work: Work, cust_no: str, data: Mapping[str, object], *, seen: Customer | None = None
) -> Customer:
    """Change what ``data`` names of a customer, with history; the rest stays, also what others changed.

    ``seen`` is the record as it was read: a field of ``data`` that has moved on since is refused by name,
    but for the telephones, of which each side keeps what it added.
    Raises NoSuchCustomer, OnlyAdmins, MergedAway, BadInput, ChangedMeanwhile, BadMail, BadCompanyCode …
    """
    must_hold(work, *(TRUSTED if _secret(data) else MAY_AMEND))
    before = _standing(work, cust_no)
    values = _read(work, data)
    after = described(before, dict(values))
    if empty(after.cust_name):
        raise BadInput([Required(field="customer.cust_name", step="register")])
    if seen is not None:
        _must_be_as_seen(before, after, seen, values.keys() - {"phones"})
        if "phones" in values:
            after = replace(after, phones=carried(seen.phones, before.phones, after.phones))
    work.books.put_record(after, step=AMEND, at=work.now)
    return after


def _secret(data: Mapping[str, object]) -> bool:
    kept = specs(Customer)
    return any(name in kept and kept[name].secret for name in data)


def _standing(work: Work, cust_no: str) -> Customer:
    customer = work.books.customer(cust_no)
    if customer.merged_into:
        raise MergedAway(cust_no=cust_no, into=work.books.standing_customer(cust_no).cust_no)
    return customer


def _read(work: Work, data: Mapping[str, object]) -> dict[str, Any]:
    names = own(Customer)
    problems: list[BadField] = [
        UnknownField(field=f"customer.{name}", step=AMEND) for name in data if name not in names
    ]
    if problems:
        raise BadInput(problems)
    return work.reader().row(Customer, data, names)


def _must_be_as_seen(before: Customer, after: Customer, seen: Customer, names: Iterable[str]) -> None:
    """What is changed here was not changed elsewhere meanwhile, unless to the same."""
    moved = [
        name
        for name in names
        if name != "na"
        and getattr(before, name) != getattr(seen, name)
        and getattr(before, name) != getattr(after, name)
    ]
    if moved:
        raise ChangedMeanwhile(cust_no=before.cust_no, fields=[f"customer.{name}" for name in moved])


def merge_customers(work: Work, away: str, into: str, *, reason: str | None = None) -> Customer:
    """Make two records one: ``away`` points to ``into``, which keeps what it has and takes what it lacks.

    Numbers, end users and notes are joined. Cases keep the number under which they were registered: merged
    records count as one customer, and whoever reads a case reads the record that stands.
    Raises NoSuchCustomer, OnlyAdmins, OneAndTheSame, MergedAway, TwoCompanies.
    """
    must_hold(work, *MAY_MERGE)
    if away == into:
        raise OneAndTheSame(field="customer.merged_into", cust_no=away)
    gone, kept = _standing(work, away), _standing(work, into)
    if gone.uscc and kept.uscc and gone.uscc != kept.uscc:
        raise TwoCompanies(cust_no=away, into=into)
    after = joined_with(kept, gone)
    work.books.put_record(after, step=MERGE, reason=reason, at=work.now)
    work.books.put_record(replace(gone, merged_into=into), step=MERGE, reason=reason, at=work.now)
    return after


def joined_with(kept: Customer, gone: Customer) -> Customer:
    """The record that stays, with what only the other one knew."""
    lacking = {
        name: getattr(gone, name)
        for name, spec in specs(Customer).items()
        if name not in _JOINED
        and not spec.auto
        and empty(getattr(kept, name))
        and not empty(getattr(gone, name))
    }
    phones = joined(kept.phones, gone.phones)
    told = {**lacking, "phones": phones, "end_user": tuple(dict.fromkeys((*kept.end_user, *gone.end_user)))}
    marks = {name: mark for name, mark in kept.na.items() if name not in told or empty(told[name])}
    return replace(kept, **{**told, "care_notes": _notes(kept, gone), "na": marks})


def _notes(kept: Customer, gone: Customer) -> str | None:
    if not gone.care_notes or gone.care_notes in (kept.care_notes or ""):
        return kept.care_notes
    limit = specs(Customer)["care_notes"].limit
    return "\n".join(filter(None, (kept.care_notes, gone.care_notes)))[:limit]


def told_export(work: Work, rows: int) -> None:
    """History tells that so many customers were written into a file, and by whom."""
    work.books.note(EXPORT, table="customer", key="*", at=work.now, reason=str(rows))
