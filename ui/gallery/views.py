"""Every view of the program: who sees it, how one comes there; in every look, a contact sheet a view."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.storage.queries.cases import CaseFilter, case_lines
from ui.gallery.components import OUT
from ui.gallery.stage import Look, Stage
from ui.views.frame import FrameView
from ui.views.settings.screen import page_words

THUMB = 640
"""Width of a picture on a contact sheet, in pixels."""
ACROSS = 4


@dataclass(frozen=True)
class Scene:
    """A view as one person sees it; ``act`` goes there from the frame's first page."""

    name: str
    login: str
    act: Callable[[FrameView], object]


def case_in(frame: FrameView, state: str, place: int = 0) -> str:
    """The number of a case in this state, the newest first."""
    lines = frame.who.app.ask(case_lines, CaseFilter(states=(state,), limit=place + 1))
    return lines[place].case_no


def at(screen: str, state: str = "") -> Callable[[FrameView], object]:
    """Goes to this screen, at a case in this state where one is named."""
    return lambda frame: frame.go(screen, case_in(frame, state) if state else "")


def setting(page: str) -> Callable[[FrameView], object]:
    """Goes to this page of the settings."""
    return lambda frame: frame.go("settings", page)


def scenes() -> tuple[Scene, ...]:
    """Every view; those of one person together."""
    return (
        Scene("register", "clerk1", at("register")),
        Scene("today", "service1", at("today")),
        Scene("cases", "service1", at("cases")),
        Scene("case-registered", "service1", at("case", "registered")),
        Scene("case-investigating", "service1", at("case", "investigating")),
        Scene("case-approved", "service1", at("case", "approved")),
        Scene("case-agreed", "service1", at("case", "agreed")),
        Scene("case-fulfilling", "service1", at("case", "fulfilling")),
        Scene("case-following-up", "service1", at("case", "following_up")),
        Scene("case-closed", "service1", at("case", "closed")),
        Scene("palette", "service1", lambda frame: frame.palette_box.come()),
        Scene("approvals", "lead1", at("approvals")),
        *(
            Scene(name, login, at(name))
            for name, login in (
                ("agreements", "service1"),
                ("notices", "service1"),
                ("notices", "store1"),
                ("follow_ups", "service1"),
                ("customers", "service1"),
                ("settings", "admin"),
            )
        ),
        *(Scene(f"settings-{page}", "admin", setting(page)) for page in page_words()),
    )


def wanted(names: Sequence[str]) -> list[Scene]:
    """The scenes whose names begin with one of these; all without a name."""
    return [one for one in scenes() if not names or one.name.startswith(tuple(names))]


def drawn(
    stage: Stage, chosen: Iterable[Scene], looks: Sequence[Look]
) -> Iterator[tuple[str, Look, QPixmap]]:
    """Each scene in each look; a frame is made once for a person, a language and a length."""
    for login, of_person in groupby(sorted(chosen, key=lambda one: one.login), lambda one: one.login):
        mine = list(of_person)
        for _, alike in groupby(looks, lambda look: (look.language, look.times)):
            several = list(alike)
            frame = stage.enter(login, several[0])
            for scene in mine:
                if scene.name.split("-")[0] not in (*frame.screens, "palette"):
                    continue
                scene.act(frame)
                for look in several:
                    stage.dress(look)
                    yield f"{scene.name}-{login}", look, stage.take()
                frame.palette_box.hide()


def contact_sheet(name: str, shots: Sequence[tuple[Look, QPixmap]]) -> Path:
    """All looks of a view on one picture, each with its name."""
    rows = math.ceil(len(shots) / ACROSS)
    high, gap, title = round(THUMB * 9 / 16), 12, 20
    sheet = QPixmap(ACROSS * (THUMB + gap) + gap, rows * (high + gap + title) + gap)
    sheet.fill(QColor("#808890"))
    painter = QPainter(sheet)
    for place, (look, shot) in enumerate(shots):
        x = gap + (place % ACROSS) * (THUMB + gap)
        y = gap + (place // ACROSS) * (high + gap + title)
        painter.drawText(QRect(x, y, THUMB, title), Qt.AlignmentFlag.AlignVCenter, look.name)
        smooth = Qt.TransformationMode.SmoothTransformation
        small = shot.scaled(THUMB, high, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        painter.drawPixmap(QPoint(x, y + title), small)
    painter.end()
    return kept(sheet, f"sheet-{name}")


def kept(picture: QPixmap | QWidget, name: str) -> Path:
    """The picture as a PNG in the gallery's folder."""
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / f"{name}.png"
    (picture.grab() if isinstance(picture, QWidget) else picture).save(str(file))
    return file


def draw(app: QApplication, url: str, names: Sequence[str], looks: Sequence[Look]) -> Iterator[Path]:
    """The pictures of the chosen views, each view's contact sheet behind them."""
    stage = Stage(app, url)
    shots: dict[str, list[tuple[Look, QPixmap]]] = {}
    try:
        for name, look, shot in drawn(stage, wanted(names), looks):
            shots.setdefault(name, []).append((look, shot))
            yield kept(shot, f"{name}-{look.name}")
    finally:
        stage.close()
    for name, several in shots.items():
        yield contact_sheet(name, several)
