"""What the page of one agreement shows: the agreement, where it is, its verbs, and what its draft asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aftersales.domain.agreements.whereabouts import whereabouts
from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState, Whereabouts
from aftersales.domain.errors import DomainError
from aftersales.domain.policy import may
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage
from ui.presenters.agreements.draft import Typed
from ui.presenters.case import desk_of
from ui.presenters.step_fields import Question

_OF_DRAFT = (Step.ISSUE_AGREEMENT, Step.AMEND, Step.SETTLE_WITHOUT_PAPER, Step.RENEGOTIATE)
_OF_ISSUED = (Step.HAND_OVER_AGREEMENT, Step.SIGN, Step.VOID_AGREEMENT, Step.ATTACH, Step.RENEGOTIATE)
_OF_SIGNED = (Step.FILE_ORIGINAL, Step.ATTACH)
_STEPS: Mapping[str, tuple[str, ...]] = {
    AgreementState.DRAFT: _OF_DRAFT,
    AgreementState.ISSUED: _OF_ISSUED,
    AgreementState.SIGNED: _OF_SIGNED,
    AgreementState.FULFILLED: _OF_SIGNED,
    AgreementState.VOID: (),
}
_LIKELY: Mapping[str, str] = {
    Whereabouts.DRAFT: Step.ISSUE_AGREEMENT,
    Whereabouts.ISSUED: "print",
    Whereabouts.PRINTED: Step.HAND_OVER_AGREEMENT,
    Whereabouts.HANDED_OVER: Step.SIGN,
    Whereabouts.SIGNED: Step.ATTACH,
    Whereabouts.SCANNED: Step.FILE_ORIGINAL,
}
"""What usually comes next where the paper is."""


@dataclass(frozen=True, kw_only=True)
class AgreementLook:
    """An agreement: ``verbs`` are the steps that may come now, with the reason where this person may not."""

    page: CasePage
    row: Agreement
    place: Whereabouts
    verbs: Mapping[str, DomainError | None]

    @property
    def case(self) -> Case:
        """Its case."""
        return self.page.case

    @property
    def likely(self) -> str:
        """What usually comes next; "" where nothing does."""
        return _LIKELY.get(self.place, "")

    @property
    def before(self) -> Agreement | None:
        """The agreement that this one took the place of."""
        return next((row for row in reversed(self.case.agreements) if row.no < self.row.no), None)

    @property
    def after(self) -> Agreement | None:
        """The agreement that took the place of this one."""
        return next((row for row in self.case.agreements if row.no > self.row.no), None)


@dataclass(frozen=True)
class Draft:
    """What a draft asks: all fields, the paths of those to be filled first, and what was typed already.

    ``moved``: what somebody else has put meanwhile into fields in which something else is typed.
    """

    questions: tuple[Question, ...]
    wanting: frozenset[str]
    typed: Typed
    moved: Mapping[str, str] = field(default_factory=dict)


def chosen(case: Case, number: str) -> Agreement | None:
    """The agreement that is meant: by its tail (X1), its number in the case, or the one at work."""
    if number:
        meant = (
            row
            for row in case.agreements
            if number.upper() in ((row.agr_no or "").rsplit("-", 1)[-1], str(row.no))
        )
        return next(meant, None)
    living = [row for row in case.agreements if row.state != AgreementState.VOID]
    return next(reversed(living or case.agreements or ()), None)


def look_of(page: CasePage, row: Agreement, login: str) -> AgreementLook:
    """What the page shows to this person."""
    desk = desk_of(page, login)
    verbs: dict[str, DomainError | None] = {}
    for step in _STEPS[row.state]:
        try:
            may(step, page.case, desk)
        except DomainError as refused:
            verbs[step] = refused
        else:
            verbs[step] = None
    return AgreementLook(page=page, row=row, place=whereabouts(row), verbs=verbs)
