"""What was looked into and found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Task(f.Part):
    """A row of its record's table."""

    where: str | None = f.text()
    whom: str | None = f.text()
    what: str | None = f.text(200, due="row")
    due: date | None = f.day()
    result: str | None = f.long_text()


@dataclass(frozen=True, kw_only=True)
class Consult(f.Part):
    """A row of its record's table."""

    at: datetime | None = f.moment(due="row")
    who: str | None = f.text(due="row")
    opinion: str | None = f.long_text(due="row")


@dataclass(frozen=True, kw_only=True)
class Why(f.Part):
    """A row of its record's table."""

    why: str | None = f.text(500, due="row")
    answer: str | None = f.text(500, due="row")


@dataclass(frozen=True, kw_only=True)
class Liability(f.Part):
    """A row of its record's table."""

    kind: str = f.code("liable", due="row", default="")
    name: str | None = f.text()
    percent: Decimal | None = f.quantity(due="row")


@dataclass(frozen=True, kw_only=True)
class Finding(f.CaseRow):
    """What was looked into and found (调查与认定)."""

    needs_further: bool | None = f.flag()
    tasks: tuple[Task, ...] = f.rows(Task)
    consults: tuple[Consult, ...] = f.rows(Consult)
    lab: str | None = f.text()
    report_no: str | None = f.text()
    report_on: date | None = f.day()
    report_result: str | None = f.long_text()
    report_file: int | None = f.file()
    retained_sample: str | None = f.long_text()
    batch_review: str | None = f.long_text()
    similar_cases: tuple[str, ...] = f.refs()
    founded: str | None = f.code("founded", due="propose")
    basis: str | None = f.long_text(due="propose")
    basis_files: tuple[int, ...] = f.files(due="propose", na=True)
    found_by: str | None = f.ref(auto=True)
    found_at: datetime | None = f.moment(auto=True)
    cause_main: str | None = f.code("cause", due="propose")
    causes: tuple[str, ...] = f.codes("cause")
    cause_occur: str | None = f.long_text()
    cause_escape: str | None = f.long_text()
    five_why: tuple[Why, ...] = f.rows(Why)
    human_factor: bool | None = f.flag()
    liability: tuple[Liability, ...] = f.rows(Liability)
    liability_by: str | None = f.ref()
    liability_appeal: str | None = f.long_text()
    analysis_owner: str | None = f.ref()
    analysis_due: date | None = f.day()
    recall: bool | None = f.flag()
    recall_batches: tuple[str, ...] = f.texts()
