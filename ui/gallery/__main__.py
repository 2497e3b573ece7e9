"""``python -m ui.gallery [view …]``: draws everything, or the views named; ``--quick``: as delivered only."""

from __future__ import annotations

import argparse
import html
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.gallery.components import OUT, draw, shots
from ui.gallery.papers import papers
from ui.gallery.stage import Look, looks, practice_office
from ui.gallery.views import draw as draw_views
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme


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


def views(app: QApplication, names: list[str], chosen: tuple[Look, ...]) -> Iterator[Path]:
    """The views; nothing of this computer's own settings is read or changed."""
    with tempfile.TemporaryDirectory(prefix="aftersales-gallery-") as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(Path(folder) / name.lower())
        yield from draw_views(app, practice_office(Path(folder)), names, chosen)


def main() -> int:
    """Draw; each picture's name is printed."""
    parser = argparse.ArgumentParser(prog="ui.gallery")
    parser.add_argument("names", nargs="*", metavar="view")
    parser.add_argument("--quick", action="store_true", help="one look: light, Simplified Chinese, 1366")
    parser.add_argument("--looks", default="", metavar="TEXT", help="only looks with this in their name")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv)
    if not isinstance(app, QApplication):
        return 1
    dress(app, Scheme.LIGHT)
    chosen = (Look(),) if asked.quick else tuple(look for look in looks() if asked.looks in look.name)
    pictures: list[Path] = []
    for picture in views(app, asked.names, chosen):
        sys.stdout.write(f"{picture}\n")
        pictures.append(picture)
    if not asked.names:
        pictures += [*(draw(*shot) for shot in shots()), *papers()]
    sys.stdout.write(f"{index(pictures)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
