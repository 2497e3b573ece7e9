"""Who complains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Phone(f.Part):
    """A row of its record's table."""

    number: str = f.text(40, due="row", default="")
    kind: str | None = f.code("phone_kind")
    preferred: bool | None = f.flag()


@dataclass(frozen=True, kw_only=True)
class EndUser(f.Part):
    """A row of its record's table."""

    name: str | None = f.text(due="row")
    phone: str | None = f.text(40)
    address: str | None = f.text(120)
    equipment: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Customer(f.Record):
    """Who complains (客户), shared by his cases."""

    cust_no: str = f.text(auto=True, default="")
    cust_name: str | None = f.text(due="register")
    cust_type: str | None = f.code("cust_type", due="propose", na=True)
    uscc: str | None = f.text(18)
    region: str | None = f.text()
    address: str | None = f.text(120, due="register", na=True)
    postcode: str | None = f.text(6)
    contact_name: str | None = f.text()
    contact_title: str | None = f.text(due="propose", na=True)
    phones: tuple[Phone, ...] = f.rows(Phone, due="register", na=True)
    fax: str | None = f.text()
    email: str | None = f.text()
    wechat: str | None = f.text()
    agent_for: str | None = f.text()
    agent_auth: int | None = f.file()
    end_user: tuple[EndUser, ...] = f.rows(EndUser)
    id_no: str | None = f.text(secret=True)
    level: str | None = f.text()
    since: date | None = f.day()
    care_notes: str | None = f.long_text()
    consent_kind: str | None = f.code("consent_kind")
    consent_at: datetime | None = f.moment()
    paper_language: str | None = f.code("language")
    merged_into: str | None = f.ref(auto=True)
