"""``python -m tests.ui.gallery [--look TEXT] [view …]``: what is wrong with the views, a line each."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import groupby
from pathlib import Path

from tests.ui.gallery.walking import INK, NAMES, ROOM, found
from ui.gallery.parts import application
from ui.gallery.stage import Look, Stage, looks, practice_office
from ui.gallery.views import wanted


def main() -> int:
    """Tell every finding; 1 where there is one."""
    parser = argparse.ArgumentParser(prog="tests.ui.gallery")
    parser.add_argument("names", nargs="*", metavar="view")
    parser.add_argument("--look", default="", metavar="TEXT", help="only looks with this in their name")
    asked = parser.parse_args()
    some = False
    with tempfile.TemporaryDirectory(prefix="aftersales-gallery-") as folder:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder) / name.lower())
        stage = Stage(application(), practice_office(Path(folder)))
        chosen = [look for look in looks() if asked.look in look.name]
        for _, alike in groupby(chosen, key=lambda look: (look.language, look.times, look.scheme)):
            several: list[Look] = list(alike)
            sizes = [look.size for look in several]
            checks = (*NAMES, *ROOM, *(INK if several[0].times == 1 else ()))
            for told in found(stage, several[0], checks, sizes=sizes, chosen=wanted(asked.names)):
                sys.stdout.write(f"{several[0].name}: {told}\n")
                sys.stdout.flush()
                some = True
        stage.close()
    return int(some)


if __name__ == "__main__":
    raise SystemExit(main())
