"""From a case to the forms that a customer speaks on: the registration and the follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents import values as v
from aftersales.documents.compose_parts import Printing, Scribe, lines
from aftersales.domain.codes import NoticeState, ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.notice import FollowUp
    from aftersales.domain.records.proposal import Answer, Remedy

_DONE = (NoticeState.DONE, NoticeState.CONFIRMED)


def registration(
    office: Office, case: Case, *, labels: Labels, by: str, at: datetime, anchor: str = ""
) -> v.Registration:
    """The registration form's value; ``by`` is a login, ``at`` UTC, the version that of the complaint."""
    scribe, row = Scribe(office, case, labels), case.complaint
    return v.Registration(
        imprint=scribe.imprint(row.case_no, row.version, Printing(by, at, anchor)),
        customer=_person(scribe),
        channel=row.channel or "",
        title=row.title or "",
        nature=row.nature,
        severity=row.severity,
        urgent=bool(row.urgent or row.emergency),
        external_no=row.external_no or "",
        external_source=row.external_source or "",
        complaint_at=scribe.wall(row.complaint_at),
        registered_at=scribe.wall(row.registered_at),
        recorder=scribe.name(row.recorder),
        recorder_post=row.recorder_post or "",
        received_by=scribe.name(row.received_by),
        received_at=scribe.wall(row.received_at),
        times=row.recur_no,
        occurred_on=row.occurred_on,
        place=row.place or "",
        ongoing_harm=row.ongoing_harm,
        safety_injury=row.safety_injury,
        reasons=row.reason,
        products=scribe.products(),
        verbatim=row.verbatim or "",
        summary=lines(scribe.text(row, "summary"), *scribe.events()),
        demands=(*map(scribe.demand, row.demands), *map(scribe.loss, row.losses)),
        expected_by=scribe.wall(row.expected_by),
        restated_who=row.restated_who or "",
        restated_at=scribe.wall(row.restated_at),
        attachments=scribe.files(),
    )


def _person(scribe: Scribe) -> v.Person:
    row = scribe.case.customer
    unsaid = (scribe.text(row, "phones"),) if "phones" in row.na and not row.phones else ()
    fax = (scribe.line("fax", row.fax),) if row.fax else ()
    users = (scribe.labels.pair(u.name, u.phone, u.address, u.equipment) for u in row.end_user)
    user = scribe.line("end_user", scribe.labels.joined(*users))
    return v.Person(
        name=row.cust_name or "",
        kind=scribe.text(row, "cust_type"),
        contact=row.contact_name or "",
        contact_title=scribe.text(row, "contact_title"),
        phones=(*(phone.number for phone in row.phones), *unsaid, *fax),
        region=row.region or "",
        address=scribe.text(row, "address"),
        postcode=row.postcode or "",
        email=row.email or "",
        wechat=row.wechat or "",
        agent_for=scribe.labels.pair(row.agent_for, user),
    )


def follow_up(
    office: Office,
    case: Case,
    row: FollowUp | None = None,
    *,
    labels: Labels,
    by: str,
    at: datetime,
    anchor: str = "",
) -> v.FollowUp:
    """The form of one follow-up, by default the last; one that is only planned leaves room for a pen."""
    scribe = Scribe(office, case, labels)
    row = row or (case.follow_ups[-1] if case.follow_ups else None)
    case_no, customer = case.complaint.case_no, case.customer
    form = v.FollowUp(
        imprint=scribe.imprint(f"{case_no}-H{row.no}" if row else "", 1, Printing(by, at, anchor)),
        case_no=case_no,
        customer=customer.cust_name or "",
        interviewee=customer.contact_name or "",
        phone=scribe.phone(),
        product=scribe.product_names(),
        settled=tuple(_settled(scribe)),
        planned_on=row.planned_on if row else None,
        attempt_no=row.attempt_no if row else None,
        by_hand=True,
    )
    return form if row is None or row.at is None else _asked(scribe, form, row)


def _asked(scribe: Scribe, form: v.FollowUp, row: FollowUp) -> v.FollowUp:
    return v.FollowUp(
        imprint=form.imprint,
        case_no=form.case_no,
        customer=form.customer,
        interviewee=row.interviewee or "",
        phone=form.phone,
        product=form.product,
        planned_on=row.planned_on,
        at=scribe.wall(row.at),
        by=scribe.name(row.by),
        channel=row.channel or "",
        attempt_no=row.attempt_no,
        settled=form.settled,
        satisfaction=row.satisfaction or "",
        sat_result=row.sat_result,
        sat_speed=row.sat_speed,
        sat_attitude=row.sat_attitude,
        improved_view=row.improved_view or "",
        suggestion=row.suggestion or "",
        keep_using=row.keep_using or "",
        new_issue=row.new_issue,
        new_case=row.new_case or "",
    )


def _settled(scribe: Scribe) -> Iterable[str]:
    """What was given and when it was done, then what the customer was told and agreed to."""
    case = scribe.case
    held = [row.no for row in case.proposals if row.state == ProposalState.APPROVED]
    for remedy in case.remedies:
        if held and remedy.proposal == held[-1]:
            yield scribe.labels.pair(scribe.offer(remedy), _done_on(scribe, remedy))
    for answer in case.answers:
        if held and answer.proposal == held[-1]:
            yield _answered(scribe, answer)


def _done_on(scribe: Scribe, remedy: Remedy) -> str:
    """When the last of its notices was done; nothing while one of them is open."""
    counting = [n for n in scribe.case.notices if n.state != NoticeState.CANCELLED and n.reissued_as is None]
    mine = [n for n in counting if any(item.remedy == remedy.no for item in n.items)]
    done = [n.done_at for n in mine if n.state in _DONE and n.done_at is not None]
    return scribe.line("done_on", scribe.office.day(max(done))) if done and len(done) == len(mine) else ""


def _answered(scribe: Scribe, row: Answer) -> str:
    labels = scribe.labels
    channel = labels.word("channel", row.channel or "")
    told = labels.pair(scribe.wall(row.at), scribe.name(row.by), channel, row.to_whom, row.content)
    means = labels.word("channel", row.confirmed_means or "")
    said = labels.pair(row.confirmed_by, scribe.wall(row.confirmed_at), means)
    return labels.pair(scribe.line("answered", told), scribe.line("confirmed", said))
