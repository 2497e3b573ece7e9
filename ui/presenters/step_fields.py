"""What a step asks, read off its form: fields in order, what is compulsory, what stands there, choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.domain.agreements.clauses import RETURNED
from aftersales.domain.asking import PREFILLED, compulsory
from aftersales.domain.case import next_no
from aftersales.domain.codes import AgreementState, NoticeKind
from aftersales.domain.fields import Kind, Part, Spec, specs, table_name
from aftersales.domain.forms import Extra, Form, form_of, own
from aftersales.domain.money import yuan
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.notice import Refund
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.routing import PAID_KINDS, SENT_KINDS
from aftersales.domain.steps.agreeing import signed
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage
from ui.presenters.step_choices import ENDED, Choice, choices

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from aftersales.domain.case import Case

Told = str | tuple[str, ...] | tuple[Mapping[str, "Told"], ...]
"""What an editor holds: words, several choices, or rows of them by name."""
YES, NO = "yes", "no"
LINE = "product_line"
"""The table whose rows are asked field by field, as ``product_line.2``."""
BETWEEN = "、"
"""What stands between several texts in one line."""
SMALL = 12
"""A form with more questions shows the compulsory ones first and the others in sections."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One field that is asked: ``value`` is what stands in it; ``sent`` although nobody changed it."""

    table: str
    spec: Spec
    required: bool = False
    value: Told = ""
    mark: str = ""
    choices: tuple[Choice, ...] = ()
    sent: bool = False
    inner: tuple[Question, ...] = ()
    rows_of: str = ""

    @property
    def name(self) -> str:
        """The key of the step's JSON object."""
        return self.spec.name

    @property
    def path(self) -> str:
        """``table.field``, as refusals name it."""
        return f"{self.table}.{self.spec.name}" if self.table else self.spec.name

    @property
    def is_missing(self) -> bool:
        """Whether it is compulsory and nothing stands in it."""
        return self.required and not self.value and not self.mark


@dataclass(frozen=True)
class Group:
    """Questions of one record, folded away until somebody wants them."""

    table: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything a step asks: what stands open, then what is folded away.

    ``file``: a file is joined by the step; ``evidence``: files may come with it as its proof.
    ``fresh``: the numbers of product lines that the case does not have yet, those after its own.
    """

    step: str
    first: tuple[Question, ...]
    groups: tuple[Group, ...] = ()
    file: bool = False
    evidence: bool = False
    fresh: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers of the product lines that are asked."""
        names = (group.table.partition(".") for group in self.groups)
        return tuple(int(number) for table, _, number in names if table == LINE)

    @property
    def may_drop(self) -> bool:
        """Whether a line was added that need not be there."""
        return bool(self.fresh) and len(self.lines) > 1

    def questions(self) -> tuple[Question, ...]:
        """All of them."""
        return (*self.first, *(question for group in self.groups for question in group.questions))


def sheet_of(step: str, page: CasePage, given: Mapping[str, str] | None = None, fresh: int = 0) -> Sheet:
    """What the step asks on this case; ``given`` fills fields by name.

    ``fresh``: so many product lines more than the case has; one at least where it has none.
    """
    asking = _Asking(step, page, given or {}, fresh)
    flat, tables = asking.flat(), asking.tables()
    if len(flat) <= SMALL and not tables:
        brings = step == Step.APPROVE_BY_WORD
        asked = [q for q in flat if not (brings and q.name == "evidence" and not q.choices)]
        first = tuple(sorted(asked, key=lambda question: not question.required))
        return Sheet(step=step, first=first, file=step == Step.ATTACH, evidence=brings)
    open_ones = [question for question in flat if asking.stands_open(question)]
    folded = [question for question in flat if question not in open_ones] + asking.lines()
    names = dict.fromkeys(question.table for question in folded)
    groups = tuple(Group(name, tuple(q for q in folded if q.table == name)) for name in names)
    return Sheet(step=step, first=(*open_ones, *tables), groups=groups, fresh=asking.fresh())


def as_of(step: str, page: CasePage, given: Mapping[str, str]) -> Mapping[str, str]:
    """What fills fields by name, with the proposed moment: however long the form is open, that one."""
    if step != Step.APPROVE_BY_WORD:
        return given
    now = page.now.astimezone(page.office.zone)
    return {"by_word_at": f"{now:%Y-%m-%d %H:%M}", **given}


