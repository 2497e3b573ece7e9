"""The status line's word of the last good backup, and what is told of one that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.errors import problems
from ui.i18n import translate
from ui.views.parts import moments
from ui.widgets.status import StatusItem
from ui.widgets.tokens import Token

if TYPE_CHECKING:
    from ui.presenters.frame import Backup, Copied
    from ui.presenters.settings.backups import BackedUp as Made
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
            self._say_known(translate("Frame", "还没有备份"), backup.copied, words)
        else:
            at = moments.short(backup.at, backup.now)
            self._say_known(translate("Frame", "备份：{at}").format(at=at), backup.copied, words)

    def _say_known(self, text: str, copied: Copied, words: Words) -> None:
        second = copied.second
        if copied.damaged:
            self.say("alert-circle", text, Token.RED, damaged())
        elif second is not None:
            self.say("shield-exclamation", text, Token.AMBER, words.sentence(second.code, second.facts))
        elif copied.at is None or copied.late:
            self.say("shield-exclamation", text, Token.AMBER)
        else:
            self.say("shield-check", text)


def damaged() -> str:
    """What to do about an office in whose data something is wrong."""
    return translate("Settings", "备份做了，但资料本身有问题。请停止使用，联系维护人员。")


def told_of(made: Made, words: Words) -> tuple[str, str, Token]:
    """What a backup that was made came to: sentence, icon, colour."""
    if made.findings:
        return damaged(), "alert-circle", Token.RED
    if made.second_failed is not None:
        why = "".join(one.sentence for one in problems(made.second_failed, words))
        told = translate("Settings", "备份好了；第二处没有写成：{why}").format(why=why)
        return told, "alert-triangle", Token.AMBER
    told = translate("Settings", "备份好了，核对无误：{n} 件投诉。").format(n=made.cases)
    return told, "shield-check", Token.INK2
