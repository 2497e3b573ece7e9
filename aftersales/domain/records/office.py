"""The firm, its hours and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Company(f.Record):
    """The firm that runs the program (公司); one row."""

    no: int = f.count(auto=True, default=1)
    name: str | None = f.text(due="setup")
    uscc: str | None = f.text(due="setup")
    address: str | None = f.text(120, due="setup")
    phone: str | None = f.text(due="setup")
    legal_rep: str | None = f.text()
    authorised_rep: str | None = f.text()
    bank: str | None = f.text()
    account: str | None = f.text()
    default_court: str | None = f.text()
    logo: int | None = f.file()
    logo_sha256: str | None = f.text(auto=True)
    zone: str = f.text(default="Asia/Shanghai")
    prefix: str = f.text(8, default="TS")
    paperless_limit: int = f.money(default=50000)
    by_word_limit: int = f.money(default=200000)
    gift_budget: int = f.money(default=0)
    late_from: time = f.clock_time(default=time(16, 30))
    late_until: time = f.clock_time(default=time(10))
    practice: bool = f.flag(auto=True, default=False)


@dataclass(frozen=True, kw_only=True)
class Calendar(f.Record):
    """Office hours of a weekday, or one special day (工作日历)."""

    no: int = f.count(auto=True, default=0)
    weekday: int | None = f.count(limit=7)
    opens: time | None = f.clock_time()
    closes: time | None = f.clock_time()
    day: date | None = f.day()
    day_kind: str | None = f.code("day_kind")
    day_name: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class TimeLimit(f.Record):
    """How long a clock runs (时限)."""

    clock: str = f.code("clock", due="row", default="")
    severity: str = f.code("severity", due="row", default="")
    amount: Decimal = f.quantity(due="row", default=Decimal(0))
    unit: str = f.code("limit_unit", due="row", default="")
    round_clock: bool = f.flag(default=False)


@dataclass(frozen=True, kw_only=True)
class SensitivePeriod(f.Record):
    """Days with shorter limits (敏感期)."""

    no: int = f.count(auto=True, default=0)
    name: str | None = f.text(due="row")
    from_on: date | None = f.day(due="row")
    to_on: date | None = f.day(due="row")
    products: tuple[str, ...] = f.refs()
    factor: Decimal = f.quantity(default=Decimal("0.5"))


@dataclass(frozen=True, kw_only=True)
class DictionaryEntry(f.Record):
    """A value that the office added to a dictionary, or hid."""

    dictionary: str = f.text(due="setup", default="")
    code: str = f.text(40, due="setup", default="")
    word: str = f.text(40, due="setup", default="")
    hidden: bool = f.flag(default=False)


@dataclass(frozen=True, kw_only=True)
class Clause(f.Record):
    """A clause of the agreement in one of its versions (协议条款); a version is never altered.

    ``parties``: for whom it is; ``when``: what must all be so for it to fit; ``part``: under which heading,
    ``place`` its order there; ``retired``: from this version on it is not used.
    """

    key: str = f.text(40, due="row", default="")
    language: str = f.code("language", default="zh_CN")
    version: int = f.count(auto=True, default=0)
    title: str | None = f.text(due="row")
    text: str | None = f.long_text(limit=2000, due="row")
    parties: tuple[str, ...] = f.codes("clause_party", due="row")
    part: str = f.code("clause_part", due="row", default="")
    place: int = f.count(limit=999, default=0)
    when: tuple[str, ...] = f.codes("clause_when")
    default_on: bool = f.flag(default=True)
    retired: bool = f.flag(auto=True, default=False)
