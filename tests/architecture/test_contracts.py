"""Every import contract, broken once on purpose in a copy of the tree, is found broken; unbroken it holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

# contract -> breaches; a breach is the files to plant (path: line of code)
BREACHES: dict[str, list[dict[str, str]]] = {
    "core-floors": [
        {
            "aftersales/domain/planted.py": "import aftersales.usecases.planted",
            "aftersales/usecases/planted.py": "",
        },
        {
            "aftersales/documents/planted.py": "import aftersales.storage.planted",
            "aftersales/storage/planted.py": "",
        },
        {"aftersales/usecases/planted.py": "import aftersales.words", "aftersales/words.py": ""},
        {"aftersales/newroom/__init__.py": ""},
    ],
    "words-are-a-leaf": [{"aftersales/words.py": "import aftersales.domain.errors"}],
    "client-floors": [
        {"ui/presenters/planted.py": "import ui.widgets.planted", "ui/widgets/planted.py": ""},
        {"ui/views/planted.py": "import ui.tasks", "ui/tasks.py": ""},
        {"ui/newroom.py": ""},
        {"ui/views/planted.py": "import ui.printers.planted", "ui/printers/planted.py": ""},
    ],
    "core-knows-no-client": [{"aftersales/exchange/planted.py": "import ui.i18n", "ui/i18n.py": ""}],
    "no-cycles": [
        {
            "aftersales/domain/planted.py": "import aftersales.domain.planted_too",
            "aftersales/domain/planted_too.py": "import aftersales.domain.planted",
        },
    ],
    "client-doors": [
        {"ui/views/planted.py": "import aftersales.app", "aftersales/app.py": ""},
        {"ui/widgets/planted.py": "import aftersales.usecases.planted", "aftersales/usecases/planted.py": ""},
        {
            "ui/presenters/planted.py": "import aftersales.storage.planted",
            "aftersales/storage/planted.py": "",
        },
        {"ui/presenters/planted.py": "import aftersales.words", "aftersales/words.py": ""},
    ],
    "no-qt": [
        {"aftersales/documents/planted.py": "import PySide6.QtGui"},
        {"ui/presenters/planted.py": "import ui.texts", "ui/texts.py": "import PySide6.QtCore"},
    ],
    "sql-only-in-storage": [
        {"aftersales/usecases/planted.py": "import sqlite3"},
        {"ui/views/planted.py": "from playhouse import shortcuts"},
    ],
    "tables-only-in-storage": [
        {"aftersales/ctl/planted.py": "import aftersales.storage.tables"},
        {
            "ui/gallery.py": "from aftersales.storage.tables.planted import x",
            "aftersales/storage/tables/planted.py": "",
        },
    ],
    "pdf-only-in-documents": [{"aftersales/messages/planted.py": "from reportlab.pdfgen import canvas"}],
    "pages-drawn-in-one-place": [{"ui/views/planted.py": "import pypdfium2"}],
    "sheets-only-in-exchange": [{"aftersales/ctl/planted.py": "import csv"}],
    "threads-only-in-tasks": [
        {"aftersales/messages/planted.py": "import threading"},
        {"ui/presenters/planted.py": "from concurrent.futures import ThreadPoolExecutor"},
    ],
}


def plant(tree: Path, path: str, line: str) -> None:
    """Add a line to a file of the tree; what is missing on the way is made."""
    target = tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder in [target.parent, *target.parent.parents]:
        if folder == tree:
            break
        (folder / "__init__.py").touch()
    with target.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def lint(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the contracts' checker in a tree."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--no-logo", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program and its contracts."""
    for folder in ("aftersales", "ui"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    plant(tmp_path, "ui/__init__.py", "")
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_unbroken_contracts_hold(tree: Path) -> None:
    """The tree as it is keeps every contract."""
    done = lint(tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("contract", "breach"), [(name, breach) for name, breaches in BREACHES.items() for breach in breaches]
)
def test_a_breach_is_seen(tree: Path, contract: str, breach: dict[str, str]) -> None:
    """The contract that a planted import breaks says so, and names what was planted."""
    for path, line in breach.items():
        plant(tree, path, line)
    done = lint(tree, "--contract", contract)
    assert done.returncode == 1
    assert "0 kept, 1 broken" in done.stdout, done.stdout + done.stderr
    assert any(Path(path).stem in done.stdout or "newroom" in path for path in breach)


def test_every_contract_is_broken_once() -> None:
    """No contract is without a breach that shows that it can fail."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    contracts = {name.rpartition(":")[2] for name in parser.sections() if ":contract:" in name}
    assert contracts == set(BREACHES)
