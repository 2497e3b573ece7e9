"""Binds a case file: draws each paper, encloses each attachment, numbers all pages, marks their starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from aftersales.documents.closed_file import compose
from aftersales.documents.closed_file.enclosing import NotEnclosed, enclosed
from aftersales.documents.closed_file.forms import as_form, paint
from aftersales.documents.closed_file.front import draw_front, draw_history
from aftersales.documents.closed_file.values import Enclosed, Entry, Part
from aftersales.documents.compose_parts import Printing, Scribe
from aftersales.documents.page import HEIGHT, WIDTH, Page, Told, pdf
from aftersales.usecases.ports import NoSuchFile
from aftersales.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aftersales.documents.closed_file.values import Cover
    from aftersales.documents.labels import Labels
    from aftersales.domain.records.trail import Attachment, History

_LOW, _HIGH = 15.0, HEIGHT - 30.0  # baselines of the words that the file adds


@dataclass
class Binder:
    """The file in the making; ``read`` gives kept bytes by sha256, ``tell`` may raise to cancel."""

    scribe: Scribe
    printing: Printing
    read: Callable[[str], bytes]
    tell: Callable[[int, int], None]
    done: int = 0
    total: int = 1
    parts: list[Part] = field(default_factory=list)
    attached: list[Enclosed] = field(default_factory=list)

    def bind(self, papers: Sequence[Callable[[], Part]], history: tuple[History, ...]) -> bytes:
        """The bytes of the whole file. ``papers`` are drawn one after the other."""
        rows = self.scribe.case.attachments
        self.total = len(papers) + 1 + len(rows) + 1
        for draw in papers:
            self._step()
            self.parts.append(draw())
        self._step()
        self.parts.append(self._history(history))
        for number, row in enumerate(rows, start=1):
            self._step()
            self.attached.append(self._enclose(number, row))
        self._step()
        return self._whole(compose.cover(self.scribe, history, self.printing))

    def _step(self) -> None:
        self.tell(self.done, self.total)
        self.done += 1

    def _history(self, history: tuple[History, ...]) -> Part:
        labels, case_no = self.scribe.labels, self.scribe.case.complaint.case_no
        imprint = self.scribe.imprint(case_no, self.scribe.case.complaint.version, self.printing)
        rows = compose.happenings(self.scribe, history, words())
        return Part(labels.label("closed_file.history"), "", draw_history(imprint, rows, labels))

    def _enclose(self, number: int, row: Attachment) -> Enclosed:
        content, why, pages = b"", "", 0
        try:
            content = b"" if row.gone else enclosed(self.read(row.sha256), self._again)
        except NoSuchFile:
            why = "missing"
        except NotEnclosed as refused:
            why, pages = str(refused.facts["why"]), int(str(refused.facts.get("pages", 0)))
        return Enclosed(
            number=number,
            name=row.name or "",
            kind=row.kind or "",
            holder=self.scribe.name(row.holder),
            size=row.size,
            sha256=row.sha256,
            content=content,
            why="withdrawn" if row.gone else why,
            pages=pages,
            detail=row.withdrawn_reason or "",
        )

    def _again(self) -> None:
        self.tell(self.done, self.total)

    def _whole(self, cover: Cover) -> bytes:
        """Front matter is drawn anew until it is as long as its own contents say."""
        labels = self.scribe.labels
        bodies = [(part, _reader(part.content)) for part in self.parts]
        annexes = [(one, _reader(one.content)) for one in self.attached]
        readers = [reader for _, reader in bodies] + [reader for _, reader in annexes]
        behind = sum(len(reader.pages) for reader in readers if reader)
        long = 1
        while True:
            starts = list(_starts(long, readers))
            entries = [_entry(part, page, labels) for part, page in zip(self.parts, starts, strict=False)]
            listed = list(zip(self.attached, starts[len(bodies) :], strict=True))
            front = PdfReader(BytesIO(draw_front(cover, entries, listed, long + behind, labels)))
            if len(front.pages) == long:
                break
            long = len(front.pages)
        marks = [Mark(labels.label("closed_file.cover"), front)]
        marks += [Mark(part.title, reader) for part, reader in bodies if reader]
        marks += [Mark(self._title(one), reader, headed=True) for one, reader in annexes if reader]
        return _file(marks, cover, labels)

    def _title(self, one: Enclosed) -> str:
        labels = self.scribe.labels
        return labels.pair(labels.say("closed_file.attachment", number=one.number), one.name)


@dataclass(frozen=True)
class Mark:
    """Pages that belong together, as the outline calls them; an attachment's title stands above its pages."""

    title: str
    pages: PdfReader
    headed: bool = False


def _reader(content: bytes) -> PdfReader | None:
    return PdfReader(BytesIO(content)) if content else None


def _entry(part: Part, page: int, labels: Labels) -> Entry:
    """One line of the contents; a paper that could not be drawn says so and has no page."""
    if part.content:
        return Entry(part.title, part.number, page)
    return Entry(part.title + labels.label("closed_file.not_drawn"), part.number, 0)


def _starts(first: int, readers: Sequence[PdfReader | None]) -> Iterator[int]:
    page = first + 1
    for reader in readers:
        yield page
        page += len(reader.pages) if reader else 0


def _file(marks: Sequence[Mark], cover: Cover, labels: Labels) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    stamps = PdfReader(BytesIO(_stamps(marks, cover, labels)))
    at = 0
    for mark in marks:
        for page in mark.pages.pages:
            size = float(page.mediabox.width), float(page.mediabox.height)
            paint(writer, [as_form(writer, page), as_form(writer, stamps.pages[at])], *size)
            at += 1
        writer.add_outline_item(title=mark.title, page_number=at - len(mark.pages.pages))
    title = labels.label("closed_file.title" if cover.closed else "closed_file.title_open")
    author = cover.imprint.company
    told = {"/Title": f"{title} {cover.case_no}", "/Author": author, "/Subject": title, "/Creator": author}
    writer.add_metadata(told)
    writer.root_object[NameObject("/Lang")] = TextStringObject(labels.label("paper.lang"))
    writer.page_mode = "/UseOutlines"
    writer.write(out)
    return out.getvalue()


def _stamps(marks: Sequence[Mark], cover: Cover, labels: Labels) -> bytes:
    """The words that the file adds to each page: which of how many, and above an attachment what it is."""
    pages: list[Page] = []
    total = sum(len(mark.pages.pages) for mark in marks)
    for mark in marks:
        own = len(mark.pages.pages)
        for number in range(1, own + 1):
            page = Page()
            said = labels.say("closed_file.stamp", case_no=cover.case_no, page=len(pages) + 1, pages=total)
            page.put(said, WIDTH / 2, _LOW, WIDTH / 2, align=0.5)
            if mark.headed:
                page.put(f"{mark.title}　{number}/{own}", WIDTH / 2, _HIGH, WIDTH - 84, align=0.5)
            pages.append(page)
    lang = labels.label("paper.lang")
    return pdf(pages, Told(cover.case_no, cover.imprint.company, "", lang))
