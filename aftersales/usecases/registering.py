"""Registering a complaint: numbered, signed, its customer found or new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.errors import BadInput
from aftersales.domain.fields import specs
from aftersales.domain.forms import unsaid
from aftersales.domain.records.customer import Customer
from aftersales.domain.steps import intake
from aftersales.domain.steps.taking import begin
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.usecases.work import Work

CUSTOMER = "cust_no"
"""Beside what is typed, a registration may say which customer was chosen by name, by his number."""


def register(work: Work, data: Mapping[str, object]) -> Case:
    """A new case from what the clerk typed while the customer spoke; its clocks have started.

    ``data`` may name the customer that was chosen (``CUSTOMER``). Raises NoSuchCustomer.
    """
    chosen, typed = chosen_customer(work, data)
    given = _read(work, typed)
    case = numbered(work, given, chosen)
    return work.save(begin(case, given, work.desk(), intake.register))


def chosen_customer(work: Work, data: Mapping[str, object]) -> tuple[Customer | None, Mapping[str, object]]:
    """The customer whom the clerk chose, and the rest of the data.

    Who was merged meanwhile is the record that stands; under his former name too.
    """
    typed = {name: value for name, value in data.items() if name != CUSTOMER}
    number = work.reader().value(specs(Customer)[CUSTOMER], data.get(CUSTOMER), f"customer.{CUSTOMER}")
    if not number:
        return None, typed
    found, stands = work.books.customer(number), work.books.standing_customer(number)
    if found != stands and typed.get("cust_name") == found.cust_name:
        typed["cust_name"] = stands.cust_name
    return stands, typed


def _read(work: Work, data: Mapping[str, object]) -> Given:
    """What was given; where a field is refused, what was not said at all is told with it."""
    try:
        return work.given(Step.REGISTER, data)
    except BadInput as refused:
        raise BadInput([*refused.problems, *unsaid(Step.REGISTER, data)]) from None


def numbered(work: Work, given: Given, chosen: Customer | None = None) -> Case:
    """A case to be, with its number and its customer: chosen, the one with this telephone, or a new one."""
    customer = caller(work, given, chosen)
    blank = intake.blank(customer)
    complaint = replace(blank.complaint, case_no=case_number(work), customer=customer.cust_no)
    numbers = intake.telling(given.of(Customer).get("phones", ()))
    before = work.books.cases_with_phone(numbers, 100) if numbers else ()
    return replace(blank, complaint=replace(complaint, recur_no=len(before) + 1))


def caller(work: Work, given: Given, chosen: Customer | None = None) -> Customer:
    """Who calls: chosen, or known by telephone and name, or new; what was typed goes onto the record.

    Of several with one telephone it is the one of this name; whom a typed name does not fit was not meant.
    """
    values = given.of(Customer)
    name = values.get("cust_name")
    if chosen is not None and name in (None, chosen.cust_name):
        return chosen
    numbers = intake.telling(values.get("phones", ()))
    known = work.books.customer_with_phone(numbers, name) if numbers else None
    return known or Customer(cust_no=customer_number(work), created_at=work.now, created_by=work.books.me)


def customer_number(work: Work) -> str:
    """The next number of a customer: ``KH000001``."""
    return f"KH{work.books.next_number('customer'):06d}"


def case_number(work: Work) -> str:
    """The next number of the office's day: ``TS-20261121-007``; grows to four digits, never cut."""
    office = work.books.office()
    day = f"{office.day(work.now):%Y%m%d}"
    prefix = office.company.prefix
    return f"{prefix}-{day}-{work.books.next_number(f'case:{prefix}-{day}'):03d}"
