"""The window and the core in three languages: all is said, placeholders survive, Qt's words change too."""

from __future__ import annotations

import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from aftersales.words import DEFAULT, LABELS, words
from tests.architecture.sources import project_texts, python_of
from ui import texts
from ui.i18n import FOLDER, Language, put_on

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in Language if language is not Language.SIMPLIFIED]
READY = ("ui/",)
"""The code whose texts are translated."""
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


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str, str]]:
    """Every text that the window's code translates, by context and source."""
    found = tmp_path_factory.mktemp("words") / "found.ts"
    sources = [ROOT / source.path for source in python_of(project_texts(), *READY)]
    tool("pyside6-lupdate", *sources, "-ts", found)
    return frozenset(messages(found))


def places(text: str | None) -> list[str]:
    """The placeholders of a text; another language may order them otherwise."""
    return sorted(PLACE.findall(text or ""))


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_window_is_translated(
    wanted: frozenset[tuple[str, str]], language: Language
) -> None:
    """What lupdate finds in the window's code has a finished translation with the same placeholders."""
    kept = messages(FOLDER / f"ui_{language}.ts")
    assert [key for key in sorted(wanted) if not kept.get(key)] == []
    assert [key for key, told in kept.items() if places(key[1]) != places(told)] == []
    assert len(wanted) > 1000


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
    assert (texts.overdue(46), box.buttons()[0].text()) == ("46m late", "Cancel")
    put_on(dressed, Language.SIMPLIFIED)
    assert texts.overdue(480 * 3) == "逾期 3 天"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 分"), (59, "59 分"), (60, "1 时"), (479, "7 时 59 分"), (480, "1 天")]
)
def test_working_time_is_told_in_its_two_largest_units(minutes: int, told: str) -> None:
    """Minutes, hours and minutes, or days; never zero parts."""
    assert texts.duration(minutes) == told


# --- the words of the core


def flat(table: Mapping[str, object], under: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a table by its dotted key."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{under}{key}.")
        else:
            yield f"{under}{key}", str(value)


def own(language: str) -> dict[str, str]:
    """The texts of a language's own file, without what is the office's alone, or needless in it."""
    with (LABELS / f"{language}.toml").open("rb") as file:
        told = dict(flat(tomllib.load(file)))
    return {key: text for key, text in told.items() if not key.startswith(("rows.", "one."))}


def read(text: str) -> list[tuple[str, str]]:
    """The facts that a sentence asks for, each with how it is read."""
    return sorted((name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name)


OFFICE = own(DEFAULT)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_core_is_translated(language: Language) -> None:
    """A language has the office's keys, no more and no less, and reads the same facts in the same way."""
    told = own(language)
    assert told.keys() == OFFICE.keys()
    assert [key for key, text in told.items() if read(text) != read(OFFICE[key])] == []
    assert [key for key, text in told.items() if not text.strip(" ") and OFFICE[key].strip(" ")] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_word_means_one_code_in_every_language(language: Language) -> None:
    """What a person types in their language is read as the code that is shown with this word."""
    spoken = words(language)
    for dictionary, table in spoken.sections["code"].items():
        assert [code for code, word in table.items() if spoken.code(dictionary, word) != code] == []


def test_english_holds_no_chinese() -> None:
    """An English text has Chinese only where it shows what is typed in Chinese."""
    shown = {key for key, text in own("en").items() if re.search(r"[\u4e00-\u9fff]", text)}
    assert shown == {"code.language.zh_CN", "code.language.zh_TW", "error.not_a_day_line"}


def test_fields_are_said_in_the_order_of_the_language() -> None:
    """What a field belongs to is joined as the language joins it, and lists too."""
    path = "complaint.demands.3.unmet_reason"
    assert words("en").field(path) == "Requests, row 3, Why it cannot be met"
    assert words("zh_TW").field(path) == "客戶訴求第 3 列的無法滿足的原因"
    assert words().label(path) == "无法满足的原因"
    told = words("en").sentence("not_for_you", {"step": "propose", "who": ["leader", "owner"], "owner": "s1"})
    assert told == (
        '"Submit for approval" is done by a leader or the owner, not by you; '
        "please pass it on (owner of this complaint: s1)."
    )
    assert (
        words("en")
        .sentence("word_is_off", {"value": 1234567, "limit": 500})
        .startswith("The total of CNY 12,345.67 is over the limit of verbal approval, CNY 5.00;")
    )
