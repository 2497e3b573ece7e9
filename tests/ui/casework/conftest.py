"""Pages of cases in real windows on a practice office, with work done at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales import words
from aftersales.app import App
from aftersales.domain.codes import State
from tests.presenters.call_desk import AtOnce, copied
from tests.presenters.casework.showing import page_of
from tests.presenters.full_desk import full_office
from tests.ui.casework.rooms import Remembering
from tests.usecases.houses import House, in_a_file
from ui.prefs import Prefs
from ui.presenters.session import signed
from ui.views.case import CaseView, make
from ui.views.room import Page, Room

Enter = Callable[[str], App]
Made = Callable[[App, Callable[[Room], Page]], tuple[Page, Remembering]]


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its cases; copy it, never write to it."""
    return full_office(tmp_path_factory)


@pytest.fixture
def enter(full_file: Path, tmp_path: Path) -> Enter:
    """Anybody's desk in one copy of the office."""
    return copied(full_file, tmp_path / "office", "admin").signed_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A practice office without a case, whose clock stands; its budget for gifts is 5,000 元 a month."""
    yield from in_a_file(tmp_path)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Made]:
    """A page in a window of its own, in front."""
    pages: list[Page] = []

    def made(app: App, make: Callable[[Room], Page]) -> tuple[Page, Remembering]:
        frame, who = Remembering(), signed(app, f"sqlite:///{tmp_path}", app.login)
        spoken = words.words(zone=who.office.zone)
        page = make(Room(who, AtOnce(), spoken, Prefs(tmp_path / "prefs.json"), frame))
        pages.append(page)
        page.resize(1188, 690)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        return page, frame

    yield made
    for page in pages:
        page.close()
        page.deleteLater()


@pytest.fixture
def page(enter: Enter, shown: Made) -> tuple[CaseView, Remembering, str]:
    """The page of a case that is looked into, its owner before it."""
    complaint = page_of(enter("admin"), State.INVESTIGATING).case.complaint
    made, frame = shown(enter(complaint.owner or ""), make)
    view = cast("CaseView", made)
    view.open(complaint.case_no)
    QApplication.processEvents()
    return view, frame, complaint.case_no
