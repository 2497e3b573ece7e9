"""``python -m ui.gallery [view …]``: draws everything, or the views named; ``--quick``: as delivered only."""

from __future__ import annotations

import argparse
import sys
import time

from ui.gallery.components import draw, shots
from ui.gallery.index import index
from ui.gallery.manual import illustrate
from ui.gallery.papers import papers
from ui.gallery.parts import application, views
from ui.gallery.stage import Look, looks


def main() -> int:
    """Draw; each picture's name is printed."""
    parser = argparse.ArgumentParser(prog="ui.gallery")
    parser.add_argument("names", nargs="*", metavar="view")
    parser.add_argument("--quick", action="store_true", help="one look: light, Simplified Chinese, 1366")
    parser.add_argument("--looks", default="", metavar="TEXT", help="only looks with this in their name")
    parser.add_argument("--manual", action="store_true", help="the pictures of the manual, as delivered")
    asked = parser.parse_args()
    began = time.monotonic()
    chosen = (
        (Look(),)
        if asked.quick or asked.manual
        else tuple(look for look in looks() if asked.looks in look.name)
    )
    pictures = list(views(asked.names, chosen))
    if asked.manual:
        pictures += illustrate(pictures)
    elif not asked.names:
        application()
        pictures += [*(draw(*shot) for shot in shots()), *papers()]
    told = "\n".join(map(str, (*pictures, index(pictures))))
    sys.stdout.write(f"{told}\n{len(pictures)} pictures, {time.monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
