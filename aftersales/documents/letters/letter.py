"""A letter to the customer: answer, refusal with its reasons, apology, progress; says only what is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Sheet, fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aftersales.documents.labels import Labels
    from aftersales.documents.letters.values import Addressee, Done, Letter

_SIZES = (11.0, 10.5, 10.0)  # in points
_ENDING = 9.0  # lines of the closing words, the seal and the date: they stay together
_TOGETHER = 2  # lines or rows that stand before it on its page
_GIVEN = (("kind", 1.5), ("what", 3.5), ("qty", 1.2), ("amount", 1.7), ("due", 1.7))
_STEPS = (("at", 1.0), ("step", 3.2))


def draw(value: Letter, labels: Labels) -> bytes:
    """The letter as a PDF; raises LeftoverVariable for a text with an unfilled {variable}."""
    return fitted(lambda size: _sheet(value, labels, size), _SIZES).finish()


@dataclass
class LetterSheet(Sheet):
    """A sheet that also numbers its parts and sets lines to the right."""

    parts: int = field(default=0)

    def part(self, key: str) -> None:
        """The heading of the next part, numbered."""
        numeral = self.labels.label("letter.numerals")[self.parts]
        self.parts += 1
        name = self.labels.label(f"letter.part.{key}")
        self.heading(self.labels.say("letter.heading", numeral=numeral, name=name))

    def said(self, key: str, **variables: object) -> None:
        """One paragraph of our own words, its {variables} filled."""
        self.paragraph(self.labels.say(f"letter.{key}", **variables), gap=3)

    def text(self, text: str) -> None:
        """What the case's records say, as it stands; nothing for nothing."""
        if self.labels.shown(text):
            self.paragraph(self.labels.say("letter.text", text=stopped(self.labels, text)), gap=3)

    def aside(self, text: str) -> None:
        """One line that ends at the right edge."""
        body = self.format.body
        self._lines(self._set(text, body), self.format.left, body, align=1.0)
        self.space(3)

    def parted(self, height: float) -> int:
        """Where a page must begin for `height` points to stand with two lines before them; -1: they do."""
        fits = self.y - height >= self.format.bottom
        begun = len(self.pages) == 1 or self.format.top - self.y >= _TOGETHER * self.leading
        if (fits and begun) or not self.places:
            return -1
        place = len(self.places) - 1
        while place > 0 and (sum(self.places[place:]) < _TOGETHER or self.places[place - 1] == 0):
            place -= 1
        return place


def stopped(labels: Labels, text: str) -> str:
    """The text with a full stop where it ends without any mark."""
    return text + labels.label("letter.stop") if text[-1:].isalnum() else text


def _sheet(value: Letter, labels: Labels, size: float) -> LetterSheet:
    sheet = _told(value, labels, size)
    turn_at = sheet.parted(_ENDING * sheet.leading)
    if turn_at >= 0:  # the ending would stand alone on its page: the lines before it go along
        sheet = _told(value, labels, size, turn_at)
    _close(sheet, value)
    return sheet


def _told(value: Letter, labels: Labels, size: float, turn_at: int = -1) -> LetterSheet:
    title = labels.label(f"letter.title.{value.kind}")
    sheet = LetterSheet(value.imprint, title, labels, size=size, draft=value.draft, turn_at=turn_at)
    sheet.paragraph(_dear(labels, value.to), indent=0, gap=4)
    day = labels.long_date(value.complained_on)
    sheet.said(f"opening.{value.kind}", day=day, case_no=value.case_no)
    _BODY[value.kind](sheet, value)
    return sheet


def _dear(labels: Labels, to: Addressee) -> str:
    if not labels.shown(to.name):
        return labels.label("letter.dear_nobody")
    name = to.name
    if labels.shown(to.title):
        name = labels.say("letter.titled", name=name, title=to.title)
    elif to.polite:
        name = labels.say("letter.polite", name=name)
    if labels.shown(to.firm):
        name = labels.say("letter.firm_and_person", firm=to.firm, name=name)
    return labels.say("letter.dear", name=name)


def _answer(sheet: LetterSheet, value: Letter) -> None:
    _problem(sheet, value, "problem")
    if value.founded:
        sheet.part("found")
        sheet.paragraph(sheet.labels.label(f"letter.found.{value.founded}"), gap=3)
    if sheet.labels.shown(value.content) or value.given:
        sheet.part("answer")
        sheet.text(value.content)
        _given(sheet, value)
    if value.unmet:
        sheet.part("unmet")
        _unmet(sheet, value)
    sheet.part("next")
    _next(sheet, value)
    if value.next_word:
        sheet.said("next_word", next_word=value.next_word)
    sheet.said("closing.answer_agreed" if value.agreed else "closing.answer")
    if not value.liability_admitted:
        sheet.said("no_admission")


