"""What a registration form holds, as plain values: what the office is given, is missing, is carried over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from aftersales.domain.fields import Kind, Part, Spec, specs
from aftersales.domain.forms import FORMS, unsaid
from aftersales.domain.records.complaint import Complaint, Demand
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.steps.fastlane import DEMAND_OF, FORM, Quick
from aftersales.domain.workflow import Step
from aftersales.usecases.registering import CUSTOMER

Values = Mapping[str, object]
"""By field: what stands in it; lists of rows by table; ``na`` the fields answered 不详 or 无. JSON values."""
Row = Mapping[str, object]
TABLES = ("product_line", "demands", "remedies")
CHOSEN = {"channel": "phone", "nature": "complaint", "severity": "general"}
"""What a fresh form has chosen before anybody typed: alone it is no draft, and it is not missing."""
FILES = "photos"
"""Where a form keeps the files that came with the call, as ``Came.told`` tells them."""
_PARTS: Mapping[str, tuple[str, type[Part]]] = {
    "product_line": ("product_line", ProductLine),
    "demands": ("complaint.demands", Demand),
    "remedies": ("remedy", Remedy),
}
"""Of each table where its columns have their labels, and what a row is."""
_TOLD = "occurred_on place expected_by external_no external_source authority_received_on authority_due_at"
_REMEDY_OF = {demand: remedy for remedy, demand in DEMAND_OF.items()}


class Words(Protocol):
    """The office's own words, for what is written into its books."""

    def label(self, path: str) -> str:
        """What stands over a column or before a field."""

    def phrase(self, name: str) -> str:
        """A text that the program itself writes into a record."""

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code; the code itself where no word is known."""


def rows_of(values: Values, table: str) -> tuple[dict[str, object], ...]:
    """The rows of a table in which something stands, in order."""
    rows = values.get(table)
    found = rows if isinstance(rows, list | tuple) else ()
    return tuple(kept for row in found if isinstance(row, dict) and (kept := _filled(row)))


def _filled(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if value not in (None, "", [], ())}


def is_blank(values: Values) -> bool:
    """Whether nobody has typed anything yet."""
    typed = _filled({name: value for name, value in values.items() if name not in (*TABLES, "na")})
    return not (
        set(typed) - set(CHOSEN) or values.get("na") or any(rows_of(values, table) for table in TABLES)
    )


def asked(form: str, values: Values) -> dict[str, object]:
    """What the office is given: filled fields that this form takes, and its rows."""
    taken = FORM.names() if form == "quick" else FORMS[Step.REGISTER].names()
    told: dict[str, object] = {
        name: value
        for name, value in _filled(values).items()
        if name in (*taken, CUSTOMER) and name not in TABLES
    }
    told |= {table: list(rows) for table in TABLES if table in taken and (rows := rows_of(values, table))}
    marks = values.get("na")
    known = {n: m for n, m in marks.items() if n in taken} if isinstance(marks, dict) else {}
    return told | {"na": known} if known and form != "quick" else told


def as_contact(form: str, values: Values, words: Words) -> dict[str, object]:
    """What was typed, as a contact of a case that runs already: the customer asks for it again.

    What a contact has no field for, rows above all, stands in its content in these words.
    """
    who = values.get("contact_name") or values.get("cust_name") or values.get("phones") or ""
    given, came = asked(form, values), str(values.get("channel") or CHOSEN["channel"])
    on_site = came == "on_site"  # nobody asks here where, by whom and for how much was travelled
    parts = [values.get(name) for name in ("verbatim", "summary", "word")]
    for table, (place, part) in _PARTS.items():
        parts += [_said(words, place, part, row) for row in rows_of(given, table)]
    parts.append(_said(words, "quick", Quick, _some(given, "product due")))
    parts.append(_said(words, "complaint", Complaint, _some(given, _TOLD)))
    parts.append(words.label("complaint.safety_injury") if values.get("safety_injury") == "yes" else "")
    if about := values.get("about_staff"):
        parts.append(f"{words.label('complaint.about_staff')} {words.word('about_staff', str(about))}")
    parts.append(_said(words, "complaint", Complaint, {"channel": came} if on_site else {}))
    told = {
        "direction": "incoming",
        "channel": "other" if on_site else came,
        "counterpart": who,
        "content": "\n".join(str(part) for part in parts if part),
        "purpose": "chased",
        "will_call_back": False,
    }
    return told | ({"at": at} if (at := values.get("complaint_at")) else {})


def _some(values: Values, names: str) -> Row:
    return {name: values.get(name) for name in names.split()}


def _said(words: Words, place: str, part: type[Part], row: Row) -> str:
    """Fields of a record in words: 诉求 换货；数量 12."""
    told = ((name, specs(part)[name], str(value)) for name, value in _filled(row).items())
    return words.phrase("also").join(
        f"{words.label(f'{place}.{name}')} {_word(words, spec, value)}" for name, spec, value in told
    )


def _word(words: Words, spec: Spec, value: str) -> str:
    money = spec.kind is Kind.MONEY
    return words.phrase("money").format(amount=value) if money else words.word(spec.words, value)


def unfilled(form: str, values: Values) -> tuple[str, ...]:
    """The names of compulsory fields in which nothing stands."""
    data = asked(form, values)
    if form == "quick":
        due = (name for name, spec in specs(Quick).items() if spec.due == "row")
        return tuple(name for name in (*due, "remedies") if name not in data)
    return tuple(str(problem.facts["field"]).rsplit(".", 1)[-1] for problem in unsaid(Step.REGISTER, data))


def carried(values: Values, *, quick: bool) -> dict[str, object]:
    """The values for the other way of the form: nothing goes, what both ask in their own words is told."""
    told = dict(values)
    return _to_quick(told) if quick else _to_long(told)


def _to_quick(told: dict[str, object]) -> dict[str, object]:
    lines = rows_of(told, "product_line")
    if not told.get("product") and lines:
        told["product"] = lines[0].get("product", "")
    if not rows_of(told, "remedies"):
        kinds = (str(row.get("kind", "")) for row in rows_of(told, "demands"))
        told["remedies"] = [{"kind": _REMEDY_OF[kind]} for kind in kinds if kind in _REMEDY_OF]
    return told


def _to_long(told: dict[str, object]) -> dict[str, object]:
    if not rows_of(told, "product_line") and told.get("product") not in (None, "", "-", "–", "—"):
        told["product_line"] = [{"product": told["product"]}]
    if not rows_of(told, "demands"):
        kinds = (str(row.get("kind", "")) for row in rows_of(told, "remedies"))
        told["demands"] = [{"kind": kind} for kind in dict.fromkeys(DEMAND_OF.get(k, "other") for k in kinds)]
    return told
