"""How steps make and fill records: stamped with who and when, checked for what is compulsory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from aftersales.domain.errors import BadField, DomainError, Required
from aftersales.domain.fields import Kind, Record, specs, table_name
from aftersales.domain.reading import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk

_R = TypeVar("_R", bound=Record)

PEOPLE: frozenset[str] = frozenset(
    {
        "about_staff",
        "helpers",
        "person",
        "made_by",
        "staff",
        "by",
        "liability_by",
        "analysis_owner",
        "travellers",
        "to_leader",
    }
)
"""Fields that hold logins of the staff."""


class InFuture(BadField):
    """What has happened lies in the future. Facts: ``field``, ``value``."""


class TooEarly(BadField):
    """It lies before what it follows. Facts: ``field``, ``value``, ``not_before``."""


class NoSuchAttachment(BadField):
    """The case has no such attachment. Facts: ``field``, ``number``."""


class NoSuchPerson(BadField):
    """Nobody on the staff has this login. Facts: ``field``, ``login``."""


class NoSuchRow(DomainError):
    """The case has no such row. Facts: ``table``, ``number``."""


def made(record: type[_R], desk: Desk, **values: Any) -> _R:  # noqa: ANN401 - any field's value
    """A new record, stamped with who makes it and when."""
    return record(**{"created_at": desk.now, "created_by": desk.login, **values})


def filled(row: _R, values: Mapping[str, Any]) -> _R:
    """The record with these values; marks of 不详/无/未留 are kept where the field is still empty.

    A name that is given without a mark is said anew: its old mark goes.
    """
    if not values:
        return row
    kept = {name: mark for name, mark in row.na.items() if name not in values}
    marks = {k: v for k, v in {**kept, **values.get("na", {})}.items() if _unsaid(row, values, k)}
    return replace(row, **{**values, "na": marks})


def _unsaid(row: Record, values: Mapping[str, Any], name: str) -> bool:
    value = values.get(name, getattr(row, name))
    return value is None or value == ()


def row_of(record: type[_R], desk: Desk, values: Mapping[str, Any], *conditions: str) -> _R:
    """A new record of what was given, complete as each row of its table must be."""
    row = filled(made(record, desk), values)
    require(row, "row", frozenset(conditions))
    return row


def must_have_happened(when: datetime | date | None, desk: Desk, field: str) -> None:
    """Raise ``InFuture`` for a moment after now or a day after today."""
    if when is None:
        return
    now = desk.now if hasattr(when, "hour") else desk.today
    if when > now:
        raise InFuture(field=field, value=when.isoformat())


def must_not_precede(when: date | None, first: date | None, field: str) -> None:
    """Raise ``TooEarly`` for a moment or a day before what it follows."""
    if when is not None and first is not None and when < first:
        raise TooEarly(field=field, value=when.isoformat(), not_before=first.isoformat())


def references_must_exist(case: Case, given: Given, desk: Desk) -> None:
    """Every attachment number and every login given must exist."""
    kept = {row.no for row in case.attachments if row.taken_back_at is None}
    for part, values in given.values.items():
        for name, value in values.items():
            spec = specs(part).get(name)
            if spec is None or value is None:
                continue
            path = f"{table_name(part)}.{name}"
            several = value if isinstance(value, tuple) else (value,)
            if spec.kind in (Kind.FILE, Kind.FILES):
                for number in several:
                    if number not in kept:
                        raise NoSuchAttachment(field=path, number=number)
            if spec.kind in (Kind.REF, Kind.REFS) and name in PEOPLE:
                for login in several:
                    if login not in desk.office.by_login:
                        raise NoSuchPerson(field=path, login=login)


def needed(value: Any, field: str, step: str) -> Any:  # noqa: ANN401 - whatever the field holds
    """The value, or ``Required`` naming the field."""
    if value in (None, "", ()):
        raise Required(field=field, step=step)
    return value


def touched(case: Case, **values: Any) -> Case:  # noqa: ANN401 - any field's value
    """The case with these fields of its complaint changed."""
    return replace(case, complaint=replace(case.complaint, **values))


def marked(case: Case, *marks: str) -> Case:
    """The case with these marks added."""
    return touched(case, marks=tuple(sorted({*case.complaint.marks, *marks})))


def unmarked(case: Case, *marks: str) -> Case:
    """The case with these marks taken away."""
    return touched(case, marks=tuple(m for m in case.complaint.marks if m not in marks))
