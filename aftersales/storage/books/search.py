"""Exact search in Chinese: overlapping two-character pieces, cut by us, indexed by the engine.

A case's search text is the compare form of its fields, one a line, kept in ``search_text``. Its pieces are
words of FTS5 or lexemes of a ``tsvector``. A piece of nothing but ideographs stands as it is; any other is
written in hex, because a tokenizer drops punctuation, ℃ and emoji. Single characters are words as well. So
what is found equals a scan of the search texts, for every term; whatever is typed is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from aftersales.domain.text import compare_key
from aftersales.storage.books.phones import phone_keys
from aftersales.storage.orm import SQLITE

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.records.complaint import Complaint
    from aftersales.domain.records.customer import Customer
    from aftersales.domain.records.product import ProductLine
    from aftersales.storage.wire import Wire

_IDEOGRAPHS = re.compile("[\u4e00-\u9fcc\u3400-\u4db5]+")  # those that Unicode 6.1 knew, as unicode61 does
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_GAP = "g"
"""The word between two lines, so that no phrase runs over the end of one."""
_BIG = "b"
"""The only lexeme of a text whose pieces a ``tsvector`` cannot hold; every search looks at these."""
_MOST_BYTES = 900_000
"""A ``tsvector`` holds 1 MiB; some of it goes to positions."""

_COMPLAINT = ("case_no", "title", "verbatim", "summary", "external_no")
_CUSTOMER = ("cust_name", "contact_name", "agent_for")
FAMILY = """
WITH RECURSIVE family(n) AS (
    SELECT CAST(? AS TEXT)
    UNION SELECT k."cust_no" FROM "customer" k JOIN family ON k."merged_into" = family.n
) """
"""A customer's number and those of all who were merged into him."""
_FORMER = f"""{FAMILY}SELECT {", ".join(f'"{name}"' for name in _CUSTOMER)} FROM "customer"
WHERE "cust_no" IN (SELECT n FROM family) AND "cust_no" <> ? ORDER BY 1"""
_FORGET_WORDS = """INSERT INTO "search_words" ("search_words", rowid, one, two)
SELECT 'delete', rowid, ?2, ?3 FROM "search_words" WHERE rowid = ?1"""
"""A backup keeps the texts without their words: what is not there cannot be taken out."""
_PRODUCT = (
    "product spec batch_no serial_no order_no delivery_no invoice_no receipt_no equipment vin plate seller"
).split()


def text_of(
    complaint: Complaint, customer: Customer, products: Iterable[ProductLine], former: Iterable[str] = ()
) -> str:
    """The text in which a case is searched: the compare form of each field on a line of its own.

    ``former``: the names of the records that were merged into the customer.
    """
    told = [getattr(complaint, name) for name in _COMPLAINT]
    told += [getattr(customer, name) for name in _CUSTOMER]
    told += [user.name for user in customer.end_user]
    told += former
    told += phone_keys(customer)
    told += [getattr(line, name) for line in products for name in _PRODUCT]
    return "\n".join(dict.fromkeys(compare_key(text) for text in told if text))


def text_of_case(case: Case, former: Iterable[str] = ()) -> str:
    """As ``text_of``, of a whole case."""
    return text_of(case.complaint, case.customer, case.product_lines, former)


def former_names(wire: Wire, cust_no: str) -> tuple[str, ...]:
    """Every name in the records that were merged into this customer, however many mergers lie between."""
    rows = wire.rows(_FORMER, cust_no, cust_no)
    return tuple(name for row in rows for name in row if name)


def may_differ(before: Case, after: Case) -> bool:
    """Whether a step may have changed the search text; quick, never wrongly no."""
    return (
        before.customer != after.customer
        or before.product_lines != after.product_lines
        or any(getattr(before.complaint, name) != getattr(after.complaint, name) for name in _COMPLAINT)
    )


# --- words


@lru_cache(maxsize=1 << 16)
def _word(piece: str) -> str:
    if _IDEOGRAPHS.fullmatch(piece):
        return piece
    return "x" + "z".join(f"{ord(letter):x}" for letter in piece)


def _pairs(line: str) -> list[str]:
    return [_word(line[at : at + 2]) for at in range(len(line) - 1)]


def _ones(text: str) -> list[str]:
    return [_word(letter) for letter in sorted(set(text) - {"\n"})]


def _twos(text: str) -> list[str]:
    words: list[str] = []
    for line in text.split("\n"):
        words += _pairs(line)
        words.append(_GAP)
    return words


# --- keeping


def keep(wire: Wire, id: int, text: str) -> None:
    """Make a new case findable by its search text."""
    if wire.engine == SQLITE:
        wire.run('INSERT INTO "search_text" ("id", "text") VALUES (?, ?)', id, text)
        _keep_words(wire, id, text)
    else:
        wire.run(
            'INSERT INTO "search_text" ("id", "text", "words") VALUES (?, ?, array_to_tsvector(?::text[]))',
            *(id, text, _lexemes(text)),
        )


def keep_again(wire: Wire, id: int, text: str) -> None:
    """Make a case findable by what its search text is now, and no longer by what it was."""
    old = wire.value('SELECT "text" FROM "search_text" WHERE "id" = ?', id)
    if old is None:
        keep(wire, id, text)
    elif old != text and wire.engine == SQLITE:
        wire.run('UPDATE "search_text" SET "text" = ? WHERE "id" = ?', text, id)
        wire.run(
            _FORGET_WORDS,
            *(id, " ".join(_ones(old)), " ".join(_twos(old))),
        )
        _keep_words(wire, id, text)
    elif old != text:
        wire.run(
            'UPDATE "search_text" SET "text" = ?, "words" = array_to_tsvector(?::text[]) WHERE "id" = ?',
            *(text, _lexemes(text), id),
        )


def _keep_words(wire: Wire, id: int, text: str) -> None:
    wire.run(
        'INSERT INTO "search_words" (rowid, one, two) VALUES (?, ?, ?)',
        *(id, " ".join(_ones(text)), " ".join(_twos(text))),
    )


def _lexemes(text: str) -> list[str]:
    words = sorted({*_ones(text), *_twos(text)} - {_GAP})
    too_big = sum(len(word.encode()) + 4 for word in words) > _MOST_BYTES
    return [_BIG] if too_big else words


# --- asking


@dataclass(frozen=True)
class Sought:
    """What was typed, as terms in compare form: every one must stand in the search text."""

    terms: tuple[str, ...]

    @property
    def impossible(self) -> bool:
        """Whether a term holds what no text can hold: NUL or half a character."""
        return any(_UNSTORABLE.search(term) for term in self.terms)

    def match(self) -> str:
        """The terms as a query of FTS5: phrases of consecutive pieces, exact by themselves."""
        return " AND ".join(_phrase(term) for term in self.terms)

    def tsquery(self) -> str:
        """The terms as a ``tsquery``; it finds candidates, in which ``strpos`` must find the terms."""
        words = dict.fromkeys(word for term in self.terms for word in (_pairs(term) or _ones(term)))
        return f"{' & '.join(repr(word) for word in words)} | '{_BIG}'"


def _phrase(term: str) -> str:
    if len(term) == 1:
        return f'one : "{_word(term)}"'
    return f'two : "{" ".join(_pairs(term))}"'


def sought(typed: str) -> Sought | None:
    """What is sought by what was typed: blanks part terms; None where nothing is."""
    terms = (compare_key(word) for word in typed.split())
    kept = tuple(dict.fromkeys(term for term in terms if term))
    return Sought(kept) if kept else None
