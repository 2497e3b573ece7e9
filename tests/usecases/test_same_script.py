"""The same script on both engines: anyone tries anything, and both say and keep the same."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.fields import specs
from aftersales.domain.policy import may
from aftersales.domain.workflow import Step, steps_from
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.histories import newest_history
from aftersales.storage.verify import verify
from tests.domain.anything import plausible
from tests.domain.play import REGISTRATION, Play
from tests.usecases.houses import NAMES, House

FORWARD = (
    *("accept", "propose", "decide", "approve", "answer", "accept_offer", "issue_agreement", "sign"),
    *("settle_without_paper", "done_notice", "confirm_notice", "file_original", "follow_up", "close"),
)
Said = Case | tuple[str, str]


def said(house: House, who: str, step: str, number: str, typed: dict[str, Any]) -> Said:
    """What the office says to a try: the case as it stands then, or by which rule it is refused.

    A refusal by the database would be no DomainError and end the test: what a rule lets through, the
    guards let through too.
    """
    content = b"\xff\xd8 a photograph" if step == "attach" else None
    try:
        return house.take(who, step, number, typed, content)
    except DomainError as error:
        return error.code, str(error)


def unveiled(told: Said) -> Said:
    """The case without its secret fields: a server does not tell them to everybody, a file does."""
    if not isinstance(told, Case):
        return told
    rows = {
        table.name: tuple(_open(row) for row in getattr(told, table.name))
        for table in dataclasses.fields(told)
        if isinstance(getattr(told, table.name), tuple)
    }
    return dataclasses.replace(told, customer=_open(told.customer), **rows)


def _open(row: Any) -> Any:  # noqa: ANN401 - a record of any kind
    hidden = {name: getattr(type(row)(), name) for name, spec in specs(type(row)).items() if spec.secret}
    return dataclasses.replace(row, **hidden)


class Script:
    """Tries on one case in two offices, drawn from where the case stands in the first."""

    def __init__(self, pair: tuple[House, House], data: st.DataObject) -> None:
        self.pair, self.data = pair, data
        first, second = (house.register("clerk1", REGISTRATION) for house in pair)
        assert first == second
        self.case = first
        self.number = first.complaint.case_no

    def go(self) -> None:
        """One try: half of them lead on, half are anybody's."""
        house = self.pair[0]
        open_steps = [step for step in steps_from(self.case.complaint.state) if step != Step.FINISH]
        forward = [step for step in open_steps if step in FORWARD]
        if forward and self.data.draw(st.integers(0, 3)):
            step = self.data.draw(st.sampled_from(forward))
            who = self.data.draw(
                st.sampled_from([name for name in NAMES if self.may(name, step)] or ["clerk1"])
            )
        else:
            step = self.data.draw(
                st.sampled_from([step for step in Step if step not in ("register", "finish")])
            )
            who = self.data.draw(st.sampled_from(NAMES))
        typed = self.data.draw(plausible(step, self.case, house.now.date().isoformat()))
        if step == Step.MERGE:
            typed = {**typed, "case": self.number}
        self.both(who, step, typed)

    def may(self, name: str, step: str) -> bool:
        """Whether policy lets this person take the step."""
        house = self.pair[0]
        play = Play(office=house.first.ask(read_office), now=house.now)
        try:
            may(step, self.case, play.desk(house.login(name)))
        except CodedError:
            return False
        return True

    def both(self, who: str, step: str, typed: dict[str, Any]) -> None:
        """Try it in both offices; they must say the same."""
        first, second = (said(house, who, step, self.number, typed) for house in self.pair)
        assert unveiled(first) == unveiled(second)
        if isinstance(first, Case):
            self.case = first

    def compare(self) -> None:
        """Both keep the same case and the same history, hash by hash."""
        first, second = (house.case(self.number) for house in self.pair)
        assert first == second == self.case
        one, two = (house.first.ask(newest_history, 50) for house in self.pair)
        assert one == two


@pytest.mark.postgresql
def test_both_engines_say_and_keep_the_same(pair: tuple[House, House]) -> None:
    """Random scripts of forty tries: same answers, same cases, same chain; at the end nothing is amiss."""

    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def scripts(data: st.DataObject) -> None:
        data.draw(st.integers(0, 2**64))  # the office grows: no script begins as another one did
        script = Script(pair, data)
        for _ in range(40):
            script.go()
        script.compare()

    scripts()
    for house in pair:
        assert verify(house.store) == ()
