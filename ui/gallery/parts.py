"""Draws the views in several processes at once, each on its own copy of the practice company."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.gallery.stage import Look, practice_office
from ui.gallery.views import draw as draw_views
from ui.gallery.views import wanted
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

PARTS = 2
"""How many processes draw at once."""


def application() -> QApplication:
    """The application in our look, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    dress(app, Scheme.LIGHT)
    return app


def part(
    office: Path, chosen: tuple[Look, ...], names: tuple[str, ...], logins: tuple[str, ...]
) -> list[Path]:
    """The views of these people, on a copy of the office; nothing of this computer's settings is touched."""
    with tempfile.TemporaryDirectory(prefix="aftersales-gallery-") as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(Path(folder) / name.lower())
        url = f"sqlite:///{shutil.copy(office, Path(folder) / 'practice.db')}"
        mine = [scene for scene in wanted(names) if scene.login in logins]
        return list(draw_views(application(), url, mine, chosen))


def parts(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Who is drawn by which process: about as many scenes in each."""
    told = [scene.login for scene in wanted(names)]
    shares: list[list[str]] = [[] for _ in range(PARTS)]
    for login in sorted(set(told), key=told.count, reverse=True):
        min(shares, key=lambda share: sum(map(told.count, share))).append(login)
    return [tuple(share) for share in shares if share]


def views(names: Sequence[str], chosen: tuple[Look, ...]) -> Iterator[Path]:
    """The views named, several people at once."""
    with tempfile.TemporaryDirectory(prefix="aftersales-gallery-") as folder:
        practice_office(Path(folder))
        office = Path(folder) / "practice.db"
        shares = parts(names)
        fresh = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(len(shares), fresh) as pool:
            for pictures in pool.map(partial(part, office, chosen, tuple(names)), shares):
                yield from pictures
