"""Many notices in one file, each with its own numbers of pages and its own entry in the reader's outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents import notice
from aftersales.documents.imprint.format import A4, Format
from aftersales.documents.page import Page, Told, pdf
from aftersales.documents.slips.slip import slip_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Notice

    Tell = Callable[[int, int], object]


def many(
    values: Sequence[Notice], labels: Labels, form: Format = A4, tell: Tell = lambda _done, _all: None
) -> bytes:
    """The notices one after the other, A4 or as slips; no notices give one empty page.

    `tell(done, all)` is called before each notice and at the end; what it raises ends the work, and nothing
    is left of it. Raises UnknownNotice, and UnknownWord for a code without a word.
    """
    company = values[0].imprint.company if values else ""
    title = labels.label("notice.several")
    told = Told(
        labels.say("paper.several", title=title, count=len(values)),
        company,
        title,
        labels.label("paper.lang"),
    )
    done = pdf(_pages(values, labels, form, tell), told)
    tell(len(values), len(values))
    return done


def _pages(values: Sequence[Notice], labels: Labels, form: Format, tell: Tell) -> Iterator[Page]:
    for number, value in enumerate(values):
        tell(number, len(values))
        sheet = notice.sheet_of(value, labels) if form is A4 else slip_of(value, labels, form)
        first, *rest = sheet.framed()
        first.bookmark = labels.pair(sheet.imprint.number, sheet.title)
        yield first
        yield from rest
