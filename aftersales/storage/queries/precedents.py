"""What a screen or a sheet of approval shows of similar cases and what was approved in them."""

from __future__ import annotations

from aftersales.storage.books.precedents import approval_precedents
from aftersales.usecases.ports import Precedent

__all__ = ["Precedent", "approval_precedents"]
