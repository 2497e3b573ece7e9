"""The user's language: translators for our words and Qt's own, and the one translate() that lupdate reads."""

from __future__ import annotations

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
    return QCoreApplication.translate(context, words)


_on: list[QTranslator] = []


def put_on(app: QCoreApplication, language: Language) -> None:
    """Switch the language of the window and of Qt's own buttons and menus.

    Raises NoTranslation where the language's file is not there.
    """
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
