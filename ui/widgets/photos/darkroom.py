"""Pictures made small: sizes asked before anything is decoded, turned as the camera says; in a lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QPainter

from aftersales.domain.errors import BadField

LONGEST_SIDE = 2560
"""Pixels of a kept picture's long side (data-dictionary.md, attachment)."""
THUMB_SIDE = 256
"""Pixels of a thumbnail's long side: 124 px on a screen of twice the density."""
MOST_PIXELS = 60_000_000
"""Of a picture that must be decoded whole: 240 MB. A JPEG is decoded small: its most is ``MOST_OF_JPEG``."""
MOST_OF_JPEG = 500_000_000
QUALITY = 88
AS_IT_IS = 4 * 1024 * 1024
"""Bytes up to which a picture of the right size is kept as it came."""
_MEGA = 1_000_000
_KINDS = frozenset((b"jpeg", b"png", b"webp", b"bmp", b"gif", b"tiff"))
"""What is read as a picture: no drawing that may name other files, no kind without a mark of its own."""


class TooManyPixels(BadField):
    """The picture is too large to be read. Facts: ``field``, ``width``, ``height``, ``most`` (megapixels)."""


class PictureBroken(BadField):
    """The bytes begin like a picture and cannot be read as one. Facts: ``field``."""


@dataclass(frozen=True)
class Smaller:
    """A picture as it is kept, and its thumbnail; ``original``: sha256 and bytes of what it was made from."""

    content: bytes = field(repr=False)
    ending: str
    thumb: QImage = field(repr=False)
    original: tuple[str, int] | None = None


class Pictures:
    """Everything that decodes and encodes pictures, as one door that can be closed to the window's thread."""

    def small(self, content: bytes) -> Smaller | None:
        """The picture as it is kept; None where the bytes are no picture.

        Raises TooManyPixels, PictureBroken.
        """
        buffer = _opened(content)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        if not _known(reader):
            return None
        size, kind = _checked(reader), bytes(reader.format().data()).decode()
        fits = max(size.width(), size.height()) <= LONGEST_SIDE
        straight = reader.transformation() == QImageIOHandler.Transformation.TransformationNone
        image = _read(reader, size)
        if fits and straight and kind in ("jpeg", "png") and len(content) <= AS_IT_IS:
            return Smaller(content, "jpg" if kind == "jpeg" else "png", _thumb_of(image))
        return Smaller(_jpeg(image), "jpg", _thumb_of(image), (sha256(content).hexdigest(), len(content)))

    def drawn(self, picture: object) -> Smaller:
        """A picture of the clipboard as it is kept. Raises TooManyPixels, PictureBroken."""
        if not isinstance(picture, QImage) or picture.isNull():
            raise PictureBroken(field="attachment.name")
        if picture.width() * picture.height() > MOST_PIXELS:
            raise _too_many(picture.size(), MOST_PIXELS)
        image = picture.scaled(_fitting(picture.size(), LONGEST_SIDE), *_SMOOTH)
        return Smaller(_jpeg(image), "jpg", _thumb_of(image))

    def thumb(self, content: bytes) -> QImage | None:
        """A thumbnail of kept bytes; None where they are no picture. Raises TooManyPixels."""
        return self._seen(content, THUMB_SIDE)

    def whole(self, content: bytes) -> QImage | None:
        """A kept picture in full size; None where the bytes are none. Raises TooManyPixels."""
        return self._seen(content, LONGEST_SIDE)

    def _seen(self, content: bytes, side: int) -> QImage | None:
        buffer = _opened(content)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        if not _known(reader):
            return None
        return _read(reader, _checked(reader), side)


_SMOOTH = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _known(reader: QImageReader) -> bool:
    reader.setDecideFormatFromContent(True)
    return reader.canRead() and bytes(reader.format().data()) in _KINDS


def _opened(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _checked(reader: QImageReader) -> QSize:
    """The size that the file tells of itself, before it is decoded. Raises TooManyPixels, PictureBroken."""
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureBroken(field="attachment.name")
    most = MOST_OF_JPEG if bytes(reader.format().data()) == b"jpeg" else MOST_PIXELS
    if size.width() * size.height() > most:
        raise _too_many(size, most)
    return size


def _too_many(size: QSize, most: int) -> TooManyPixels:
    return TooManyPixels(
        field="attachment.name", width=size.width(), height=size.height(), most=most // _MEGA
    )


def _read(reader: QImageReader, size: QSize, side: int = LONGEST_SIDE) -> QImage:
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(_fitting(size, side))
    image = reader.read()
    if image.isNull():
        raise PictureBroken(field="attachment.name")
    return image


def _fitting(size: QSize, side: int) -> QSize:
    if max(size.width(), size.height()) <= side:
        return size
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _thumb_of(image: QImage) -> QImage:
    return image.scaled(_fitting(image.size(), THUMB_SIDE), *_SMOOTH)


def _jpeg(image: QImage) -> bytes:
    """As JPEG; what can be seen through lies on white."""
    if image.hasAlphaChannel():
        ground = QImage(image.size(), QImage.Format.Format_RGB32)
        ground.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(ground)
        painter.drawImage(0, 0, image)
        painter.end()
        image = ground
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "JPG", QUALITY):  # type: ignore[call-overload]
        raise PictureBroken(field="attachment.name")
    return bytes(buffer.data().data())
