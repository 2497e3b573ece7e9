"""Printing by CUPS: the PDF itself goes to the queue through ``lp``, argument by argument, no shell."""

from __future__ import annotations

import os
import shutil
import subprocess

from aftersales.domain.printing import (
    SIZES,
    Outline,
    PrinterRefused,
    PrinterSilent,
    PrintServiceGone,
    Sheet,
    Sides,
    Wish,
    sheet_of,
    told_pages,
)

LONGEST = 30
"""Seconds that a print service is waited for."""
SHORT_WAIT = 5
_SIDES = {
    Sides.ONE: "one-sided",
    Sides.LONG: "two-sided-long-edge",
    Sides.SHORT: "two-sided-short-edge",
}


def is_there() -> bool:
    """Whether this computer prints by CUPS."""
    return shutil.which("lp") is not None


def arguments(title: str, wish: Wish, outline: Outline) -> list[str]:
    """What ``lp`` is told."""
    told = ["-d", wish.printer, "-n", str(wish.copies), "-t", title, "-o", f"sides={_SIDES[wish.sides]}"]
    told += ["-o", f"media={media(wish.sheet, outline)}", "-o", "collate=true"]  # each copy whole: 1,2,1,2
    own = wish.sheet in (Sheet.OWN, sheet_of(*outline.size_mm))
    told += ["-o", f"print-scaling={'none' if own else 'fit'}"]
    return [*told, "-P", told_pages(wish.pages)] if wish.pages else told


def media(sheet: Sheet, outline: Outline) -> str:
    """The paper by CUPS's names; a page that lies across a known sheet is turned by CUPS."""
    wide, high = outline.size_mm
    known = sheet if sheet is not Sheet.OWN else sheet_of(min(wide, high), max(wide, high))
    if known in (Sheet.A4, Sheet.A5):
        return known.upper()
    if sheet is Sheet.OWN:  # CUPS counts in whole points
        return "Custom.{:.0f}x{:.0f}".format(*outline.sizes[0])
    wide, high = SIZES[sheet]
    return f"Custom.{wide:g}x{high:g}mm"


def send(content: bytes, outline: Outline, title: str, wish: Wish) -> None:
    """Hand a PDF to the queue. Raises PrinterRefused, PrintServiceGone, PrinterSilent."""
    done = _run(["lp", *arguments(title, wish, outline)], content, wish.printer, LONGEST)
    if done.returncode == 0:
        return
    if not _answers(wish.printer):
        raise PrintServiceGone(printer=wish.printer)
    raise PrinterRefused(printer=wish.printer, why=_reason(done.stderr))


def _answers(printer: str) -> bool:
    """Whether the print service is there at all; ``lp`` itself says only that there is no such printer."""
    plain = {**os.environ, "LC_ALL": "C"}
    done = _run(["lpstat", "-r"], b"", printer, SHORT_WAIT, plain)
    return done.returncode == 0 and b"not running" not in done.stdout


def _reason(told: bytes) -> str:
    """What the service said, without its name before it."""
    text = " ".join(told.decode("utf-8", "replace").split())
    return text.removeprefix("lp: ").removeprefix("Error - ").rstrip(".") or "lp"


def _run(
    command: list[str], content: bytes, printer: str, seconds: int, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which(command[0])
    if program is None:
        raise PrintServiceGone(printer=printer)
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [program, *command[1:]],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=env,
        )
    except subprocess.TimeoutExpired as error:
        raise PrinterSilent(printer=printer, seconds=seconds) from error
    except OSError as error:
        raise PrintServiceGone(printer=printer) from error
