"""Goes through the scenes in a look and has each looked at, at both sizes of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tests.ui.gallery import looking, room
from ui.gallery.scenes import Scene, scenes
from ui.gallery.stage import SIZES, Look, Stage
from ui.gallery.views import missing

Finds = Callable[[looking.Sight], list[str]]
NAMES: tuple[Finds, ...] = (looking.nameless, looking.unlabelled, looking.out_of_order)
ROOM: tuple[Finds, ...] = (room.cut, room.cut_heads, room.sideways, room.outside, room.overlapping)
INK: tuple[Finds, ...] = (looking.faint,)


def walk(stage: Stage, look: Look, chosen: Iterable[Scene]) -> Iterator[Scene]:
    """Each scene in this look, as it stands."""
    for login, of_person in groupby(sorted(chosen, key=lambda one: one.login), key=lambda one: one.login):
        stage.enter(login, look)
        for scene in of_person:
            if not missing(stage, scene):
                scene.act(stage)
                stage.settle()
                yield scene
                stage.tidy()


def in_front(stage: Stage) -> list[QWidget]:
    """What can be used: a box or the palette dims all that lies behind it."""
    frame = stage.window.frame
    panels = (frame.palette_box, frame.bell.panel) if frame is not None else ()
    return stage.over() or [one for one in panels if one.isVisible()] or [stage.window]


def found(
    stage: Stage,
    look: Look,
    checks: Sequence[Finds],
    *,
    sizes: Sequence[QSize] = SIZES,
    chosen: Iterable[Scene] | None = None,
) -> Iterator[str]:
    """What is wrong anywhere, each with its scene and the window's width."""
    for scene in walk(stage, look, scenes() if chosen is None else chosen):
        for size in sizes:
            stage.window.resize(size)
            stage.settle()
            where = f"{scene.shown} {size.width()}"
            if stage.window.size() != size:
                yield f"{where} grown: the window has become {stage.window.width()}x{stage.window.height()}"
            for shown in in_front(stage):
                sight = looking.Sight(shown)
                yield from (f"{where} {check.__name__}: {told}" for check in checks for told in check(sight))
