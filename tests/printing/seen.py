"""What a person sees of a print: the print page before him, and how far two pictures of a page differ."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtWidgets import QApplication

from tests.ui.window.desk import Desk
from ui.views.case import CaseView
from ui.views.printing.page import PrintView
from ui.widgets.pages.rendering import Rendering

outline, picture = Rendering.outline, Rendering.picture
"""Before the window's door to them is closed: to be used once no lane draws any more."""


def case_in(office: str, state: str) -> str:
    """The number of a case in this state."""
    with sqlite3.connect(office.removeprefix("sqlite:///")) as book:
        asked = 'SELECT "case_no" FROM "complaint" WHERE "state" = ? ORDER BY "case_no"'
        number: str = book.execute(asked, (state,)).fetchone()[0]
    book.close()
    return number


def told(office: str, case_no: str) -> int:
    """How often the history says that something of the case was printed."""
    with sqlite3.connect(office.removeprefix("sqlite:///")) as book:
        asked = 'SELECT COUNT(*) FROM "history" WHERE "step" = \'print\' AND "case_no" = ?'
        count: int = book.execute(asked, (case_no,)).fetchone()[0]
    book.close()
    return count


def open_case(desk: Desk, number: str) -> CaseView:
    """The page of a case, shown whole."""
    desk.frame.go("case", number)
    page = desk.frame.pages["case"]
    assert isinstance(page, CaseView)
    desk.wait(lambda: page.presenter.look is not None and page.number.text() == number)
    return page


def ctrl_p(desk: Desk, on: CaseView) -> PrintView:
    """Ctrl+P: the print page with its paper drawn and its printer found."""
    desk.key(Qt.Key.Key_P, on, ctrl=True)
    page = QApplication.activeModalWidget()
    assert isinstance(page, PrintView)
    desk.wait(page.pages.area.whole)
    desk.wait(page.choices.chosen)
    return page


def came_out(desk: Desk, tray: Path, jobs: int) -> list[Path]:
    """What lies in the tray once so many jobs are out, in their order."""
    desk.wait(lambda: len(list(tray.glob("*.pdf"))) >= jobs)
    return sorted(tray.glob("*.pdf"), key=lambda file: int(file.stem))


def preview(page: PrintView, at: int = 0) -> QImage:
    """The picture of a page as it stands on the print page."""
    found = next(image for key, image in page.pages.area._kept.items() if key == page.pages.area._key(at))
    return found.copy()


def difference(one: QImage, other: QImage) -> int:
    """The largest difference of two pictures' pixels in grey, 0 (the same) to 255."""
    wide, high = one.width(), min(one.height(), other.height())
    assert other.width() == wide
    assert abs(one.height() - other.height()) <= 2
    left, right = (_greys(image, wide, high) for image in (one, other))
    return max(abs(a - b) for a, b in zip(left, right, strict=True) if a != b) if left != right else 0


def turned(one: QImage, other: QImage) -> float:
    """The coarse difference of a page that was turned to one that was not, the lesser way."""
    ways = (one.transformed(QTransform().rotate(way)) for way in (90, 270))
    return min(coarse_difference(way, other) for way in ways)


def coarse_difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures in grey, in squares of 8 pixels."""
    size = other.width() // 8, other.height() // 8
    left, right = (_greys(_coarse(image, *size), *size) for image in (one, other))
    return sum(abs(a - b) for a, b in zip(left, right, strict=True)) / len(left)


def _coarse(image: QImage, wide: int, high: int) -> QImage:
    how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(wide, high, *how)


def _greys(image: QImage, wide: int, high: int) -> bytes:
    grey = image.copy(0, 0, wide, high).convertToFormat(QImage.Format.Format_Grayscale8)
    return b"".join(bytes(grey.constScanLine(row))[:wide] for row in range(high))
