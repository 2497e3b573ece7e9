"""The fields of a registration, long way and seven fields alike: what stands in them, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from aftersales.domain.records.product import Product
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.presenters.filled import CHOSEN, FILES
from ui.texts import Words
from ui.views.calls.rarer import NAMES, RARER, Folded, Rarer, rarer_editors
from ui.views.parts.choices import Choices, unknown_or_none
from ui.views.parts.demand_table import DemandTable, RemedyTable
from ui.views.parts.files_input import FilesInput
from ui.views.parts.offered import Offered
from ui.views.parts.product_table import Finds, ProductTable, offer_of
from ui.views.parts.row_table import CellProblem, OtherName, RowTable
from ui.widgets import fonts
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import LABEL, Editor, Field, line_up
from ui.widgets.fields.line import LineInput
from ui.widgets.fields.long import LongInput
from ui.widgets.fields.several import Several
from ui.widgets.theme import px

_TALL = frozenset({"verbatim", "product_line", "demands", "remedies", FILES})
READABLE = 980
"""Px beyond which the form grows no wider: longer lines read badly."""
QUICK = frozenset("phones cust_name nature verbatim product remedies word due satisfaction photos".split())
LONG = frozenset(
    "phones channel complaint_at cust_name cust_type contact_name contact_title address expected_by nature "
    "ongoing_harm product_line verbatim summary severity reason occurred_on place demands photos".split()
).union(NAMES)
_LINES = (
    ("phones", "channel", "complaint_at"),
    ("cust_name", "cust_type"),
    ("contact_name", "contact_title", "address"),
    ("nature", "ongoing_harm"),
    ("product_line",),
    ("verbatim",),
    ("product",),
    ("remedies",),
    ("word", "due"),
    ("satisfaction",),
    ("summary", "severity"),
    ("reason",),
    ("occurred_on", "place", "expected_by"),
    ("demands",),
    (FILES,),
)
"""The fields line by line, in the order of the call: who, about what, his words, how grave, his demands."""
_MUST = frozenset("phones cust_name address ongoing_harm verbatim reason demands channel".split())
_MUST_QUICK = frozenset({"verbatim", "remedies", "word", "due"})


@dataclass(frozen=True)
class Part:
    """One field of the form: its editor, and the widget that is shown or hidden."""

    editor: QWidget
    shown: QWidget


class RegisterForm(QWidget):
    """All fields of both ways; which are seen depends on the way. ``edited``: by a person."""

    edited = Signal()
    settled = Signal(str)

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._choices = words, Choices(words)
        self._editors = _editors(words, self._choices, today)
        self._fields: dict[str, Field] = {}
        self.quick = False
        self._finds: Finds = lambda _: ()
        one = cast("LineInput", self._editors["product"])
        self._one = Offered(one, lambda typed: [offer_of(each) for each in self._finds(typed)])
        self.customers = Offered(cast("LineInput", self._editors["cust_name"]))
        self._lay_out()
        self._listen()
        self.show_values({}, quick=False)

    # Layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        self.more = Rarer(self._words)
        for names in (*_LINES, *RARER):
            line = QHBoxLayout()
            line.setSpacing(px(16))
            for at, name in enumerate(names):
                field = self._field(name, first=at == 0)
                line.addWidget(field, _STRETCH.get(name, 0))
                if name not in _TALL:
                    line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
            into = self.more.lines if names in RARER else column
            into.addLayout(line, 1 if names == ("verbatim",) else 0)
        for lines in (_LINES, RARER):
            line_up(self._fields[names[0]] for names in lines)
        column.addWidget(self.more)
        column.addStretch(0)

    def _field(self, name: str, *, first: bool) -> Field:
        editor = self._editors[name]
        answers = _answers(self._words).get(name, ())
        grows = name not in _WIDTHS and not isinstance(editor, Segmented | Several)
        field = Field(
            _label(self._words, name),
            editor,
            required=name in _MUST,
            answers=answers,
            label_width=LABEL if first else 0,
            grows=grows,
        )
        if name in _WIDTHS:
            editor.setFixedWidth(px(_WIDTHS[name]))
        if name == "verbatim":
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._fields[name] = field
        return field

    def _listen(self) -> None:
        for name, field in self._fields.items():
            field.changed.connect(self.edited)
            field.editor.settled.connect(lambda name=name: self.settled.emit(name))

    # Values

    def offer(self, choices: Choices) -> None:
        """Offer the office's own codes too, and none that it hid."""
        before, self._choices = self._choices, choices
        for name, editor in self._editors.items():
            if isinstance(editor, RowTable):
                editor.set_codes(choices.of)
            elif name in _CODED and choices.of(name) != before.of(name):
                cast("ComboInput | Segmented | Several", editor).set_options(choices.of(name))

    def know(self, products: Sequence[Product], finds: Finds) -> None:
        """Complete products' names from these as ``finds`` finds them, with unit and value."""
        self.lines.offer(products, finds)
        cast("RemedyTable", self._editors["remedies"]).offer(products)
        self._finds = finds

    @property
    def lines(self) -> ProductTable:
        """The products complained about."""
        return cast("ProductTable", self._editors["product_line"])

    @property
    def files(self) -> FilesInput:
        """The files that came with the call."""
        return cast("FilesInput", self._editors[FILES])

    def complete(self) -> None:
        """Fill the remedies' rows with what the product file knows."""
        product = cast("LineInput", self._editors["product"]).words()
        cast("RemedyTable", self._editors["remedies"]).complete(product)

    def field(self, name: str) -> Field:
        """A field with its label."""
        return self._fields[name]

    def labels(self, names: Collection[str]) -> list[str]:
        """The labels of these fields as one reads the form."""
        return [field.label() for name, field in self._fields.items() if name in names]

    def editor(self, name: str) -> QWidget:
        """The editor of a field."""
        return self._editors[name]

    def values(self) -> dict[str, object]:
        """What stands in every field of both ways."""
        told: dict[str, object] = {}
        marks: dict[str, str] = {}
        for name, field in self._fields.items():
            if field.answered():
                marks[name] = field.answered()
            elif value := _read(self._editors[name]):
                told[name] = value
        return told | ({"na": marks} if marks else {})

    def tidy(self) -> None:
        """Bring what was typed last into its usual form, as leaving the field would."""
        for editor in self.findChildren(LineInput):
            editor.tidy()

    def show_values(self, values: Mapping[str, object], *, quick: bool) -> None:
        """Show one way of the form with these values."""
        self.quick = quick
        marks = values.get("na")
        known = marks if isinstance(marks, dict) else {}
        for name, field in self._fields.items():
            field.setVisible(name in (QUICK if quick else LONG))
            field.set_required(name in (_MUST_QUICK if quick else _MUST))
            field.answer("")
            _write(self._editors[name], values.get(name) or CHOSEN.get(name, ""))
            if name in known:
                field.answer(str(known[name]))
        self.more.show_for(values, quick=quick)

    def fill(self, values: Mapping[str, str]) -> dict[str, str]:
        """Put values into fields that are still empty, as his record knows them; gives back which."""
        put = {
            name: told
            for name, told in values.items()
            if told and not self._fields[name].answered() and not _read(self._editors[name])
        }
        for name, told in put.items():
            _write(self._editors[name], told)
            self._fields[name].show_wrong("")
        return put

    def take_back(self, values: Mapping[str, str]) -> None:
        """Empty the fields in which these values stand untouched: they were another caller's."""
        for name, told in values.items():
            if _read(self._editors[name]) == told:
                _write(self._editors[name], "")

    # Problems

    def paths(self) -> dict[str, ShowsWrong]:
        """Every field that is seen, and every cell of a filled row, by the path that a refusal names."""
        found: dict[str, ShowsWrong] = {}
        for name, field in self._fields.items():
            if not field.isHidden():
                editor = self._editors[name]
                found |= {name: Folded(self.more, field)} if name in NAMES else _shown(name, field, editor)
                if name in _PATHS and isinstance(editor, RowTable):
                    found |= {_PATHS[name]: OtherName(editor), **_cells(_PATHS[name], editor)}
        return found

    def first(self) -> None:
        """Put the cursor where a call begins."""
        self._fields["phones"].take_focus()

    def go_on(self) -> None:
        """Put the cursor where it was, or where a call begins."""
        at = self.focusWidget()
        if at is None:
            self.first()
        else:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def scrolled(self) -> QScrollArea:
        """The form in an area that gives it the height it asks for, and no more width than reads well."""
        inside, area = QWidget(), QScrollArea()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(2), px(24), px(8))
        column.setSpacing(px(4))
        column.addWidget(self, 1)
        inside.setMaximumWidth(px(READABLE + 48))  # what is asked for its height has the width it is given
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area


