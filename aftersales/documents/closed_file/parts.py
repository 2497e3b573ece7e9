"""Which papers lie in a case's file, in which order; each is drawn when its turn comes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aftersales.documents.closed_file.values import Part
from aftersales.documents.labels import LeftoverVariable
from aftersales.domain.steps.writing import LETTERS, bears, held_proposal, letter_no
from aftersales.usecases.ports import NoSuchFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.trail import History
    from aftersales.usecases.ports import Papers


@dataclass(frozen=True)
class Desk:
    """Who draws the papers of which case, for whom, when."""

    papers: Papers
    office: Office
    case: Case
    labels: Labels
    by: str
    at: datetime

    def parts(
        self, history: tuple[History, ...], read: Callable[[str], bytes]
    ) -> tuple[Callable[[], Part], ...]:
        """Registration, tracking, approvals, letters, agreements as they were issued, notices, follow-ups."""
        return (
            *self._first(),
            *self._approvals(),
            *self._letters(history),
            *self._agreements(read),
            *self._notices(),
            *self._follow_ups(),
        )

    def _first(self) -> Iterator[Callable[[], Part]]:
        case_no = self.case.complaint.case_no
        yield self._part("registration.title", case_no, self._draw(self.papers.registration))
        yield self._part("tracking.title", case_no, self._draw(self.papers.tracking))

    def _approvals(self) -> Iterator[Callable[[], Part]]:
        for row in self.case.proposals:
            number = self.labels.pair(row.proposal_no, self.labels.word("proposal_state", row.state))
            yield self._part("approval.title", number, self._draw(self.papers.approval, row))

    def _letters(self, history: tuple[History, ...]) -> Iterator[Callable[[], Part]]:
        """The letters that were given: the answer, and what the history says was printed."""
        printed = {row.row_key.rpartition("/")[2] for row in history if row.table_name == "answer"}
        held = held_proposal(self.case)
        if held and any(row.proposal == held.no for row in self.case.answers):
            printed.add("answer")
        for kind in LETTERS:
            if kind in printed and bears(self.case, kind):
                number = letter_no(self.case, kind)
                yield self._part(f"letter.title.{kind}", number, self._draw(self.papers.letter, kind))

    def _agreements(self, read: Callable[[str], bytes]) -> Iterator[Callable[[], Part]]:
        for row in self.case.agreements:
            if row.issued_sha256:
                number = self.labels.pair(row.agr_no, self.labels.word("agreement_state", row.state))
                yield self._part("agreement.title", number, partial(read, row.issued_sha256))

    def _notices(self) -> Iterator[Callable[[], Part]]:
        for row in self.case.notices:
            number = self.labels.pair(row.notice_no, self.labels.word("notice_state", row.state))
            yield self._part(f"notice.title.{row.kind}", number, self._draw(self.papers.notice, row))

    def _follow_ups(self) -> Iterator[Callable[[], Part]]:
        for row in self.case.follow_ups:
            if row.at is not None:
                number = f"{self.case.complaint.case_no}-H{row.no}"
                yield self._part("follow_up.title", number, self._draw(self.papers.follow_up, row))

    def _draw(self, paper: Callable[..., bytes], *what: object) -> Callable[[], bytes]:
        return partial(paper, self.office, self.case, *what, by=self.by, at=self.at)

    def _part(self, key: str, number: str, draw: Callable[[], bytes]) -> Callable[[], Part]:
        return partial(_drawn, self.labels.label(key), number, draw)


def _drawn(title: str, number: str, draw: Callable[[], bytes]) -> Part:
    """A paper; one that cannot be drawn is still named in the contents."""
    try:
        return Part(title, number, draw())
    except (LeftoverVariable, NoSuchFile):
        return Part(title, number, b"")
