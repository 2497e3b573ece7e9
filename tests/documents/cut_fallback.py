"""Cuts a fallback font: what its source has and the fonts before it lack, under its own name (run by hand).

The licences (OFL 1.1) reserve the names of the originals for unmodified copies, so every name is replaced.
Usage: python tests/documents/cut_fallback.py PaperFallback <LXGWWenKai-Regular.ttf>
       python tests/documents/cut_fallback.py PaperHongKong <NotoSansHK_400Regular.ttf>
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from aftersales.documents.fonts import FILES, resource

WHOSE = {"PaperFallback": "2021-2022 lxgw", "PaperHongKong": "2014-2021 Adobe"}


def wanted(source: Path, name: str) -> set[int]:
    """The characters of `source` that no font before `name` has, without private use and combining Hangul."""
    before = list(FILES)[: list(FILES).index(name)]
    known = {code for one in before for code in TTFont(resource(*FILES[one])).getBestCmap()}
    return {c for c in TTFont(source).getBestCmap() if c not in known and not _private(c)}


def _private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or 0x1100 <= code <= 0x11FF


def cut(source: Path, name: str) -> None:
    """Writes the cut font to its place."""
    told = f"Copyright {WHOSE[name]}. Glyphs of an OFL 1.1 font, cut and renamed; see OFL.txt."
    names = {0: told, 1: name, 2: "Regular", 3: name, 4: name, 6: name, 13: "SIL Open Font License 1.1"}
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=["meta"])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(source, name))
    cutter.subset(font)
    font["name"].names = []
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    subset.save_font(font, str(resource("fonts").joinpath(*FILES[name][1:])), options)


if __name__ == "__main__":
    cut(Path(sys.argv[2]), sys.argv[1])
