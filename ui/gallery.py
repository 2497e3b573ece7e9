"""The gallery: components in light, dark, double text, enlarged; papers' pages; to be looked at."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.practice.company import found_company
from aftersales.practice.demo import STATION, Play
from ui.widgets.dress import dress
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

OUT = Path("out") / "gallery"
PLAYED_AT = datetime(2026, 3, 4, 1, 12, tzinfo=UTC)
"""When the practice company's complaint comes in, so that the papers are the same each time."""


def shots() -> Iterator[tuple[str, Scheme, float, int]]:
    """Each picture of the components: name, scheme, zoom, and how often each text is repeated."""
    for scheme in Scheme:
        yield f"components-{scheme}", scheme, 1.0, 1
        yield f"components-{scheme}-double", scheme, 1.0, 2
    yield "components-light-150", Scheme.LIGHT, 1.5, 1


def draw(name: str, scheme: Scheme, zoom: float, times: int) -> Path:
    """Draw one picture of the components; where it lies."""
    from ui.widgets.sheet import components

    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme().put_on(app, scheme, zoom)
    return shoot(components(times), name)


def shoot(widget: QWidget, name: str) -> Path:
    """The widget as a PNG in the gallery's folder."""
    widget.ensurePolished()
    widget.show()
    for _ in range(2):  # the first time fields learn how high their messages are
        settle()
        widget.resize(widget.sizeHint())
    file = OUT / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(file))
    widget.close()
    widget.deleteLater()
    settle()
    return file


def settle() -> None:
    """Have Qt do all that waits, also what is to be deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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


def index(pictures: list[Path]) -> Path:
    """A page that shows every picture."""
    shown = "\n".join(
        f'<figure><img src="{html.escape(p.name)}" loading="lazy"><figcaption>{html.escape(p.stem)}'
        "</figcaption></figure>"
        for p in pictures
    )
    page = OUT / "index.html"
    page.write_text(
        '<!doctype html><html lang="zh"><meta charset="utf-8"><title>Gallery</title>'
        "<style>body{margin:24px;font:14px sans-serif;background:#dde2e6}figure{margin:0 0 32px}"
        f"img{{max-width:100%;border:1px solid #cdd4da}}</style>{shown}</html>",
        encoding="utf-8",
    )
    return page


def main() -> int:
    """Draw everything; each picture's name is printed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv)
    if not isinstance(app, QApplication):
        return 1
    dress(app, Scheme.LIGHT)
    drawn = [*(draw(*shot) for shot in shots()), *papers()]
    for picture in drawn:
        print(picture)
    print(index(drawn))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
