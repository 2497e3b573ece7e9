"""One act is one transaction: number, history, rows and messages stand together, or none of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import NoReturn

import pytest

from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError
from aftersales.domain.policy import NotForYou
from aftersales.storage.database import beside
from aftersales.storage.orm import POSTGRESQL
from aftersales.storage.queries.histories import newest_history
from aftersales.storage.trouble import UpgradedMeanwhile
from aftersales.storage.verify import verify
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from aftersales.usecases.work import NoSuchStep, Work
from aftersales.words import words
from tests.domain.play import REGISTRATION, proposal
from tests.usecases.houses import House, in_a_file


class LineCut(Exception):
    """What ends an act in the middle."""


@pytest.fixture
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office in a file."""
    yield from in_a_file(tmp_path_factory.mktemp("house"))


def cut(work: Work) -> NoReturn:
    """Register, and fail before the end."""
    register(work, REGISTRATION)
    raise LineCut


def told(house: House) -> int:
    """How many rows of history there are."""
    newest = house.first.ask(newest_history, 1)
    return newest[0].seq if newest else 0


def messages(house: House) -> int:
    """How many messages wait in the outbox."""
    with house.store.reading() as wire:
        count: int = wire.value('SELECT count(*) FROM "message"')
        return count


def test_a_clock_that_stands_stands_for_questions_too(house: House) -> None:
    """What a screen reads at a desk whose clock stands is as of that moment."""
    moment = datetime(2026, 3, 4, 1, 12, tzinfo=UTC)
    assert house.first.at(moment).ask(lambda wire: wire.now()) == moment
    assert house.first.at(None).ask(lambda wire: wire.now()) != moment


def test_a_number_is_given_back(house: House) -> None:
    """An act that fails leaves no gap: the next case has the next number, on either engine."""
    first = house.register("clerk1", REGISTRATION).complaint.case_no
    rows, waiting = told(house), messages(house)
    with pytest.raises(LineCut):
        house.do("clerk1", cut)
    assert (told(house), messages(house)) == (rows, waiting)
    second = house.register("clerk1", REGISTRATION).complaint.case_no
    assert (first[-3:], second[-3:]) == ("001", "002")
    assert verify(house.store) == ()


def test_messages_stand_with_their_step(file: House) -> None:
    """Where the outbox takes no message, the step does not stand either."""
    case = file.register("clerk1", REGISTRATION)
    rows = told(file)
    with file.store.writing(file.first.login) as wire:
        wire.run(
            'CREATE TRIGGER "full" BEFORE INSERT ON "message" BEGIN SELECT RAISE(ABORT, \'rule:full\'); END'
        )
    with pytest.raises(CodedError):
        file.register("clerk1", REGISTRATION)
    assert told(file) == rows
    with file.store.writing(file.first.login) as wire:
        wire.run('DROP TRIGGER "full"')
    assert file.register("clerk1", REGISTRATION).complaint.case_no[-3:] == "002"
    assert file.case(case.complaint.case_no) == case


def test_each_row_holds_on_to_the_one_before(house: House) -> None:
    """The rows of history are numbered without gap and chained, over cases and settings, on either engine."""
    for _ in range(2):
        number = house.register("clerk1", REGISTRATION).complaint.case_no
        house.take("service1", "accept", number, {})
    rows = house.first.ask(newest_history, 1000)[::-1]
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].prev_hash == ""
    for first, second in pairwise(rows):
        assert second.prev_hash == first.hash != ""


def test_a_refusal_writes_nothing(house: House) -> None:
    """A step that a rule refuses leaves no trace, on either engine."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    rows = told(house)
    with pytest.raises(NotForYou):
        house.take("clerk1", "accept", number, {})
    assert told(house) == rows


def test_who_looked_at_an_older_version_is_told(file: House) -> None:
    """A step on a version that has moved on is refused with both versions."""
    number = file.register("clerk1", REGISTRATION).complaint.case_no
    file.take("service1", "accept", number, {})

    def late(work: Work) -> Case:
        return take(work, "propose", number, proposal(), version=1)

    with pytest.raises(SomeoneElseWasFaster):
        file.do("service1", late)


@pytest.mark.parametrize("step", ["register", "finish", "nonsense", ""])
def test_not_every_word_is_a_step(file: House, step: str) -> None:
    """What the program does itself, or nobody does, is not taken by name."""
    number = file.register("clerk1", REGISTRATION).complaint.case_no
    with pytest.raises(NoSuchStep):
        file.take("service1", step, number, {})


def upgraded(house: House) -> None:
    """Another program has brought the office to a schema that this one does not know."""
    other = beside(house.store)
    with other.writing(house.first.login) as wire:
        if other.engine == POSTGRESQL:
            wire.run(f'SET LOCAL ROLE "{other.address.database}_owner"')
        wire.run(
            "INSERT INTO schema_migration (name, applied) VALUES ('9009_tomorrow', '2030-01-01 00:00:00')"
        )
    other.close()


def test_a_program_left_open_writes_nothing_after_an_upgrade(house: House) -> None:
    """Whoever acts is told to close it and open it again, each time; not a row is written."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.app("service1")
    upgraded(house)
    case, rows = house.case(number), told(house)
    for _ in range(2):
        with pytest.raises(UpgradedMeanwhile) as refused:
            house.take("service1", "accept", number, {})
    with pytest.raises(UpgradedMeanwhile):
        house.register("clerk1", REGISTRATION)
    assert refused.value.facts == {"migration": "9009_tomorrow"}
    sentence = words().sentence(refused.value.code, refused.value.facts)
    assert "请关闭后重新打开" in sentence
    assert (house.case(number), told(house)) == (case, rows)
