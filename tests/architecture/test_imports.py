"""What import contracts cannot say: Qt's threads and keys, a clock in the domain, imports nobody sees."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence

import pytest

from tests.architecture.sources import CODE, Source, project_texts, python_of

QT_THREADS = {"QThread", "QThreadPool", "QRunnable", "QtConcurrent"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "localtime", "gmtime"}
WORLD = {
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
}

Rule = Callable[[Sequence[Source]], list[str]]


def imports_of(sources: Sequence[Source], *folders: str) -> list[tuple[Source, str, int]]:
    """Each import below these folders: file, module, line."""
    return [(s, name, line) for s in python_of(sources, *folders) for name, line in s.imports()]


def named_outside(sources: Sequence[Source], place: str, names: set[str]) -> list[str]:
    """Where one of these names stands, but for the one file that may."""
    return [
        f"{s.path}:{getattr(node, 'lineno', 0)}"
        for s in python_of(sources, *CODE)
        if s.path != place
        for node in ast.walk(s.tree)
        if names & {getattr(node, key, None) for key in ("id", "attr", "name")}
    ]


def qt_threads(sources: Sequence[Source]) -> list[str]:
    """Qt's threads are spoken of in ui/tasks.py only."""
    return named_outside(sources, "ui/tasks.py", QT_THREADS)


def keys_that_repeat(sources: Sequence[Source]) -> list[str]:
    """A key is bound by ``on_key``, which acts once however long it is held."""
    return named_outside(sources, "ui/widgets/keys.py", {"QShortcut"})


def impure_domain(sources: Sequence[Source]) -> list[str]:
    """The domain imports the standard library's pure part, python-stdnum and itself."""
    pure = (sys.stdlib_module_names - WORLD) | {"stdnum"}
    return [
        f"{s.path}:{line} {name}"
        for s, name, line in imports_of(sources, "aftersales/domain/")
        if name.split(".")[0] not in pure and not name.startswith("aftersales.domain")
    ]


def clock_in_domain(sources: Sequence[Source]) -> list[str]:
    """Time comes into the domain as an argument: nobody there asks a clock."""
    return [
        f"{s.path}:{node.lineno}"
        for s in python_of(sources, "aftersales/domain/")
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name | ast.Attribute)
        and getattr(node.value, "id", getattr(node.value, "attr", "")) in {"datetime", "date", "time"}
    ]


def libraries_in_usecases(sources: Sequence[Source]) -> list[str]:
    """Use cases load, move and save with the standard library and our own rooms."""
    known = sys.stdlib_module_names | {"aftersales"}
    return [
        f"{s.path}:{line} {name}"
        for s, name, line in imports_of(sources, "aftersales/usecases/")
        if name.split(".")[0] not in known
    ]


def qt_in_presenters(sources: Sequence[Source]) -> list[str]:
    """No presenter's file names Qt, its folder's first file included."""
    return [
        f"{s.path}:{line}"
        for s, name, line in imports_of(sources, "ui/presenters/")
        if name.split(".")[0] in {"PySide6", "shiboken6"}
    ]


def hidden_imports(sources: Sequence[Source]) -> list[str]:
    """No module is imported by a name made at run time, which no contract would see."""
    return [
        f"{s.path}:{node.lineno}"
        for s in python_of(sources, *CODE)
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"__import__", "import_module"}
    ]


def relative_imports(sources: Sequence[Source]) -> list[str]:
    """Imports are absolute, so that a reader (and these tests) can search for them."""
    return [
        f"{s.path}:{node.lineno}"
        for s in python_of(sources, *CODE)
        for node in ast.walk(s.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


BROKEN: dict[Rule, Source] = {
    qt_threads: Source("ui/views/a.py", "from PySide6.QtCore import QThread\n"),
    keys_that_repeat: Source("ui/views/a.py", "from PySide6.QtGui import QShortcut\n"),
    impure_domain: Source("aftersales/domain/a.py", "from pathlib import Path\n"),
    clock_in_domain: Source("aftersales/domain/a.py", "x = datetime.datetime.now()\n"),
    libraries_in_usecases: Source("aftersales/usecases/a.py", "import reportlab\n"),
    qt_in_presenters: Source("ui/presenters/__init__.py", "import PySide6.QtCore\n"),
    hidden_imports: Source("aftersales/app.py", "importlib.import_module('peewee')\n"),
    relative_imports: Source("ui/views/a.py", "from . import b\n"),
}


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    """The project keeps each rule about imports."""
    assert rule(project_texts()) == [], rule.__doc__


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_a_broken_rule_is_seen(rule: Rule) -> None:
    """Every rule, broken on purpose, is found broken."""
    assert len(rule([BROKEN[rule]])) == 1
