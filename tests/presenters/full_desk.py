"""A practice office with its complaints, made once a run; copies of it, and a person signed in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aftersales.app import open_app
from aftersales.practice import fill, found_company
from tests.made_once import made_once
from ui.presenters.session import Signed, signed


def full_office(factory: pytest.TempPathFactory) -> Path:
    """A file of the office that is the caller's own: what is written to it, nobody else reads."""
    made = made_once(factory, "full-practice.db", _made)
    return Path(shutil.copy(made, factory.mktemp("full") / "office.db"))


def _made(file: Path) -> None:
    desks = found_company(f"sqlite:///{file}")
    fill(desks)
    desks.close()
    desks.first.close()


def desk(template: Path, folder: Path, login: str) -> Signed:
    """This person at his desk in a copy of the office."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{shutil.copy(template, folder / 'office.db')}"
    return signed(open_app(url, login=login), url, login)
