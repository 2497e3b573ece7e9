"""Many notices in one file, each with its own numbers of pages and its own entry in the reader's outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents import notice
from aftersales.documents.imprint.format import A4, A5, THREE_PART
from aftersales.documents.page import Page, Told, pdf
from aftersales.documents.slips.slip import slip_of
from aftersales.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aftersales.documents.imprint.format import Format
    from aftersales.documents.labels import Labels
    from aftersales.documents.sheet import Sheet
    from aftersales.documents.values import Notice
    from aftersales.usecases.ports import Tell

SIZES: Mapping[str, Format] = {"a4": A4, "a5": A5, "three_part": THREE_PART}


class UnknownPaperSize(DomainError):
    """Notices are not drawn on paper of this size. Facts: ``size``."""


def many(
    values: Sequence[Notice], labels: Labels, size: str = "a4", tell: Tell = lambda _done, _all: None
) -> bytes:
    """The notices one after the other on paper of one of ``SIZES``; no notices give one empty page.

    ``tell(done, all)`` is called before each notice and at the end; what it raises ends the work, and
    nothing is left of it. Raises UnknownPaperSize, UnknownNotice, and UnknownWord for a code without a word.
    """
    form = SIZES.get(size)
    if form is None:
        raise UnknownPaperSize(size=size)
    done = pdf(_pages(values, labels, form, tell), _told(values, labels, form))
    tell(len(values), len(values))
    return done


def _told(values: Sequence[Notice], labels: Labels, form: Format) -> Told:
    if len(values) == 1:
        return _sheet(values[0], labels, form).told()
    title = labels.label("notice.several")
    company = values[0].imprint.company if values else ""
    name = labels.say("paper.several", title=title, count=len(values))
    return Told(name, company, title, labels.label("paper.lang"))


def _sheet(value: Notice, labels: Labels, form: Format) -> Sheet:
    return notice.sheet_of(value, labels) if form is A4 else slip_of(value, labels, form)


def _pages(values: Sequence[Notice], labels: Labels, form: Format, tell: Tell) -> Iterator[Page]:
    for number, value in enumerate(values):
        tell(number, len(values))
        sheet = _sheet(value, labels, form)
        first, *rest = sheet.framed()
        first.bookmark = labels.pair(sheet.imprint.number, sheet.title) if len(values) > 1 else ""
        yield first
        yield from rest
