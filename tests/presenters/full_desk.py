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
    """The file of the office; copy it, never write to it."""
    return made_once(factory, "full-practice.db", _made)


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
