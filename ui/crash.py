"""What happens after a mistake in the program: a report file without people's data, and where it lies."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

import platformdirs

from aftersales.domain.errors import CodedError
from aftersales.domain.text import redact

KEPT = 20
"""So many reports are kept; older ones go."""


def folder() -> Path:
    """Where reports lie on this computer."""
    return Path(platformdirs.user_log_dir("aftersales", appauthor=False))


def report(error: BaseException, *, into: Path | None = None) -> Path | None:
    """Write what is known of the mistake; where it lies, or None where nothing could be written.

    Kept are the places in the code and the kinds of error. Messages are masked (telephone, card and ID
    numbers, mail addresses, keys); a CodedError's facts are named, never told;
    values of variables are not kept.
    """
    try:
        place = into or folder()
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
        file.write_text(_told(error), encoding="utf-8")
        _keep_few(place)
    except Exception:  # the report of a crash must not crash
        return None
    return file


def _told(error: BaseException) -> str:
    import platform

    chain: list[str] = []
    one: BaseException | None = error
    seen: set[int] = set()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        chain.append("".join(traceback.format_tb(one.__traceback__)) + _named(one))
        one = one.__cause__ or one.__context__
    head = f"{datetime.now(UTC).isoformat()}\npython {platform.python_version()} {platform.platform()}\n\n"
    return head + redact("\n\nafter:\n".join(chain))


def _named(error: BaseException) -> str:
    if isinstance(error, CodedError):
        return f"{error.code}({', '.join(sorted(error.facts))})"
    return f"{type(error).__name__}: {error}"


def _keep_few(place: Path) -> None:
    for old in sorted(place.glob("crash-*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()


def install(show: Callable[[Path | None], None], *, into: Path | None = None) -> Callable[[], None]:
    """Report and show every mistake that nobody caught; tell a crash of the interpreter in a file.

    Gives back what takes both off again.
    """
    before, told = sys.excepthook, _fault_file(into or folder())

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(_kind, error, _trace)
        else:
            show(report(error, into=into))

    def take_off() -> None:
        sys.excepthook = before
        faulthandler.disable()
        told.close()

    sys.excepthook = hook
    faulthandler.enable(told)
    return take_off


def _fault_file(place: Path) -> TextIO:
    """Where the interpreter tells of its own crash; nowhere, if the folder cannot be made."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        return (place / "fault.txt").open("w", encoding="utf-8")
    except OSError:
        return Path(os.devnull).open("w", encoding="utf-8")