def _shown(path: str, field: Field, editor: QWidget) -> dict[str, ShowsWrong]:
    return {path: editor} | _cells(path, editor) if isinstance(editor, RowTable) else {path: field}


def _cells(path: str, table: RowTable) -> dict[str, ShowsWrong]:
    rows = table.filled()
    found = {
        f"{path}.{number}.{name}": CellProblem(table, cell)
        for number, row in enumerate(rows, 1)
        for name, cell in row.items()
    }
    only = {f"{path}.{name}": CellProblem(table, cell) for row in rows[:1] for name, cell in row.items()}
    return {**found, **(only if len(rows) == 1 else {})}


_PATHS = {"remedies": "remedy"}
"""What a refusal calls a table where the form has another name for it."""
_WIDTHS = {
    "channel": 120,
    "complaint_at": 150,
    "cust_type": 140,
    "contact_title": 120,
    "contact_name": 120,
    "expected_by": 150,
    "occurred_on": 140,
    "due": 140,
}
_GROWING = """
phones cust_name address summary place word verbatim ongoing_harm
product_line demands remedies product reason satisfaction
"""
_STRETCH = dict.fromkeys((*_GROWING.split(), *NAMES), 1)
_CODED = frozenset("channel cust_type nature severity reason satisfaction about_staff".split())
"""Fields of one dictionary each, called as they are."""