@dataclass(frozen=True)
class _Asking:
    """One step on one case."""

    step: str
    page: CasePage
    given: Mapping[str, str]
    more: int = 0

    @property
    def case(self) -> Case:
        return self.page.case

    @property
    def form(self) -> Form:
        return form_of(self.step, self.case.complaint)

    @property
    def zone(self) -> ZoneInfo:
        return self.page.office.zone

    def flat(self) -> list[Question]:
        """The fields at the top of the step's JSON object, each name once, in the order of its record."""
        taken: set[str] = set()
        found = []
        for part, names in self.form.flat:
            wanted = names - taken - self._plain()
            taken |= names
            found += [self._question(part, name) for name in specs(part) if name in wanted]
        return found

    def _plain(self) -> frozenset[str]:
        """What need not be asked: which agreement, where no more than one was signed."""
        alone = self.step == Step.FILE_ORIGINAL and len(signed(self.case)) <= 1
        return frozenset({"agreement"} if alone else ())

    def tables(self) -> list[Question]:
        """The lists of rows; product lines are asked field by field instead."""
        return [self._table(key, part) for key, part in self.form.tables if part is not ProductLine]

    def fresh(self) -> tuple[int, ...]:
        """The numbers of the product lines that are new."""
        if not any(part is ProductLine for _, part in self.form.tables):
            return ()
        rows = self.case.product_lines
        return tuple(next_no(rows) + at for at in range(self.more or (not rows)))

    def lines(self) -> list[Question]:
        """The fields of each product line, the new ones last."""
        fresh = tuple(ProductLine(no=number) for number in self.fresh())
        asks = any(part is ProductLine for _, part in self.form.tables)
        rows = (*self.case.product_lines, *fresh) if asks else ()
        return [question for row in rows for question in self._of_line(row)]

    def _of_line(self, row: ProductLine) -> list[Question]:
        wanted = self.step in (Step.PROPOSE, Step.DECIDE) and "product" in self.case.complaint.reason
        return [
            replace(
                question,
                table=f"{LINE}.{row.no}",
                required=wanted and question.spec.when == "product",
                value=told(question.spec, getattr(row, question.name), self.zone),
                mark=row.na.get(question.name, ""),
            )
            for question in self._columns(ProductLine, own(ProductLine))
        ]

    def stands_open(self, question: Question) -> bool:
        """Whether a large form shows the field at once: to be filled, typed, or the proposal's own."""
        if question.table in ("proposal", "finding"):
            return question.required or question.sent or question.table == "proposal"
        if self.step == Step.DONE_NOTICE and question.spec.due == Step.DONE_NOTICE:
            return question.required or _kind_of(question) in self.notice_kinds
        return question.sent or question.is_missing or not question.table

    @property
    def notice_kinds(self) -> frozenset[str]:
        """The kinds of the notices that are still open."""
        return frozenset(row.kind for row in self.case.notices if row.state not in ENDED)

    def _holds(self, spec: Spec, part: type[Part]) -> bool:
        """Whether the condition of a field is known to hold on this case."""
        if spec.when == "by_word":
            return self.step == Step.APPROVE_BY_WORD
        if part is Refund:
            return self.notice_kinds == {NoticeKind.PAY}
        if spec.when == "ship":
            return self.notice_kinds == {NoticeKind.SHIP}
        if part is Agreement and spec.when:
            agreement = self._row(Agreement)
            kinds = {item.kind for item in getattr(agreement, "items", ())}
            return bool(kinds & _asked_for(spec))
        return not spec.when

    def _question(self, part: type[Part], name: str) -> Question:
        spec = specs(part)[name]
        row = self._row(part)
        value = told(spec, getattr(row, name), self.zone) if row is not None else empty(spec)
        mark = getattr(row, "na", {}).get(name, "") if row is not None else ""
        given = self.given.get(name) or (_suggested(name, self.case) if row is None else "")
        table = "" if part is Extra else table_name(part)
        return Question(
            table=table,
            spec=spec,
            required=self._required(part, spec),
            value=given or value,
            mark=mark,
            choices=choices(self.step, table, spec, self.page),
            sent=bool(given),
            inner=self._inner(spec),
            rows_of=table_name(spec.row) if spec.row else "",
        )

    def _required(self, part: type[Part], spec: Spec) -> bool:
        if not self._holds(spec, part):
            return False
        return compulsory(self.step, part, spec, frozenset({spec.when}) if spec.when else frozenset())

    def _row(self, part: type[Part]) -> Part | None:
        """The record that the step goes on writing; None where it writes a new one."""
        case = self.case
        if part is Complaint:
            return case.complaint
        if part is Customer:
            return case.customer
        if part is Finding:
            return case.findings[-1] if case.findings else None
        if part is Agreement and self.step == Step.FILE_ORIGINAL:
            return self._filed()
        if part is Agreement:
            living = [row for row in case.agreements if row.state != AgreementState.VOID]
            return living[-1] if living else None
        return None

    def _filed(self) -> Agreement | None:
        """The signed agreement that is said, or the only one."""
        papers = signed(self.case)
        meant = [row for row in papers if self.given.get("agreement") in (None, str(row.no))]
        return meant[0] if len(meant) == 1 else None

    def _inner(self, spec: Spec) -> tuple[Question, ...]:
        return self._columns(spec.row, own(spec.row)) if spec.row else ()

    def _columns(self, row: type[Part], names: frozenset[str]) -> tuple[Question, ...]:
        return tuple(
            Question(
                table=table_name(row),
                spec=spec,
                required=spec.due == "row"
                and not spec.when
                and name not in PREFILLED.get(table_name(row), ()),
                value=empty(spec),
                choices=choices(self.step, table_name(row), spec, self.page),
            )
            for name, spec in specs(row).items()
            if name in names and spec.kind is not Kind.ROWS
        )

    def _table(self, key: str, part: type[Part]) -> Question:
        spec = Spec(kind=Kind.ROWS, name=key, row=part)
        rows = self._rows(part)
        return Question(
            table="",
            spec=spec,
            required=part is Remedy,
            value=rows,
            inner=self._columns(part, own(part)),
            rows_of=table_name(part),
            sent=part is Remedy and bool(rows),
        )

    def _rows(self, part: type[Part]) -> tuple[Mapping[str, Told], ...]:
        if part is Remedy and self.case.proposals:
            last = self.case.proposals[-1].no
            return tuple(_row_told(row, self.zone) for row in self.case.remedies if row.proposal == last)
        return ()


