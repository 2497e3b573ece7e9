"""Products complained about, and the product file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class ProductLine(f.CaseRow):
    """One product complained about (产品行)."""

    product: str | None = f.text(due="propose", when="product", na=True)
    spec: str | None = f.text(due="propose", when="product", na=True)
    batch_no: str | None = f.text(40, due="propose", when="product", na=True)
    produced_on: date | None = f.day(due="propose", when="product", na=True)
    expires_on: date | None = f.day()
    serial_no: str | None = f.text()
    purchased_on: date | None = f.day()
    seller: str | None = f.text()
    order_no: str | None = f.text()
    delivery_no: str | None = f.text()
    invoice_no: str | None = f.text()
    receipt_kind: str | None = f.code("receipt_kind", due="propose", when="product", na=True)
    receipt_no: str | None = f.text()
    receipt_on: date | None = f.day()
    receipt_amount: int | None = f.money()
    receipt_file: int | None = f.file()
    qty_bought: Decimal | None = f.quantity()
    qty_bad: Decimal | None = f.quantity(due="propose", when="product", na=True)
    unit: str | None = f.code("unit")
    unit_price: int | None = f.money()
    started_using: date | None = f.day(due="propose", when="product", na=True)
    symptom: str | None = f.long_text(due="propose", when="product", na=True)
    equipment: str | None = f.text()
    vin: str | None = f.text()
    plate: str | None = f.text()
    usage_amount: Decimal | None = f.quantity()
    usage_unit: str | None = f.code("usage_unit")
    prev_brand: str | None = f.text(due="propose", when="product", na=True)
    prev_state: str | None = f.long_text(due="propose", when="product", na=True)
    recent_state: str | None = f.long_text(due="propose", when="product", na=True)
    sample_received: bool | None = f.flag()
    sample_qty: Decimal | None = f.quantity()
    sample_desc: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Product(f.Record):
    """A product we sell (产品档案)."""

    code: str = f.text(due="setup", default="")
    name: str = f.text(due="setup", default="")
    specs: tuple[str, ...] = f.texts()
    unit: str | None = f.code("unit")
    unit_value: int | None = f.money()
    equipment: str | None = f.text()
    common_faults: str | None = f.long_text()
    active: bool = f.flag(default=True)


@dataclass(frozen=True, kw_only=True)
class Batch(f.Record):
    """A batch of a product (批次)."""

    product: str = f.ref(due="setup", default="")
    batch_no: str = f.text(40, due="setup", default="")
    produced_on: date | None = f.day()
    expires_on: date | None = f.day()
    qty: Decimal | None = f.quantity()
    note: str | None = f.text()
