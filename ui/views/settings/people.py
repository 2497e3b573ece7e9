"""人员: the staff as a list, one person as a form, and a one-off password that is shown once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.codes import OPEN, Level, Role
from aftersales.domain.office import Office
from aftersales.domain.records.staff import Staff
from ui import texts
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.people import PeoplePresenter
from ui.views.room import Room
from ui.views.settings.form import Form
from ui.views.settings.listed import ListedPage, nothing
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.choice import Options
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

NAMES = tuple("login name roles level department post phone email".split())
LABEL = 72


class OneOff(QWidget):
    """A one-off password: who, the password in large letters, a button that copies both."""

    def __init__(self) -> None:
        super().__init__()
        self.whose = PlainLabel("", fonts.body, Token.INK2, wraps=True)
        self.password = PlainLabel("", fonts.figure)
        self.once = PlainLabel(
            translate("Settings", "只显示这一次。请当面交给本人，他第一次登录时要换成自己的。"),
            fonts.label,
            Token.AMBER,
            wraps=True,
        )
        self.copy = Button(translate("Settings", "复制"), icon="copy", small=True)
        stack, line = QVBoxLayout(self), QHBoxLayout()
        stack.setContentsMargins(0, 0, 0, px(8))
        stack.setSpacing(px(4))
        stack.addWidget(self.whose)
        line.addWidget(self.password, 1)
        line.addWidget(self.copy)
        stack.addLayout(line)
        stack.addWidget(self.once)
        self.copy.clicked.connect(self._copied)
        self.hide()

    def show_password(self, person: Staff, password: str) -> None:
        """Show it."""
        told = translate("Settings", "{name}（登录名 {login}）的临时密码：")
        self.whose.setText(told.format(name=person.name, login=person.login))
        self.password.setText(password)
        for part in (self.password, self.copy, self.once):
            part.show()
        self.show()

    def show_kept(self, person: Staff) -> None:
        """There is none to hand over."""
        told = translate(
            "Settings",
            "{name}（登录名 {login}）在这台服务器的另一个公司已有密码，没有改动。请他用原来的密码登录。",
        )
        self.whose.setText(told.format(name=person.name, login=person.login))
        for part in (self.password, self.copy, self.once):
            part.hide()
        self.show()

    def forget(self) -> None:
        """It was shown once."""
        self.password.setText("")
        self.hide()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self.password.text())


class PeoplePage(ListedPage):
    """The staff."""

    def __init__(self, room: Room) -> None:
        self._words = room.words
        model: RowsModel[Staff] = RowsModel(self.columns(), lambda person: person.login)
        super().__init__(
            room,
            translate("Settings", "人员"),
            translate("Settings", "谁能登录、做什么。离职的人停用，不删除：历史里有他的名字。"),
            model,
            translate("Settings", "新员工"),
        )
        self.presenter = PeoplePresenter(self, room.runner, room.signed)
        self.one_off = OneOff()
        self.form = Form(
            room.words,
            Staff,
            NAMES,
            lambda: self.presenter.today,
            offers=self._offers(),
            required=("login", "name", "roles"),
            label=LABEL,
        )
        self.reason = Field(translate("Settings", "改动原因"), LineInput(), label_width=LABEL)
        self.renew = Button(translate("Settings", "新密码"), Kind.GHOST)
        self.out = Button(translate("Settings", "停用"), Kind.GHOST)
        self.lay_out_list(
            (self.one_off, self.form, self.reason),
            nothing("users", translate("Settings", "还没有人员")),
            verbs=(self.renew, self.out),
        )
        self.form.changed.connect(self._edited)
        self.reason.changed.connect(self.look)
        self.renew.clicked.connect(lambda: self.presenter.new_password(self.chosen))
        self.out.clicked.connect(self._in_or_out)
        self.begin()

    def columns(self) -> tuple[Column[Staff], ...]:
        """What the list says of a person."""

        def tone(person: Staff) -> Tone:
            return Tone.PLAIN if person.active else Tone.QUIET

        def word(dictionary: str, code: str | None) -> str:
            return self._words.word(dictionary, code) if code else ""

        def state(person: Staff) -> Cell:
            if person.active:
                return translate("Settings", "在职")
            return Phrase(translate("Settings", "已停用"), Tone.QUIET, "ban")

        return (
            Column("name", translate("Settings", "姓名"), lambda p: Phrase(p.name, tone(p)), 96),
            Column("login", translate("Settings", "登录名"), lambda p: Phrase(p.login, Tone.LABEL), 104),
            Column("roles", translate("Settings", "角色"), self._roles),
            Column("level", translate("Settings", "层级"), lambda p: word("level", p.level), 72),
            Column(
                "department", translate("Settings", "部门"), lambda p: word("department", p.department), 84
            ),
            Column("state", translate("Settings", "状态"), state, 84),
        )

    def _roles(self, person: Staff) -> Cell:
        told = texts.joint().join(self._words.word("role", role) for role in person.roles)
        return Phrase(told, Tone.PLAIN if person.active else Tone.QUIET)

    def _offers(self) -> dict[str, Options]:
        def words(dictionary: str, codes: tuple[str, ...], *, blank: bool = True) -> Options:
            none = (("", translate("Settings", "（无）")),) if blank else ()
            return (*none, *((code, self._words.word(dictionary, code)) for code in codes))

        ladder = tuple(level for level in Level if level != Level.SERVICE)
        return {
            "roles": words("role", tuple(Role), blank=False),
            "level": words("level", ladder),
            "department": words("department", OPEN["department"]),
            "post": words("post", OPEN["post"]),
        }

    # What is typed

    def typed(self) -> object:
        return (self.form.values(), self.reason.editor.words())

    def fields(self) -> dict[str, ShowsWrong]:
        return dict(self.form.fields)

    def key_of(self, row: Staff) -> Hashable:
        return row.login

    def _edited(self) -> None:
        leads = Role.LEADER in self._ticked()
        self.form.field("level").setVisible(leads)
        if not leads:
            self.form.field("level").editor.show_words("")
        self.look()

    def _ticked(self) -> list[str]:
        roles = self.form.values()["roles"]
        return roles if isinstance(roles, list) else []

    def begin(self) -> None:
        super().begin()
        self._show(None, translate("Settings", "新员工"))

    def ask_begin(self) -> None:
        super().ask_begin()
        self.one_off.forget()
        self.form.field("login").take_focus()

    def choose(self, row: Staff) -> None:
        if self.chosen is None or self.chosen.login != row.login:
            self.one_off.forget()
        super().choose(row)
        self._show(row, row.name)

    def _show(self, person: Staff | None, name: str) -> None:
        self.name.setText(name)
        self.form.show_record(person)
        self.form.field("login").set_read_only(person is not None)
        self.reason.editor.show_words("")
        self.show_verbs()
        self.stands()
        self._edited()
        self.stands()

    def show_verbs(self) -> None:
        person = self.chosen
        self.reason.setVisible(person is not None)
        here = person is not None and person.active
        self.renew.setVisible(here)
        self.out.setVisible(person is not None)
        self.out.setText(translate("Settings", "停用") if here else translate("Settings", "启用"))
        mine = person is not None and person.login == self.room.signed.login
        self.out.may_not(translate("Settings", "自己不能停用自己，请另一位管理员来办") if mine else "")

    def look(self) -> None:
        super().look()
        if self.chosen is not None and not self.chosen.active:
            self.save.may_not(translate("Settings", "已停用，启用后才能改"))

    # What a person does

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        self.one_off.forget()
        values = self.form.values()
        if self.chosen is None:
            self.presenter.add(values)
        else:
            self.presenter.change(self.chosen, values, self.reason.editor.words())

    def _in_or_out(self) -> None:
        if self.chosen.active:
            self.presenter.leaving(self.chosen)
        else:
            self.presenter.enable(self.chosen.login)

    # What the presenter shows

    def show_office(self, office: Office, today: date) -> None:
        people = sorted(office.staff, key=lambda person: (not person.active, person.login))
        self.show_rows(people)

    def show_password(self, person: Staff, password: str) -> None:
        self.one_off.show_password(person, password)

    def show_kept(self, person: Staff) -> None:
        self.one_off.show_kept(person)

    def show_taking(self, person: Staff, waiting: tuple[str, ...], go: Callable[[], None]) -> None:
        box = Decision(
            translate("Settings", "收回 {name} 的审批权？").format(name=person.name),
            _waits(waiting),
            translate("Settings", "收回"),
            translate("Settings", "保留"),
            parent=self.window(),
        )
        if self.ask(box):
            go()

    def show_leaving(self, person: Staff, open_cases: tuple[str, ...], waiting: tuple[str, ...]) -> None:
        told = translate("Settings", "他马上不能再登录；以前办过的事都留在历史里，以后可以再启用。")
        if open_cases:
            owned = translate("Settings", "他负责的 {n} 件投诉还没关闭，要改派：{cases}")
            told = told + "\n" + owned.format(n=len(open_cases), cases=_some(open_cases))
        if waiting:
            told = told + "\n" + _waits(waiting)
        box = Decision(
            translate("Settings", "停用 {name}？").format(name=person.name),
            told,
            translate("Settings", "停用"),
            translate("Settings", "保留"),
            parent=self.window(),
        )
        reason = Field(translate("Settings", "原因"), LineInput(), label_width=LABEL)
        box.body.addWidget(reason)
        if self.ask(box):
            self.presenter.disable(person.login, reason.editor.words())


def _some(cases: tuple[str, ...]) -> str:
    return texts.joint().join(cases[:5]) + ("…" if len(cases) > 5 else "")


def _waits(cases: tuple[str, ...]) -> str:
    told = translate("Settings", "有 {n} 件等他审批或补签，请他先办完，或给他设代理人：{cases}")
    return told.format(n=len(cases), cases=_some(cases))
