"""The whole file of a case 结案卷, bound in the lane for files: it tells how far it is and can be ended."""

from __future__ import annotations

from aftersales.app import App
from aftersales.storage.queries.case import read_file
from aftersales.storage.queries.case_file import case_file
from aftersales.usecases.printing import CASE_FILE, Shown
from ui.presenters.runner import Progress


def bound(app: App, case_no: str, progress: Progress) -> Shown:
    """Every paper of the case, its history and its attachments in one PDF; history is not told yet.

    Raises NoSuchCase, what the drawing raises, and Cancelled after a cancel.
    """
    try:
        found = app.ask(case_file, case_no)
        content = app.papers.closed_file(
            found.office,
            found.case,
            found.history,
            lambda sha256: app.ask(read_file, sha256),
            by=app.login,
            at=app.clock or found.now,
            anchor=found.head,
            tell=progress.tell,
        )
    finally:
        app.close()  # of this lane: it has no other use for a connection
    return Shown(case_no, "complaint", f"{case_no}/{CASE_FILE}", content)
