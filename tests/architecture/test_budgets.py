"""The house's budgets: sizes, annotations, names, broad excepts, first lines, and nothing of a machine."""

from __future__ import annotations

import ast
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import pytest

from tests.architecture.sources import CODE, Source, project_texts, python_of

ALL_PYTHON = (*CODE, "tests/")
FREE_OF_SIZES = ("aftersales/storage/migrations/", "ui/texts.py")  # frozen copies; a table of words
MAY_CATCH_ALL = ("ui/tasks.py", "ui/crash.py", "aftersales/messages/send.py")
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|base|common)($|_)")
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:work|farm|root|tmp)/"
    r"|https?://[^\s\"'<>]*(?:pypi\.org/simple|pythonhosted|registry\.npmjs|/simple/)"
)

Rule = Callable[[Sequence[Source]], list[str]]


def sized(sources: Sequence[Source], *folders: str) -> list[Source]:
    """The Python files whose sizes count."""
    return [s for s in python_of(sources, *folders) if not s.path.startswith(FREE_OF_SIZES)]


def lengths(sources: Sequence[Source], *folders: str) -> list[tuple[int, str]]:
    """Each function's lines, from `def` to its end, and where it stands."""
    return [
        ((f.end_lineno or f.lineno) - f.lineno + 1, f"{s.path}:{f.lineno} {f.name}")
        for s in sized(sources, *folders)
        for f in s.functions()
    ]


def long_functions(sources: Sequence[Source]) -> list[str]:
    """No function has more than 50 lines."""
    return [f"{where}: {lines} lines" for lines, where in lengths(sources, *ALL_PYTHON) if lines > 50]


def functions_long_as_a_rule(sources: Sequence[Source]) -> list[str]:
    """Half of the program's functions have 6 lines or fewer, 95 of 100 have 30 or fewer."""
    found = sorted(lines for lines, _ in lengths(sources, *CODE)) or [0]
    median, p95 = statistics.median(found), found[int(len(found) * 0.95)]
    return [f"median {median}, p95 {p95}"] if median > 6 or p95 > 30 else []


def long_files(sources: Sequence[Source]) -> list[str]:
    """No file has more than 400 lines."""
    counted = ((s.path, s.text.count("\n")) for s in sized(sources, *ALL_PYTHON))
    return [f"{path}: {lines} lines" for path, lines in counted if lines > 400]


def full_folders(sources: Sequence[Source]) -> list[str]:
    """No folder of code holds more than 20 files."""
    counted = Counter(s.folder for s in sources if s.path.startswith(ALL_PYTHON))
    free = {folder.rstrip("/") for folder in FREE_OF_SIZES}
    return [
        f"{folder}: {files} files" for folder, files in counted.items() if files > 20 and folder not in free
    ]


def broad_excepts(sources: Sequence[Source]) -> list[str]:
    """Only three files may catch everything."""
    return [
        f"{s.path}:{node.lineno}"
        for s in python_of(sources, *ALL_PYTHON)
        if s.path not in MAY_CATCH_ALL
        for node in ast.walk(s.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type)
    ]


def _catches_all(caught: ast.expr | None) -> bool:
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    names = {"BaseException", "Exception"}
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in names) for kind in kinds)


def unannotated(sources: Sequence[Source]) -> list[str]:
    """Every argument and every result has a type."""
    return [
        f"{s.path}:{f.lineno} {f.name}"
        for s in python_of(sources, *ALL_PYTHON)
        for f in s.functions()
        if f.returns is None or any(a.annotation is None for a in _arguments(f))
    ]


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    a = function.args
    named = [*a.posonlyargs, *a.args]
    if named and named[0].arg in {"self", "cls"}:
        named = named[1:]
    return [*named, *a.kwonlyargs, *(extra for extra in (a.vararg, a.kwarg) if extra)]


def banned_names(sources: Sequence[Source]) -> list[str]:
    """No module or folder has a name that says nothing."""
    return [
        s.path
        for s in python_of(sources)
        if any(BANNED_NAMES.search(part.removesuffix(".py")) for part in PurePosixPath(s.path).parts)
    ]


def no_first_line(sources: Sequence[Source]) -> list[str]:
    """The first statement of every module is its docstring."""
    return [s.path for s in python_of(sources) if not ast.get_docstring(s.tree)]


def machine_paths(sources: Sequence[Source]) -> list[str]:
    """No file names a path of somebody's machine or a registry's address."""
    return [
        f"{s.path}:{number}"
        for s in sources
        for number, line in enumerate(s.text.splitlines(), 1)
        if MACHINE.search(line)
    ]


BROKEN: dict[Rule, list[Source]] = {
    long_functions: [Source("ui/a.py", "def f() -> None:\n" + "    f()\n" * 50)],
    functions_long_as_a_rule: [Source("ui/a.py", "def f() -> None:\n" + "    f()\n" * 6)],
    long_files: [Source("ui/a.py", "x = 1\n" * 401)],
    full_folders: [Source(f"ui/a{n}.py", "") for n in range(21)],
    broad_excepts: [
        Source("ui/a.py", "try:\n    f()\nexcept (ValueError, Exception):\n    f()\n"),
        Source("ui/b.py", "try:\n    f()\nexcept:\n    f()\n"),
    ],
    unannotated: [Source("ui/a.py", "def f(x) -> None: ..."), Source("ui/b.py", "def f(): ...")],
    banned_names: [Source("ui/date_utils.py", ""), Source("ui/common/a.py", "")],
    no_first_line: [Source("ui/a.py", "import b\n"), Source("ui/b.py", "")],
    machine_paths: [
        Source("a.md", "see /" + "tmp/x"),
        Source("b.toml", "url = 'https://h.example/" + "simple/'"),
    ],
}


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_budget(rule: Rule) -> None:
    """The project is within each budget."""
    assert rule(project_texts()) == [], rule.__doc__


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_a_broken_budget_is_seen(rule: Rule) -> None:
    """Every budget, broken on purpose, is found broken in each planted file."""
    planted = BROKEN[rule]
    assert len(rule(planted)) == (1 if rule is full_folders else len(planted))
