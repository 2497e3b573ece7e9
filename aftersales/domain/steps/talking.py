"""Talking with the customer: contacts, explanations, rounds, restatement, files, urging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import added, changed
from aftersales.domain.codes import Clock, Direction, Purpose, RoundResult, UrgeKind
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import Contact, Explanation, Promise
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.notice import Urge
from aftersales.domain.records.proposal import Round
from aftersales.domain.records.trail import Attachment
from aftersales.domain.steps import clocks, promises
from aftersales.domain.steps.fulfilling import notice_of, with_notice
from aftersales.domain.steps.rows import filled, must_have_happened, needed, row_of, touched

if TYPE_CHECKING:
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk

_TELLING = (Purpose.ANSWER, Purpose.PROGRESS)


def contact(case: Case, given: Given, desk: Desk) -> Case:
    """A call, visit or letter is logged; "will call back" asks for the promise."""
    values = {"at": desk.now, "staff": desk.login, "will_call_back": False, **_told(given.of(Contact))}
    for row in given.rows(Promise):
        case = promises.with_promise(case, row, desk)
        values.setdefault("promise", case.promises[-1].no)
    return _logged(case, row_of(Contact, desk, values, *_conditions(values)), desk)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _conditions(values: dict[str, Any]) -> tuple[str, ...]:
    on_site = ("on_site",) if values.get("channel") == "on_site" else ()
    return (*on_site, "will_call_back") if values["will_call_back"] else on_site


def _logged(case: Case, row: Contact, desk: Desk) -> Case:
    must_have_happened(row.at, desk, "contact.at")
    case = replace(case, contacts=added(case.contacts, row))
    if row.direction != Direction.OUTGOING:
        return case
    at = row.at or desk.now
    case = clocks.stop(case, at, Clock.FIRST_CONTACT)
    if row.purpose in _TELLING:
        case = clocks.stop(case, at, Clock.FIRST_ANSWER)
    return clocks.restart(case, desk, Clock.PROGRESS, at=at) if clocks.running(case, Clock.PROGRESS) else case


def progress_notice(case: Case, given: Given, desk: Desk) -> Case:
    """The customer is told how far it is: an outgoing contact that stops 当天答复."""
    values = {
        "at": desk.now,
        "staff": desk.login,
        "will_call_back": False,
        "counterpart": case.customer.contact_name or case.customer.cust_name,
        **_told(given.of(Contact)),
        "direction": Direction.OUTGOING,
        "purpose": Purpose.PROGRESS,
    }
    return _logged(case, row_of(Contact, desk, values, *_conditions(values)), desk)


def explain(case: Case, given: Given, desk: Desk) -> Case:
    """What was explained, and how the customer took it."""
    return with_explanation(case, given.of(Explanation), desk)


def with_explanation(case: Case, values: dict[str, Any], desk: Desk) -> Case:
    """The case with one explanation more."""
    row = row_of(Explanation, desk, {"at": desk.now, "by": desk.login, **_told(values)})
    must_have_happened(row.at, desk, "explanation.at")
    return replace(case, explanations=added(case.explanations, row))


def negotiate(case: Case, given: Given, desk: Desk) -> Case:
    """The positions of this round."""
    values = {"at": desk.now, "result": RoundResult.PENDING, **_told(given.of(Round))}
    return with_round(case, values, desk)


def with_round(case: Case, values: dict[str, Any], desk: Desk) -> Case:
    """The case with one row more of the present round's positions."""
    row = replace(row_of(Round, desk, values), round_no=case.complaint.round_no)
    must_have_happened(row.at, desk, "round.at")
    return replace(case, rounds=added(case.rounds, row))


def confirm_restatement(case: Case, given: Given, desk: Desk) -> Case:
    """The customer confirmed what we repeated to him."""
    values = {"restated_ok": True, "restated_at": desk.now, **_told(given.of(Complaint))}
    needed(values.get("restated_who"), "complaint.restated_who", "confirm_restatement")
    must_have_happened(values["restated_at"], desk, "complaint.restated_at")
    return touched(case, **{name: value for name, value in values.items() if name != "na"})


def record_finding(case: Case, given: Given, desk: Desk) -> Case:
    """What was looked into so far; compulsory only when it is proposed."""
    return with_finding(case, given.of(Finding), desk)


def with_finding(case: Case, values: dict[str, Any], desk: Desk) -> Case:
    """The case with the finding filled; there is one, amended from round to round."""
    if not values:
        return case
    old = case.findings[-1] if case.findings else None
    row = filled(old or Finding(created_at=desk.now, created_by=desk.login), values)
    row = replace(row, found_by=desk.login, found_at=desk.now) if row.founded else row
    table = changed(case.findings, row) if old else added(case.findings, row)
    return replace(case, findings=table)


def attach(case: Case, given: Given, desk: Desk) -> Case:
    """A file joins the case; its bytes are kept already, under their fingerprint."""
    values = {"belongs_to": case.complaint.case_no, **_told(given.of(Attachment))}
    row = row_of(Attachment, desk, values)
    return replace(case, attachments=added(case.attachments, row))


def urge(case: Case, given: Given, desk: Desk) -> Case:
    """催办: a department is reminded, counted on its notice."""
    return _urged(case, given, desk, UrgeKind.URGE)


def verify_fulfilment(case: Case, given: Given, desk: Desk) -> Case:
    """核实: somebody looked whether it was done, counted on its notice."""
    return _urged(case, given, desk, UrgeKind.VERIFY)


def _urged(case: Case, given: Given, desk: Desk, kind: str) -> Case:
    extra = given.extra
    notice = notice_of(case, needed(extra.notice, "notice", "urge"))
    row = Urge(at=desk.now, by=desk.login, kind=kind, note=extra.reason and extra.reason[:200])
    return with_notice(case, replace(notice, urges=(*notice.urges, row)))
