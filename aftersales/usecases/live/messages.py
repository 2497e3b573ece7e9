"""A person has read what the program told him."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.usecases.work import Work


def read(work: Work, keys: Iterable[str]) -> int:
    """Mark these messages, if they are to me, as read; how many were not yet."""
    return work.books.read_messages(keys, work.now)
