"""A queue of decisions in words: what is proposed, for whom one stands in, until when."""

from __future__ import annotations

from datetime import datetime

from ui import texts
from ui.i18n import translate
from ui.models.cells import DueMark
from ui.presenters.approvals import ApprovalDuty
from ui.presenters.today import due_of
from ui.views.casework.wording import Wording
from ui.views.parts import moments
from ui.views.room import Room


class QueueWords:
    """Says of each that waits what its row tells."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def say(self) -> Wording:
        """The words of this desk, as they are now."""
        return Wording(self._room.words, self._room.signed.office)

    def under(self, duty: ApprovalDuty) -> str:
        """What is proposed, and whose decision it is where it is not one's own."""
        told = self.offer(duty)
        if duty.by_word:
            told = translate("Approvals", "待补签：{what}").format(what=told)
        if duty.row.approver == self._room.signed.login:
            return told
        name = self.say().person(duty.row.approver)
        return translate("Approvals", "代 {name}：{what}").format(name=name, what=told)

    def offer(self, duty: ApprovalDuty) -> str:
        """What is proposed; what it is about where that is nothing."""
        told = texts.comma().join(self.say().remedy(row) for row in duty.remedies)
        return told or duty.head.title or duty.head.case_no

    def due(self, duty: ApprovalDuty) -> DueMark | None:
        """Until when it is to be decided."""
        if duty.due_at is None or duty.by_word:
            return None
        office, now = self._room.signed.office, self._now()
        return moments.due(due_of(office.hours, duty.due_at, now), now)

    def _now(self) -> datetime:
        signed = self._room.signed
        return (signed.app.clock or datetime.now(signed.office.zone)).astimezone(signed.office.zone)
