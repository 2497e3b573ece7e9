"""How the tests read a paper back: with poppler's commands, as any reader of the file would."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")
KEYS = ("dispute", "freight_by", "return_freight_by")  # texts by which a paper chooses its wording


def _run(command: str, pdf: bytes, folder: Path, *options: str) -> str:
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed (Debian package poppler-utils)")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    last = ["-"] if command == "pdftotext" else []
    done = subprocess.run([command, *options, str(path), *last], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def copied(pdf: bytes, folder: Path, page: int = 0) -> str:
    """What a person gets who selects all (or one page, from 1) and copies, without any white space."""
    part = ["-f", str(page), "-l", str(page)] if page else []
    return bare(_run("pdftotext", pdf, folder, "-raw", *part))


def bare(text: str) -> str:
    """`text` without white space and without what has no look of its own."""
    return re.sub(r"[\s\u200b-\u200d\ufe0f]", "", text)


def font_rows(pdf: bytes, folder: Path) -> list[tuple[str, bool]]:
    """Each font in the file with whether it is embedded."""
    rows = _run("pdffonts", pdf, folder).splitlines()[2:]
    return [(row.split()[0], row.split()[-5] == "yes") for row in rows]


def texts(value: object) -> Iterator[str]:
    """Every text inside a paper's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def everywhere(value: T, text: str, keep: tuple[str, ...] = ()) -> T:
    """`value` with `text` in each of its text fields but those that are keys."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: _changed(getattr(value, field.name), text, keep)
        for field in fields(value)
        if field.name not in (*KEYS, *keep)
    }
    return replace(value, **changed)


def _changed(old: object, text: str, keep: tuple[str, ...]) -> object:
    if isinstance(old, str):
        return text
    if isinstance(old, tuple):
        return tuple(_changed(one, text, keep) for one in old)
    return everywhere(old, text, keep)
