"""One customer in full: what is known of him, his cases and money; amended field by field, merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from aftersales.domain.errors import CodedError
from aftersales.domain.fields import Kind, Spec, specs, table_name
from aftersales.domain.forms import own
from aftersales.domain.office import Office
from aftersales.domain.policy import TRUSTED
from aftersales.domain.records.customer import Customer
from aftersales.storage.queries.cases import CaseLine
from aftersales.storage.queries.customer_file import CustomerFile, customer_file
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex, CustomerLine
from aftersales.usecases.customers import (
    MAY_AMEND,
    MAY_MERGE,
    ChangedMeanwhile,
    amend_customer,
    merge_customers,
)
from ui.presenters.runner import Runner, Ticket
from ui.presenters.session import Signed
from ui.presenters.step_choices import coded
from ui.presenters.step_fields import Question, Told, given, told

__all__ = ["CaseLine", "CustomerFile", "CustomerLine", "CustomerPresenter", "Look", "questions_of"]

FIRST = (
    "cust_name cust_type phones contact_name contact_title region address level since care_notes"
).split()
"""What is asked first, in order."""
MORE = "uscc postcode fax email wechat agent_for id_no consent_kind consent_at end_user".split()
"""What is asked besides; ``agent_auth`` is a file of a case and is given there."""
MASK = "****"
CANDIDATES = 8


@dataclass(frozen=True)
class Look:
    """A customer as this person may see him; secret fields are masked unless ``sees``."""

    file: CustomerFile
    office: Office
    sees: bool
    may_amend: bool
    may_merge: bool

    @property
    def customer(self) -> Customer:
        """The customer."""
        return self.file.customer

    def value(self, name: str) -> object:
        """A field as it may be seen."""
        value = getattr(self.customer, name)
        return MASK if value and specs(Customer)[name].secret and not self.sees else value


@dataclass(frozen=True)
class Sent:
    """A form on its way: what was seen, what was asked, how it was answered, and what of it is new."""

    look: Look
    asked: tuple[Question, ...]
    answers: Mapping[str, Told]
    data: Mapping[str, object]

    def stands(self, customer: Customer) -> tuple[Look, tuple[Question, ...]]:
        """What the open form begins with from now on: of the saved record only what was sent is seen."""
        saved = {name: getattr(customer, name) for name in self.data}
        file = replace(self.look.file, customer=replace(self.look.customer, **saved))
        asked = (replace(one, value=self.answers.get(one.path, one.value)) for one in self.asked)
        return replace(self.look, file=file), tuple(asked)


class View(Protocol):
    """What the page of a customer shows."""

    def show_file(self, look: Look) -> None:
        """Everything known of him."""

    def show_form(self, look: Look, questions: tuple[Question, ...]) -> None:
        """Ask what is to be changed."""

    def show_busy(self, *, busy: bool) -> None:
        """A save is on its way, or no longer."""

    def show_amended(self, customer: Customer) -> None:
        """It was changed; the form stays where something was typed since it was sent."""

    def show_moved(self, now: Mapping[str, str]) -> None:
        """Somebody else changed these fields (by path): what stands there now; saving again wins."""

    def show_candidates(self, lines: tuple[CustomerLine, ...]) -> None:
        """Into whom he may be merged."""

    def show_merged(self, away: str, into: str) -> None:
        """He was merged."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not."""


