"""The office with all its settings, for whoever needs no case."""

from __future__ import annotations

from aftersales.storage.books.office import read_office

__all__ = ["read_office"]
