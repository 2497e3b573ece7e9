"""A page of the manual as it is kept: its words, and its pictures ready to be shown; read off the window."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

MANUAL = Path(__file__).resolve().parents[3] / "resources" / "manual"
PAGES = (
    "start",
    "register",
    "today",
    "cases",
    "case",
    "approvals",
    "agreements",
    "notices",
    "follow_ups",
    "customers",
    "printing",
    "settings",
    "backup",
    "keys",
)
"""The pages in the order of the list; a screen's page has the screen's name."""
_PICTURE = re.compile(r"!\[[^\]]*\]\(pictures/([a-z_-]+\.png)\)")


@dataclass(frozen=True)
class Leaf:
    """One page: Markdown, and its pictures by the name under which the words ask for them."""

    name: str
    words: str
    pictures: dict[str, QImage] = field(default_factory=dict)


def titles() -> dict[str, str]:
    """What each page is called: its first line. Raises OSError where the manual is not there."""
    return {name: _words(name).partition("\n")[0].removeprefix("# ").strip() for name in PAGES}


def read(name: str) -> Leaf:
    """A page and its pictures. Raises OSError where the program is not installed whole."""
    words = _words(name)
    found = {f"pictures/{file}": QImage(str(MANUAL / "pictures" / file)) for file in _PICTURE.findall(words)}
    return Leaf(name, words, found)


def _words(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text(encoding="utf-8")
