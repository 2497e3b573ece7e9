"""An office in one file refuses by itself: every rule by name, and by nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from aftersales.storage.guards.install import wanted
from aftersales.storage.guards.sql import PREFIX
from aftersales.storage.orm import SQLITE
from tests.storage.attacks_on.attack import Attack, attempt
from tests.storage.attacks_on.cases import fill
from tests.storage.attacks_on.everything import on
from tests.storage.attacks_on.play import Play, set_up_file

STANDING = frozenset(guard.trigger for guard in wanted(SQLITE))


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """An office in one file with a case in every state."""
    made = fill(set_up_file(tmp_path_factory.mktemp("office")))
    yield made
    made.close()


def _of_rule(attack: Attack) -> tuple[str, ...]:
    return tuple(t for t in STANDING if t.startswith(f"{PREFIX}{attack.rule}_on_"))


@pytest.mark.parametrize("attack", on(SQLITE), ids=str)
def test_refused_by_name_and_only_by_it(play: Play, attack: Attack) -> None:
    """A rule refuses the attack by its name, and without its trigger the same statement succeeds."""
    aside = tuple(trigger for trigger in attack.aside if trigger in STANDING)
    with (
        play.without(aside, attack.me) as connection,
        pytest.raises(sqlite3.IntegrityError, match=rf"^rule:{attack.rule}$"),
    ):
        attempt(connection, play, attack)
    with play.without((*aside, *_of_rule(attack)), attack.me) as connection:
        attempt(connection, play, attack)


def test_every_rule_is_attacked() -> None:
    """No guard stands in one file that no attack of these tests runs into."""
    attacked = {attack.rule for attack in on(SQLITE)}
    assert {guard.name for guard in wanted(SQLITE)} - attacked == set()
