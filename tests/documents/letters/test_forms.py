"""The tracking sheet, the leaflet, the forms for a pen: what stands on them, and that they fit."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import time as Hour  # noqa: N812 (the module time measures)
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aftersales.documents import follow_up
from aftersales.documents.letters import letter, tracking
from aftersales.documents.letters.compose_leaflet import leaflet
from aftersales.documents.letters.compose_letter import letter as composed
from aftersales.documents.letters.compose_tracking import tracking as tracked
from aftersales.documents.letters.values import Hours, Limit
from aftersales.documents.values import FollowUp, Imprint
from aftersales.domain.records.office import Calendar, TimeLimit
from aftersales.usecases.printing import OFFICE_PAPERS, NoSuchPaper, looked_at_of_office
from tests.documents.letters.stories import PAPERS, PRINTED, fullest, work
from tests.documents.letters.test_letters import DRAWN_LABELS
from tests.documents.reading import copied
from tests.documents.told import NOON, OFFICE, told

if TYPE_CHECKING:
    from pathlib import Path

LONG = "".join(f"第{number:05}句话写在这里。" for number in range(1540))  # 20,020 characters


def missing(paper: str, *wanted: str) -> list[str]:
    """What of ``wanted`` the paper does not hold."""
    return [one for one in wanted if one not in paper]


def test_tracking_tells_where_it_stands(tmp_path: Path) -> None:
    """Receipt, demands, every stage with its due time, measures, promises, contacts."""
    paper = copied(PAPERS.tracking(OFFICE, fullest(), by="zhang", at=PRINTED), tmp_path)
    wanted = ("12315-778899", "第几次投诉1", "3,500.00", "TS-20260302-001-F1", "请客户停用这一批", "已停用")
    more = ("接收2026-03-0215:302026-03-0213:01张售后", "查清运单后回电", "问什么时候到货", "补货出货")
    assert missing(paper, *wanted, *more) == []
    assert "超期" not in paper


def test_tracking_marks_what_is_late(tmp_path: Path) -> None:
    """What was due before and is not done, or was done after, is marked in words."""
    value = tracked(OFFICE, fullest(), labels=DRAWN_LABELS, by="zhang", at=PRINTED + timedelta(days=60))
    late = {one.key for one in value.stages if one.late}
    assert late == {"closed"}
    assert all(one.late for one in value.promises)
    assert "超期" in copied(tracking.draw(value, DRAWN_LABELS), tmp_path)


def test_tracking_keeps_confidence(tmp_path: Path) -> None:
    """Who asked for confidence is not named on a sheet that goes round the office, in no table of it."""
    case = fullest()
    names, said = "王建国|徐州诚信|0516", "徐州诚信汽配经营部的王建国说油黑"
    assert set(re.findall(names, copied(PAPERS.tracking(OFFICE, case, by="zhang", at=PRINTED), tmp_path)))
    case = replace(
        case,
        complaint=replace(case.complaint, confidential=True, summary=said),
        contacts=tuple(replace(row, content=said) for row in case.contacts),
        promises=tuple(replace(row, content=said) for row in case.promises),
        containments=tuple(replace(row, action=said, effect=said) for row in case.containments),
    )
    paper = copied(PAPERS.tracking(OFFICE, case, by="zhang", at=PRINTED), tmp_path)
    assert re.findall(names, paper) == []
    assert missing(paper, "客户要求保密", "说油黑", "答复客户", "客户确认") == []


@pytest.mark.parametrize("name", OFFICE_PAPERS)
def test_papers_of_no_case(name: str, tmp_path: Path) -> None:
    """Each is drawn with the company's name; a form for a pen has no stroke in its empty fields."""
    shown = looked_at_of_office(work(told()), name)()
    paper = copied(shown.content, tmp_path)
    assert (shown.case_no, shown.key) == (None, name)
    assert "华东润滑油有限公司" in paper
    assert "／" not in paper


def test_unknown_paper_of_the_office() -> None:
    """A name that no paper has is refused."""
    with pytest.raises(NoSuchPaper):
        looked_at_of_office(work(told()), "passport")


def test_blank_registration_is_ticked_by_hand(tmp_path: Path) -> None:
    """Every channel, also the office's own, kind of customer, reason and demand has a box to tick."""
    paper = copied(looked_at_of_office(work(told()), "blank_registration")().content, tmp_path)
    assert missing(paper, "□快手直播", "□特重大", "□经销商", "□响应速度", "□赔款", "□是□否") == []
    assert "编号：_________" in paper


