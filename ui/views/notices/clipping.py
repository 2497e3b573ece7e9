"""Slips for the group chat, as text and picture on the clipboard at once; and pictures pasted back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage

from aftersales.domain.errors import CodedError
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.notices.papers import pictured
from ui.views.room import Room
from ui.widgets.pages.rendering import Rendering

WIDTH = 1240
"""Pixels across a copied paper: an A5 slip at 210 dots an inch, an A4 page at 150."""
LARGEST = 2560
"""Pixels on the long side of a picture that is kept (data-dictionary.md, attachment)."""
SHARP = 2_000_000
"""Pixels up to which a picture is kept as it is; a larger one is a photo and kept as JPEG."""


def drawn(content: bytes) -> QImage:
    """A paper's first page as a picture; runs in a lane. Raises PaperUnreadable."""
    return Rendering.picture(content, 0, WIDTH)


def put(text: str, picture: QImage) -> None:
    """Put both on the clipboard: a chat takes whichever it can show."""
    both = QMimeData()
    both.setText(text)
    both.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(both)


def put_and_tell(room: Room, text: str, told: str, picture: QImage) -> None:
    """Put both on the clipboard and say so."""
    put(text, picture)
    room.frame.say(told)


def refused_elsewhere(room: Room, slip: str, error: CodedError) -> None:
    """Say of a slip that is in sight no more why a verb was not done, or a file did not become its own."""
    why = "\n".join(each.sentence for each in problems(error, room.words))
    room.frame.say(f"{slip}{texts.colon()}{why}")


def read_and_drawn(content: bytes) -> tuple[str, QImage]:
    """What a paper says, and its first page as a picture; runs in a lane. Raises PaperUnreadable."""
    return Rendering.words(content), drawn(content)


def copy_paper(room: Room, paper: tuple[str, str, str]) -> None:
    """Any paper of a case (name, case, number) for the group chat: an answer, a word of progress, a slip."""

    def copied(both: tuple[str, QImage]) -> None:
        put_and_tell(room, both[0], translate("Notices", "已复制文字和图片，可贴到群里"), both[1])

    pictured(room.signed, room.runner, paper, read_and_drawn, copied)


def has_picture() -> bool:
    """Whether a picture or a file of this computer is on the clipboard."""
    return bool(_files()) or _has_image()


def _held() -> QMimeData | None:
    """What is on the clipboard; Qt's stubs do not say that nothing may be."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return held


def _has_image() -> bool:
    held = _held()
    return held is not None and held.hasImage()


def _files() -> list[Path]:
    held = _held()
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()] if held else []


def take(
    now: datetime, file: Callable[[Path], None], picture: Callable[[str, Callable[[], bytes]], None]
) -> bool:
    """Hand on what is on the clipboard: each file, or the picture with a name; whether there was one."""
    files = _files()
    for each in files:
        file(each)
    if files or not _has_image():
        return bool(files)
    image = QGuiApplication.clipboard().image()
    large = image.width() * image.height() > SHARP
    name = translate("Notices", "贴图 {at}").format(at=f"{now:%m-%d %H%M%S}")
    picture(f"{name}.{'jpg' if large else 'png'}", partial(encoded, image, large))
    return True


def encoded(image: QImage, large: bool) -> bytes:
    """The bytes of a picture, no side longer than what is kept; runs in a lane."""
    if max(image.width(), image.height()) > LARGEST:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG" if large else "PNG", 88 if large else -1)  # type: ignore[call-overload]  # Qt takes str
    buffer.close()
    return bytes(kept.data())
