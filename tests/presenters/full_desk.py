"""A practice office with its complaints, made once a run; copies of it, and a person signed in."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aftersales.app import open_app
from aftersales.practice import fill, found_company
from tests.made_once import made_once
from ui.presenters.session import Signed, signed

_DRAFT = """
SELECT a.case_no FROM agreement a JOIN complaint c USING (case_no)
WHERE a.state = 'draft' AND c.state = 'agreed' AND c.owner = ? LIMIT 1
"""
_run: dict[str, Path] = {}
"""The office of this run, once somebody has asked for it."""


def full_office(factory: pytest.TempPathFactory) -> Path:
    """A file of the office that is the caller's own: what is written to it, nobody else reads."""
    made = _run["office"] = made_once(factory, "full-practice.db", _made)
    return Path(shutil.copy(made, factory.mktemp("full") / "office.db"))


def _made(file: Path) -> None:
    desks = found_company(f"sqlite:///{file}")
    fill(desks)
    desks.close()
    desks.first.close()


def draft_case(owner: str = "service1") -> str:
    """His case of the full office whose agreement is a draft; service1's misses two things.

    Its number says the day it was registered on: the practice company is acted until the hour of the run.
    """
    with closing(sqlite3.connect(f"{_run['office'].as_uri()}?mode=ro", uri=True)) as read:
        ((found,),) = read.execute(_DRAFT, (owner,))
    return str(found)


def desk(template: Path, folder: Path, login: str) -> Signed:
    """This person at his desk in a copy of the office."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{shutil.copy(template, folder / 'office.db')}"
    return signed(open_app(url, login=login), url, login)
