"""The window's thread never waits: what asks the office, touches a file, a picture or PDF raises in it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest
from pytestqt.qtbot import QtBot

from tests.architecture.sources import Source, project_texts, python_of
from ui import closed, program
from ui.tasks import InTheWindow, Tasks

EVERY = (*closed.CLOSED, program.WAYS)
for _door, _ in EVERY:
    import_module(_door.partition(":")[0])
VERBS = [(place, verb) for place, verbs in map(closed.behind, EVERY) for verb in verbs]
TOUCHING = frozenset(
    "read_bytes write_bytes read_text write_text unlink mkdir glob iterdir rmtree fsync QImageReader "
    "fromData PdfDocument PdfReader PdfWriter load_workbook TemporaryDirectory NamedTemporaryFile".split()
)
"""Calls by which a file, a picture or a PDF is touched."""
MODES = {"r", "rb", "w", "wb", "a"}
MAY = {
    "ui/prefs.py": "a few lines of JSON of this person, read when he comes in, written when he rests",
    "ui/crash.py": "the report of a crash must not wait for a lane",
    "ui/widgets/theme.py": "the program's own style, once",
    "ui/widgets/fonts.py": "the program's own fonts, once",
    "ui/widgets/paint/icons.py": "the program's own icons, once each",
    "ui/views/settings/company.py": "the logo as it was made small in a lane: 1200 × 300 at most",
    "ui/views/help/leaf.py": "a chapter of the program's own manual, when it is opened",
    "ui/views/printing/page.py": "asks where to save, of Qt",
}
"""Files whose functions touch small things of the program itself in the window's thread, and why they may."""
BY_OTHERS = {
    "ui/widgets/pages/rendering.py": {"_opened": "Rendering only"},
    "ui/printers/painted.py": {"send": "SystemPrinters.send only"},
    "ui/printers/cups.py": {"send": "SystemPrinters.send only"},
}
"""Functions that are reached through a guarded one of another class."""


@pytest.fixture
def guarded() -> Iterator[None]:
    """The guard as the program puts it on."""
    take_off = closed.close_to_the_window(program.WAYS)
    yield
    take_off()


@pytest.mark.parametrize(("door", "verb"), VERBS, ids=[f"{door.__name__}.{verb}" for door, verb in VERBS])
@pytest.mark.usefixtures("guarded", "qapp")
def test_it_raises_in_the_window(door: object, verb: str) -> None:
    """Called in the window's thread it raises before it begins."""
    with pytest.raises(InTheWindow):
        getattr(door, verb)()


def test_every_name_is_guarded_and_opened_again(qtbot: QtBot) -> None:
    """Under each name a module knows it by it raises; in a lane it works; taken off, all is as before."""
    from ui.presenters.agreements import sheet
    from ui.presenters.notices import acting

    before = acting.content_of
    take_off = closed.close_to_the_window(program.WAYS)
    names = [getattr(module, "content_of") for module in (acting, sheet)]  # noqa: B009 - as it stands now
    tasks, read = Tasks(refused=print, bug=print), list[bytes]()
    tasks.run(lambda: names[1](Path(__file__)), read.append)
    qtbot.waitUntil(lambda: bool(read))
    tasks.close()
    take_off()
    assert [name is before for name in names] == [False, False]
    assert read[0].startswith(b'"""The window')
    assert (acting.content_of, sheet.content_of) == (before, before)


def test_what_is_loaded_later_is_closed_too() -> None:
    """Nothing is loaded to be closed: a module is closed when it comes, also under the names it goes by."""
    code = """
        import sys
        from PySide6.QtCore import QCoreApplication
        from ui import closed
        app = QCoreApplication([])
        open_again = closed.close_to_the_window()
        assert "ui.presenters.drafts" not in sys.modules
        from ui.presenters.drafts import Drafts
        from ui.presenters.notices.acting import content_of
        from ui.tasks import InTheWindow
        for each in (Drafts.write, content_of):
            try:
                each()
            except InTheWindow:
                continue
            raise SystemExit(each)
        open_again()
        from ui.presenters.notices import acting
        assert acting.content_of is not content_of and acting.content_of is content_of.__wrapped__
        assert not [one for one in sys.meta_path if "closed" in type(one).__module__]
    """
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def touches(function: ast.AST) -> bool:
    """Whether a file, a picture or a PDF is touched in it."""
    return any(_touches(node) for node in ast.walk(function) if isinstance(node, ast.Call))


def _touches(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    modes = {arg.value for arg in call.args if isinstance(arg, ast.Constant)}
    return name in TOUCHING or (name == "open" and bool(modes & MODES))


def unguarded(sources: list[Source]) -> list[str]:
    """Functions of the window that touch files, and are neither guarded nor reached through a guarded one."""
    return [
        f"{source.path}:{function.lineno} {function.name}"
        for source in sources
        for function in _outermost(source.tree)
        if touches(function) and not _covered(function.name, _closed_in(source), source.tree, set())
    ]


def _closed_in(source: Source) -> set[str]:
    here = {verb for door, verb in VERBS if _file(door) == source.path}
    return here | set(BY_OTHERS.get(source.path, ()))


def _file(door: object) -> str:
    module = sys.modules[getattr(door, "__module__", getattr(door, "__name__", ""))]
    return str(Path(module.__file__ or "").relative_to(Path(__file__).parents[2]).as_posix())


def _outermost(tree: ast.AST) -> list[ast.FunctionDef]:
    """Functions and methods that stand in no other function."""
    found: list[ast.FunctionDef] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            found.append(node)
        elif isinstance(node, ast.ClassDef):
            found += _outermost(node)
    return found


def _covered(name: str, closed_here: set[str], tree: ast.AST, seen: set[str]) -> bool:
    """Guarded itself, or private and called by covered functions of its file only."""
    if name in closed_here:
        return True
    callers = [f for f in _outermost(tree) if f.name != name and name in _named(f)]
    private = name.startswith("_") and name not in seen
    return (
        private and bool(callers) and all(_covered(f.name, closed_here, tree, seen | {name}) for f in callers)
    )


def _named(function: ast.FunctionDef) -> set[str]:
    return {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(function)}


def test_nothing_else_touches_files_in_the_window() -> None:
    """Each function that opens a file, decodes a picture or reads PDF is closed to the window's thread."""
    sources = [
        s
        for s in python_of(project_texts(), "ui/")
        if s.path not in MAY and not s.path.startswith("ui/gallery/")
    ]
    assert unguarded(sources) == []


def test_a_new_one_is_found() -> None:
    """A view that reads a file where nobody guards it is named."""
    text = '"""A view."""\ndef look(place):\n    return QImageReader(place).read()\n'
    assert unguarded([Source("ui/views/new.py", text)]) == ["ui/views/new.py:2 look"]
