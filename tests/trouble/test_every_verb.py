"""Every verb of the window with its line cut before the commit: named, not written, done when it is back."""

from __future__ import annotations

import ast
import inspect
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.forms import FORMS
from aftersales.storage.queries.histories import newest_history
from aftersales.storage.verify import verify
from aftersales.words import words
from tests.architecture.sources import project_texts, python_of
from tests.cluster import Cluster
from tests.trouble import verbs
from tests.trouble.verbs import Verb
from tests.trouble.wire import line_to
from tests.usecases.houses import House, in_a_file, on_a_server
from ui.tasks import Tasks

READING = frozenset("preview drafted looked_at looked_at_of_office clauses_to_take".split())
"""What the window has done to look: a draft of a paper, what could be taken. Nothing is written."""
THE_SAME = {
    "with_files": "register or quick, with files by attach",
    "attach_all": "attach, several times",
    "take_with_files": "a step, with files by attach",
    "with_evidence": "approve_by_word, with files by attach",
    "take_back": "the step of this name, entry by entry",
    "once": "the verb it is given, with a note that it is done",
    "asked": "follow_up, then close or dissatisfied",
    "told_printed": "what printed does, once the paper lies there",
    "told_bound": "what printed does, for a closed case's file",
    "save_draft": "amends the agreement as issue_agreement does",
    "with_clauses": "reads the library",
    "in_force": "reads the library",
    "take": "each of its steps by its own name",
}
"""Verbs that go the way of others."""


@dataclass
class Office:
    """An office with a line that can be cut, and the lane in which the window's work is done."""

    house: House
    cut: Callable[[], object]
    mend: Callable[[], object]
    tasks: Tasks
    qtbot: QtBot
    answers: list[object] = field(default_factory=list)
    troubles: list[CodedError] = field(default_factory=list)

    def asked(self, verb: Verb, *, cut: bool = False) -> None:
        """Have it done in the lane, as presenters do, until it is answered."""
        self.answers.clear()
        self.troubles.clear()
        work = partial(verb.work, app=self.house.app(verb.who))
        if cut:
            self.cut()
        self.tasks.run(work, self.answers.append, self.troubles.append)
        self.qtbot.waitUntil(lambda: bool(self.answers or self.troubles), timeout=20_000)
        self.mend()

    def written(self) -> int:
        """How many rows history has, seen by somebody whose line is whole."""
        newest = self.house.first.ask(newest_history, 1)
        return newest[0].seq if newest else 0


@contextmanager
def lanes(house: House) -> Iterator[Tasks]:
    """Real lanes; a bug in them fails the test."""
    bugs: list[BaseException] = []
    tasks = Tasks(refused=bugs.append, bug=bugs.append)
    yield tasks
    people = list(house._apps.values())

    def last() -> None:
        for app in people:
            app.close()

    tasks.close(last)
    assert bugs == []


@contextmanager
def behind_a_line(cluster: Cluster, qtbot: QtBot) -> Iterator[Office]:
    """An office on a server: the administrator looks on beside the line, everybody works through it."""
    for house in on_a_server(cluster):
        with line_to(cluster.host, cluster.port) as line, lanes(house) as tasks:
            house.url = house.url.replace(f":{cluster.port}/", f":{line.port}/")
            yield Office(house, line.cut_at_commit, lambda: None, tasks, qtbot)


@contextmanager
def in_a_full_quota(folder: Path, qtbot: QtBot) -> Iterator[Office]:
    """An office in a file that cannot be written for a while: this process may write no files."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def allowed(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    for house in in_a_file(folder):
        with lanes(house) as tasks:
            try:
                yield Office(house, lambda: allowed(0), lambda: allowed(before[0]), tasks, qtbot)
            finally:
                allowed(before[0])


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Office]:
    """An office on either engine."""
    made = (
        in_a_full_quota(tmp_path, qtbot)
        if engine == "sqlite"
        else behind_a_line(request.getfixturevalue("cluster"), qtbot)
    )
    with made as one:
        yield one


def test_every_verb_survives_a_cut(office: Office) -> None:
    """Each verb once: a sentence instead of an answer, no row of history; asked again it is done."""
    tried: set[str] = set()
    spoken = words()
    house = office.house
    for verb in chain(verbs.steps(house), verbs.settings(house)):
        house.now += timedelta(minutes=5)
        if verb.name not in tried:
            tried.add(verb.name)
            before = office.written()
            office.asked(verb, cut=True)
            assert [isinstance(one, Trouble) for one in office.troubles] == [True], verb.name
            (trouble,) = office.troubles
            assert spoken.sentence(trouble.code, trouble.facts)
            assert office.written() == before, verb.name
        office.asked(verb)
        assert office.troubles == [], verb.name
    assert set(FORMS) - tried == verbs.UNREACHED
    assert verify(house.store) == ()


def _first_parameter(module: str, name: str) -> str:
    found = getattr(import_module(module), name)
    return next(iter(inspect.signature(found).parameters), "") if inspect.isfunction(found) else ""


def window_verbs() -> set[str]:
    """The use cases that some presenter has done."""
    found = set()
    for source in python_of(project_texts(), "ui/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aftersales.usecases"):
                names = [alias.name for alias in node.names]
                found |= {name for name in names if _first_parameter(node.module or "", name) == "work"}
    return found


def test_no_verb_of_the_window_is_left_out() -> None:
    """What presenters import of the use cases is tried above, or goes the way of what is."""
    told = {name for name, _, _ in (*verbs.PEOPLE, *verbs.OFFICE)} | {"register", "quick", "read"}
    assert window_verbs() - told - READING - set(THE_SAME) == set()
