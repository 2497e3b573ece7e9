"""The language that a person chose: window, core and sign-in speak it, and the next one begins with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.window.desk import Desk
from ui import i18n
from ui.views.settings.mine import MinePage
from ui.views.settings.screen import SettingsView


@pytest.fixture(autouse=True)
def simplified_again(dressed: QApplication) -> Iterator[None]:
    """Each test leaves the window in Simplified Chinese."""
    yield
    i18n.put_on(dressed, i18n.Language.SIMPLIFIED)


def speak(desk: Desk, language: str) -> None:
    """Choose a language as 设置·我的 does; the frame is made anew."""
    desk.frame.go("settings")
    view = desk.frame.pages["settings"]
    assert isinstance(view, SettingsView)
    page, old = view.pages["mine"], desk.frame
    assert isinstance(page, MinePage)
    page.language.choose(language)
    page.language.edited.emit()
    desk.wait(lambda: desk.window.frame not in (None, old))


def test_window_and_core_speak_one_language(desk: Desk) -> None:
    """After a change the rail, the words of codes and a refusal are in the language, signed in or not."""
    desk.enter("service1")
    speak(desk, "en")
    assert desk.frame.rail.items["cases"].word == "Complaints"
    assert desk.frame.room.words.word("state", "closed") == "Closed"
    refused = "Login or password is wrong; 3 more attempts."
    assert desk.frame.room.words.sentence("wrong_password", {"left": 3}) == refused
    desk.program.begin()
    assert desk.sign_in.enter.text() == "Sign in"
    assert desk.program.words.sentence("wrong_password", {"left": 3}) == refused


def test_who_chose_none_begins_with_the_one_that_is_on(desk: Desk) -> None:
    """A second person at this computer reads window and core in one language, not half in each."""
    desk.enter("service1")
    speak(desk, "zh_TW")
    desk.window.drop_frame()
    other = desk.enter("lead1")
    assert other.rail.items["approvals"].word == "審批"
    assert other.room.words.word("state", "closed") == "已關閉"
    assert other.room.prefs.text("language") == "zh_TW"
