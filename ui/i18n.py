"""The user's language: translators for our words and Qt's own, and the one translate() that lupdate reads.

After a text was added, for each language: ``pyside6-lupdate $(git ls-files 'ui/*.py') -ts
resources/i18n/ui_en.ts -no-obsolete -locations none``, fill in what is unfinished, ``pyside6-lrelease
-nounfinished resources/i18n/ui_en.ts``. The core's words are in resources/labels, a file a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


class Language(StrEnum):
    """The languages of the window; the words in the code are the first one's."""

    SIMPLIFIED = "zh_CN"
    TRADITIONAL = "zh_TW"
    ENGLISH = "en"


class NoTranslation(FileNotFoundError):
    """A language's file is missing or unreadable: the program is not installed whole."""


def translate(context: str, words: str) -> str:
    """The words in the language that is on; call it with literals, so that pyside6-lupdate sees them."""
    told = QCoreApplication.translate(context, words)
    return told if _length.times == 1 else " ".join([told] * _length.times)


_on: list[QTranslator] = []


@dataclass
class _Length:
    """How often each text is said: more than once to see whether a view has room for longer words.

    ``room``: how much wider than Chinese words those of the language are, for what has a width of its own.
    """

    times: int = 1
    room: float = 1.0


_length = _Length()
_ROOM = {Language.ENGLISH: 1.2}


def wide(width: int) -> int:
    """A width that was laid out for Chinese words, in the language that is on."""
    return round(width * _length.room)


def put_on(app: QCoreApplication, language: Language, times: int = 1) -> None:
    """Switch the language of the window and of Qt's own buttons and menus; ``times``: see ``_Length``.

    Raises NoTranslation where the language's file is not there.
    """
    _length.times, _length.room = times, _ROOM.get(language, 1.0)
    while _on:
        app.removeTranslator(_on.pop())
    QLocale.setDefault(QLocale(language.value))
    if language is not Language.SIMPLIFIED:
        _add(app, f"ui_{language.value}", FOLDER)
    if language is not Language.ENGLISH:
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _add(app, f"qtbase_{language.value}", qt_folder)


def _add(app: QCoreApplication, name: str, folder: Path) -> None:
    made = QTranslator(app)
    if not made.load(name, str(folder)):
        raise NoTranslation(name)
    app.installTranslator(made)
    _on.append(made)
