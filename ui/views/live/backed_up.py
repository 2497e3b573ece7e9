"""The status line's word of the last good backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.i18n import translate
from ui.views.parts import moments
from ui.widgets.status import StatusItem
from ui.widgets.tokens import Token

if TYPE_CHECKING:
    from ui.presenters.frame import Backup
    from ui.texts import Words


class BackedUp(StatusItem):
    """When it was made; where nobody can look, what was known before, and why."""

    def __init__(self) -> None:
        super().__init__("shield", "")

    def show_backup(self, backup: Backup, words: Words) -> None:
        """Say it."""
        if backup.unknown is not None:
            told = words.sentence(backup.unknown.code, backup.unknown.facts)
            text = self.text() or translate("Settings", "备份")
            self.say("shield-exclamation", text, Token.AMBER, told)
        elif backup.at is None:
            self.say("shield-exclamation", translate("Frame", "还没有备份"), Token.AMBER)
        else:
            at = moments.short(backup.at, backup.now)
            self.say("shield-check", translate("Frame", "备份：{at}").format(at=at))
