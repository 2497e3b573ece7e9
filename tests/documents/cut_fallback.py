"""Cuts the fallback font: what LXGW WenKai has and Noto Sans SC lacks, under a name of its own (run by hand).

The licence (OFL 1.1) reserves the names of the original for unmodified copies, so every name is replaced.
Usage: python tests/documents/cut_fallback.py <LXGWWenKai-Regular.ttf>
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
NAME = "PaperFallback"
COPYRIGHT = "Copyright 2021-2022 lxgw. Glyphs of an OFL 1.1 font, cut and renamed; see OFL.txt."
NAMES = {0: COPYRIGHT, 1: NAME, 2: "Regular", 3: NAME, 4: NAME, 6: NAME, 13: "SIL Open Font License 1.1"}


def wanted(source: Path) -> set[int]:
    """The characters of `source` that Noto lacks, without private use and without combining Hangul."""
    noto = TTFont(FONTS / "noto" / "NotoSansSC-Regular.ttf").getBestCmap()
    return {c for c in TTFont(source).getBestCmap() if c not in noto and not _private(c)}


def _private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or 0x1100 <= code <= 0x11FF


def cut(source: Path, target: Path) -> None:
    """Writes the cut font to `target`."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=["meta"])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(source))
    cutter.subset(font)
    font["name"].names = []
    for number, text in NAMES.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    cut(Path(sys.argv[1]), FONTS / "fallback" / "PaperFallback.ttf")
