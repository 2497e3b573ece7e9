"""A practice office full of cases in every state, acted once a run; each test gets a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.storage.queries.page import CasePage, case_page
from tests.presenters.call_desk import copied
from tests.presenters.casework.showing import lines
from tests.presenters.full_desk import full_office

Enter = Callable[[str], App]


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its cases; copy it, never write to it."""
    return full_office(tmp_path_factory)


@pytest.fixture
def enter(full_file: Path, tmp_path: Path) -> Callable[[str], App]:
    """Anybody's desk in one copy of the office."""
    first = copied(full_file, tmp_path / "office", "admin")
    return first.signed_in


@pytest.fixture(scope="session")
def read(full_file: Path, tmp_path_factory: pytest.TempPathFactory) -> App:
    """A desk that only reads."""
    return copied(full_file, tmp_path_factory.mktemp("read"), "admin")


@pytest.fixture(scope="session")
def pages(read: App) -> tuple[CasePage, ...]:
    """The page of every case."""
    return tuple(read.ask(case_page, line.case_no) for line in lines(read))
