"""Registering, accepting and amending: what stands at the beginning of a case."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.domain import checks
from aftersales.domain.case import Case, added, changed
from aftersales.domain.codes import Clock, Level, Mark, Origin, PublicRisk, Severity, State
from aftersales.domain.errors import BadField, BadInput, DomainError
from aftersales.domain.policy import AboutYou
from aftersales.domain.reading import missing
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer, Phone
from aftersales.domain.records.product import ProductLine
from aftersales.domain.steps import clocks
from aftersales.domain.steps.agreeing import redrafted
from aftersales.domain.steps.rows import NoSuchRow, filled, made, must_have_happened, touched
from aftersales.domain.text import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk


LOCAL = 7
"""A number of so many digits may be one of the town, written without its area code."""
_ROUNDED = re.compile(r"\dE\+?\d", re.IGNORECASE)
"""How a workbook shows a long number in a narrow column: 1.38E+10."""


class NotAtThisStep(DomainError):
    """These fields were asked at registration and are sealed or amended elsewhere. Facts: ``step``."""


class ImportWasVoided(DomainError):
    """The batch was taken back (导入作废); import the file again. Facts: ``case_no``."""


class Sealed(BadField):
    """What was signed is never changed. Facts: ``field``."""


class MoreBadThanBought(BadField):
    """More pieces are complained about than were bought. Facts: ``field``, ``bought``, ``bad``."""


class NoneStandsAlone(BadField):
    """无 cannot stand beside another demand. Facts: ``field``."""


def register(case: Case, given: Given, desk: Desk) -> Case:
    """Registered and signed by the recorder: the verbatim is sealed, the clocks start.

    A customer who is known keeps the numbers that he was known by, and his name where a former one was said.
    """
    case = _described(case, _with_what_is_known(given, case.customer), desk)
    _must_be_complete(case)
    return _begun(case, desk)


def _with_what_is_known(given: Given, customer: Customer) -> Given:
    told = given.of(Customer)
    if customer.cust_name:
        told.pop("cust_name", None)
    if "phones" in told:
        told["phones"] = joined(customer.phones, told["phones"])
    return replace(given, values={**given.values, Customer: told})


def take_in(case: Case, given: Given, desk: Desk) -> Case:
    """Registered with origin import: what is due at 登记 is asked at 接收, nothing is sealed yet."""
    case = _described(case, given, desk)
    complaint = replace(
        case.complaint,
        origin=Origin.IMPORT,
        state=State.REGISTERED,
        recorder=desk.login,
        registered_at=desk.now,
        title=case.complaint.title or title(case) or None,
    )
    return replace(case, complaint=complaint)


def accept(case: Case, given: Given, desk: Desk) -> Case:
    """Taken over by a service person, who owns it from now; an imported case is completed first."""
    if case.complaint.origin == Origin.IMPORT:
        case = import_begun(case, given, desk)
        _must_not_be_about(case, desk.login, "accept")
    elif any(given.values.values()) or any(given.tables.values()):
        raise NotAtThisStep(step="accept")
    case = touched(case, state=State.INVESTIGATING, owner=desk.login)
    return clocks.start(received(case, desk), desk, Clock.DECISION)


def received(case: Case, desk: Desk) -> Case:
    """In the hands of service, who it was and when; the hand-over is over."""
    case = touched(case, received_by=desk.login, received_at=desk.now)
    return clocks.stop(case, desk.now, Clock.HAND_OVER)


def import_begun(case: Case, given: Given, desk: Desk) -> Case:
    """An imported case, completed with what was due at 登记 and signed: it begins now."""
    if Mark.IMPORT_VOID in case.complaint.marks:
        raise ImportWasVoided(case_no=case.complaint.case_no)
    case = _described(case, given, desk)
    _must_be_complete(case)
    return _begun(case, desk)


def amend(case: Case, given: Given, desk: Desk) -> Case:
    """What is not sealed is amended; the history keeps the old value.

    Whom the case is about is not changed by himself, and never comes to be its owner.
    """
    after = _described(case, given, desk)
    if given.of(Agreement):  # from usecases.drafting: filling the draft is no step of its own on the path
        after = redrafted(after, given.of(Agreement))
    if after.complaint.about_staff != case.complaint.about_staff:
        _must_not_be_about(case, desk.login, "amend")
        _must_not_be_about(after, case.complaint.owner, "amend")
    return _now_graver(case, after, desk)


def _now_graver(case: Case, after: Case, desk: Desk) -> Case:
    """Injury or harm of which one hears later weighs as if it had been told at once; from now.

    An import that nobody accepted has not begun: its acceptance sees to it.
    """
    if case.complaint.state == State.REGISTERED and case.complaint.recorder_signed_at is None:
        return after
    severity = _severity(after.complaint)
    if severity != after.complaint.severity:
        after = clocks.tightened(touched(after, severity=severity), desk)
    if after.complaint.ongoing_harm and not case.complaint.ongoing_harm and not case.containments:
        after = clocks.start(after, desk, Clock.CONTAINMENT)
    return after


def _severity(complaint: Complaint) -> str:
    """At least 重大 where somebody was hurt."""
    graver = complaint.safety_injury and complaint.severity not in (Severity.MAJOR, Severity.CRITICAL)
    return Severity.MAJOR if graver else complaint.severity


def _must_not_be_about(case: Case, login: str | None, step: str) -> None:
    if login in case.complaint.about_staff:
        raise AboutYou(login=login, step=step)


def _described(case: Case, given: Given, desk: Desk) -> Case:
    values = given.of(Complaint)
    if "verbatim" in values and case.complaint.recorder_signed_at is not None:
        raise Sealed(field="complaint.verbatim")
    case = replace(
        case,
        complaint=filled(case.complaint, values),
        customer=described(case.customer, given.of(Customer)),
    )
    for row in given.rows(ProductLine):
        case = with_line(case, row, desk)
    check_facts(case, desk)
    return case


def described(customer: Customer, values: dict[str, Any]) -> Customer:
    """The customer with these values, each checked and brought into its stored form."""
    if "phones" in values:
        values["phones"] = tuple(_phone(phone) for phone in values["phones"])
    if values.get("uscc"):
        values["uscc"] = checks.read_uscc(values["uscc"], field="customer.uscc")
    if values.get("postcode"):
        values["postcode"] = checks.read_postcode(values["postcode"], field="customer.postcode")
    if values.get("email"):
        values["email"] = checks.read_mail(values["email"], field="customer.email")
    customer = filled(customer, values)
    return customer if customer.contact_name else replace(customer, contact_name=customer.cust_name)


def joined(known: tuple[Phone, ...], more: Iterable[Phone]) -> tuple[Phone, ...]:
    """The known numbers with those that are new."""
    there = {digits(phone.number) for phone in known}
    return (*known, *(phone for phone in more if digits(phone.number) not in there))


def carried(seen: tuple[Phone, ...], now: tuple[Phone, ...], mine: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """My numbers, made over those that were ``seen``, carried over to what stands ``now``.

    What the other added stays, what I took out goes, and one of which both said something else is mine.
    """
    was, own = ({digits(phone.number): phone for phone in rows} for rows in (seen, mine))
    theirs = {digits(phone.number): phone for phone in now}
    left = {key: own.get(key, row) for key, row in theirs.items() if key in own or was.get(key) != row}
    untouched = {key for key, row in own.items() if was.get(key) == row}
    kept = [theirs[key] if key in untouched else row for key, row in left.items()]
    return (*kept, *(row for key, row in own.items() if key not in theirs and key not in untouched))


def carried_over(given: Given, seen: Customer, now: Customer) -> Given:
    """What was given over the telephones that were ``seen``, carried over to those that stand ``now``."""
    told = given.of(Customer)
    if "phones" not in told:
        return given
    told["phones"] = carried(seen.phones, now.phones, tuple(map(_phone, told["phones"])))
    return replace(given, values={**given.values, Customer: told})


def digits(number: str) -> str:
    """The form in which two writings of a number are equal; what has no digit is compared as it is."""
    return "".join(sign for sign in half_width(number) if sign in "0123456789") or number


def telling(phones: Iterable[Phone]) -> list[str]:
    """The numbers that tell who calls: 无, - and 1.38E+10 stand in the cells of many and tell nobody."""
    return [phone.number for phone in map(_phone, phones) if _tells(phone)]


def _tells(phone: Phone) -> bool:
    known = digits(phone.number)
    local = known.isdecimal() and len(known) >= LOCAL and not _ROUNDED.search(phone.number)
    return local or phone.kind != "other"


def _phone(phone: Phone) -> Phone:
    if phone.kind is not None:
        return phone
    found = checks.read_phones(phone.number)
    return replace(phone, kind=found[0].kind if len(found) == 1 else "other")


def with_line(case: Case, values: Mapping[str, Any], desk: Desk) -> Case:
    """The case with one product line added, or (with ``no``) changed."""
    number = values.get("no")
    rest = {name: value for name, value in values.items() if name != "no"}
    if number is None:
        return replace(case, product_lines=added(case.product_lines, filled(made(ProductLine, desk), rest)))
    old = next((line for line in case.product_lines if line.no == number), None)
    if old is None:
        raise NoSuchRow(table="product_line", number=number)
    return replace(case, product_lines=changed(case.product_lines, filled(old, rest)))


def check_facts(case: Case, desk: Desk) -> None:
    """Past events lie in the past; quantities and demands do not contradict themselves."""
    complaint = case.complaint
    must_have_happened(complaint.complaint_at, desk, "complaint.complaint_at")
    must_have_happened(complaint.occurred_on, desk, "complaint.occurred_on")
    if len(complaint.demands) > 1 and any(demand.kind == "none" for demand in complaint.demands):
        raise NoneStandsAlone(field="complaint.demands")
    for line in case.product_lines:
        for name in ("produced_on", "purchased_on", "started_using", "receipt_on"):
            must_have_happened(getattr(line, name), desk, f"product_line.{line.no}.{name}")
        if line.qty_bought is not None and line.qty_bad is not None and line.qty_bad > line.qty_bought:
            raise MoreBadThanBought(
                field=f"product_line.{line.no}.qty_bad",
                bought=f"{line.qty_bought:f}",
                bad=f"{line.qty_bad:f}",
            )
        if line.batch_no:
            checks.read_batch(line.batch_no, field=f"product_line.{line.no}.batch_no")


def _must_be_complete(case: Case) -> None:
    problems = [
        *missing(case.complaint, "register", frozenset()),
        *missing(case.customer, "register", frozenset()),
    ]
    if problems:
        raise BadInput(problems)


def _begun(case: Case, desk: Desk) -> Case:
    complaint = case.complaint
    begun = replace(
        complaint,
        state=State.REGISTERED,
        severity=_severity(complaint),
        complaint_at=complaint.complaint_at or desk.now,
        registered_at=complaint.registered_at or desk.now,
        recorder=complaint.recorder or desk.login,
        recorder_post=complaint.recorder_post or desk.me.post,
        recorder_signed_at=desk.now,
        handler_level=complaint.handler_level or Level.SERVICE,
        public_risk=complaint.public_risk or PublicRisk.NONE,
        title=complaint.title or title(case),
    )
    case = replace(case, complaint=begun)
    case = touched(case, sensitive_period=clocks.sensitive_period(case, desk))
    return _started(case, desk, desk.now)


def _started(case: Case, desk: Desk, at: datetime) -> Case:
    wanted = clocks.AT_REGISTRATION
    if case.complaint.ongoing_harm:
        wanted = (*wanted, Clock.CONTAINMENT)
    return clocks.start(case, desk, *wanted, at=at)


def title(case: Case) -> str:
    """The theme made of customer, product and problem; without product, of customer and cause."""
    product = next((line.product for line in case.product_lines if line.product), None)
    symptom = next((line.symptom for line in case.product_lines if line.symptom), None)
    words = (case.complaint.summary or case.complaint.verbatim or symptom or "").strip().split("\n")[0]
    parts = (case.customer.cust_name, product, words)
    return " ".join(part for part in parts if part)[:60]


def blank(customer: Customer) -> Case:
    """A case that does not exist yet, of this customer."""
    return Case(complaint=Complaint(), customer=customer)
