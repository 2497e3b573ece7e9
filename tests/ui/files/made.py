"""Pictures as people and attackers send them, made for a test."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter


def picture(width: int, height: int, kind: str = "JPG") -> bytes:
    """A picture with a dark upper left quarter."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#c0c0c0"))
    corner = QImage(max(width // 2, 1), max(height // 2, 1), QImage.Format.Format_RGB32)
    corner.fill(QColor("#202020"))
    painter = QPainter(image)
    painter.drawImage(0, 0, corner)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def turned(jpeg: bytes) -> bytes:
    """The JPEG with an EXIF note that the camera was held upright (turn by 90° clockwise)."""
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    body = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def bomb(side: int = 30_000) -> bytes:
    """A PNG of about 100 kB that unpacks to a black square of this side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    row = bytes(side // 8 + 1)
    data = b"".join([packer.compress(row) for _ in range(side)]) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
