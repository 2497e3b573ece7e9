"""One open transaction: statements of SQL, written once for both engines, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aftersales.domain.dates import from_iso_utc
from aftersales.storage.orm import SQLITE
from aftersales.storage.trouble import TOLD

Value = str | int | bytes | list[str] | None
Row = tuple[Any, ...]

_SERVER_NOW = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"


@cache
def _dialect(sql: str, engine: str) -> str:
    """The statement with the engine's sign for a parameter; ours is ``?``."""
    return sql if engine == SQLITE else sql.replace("%", "%%").replace("?", "%s")


class Wire:
    """One open transaction: statements with ``?`` for values, on either engine."""

    def __init__(
        self,
        connection: Any,  # noqa: ANN401 - of either driver
        engine: str,
        me: str,
        clock: datetime | None = None,
    ) -> None:
        """``clock``: where a practice company's clock stands (UTC)."""
        self._connection = connection
        self._clock = clock
        self.engine = engine
        self.me = me

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        with TOLD:
            found: list[Row] = self._do(sql, values).fetchall()
        return found

    def row(self, sql: str, *values: Value) -> Row | None:
        """The first row of a query, or None."""
        with TOLD:
            found: Row | None = self._do(sql, values).fetchone()
        return found

    def value(self, sql: str, *values: Value) -> Any:  # noqa: ANN401 - of the query's type
        """The first column of the first row, or None."""
        found = self.row(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: Value) -> int:
        """Do a statement; the number of rows that it touched."""
        with TOLD:
            count: int = self._do(sql, values).rowcount
        return count

    def run_many(self, sql: str, values: Sequence[Sequence[Value]]) -> None:
        """Do a statement once for each row of values."""
        if values:
            with TOLD:
                self._connection.cursor().executemany(_dialect(sql, self.engine), values)

    def batch(self, asked: Sequence[tuple[str, Sequence[Value]]]) -> list[list[Row]]:
        """The rows of several queries; a server gets them all in one go."""
        if self.engine == SQLITE:
            return [self.rows(sql, *values) for sql, values in asked]
        with TOLD, self._connection.pipeline():
            cursors = [self._connection.execute(_dialect(sql, self.engine), values) for sql, values in asked]
        return [cursor.fetchall() for cursor in cursors]

    def now(self) -> datetime:
        """The server's clock; for an office in one file this computer's; or the clock that stands. UTC."""
        if self._clock is not None:
            return self._clock
        if self.engine == SQLITE:
            return datetime.now(UTC)
        return from_iso_utc(self.value(_SERVER_NOW))

    def _do(self, sql: str, values: Sequence[Value]) -> Any:  # noqa: ANN401 - a cursor of either driver
        return self._connection.execute(_dialect(sql, self.engine), values)
