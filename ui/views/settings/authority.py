"""授权与代理: who may decide how much, what nobody covers, who stands in for whom and until when."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.codes import Level, Role, Scope
from aftersales.domain.money import yuan
from aftersales.domain.office import Office
from aftersales.domain.records.staff import Authority, Substitute
from ui import texts
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Amount, Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings import authority
from ui.presenters.settings.authority import AuthorityPresenter, Gap, SubstitutesPresenter
from ui.views.room import Room
from ui.views.settings.form import NO, Form
from ui.views.settings.listed import ListedPage, nothing
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput, Options
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import px
from ui.widgets.tokens import Token

LABEL = 72


def day_of(day: date | None) -> str:
    """A day in a list."""
    return day.isoformat() if day else ""


class AuthorityPage(ListedPage):
    """The authority table."""

    def __init__(self, room: Room) -> None:
        self._names: dict[str, str] = {}
        model: RowsModel[Authority] = RowsModel(self._columns(room), lambda row: row.no)
        super().__init__(
            room,
            translate("Settings", "授权"),
            translate("Settings", "方案的金额要在审批人的授权以内；给某个人的限额先于他的层级。"),
            model,
            translate("Settings", "新授权"),
        )
        self.presenter = AuthorityPresenter(self, room.runner, room.signed)
        self.gaps = QWidget()
        self._gaps = QVBoxLayout(self.gaps)
        self._gaps.setContentsMargins(px(8), 0, px(16), px(4))
        self._gaps.setSpacing(0)
        self.whose = Field(translate("Settings", "给谁"), ComboInput(), required=True, label_width=LABEL)
        scopes = tuple((scope, room.words.word("scope", scope)) for scope in Scope)
        names = ("scope", "limit_amount", "no_limit", "from_on", "to_on")
        self.form = Form(
            room.words,
            Authority,
            names,
            lambda: self.presenter.today,
            offers={"scope": scopes},
            required=("scope", "from_on"),
            label=LABEL,
        )
        self.reason = Field(translate("Settings", "改动原因"), LineInput(), label_width=LABEL)
        self.end = Button(translate("Settings", "结束授权"), Kind.GHOST)
        self.lay_out_list(
            (self.whose, self.form, self.reason),
            nothing("scale", translate("Settings", "还没有授权")),
            above=(self.gaps,),
            verbs=(self.end,),
        )
        for part in (self.form, self.whose, self.reason):
            part.changed.connect(self._edited)
        self.end.clicked.connect(lambda: self.presenter.end(self.chosen.no, self.reason.editor.words()))
        if not self.presenter.is_admin:
            self.new.hide()
            self.panel.hide()
        self.begin()

    def _columns(self, room: Room) -> tuple[Column[Authority], ...]:
        def limit(row: Authority) -> Cell:
            return Phrase(translate("Settings", "不限")) if row.no_limit else Amount(row.limit_amount)

        def who(row: Authority) -> Cell:
            kind, code = authority.whose(row)
            if kind == "person":
                return Phrase(self._names.get(code, code), Tone.STRONG, "user")
            return room.words.word(kind, code)

        return (
            Column("whose", translate("Settings", "给谁"), who),
            Column("scope", translate("Settings", "类别"), lambda r: room.words.word("scope", r.scope), 72),
            Column("limit", translate("Settings", "限额（元）"), limit, 116, right=True),
            Column(
                "from_on", translate("Settings", "自"), lambda r: Phrase(day_of(r.from_on), Tone.LABEL), 96
            ),
            Column("to_on", translate("Settings", "至"), lambda r: Phrase(day_of(r.to_on), Tone.LABEL), 96),
        )

    def typed(self) -> object:
        return (self.whose.editor.words(), self.form.values(), self.reason.editor.words())

    def fields(self) -> dict[str, ShowsWrong]:
        return {**self.form.fields, "authority.person": self.whose, "authority.level": self.whose}

    def key_of(self, row: Authority) -> Hashable:
        return row.no

    def _edited(self) -> None:
        unlimited = self.form.values()["no_limit"] == "yes"
        self.form.field("limit_amount").setVisible(not unlimited)
        self.look()

    def begin(self) -> None:
        super().begin()
        self._fill(Authority(from_on=self.presenter.today), "")

    def choose(self, row: Authority) -> None:
        super().choose(row)
        kind, code = authority.whose(row)
        self._fill(row, f"{kind}:{code}")

    def _fill(self, row: Authority, whose: str) -> None:
        editor = self.whose.widget
        if isinstance(editor, ComboInput):
            editor.choose(whose)
        self.form.show_record(row)
        if not row.scope:
            self.form.field("limit_amount").editor.show_words("")
            self.form.field("no_limit").editor.show_words(NO)
        self.reason.editor.show_words("")
        self.show_verbs()
        self._edited()
        self.stands()

    def show_verbs(self) -> None:
        known = self.chosen is not None
        self.name.setText(translate("Settings", "改授权") if known else translate("Settings", "新授权"))
        self.end.setVisible(known)

    def show_done(self, what: str) -> None:
        if what == "ended":
            self.reason.editor.show_words("")  # it was for this
        super().show_done(what)

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        values = self.form.values()
        if values["no_limit"] == "yes":
            values["limit_amount"] = ""
        editor = self.whose.widget
        kind, _, code = (editor.code() if isinstance(editor, ComboInput) else "").partition(":")
        if code:
            values[kind] = code
        no = self.chosen.no if self.chosen is not None else None
        self.presenter.set(values, self.reason.editor.words(), no)

    def show_office(self, office: Office, today: date) -> None:
        self._names = {person.login: person.name for person in office.staff}
        editor = self.whose.widget
        if isinstance(editor, ComboInput):
            editor.set_options(self._subjects(office))
        self.rows.forget_cells()
        self.show_rows(authority.standing(office.authority, today))
        self._tell(authority.gaps(office, today))

    def _subjects(self, office: Office) -> Options:
        word = self.room.words.word
        levels = tuple((f"level:{level}", word("level", level)) for level in Level)
        found = {code for kind, code in map(authority.whose, office.authority) if kind == "role"}
        roles = tuple((f"role:{role}", word("role", role)) for role in sorted(found))
        people = (p for p in office.staff if p.active and {Role.LEADER, Role.SERVICE} & set(p.roles))
        return (*levels, *((f"person:{p.login}", texts.aside(p.name, p.login)) for p in people), *roles)

    def _tell(self, gaps: tuple[Gap, ...]) -> None:
        while item := self._gaps.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for gap in gaps:
            self._gaps.addWidget(Note("alert-triangle", self._gap(gap), Token.AMBER))
        self.gaps.setVisible(bool(gaps))

    def _gap(self, gap: Gap) -> str:
        told = {
            "nobody": translate("Settings", "没有领导：什么方案都没有人能审批。请在“人员”里设一位。"),
            "alone": translate("Settings", "只有一位领导：他自己的方案由他自己批，会标“单人决定”。"),
            "grave": translate("Settings", "没有经理或总经理：重大及以上的投诉没有人能审批。"),
            "scope": translate("Settings", "{scope}超过 {above} 元没有人能审批。"),
        }[gap.kind]
        return told.format(scope=self.room.words.word("scope", gap.scope), above=yuan(gap.above))


class SubstitutesPage(ListedPage):
    """Who stands in for an approver."""

    def __init__(self, room: Room) -> None:
        self._names: dict[str, str] = {}
        self._owing = frozenset[str]()
        self._today = date.min
        model: RowsModel[Substitute] = RowsModel(self._columns(), lambda row: row.no)
        super().__init__(
            room,
            translate("Settings", "代理"),
            translate("Settings", "领导不在时由谁代批，按被代理人的限额；代理人的方案不由他自己代批。"),
            model,
            translate("Settings", "新代理"),
        )
        self.presenter = SubstitutesPresenter(self, room.runner, room.signed)
        names = ("principal", "stands_in", "from_on", "to_on", "reason")
        self.form = Form(
            room.words,
            Substitute,
            names,
            lambda: self.presenter.today,
            offers={"principal": (), "stands_in": ()},
            required=names,
            label=LABEL,
        )
        self.end = Button(translate("Settings", "结束代理"), Kind.GHOST)
        self.lay_out_list(
            (self.form,), nothing("user-check", translate("Settings", "没有代理")), verbs=(self.end,)
        )
        self.form.changed.connect(self.look)
        self.end.clicked.connect(lambda: self.presenter.end(self.chosen.no))
        self.begin()

    def _columns(self) -> tuple[Column[Substitute], ...]:
        def name(login: str) -> str:
            return self._names.get(login, login)

        def state(row: Substitute) -> Cell:
            if authority.is_over(row, self._today):
                return Phrase(translate("Settings", "已结束"), Tone.QUIET)
            begun = row.from_on is None or row.from_on <= self._today
            return translate("Settings", "代理中") if begun else translate("Settings", "未开始")

        return (
            Column("principal", translate("Settings", "被代理人"), lambda r: name(r.principal), 96),
            Column("stands_in", translate("Settings", "代理人"), lambda r: name(r.stands_in), 96),
            Column(
                "from_on", translate("Settings", "自"), lambda r: Phrase(day_of(r.from_on), Tone.LABEL), 96
            ),
            Column("to_on", translate("Settings", "至"), lambda r: Phrase(day_of(r.to_on), Tone.LABEL), 96),
            Column("reason", translate("Settings", "原因"), lambda r: r.reason or ""),
            Column("state", translate("Settings", "状态"), state, 76),
        )

    def typed(self) -> object:
        return self.form.values()

    def fields(self) -> dict[str, ShowsWrong]:
        to_on = self.form.field("to_on")
        return {**self.form.fields, "to_on": to_on}

    def key_of(self, row: Substitute) -> Hashable:
        return row.no

    def begin(self) -> None:
        super().begin()
        self.name.setText(translate("Settings", "新代理"))
        self._fill(Substitute(from_on=self.presenter.today))

    def choose(self, row: Substitute) -> None:
        super().choose(row)
        self.name.setText(translate("Settings", "代理"))
        self._fill(row)

    def _fill(self, row: Substitute) -> None:
        self.form.show_record(row)
        self.form.set_read_only(self.chosen is not None)
        self.end.setVisible(self.chosen is not None and not authority.is_over(row, self._today))
        self.stands()

    def look(self) -> None:
        super().look()
        self.save.setVisible(self.chosen is None)

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        self.presenter.set(self.form.values())

    def show_owing(self, logins: frozenset[str]) -> None:
        self._owing = logins

    def show_office(self, office: Office, today: date) -> None:
        self._today = today
        self._names = texts.told_apart(office.staff)
        leaders = tuple((person.login, self._names[person.login]) for person in office.active(Role.LEADER))
        self.form.offer("principal", (*leaders, *_no_leaders(office, self._owing)))
        self.form.offer("stands_in", leaders)
        self.rows.forget_cells()
        rows = sorted(office.substitutes, key=lambda row: (authority.is_over(row, today), str(row.from_on)))
        self.show_rows(rows)


def _no_leaders(office: Office, owing: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Who leads no more, for whom a proposal waits or may wait; who left is said to have left."""
    word, names = translate("Settings", "已停用"), texts.told_apart(office.staff)
    return tuple(
        (person.login, names[person.login] if person.active else f"{names[person.login]} {word}")
        for person in office.staff
        if (Role.LEADER in person.roles and not person.active)
        or (Role.LEADER not in person.roles and person.login in owing)
    )