def _editors(words: Words, choices: Choices, today: Callable[[], date]) -> dict[str, QWidget]:
    harm = (("no", translate("Register", "无")), ("yes", translate("Register", "持续")))
    asked = translate("Register", "客户怎么说就怎么记，签名后封存")
    return {
        "phones": LineInput(translate("Register", "先问电话，多个号码用 / 隔开")),
        "channel": ComboInput(choices.of("channel")),
        "complaint_at": LineInput(translate("Register", "现在")),
        "cust_name": LineInput(),
        "cust_type": ComboInput(choices.of("cust_type")),
        "contact_name": LineInput(),
        "contact_title": LineInput(),
        "address": LineInput(),
        "nature": Segmented(choices.of("nature")),
        "ongoing_harm": Segmented(harm),
        "expected_by": LineInput(translate("Register", "客户未提")),
        "product_line": ProductTable(words, choices, today),
        "verbatim": LongInput(asked, rows=3, font=fonts.spoken),
        "product": LineInput(translate("Register", "没有产品就空着")),
        "remedies": RemedyTable(words, choices, today),
        "word": LineInput(),
        "due": DateInput(translate("Register", "今天、+3 或 3-11"), today),
        "satisfaction": Segmented(choices.of("satisfaction")),
        "summary": LineInput(),
        "severity": Segmented(choices.of("severity")),
        "reason": Several(choices.of("reason")),
        "occurred_on": DateInput("", today),
        "place": LineInput(),
        "demands": DemandTable(words, choices, today),
        FILES: FilesInput(),
        **rarer_editors(today),
    }


def _label(words: Words, name: str) -> str:
    short = {
        FILES: translate("Register", "照片"),
        "product_line": translate("Register", "产品"),
        "demands": translate("Register", "诉求"),
        "remedies": translate("Register", "处理"),
        "summary": translate("Register", "要点"),
        "severity": translate("Register", "程度"),
        "reason": translate("Register", "原因"),
        "ongoing_harm": translate("Register", "损害"),
        "cust_name": translate("Register", "客户"),
        "contact_name": translate("Register", "联系人"),
        "contact_title": translate("Register", "职务"),
        "complaint_at": translate("Register", "投诉时间"),
        "cust_type": translate("Register", "类型"),
        "channel": translate("Register", "渠道"),
        "expected_by": translate("Register", "期望答复"),
        "word": translate("Register", "客户答复"),
    }
    return short.get(name) or words.field(name)


def _answers(words: Words) -> dict[str, tuple[tuple[str, str], ...]]:
    both = tuple(unknown_or_none(words))
    return {
        "phones": (("not_left", words.word("na", "not_left")),),
        "address": both,
        "cust_type": both,
        "contact_title": both,
        "summary": both,
        "occurred_on": both,
    }


def _read(editor: QWidget) -> object:
    if isinstance(editor, ComboInput | Segmented):
        return editor.code()
    if isinstance(editor, Several):
        return editor.codes()
    if isinstance(editor, RowTable):
        return editor.row_values()
    if isinstance(editor, FilesInput):
        return editor.rows()
    told = cast("Editor", editor).words()
    return told if told.strip() else ""


def _write(editor: QWidget, told: object) -> None:
    rows = told if isinstance(told, list | tuple) else ()
    if isinstance(editor, ComboInput | Segmented):
        editor.choose(str(told))
    elif isinstance(editor, Several):
        editor.choose([str(code) for code in rows])
    elif isinstance(editor, FilesInput):
        editor.show_rows(rows)
    elif isinstance(editor, RowTable):
        editor.show_rows([row for row in rows if isinstance(row, dict)])
    else:
        cast("Editor", editor).show_words(str(told))
