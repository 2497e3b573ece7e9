"""The registration form on paper: drawn, told to history, written where the person keeps his papers."""

from __future__ import annotations

from pathlib import Path

from aftersales.app import App
from aftersales.domain.errors import Trouble
from aftersales.usecases.printing import looked_at, told_printed


class PaperNotSaved(Trouble):
    """The paper could not be written there. Facts: ``path``, ``why`` (what the system says)."""


def printed(app: App, case_no: str) -> bytes:
    """The form, drawn while nobody waits for the books; then history is told."""
    shown = app.look(looked_at, "registration", case_no)
    app.do(told_printed, shown)
    return shown.content


def put_down(file: Path, paper: bytes) -> None:
    """Write a paper in one move. Raises PaperNotSaved."""
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(paper)
        fresh.replace(file)
    except OSError as error:
        raise PaperNotSaved(path=str(file), why=error.strerror or type(error).__name__) from error
