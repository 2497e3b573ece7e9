"""Every table of an office, read off the domain's records: columns, keys, references, indexes."""

from __future__ import annotations

from aftersales.storage.tables.columns import Column
from aftersales.storage.tables.indexes import INDEXES
from aftersales.storage.tables.shape import Reference, Table
from aftersales.storage.tables.whole import BY_NAME, BY_RECORD, PASSING, TABLES

__all__ = ["BY_NAME", "BY_RECORD", "INDEXES", "PASSING", "TABLES", "Column", "Reference", "Table"]
