"""The office of the window's bench: the practice company, and very many more complaints behind its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aftersales.app import open_app
from tests.bench.filling import STEP, fill
from tests.bench.office import Clock, register_one
from ui.gallery.stage import practice_office

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.app import App


def full_office(folder: Path, cases: int) -> tuple[App, Path]:
    """The practice company of last spring in this folder, and ``cases`` more up to today."""
    url = practice_office(folder)
    app = open_app(url)
    clock = Clock(datetime.now(UTC).replace(microsecond=0) - STEP * cases - timedelta(days=2))
    model = register_one(app, clock)
    path = folder / "practice.db"
    fill(app, path, model, cases)
    return app, path