@pytest.mark.parametrize(("day_and_night", "unit"), [(False, "work_hour"), (True, "hour")])
def test_hours_of_the_leaflet_are_the_offices(day_and_night: bool, unit: str) -> None:
    """Four hours of a clock that rests at night are told as working hours: 16:00 on a Friday is no 20:00."""
    limit = TimeLimit(clock="first_contact", severity="general", amount=Decimal(4), unit="hour")
    office = replace(OFFICE, time_limits=(replace(limit, round_clock=day_and_night),))
    value = leaflet(office, labels=DRAWN_LABELS, by="zhang", at=PRINTED)
    assert value.limits == (("received", Limit("4", unit)),)


def test_leaflet_tells_hours_and_limits(tmp_path: Path) -> None:
    """The office's own hours, days with the same ones together, and its own limits; on one page."""
    spans = [Calendar(no=day, weekday=day, opens=Hour(9), closes=Hour(17)) for day in (1, 2, 3, 4, 6)]
    limits = (TimeLimit(clock="decision", severity="general", amount=Decimal(3), unit="working_day"),)
    office = replace(OFFICE, calendar=tuple(spans), time_limits=limits)
    value = leaflet(office, labels=DRAWN_LABELS, by="zhang", at=PRINTED)
    assert [(one.first, one.last) for one in value.hours] == [(1, 4), (6, 6)]
    assert value.limits == (("answered", Limit("3", "working_day")),)
    paper = copied(PAPERS.of_office(office, "leaflet", by="zhang", at=PRINTED), tmp_path)
    wanted = ("周一至周四09:00—17:00", "周六09:00—17:00", "时限：3个工作日", "第1页共1页", "0510-88886666")
    assert missing(paper, *wanted) == []
    assert isinstance(value.hours[0], Hours)


def test_follow_up_is_signed_below_its_answers(tmp_path: Path) -> None:
    """However much the customer says, signatures stand with the last part, and mostly on one page."""
    imprint = Imprint("某公司", "X-H1", "李", NOON.replace(tzinfo=None))
    for sentences in range(0, 60, 6):
        value = FollowUp(
            imprint,
            "X",
            "某店",
            settled=("补货 12 桶　2026-03-12",) * 7,
            suggestion="电话要有人接，回复要快一些。" * sentences,
        )
        last = copied(follow_up.draw(value, DRAWN_LABELS), tmp_path).split("打印：李")[-2]
        assert "继续使用" in last
        assert "客户签字" in last


@pytest.mark.parametrize("name", ["letter", "tracking"])
def test_long_texts_flow_on_and_cost_in_proportion(name: str, tmp_path: Path) -> None:
    """20,000 characters are all there, in order, and cost at most thirty times what 1,000 cost."""
    draw(name, LONG)
    found = re.findall(r"(?<![\d.-])0\d{4}(?!\d)", copied(draw(name, LONG), tmp_path))
    assert found == [f"{number:05}" for number in range(1540)]
    assert cost(name, LONG) <= 30 * cost(name, LONG[:1000])


def draw(name: str, text: str) -> bytes:
    """A letter or a tracking sheet with this text."""
    how = {"labels": DRAWN_LABELS, "by": "zhang", "at": PRINTED}
    if name == "letter":
        value = composed(OFFICE, told(), "answer", **how)  # type: ignore[arg-type]
        return letter.draw(replace(value, content=text), DRAWN_LABELS)
    sheet = tracked(OFFICE, told(), **how)  # type: ignore[arg-type]
    return tracking.draw(replace(sheet, problem=text), DRAWN_LABELS)


def cost(name: str, text: str) -> float:
    """The least processor time of three drawings, in seconds."""
    times: list[float] = []
    for _ in range(3):
        before = time.process_time()
        draw(name, text)
        times.append(time.process_time() - before)
    return min(times)


def test_sixty_remedies_on_the_approval_sheet(tmp_path: Path) -> None:
    """Sixty remedies flow on to further pages, the head of the table that tells of them on each."""
    case = told()
    rows = tuple(
        replace(case.remedies[0], no=100 + number, product=f"第{number:02}种油") for number in range(60)
    )
    paper = copied(PAPERS.approval(OFFICE, replace(case, remedies=rows), by="zhang", at=PRINTED), tmp_path)
    assert [number for number in range(60) if f"第{number:02}种油" not in paper] == []
    pages = re.split(r"打印：张售后", paper)[:-1]
    carrying = [page for page in pages if re.search(r"第\d\d种油CH-415W", page)]
    assert len(carrying) > 1
    assert all("品名规格" in page or "拟处理" in page for page in carrying)
