"""The people of the office and what they may decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Staff(f.Record):
    """A person of the office (员工); never deleted."""

    login: str = f.text(due="setup", default="")
    name: str = f.text(due="setup", default="")
    phone: str | None = f.text()
    email: str | None = f.text()
    roles: tuple[str, ...] = f.codes("role", due="setup")
    level: str | None = f.code("level")
    department: str | None = f.code("department")
    post: str | None = f.code("post")
    active: bool = f.flag(auto=True, default=True)
    from_on: date | None = f.day(auto=True)
    to_on: date | None = f.day(auto=True)
    skills: tuple[str, ...] = f.texts()
    password_due: bool | None = f.flag(auto=True)
    """A new password is due at the next sign-in; no: he keeps the one he has for another office."""


@dataclass(frozen=True, kw_only=True)
class Authority(f.Record):
    """How much of what a person or level may decide (授权)."""

    no: int = f.count(auto=True, default=0)
    role: str | None = f.code("role")
    level: str | None = f.code("level")
    person: str | None = f.ref()
    scope: str = f.code("scope", due="row", default="")
    limit_amount: int = f.money(due="row", default=0)
    no_limit: bool = f.flag(default=False)
    from_on: date | None = f.day(due="row")
    to_on: date | None = f.day()


@dataclass(frozen=True, kw_only=True)
class Substitute(f.Record):
    """Who stands in for an approver (代理审批)."""

    no: int = f.count(auto=True, default=0)
    principal: str = f.ref(due="row", default="")
    stands_in: str = f.ref(due="row", default="")
    from_on: date | None = f.day(due="row")
    to_on: date | None = f.day(due="row")
    reason: str | None = f.text(due="row")
