"""The floor in three languages: every word is there, placeholders survive, Qt's own words change too."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from ui import texts
from ui.i18n import FOLDER, Language, put_on

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("ui/*.py"), *ROOT.glob("ui/models/*.py"), *ROOT.glob("ui/widgets/**/*.py")]
OTHERS = [language for language in Language if language is not Language.SIMPLIFIED]
PLACE = re.compile(r"\{\w*\}")


@pytest.fixture(autouse=True)
def simplified_again(dressed: QApplication) -> Iterator[None]:
    """Each test leaves the window in Simplified Chinese."""
    yield
    put_on(dressed, Language.SIMPLIFIED)


def tool(name: str, *args: object) -> None:
    """Run a tool of Qt's that the environment brings."""
    command = [str(Path(sys.executable).with_name(name)), *map(str, args)]
    subprocess.run(command, check=True, capture_output=True)


def messages(file: Path) -> dict[tuple[str, str], str | None]:
    """Each message's translation by context and source; None where it is unfinished."""
    found: dict[tuple[str, str], str | None] = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            told = message.find("translation")
            finished = told is not None and told.get("type") is None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = told.text if finished and told is not None else None
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_floor_is_translated(tmp_path: Path, language: Language) -> None:
    """What lupdate finds in the floor's code has a finished translation with the same placeholders."""
    tool("pyside6-lupdate", *SOURCES, "-ts", tmp_path / "found.ts")
    wanted, kept = messages(tmp_path / "found.ts"), messages(FOLDER / f"ui_{language}.ts")
    assert [key for key in wanted if not kept.get(key)] == []
    assert [key for key, told in kept.items() if PLACE.findall(key[1]) != PLACE.findall(told or "")] == []
    assert len(wanted) > 15


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_words_are_those_of_the_text(tmp_path: Path, language: Language) -> None:
    """The file that Qt loads is made from the file that people edit."""
    tool("pyside6-lrelease", "-nounfinished", FOLDER / f"ui_{language}.ts", "-qm", tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == (FOLDER / f"ui_{language}.qm").read_bytes()


@pytest.mark.parametrize(
    ("language", "undo", "late", "cancel"),
    [("zh_CN", "撤销", "逾期 1 时 54 分", "取消"), ("zh_TW", "復原", "逾期 1 時 54 分", "取消")],
)
def test_the_window_speaks_the_language(
    dressed: QApplication, language: str, undo: str, late: str, cancel: str
) -> None:
    """Our words and Qt's own buttons are in the language that is on."""
    put_on(dressed, Language(language))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert (texts.undo(), texts.overdue(114)) == (undo, late)
    assert box.buttons()[0].text() == cancel
    assert QLocale().name() == language


def test_english_is_whole_and_chinese_comes_back(dressed: QApplication) -> None:
    """English replaces ours and Qt's words; going back leaves none of it."""
    put_on(dressed, Language.ENGLISH)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert (texts.overdue(46), box.buttons()[0].text()) == ("46 min overdue", "Cancel")
    put_on(dressed, Language.SIMPLIFIED)
    assert texts.overdue(480 * 3) == "逾期 3 天"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 分"), (59, "59 分"), (60, "1 时"), (479, "7 时 59 分"), (480, "1 天")]
)
def test_working_time_is_told_in_its_two_largest_units(minutes: int, told: str) -> None:
    """Minutes, hours and minutes, or days; never zero parts."""
    assert texts.duration(minutes) == told
