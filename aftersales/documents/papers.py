"""Who draws the papers of a case for the use cases; what makes them is loaded with the first one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement, AgreementClause
    from aftersales.domain.records.notice import FollowUp, Notice
    from aftersales.domain.records.office import Clause
    from aftersales.domain.records.proposal import Proposal
    from aftersales.domain.records.trail import History
    from aftersales.usecases.ports import Precedent, Tell


class Papers:
    """One method a paper: a case in, the bytes of a PDF out; same case, same printing, same bytes.

    ``by`` is the login of who prints, ``at`` when (UTC), ``anchor`` the history's head. Raises
    UnknownWord for a code without a word, and LeftoverVariable for a text with an unfilled {variable}.
    """

    def registration(self, office: Office, case: Case, *, by: str, at: datetime, anchor: str = "") -> bytes:
        """The registration form 客户投诉登记表."""
        from aftersales.documents import compose
        from aftersales.documents.registration import draw

        labels = _labels(office, case.customer.paper_language)
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
        from aftersales.documents import compose
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
        from aftersales.documents import compose
        from aftersales.documents.agreement import draw
        from aftersales.domain.agreements.clauses import language_of

        labels = _labels(office, language_of(case, agreement))
        value = compose.agreement(office, case, agreement, labels=labels, by=by, at=at, anchor=anchor)
        return draw(value, labels)

    def clauses(
        self, office: Office, case: Case, agreement: Agreement, library: Iterable[Clause]
    ) -> tuple[AgreementClause, ...]:
        """The clauses that stand in the agreement, as they are filled now."""
        from aftersales.documents.compose_agreement import clauses
        from aftersales.domain.agreements.clauses import language_of

        labels = _labels(office, language_of(case, agreement))
        return clauses(office, case, agreement, library, labels=labels)

    def delivered(self, language: str) -> tuple[Clause, ...]:
        """The clauses that the program brings in this language."""
        from aftersales.documents.compose_agreement import delivered

        return delivered(language)

    def notice(
        self, office: Office, case: Case, notice: Notice, *, by: str, at: datetime, anchor: str = ""
    ) -> bytes:
        """A department's notice 通知单; raises UnknownNotice."""
        from aftersales.documents import compose
        from aftersales.documents.notice import draw

        labels = _labels(office)
        return draw(compose.notice(office, case, notice, labels=labels, by=by, at=at, anchor=anchor), labels)

    def slips(
        self,
        office: Office,
        rows: Sequence[tuple[Case, Notice]],
        size: str,
        *,
        by: str,
        at: datetime,
        tell: Tell = lambda _done, _all: None,
    ) -> bytes:
        """Notices on ``a4``, ``a5`` or ``three_part`` paper, one after the other in one file.

        ``tell(done, all)`` hears how far it is, and what it raises ends the work. Raises UnknownNotice,
        UnknownPaperSize.
        """
        from aftersales.documents import compose
        from aftersales.documents.slips import many

        labels = _labels(office)
        values = [compose.notice(office, case, row, labels=labels, by=by, at=at) for case, row in rows]
        return many(values, labels, size, tell)

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
        from aftersales.documents import compose
        from aftersales.documents.follow_up import draw

        labels = _labels(office, case.customer.paper_language)
        return draw(compose.follow_up(office, case, row, labels=labels, by=by, at=at, anchor=anchor), labels)

    def letter(
        self, office: Office, case: Case, kind: str, *, by: str, at: datetime, anchor: str = ""
    ) -> bytes:
        """A letter to the customer; ``kind``: ``answer``, ``decline``, ``apology``, ``progress``.

        Raises NothingApproved, NothingDeclined, NoApologyApproved, NothingUnderWay.
        """
        from aftersales.documents.letters.compose_letter import letter
        from aftersales.documents.letters.letter import draw

        labels = _labels(office, case.customer.paper_language)
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

    def closed_file(
        self,
        office: Office,
        case: Case,
        history: tuple[History, ...],
        read: Callable[[str], bytes],
        *,
        by: str,
        at: datetime,
        anchor: str = "",
        tell: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> bytes:
        """The whole case in one PDF 结案卷: cover, contents, every paper, the history, every attachment.

        ``read`` gives kept bytes by sha256, or raises NoSuchFile. ``tell`` hears how far it is (done, total)
        and may raise to cancel. What cannot be shown as pages is listed with the reason.
        """
        from aftersales.documents.closed_file.binding import Binder
        from aftersales.documents.closed_file.parts import Desk
        from aftersales.documents.compose_parts import Printing, Scribe

        labels = _labels(office)
        papers = Desk(self, office, case, labels, by, at).parts(history, read)
        binder = Binder(Scribe(office, case, labels), Printing(by, at, anchor), read, tell)
        return binder.bind(papers, history)


def _labels(office: Office, language: str | None = None) -> Labels:
    """The words of the papers, with what the office added to its dictionaries.

    ``language`` is the customer's; the office's own is Simplified Chinese. A word that the office gave to
    a code that we know stands in the office's language only.
    """
    from aftersales.documents.labels import OFFICE, labels_for

    labels = labels_for(language or OFFICE)
    own = labels.language == OFFICE
    codes = {name: dict(words) for name, words in labels.codes.items()}
    for entry in office.entries:
        if entry.word and (own or entry.code not in codes.get(entry.dictionary, {})):
            codes.setdefault(entry.dictionary, {})[entry.code] = entry.word
    return replace(labels, codes=codes)
