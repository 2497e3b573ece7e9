"""The locks name every dependency once, with hashes, for Linux and Windows, and hold no address."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

EXTRAS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev")}


def locked(name: str) -> dict[str, Requirement]:
    """A lock's packages by name, each with its pinned version."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line.partition("--hash=")[0] for line in text.splitlines()]
    found = [Requirement(line) for line in lines if line.strip()]
    return {canonicalize_name(r.name): r for r in found}


@pytest.mark.parametrize("name", EXTRAS)
def test_a_lock_pins_what_the_project_asks_for(name: str) -> None:
    """Every dependency of pyproject.toml is in the lock, at a version that it allows (else: make lock)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in EXTRAS[name] for line in project["optional-dependencies"][extra]]
    pinned = locked(name)
    for wanted in map(Requirement, [*project["dependencies"], *extras]):
        version = str(pinned[canonicalize_name(wanted.name)].specifier).removeprefix("==")
        assert wanted.specifier.contains(version), wanted


@pytest.mark.parametrize("name", EXTRAS)
def test_a_lock_is_hashes_without_addresses(name: str) -> None:
    """Each package is pinned exactly and has a hash; no index, no link, no file of somebody's machine."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|^-| @ ", text, re.MULTILINE)
    for entry in text.replace("\\\n", "").splitlines():
        assert re.match(r"[a-z0-9-]+==\S+( ; .+?)? +(--hash=sha256:[0-9a-f]{64} *)+$", entry), entry[:80]


def test_both_locks_agree() -> None:
    """What the program runs on is what it is developed with, version by version."""
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: str(r.specifier) for name, r in run.items()}.items() <= {
        name: str(r.specifier) for name, r in dev.items()
    }.items()
