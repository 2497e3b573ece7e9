"""登记 and 快速处理: one form while the customer speaks, kept as a draft until it is a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from aftersales.app import App
from aftersales.domain import limits
from aftersales.domain.case import Case
from aftersales.domain.checks import read_phones
from aftersales.domain.codes import DICTIONARIES, Clock, Role
from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.office import Office
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Product, ProductLine
from aftersales.domain.steps import intake
from aftersales.storage.queries.caller import Caller, known_caller, products_on_sale
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.similar import Likeness, likely_duplicates
from aftersales.usecases.printing import printed
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from ui.presenters.drafts import Draft, Drafts, new_id
from ui.presenters.filled import CHOSEN, Values, asked, carried, is_blank, rows_of, unfilled
from ui.presenters.runner import Lane, Runner
from ui.presenters.step_choices import coded

__all__ = ["Caller", "Form", "Likeness", "RegisterPresenter", "Setting", "View", "first_dues", "put_down"]

FIRST_CLOCKS = (Clock.HAND_OVER, Clock.FIRST_CONTACT, Clock.FIRST_ANSWER)
"""The limits that are told beside the form: by when somebody takes it, calls, answers."""


class Form(StrEnum):
    """Which of the two ways: the whole registration, or the seven fields."""

    LONG = "register"
    QUICK = "quick"


class PaperNotSaved(Trouble):
    """The paper could not be written there. Facts: ``path``, ``why`` (what the system says)."""


@dataclass(frozen=True)
class Setting:
    """What the form offers. ``codes``: by dictionary; ``added``: words of the office's own codes.

    ``not_quick`` says why this person may not use the fast lane ("" where he may), a code of ``not_trivial``.
    """

    codes: Mapping[str, tuple[str, ...]]
    added: Mapping[tuple[str, str], str]
    products: tuple[Product, ...]
    zone: ZoneInfo
    not_quick: str


class View(Protocol):
    """What the screen can show."""

    def show_setting(self, setting: Setting) -> None:
        """Offer these codes and products."""

    def show_form(self, form: Form, values: Values) -> None:
        """Show this way of the form with these values in it."""

    def show_missing(self, paths: tuple[str, ...]) -> None:
        """Tell which compulsory fields are still empty."""

    def show_caller(self, caller: Caller | None) -> None:
        """Show what is known of who calls; None for a stranger or no number yet."""

    def show_duplicates(self, alike: tuple[Likeness, ...]) -> None:
        """Warn of cases that may be the same complaint."""

    def show_limits(self, due: tuple[tuple[Clock, datetime], ...]) -> None:
        """Tell by when what follows would be due."""

    def show_saved(self, at: datetime) -> None:
        """The draft is on disk since this moment (UTC)."""

    def show_not_saved(self, why: str) -> None:
        """The draft could not be written, for this reason (the system's words)."""

    def show_drafts(self, drafts: tuple[Draft, ...], *, back: bool) -> None:
        """Offer these other drafts; ``back``: the one on the screen was brought back after a crash."""

    def show_busy(self, *, busy: bool) -> None:
        """Submitting runs, or has ended."""

    def show_refused(self, error: CodedError) -> None:
        """Show every problem beside its field, or what else is wrong."""

    def show_registered(self, case_no: str, state: str) -> None:
        """It is a case now."""

    def show_paper(self, file: Path) -> None:
        """The registration form lies there."""


@dataclass
class RegisterPresenter:
    """The screen's state: the draft in hand, the form, who calls. ``now`` gives UTC."""

    app: App
    runner: Runner
    view: View
    drafts: Drafts
    papers: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    form: Form = Form.LONG
    paper_wanted: bool = False

    def __post_init__(self) -> None:
        self._draft = new_id()
        self._kept: Draft | None = None
        self._office: Office | None = None
        self._caller: Caller | None = None
        self._numbers: tuple[str, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._busy = False

    # Opening and drafts

    def open(self) -> None:
        """Fetch what the form offers, and bring back what a crash left."""
        self.runner.run(lambda: (self.app.ask(read_office), self.app.ask(products_on_sale)), self._set)
        self.runner.run(self.drafts.left_open, self._back, self._not_kept, lane=Lane.FILES)

    def _set(self, found: tuple[Office, tuple[Product, ...]]) -> None:
        self._office, products = found
        entries = self._office.entries
        added = {(entry.dictionary, entry.code): entry.word for entry in entries if entry.word}
        codes = {name: tuple(choice.code for choice in coded(name, self._office)) for name in DICTIONARIES}
        person = self._office.by_login.get(self.app.login)
        served = person is not None and Role.SERVICE in person.roles
        zone = self._office.zone
        self.view.show_setting(Setting(codes, added, products, zone, "" if served else "role"))
        self.severity("general")

    def _back(self, draft: Draft | None) -> None:
        if draft is not None:
            self._show(draft)
        self.list_drafts(back=draft is not None)

    def list_drafts(self, *, back: bool = False) -> None:
        """Tell which drafts wait besides the one in hand."""

        def told(found: tuple[Draft, ...]) -> None:
            self.view.show_drafts(tuple(each for each in found if each.id != self._draft), back=back)

        self.runner.run(self.drafts.all, told, self._not_kept, lane=Lane.FILES)

    def take_up(self, draft: Draft, values: Values) -> None:
        """Go on with another draft; what is on the screen is kept first."""
        self.leave(values)
        self._show(draft)
        self.keep(draft.values)
        self.list_drafts()

    def _show(self, draft: Draft) -> None:
        self._draft, self._kept, self.form = draft.id, draft, Form(draft.form)
        self.view.show_form(self.form, draft.values)
        self.typed(draft.values)
        self.telephone(str(draft.values.get("phones") or ""))

    def fresh(self, values: Values) -> None:
        """Begin another registration; this one stays among the drafts."""
        self.leave(values)
        self._begin()

    def _begin(self) -> None:
        self._draft, self._kept, self._caller, self._numbers = new_id(), None, None, ()
        if self._busy:  # a mistake of ours ended the last submit without an answer
            self._tell_busy(busy=False)
        self.view.show_form(self.form, {})
        self.view.show_caller(None)
        self.view.show_duplicates(())
        self.typed(CHOSEN)
        self.list_drafts()

    def keep(self, values: Values) -> None:
        """Put what was typed on disk; called within two seconds of typing."""
        if is_blank(values) or (self._kept is not None and self._kept.values == values):
            return
        draft = Draft(self._draft, self.form, dict(values), self.now().isoformat())
        self._kept = draft
        self.runner.run(
            lambda: self.drafts.write(draft),
            lambda _: self.view.show_saved(datetime.fromisoformat(draft.saved_at)),
            self._not_kept,
            lane=Lane.FILES,
        )

    def _not_kept(self, error: CodedError) -> None:
        self._kept = None
        self.view.show_not_saved(str(error.facts.get("why", "")))

    def leave(self, values: Values) -> None:
        """The screen is left in peace: what was typed stays as a draft that is no crash."""
        self.keep(values)
        kept = self._kept
        if kept is not None and kept.id == self._draft:
            self.runner.run(lambda: self.drafts.close(kept), lambda _: None, self._not_kept, lane=Lane.FILES)

    # While typing

    def switch(self, form: Form, values: Values) -> None:
        """The other way of the form, with what was typed."""
        self.form = form
        there = carried(values, quick=form is Form.QUICK)
        self.view.show_form(form, there)
        self.typed(there)
        self.keep(there)

    def typed(self, values: Values) -> None:
        """Tell what is still missing."""
        self.view.show_missing(unfilled(self.form, values))

    def telephone(self, text: str) -> None:
        """Find who has this number; asks once for the same number."""
        numbers = tuple(phone.number for phone in read_phones(text) if phone.kind != "other")
        if numbers == self._numbers:
            return
        self._numbers = numbers
        if not numbers:
            self._known(numbers, None)
            return
        self.runner.run(
            lambda: self.app.ask(known_caller, numbers), partial(self._known, numbers), self.view.show_refused
        )

    def _known(self, numbers: tuple[str, ...], caller: Caller | None) -> None:
        if numbers == self._numbers:
            self._caller = caller
            self.view.show_caller(caller)

    def compare(self, values: Values) -> None:
        """Look for cases that may be the same complaint; asks once for the same words."""
        verbatim = str(values.get("verbatim") or "")
        batches = tuple(str(row.get("batch_no") or "") for row in rows_of(values, "product_line"))
        who = self._caller.customer if self._caller else Customer()
        wanted = (who.cust_no, verbatim, batches)
        if wanted == self._asked or not (who.cust_no or any(batches)):
            return
        self._asked = wanted
        case = _sketch(who, verbatim, batches)
        now = self.now()
        self.runner.run(
            lambda: self.app.ask(likely_duplicates, case, now),
            self.view.show_duplicates,
            self.view.show_refused,
        )

    def severity(self, severity: str) -> None:
        """Tell by when what follows would be due at this severity."""
        office = self._office
        if office is not None:
            now = self.now()
            self.runner.run(
                lambda: first_dues(office, severity, now), self.view.show_limits, self.view.show_refused
            )

    # Submitting

    def submit(self, values: Values) -> None:
        """Sign and register, or refuse with every problem at once; a second press while it runs is none."""
        if self._busy:
            return
        self.keep(values)
        self._tell_busy(busy=True)
        verb = quick if self.form is Form.QUICK else register
        data = asked(self.form, values)
        self.runner.run(lambda: self.app.do(verb, data), self._registered, self._refused)

    def _tell_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.view.show_busy(busy=busy)

    def _refused(self, error: CodedError) -> None:
        self._tell_busy(busy=False)
        self.view.show_refused(error)

    def _registered(self, case: Case) -> None:
        self._tell_busy(busy=False)
        gone = self._draft
        self.runner.run(lambda: self.drafts.remove(gone), lambda _: None, self._not_kept, lane=Lane.FILES)
        self._begin()
        self.view.show_registered(case.complaint.case_no, case.complaint.state)
        if self.paper_wanted:
            self._print(case.complaint.case_no)

    def _print(self, case_no: str) -> None:
        self.runner.run(
            lambda: self.app.do(printed, "registration", case_no),
            partial(self._put_down, case_no),
            self.view.show_refused,
        )

    def _put_down(self, case_no: str, paper: bytes) -> None:
        file = self.papers / f"{case_no}.pdf"
        self.runner.run(
            lambda: put_down(file, paper),
            lambda _: self.view.show_paper(file),
            self.view.show_refused,
            lane=Lane.FILES,
        )


def _sketch(who: Customer, verbatim: str, batches: tuple[str, ...]) -> Case:
    """The case to be, as far as it is told from others by."""
    blank = intake.blank(who)
    lines = tuple(ProductLine(no=no, batch_no=batch) for no, batch in enumerate(batches, 1) if batch)
    complaint = replace(blank.complaint, customer=who.cust_no, verbatim=verbatim)
    return replace(blank, complaint=complaint, product_lines=lines)


def first_dues(office: Office, severity: str, now: datetime) -> tuple[tuple[Clock, datetime], ...]:
    """By when (UTC) a case registered now would be taken, called about and answered. Raises NoLimit."""
    table = office.time_limits or limits.DELIVERED
    company = office.company

    def due(clock: Clock) -> datetime:
        limit = limits.limit_for(table, clock, severity)
        late_from, late_until = company.late_from, company.late_until
        return limits.due(limit, now, office.hours, late_from=late_from, late_until=late_until).at

    return tuple((clock, due(clock)) for clock in FIRST_CLOCKS)


def put_down(file: Path, paper: bytes) -> None:
    """Write a paper in one move. Raises PaperNotSaved."""
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(paper)
        fresh.replace(file)
    except OSError as error:
        raise PaperNotSaved(path=str(file), why=error.strerror or type(error).__name__) from error
