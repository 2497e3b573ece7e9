"""What this computer says, read once: where the office is, passwords; and what a new office starts with."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@dataclass(frozen=True)
class Settings:
    """``office``: its address; passwords "" where none is given. They are never shown."""

    office: str
    password: str = field(default="", repr=False)
    setup_password: str = field(default="", repr=False)
    new_password: str = field(default="", repr=False)


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process: AFTERSALES_OFFICE and AFTERSALES_[SETUP_|NEW_]PASSWORD."""
    said = os.environ if environ is None else environ
    return Settings(
        office=said.get("AFTERSALES_OFFICE") or default_office(),
        password=said.get("AFTERSALES_PASSWORD", ""),
        setup_password=said.get("AFTERSALES_SETUP_PASSWORD", ""),
        new_password=said.get("AFTERSALES_NEW_PASSWORD", ""),
    )


def default_office() -> str:
    """The address of the office in one file in the platform's folder for a person's data."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('aftersales', appauthor=False) / 'office.db'}"


def delivered() -> Mapping[str, Any]:
    """What a new office starts with: limits, hours, holidays, 敏感期 (``office.toml``), clauses."""
    return {**read_resource("office.toml"), "clause": delivered_clauses()}


def delivered_clauses() -> tuple[Mapping[str, Any], ...]:
    """The delivered clauses of the agreement in every language (``resources/clauses``), for all parties."""
    return tuple(
        {"language": file.stem, "place": place, "parties": ["dealer", "company", "person"], **told}
        for file in sorted((RESOURCES / "clauses").glob("*.toml"))
        for place, told in enumerate(read_resource(f"clauses/{file.name}")["clause"], 1)
    )


def read_resource(name: str) -> Mapping[str, Any]:
    """A TOML file of the program's own resources."""
    with (RESOURCES / name).open("rb") as file:
        return tomllib.load(file)
