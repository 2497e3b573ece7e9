"""The work at hand: one transaction's books, who acts and when, and how to read what was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from aftersales.domain.authority import WINDOW
from aftersales.domain.errors import DomainError
from aftersales.domain.forms import FORMS, Given, form_of, read_form
from aftersales.domain.office import Desk
from aftersales.domain.reading import Reader
from aftersales.domain.steps.promises import end_of
from aftersales.usecases.ports import NoSuchFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from aftersales.domain.case import Case, StepTaken
    from aftersales.domain.office import Office
    from aftersales.usecases.ports import Books, Language, Papers


class NoSuchStep(DomainError):
    """No step that a person takes has this name. Facts: ``step``."""


@dataclass(frozen=True)
class Work:
    """What a use case gets from ``app.do``: it lives as long as the transaction."""

    books: Books
    now: datetime
    language: Language
    papers: Papers

    def desk(self, case: Case | None = None) -> Desk:
        """Who acts; with a case, what was approved for its customer in the window before."""
        office = self.books.office()
        past = 0
        if case is not None and case.complaint.customer:
            past = self.books.approved_value(case.complaint.customer, self.now - WINDOW)
        return Desk(office=office, me=office.person(self.books.me), now=self.now, past=past)

    def letterhead(self) -> Office:
        """The office with its logo, as papers want it; a picture that is not kept is left out."""
        office = self.books.office()
        if not office.company.logo_sha256:
            return office
        try:
            return replace(office, logo=self.books.file(office.company.logo_sha256))
        except NoSuchFile:
            return office

    def reader(self) -> Reader:
        """How what was given is read: with the office's words, in its zone, by its hours."""
        office = self.books.office()
        ends = partial(end_of, office, self.now)
        return Reader(self.language.vocabulary(office.entries), office.zone, ends)

    def given(self, step: str, data: Mapping[str, object], case: Case | None = None) -> Given:
        """What was given for a step on this case; raises ``BadInput`` naming every refused field."""
        if step not in FORMS:
            raise NoSuchStep(step=step)
        form = FORMS[step] if case is None else form_of(step, case.complaint)
        return read_form(form, self.reader(), step, data)

    def save(self, *taken: StepTaken) -> Case:
        """Save the steps one after the other; the case as it stands after the last."""
        for one in taken:
            self.books.save(one)
        return taken[-1].after