def _decline(sheet: LetterSheet, value: Letter) -> None:
    _problem(sheet, value, "wishes")
    if value.wishes:
        sheet.said("wishes", wishes=sheet.labels.label("letter.wish_joint").join(value.wishes))
    if value.founded or sheet.labels.shown(value.report):
        sheet.part("found")
        if value.founded:
            sheet.paragraph(sheet.labels.label(f"letter.found.{value.founded}"), gap=3)
        if sheet.labels.shown(value.report):
            sheet.said("report", report=value.report)
    if value.explained or value.unmet:
        sheet.part("reasons")
        for text in value.explained:
            sheet.text(text)
        _unmet(sheet, value)
    if value.given:
        sheet.part("instead")
        _given(sheet, value)
    sheet.part("objection")
    sheet.said("closing.decline")
    sheet.said("closing.decline_rights")


def _apology(sheet: LetterSheet, value: Letter) -> None:
    labels = sheet.labels
    if labels.shown(value.problem):
        sheet.said("told", problem=stopped(labels, value.problem))
    if value.given:
        sheet.paragraph(labels.label("letter.measures_intro"), gap=3)
        _table(sheet, value)
    if value.rectify:
        sheet.said("closing.apology_rectify")
    sheet.said("closing.apology")
    if not value.liability_admitted:
        sheet.said("closing.apology_explained")


def _progress(sheet: LetterSheet, value: Letter) -> None:
    labels = sheet.labels
    if value.done:
        sheet.part("done")
        rows = [(labels.shown(one.at), _happened(labels, one)) for one in value.done]
        sheet.table(_columns(labels, _STEPS), rows)
    sheet.part("now")
    sheet.said(f"now.{value.state}")
    sheet.part("next")
    _next(sheet, value)
    sheet.said("next_word" if value.next_word else "next_word_open", next_word=value.next_word)
    sheet.said("closing.progress")


_BODY: dict[str, Callable[[LetterSheet, Letter], None]] = {
    "answer": _answer,
    "decline": _decline,
    "apology": _apology,
    "progress": _progress,
}


def _happened(labels: Labels, one: Done) -> str:
    facts = {"who": one.who, "what": one.what, "carrier": one.carrier, "waybill": one.waybill}
    return labels.say(f"letter.done.{one.key}", **facts)


def _problem(sheet: LetterSheet, value: Letter, part: str) -> None:
    if sheet.labels.shown(value.problem) or sheet.labels.shown(value.products) or value.wishes:
        sheet.part(part)
        sheet.text(value.problem)
        if sheet.labels.shown(value.products):
            sheet.said("products", products=value.products)


def _given(sheet: LetterSheet, value: Letter) -> None:
    if value.given:
        sheet.paragraph(sheet.labels.label("letter.table_intro"), gap=3)
        _table(sheet, value)


def _table(sheet: LetterSheet, value: Letter) -> None:
    labels = sheet.labels
    rows = [
        (labels.word("remedy", one.kind), one.what, one.qty, money(one.amount), labels.shown(one.due))
        for one in value.given
    ]
    sheet.table(_columns(labels, _GIVEN), rows)


def _columns(labels: Labels, shares: Sequence[tuple[str, float]]) -> list[Column]:
    return [
        Column(labels.label(f"letter.column.{key}"), share, 1.0 if key == "amount" else 0.0)
        for key, share in shares
    ]


def _unmet(sheet: LetterSheet, value: Letter) -> None:
    for one in value.unmet:
        named = sheet.labels.shown(one.reason)
        if named:
            sheet.said("unmet", wish=one.wish, reason=stopped(sheet.labels, one.reason))
        if sheet.labels.shown(one.instead):
            instead = stopped(sheet.labels, one.instead)
            sheet.said("instead" if named else "instead_of", wish=one.wish, instead=instead)


def _next(sheet: LetterSheet, value: Letter) -> None:
    for one in value.pledges:
        sheet.said("promise" if one.due else "promise_open", content=one.content, due=one.due)


def _close(sheet: LetterSheet, value: Letter) -> None:
    labels = sheet.labels
    sheet.reserve(_ENDING * sheet.leading)
    if labels.shown(value.writer):
        key = "contact" if labels.shown(value.phone) else "contact_no_phone"
        sheet.said(key, writer=value.writer, phone=value.phone, case_no=value.case_no)
    sheet.paragraph(labels.label("letter.wish_well"), gap=1)
    sheet.paragraph(labels.label("letter.salute"), indent=0, gap=14)
    sheet.aside(labels.say("letter.seal", company=value.imprint.company))
    sheet.aside(labels.long_date(value.written_on))
