"""Every caution of the data dictionary: shown where it is due, silent where it is not, refusing nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from aftersales import words
from aftersales.domain.case import Case
from aftersales.domain.cautions import cautions
from aftersales.domain.office import Office
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import CaseClock, Complaint, Loss
from aftersales.domain.records.customer import Customer, EndUser, Phone
from aftersales.domain.records.notice import Notice
from aftersales.domain.records.office import Calendar, Company
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Proposal, Remedy

OFFICE = Office(company=Company(), calendar=(Calendar(no=1, day=date(2026, 1, 1), day_kind="holiday"),))
TOLD = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)  # 2 June in the office
COMPLAINT = Complaint(state="investigating", complaint_at=TOLD, occurred_on=date(2026, 6, 2))
LINE = ProductLine(
    no=1,
    batch_no="B20260105",
    produced_on=date(2026, 1, 5),
    purchased_on=date(2026, 2, 1),
    started_using=date(2026, 2, 1),
    invoice_no="12345678",
)
SOUND = Case(
    complaint=COMPLAINT,
    customer=Customer(phones=(Phone(number="13800138000"), Phone(number="0591-87654321"))),
    product_lines=(LINE,),
    proposals=(Proposal(no=1, state="approved"),),
    remedies=(Remedy(no=1, proposal=1, kind="goods", batch="B20260301"),),
    clocks=(CaseClock(no=1, clock="resolution", due_at=datetime(2026, 12, 1, tzinfo=UTC)),),
)


def line(**more: object) -> Case:
    """The sound case with its product line changed."""
    return replace(SOUND, product_lines=(replace(LINE, **more),))


def complaint(**more: object) -> Case:
    """The sound case with its complaint changed."""
    return replace(SOUND, complaint=replace(COMPLAINT, **more))


CASES: tuple[tuple[Case, str, str], ...] = (
    (line(purchased_on=date(2026, 1, 4)), "out_of_order", "product_line.1.purchased_on"),
    (line(started_using=date(2026, 6, 3)), "out_of_order", "complaint.occurred_on"),
    (complaint(occurred_on=date(2026, 6, 3)), "out_of_order", "complaint.complaint_at"),
    (line(produced_on=date(2026, 1, 6)), "batch_other_date", "product_line.1.batch_no"),
    (line(invoice_no="1234567"), "invoice_digits", "product_line.1.invoice_no"),
    (
        replace(SOUND, customer=Customer(phones=(Phone(number="找老王"),))),
        "phone_unknown",
        "customer.phones.1.number",
    ),
    (
        replace(SOUND, customer=Customer(end_user=(EndUser(name="李", phone="12"),))),
        "phone_unknown",
        "customer.end_user.1.phone",
    ),
    (
        complaint(losses=(Loss(kind="parking", claimed=100, accepted=101),)),
        "accepted_above_claimed",
        "complaint.losses.1.accepted",
    ),
    (
        replace(SOUND, remedies=(Remedy(no=1, proposal=1, kind="goods", batch="b20260105"),)),
        "remedy_batch_complained",
        "remedy.1.batch",
    ),
    (
        replace(SOUND, notices=(Notice(no=1, notice_no="X-C1", shipped_batch="B20260105"),)),
        "shipped_batch_complained",
        "notice.1.shipped_batch",
    ),
    (
        replace(complaint(safety_injury=True), agreements=(Agreement(no=1, waiver_scope="全部"),)),
        "waiver_with_injury",
        "agreement.1.waiver_scope",
    ),
    (
        replace(
            SOUND,
            clocks=(CaseClock(no=1, clock="resolution", due_at=datetime(2026, 12, 31, 17, tzinfo=UTC)),),
        ),
        "year_not_entered",
        "calendar.day",
    ),
)


def test_a_sound_case_has_none() -> None:
    """Equal days, the limit itself, another batch: nothing to look at."""
    equal = complaint(losses=(Loss(kind="parking", claimed=100, accepted=100),))
    assert cautions(SOUND, OFFICE) == cautions(equal, OFFICE) == ()


@pytest.mark.parametrize(
    ("case", "code", "field"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_caution_is_seen(case: Case, code: str, field: str) -> None:
    """Exactly this one, at its place, with a sentence that holds its facts."""
    found = cautions(case, OFFICE)
    assert [(one.code, one.field) for one in found] == [(code, field)]
    known = words.words(zone=ZoneInfo("Asia/Shanghai"))
    sentence = known.caution(code, {"field": field, **found[0].facts})
    assert sentence.endswith("。")
    assert "{" not in sentence
    assert f"（{code}）" not in sentence


def test_what_is_over_is_left_alone() -> None:
    """A void agreement, a stopped clock, a closed case, a returned proposal say nothing."""
    void = replace(
        complaint(safety_injury=True), agreements=(Agreement(no=1, state="void", waiver_scope="全部"),)
    )
    late = CaseClock(no=1, clock="resolution", due_at=datetime(2027, 3, 1, tzinfo=UTC))
    stopped = replace(SOUND, clocks=(replace(late, stopped_at=TOLD),))
    closed = replace(complaint(state="closed"), clocks=(late,))
    returned = replace(
        SOUND,
        proposals=(Proposal(no=1, state="returned"),),
        remedies=(Remedy(no=1, proposal=1, kind="goods", batch="B20260105"),),
    )
    assert [cautions(case, OFFICE) for case in (void, stopped, closed, returned)] == [()] * 4
