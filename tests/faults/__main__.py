"""``python -m tests.faults``: plants each fault in a copy of the tree and wants a red test for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("aftersales", "resources", "tests", "ui", "pyproject.toml")
GREEN, RED = 0, 1
"""What pytest ends with: all passed, some failed. Anything else says that nothing was tried."""


class NotPlanted(Exception):
    """The line that is to be made wrong does not stand, once, where the fault says."""


def copied(folder: Path) -> None:
    """Copy what tests need into the folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / name)


@contextmanager
def planted(fault: Fault, folder: Path) -> Iterator[None]:
    """The copy with the fault in it; afterwards right again."""
    path = folder / fault.path
    text = path.read_text(encoding="utf-8")
    if text.count(fault.right) != 1:
        raise NotPlanted(f"{fault.name}: {text.count(fault.right)} places in {fault.path}")
    path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(text, encoding="utf-8")


def run(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run these tests of the copy, on SQLite alone."""
    options = ("-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not postgresql")
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def found(fault: Fault, folder: Path) -> bool:
    """Whether a test turned red for the fault; says so in a line."""
    with planted(fault, folder):
        ended = run(folder, *fault.tests)
    red = ended.returncode == RED
    print(f"{'found' if red else 'MISSED'}  {fault.name}", flush=True)
    if not red:
        print(ended.stdout[-2000:], ended.stderr[-1000:])
    return red


def main() -> int:
    """Plant all; 0 if each was found."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        copied(folder)
        sound = run(folder, *dict.fromkeys(test for fault in FAULTS for test in fault.tests))
        if sound.returncode != GREEN:
            print("The tests are red before any fault was planted.", sound.stdout[-3000:], sep="\n")
            return 1
        count = sum(found(fault, folder) for fault in FAULTS)
    print(f"{len(FAULTS)} planted, {count} found")
    return 0 if count == len(FAULTS) else 1


if __name__ == "__main__":
    sys.exit(main())
