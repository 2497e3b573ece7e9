"""The path against its witness: path.txt, which a person wrote line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.domain import workflow
from aftersales.domain.codes import State
from aftersales.domain.forms import FORMS
from aftersales.domain.steps.taking import RULES
from aftersales.domain.workflow import PATH, START, Step

WITNESS = Path(__file__).with_name("path.txt")
OPEN = "registered investigating proposed approved offered agreed fulfilling following_up".split()
GROUPS = {
    "open": OPEN,
    "accepted": OPEN[1:],
    "every": [*OPEN, "closed", "withdrawn", "merged"],
    "-": [""],
}
Move = tuple[str, str, str, str]


def lines() -> list[str]:
    """The lines of the witness that say something of a step."""
    text = WITNESS.read_text(encoding="utf-8").splitlines()
    return [line for line in text if line.strip() and not line.startswith("#")]


def witnessed() -> set[Move]:
    """Every (step, source, target, who) that the witness allows."""
    found = set()
    for line in lines():
        step, sources, target, who = (cell.strip() for cell in line.split("|"))
        states = [state for word in sources.split() for state in GROUPS.get(word, [word.lower()])]
        for source in states:
            to = source if target == "=" else target.lower()
            found |= {(step.replace(" ", "_"), source, to, one) for one in who.split()}
    return found


def coded() -> set[Move]:
    """Every (step, source, target, who) that the program allows."""
    return {
        (leg.step, source, source if leg.target is None else leg.target, who)
        for leg in PATH
        for source in leg.sources
        for who in leg.who
    }


def test_the_witness_says_who_wrote_it_and_when() -> None:
    """The first line names the writer and the day."""
    first = WITNESS.read_text(encoding="utf-8").splitlines()[0]
    assert "aftersales team, 2026-11-21" in first


def test_the_program_allows_nothing_that_the_witness_does_not() -> None:
    """No leg, source, target or person stands in PATH alone."""
    assert coded() - witnessed() == set()


def test_the_program_allows_all_that_the_witness_does() -> None:
    """No leg, source, target or person stands in the witness alone."""
    assert witnessed() - coded() == set()


def test_the_witness_says_nothing_twice() -> None:
    """A line more would hide that another was lost."""
    told = [tuple(cell.strip() for cell in line.split("|")) for line in lines()]
    assert len(told) == len(set(told))


def test_every_step_has_a_rule_and_a_form() -> None:
    """A step that stands on the path can be taken: it has what it brings and what it takes."""
    steps = {move[0] for move in witnessed()}
    assert steps == {str(step) for step in Step}
    assert steps - set(RULES) == {"finish"}
    assert steps - set(FORMS) == {"finish"}


def test_a_state_that_stays_and_one_that_moves_are_told_apart() -> None:
    """An action never moves; a leg of the path always has a target that is a state."""
    for leg in PATH:
        assert leg.target is None or leg.target in set(State)
    moving = {leg.step for leg in PATH if leg.target is not None}
    assert moving.isdisjoint({leg.step for leg in PATH if leg.target is None})


@pytest.mark.parametrize("state", [START, *State])
def test_steps_from_a_state(state: str) -> None:
    """What can follow in a state is what the witness lists for it, each step once."""
    found = workflow.steps_from(state)
    assert {str(step) for step in found} == {move[0] for move in witnessed() if move[1] == state}
    assert len(found) == len(set(found))
