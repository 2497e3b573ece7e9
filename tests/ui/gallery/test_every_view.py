"""Every view as a person sees it: names, room for words, the way of Tab, contrast, nothing sideways.

Each view is seen in each language once with its words as they are and once with them twice as long, which is
the hardest. What does not depend on the language is seen where it counts: both sizes of the window in Chinese
and in English of double length, the light palette in Simplified, the dark one in Traditional Chinese. States
of a case that share one layout (``ALIKE``) are seen in those two looks that have both sizes.
"""

from __future__ import annotations

import pytest

from tests.ui.gallery.walking import INK, NAMES, ROOM, Finds, found
from ui.gallery.scenes import scenes
from ui.gallery.stage import SIZES, Look, Stage
from ui.i18n import Language
from ui.views.screens import screens
from ui.widgets.tokens import Scheme

EACH = (*NAMES, *ROOM)
ALIKE = frozenset(
    f"case-{one}"
    for one in ("registered", "proposed", "approved", "offered", "agreed", "fulfilling", "form-propose")
)
"""Scenes whose layout another one has: a case's page in another state, the proposal before its refusal."""
WHOLE = (
    (Look(), (*EACH, *INK)),
    (Look(language=Language.ENGLISH, times=2), EACH),
)
LIGHTLY = (
    (Look(language=Language.ENGLISH), EACH),
    (Look(Scheme.DARK, Language.TRADITIONAL), (*EACH, *INK)),
    (Look(times=2), EACH),
    (Look(language=Language.TRADITIONAL, times=2), EACH),
)


def test_the_gallery_shows_every_screen() -> None:
    """A screen that is added to the frame is drawn and checked as well."""
    names = {one.name for one in screens(lambda *_: None)}  # type: ignore[arg-type]
    drawn = {scene.name.partition("-")[0] for scene in scenes()}
    assert names <= drawn
    assert {scene.name for scene in scenes()} >= ALIKE


@pytest.mark.parametrize(("look", "checks"), WHOLE, ids=[look.name for look, _ in WHOLE])
def test_every_view_has_room_at_both_sizes(stage: Stage, look: Look, checks: tuple[Finds, ...]) -> None:
    """Nothing is cut, overlaps or scrolls sideways; fields have name and label, Tab goes as one reads."""
    wrong = list(found(stage, look, checks))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("look", "checks"), LIGHTLY, ids=[look.name for look, _ in LIGHTLY])
def test_every_view_has_room_in_its_language(stage: Stage, look: Look, checks: tuple[Finds, ...]) -> None:
    """The same in every language and length, in the dark too, at the small window."""
    chosen = [scene for scene in scenes() if scene.name not in ALIKE]
    wrong = list(found(stage, look, checks, sizes=SIZES[:1], chosen=chosen))
    assert not wrong, "\n".join(wrong)
