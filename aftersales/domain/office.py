"""The office as rules see it: the firm, its people, limits and calendar; and the desk that acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aftersales.domain.codes import Role
from aftersales.domain.errors import DomainError
from aftersales.domain.records.office import (
    Calendar,
    Company,
    DictionaryEntry,
    SensitivePeriod,
    TimeLimit,
)
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.domain.worktime import WorkCalendar, calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotOnTheStaff(DomainError):
    """No active person has this login. Facts: ``login``."""


def names_twice(staff: Iterable[Staff]) -> frozenset[str]:
    """The names that two of these people have."""
    counted = Counter(person.name for person in staff)
    return frozenset(name for name, count in counted.items() if count > 1)


@dataclass(frozen=True, kw_only=True)
class Office:
    """What the office has set: one row of the firm and every row of its settings."""

    company: Company
    staff: tuple[Staff, ...] = ()
    authority: tuple[Authority, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    calendar: tuple[Calendar, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    sensitive_periods: tuple[SensitivePeriod, ...] = ()
    entries: tuple[DictionaryEntry, ...] = ()
    logo: bytes = b""  # of the company; only who draws papers loads it

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which the office reads its clock."""
        return ZoneInfo(self.company.zone)

    @cached_property
    def own_words(self) -> tuple[tuple[str, str, str], ...]:
        """What the office itself calls the values of its dictionaries: dictionary, code, word."""
        return tuple((entry.dictionary, entry.code, entry.word) for entry in self.entries if entry.word)

    @cached_property
    def hours(self) -> WorkCalendar:
        """When the office works."""
        return calendar_of(self.calendar, self.zone)

    @cached_property
    def by_login(self) -> dict[str, Staff]:
        """Everybody who ever worked here, by login."""
        return {person.login: person for person in self.staff}

    def person(self, login: str) -> Staff:
        """The active person with this login, or ``NotOnTheStaff``."""
        found = self.by_login.get(login)
        if found is None or not found.active:
            raise NotOnTheStaff(login=login)
        return found

    def active(self, role: str) -> tuple[Staff, ...]:
        """Active people with this role, by login."""
        having = (person for person in self.staff if person.active and role in person.roles)
        return tuple(sorted(having, key=lambda person: person.login))

    def day(self, moment: datetime) -> date:
        """The office's day at this moment (UTC)."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who acts, when (UTC), in which office; ``past`` is the authority value (分) in the window before."""

    office: Office
    me: Staff
    now: datetime
    past: int = 0

    @property
    def login(self) -> str:
        """The login of who acts."""
        return self.me.login

    @property
    def today(self) -> date:
        """The office's day."""
        return self.office.day(self.now)

    @property
    def alone(self) -> bool:
        """One-boss office: I lead, and no other active leader exists."""
        leaders = self.office.active(Role.LEADER)
        return Role.LEADER in self.me.roles and all(p.login == self.login for p in leaders)
