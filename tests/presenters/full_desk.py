"""A practice office with its complaints, made once a run; copies of it, and a person signed in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from aftersales.app import open_app
from aftersales.practice import fill, found_company
from ui.presenters.session import Signed, signed


def full_office(factory: pytest.TempPathFactory) -> Path:
    """The file of the office; copy it, never write to it."""
    file = factory.getbasetemp() / "full-practice" / "office.db"
    if not file.exists():
        making = factory.mktemp("making") / "office.db"
        desks = found_company(f"sqlite:///{making}")
        fill(desks)
        desks.close()
        desks.first.close()
        file.parent.mkdir()
        making.rename(file)  # whole or not there
    return file


def desk(template: Path, folder: Path, login: str) -> Signed:
    """This person at his desk in a copy of the office."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{shutil.copy(template, folder / 'office.db')}"
    return signed(open_app(url, login=login), url, login)
