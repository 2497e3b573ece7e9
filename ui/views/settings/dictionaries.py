"""字典: the words that forms offer; one dictionary as a list, one word as a form."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from aftersales.domain.office import Office
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.dictionaries import NAMES, DictionariesPresenter, Value, values
from ui.views.room import Room
from ui.views.settings.listed import ListedPage, nothing, quiet
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput


def dictionary_words() -> dict[str, str]:
    """What the dictionaries are called."""
    return {
        "channel": translate("Dictionary", "投诉渠道"),
        "post": translate("Dictionary", "岗位"),
        "department": translate("Dictionary", "部门"),
        "cust_type": translate("Dictionary", "客户类型"),
        "receipt_kind": translate("Dictionary", "购货凭证"),
        "unit": translate("Dictionary", "数量单位"),
        "usage_unit": translate("Dictionary", "使用量单位"),
        "reason": translate("Dictionary", "投诉原因"),
        "demand": translate("Dictionary", "客户诉求"),
        "loss": translate("Dictionary", "损失类别"),
        "promise_kind": translate("Dictionary", "承诺类别"),
        "cause": translate("Dictionary", "责任原因"),
        "attachment_kind": translate("Dictionary", "附件类别"),
    }


class DictionariesPage(ListedPage):
    """The office's words."""

    def __init__(self, room: Room) -> None:
        self._words = room.words
        self._office: Office | None = None
        model: RowsModel[Value] = RowsModel(self._columns(), lambda value: value.code)
        super().__init__(
            room,
            translate("Settings", "字典"),
            translate("Settings", "表单里可选的词。停用的词不再供选择，老投诉里照样看得到。"),
            model,
            translate("Settings", "新词"),
        )
        self.presenter = DictionariesPresenter(self, room.runner, room.signed)
        known = dictionary_words()
        self.which = ComboInput([(name, known.get(name, name)) for name in NAMES])
        self.which.setAccessibleName(translate("Settings", "哪个字典"))
        self.title.setBuddy(self.which)
        self.which.choose(NAMES[0])
        self._last = NAMES[0]
        self.word = Field(translate("Settings", "词"), LineInput(), required=True, label_width=40)
        self.origin = quiet("")
        self.out = Button(translate("Settings", "停用"), Kind.GHOST)
        self.lay_out_list(
            (self.word, self.origin),
            nothing("list", translate("Settings", "这个字典是空的")),
            verbs=(self.out,),
            right=(self.which,),
        )
        self.which.edited.connect(self._turn)
        self.word.changed.connect(self.look)
        self.out.clicked.connect(self._in_or_out)
        self.begin()

    def _columns(self) -> tuple[Column[Value], ...]:
        def word(value: Value) -> Cell:
            return Phrase(self.word_of(value), Tone.QUIET if value.hidden else Tone.PLAIN)

        def origin(value: Value) -> Cell:
            if not value.delivered:
                return Phrase(translate("Settings", "公司自加"), Tone.ACCENT)
            return Phrase(
                translate("Settings", "出厂，改过名") if value.word else translate("Settings", "出厂"),
                Tone.LABEL,
            )

        def state(value: Value) -> Cell:
            if value.hidden:
                return Phrase(translate("Settings", "已停用"), Tone.QUIET, "eye-off")
            return translate("Settings", "可选")

        return (
            Column("word", translate("Settings", "词"), word),
            Column("origin", translate("Settings", "来历"), origin, 110),
            Column("state", translate("Settings", "状态"), state, 90),
        )

    def word_of(self, value: Value) -> str:
        """The word as forms show it."""
        return value.word or self._words.word(self.which.code(), value.code)

    def typed(self) -> object:
        return self.word.editor.words().strip()

    def fields(self) -> dict[str, ShowsWrong]:
        return {"dictionary_entry.word": self.word}

    def key_of(self, row: Value) -> Hashable:
        return row.code

    def begin(self) -> None:
        super().begin()
        self.name.setText(translate("Settings", "新词"))
        self._fill("", translate("Settings", "加到“{name}”的最后。").format(name=self.which.words()))

    def choose(self, row: Value) -> None:
        super().choose(row)
        self.name.setText(self.word_of(row))
        self._fill(self.word_of(row), translate("Settings", "改名后，老投诉里也显示新名；印好的文件不变。"))

    def _fill(self, word: str, told: str) -> None:
        self.word.editor.show_words(word)
        self.word.show_wrong("")
        self.origin.setText(told)
        self.show_verbs()
        self.stands()

    def show_verbs(self) -> None:
        self.out.setVisible(self.chosen is not None)
        if self.chosen is not None:
            hidden = self.chosen.hidden
            self.out.setText(translate("Settings", "启用") if hidden else translate("Settings", "停用"))

    # What a person does

    def refresh(self) -> None:
        self.presenter.refresh()

    def _turn(self) -> None:
        if not self.may_leave():
            self.which.choose(self._last)
            return
        self._last = self.which.code()
        self.chosen = None
        self._stood = self.typed()
        self._show()

    def send(self) -> None:
        self.clear_refusal()
        word = self.word.editor.words()
        if self.chosen is None:
            self.presenter.add(self.which.code(), word)
        else:
            self.presenter.rename(self.which.code(), self.chosen.code, word)

    def _in_or_out(self) -> None:
        verb = self.presenter.offer if self.chosen.hidden else self.presenter.hide
        verb(self.which.code(), self.chosen.code)

    # What the presenter shows

    def show_office(self, office: Office, today: date) -> None:
        self._office = office
        self._show()

    def _show(self) -> None:
        if self._office is not None:
            self.rows.forget_cells()
            self.show_rows(values(self._office, self.which.code()))
