"""Files that came in: what is known of each, its bytes beside the drafts, named by their sha256."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from aftersales.domain.errors import Trouble
from aftersales.usecases.attaching import NewFile
from aftersales.usecases.taking import LARGEST_FILE, FileTooLarge
from ui.presenters.photos.names import kind_of, label_of

_SHA = re.compile(r"[0-9a-f]{64}")
_PRIVATE = 0o700
OLD = 86_400
"""Seconds after which bytes that no draft names any more are forgotten."""


class FileNotRead(Trouble):
    """The file cannot be read. Facts: ``name``, ``why`` (what the system says)."""


class FileNotKept(Trouble):
    """The file's copy beside the draft cannot be written or read. Facts: ``why`` (what the system says)."""


class Small(Protocol):
    """A picture made small: its bytes and a thumbnail (of the window's kind); ``original``: sha256, bytes."""

    @property
    def content(self) -> bytes:
        """What is kept."""

    @property
    def original(self) -> tuple[str, int] | None:
        """Of what it was made from; None where it is kept as it came."""

    @property
    def ending(self) -> str:
        """The ending that fits the bytes, without its dot."""

    @property
    def thumb(self) -> object:
        """The small picture that is shown."""


class Darkroom(Protocol):
    """Makes pictures small; may take long: call it in a lane."""

    def small(self, content: bytes) -> Small | None:
        """The picture as it is kept; None where the bytes are no picture. Raises TooManyPixels."""

    def drawn(self, picture: object) -> Small:
        """A picture from the clipboard as it is kept. Raises TooManyPixels."""

    def thumb(self, content: bytes) -> object | None:
        """A thumbnail of kept bytes; None where they are no picture."""


@dataclass(frozen=True, kw_only=True)
class Came:
    """A file that came in. ``sha256`` names its bytes; sizes in bytes; a draft keeps it as JSON."""

    name: str
    kind: str
    sha256: str
    size: int
    picture: bool = False
    original_sha256: str | None = None
    original_size: int | None = None
    whole: bool = False
    """Whether a picture is kept as it came, because its person wanted it so."""

    def told(self) -> dict[str, object]:
        """As a draft keeps it."""
        return asdict(self)

    def new(self, content: bytes, from_whom: str) -> NewFile:
        """As the office is given it; from_whom: a code."""
        original = (self.original_sha256, self.original_size or 0) if self.original_sha256 else None
        data: dict[str, object] = {"name": self.name, "kind": self.kind, "from_whom": from_whom}
        data |= {"keep_original": True} if self.whole else {}
        return NewFile(data=data, content=content, original=original)


def came(told: object) -> tuple[Came, ...]:
    """The files that a draft names; what is none is left out."""
    rows = told if isinstance(told, list | tuple) else ()
    return tuple(each for row in rows if isinstance(row, Mapping) and (each := _came(row)) is not None)


def _came(row: Mapping[str, object]) -> Came | None:
    sha, size, more = row.get("sha256"), row.get("size"), row.get("original_sha256")
    if not isinstance(sha, str) or not _SHA.fullmatch(sha):
        return None
    old = row.get("original_size")
    return Came(
        name=label_of(str(row.get("name") or "")),
        kind=str(row.get("kind") or "other"),
        sha256=sha,
        size=size if isinstance(size, int) else 0,
        picture=row.get("picture") is True,
        original_sha256=more if isinstance(more, str) else None,
        original_size=old if isinstance(old, int) else None,
        whole=row.get("whole") is True,
    )


@dataclass(frozen=True)
class FileShelf:
    """The bytes of files that wait beside the drafts; the same bytes lie there once."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep bytes; on disk when this returns. Their sha256. Raises FileNotKept."""
        name = sha256(content).hexdigest()
        file = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
            if not file.exists():
                fresh = file.with_suffix(".new")
                with fresh.open("wb") as out:
                    out.write(content)
                    out.flush()
                    os.fsync(out.fileno())
                fresh.replace(file)
            os.utime(file)
        except OSError as error:
            raise FileNotKept(why=error.strerror or type(error).__name__) from error
        return name

    def read(self, name: str) -> bytes:
        """The bytes of this sha256. Raises FileNotKept."""
        if not _SHA.fullmatch(name):
            raise ValueError(name)
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise FileNotKept(why=error.strerror or type(error).__name__) from error

    def sweep(self, named: Iterable[str]) -> int:
        """Forget what none of these names and is a day old; how many went. Raises FileNotKept."""
        wanted, before, gone = frozenset(named), time.time() - OLD, 0
        try:
            for file in sorted(self.folder.glob("*")):
                if file.name not in wanted and file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)
                    gone += 1
        except OSError as error:
            raise FileNotKept(why=error.strerror or type(error).__name__) from error
        return gone


def read_whole(file: Path) -> bytes:
    """The bytes of a person's file. Raises FileNotRead, FileTooLarge."""
    try:
        size = file.stat().st_size
        if size > LARGEST_READ:
            raise FileTooLarge(field="attachment.name", size=size, largest=LARGEST_FILE)
        return file.read_bytes()
    except OSError as error:
        raise FileNotRead(name=label_of(file.name), why=error.strerror or type(error).__name__) from error


LARGEST_READ = 8 * LARGEST_FILE
"""Bytes of a file that is read at all: a photo may be made small enough, a video cannot."""


def taken(
    shelf: FileShelf, darkroom: Darkroom, name: str, content: bytes, *, whole: bool = False
) -> tuple[Came, object]:
    """A file as it is kept on the shelf, with its thumbnail (None for what is no picture).

    ``whole``: a picture is not made small. Raises FileTooLarge for what is kept as it came, TooManyPixels,
    FileNotKept.
    """
    small = darkroom.small(content)
    label = label_of(name)
    if small is not None and not whole:
        return put_small(shelf, small, label)
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(field="attachment.name", size=len(content), largest=LARGEST_FILE)
    picture = small is not None
    kept = Came(
        name=label,
        kind=kind_of(label, picture=picture),
        sha256=shelf.put(content),
        size=len(content),
        picture=picture,
        whole=picture,
    )
    return kept, small.thumb if small is not None else None


def put_small(shelf: FileShelf, small: Small, label: str) -> tuple[Came, object]:
    """A picture on the shelf, under a name with the ending that fits it, and its thumbnail."""
    stem = label.rpartition(".")[0] or label
    sha, size = small.original or (None, None)
    kept = Came(
        name=label_of(f"{stem[:100]}.{small.ending}"),
        kind="photo",
        sha256=shelf.put(small.content),
        size=len(small.content),
        picture=True,
        original_sha256=sha,
        original_size=size,
    )
    return kept, small.thumb
