"""What a registration form holds, as plain values: what the office is given, is missing, is carried over."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.domain.fields import specs
from aftersales.domain.forms import FORMS, unsaid
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
_REMEDY_OF = {demand: remedy for remedy, demand in DEMAND_OF.items()}


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


def as_contact(values: Values) -> dict[str, object]:
    """What was typed, as a contact of a case that runs already: the customer asks for it again."""
    who = values.get("contact_name") or values.get("cust_name") or values.get("phones") or ""
    parts = (values.get("verbatim"), values.get("summary"), values.get("word"))
    return {
        "direction": "incoming",
        "channel": values.get("channel") or CHOSEN["channel"],
        "counterpart": who,
        "content": "\n".join(str(part) for part in parts if part),
        "purpose": "chased",
        "will_call_back": False,
    }


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
