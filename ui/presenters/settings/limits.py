"""时限与敏感期: how long each clock runs at each severity, and the days in which it runs shorter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from aftersales.domain.codes import Clock, LimitUnit
from aftersales.domain.limits import SEVERITIES
from aftersales.domain.office import Office
from aftersales.domain.records.office import SensitivePeriod, TimeLimit
from aftersales.domain.records.product import Product
from aftersales.storage.queries.caller import products_on_sale
from aftersales.storage.queries.pinyin import learn
from aftersales.usecases.limits import end_period, reset_time_limits, set_period, set_time_limits
from ui.presenters.calls.known import OFFERED, like
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

CLOCKS = tuple(clock for clock in Clock if clock != Clock.NOTICE)
"""A notice has its own due time and no row."""
ROUND = "+round"
"""Behind a unit whose time runs day and night."""
UNITS = tuple(
    unit + mark
    for unit in (LimitUnit.HOUR, LimitUnit.DAY, LimitUnit.WORKING_DAY, LimitUnit.SAME_DAY)
    for mark in ("", ROUND)
    if not (mark and unit == LimitUnit.WORKING_DAY)
)
Place = tuple[str, str]
"""Clock and severity."""


@dataclass(frozen=True)
class Said:
    """What a cell of the grid holds: an amount as it is typed, and a unit out of ``UNITS``."""

    amount: str
    unit: str


def grid(office: Office) -> dict[Place, Said]:
    """The table as cells."""
    return {(row.clock, row.severity): said(row) for row in office.time_limits}


def said(row: TimeLimit) -> Said:
    """One limit as a cell."""
    plain = row.amount.normalize() if row.amount else Decimal(0)
    return Said(
        f"{plain:f}", row.unit + (ROUND if row.round_clock and row.unit != LimitUnit.WORKING_DAY else "")
    )


def places() -> tuple[Place, ...]:
    """Every cell, clock by clock, the mildest severity first."""
    return tuple((clock, severity) for clock in CLOCKS for severity in reversed(SEVERITIES))


class LimitsPresenter(PagePresenter):
    """The grid of limits."""

    def save(self, cells: Mapping[Place, Said], reason: str = "") -> None:
        """Say these cells anew, of them those that differ from what stands."""
        stand = grid(self._signed.office)
        rows = [_row(place, cell) for place, cell in cells.items() if stand.get(place) != cell]
        self._change("saved", set_time_limits, rows, reason.strip() or None)

    def reset(self) -> None:
        """Every limit as it was delivered."""
        self._change("reset", reset_time_limits, None)


def _row(place: Place, cell: Said) -> dict[str, object]:
    unit = cell.unit.removesuffix(ROUND)
    return {
        "clock": place[0],
        "severity": place[1],
        "amount": cell.amount,
        "unit": unit,
        "round_clock": cell.unit.endswith(ROUND),
    }


def periods(office: Office, today: date) -> tuple[SensitivePeriod, ...]:
    """The periods that hold or come, then those that are over, newest first; what never held is left out."""
    held = [row for row in office.sensitive_periods if row.from_on and row.to_on and row.from_on <= row.to_on]
    coming = sorted((r for r in held if r.to_on and r.to_on >= today), key=lambda r: str(r.from_on))
    over = sorted((r for r in held if r not in coming), key=lambda r: str(r.from_on), reverse=True)
    return (*coming, *over)


class PeriodsPresenter(PagePresenter):
    """Sensitive periods, and the products that they may be for."""

    def __init__(self, view: PageView, runner: Runner, signed: Signed) -> None:
        super().__init__(view, runner, signed)
        self._products: tuple[Product, ...] = ()
        self._spells = False

    def refresh(self) -> None:
        """Ask again how the office stands, and what it sells."""
        super().refresh()
        read = partial(self._signed.app.ask, products_on_sale)
        self._runner.run(read, self._offer, self._view.show_refused)
        self._runner.run(learn, self._can_spell, lane=Lane.BEHIND)

    def _offer(self, products: tuple[Product, ...]) -> None:
        self._products = products

    def _can_spell(self, _: None) -> None:
        self._spells = True

    def alike(self, typed: str) -> tuple[Product, ...]:
        """The products that what was typed may mean, at once."""
        return like(self._products, typed, spells=self._spells)[:OFFERED]

    def set(self, data: Mapping[str, object], products: Sequence[str], no: int | None) -> None:
        """A new period, or the one with this number said anew; codes of products become their names.

        A complaint tells its products by name.
        """
        names = {product.code: product.name for product in self._products}
        named = [names.get(each, each) for each in products]
        self._add("saved" if no else "added", set_period, {**data, "products": named}, no)

    def end(self, no: int) -> None:
        """The period holds no more from today on."""
        self._change("ended", end_period, no)
