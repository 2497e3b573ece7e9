"""The project's files as the architecture tests read them: path, text and syntax tree."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
CODE = ("aftersales/", "ui/")


@dataclass(frozen=True)
class Source:
    """One file: `path` from the project's root with slashes, and its text."""

    path: str
    text: str

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return str(PurePosixPath(self.path).parent)

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function in it, methods and inner ones too."""
        return [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every absolute module name that it imports, and the line; `from a import b` gives `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def project_files() -> list[str]:
    """What git tracks or would track, from the project's root, with slashes."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in told.split("\0") if name and (ROOT / name).is_file()})


@cache
def project_texts() -> tuple[Source, ...]:
    """Every text file of the project; what is not UTF-8 is a font, a picture or the like."""
    found = ((name, _text(ROOT / name)) for name in project_files())
    return tuple(Source(name, text) for name, text in found if text is not None)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def python_of(sources: Sequence[Source], *folders: str) -> list[Source]:
    """The Python files among them, of these folders or of all."""
    return [s for s in sources if s.path.endswith(".py") and s.path.startswith(folders or "")]
