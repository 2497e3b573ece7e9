"""The pages of the papers of the practice company's play."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from aftersales.practice.company import found_company
from aftersales.practice.demo import STATION, Play
from ui.gallery.components import OUT

PLAYED_AT = datetime(2026, 3, 4, 1, 12, tzinfo=UTC)
"""When the practice company's complaint comes in, so that the papers are the same each time."""


def papers() -> Iterator[Path]:
    """Every page of the papers of the practice company's play, as pictures."""
    with tempfile.TemporaryDirectory(prefix="aftersales-gallery-") as folder:
        desks = found_company(f"sqlite:///{Path(folder) / 'practice.db'}", at=PLAYED_AT, station=STATION)
        try:
            play = Play(desks, PLAYED_AT)
            for _ in play.lines():
                pass
            for name, content in play.papers():
                yield from pages(f"paper-{Path(name).stem}", content)
        finally:
            desks.close()
            desks.first.close()


def pages(name: str, pdf: bytes) -> list[Path]:
    """A PDF's pages as pictures, 110 dots an inch. Raises FileNotFoundError where poppler is missing."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        raise FileNotFoundError("pdftoppm")
    for old in OUT.glob(f"{name}-*.png"):
        old.unlink()
    subprocess.run([tool, "-r", "110", "-png", "-", str(OUT / name)], input=pdf, check=True)  # noqa: S603
    return sorted(OUT.glob(f"{name}-*.png"))
