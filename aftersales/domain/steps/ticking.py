"""Ticking notices: what is refused where they are found by their numbers, and when money goes and comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import changed
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.records.notice import Refund
from aftersales.domain.steps.rows import must_have_happened, must_not_precede

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk
    from aftersales.domain.records.notice import Notice


class NoSuchNotice(BadField):
    """No notice that one sees has this number or ends with it. Facts: ``field``, ``number``."""


class SeveralNotices(BadField):
    """More than one open notice ends with it. Facts: ``field``, ``number``, ``found``."""


class NoticeMoved(DomainError):
    """Somebody else did something with this notice meanwhile. Facts: ``notice_no``, ``state``."""


class DuePassed(BadField):
    """A notice is issued with time left to do it. Facts: ``field``, ``value``."""


class NotInParts(BadField):
    """Only what is counted is done in parts. Facts: ``field``, ``kind``."""


class NothingPaid(BadField):
    """No money is on its way that could have come. Facts: ``field``."""


class NothingDone(BadField):
    """A quantity of nothing is no part and no whole. Facts: ``field``."""


def must_be_paid_in_time(row: Refund, case: Case, notice: Notice, desk: Desk) -> None:
    """Raise for a day of payment to come, or before the customer agreed, however late the slip was issued."""
    said = [answer.confirmed_at for answer in case.answers if answer.confirmed_at is not None]
    agreed = desk.office.day(min([*said[-1:], notice.issued_at or desk.now]))
    must_have_happened(row.handled_on, desk, "refund.handled_on")
    must_not_precede(row.handled_on, agreed, "refund.handled_on")


def unconfirmed(case: Case) -> list[int]:
    """The notices whose money was paid, and of which the customer has not said yet that it came."""
    return [row.notice for row in case.refunds if row.customer_confirmed_on is None]


def arrived(case: Case, given: Given, desk: Desk, notices: list[int]) -> Case:
    """The day on which the customer says that the money came, where one is given, on what was paid then."""
    day, field = given.of(Refund).get("customer_confirmed_on"), "refund.customer_confirmed_on"
    if day is None:
        return case
    must_have_happened(day, desk, field)
    paid = [row for row in case.refunds if row.notice in notices]
    if not paid:
        raise NothingPaid(field=field)
    came = [row for row in paid if row.handled_on is None or row.handled_on <= day]
    for row in came or paid:
        must_not_precede(day, row.handled_on, field)
        case = replace(case, refunds=changed(case.refunds, replace(row, customer_confirmed_on=day)))
    return case
