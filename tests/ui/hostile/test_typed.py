"""Texts that attack, typed into each text field of 登记 and each step's form: refused beside it or taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from aftersales import words
from aftersales.app import App
from aftersales.domain.fields import Kind, Part, Spec, specs
from aftersales.domain.forms import FORMS
from aftersales.domain.records.complaint import Demand
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.steps import fastlane
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.work import Work
from tests.presenters.call_desk import FAST, LONG, AtOnce, copied
from tests.presenters.casework.showing import lines
from tests.presenters.full_desk import draft_case, full_office
from tests.stories.ui.call_room import Remembering
from tests.ui.conftest import Type
from ui.prefs import Prefs
from ui.presenters.drafts import Drafts
from ui.presenters.register import Form
from ui.presenters.session import signed
from ui.presenters.step_fields import Question, given
from ui.views.parts.row_table import RowTable
from ui.views.register import RegisterView
from ui.views.room import Room
from ui.views.step_form import StepFormView
from ui.widgets.fields.line import LineInput
from ui.widgets.fields.long import LongInput

UNSEEN = ("甲\u202e乙", "甲\u0007乙", "甲\u200b乙")
"""A turn of the line, a control character, a blank without width: refused, never left out."""
PLAIN = ("<img src=file:///etc/passwd>", "A&B<C>", '=HYPERLINK("x")', "AT&T")
"""What attacks only who takes it for more than text."""
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS})
STEPS = sorted(set(FORMS) - {Step.REGISTER, Step.FINISH})
WAYS = (Form.LONG, Form.QUICK)
FORMS_OF_A_CALL = (*FORMS[Step.REGISTER].flat, *fastlane.FORM.flat)
ROWS: Mapping[str, type[Part]] = {"product_line": ProductLine, "demands": Demand, "remedies": Remedy}
"""The tables of a call."""
CODED = "batch_no"
"""Not every sign stands in it: one that attacks is refused."""
MOST = 2000
"""Characters that are typed; a field with room for more is refused by the same door, and takes seconds."""
HIDDEN, LONGER = "看不见或会打乱文字方向", "请缩短"
"""What is said of a sign that nobody sees, and of too much."""


@dataclass
class Place:
    """Somewhere to type: ``said`` is what stands beside it."""

    path: str
    widget: LineInput | LongInput
    spec: Spec
    said: Callable[[], str]
    in_row: bool = False

    @property
    def is_text(self) -> bool:
        """Whether any words will do."""
        return self.spec.kind in TEXTS


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> App:
    """A copy of the practice office with its complaints."""
    folder = tmp_path_factory.mktemp("typed")
    return copied(full_office(tmp_path_factory), folder, "service1")


@pytest.fixture
def room(dressed: QApplication, office: App, tmp_path: Path) -> Room:  # noqa: ARG001 - must be dressed
    """A desk in it."""
    who = signed(office, f"sqlite:///{tmp_path}", "service1")
    return Room(who, AtOnce(), words.words(zone=who.office.zone), Prefs(tmp_path / "p.json"), Remembering())


def typed_into(places: list[Place], type_text: Type, text: Callable[[int, Place], str]) -> dict[str, str]:
    """Every field is emptied and typed into; what."""
    put = {}
    for number, place in enumerate(places):
        place.widget.show_words("")
        put[place.path] = text(number, place)
        type_text(place.widget, put[place.path])
    return put


def is_short(place: Place) -> bool:
    """Whether too much can be typed there in a moment."""
    return place.is_text and place.spec.limit <= MOST


def hostile(kind: str, number: int, place: Place) -> str:
    """A text that is refused."""
    return UNSEEN[number % len(UNSEEN)] if kind == "unseen" else "长" * (place.spec.limit + 1)


@pytest.fixture
def page(room: Room, tmp_path: Path) -> Iterator[RegisterView]:
    """登记 in a window."""
    made = RegisterView(room, Drafts(tmp_path / "drafts"), tmp_path / "papers")
    made.resize(1188, 690)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", ["unseen", "long"])
def test_a_registration_refuses_beside_the_field(
    page: RegisterView, type_text: Type, text: str, way: Form
) -> None:
    """One sentence beside each field of a call, all at once; nothing that was typed is lost."""
    begun(page, way)
    places = [place for place in told_of_a_call(page) if text == "unseen" or is_short(place)]
    put = typed_into(places, type_text, partial(hostile, text))
    page._submit()
    assert [(place.path, why) for place in places if (why := amiss(place, put[place.path], text))] == []
    assert len(places) >= (4 if way is Form.QUICK else 10)


@pytest.mark.parametrize("way", WAYS)
def test_a_registration_takes_what_only_looks_like_an_attack(
    page: RegisterView, office: App, type_text: Type, way: Form
) -> None:
    """What looks like markup, a formula or a mnemonic is written as it was typed, and read back so."""
    begun(page, way)
    before = {line.case_no for line in lines(office)}
    places = [each for each in told_of_a_call(page) if each.is_text and not each.path.endswith(CODED)]
    put = typed_into(places, type_text, plain)
    page._submit()
    (number,) = {line.case_no for line in lines(office)} - before
    case = office.ask(read_case, number)
    rows = (case.customer, case.complaint, *case.product_lines, *case.remedies, *case.complaint.demands)
    kept = {(name, value) for row in rows for name, value in vars(row).items() if isinstance(value, str)}
    kept |= {("word", answer.content) for answer in case.answers}
    assert {(path.rpartition(".")[2], text) for path, text in put.items()} - kept == set()


def begun(page: RegisterView, way: Form) -> None:
    """A call that could be submitted."""
    quick = way is Form.QUICK
    if quick:
        page.presenter.switch(way, {})
    page.form.show_values({**FAST, "due": "+3"} if quick else LONG, quick=quick)


def told_of_a_call(page: RegisterView) -> list[Place]:
    """The fields of a call that are typed into, and the first row of its tables."""
    known = {
        name: spec for part, names in FORMS_OF_A_CALL for name, spec in specs(part).items() if name in names
    }
    found = []
    for name, field in page.form._fields.items():
        editor = page.form.editor(name)
        if field.isHidden():
            continue
        if name in ROWS and isinstance(editor, RowTable):
            found += _cells_of(name, [editor], specs(ROWS[name]))
        elif name in known and isinstance(editor, LineInput | LongInput):
            found.append(Place(name, editor, known[name], page.form.field(name).note))
    return found


# Step forms


@pytest.fixture
def form(room: Room) -> Iterator[StepFormView]:
    """The form of a step in a window."""
    made = StepFormView(room)
    made.resize(1188, 690)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def asked_by(form: StepFormView) -> list[Place]:
    """The fields of the form that are typed into, and the first row of its tables."""
    found = []
    for question in form._sheet.questions():
        if question.inner:
            found += _cells(form, question)
        elif question.path in form.fields and isinstance(
            widget := form.fields[question.path].widget, LineInput | LongInput
        ):
            found.append(Place(question.path, widget, question.spec, form.fields[question.path].note))
    return found


def _cells(form: StepFormView, question: Question) -> list[Place]:
    tables = [
        table for path, table in form.tables.items() if path in {question.path, f"{question.path}.more"}
    ]
    return _cells_of(question.path, tables, {column.name: column.spec for column in question.inner})


def _cells_of(path: str, tables: list[RowTable], known: Mapping[str, Spec]) -> list[Place]:
    def said() -> str:
        return "\n".join(table.note() for table in tables)

    return [
        Place(f"{path}.{name}", cell, known[name], said, in_row=True)
        for table in tables
        for name, cell in table._rows[0].items()
        if isinstance(cell, LineInput) and known[name].kind in TEXTS
    ]


def page_of(office: App) -> CasePage:
    """A case with product, customer, proposal and agreement."""
    return office.ask(case_page, draft_case())


@pytest.mark.parametrize("text", ["unseen", "long"])
def test_every_step_refuses_beside_the_field(
    form: StepFormView, office: App, type_text: Type, text: str
) -> None:
    """One sentence beside each field, all at once; nothing that was typed is lost."""
    page, tried, wrong = page_of(office), 0, []
    for step in STEPS:
        form.presenter.begin(step, page, {})
        places = [place for place in asked_by(form) if text == "unseen" or is_short(place)]
        put = typed_into(
            places,
            type_text,
            partial(hostile, text),
        )
        form.send()
        tried += len(places)
        wrong += [(step, place.path, why) for place in places if (why := amiss(place, put[place.path], text))]
    assert wrong == []
    assert tried > 100


def test_every_step_takes_what_only_looks_like_an_attack(
    form: StepFormView, office: App, type_text: Type
) -> None:
    """What looks like markup, a formula or a mnemonic stands as it was typed, and the office reads it so."""
    shown, wrong = page_of(office), []
    for step in STEPS:
        form.presenter.begin(step, shown, {})
        places = [place for place in asked_by(form) if place.is_text]
        put = typed_into(places, type_text, plain)
        read = office.do(as_read, [(place.spec, place.widget.words()) for place in places])
        wrong += [
            (step, place.path, found)
            for place, found in zip(places, read, strict=True)
            if found != put[place.path]
        ]
    assert wrong == []


def plain(number: int, place: Place) -> str:
    """A text that is taken, of those that the field has room for."""
    fitting = [text for text in PLAIN if len(text) <= place.spec.limit]
    return fitting[number % len(fitting)]


def as_read(work: Work, typed: list[tuple[Spec, str]]) -> list[str]:
    """These words as the office takes them."""
    found = [work.reader().value(spec, given(spec, words_), spec.name) for spec, words_ in typed]
    return [value[0] if isinstance(value, tuple) else value for value in found]


def amiss(place: Place, typed: str, text: str) -> str:
    """What is not as it must be beside a field that refuses; "" for nothing. In a row each cell says one."""
    told = place.said().splitlines()
    wanted = "" if not place.is_text else HIDDEN if text == "unseen" else LONGER
    if place.widget.words() != typed:
        return f"typed {typed[:9]!r}, stands {place.widget.words()[:9]!r}"
    if not any(wanted in line for line in told) or (len(told) != 1 and not place.in_row):
        return f"said {told}"
    return ""
