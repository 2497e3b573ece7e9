"""One whole case, a customer, the office, a kept file: domain values as ``show`` and the papers want them."""

from __future__ import annotations

from aftersales.storage.books.files import read_file
from aftersales.storage.books.reading import read_case, read_customer, read_office

__all__ = ["read_case", "read_customer", "read_file", "read_office"]
