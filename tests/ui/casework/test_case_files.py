"""Files and star on the page of a case in a real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from aftersales.storage.queries.case import read_case, read_file
from aftersales.usecases.taking import LARGEST_FILE
from tests.ui.casework.conftest import Enter
from tests.ui.casework.rooms import Remembering
from tests.ui.files.made import picture
from ui.prefs import Prefs
from ui.presenters.calls import marked
from ui.views.case import CaseView
from ui.views.files.case import CaseFiles


def test_dropped_files_join_the_case(
    page: tuple[CaseView, Remembering, str], enter: Enter, tmp_path: Path
) -> None:
    """A large photo and a PDF that are dropped are the case's: the photo small, its thumbnail in sight."""
    view, frame, number = page
    photo, paper = tmp_path / "照片.jpg", tmp_path / "报告.pdf"
    photo.write_bytes(picture(3000, 2000))
    paper.write_bytes(b"%PDF-1.4")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(paper))])
    assert view.files.incoming.take(mime)
    rows = enter("admin").ask(read_case, number).attachments[-2:]
    assert [(row.name, row.kind, row.from_whom) for row in rows] == [
        ("照片.jpg", "photo", "customer"),
        ("报告.pdf", "other", "customer"),
    ]
    assert rows[0].original_size == photo.stat().st_size
    assert rows[0].size < photo.stat().st_size
    assert len(frame.said) == 1
    view.refresh()
    assert [tile.tile.name for tile in view.files.strip.tiles[-2:]] == ["照片.jpg", "报告.pdf"]


def test_a_photo_is_kept_as_it_came_where_that_is_wanted(
    page: tuple[CaseView, Remembering, str], enter: Enter, tmp_path: Path
) -> None:
    """With the tick the bytes of the camera are the case's; what is too large is told, not shrunk."""
    view, _, number = page
    photo = tmp_path / "划痕.jpg"
    photo.write_bytes(picture(3000, 2000))
    view.files.whole.click()
    view.files.take([photo])
    app = enter("admin")
    row = app.ask(read_case, number).attachments[-1]
    assert (row.name, row.kind, row.keep_original) == ("划痕.jpg", "photo", True)
    assert (row.size, row.original_sha256) == (photo.stat().st_size, None)
    assert app.ask(read_file, row.sha256) == photo.read_bytes()
    photo.write_bytes(picture(3000, 2000) + bytes(LARGEST_FILE))
    view.files.take([photo])
    assert view.files.note.isVisibleTo(view.files)
    assert app.ask(read_case, number).attachments[-1] == row
    view.files.whole.click()
    view.files.take([photo])
    assert app.ask(read_case, number).attachments[-1].keep_original is None


def test_a_pasted_picture_joins_and_text_does_not(page: tuple[CaseView, Remembering, str]) -> None:
    """A picture of the clipboard is attached; text with a picture beside it stays text."""
    view, frame, _ = page
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(7)
    both, alone = QMimeData(), QMimeData()
    both.setText("字")
    both.setImageData(image)
    alone.setImageData(image)
    assert not view.files.incoming.take(both)
    assert view.files.incoming.take(alone)
    assert len(frame.said) == 1


def test_arrows_turn_the_pictures_and_escape_closes(
    page: tuple[CaseView, Remembering, str], tmp_path: Path
) -> None:
    """A thumbnail opens over the window; ← → turn around the ends, + enlarges, Esc gives the page back."""
    view = page[0]
    for name in ("甲.jpg", "乙.jpg"):
        (tmp_path / name).write_bytes(picture(300, 200) + name.encode())
    view.files.take([tmp_path / "甲.jpg", tmp_path / "乙.jpg"])
    view.refresh()
    shown = [tile.tile.picture for tile in view.files.strip.tiles]
    view.files.look(shown.index(True))
    viewer = view.files.viewer
    assert viewer is not None
    assert viewer.shown()
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.at == sum(shown) - 1
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert (viewer.at, viewer.zoom) == (0, 1.0)
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.zoom > 1.0
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


@pytest.mark.parametrize("name", ["手机.heic", "改名.jpg"])
def test_a_photo_that_cannot_be_shown_is_offered_as_a_copy(
    page: tuple[CaseView, Remembering, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nobody waits before an empty window: the file dialog asks where the photo is to lie."""
    view, copy = page[0], tmp_path / "存下.bin"
    (tmp_path / name).write_bytes(b"\0\0\0\x18ftypheic")
    view.files.take([tmp_path / name])
    view.refresh()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    view.files.look(len(view.files.strip.tiles) - 1)
    assert view.files.viewer is None or not view.files.viewer.isVisible()
    assert copy.read_bytes() == b"\0\0\0\x18ftypheic"


def test_what_is_refused_is_said_and_the_rest_joins(
    page: tuple[CaseView, Remembering, str], tmp_path: Path
) -> None:
    """A file that is gone is told by name; the one beside it is attached."""
    view, frame, _ = page
    (tmp_path / "在.txt").write_text("x", encoding="utf-8")
    view.files.take([tmp_path / "不在.jpg", tmp_path / "在.txt"])
    assert "不在.jpg" in view.files.note.text()
    assert len(frame.said) == 1


def test_reading_alone_offers_nothing_to_add(page: tuple[CaseView, Remembering, str]) -> None:
    """Without a page that takes files the thumbnails stand alone, as beside an approval."""
    alone = CaseFiles(page[0]._room, large=True)
    assert not alone.add.isVisibleTo(alone)


def test_a_star_is_kept_by_the_person(page: tuple[CaseView, Remembering, str]) -> None:
    """One press marks, the next takes it away; the case is among those opened last."""
    view, _, number = page
    view.star.click()
    prefs = view._room.prefs
    assert isinstance(prefs, Prefs)
    assert marked.is_starred(prefs, number)
    assert marked.of(prefs, marked.RECENT)[0].case_no == number
    view.star.click()
    assert not marked.is_starred(prefs, number)