class CustomerPresenter:
    """Opens a customer, amends what was changed here, merges him into another."""

    def __init__(self, view: View, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._index = CustomerIndex()
        self._searching: Ticket | None = None
        self._cust_no = ""
        self._busy = False
        self.editing = False
        self.look: Look | None = None
        self._asked: tuple[Question, ...] = ()

    def open(self, cust_no: str) -> None:
        """Show this customer."""
        self._cust_no, self.editing, self.look = cust_no, False, None
        self.refresh()

    def refresh(self) -> None:
        """Ask again; what is being typed stays."""
        if self._cust_no and not self.editing:
            self._ask(self._came)

    def _ask(self, done: Any) -> None:  # noqa: ANN401 - what hears of the file
        app = self._signed.app
        self._runner.run(
            partial(app.ask, customer_file, self._cust_no, app.clock), done, self._view.show_refused
        )

    def _came(self, file: CustomerFile) -> None:
        if file.customer.cust_no == self._cust_no and not self.editing:
            self.look = look_of(file, self._signed)
            self._view.show_file(self.look)

    # Amending

    def amend(self) -> None:
        """Ask what is to be changed."""
        if self.look is not None and self.look.may_amend:
            self.editing = True
            self._asked = questions_of(self.look)
            self._view.show_form(self.look, self._asked)

    def leave_form(self) -> None:
        """Nothing more is changed."""
        self.editing, self._asked = False, ()
        self.refresh()

    def save(self, answers: Mapping[str, Told]) -> None:
        """Change what was changed in the form; ``answers`` by path, a word (不详) where one answers so."""
        look = self.look
        if look is None or self._busy:
            return
        data = changed(self._asked, answers)
        if not data:
            self.leave_form()
            return
        self._sends(busy=True)
        work = partial(self._signed.app.do, amend_customer, self._cust_no, data, seen=look.customer)
        sent = Sent(look, self._asked, answers, data)
        self._runner.run(work, partial(self._amended, sent), self._not_amended)

    def _sends(self, *, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy=busy)

    def _amended(self, sent: Sent, customer: Customer) -> None:
        self._sends(busy=False)
        if self._asked is sent.asked:  # else the form was left meanwhile
            self.look, self._asked = sent.stands(customer)
        self._view.show_amended(customer)

    def _not_amended(self, error: CodedError) -> None:
        self._sends(busy=False)
        if isinstance(error, ChangedMeanwhile):
            fields = error.facts["fields"]
            self._ask(partial(self._moved, error, tuple(fields) if isinstance(fields, list) else ()))
            return
        self._view.show_refused(error)

    def _moved(self, error: CodedError, paths: tuple[str, ...], file: CustomerFile) -> None:
        """What others changed is what was seen now: saving once more means it."""
        self.look = look_of(file, self._signed)
        zone = self._signed.office.zone
        kept = specs(Customer)
        names = {path: path.split(".")[-1] for path in paths}
        now = {path: _in_words(kept[name], self.look.value(name), zone) for path, name in names.items()}
        self._view.show_refused(error)
        self._view.show_moved(now)

    # Merging

    def search(self, text: str) -> None:
        """Look for the record that is to stay."""
        if self._searching is not None:
            self._searching.cancel()
        app, index, own_no = self._signed.app, self._index, self._cust_no
        wanted = CustomerFilter(text=text, limit=CANDIDATES + 1)
        self._searching = self._runner.run(
            lambda: tuple(line for line in app.ask(index.find, wanted).lines if line.cust_no != own_no),
            lambda lines: self._view.show_candidates(lines[:CANDIDATES]),
            self._view.show_refused,
        )

    def merge_into(self, into: str) -> None:
        """Make this customer a part of that one."""
        if self._busy:
            return
        self._busy = True
        away = self._cust_no
        work = partial(self._signed.app.do, merge_customers, away, into)
        self._runner.run(work, lambda _: self._merged(away, into), self._not_merged)

    def _merged(self, away: str, into: str) -> None:
        self._busy = False
        self._view.show_merged(away, into)
        self.open(into)

    def _not_merged(self, error: CodedError) -> None:
        self._busy = False
        self._view.show_refused(error)


def look_of(file: CustomerFile, signed: Signed) -> Look:
    """The file as this person may see it."""
    roles = set(signed.me.roles)
    alive = file.customer.merged_into is None
    return Look(
        file=file,
        office=signed.office,
        sees=bool(roles & set(TRUSTED)),
        may_amend=alive and bool(roles & set(MAY_AMEND)),
        may_merge=alive and bool(roles & set(MAY_MERGE)),
    )


def questions_of(look: Look) -> tuple[Question, ...]:
    """Every field that this person may change, in the order in which it is asked."""
    kept, mine = specs(Customer), own(Customer)
    names = [name for name in (*FIRST, *MORE) if name in mine and (look.sees or not kept[name].secret)]
    others = sorted(mine - {*FIRST, *MORE, "agent_auth"}) if look.sees else []
    return tuple(_question(kept[name], look) for name in (*names, *others))


def _question(spec: Spec, look: Look) -> Question:
    office = look.office
    return Question(
        table=table_name(Customer),
        spec=spec,
        required=spec.name == "cust_name",
        value=told(spec, getattr(look.customer, spec.name), office.zone),
        mark=look.customer.na.get(spec.name, ""),
        choices=coded(spec.words, office) if spec.kind in (Kind.CODE, Kind.CODES) else (),
        inner=_columns(spec, office),
        rows_of=table_name(spec.row) if spec.row else "",
    )


def _columns(spec: Spec, office: Office) -> tuple[Question, ...]:
    row = spec.row
    if row is None:
        return ()
    return tuple(
        Question(
            table=table_name(row),
            spec=inner,
            required=inner.due == "row",
            choices=coded(inner.words, office) if inner.kind is Kind.CODE else (),
        )
        for inner in specs(row).values()
    )


def changed(questions: tuple[Question, ...], answers: Mapping[str, Told]) -> dict[str, object]:
    """What was changed in the form, as the use case takes it."""
    found: dict[str, object] = {}
    for question in questions:
        if question.path not in answers:
            continue
        now, before = given(question.spec, answers[question.path]), given(question.spec, question.value)
        if now != before:
            found[question.name] = now if now is not None else ""
    return found


def _in_words(spec: Spec, value: object, zone: ZoneInfo) -> str:
    """What stands in a field, short: rows by how many."""
    said = told(spec, value, zone)
    if isinstance(said, tuple):
        return "、".join(
            str(next(iter(row.values()), "")) if isinstance(row, Mapping) else row for row in said
        )
    return said
