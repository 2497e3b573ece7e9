"""Thumbnails that come when the page that asked for them is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from aftersales.domain.codes import State
from aftersales.usecases.attaching import NewFile, attach_all
from tests.presenters.casework.showing import page_of
from tests.presenters.held import Held
from tests.ui.casework.conftest import Enter, Made
from tests.ui.files.made import picture
from ui.presenters.runner import Lane
from ui.views.approvals import make
from ui.views.files.case import CaseFiles

DATA = {"name": "划痕.jpg", "kind": "photo", "from_whom": "customer"}


def test_pictures_find_nobody(enter: Enter, shown: Made, tmp_path: Path) -> None:
    """The leader goes on as thumbnails are fetched, and as they are drawn; a copy is still saved."""
    owner = page_of(enter("admin"), State.INVESTIGATING).case.complaint
    app = enter(owner.owner or "")
    file = NewFile(data=DATA, content=picture(300, 200))
    case = app.do(attach_all, owner.case_no, [file])
    room = shown(app, make)[0]._room  # type: ignore[attr-defined]  # that of the approvals
    for pieces in (0, 1):
        runner, area = Held(*Lane), QScrollArea()
        files = CaseFiles(replace(room, runner=runner))
        files.show_case(case, app.ask(lambda wire: wire.now()))
        copy = tmp_path / f"{pieces}.jpg"
        files.presenter.save(case.attachments[-1].sha256, copy)
        runner.do(pieces)
        area.setWidget(files)
        area.setWidget(QWidget())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        while runner.waiting:
            runner.do(1)
        assert copy.read_bytes() == picture(300, 200)
        area.deleteLater()
