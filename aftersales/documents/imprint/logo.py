"""The company's logo made ready for print; a file that is no picture, or too large, is left out."""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from struct import error as BadStructure  # noqa: N812 (it is raised as a class of errors)

from PIL import Image, ImageOps

from aftersales.documents.imprint.format import MM

HIGH, WIDE = 12 * MM, 30 * MM
"""The room that a logo has, in points."""
MOST_BYTES, MOST_PIXELS = 8 * 1024 * 1024, 40_000_000
_DPI = 300
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_WRONG = (*_BOMB, OSError, ValueError, SyntaxError, EOFError, MemoryError, zlib.error, BadStructure)
"""What Pillow raises over broken or hostile files."""


@lru_cache(maxsize=4)
def logo(content: bytes) -> Image.Image | None:
    """PNG or JPEG bytes as a picture of at most 12 mm × 30 mm at 300 dpi, on white; None if they are none."""
    if not content or len(content) > MOST_BYTES:
        return None
    try:
        return _read(content)
    except _WRONG:
        return None


def _read(content: bytes) -> Image.Image | None:
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as found:
        if found.width * found.height > MOST_PIXELS:
            return None
        upright = ImageOps.exif_transpose(found).convert("RGBA")
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright.getchannel("A"))
    room = (round(WIDE / 72 * _DPI), round(HIGH / 72 * _DPI))
    on_white.thumbnail(room, Image.Resampling.LANCZOS)
    return on_white


def size_of(picture: Image.Image) -> tuple[float, float]:
    """Width and height at which a logo is drawn, in points: as large as the room allows."""
    scale = min(WIDE / picture.width, HIGH / picture.height)
    return picture.width * scale, picture.height * scale
