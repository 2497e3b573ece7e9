"""A leader who approved by word leads no more: who stands in for him signs, or he himself."""

from __future__ import annotations

from typing import Any

import pytest

from aftersales.domain.codes import Mark
from aftersales.domain.policy import NotForYou
from aftersales.domain.workflow import Step
from aftersales.usecases.people import change_person, set_substitute
from tests.domain.play import REGISTRATION, proposal
from tests.presenters.call_desk import AtOnce
from tests.presenters.settings.seen import Seen
from tests.usecases.houses import House
from ui.presenters.session import signed
from ui.presenters.settings.authority import SubstitutesPresenter

SAID: dict[str, Any] = {
    "person": "lead1",
    "by_word_means": "电话",
    "by_word_at": "2026-11-23 09:01",
    "evidence": 1,
}
TO_LEAD2 = {"stands_in": "lead2", "from_on": "2026-11-23", "to_on": "2026-12-31", "reason": "换岗"}


@pytest.fixture
def number(house: House) -> str:
    """The number of a case that lead1 approved by word; lead2 stands in for him."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", Step.ACCEPT, number, {})
    evidence = {"name": "录音.txt", "kind": "其他", "from_whom": "本公司"}
    house.take("service1", Step.ATTACH, number, evidence, b"yes")
    house.take("service1", Step.PROPOSE, number, proposal())
    house.take("service1", Step.APPROVE_BY_WORD, number, SAID)
    house.first.at(house.now).do(set_substitute, house.named({"principal": "lead1", **TO_LEAD2}))
    return number


def leads_no_more(house: House) -> None:
    """The leader's role is taken from lead1, who stays."""
    login = house.login("lead1")
    house.first.at(house.now).do(change_person, login, {"roles": ["service"], "level": None})


def test_who_stands_in_signs_for_who_leads_no_more(house: House, number: str) -> None:
    """While he leads it is his own signature; then his substitute says yes in his place."""
    with pytest.raises(NotForYou):
        house.take("lead2", Step.COUNTERSIGN, number, {})
    leads_no_more(house)
    with pytest.raises(NotForYou):
        house.take("boss", Step.COUNTERSIGN, number, {})
    case = house.take("lead2", Step.COUNTERSIGN, number, {"comment": "查过凭据"})
    word, yes = case.approvals[-2:]
    assert (word.approver, word.countersigned_at) == (house.login("lead1"), yes.at)
    assert (yes.approver, yes.substitute_for) == (house.login("lead2"), house.login("lead1"))
    assert Mark.TO_COUNTERSIGN not in case.complaint.marks


def test_he_himself_still_signs(house: House, number: str) -> None:
    """It was his word: where he stays and leads no more, his own signature ends it too."""
    leads_no_more(house)
    case = house.take("lead1", Step.COUNTERSIGN, number, {})
    assert case.approvals[-1].countersigned_at is not None
    assert Mark.TO_COUNTERSIGN not in case.complaint.marks


def may_be_stood_in_for(house: House) -> bool:
    """Whether the page 代理 offers lead1, for whom something waits."""
    seen, app = Seen(), house.first.at(house.now)
    SubstitutesPresenter(seen, AtOnce(), signed(app, "test", app.login)).refresh()
    return house.login("lead1") in seen.owing


@pytest.mark.usefixtures("number")
def test_he_is_offered_to_be_stood_in_for(house: House) -> None:
    """As the program advises: a substitute can be named for what he owes once he leads no more."""
    assert not may_be_stood_in_for(house)
    leads_no_more(house)
    assert may_be_stood_in_for(house)