def _asked_for(spec: Spec) -> frozenset[str]:
    """The remedies for which an agreement asks a field: money, goods to the customer, goods either way."""
    if spec.when == "money":
        return PAID_KINDS
    return SENT_KINDS | RETURNED if spec.name == "freight_by" else SENT_KINDS


def _kind_of(question: Question) -> str:
    """The kind of notice for which a field of 完成通知单 is asked."""
    if question.table == table_name(Refund):
        return NoticeKind.PAY
    return NoticeKind.SHIP if question.spec.when == "ship" else ""


def _suggested(name: str, case: Case) -> str:
    """Who is talked to, where the step writes a new record: the customer's contact."""
    talked = ("counterpart", "to_whom", "confirmed_by", "interviewee", "restated_who", "signer_b")
    return case.customer.contact_name or case.customer.cust_name or "" if name in talked else ""


def _row_told(row: Part, zone: ZoneInfo) -> dict[str, Told]:
    kept = own(type(row))
    return {
        name: told(spec, getattr(row, name), zone) for name, spec in specs(type(row)).items() if name in kept
    }


def empty(spec: Spec) -> Told:
    """What an editor holds before anybody said anything."""
    return () if spec.many and spec.kind not in (Kind.TEXTS, Kind.REFS) else ""


def told(spec: Spec, value: Any, zone: ZoneInfo) -> Told:  # noqa: ANN401 - by kind
    """A value as its editor holds it."""
    if value is None or value == ():
        return empty(spec)
    if spec.kind is Kind.ROWS:
        return tuple(_row_told(row, zone) for row in value)
    if spec.kind in (Kind.TEXTS, Kind.REFS):
        return BETWEEN.join(value)
    if spec.many:
        return tuple(str(item) for item in value)
    return one(value, spec.kind, zone)


def one(value: Any, kind: Kind, zone: ZoneInfo) -> str:  # noqa: ANN401 - by kind
    """One value as words."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if kind is Kind.MONEY:
        return yuan(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def given(spec: Spec, value: Told) -> object:
    """What the editor holds as the step's JSON wants it; None for nothing."""
    if spec.kind is Kind.FLAG:
        return {YES: True, NO: False}.get(str(value))
    if spec.kind in (Kind.TEXTS, Kind.REFS):
        return [part.strip() for part in str(value).replace(",", BETWEEN).split(BETWEEN) if part.strip()]
    if spec.kind is Kind.ROWS:
        return [row_given(spec.row, row) for row in value if isinstance(row, Mapping)]
    if spec.many:
        return list(value)
    return str(value).strip() or None


def row_given(part: type[Part] | None, row: Mapping[str, Told]) -> dict[str, object]:
    """A row of editors as JSON; what is empty is left out."""
    known = specs(part) if part else {}
    found = {name: given(known[name], value) for name, value in row.items() if name in known}
    return {name: value for name, value in found.items() if value not in (None, [])}
