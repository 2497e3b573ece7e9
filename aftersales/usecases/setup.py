"""Setting up an office: its company, its first administrator, and what every office starts with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.domain.agreements.clauses import delivered_clause
from aftersales.domain.checks import read_uscc
from aftersales.domain.codes import Role
from aftersales.domain.errors import DomainError
from aftersales.domain.fields import Record
from aftersales.domain.forms import own
from aftersales.domain.limits import DELIVERED
from aftersales.domain.reading import require
from aftersales.domain.records.office import Calendar, Company, SensitivePeriod, TimeLimit
from aftersales.domain.records.staff import Authority, Staff
from aftersales.usecases.people import read_login

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aftersales.usecases.work import Work

SET_UP = "set_up"
"""The step that history names."""

FIRST_DAY = date(2025, 1, 1)
"""From when on the delivered limits hold."""


class AlreadySetUp(DomainError):
    """The office has people already. Facts: ``company``."""


def set_up(
    work: Work,
    *,
    admin: Mapping[str, object],
    company: Mapping[str, object],
    delivered: Mapping[str, Any],
    password: str | None,
    practice: bool = False,
) -> Staff:
    """Write company, first administrator and delivered settings; who acts is that administrator.

    ``delivered`` as ``settings.delivered()``; ``password`` None where a server keeps it. Raises BadInput,
    AlreadySetUp, WeakPassword.
    """
    office = work.books.office()
    if office.staff:
        raise AlreadySetUp(company=office.company.name)
    person = Staff(**{"roles": (Role.ADMIN,), **read_record(work, Staff, admin)})
    person = Staff(
        login=read_login(person.login), name=person.name, roles=person.roles, from_on=office.day(work.now)
    )
    require(person, "setup", frozenset())
    firm = checked(Company(**read_record(work, Company, company), practice=practice))
    for record in (person, firm, *settings(work, delivered)):
        work.books.put_record(record, step=SET_UP, at=work.now)
    if password is not None:
        work.books.create_login(person.login, password, admin=True)
    return person


def read_record(work: Work, part: type[Record], given: Mapping[str, object]) -> dict[str, Any]:
    """The values given for a record of the office, read as people and files give them. Raises BadInput."""
    return work.reader().row(part, given, own(part))


def checked(company: Company) -> Company:
    """The company if it says what papers need. Raises BadInput, BadCompanyCode."""
    require(company, "setup", frozenset())
    if company.uscc:
        read_uscc(company.uscc, field="company.uscc")
    return company


def settings(work: Work, delivered: Mapping[str, Any]) -> Iterator[Record]:
    """The records that every office starts with, numbered."""
    for no, row in enumerate(delivered["authority"], 1):
        yield Authority(**{"from_on": FIRST_DAY, **read_record(work, Authority, row)}, no=no)
    for no, row in enumerate(_calendar(delivered), 1):
        yield Calendar(**read_record(work, Calendar, row), no=no)
    for no, row in enumerate(delivered["sensitive_period"], 1):
        yield SensitivePeriod(**read_record(work, SensitivePeriod, row), no=no)
    for row in delivered.get("clause", ()):
        yield replace(delivered_clause(row), version=1)
    for limit in DELIVERED:
        amount = Decimal(limit.amount.numerator) / limit.amount.denominator
        yield TimeLimit(
            clock=limit.clock,
            severity=limit.severity,
            amount=amount,
            unit=limit.unit,
            round_clock=limit.round_clock,
        )


def _calendar(delivered: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    for weekday in delivered["weekdays"]:
        for opens, closes in delivered["hours"]:
            yield {"weekday": weekday, "opens": opens, "closes": closes}
    yield from delivered["days"]
