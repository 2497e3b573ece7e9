"""The description of one table: what the models, the guards, the backup and ``verify`` are read off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aftersales.domain.fields import CaseRow, Part
from aftersales.storage.tables.columns import Column


@dataclass(frozen=True)
class Reference:
    """A foreign key of one column, checked at commit on both engines."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """A table: its columns, primary key, other unique keys and references; the record it keeps, if any."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    uniques: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    record: type[Part] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def of_case(self) -> bool:
        """Whether its rows belong to a case: key (case_no, no)."""
        return self.record is not None and issubclass(self.record, CaseRow)

    @property
    def class_name(self) -> str:
        """The name of its peewee model: ``product_line`` → ``ProductLineRow``."""
        return "".join(word.capitalize() for word in self.name.split("_")) + "Row"
