"""A picture made small enough for the head of a paper: read scaled, in a lane, whatever its file claims."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader

LARGEST = QSize(1200, 300)
"""Dots: 12 mm high at 300 dpi is 142; twice that for sharp screens."""
MOST = 20_000
"""Dots a side that a picture may claim; more is an attack or a mistake."""


def scaled_logo(place: str) -> Callable[[], bytes]:
    """What reads the picture at this place as a small PNG; b"" where it is none."""
    return lambda: read_scaled(place)


def read_scaled(place: str) -> bytes:
    """The picture at this place as a small PNG; b"" where it is none. Runs in a lane."""
    reader = QImageReader(place)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST:
        return b""
    if size.width() > LARGEST.width() or size.height() > LARGEST.height():
        reader.setScaledSize(size.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return b""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")  # type: ignore[call-overload]  # Qt takes a device, its stubs know names only
    return bytes(kept.data().data())
