"""How a presenter has work done off the window: hand it over, get the answer in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

from aftersales.domain.errors import CodedError

T = TypeVar("T")
Failed = Callable[[CodedError], None]


class Lane(StrEnum):
    """Where work queues; within a lane it is done one by one, in the order asked."""

    DATABASE = "database"
    FILES = "files"
    LONG = "long"
    """What shows how far it is: workbooks, a bound file, backups, imports; drafts never wait behind it."""
    PAGES = "pages"
    """Where pages are drawn: pdfium takes one thread only."""
    BEHIND = "behind"
    """What nobody waits for and may take long: backups, the office's clockwork."""
    WATCHING = "watching"
    """One job that listens for as long as somebody is in."""


ASKING = (Lane.DATABASE, Lane.BEHIND)
"""Lanes whose threads have a connection of their own to the office that somebody is in."""


class Cancelled(Exception):
    """Raised inside long work by ``Progress.tell`` after a cancel, so that it unwinds."""


class Progress(Protocol):
    """What long work is given to say how far it is."""

    def tell(self, done: int, total: int) -> None:
        """So much of so much is done. Raises Cancelled after a cancel."""


class Ticket(Protocol):
    """One piece of work that was handed over."""

    def cancel(self) -> None:
        """Nobody wants the answer any more; what did not begin yet never does."""


class Runner(Protocol):
    """The lanes as presenters know them; ``done``, ``failed``, ``told`` are called in the window's thread."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        """Do ``work`` soon. Refusals and troubles go to ``failed``, or to the frame where it is not given."""

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        told: Callable[[int, int], None] | None = None,
        lane: Lane = Lane.FILES,
    ) -> Ticket:
        """As ``run``, for work that tells its progress (done, total) and can be cancelled midway."""


class Listens(Protocol):
    """The lane in which one job listens, and tells what it hears as it comes."""

    def listen(
        self, work: Callable[[Callable[[T], None]], None], told: Callable[[T], None], stop: Callable[[], None]
    ) -> Ticket:
        """Do ``work`` until ``stop``; whatever it tells comes to ``told`` in the window's thread."""
