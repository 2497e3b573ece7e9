"""Sample rows and a model of them, for the tests of lists."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.cells import Amount, DueMark, Mood, SeverityMark, StateMark
from ui.models.rows import Column, RowsModel


@dataclass(frozen=True)
class Line:
    """A row as a query might give it."""

    id: int
    name: str = "宁州远拓汽配有限公司"
    state: str = "approved"
    fen: int | None = 486_000


COLUMNS: tuple[Column[Line], ...] = (
    Column("severity", "程度", lambda _: SeverityMark("major", "重大", bare=True), 56),
    Column("no", "编号", lambda r: f"TS-20260304-{r.id:03}", 118, sort="no"),
    Column("name", "客户", lambda r: r.name, 160),
    Column("gist", "投诉要点", lambda r: f"柴油机油低温发白，客户疑进水 {r.id % 7}"),
    Column("state", "状态", lambda r: StateMark(r.state, "待答复"), 106),
    Column("owner", "负责人", lambda _: "沈清禾", 64),
    Column("sum", "金额", lambda r: Amount(r.fen), 96, right=True),
    Column("due", "时限", lambda _: DueMark(Mood.OVERDUE, "逾期 1 时 54 分"), 132, right=True),
)


def model_of(*rows: Line, more: bool = False) -> RowsModel[Line]:
    """A model that shows these rows."""
    model = RowsModel[Line](COLUMNS, lambda r: r.id)
    model.show(rows, more=more)
    return model


def lines(count: int, start: int = 0) -> tuple[Line, ...]:
    """So many rows."""
    return tuple(Line(n) for n in range(start, start + count))
