"""撤销: the verb of a toast and of the timeline that takes one's own entry back."""

from __future__ import annotations

from functools import partial

from ui import texts
from ui.i18n import translate
from ui.presenters.live.taking_back import Made, undo
from ui.views.room import Room


def say_made(room: Room, told: str, made: Made | None) -> None:
    """A toast of what was done; where it can be taken back it offers to."""
    if made is None:
        room.frame.say(told)
    else:
        room.frame.say(told, texts.undo(), partial(take_back, room, made))


def take_back(room: Room, made: Made) -> None:
    """Take it back, and say so or why not."""
    undo(room.runner, room.signed, made, partial(_gone, room), room.frame.refuse)


def _gone(room: Room) -> None:
    room.frame.say(translate("Case", "已撤销，留在历史里"))
    room.frame.changed()
