"""Every view as a person sees it: names, room for words, the way of Tab, contrast, nothing sideways."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.ui.gallery.walking import INK, NAMES, ROOM, found
from ui.gallery.scenes import scenes
from ui.gallery.stage import SIZES, Look, Stage
from ui.i18n import Language
from ui.views.screens import screens
from ui.widgets.tokens import Scheme

FORMS = ("settings", "agreements", "notices")
WIDE = (
    *FORMS,
    "approvals",
    "follow_ups",
    "customers",
    "print",
    "help",
    "keys",
    "bell",
    "cases",
    "register-refused",
)
NOT_YET: Mapping[tuple[Language, int], tuple[str, ...]] = {
    (language, times): FORMS if times == 1 else WIDE for language in Language for times in (1, 2)
}
"""Scenes, by the beginnings of their names, that are still mended in a language and length."""


def test_the_gallery_shows_every_screen() -> None:
    """A screen that is added to the frame is drawn and checked as well."""
    names = {one.name for one in screens(lambda *_: None)}  # type: ignore[arg-type]
    drawn = {scene.name.partition("-")[0] for scene in scenes()}
    assert names <= drawn


@pytest.mark.parametrize(("language", "times"), NOT_YET)
def test_every_view_has_room(stage: Stage, language: Language, times: int) -> None:
    """Nothing is cut, overlaps or scrolls sideways, in each language, its words once and twice as long,
    at both sizes; each field has its name and label, and Tab goes as one reads.
    """
    chosen = [scene for scene in scenes() if not scene.name.startswith(NOT_YET[language, times])]
    wrong = list(found(stage, Look(language=language, times=times), (*NAMES, *ROOM), chosen=chosen))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_text_has_its_contrast(stage: Stage, scheme: Scheme) -> None:
    """In both palettes every text stands out from the ground on which it is drawn."""
    wrong = list(found(stage, Look(scheme), INK, sizes=SIZES[:1]))
    assert not wrong, "\n".join(wrong)
