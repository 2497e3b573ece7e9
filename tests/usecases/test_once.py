"""Who never heard the answer may ask again: an act whose key stands is not done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aftersales.domain.codes import State
from aftersales.usecases.attaching import NewFile, attach_all, take_with_files, with_files
from aftersales.usecases.following import asked
from aftersales.usecases.once import DoneWithOtherWords
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.domain.play import REGISTRATION
from tests.presenters.call_desk import FAST
from tests.usecases.houses import House

DRAFT = "0123456789abcdef0123456789abcdef"
CALL = {"direction": "来", "channel": "电话", "counterpart": "张三", "content": "催", "purpose": "答复"}
PHOTO = NewFile(data={"name": "a.jpg", "kind": "照片", "from_whom": "客户"}, content=b"a photograph")


def cases(house: House) -> int:
    """How many complaints there are."""
    found: int = house.first.ask(lambda wire: wire.value('SELECT COUNT(*) FROM "complaint"'))
    return found


def test_a_draft_becomes_one_case(house: House) -> None:
    """The same draft with the same words is the case that there is, its photo kept once."""
    first = house.do("clerk1", with_files, register, REGISTRATION, [PHOTO], key=DRAFT)
    again = house.do("clerk1", with_files, register, dict(REGISTRATION), [PHOTO], key=DRAFT)
    assert (again.complaint.case_no, cases(house)) == (first.complaint.case_no, 1)
    assert [row.name for row in again.attachments] == ["a.jpg"]
    house.do("clerk1", with_files, register, REGISTRATION, [], key=DRAFT[::-1])
    house.do("service1", with_files, register, REGISTRATION, [], key=DRAFT)
    assert cases(house) == 3


def test_words_that_were_changed_since_are_told(house: House) -> None:
    """Neither a second case nor silently lost words: it is said which case there is."""
    first = house.do("clerk1", with_files, register, REGISTRATION, [], key=DRAFT)
    for verb, data in ((register, {**REGISTRATION, "verbatim": "又漏了"}), (quick, REGISTRATION)):
        with pytest.raises(DoneWithOtherWords) as told:
            house.do("clerk1", with_files, verb, data, [], key=DRAFT)
        assert told.value.facts == {"case_no": first.complaint.case_no}
    assert cases(house) == 1


def test_nothing_is_kept_of_an_act_that_failed(house: House) -> None:
    """A key stands with what it did, or not at all."""
    with pytest.raises(LookupError):
        house.do("clerk1", with_files, _fails, REGISTRATION, [], key=DRAFT)
    house.do("clerk1", with_files, register, REGISTRATION, [], key=DRAFT)
    assert cases(house) == 1


def _fails(work: object, data: object) -> object:
    register(work, data)  # type: ignore[arg-type]
    raise LookupError


def test_a_step_from_a_version_is_taken_once(house: House) -> None:
    """The same step from the same version with the same words is answered; other words are somebody's."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    version = house.take("service1", "accept", number, {}).complaint.version
    told = [house.do("service1", take, "contact", number, CALL, version=version) for _ in range(2)]
    assert [len(case.contacts) for case in told] == [1, 1]
    for who, data in (("service1", {**CALL, "content": "又催"}), ("service2", CALL)):
        with pytest.raises(SomeoneElseWasFaster):
            house.do(who, take, "contact", number, data, version=version)
    assert len(house.case(number).contacts) == 1


def test_a_call_that_joins_a_case_and_its_files_too(house: House) -> None:
    """A draft is a contact of a case once; a file that I attached is attached once."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    for _ in range(2):
        house.do("clerk1", take_with_files, "contact", number, CALL, [PHOTO], key=DRAFT)
        house.do("clerk1", attach_all, number, [PHOTO])
        house.take("clerk1", "attach", number, PHOTO.data, content=PHOTO.content)
    case = house.case(number)
    assert (len(case.contacts), len(case.attachments)) == (1, 1)
    assert len(house.take("service1", "attach", number, PHOTO.data, content=PHOTO.content).attachments) == 2
    house.do("clerk1", with_files, register, REGISTRATION, [], key=DRAFT)
    assert cases(house) == 2


def test_an_answer_is_asked_for_once_with_what_follows(house: House) -> None:
    """A call that closed its case is heard of again; nothing is asked of the closed case."""
    case = house.do("service1", quick, {**FAST, "due": "2026-11-28"})
    number = case.complaint.case_no
    for who, step in (("store1", "done_notice"), ("service2", "confirm_notice")):
        more = {"shipped_qty": "1", "carrier": "顺丰", "waybill": "SF1", "shipped_batch": "N1"}
        case = house.take(who, step, number, {"notice": "C1", **(more if step == "done_notice" else {})})
    house.now += timedelta(days=8)
    said = {"channel": "电话", "interviewee": "张三", "satisfaction": "满意"}
    version = case.complaint.version
    answers = [house.do("service2", asked, number, said, version=version) for _ in range(2)]
    assert [answer.case.complaint.state for answer in answers] == [State.CLOSED] * 2
    assert len(house.case(number).follow_ups) == len(answers[0].case.follow_ups)
