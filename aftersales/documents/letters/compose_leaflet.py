"""From the office to the papers that belong to no case: the leaflet and the forms to be filled with a pen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from aftersales.documents import values
from aftersales.documents.compose_parts import Printing, Scribe
from aftersales.documents.letters import values as v
from aftersales.documents.letters.tracking import STAGES
from aftersales.domain.case import Case
from aftersales.domain.codes import Clock, Severity
from aftersales.domain.limits import DELIVERED, NoLimit, limit_for
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.office import Office

_CLOCKS = {"received": Clock.FIRST_CONTACT, "answered": Clock.DECISION}
"""Which clock's limit the customer is told at which step."""
_NOBODY = Case(complaint=Complaint(), customer=Customer())


def leaflet(office: Office, *, labels: Labels, by: str, at: datetime) -> v.Leaflet:
    """The leaflet with the office's telephone, address, hours and its limits for an ordinary complaint."""
    company = office.company
    return v.Leaflet(
        imprint=_imprint(office, labels, labels.label("leaflet.number"), by, at),
        phone=company.phone or "",
        address=company.address or "",
        hours=tuple(_hours(office)),
        limits=tuple(_limits(office)),
    )


def blank_registration(office: Office, *, labels: Labels, by: str, at: datetime) -> values.Registration:
    """The registration form to be filled with a pen."""
    demands = (values.Demand(kind=""),) * 3
    return values.Registration(
        imprint=_imprint(office, labels, "", by, at),
        customer=values.Person(name=""),
        demands=demands,
        by_hand=True,
    )


def blank_follow_up(office: Office, *, labels: Labels, by: str, at: datetime) -> values.FollowUp:
    """The follow-up form to be filled with a pen."""
    return values.FollowUp(_imprint(office, labels, "", by, at), case_no="", customer="", by_hand=True)


def blank_tracking(office: Office, *, labels: Labels, by: str, at: datetime) -> v.Tracking:
    """The tracking sheet to be filled with a pen."""
    stages = tuple(v.Stage(key) for key in STAGES)
    return v.Tracking(_imprint(office, labels, "", by, at), stages=stages, by_hand=True)


def _imprint(office: Office, labels: Labels, number: str, by: str, at: datetime) -> values.Imprint:
    return Scribe(office, _NOBODY, labels).imprint(number, 1, Printing(by, at))


def _hours(office: Office) -> Iterable[v.Hours]:
    """The spans of the week, days with the same ones side by side as one."""
    found: list[v.Hours] = []
    for day in range(1, 8):
        spans = tuple(sorted(office.hours.spans.get(day, ())))
        if found and found[-1].last == day - 1 and found[-1].spans == spans:
            found[-1] = v.Hours(found[-1].first, day, spans)
        elif spans:
            found.append(v.Hours(day, day, spans))
    return found


def _limits(office: Office) -> Iterable[tuple[str, v.Limit]]:
    for key, clock in _CLOCKS.items():
        try:
            found = limit_for(office.time_limits or DELIVERED, clock, Severity.GENERAL)
        except NoLimit:
            continue
        amount = Fraction(found.amount)
        shown = str(amount.numerator) if amount.denominator == 1 else f"{float(amount):g}"
        office_hours = found.unit == "hour" and not found.round_clock
        yield key, v.Limit(shown, "work_hour" if office_hours else found.unit)
