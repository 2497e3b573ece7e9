"""Drafts of registrations: each a small JSON file in the person's folder, there again after a crash."""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from aftersales.domain.errors import Trouble
from ui import prefs

SESSION = uuid.uuid4().hex
"""This run of the program: a draft left open by another run was left by a crash."""
_NAME = re.compile(r"[0-9a-f]{32}")
_PRIVATE = 0o700
GONE = ".gone"
"""The ending of a draft that was given up and may still be wanted back."""


class DraftNotKept(Trouble):
    """The draft could not be written. Facts: ``why`` (what the system says)."""


@dataclass(frozen=True)
class Draft:
    """What was typed so far. ``saved_at`` is ISO 8601 in UTC; ``open``: still on a screen when written."""

    id: str
    form: str
    values: Mapping[str, object]
    saved_at: str
    open: bool = True
    session: str = SESSION

    @property
    def crashed(self) -> bool:
        """Whether a run of the program ended while this was being typed."""
        return self.open and self.session != SESSION


def new_id() -> str:
    """The name of a draft to be."""
    return uuid.uuid4().hex


def place(office: str, login: str) -> Path:
    """The folder of this person's drafts at this office; neither name can leave it."""
    name = prefs.place(office, login).stem
    return Path(platformdirs.user_data_dir("aftersales", appauthor=False)) / "drafts" / name


@dataclass(frozen=True)
class Drafts:
    """The drafts in a folder; several at once, each replaced in one move."""

    folder: Path

    def write(self, draft: Draft) -> Draft:
        """Put it on disk: the old file or the new one, never half. Raises DraftNotKept."""
        file = self._file(draft.id)
        fresh = file.with_suffix(".new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
            with fresh.open("w", encoding="utf-8") as out:
                json.dump(asdict(draft), out)  # escaped: half of an emoji is kept too
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
        except OSError as error:
            raise DraftNotKept(why=error.strerror or type(error).__name__) from error
        return draft

    def all(self) -> tuple[Draft, ...]:
        """Every readable draft, newest first; a file that is broken is put aside, not lost."""
        found = [draft for file in sorted(self.folder.glob("*.json")) if (draft := _read(file))]
        return tuple(sorted(found, key=lambda draft: draft.saved_at, reverse=True))

    def one(self, id_: str) -> Draft | None:
        """The draft of this name; None where there is none that can be read."""
        file = self._file(id_)
        return _read(file) if file.exists() else None

    def left_open(self) -> Draft | None:
        """The newest draft at which the program ended without being closed."""
        return next((draft for draft in self.all() if draft.crashed), None)

    def close(self, draft: Draft) -> Draft:
        """Its screen was left in peace: it stays in the list, and is no crash. Raises DraftNotKept."""
        return self.write(replace(draft, open=False))

    def discard(self, id_: str) -> None:
        """Out of the list, and back by ``restore``. Raises DraftNotKept."""
        self._move(self._file(id_), self._file(id_).with_suffix(GONE))

    def restore(self, id_: str) -> None:
        """Back into the list. Raises DraftNotKept."""
        self._move(self._file(id_).with_suffix(GONE), self._file(id_))

    def _move(self, old: Path, new: Path) -> None:
        try:
            if old.exists():
                old.replace(new)
        except OSError as error:
            raise DraftNotKept(why=error.strerror or type(error).__name__) from error

    def forget(self) -> None:
        """Forget what was given up before this run of the program. Raises DraftNotKept."""
        try:
            for file in sorted(self.folder.glob(f"*{GONE}")):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise DraftNotKept(why=error.strerror or type(error).__name__) from error

    def remove(self, id_: str) -> None:
        """Forget it: it became a case, or nobody wants it. Raises DraftNotKept."""
        try:
            self._file(id_).unlink(missing_ok=True)
        except OSError as error:
            raise DraftNotKept(why=error.strerror or type(error).__name__) from error

    def _file(self, id_: str) -> Path:
        if not _NAME.fullmatch(id_):
            raise ValueError(id_)
        return self.folder / f"{id_}.json"


def _read(file: Path) -> Draft | None:
    try:
        return _checked(json.loads(file.read_text(encoding="utf-8")), file.stem)
    except (ValueError, RecursionError, TypeError):
        file.replace(file.with_suffix(".broken"))
        return None


def _checked(told: object, name: str) -> Draft:
    """The draft of a file's content. Raises ValueError and TypeError where it is none."""
    if not isinstance(told, dict) or not isinstance(told.get("values"), dict) or told.get("id") != name:
        raise ValueError(name)
    draft = Draft(**told)
    if not _NAME.fullmatch(draft.id) or not all(isinstance(text, str) for text in _texts(draft)):
        raise ValueError(name)
    return draft


def _texts(draft: Draft) -> Iterator[object]:
    yield from (draft.form, draft.saved_at, draft.session)
