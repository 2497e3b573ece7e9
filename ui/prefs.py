"""What the window remembers of a person: sizes, columns, filters, scheme; a small JSON file in his folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import platformdirs

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
SHORT = 40


def place(office: str, login: str) -> Path:
    """The file for this person at this office; neither name can leave the folder."""
    told = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff_-]", "_", login)[:SHORT] or "_"
    mark = hashlib.sha256(f"{office}\0{login}".encode()).hexdigest()[:12]
    return Path(platformdirs.user_config_dir("aftersales", appauthor=False)) / f"{told}-{mark}.json"


class Prefs:
    """Values by key. ``put`` changes memory only; ``changed`` hears of it and has ``write`` run."""

    def __init__(self, file: Path, changed: Callable[[], None] = lambda: None) -> None:
        """Read the file; one that is missing or broken counts as empty, a broken one is kept beside it."""
        self.file = file
        self.changed = changed
        self._values = _read(file)

    def text(self, key: str, default: str = "") -> str:
        """A text; the default where none or something else is kept."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float = 0) -> float:
        """A number; the default where none or something else is kept."""
        value = self._values.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else default

    def yes(self, key: str, *, default: bool = False) -> bool:
        """Yes or no; the default where neither is kept."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts; what is no text is left out."""
        value = self._values.get(key)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list | tuple) else ()

    def numbers(self, key: str) -> dict[str, int]:
        """Whole numbers by name, such as the widths of columns."""
        value = self._values.get(key)
        pairs = value.items() if isinstance(value, Mapping) else ()
        return {name: n for name, n in pairs if isinstance(n, int) and not isinstance(n, bool)}

    def put(self, key: str, value: Value) -> None:
        """Remember a value."""
        if self._values.get(key) != value:
            self._values[key] = value
            self.changed()

    def write(self) -> None:
        """Put all of it on disk in one move: the old file or the new one, never half. Raises OSError."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(self.file)


def _read(file: Path) -> dict[str, Value]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        file.replace(file.with_suffix(".broken"))
        return {}
    return told if isinstance(told, dict) else {}
