"""Help: F1 opens the manual where one is, Ctrl+/ shows the keys, and the manual is whole."""

from __future__ import annotations

import re
from functools import partial

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from tests.ui.window.desk import Desk
from ui.tasks import Tasks
from ui.views.first_start import SHEETS
from ui.views.help import leaf
from ui.views.help.key_sheet import KeyLine, KeySheet
from ui.views.help.reader import Reader
from ui.views.help.window import HelpWindow
from ui.views.printing.page import open_print
from ui.views.screens import screens

LINK = re.compile(r"\]\(([^)]*)\)")


def test_every_screen_is_explained() -> None:
    """F1 has a page for each screen; statistics waits for its screen."""
    names = {one.name for one in screens(lambda *_: None)}  # type: ignore[arg-type]
    assert names <= set(leaf.PAGES)


@pytest.mark.parametrize("name", leaf.PAGES)
def test_nothing_of_the_manual_is_missing(name: str) -> None:
    """Each page has a title, its links lead to pages, its pictures are there; nothing is on the net."""
    page = leaf.read(name)
    assert leaf.titles()[name]
    assert all(not picture.isNull() for picture in page.pictures.values())
    for to in LINK.findall(page.words):
        assert to.removesuffix(".md") in leaf.PAGES or to in page.pictures, to


@pytest.mark.usefixtures("dressed")
def test_the_reader_fetches_nothing() -> None:
    """Whatever a page asks for, only its own pictures are given."""
    reader = Reader()
    kind = QTextDocument.ResourceType.ImageResource.value
    for place in ("file:///etc/hostname", "http://example.com/a.png", "pictures/other.png"):
        assert reader.loadResource(kind, QUrl(place)) is None


def _begins(book: HelpWindow, title: str) -> bool:
    return book.reader.toPlainText().startswith(title)


def test_the_list_leads_to_every_page(qtbot: QtBot) -> None:
    """Each page of the list is read when it is chosen, and a name that is no page leads to the first."""
    wrong: list[BaseException] = []
    lanes = Tasks(refused=wrong.append, bug=wrong.append)
    book = HelpWindow(lanes)
    qtbot.addWidget(book)
    book.come("nowhere")
    for name in (leaf.PAGES[0], "backup", "keys"):
        book.items[name].click()
        begins = partial(_begins, book, leaf.titles()[name])
        qtbot.waitUntil(begins, timeout=10_000)
    lanes.close()
    assert not wrong


def test_f1_opens_the_page_one_is_on(desk: Desk) -> None:
    """F1 on 客诉 opens its page; Esc closes the window and the work goes on."""
    frame = desk.enter("service1")
    frame.go("cases")
    desk.key(Qt.Key.Key_F1)
    book = frame.help
    assert book is not None
    desk.wait(lambda: book.reader.toPlainText().startswith("客诉"))
    desk.key(Qt.Key.Key_Escape, book)
    assert not book.isVisible()
    assert frame.current == "cases"


def test_f1_knows_what_is_in_sight(desk: Desk) -> None:
    """F1 on 备份 among the settings opens the backup's page, on the print page that of printing."""
    frame = desk.enter("admin")
    frame.go("settings", "backups")
    desk.key(Qt.Key.Key_F1)
    book = frame.help
    assert book is not None
    desk.wait(lambda: book.reader.toPlainText().startswith(leaf.titles()["backup"]))
    book.close()
    page = open_print(frame.room, [("leaflet", "", "")], (0,))
    desk.wait(page.isActiveWindow)
    desk.key(Qt.Key.Key_F1, page)
    over = next(one for one in page.findChildren(HelpWindow) if one.isVisible())
    desk.wait(lambda: over.reader.toPlainText().startswith(leaf.titles()["printing"]))
    over.close()
    page.reject()


def test_the_sheet_tells_the_keys_of_the_page(desk: Desk) -> None:
    """Ctrl+/ lists what holds everywhere and the keys of the buttons in sight; Esc closes it."""
    frame = desk.enter("clerk1")
    frame.go("register")
    desk.key(Qt.Key.Key_Slash, ctrl=True)
    sheet = next(one for one in frame.findChildren(KeySheet) if one.isVisible())
    told = {line.key: line.does for line in sheet.findChildren(KeyLine)}
    assert told["F1"] == "本页的说明"
    assert told["Ctrl S"] == "存为草稿"
    desk.key(Qt.Key.Key_Escape, sheet)
    desk.wait(lambda: not any(one.isVisible() for one in frame.findChildren(KeySheet)))


def test_f1_explains_before_anybody_is_in(desk: Desk) -> None:
    """At the sign-in and on the pages of the first start, where the sheets' page has its own."""
    desk.program.begin()
    desk.key(Qt.Key.Key_F1, desk.sign_in.login.widget)
    book = desk.window.help
    assert book is not None
    desk.wait(lambda: _begins(book, "开始使用"))
    book.close()
    desk.window.show_start()
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.start.show_page(SHEETS)
    desk.key(Qt.Key.Key_F1, desk.start.sheets.pick)
    desk.wait(lambda: book.isVisible() and _begins(book, "客户"))
