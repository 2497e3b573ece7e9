"""Who draws the papers of a case for the use cases; what draws PDF is loaded with the first paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.documents import compose

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement
    from aftersales.domain.records.notice import FollowUp, Notice
    from aftersales.domain.records.proposal import Proposal
    from aftersales.usecases.ports import Precedent


class Papers:
    """One method a paper: a case in, the bytes of a PDF out; same case, same printing, same bytes.

    ``by`` is the login of who prints, ``at`` when (UTC), ``anchor`` the history's head. Raises
    UnknownWord for a code without a word, and LeftoverVariable for a text with an unfilled {variable}.
    """

    def registration(self, office: Office, case: Case, *, by: str, at: datetime, anchor: str = "") -> bytes:
        """The registration form 客户投诉登记表."""
        from aftersales.documents.registration import draw

        labels = _labels(office)
        return draw(compose.registration(office, case, labels=labels, by=by, at=at, anchor=anchor), labels)

    def approval(
        self,
        office: Office,
        case: Case,
        proposal: Proposal | None = None,
        *,
        by: str,
        at: datetime,
        anchor: str = "",
        precedents: tuple[Precedent, ...] = (),
    ) -> bytes:
        """The approval sheet 审批表 of a proposal, by default the last; raises NothingProposed."""
        from aftersales.documents.approval import draw

        labels = _labels(office)
        told = compose.precedents(precedents, labels)
        value = compose.approval(
            office, case, proposal, labels=labels, by=by, at=at, anchor=anchor, precedents=told
        )
        return draw(value, labels)

    def agreement(
        self, office: Office, case: Case, agreement: Agreement, *, by: str, at: datetime, anchor: str
    ) -> bytes:
        """The settlement agreement 客户投诉处理协议书, 草稿 across it until it is issued."""
        from aftersales.documents.agreement import draw

        labels = _labels(office)
        value = compose.agreement(office, case, agreement, labels=labels, by=by, at=at, anchor=anchor)
        return draw(value, labels)

    def notice(
        self, office: Office, case: Case, notice: Notice, *, by: str, at: datetime, anchor: str = ""
    ) -> bytes:
        """A department's notice 通知单; raises UnknownNotice."""
        from aftersales.documents.notice import draw

        labels = _labels(office)
        return draw(compose.notice(office, case, notice, labels=labels, by=by, at=at, anchor=anchor), labels)

    def follow_up(
        self,
        office: Office,
        case: Case,
        row: FollowUp | None = None,
        *,
        by: str,
        at: datetime,
        anchor: str = "",
    ) -> bytes:
        """The follow-up form 回访记录表, by default the last; to be filled by hand before the call."""
        from aftersales.documents.follow_up import draw

        labels = _labels(office)
        return draw(compose.follow_up(office, case, row, labels=labels, by=by, at=at, anchor=anchor), labels)

    def letter(
        self, office: Office, case: Case, kind: str, *, by: str, at: datetime, anchor: str = ""
    ) -> bytes:
        """A letter to the customer; ``kind``: ``answer``, ``decline``, ``apology``, ``progress``.

        Raises NothingApproved, NothingDeclined, NoApologyApproved, NothingUnderWay.
        """
        from aftersales.documents.letters.compose_letter import letter
        from aftersales.documents.letters.letter import draw

        labels = _labels(office)
        return draw(letter(office, case, kind, labels=labels, by=by, at=at, anchor=anchor), labels)

    def tracking(self, office: Office, case: Case, *, by: str, at: datetime, anchor: str = "") -> bytes:
        """The tracking sheet 投诉跟踪表."""
        from aftersales.documents.letters.compose_tracking import tracking
        from aftersales.documents.letters.tracking import draw

        labels = _labels(office)
        return draw(tracking(office, case, labels=labels, by=by, at=at, anchor=anchor), labels)

    def of_office(self, office: Office, name: str, *, by: str, at: datetime) -> bytes:
        """A paper of no case: ``leaflet`` 投诉须知, or a form for a pen, ``blank_registration`` and so on."""
        from aftersales.documents.letters.office_papers import drawn

        return drawn(office, name, labels=_labels(office), by=by, at=at)


def _labels(office: Office) -> Labels:
    """The words of the papers, with what the office added to its dictionaries."""
    from aftersales.documents.labels import labels_for

    labels = labels_for()
    codes = {name: dict(words) for name, words in labels.codes.items()}
    for entry in office.entries:
        if entry.word:
            codes.setdefault(entry.dictionary, {})[entry.code] = entry.word
    return replace(labels, codes=codes)
