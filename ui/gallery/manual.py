"""The manual's pictures: some scenes as delivered, made smaller and packed for the repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from ui.views.help.leaf import MANUAL

WIDE = 1000
"""Pixels across; a line of the manual is narrower, a sharp screen shows them all."""
SHOWN: Mapping[str, str] = {
    "start-ways": "start-ways",
    "register-filled-clerk1": "register-filled",
    "today-service1": "today",
    "cases-service1": "cases",
    "case-investigating-service1": "case-investigating",
    "case-form-propose-service1": "case-form-propose",
    "approvals-lead1": "approvals",
    "agreements-sheet-service1": "agreements",
    "notices-service1": "notices",
    "notices-store1": "notices-store",
    "follow_ups-service1": "follow_ups",
    "customers-service1": "customers",
    "print-service1": "print",
    "settings-people-admin": "settings-people",
    "settings-backups-admin": "settings-backups",
}
"""Scenes by the name of their picture in the manual."""


def illustrate(pictures: list[Path]) -> list[Path]:
    """Make the manual's pictures from the gallery's."""
    by_scene = {one.stem.partition("-light-")[0]: one for one in pictures}
    return [_smaller(by_scene[scene], name) for scene, name in SHOWN.items() if scene in by_scene]


def _smaller(picture: Path, name: str) -> Path:
    small = QImage(str(picture)).scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation)
    file = MANUAL / "pictures" / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    small.convertToFormat(QImage.Format.Format_RGB888).save(str(file), quality=0)
    return file
