"""The dictionaries that an office may make its own: words added, renamed, hidden; by an administrator.

A value is never removed: cases hold its code, so a hidden one is only offered no more and keeps its word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.codes import OPEN, Role
from aftersales.domain.errors import BadField, DomainError, Required
from aftersales.domain.records.office import DictionaryEntry
from aftersales.domain.text import clean
from aftersales.usecases.people import must_hold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.usecases.work import Work

LONGEST = 40
"""Characters of a word."""
OWN = "own_"
"""How the codes of an office's own values begin; a number follows."""
STEP = "set_word"


class NoSuchDictionary(DomainError):
    """No dictionary that an office may change. Facts: ``value``."""


class NoSuchWord(DomainError):
    """The dictionary has no such value. Facts: ``value``."""


class WordTaken(BadField):
    """The dictionary has this word already, perhaps hidden. Facts: ``field``, ``value``."""


class LastWord(DomainError):
    """A dictionary must offer something. Facts: ``value``."""


def codes_of(entries: Iterable[DictionaryEntry], dictionary: str) -> tuple[str, ...]:
    """Every code of a dictionary: delivered ones, then the office's own, in the order they came."""
    own = (entry.code for entry in entries if entry.dictionary == dictionary)
    return tuple(dict.fromkeys((*OPEN[dictionary], *sorted(own, key=_number))))


def _number(code: str) -> tuple[int, str]:
    told = code.removeprefix(OWN)
    return (int(told) if told.isdecimal() else 0, code)


def add_word(work: Work, dictionary: str, word: str) -> DictionaryEntry:
    """A value of the office's own. Raises OnlyAdmins, NoSuchDictionary, Required, WordTaken, BadCharacter."""
    mine = _mine(work, dictionary)
    read = _word(work, dictionary, word, "")
    number = max((_number(entry.code)[0] for entry in mine.values()), default=0) + 1
    return _put(work, DictionaryEntry(dictionary=dictionary, code=f"{OWN}{number}", word=read))


def rename_word(work: Work, dictionary: str, code: str, word: str) -> DictionaryEntry:
    """The value has another word from now on, in old cases too; what was printed stays as it is.

    Raises OnlyAdmins, NoSuchDictionary, NoSuchWord, Required, WordTaken.
    """
    entry = _entry(work, dictionary, code)
    return _put(work, replace(entry, word=_word(work, dictionary, word, code)))


def hide_word(work: Work, dictionary: str, code: str) -> DictionaryEntry:
    """The value is offered no more. Raises OnlyAdmins, NoSuchDictionary, NoSuchWord, LastWord."""
    entry, mine = _entry(work, dictionary, code), _mine(work, dictionary)
    offered = [
        each for each in codes_of(mine.values(), dictionary) if each not in mine or not mine[each].hidden
    ]
    if offered == [code]:
        raise LastWord(value=dictionary)
    return _put(work, replace(entry, hidden=True))


def offer_word(work: Work, dictionary: str, code: str) -> DictionaryEntry:
    """A hidden value is offered again. Raises OnlyAdmins, NoSuchDictionary, NoSuchWord."""
    return _put(work, replace(_entry(work, dictionary, code), hidden=False))


def _mine(work: Work, dictionary: str) -> dict[str, DictionaryEntry]:
    """What the office said of this dictionary, by code."""
    must_hold(work, Role.ADMIN)
    if dictionary not in OPEN:
        raise NoSuchDictionary(value=dictionary[:LONGEST])
    return {entry.code: entry for entry in work.books.office().entries if entry.dictionary == dictionary}


def _entry(work: Work, dictionary: str, code: str) -> DictionaryEntry:
    mine = _mine(work, dictionary)
    if code in mine:
        return mine[code]
    if code not in OPEN[dictionary]:
        raise NoSuchWord(value=code[:LONGEST])
    return DictionaryEntry(dictionary=dictionary, code=code)


def _word(work: Work, dictionary: str, word: str, code: str) -> str:
    field = "dictionary_entry.word"
    read = clean(word, LONGEST, field=field)
    if not read:
        raise Required(field=field, step="setup")
    known = work.language.vocabulary(work.books.office().entries).code(dictionary, read)
    if known not in (None, code):
        raise WordTaken(field=field, value=read)
    return read


def _put(work: Work, entry: DictionaryEntry) -> DictionaryEntry:
    work.books.put_record(entry, step=STEP, at=work.now)
    return entry
