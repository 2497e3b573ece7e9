"""A call about a case that runs already is noted there, and all that was typed of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.records.contact import Contact
from aftersales.storage.queries.case import read_case
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from tests.presenters.call_desk import FAST, LONG, copied, made_office
from tests.presenters.test_register import Screen, at_desk
from ui.presenters.filled import Values, asked
from ui.presenters.register import Form, RegisterPresenter


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def service(office_file: Path, tmp_path: Path) -> App:
    """The desk of somebody from service."""
    return copied(office_file, tmp_path / "office", "service1")


@pytest.fixture
def desk(service: App, tmp_path: Path) -> RegisterPresenter:
    """A registration at an office with one case."""
    return at_desk(service, Screen(), tmp_path)


def joined(desk: RegisterPresenter, values: Values) -> Contact:
    """What is noted with the case that there is."""
    case_no = desk.app.do(register, asked("register", LONG)).complaint.case_no
    desk.join(case_no, values)
    return desk.app.ask(read_case, case_no).contacts[-1]


def test_what_stands_in_tables_and_times_is_noted_too(desk: RegisterPresenter) -> None:
    """Each row in the office's words; the time of the complaint is the contact's."""
    demands = [{"kind": "exchange", "qty": "12"}, {"kind": "repair", "amount": "300", "text": "发动机清洗"}]
    values = {**LONG, "demands": demands, "complaint_at": "2026-03-01 08:30", "expected_by": "2026-03-20"}
    values |= {"external_no": "ZB-0815", "authority_due_at": "2026-03-25"}
    values |= {"safety_injury": "yes", "about_staff": "service2"}
    told = joined(desk, values)
    assert str(told.content).split("\n") == [
        LONG["verbatim"],
        "产品名称 砺驰柴机油 CI-4 15W-40；生产批号 D7-20260118-03；问题量 12",
        "诉求 换货；数量 12",
        "诉求 维修；金额 300 元；说明 发动机清洗",
        "期望答复时间 2026-03-20；外部单号 ZB-0815；要求回复期限 2026-03-25",
        "人身伤害",
        "被投诉人员 service2",
    ]
    assert told.at is not None
    assert told.at.isoformat() == "2026-03-01T00:30:00+00:00"


def test_the_short_way_keeps_whom_it_is_about_and_what_an_authority_wrote(service: App) -> None:
    """Nobody asks it there; typed in the long form before, it goes into the case all the same."""
    outside = {"external_no": "ZB-0815", "authority_due_at": "2027-03-25", "about_staff": ["service2"]}
    due = datetime.now(UTC).date() + timedelta(days=9)
    told = service.do(quick, {**FAST, "due": f"{due}", **outside}).complaint
    assert (told.external_no, told.about_staff) == ("ZB-0815", ("service2",))
    assert told.authority_due_at is not None


def test_a_visit_at_the_customers_is_noted_without_what_nobody_asks(desk: RegisterPresenter) -> None:
    """上门 would ask who travelled and for how much, which the registration has no field for."""
    told = joined(desk, {**LONG, "channel": "on_site"})
    assert told.channel == "other"
    assert str(told.content).endswith("投诉渠道 上门")


def test_what_the_fast_lane_asks_is_noted_too(desk: RegisterPresenter) -> None:
    """Its product, what would be given, and until when; each once, though the other way holds it too."""
    desk.form = Form.QUICK
    told = joined(desk, {**FAST, "due": "2026-03-20", "demands": [{"kind": "replenish"}]})
    lines = str(told.content).split("\n")
    assert lines[:2] == [FAST["verbatim"], FAST["word"]]
    assert lines[2].endswith("数量 1；单位 瓶；单价 58.00 元")
    assert lines[3:] == ["产品 砺驰自动变速箱油 ATF-Ⅲ；期限 2026-03-20"]
