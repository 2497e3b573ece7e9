"""Draws the scenes: every view in every look, and a contact sheet a view."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.gallery.components import OUT
from ui.gallery.scenes import Scene, scenes
from ui.gallery.stage import Look, Stage, looks

THUMB = 640
"""Width of a picture on a contact sheet, in pixels."""
ACROSS = 4
LIGHTLY = 80
"""How a picture is packed: quickly rather than tightly."""
Thumb = tuple[Look, bytes]


def wanted(names: Sequence[str]) -> list[Scene]:
    """The scenes whose names begin with one of these; all without a name."""
    return [one for one in scenes() if not names or one.name.startswith(tuple(names))]


def missing(stage: Stage, scene: Scene) -> bool:
    """Whether this person's frame lacks the scene's screen."""
    screen = scene.name.split("-")[0]
    beside = ("toasts", "palette", "bell", "decision", "print", "help", "keys", "locked")
    return bool(scene.login) and screen not in (*stage.frame.screens, *beside)


def drawn(
    stage: Stage, chosen: Iterable[Scene], wished: Sequence[Look]
) -> Iterator[tuple[str, Look, QPixmap]]:
    """Each scene in each look; a frame is made once for a person, a language and a length."""
    for login, of_person in groupby(sorted(chosen, key=lambda one: one.login), lambda one: one.login):
        mine = list(of_person)
        for _, alike in groupby(wished, lambda look: (look.language, look.times)):
            several = list(alike)
            stage.enter(login, several[0])
            for scene in mine:
                if missing(stage, scene):
                    continue
                scene.act(stage)
                stage.settle()
                for look in several:
                    stage.dress(look)
                    yield scene.shown, look, stage.take()
                several.reverse()  # another scheme is put on half as often
                stage.tidy()


def thumb(shot: QPixmap) -> bytes:
    """A small picture, packed: many are kept until their sheet is full."""
    small = shot.scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation)
    kept_in = QBuffer()
    small.save(kept_in, "PNG", LIGHTLY)
    return bytes(kept_in.data().data())


def contact_sheet(name: str, thumbs: Sequence[Thumb]) -> Path:
    """All looks of a view on one picture, each with its name."""
    across = min(ACROSS, len(thumbs))
    rows = math.ceil(len(thumbs) / across)
    high, gap, title = round(THUMB * 9 / 16), 12, 20
    sheet = QPixmap(across * (THUMB + gap) + gap, rows * (high + gap + title) + gap)
    sheet.fill(QColor("#808890"))
    painter = QPainter(sheet)
    for place, (look, packed) in enumerate(sorted(thumbs, key=lambda one: looks().index(one[0]))):
        x = gap + (place % across) * (THUMB + gap)
        y = gap + (place // across) * (high + gap + title)
        painter.drawText(QRect(x, y, THUMB, title), Qt.AlignmentFlag.AlignVCenter, look.name)
        small = QPixmap()
        small.loadFromData(packed)
        painter.drawPixmap(QPoint(x, y + title), small)
    painter.end()
    return kept(sheet, f"sheet-{name}")


def kept(picture: QPixmap, name: str) -> Path:
    """The picture as a PNG in the gallery's folder."""
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / f"{name}.png"
    picture.save(str(file), "PNG", LIGHTLY)
    return file


def draw(app: QApplication, url: str, chosen: Sequence[Scene], wished: Sequence[Look]) -> Iterator[Path]:
    """The pictures of the chosen scenes, each scene's contact sheet behind them."""
    stage = Stage(app, url)
    thumbs: dict[str, list[Thumb]] = {}
    try:
        for name, look, shot in drawn(stage, chosen, wished):
            thumbs.setdefault(name, []).append((look, thumb(shot)))
            yield kept(shot, f"{name}-{look.name}")
    finally:
        stage.close()
    for name, several in thumbs.items():
        yield contact_sheet(name, several)
