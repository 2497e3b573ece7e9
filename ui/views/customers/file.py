"""One customer in full: who he is at the left, his cases, promises and agreements beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.money import yuan
from aftersales.domain.records.customer import Customer
from ui.errors import problems
from ui.i18n import translate
from ui.models.cells import Phrase, SeverityMark, StateMark, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.customers.file import CaseLine, CustomerLine, CustomerPresenter, Look
from ui.presenters.step_fields import Question
from ui.views.casework.planes import Plane, scrolled
from ui.views.casework.wording import Wording
from ui.views.customers.form import CustomerForm
from ui.views.customers.known import Known, refilled
from ui.views.customers.merging import MergePanel
from ui.views.parts import moments
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.sections import EmptyList, Facts, SectionHead
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SIDE = 340
AMEND_KEY, MERGE_KEY = "E", "M"
_SHOWN = 8
"""Agreements and promises that are listed; the rest is a number."""


class CustomerView(QWidget):
    """``left``: back to the list. ``changed``: something was written."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._say = Wording(room.words, room.signed.office)
        self._now = datetime.now(room.signed.office.zone)
        self._comes = False
        self.presenter = CustomerPresenter(self, room.runner, room.signed)
        self.back = Button(kind=Kind.GHOST).only_icon("chevron-left", translate("Customers", "回到客户列表"))
        self.title = PlainLabel("", fonts.title)
        self.under = PlainLabel("", fonts.label, Token.INK3)
        self.amend = Button(translate("Customers", "修改"), icon="pencil", key=AMEND_KEY)
        self.merge = Button(translate("Customers", "并入…"), Kind.GHOST, icon="git-merge", key=MERGE_KEY)
        self.refused = Note()
        self.known = Known(self._say)
        self.figures = Facts((), 96)
        self.rows: RowsModel[CaseLine] = RowsModel(self._columns(), lambda row: row.case_no)
        self.cases = ListView(self.rows, translate("Customers", "他的投诉"))
        self.papers = QVBoxLayout()
        self.form, self.merging = CustomerForm(room), MergePanel(room)
        self._lay_out()
        self._listen()

    # Layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.pile = QStackedWidget()
        self.body = self._body()
        self.pile.addWidget(self.body)
        self.pile.addWidget(self.form)
        self.pile.addWidget(self.merging)
        column.addWidget(self.pile, 1)

    def _head(self) -> QWidget:
        head = Plane(Token.SURFACE, below=True)
        column, line = QVBoxLayout(head), QHBoxLayout()
        column.setContentsMargins(px(16), px(8), px(20), px(8))
        column.setSpacing(px(2))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.under)
        line.setSpacing(px(8))
        line.addWidget(self.back)
        line.addLayout(names, 1)
        line.addWidget(self.merge)
        line.addWidget(self.amend)
        column.addLayout(line)
        column.addWidget(self.refused)
        self.refused.hide()
        return head

    def _body(self) -> QWidget:
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        side = Plane(Token.SUNKEN)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolled(self.known))
        side.setFixedWidth(px(SIDE))
        line.addWidget(side)
        line.addWidget(self._right(), 1)
        return body

    def _right(self) -> QWidget:
        right = Plane(Token.SURFACE, left=True)
        column, strip = QVBoxLayout(right), QHBoxLayout()
        column.setContentsMargins(px(16), px(10), 0, 0)
        column.setSpacing(px(4))
        strip.setContentsMargins(px(8), 0, px(20), px(6))
        strip.addWidget(self.figures, 1)
        column.addLayout(strip)
        column.addWidget(self.cases, 1)
        why = translate("Customers", "登记投诉时用他的电话，就会记到这里。")
        self.cases.set_empty(EmptyList("inbox", translate("Customers", "还没有投诉"), why))
        papers = QWidget()
        papers.setLayout(self.papers)
        self.papers.setContentsMargins(px(8), px(8), px(20), px(12))
        self.papers.setSpacing(px(4))
        column.addWidget(papers)
        return right

    def _columns(self) -> tuple[Column[CaseLine], ...]:
        words = self._room.words
        return (
            Column(
                "severity",
                translate("Customers", "程度"),
                lambda r: SeverityMark(r.severity, words.word("severity", r.severity)),
                80,
            ),
            Column("number", translate("Customers", "编号"), lambda r: Phrase(r.case_no, Tone.LABEL), 130),
            Column("title", translate("Customers", "投诉要点"), lambda r: r.title or "—"),
            Column(
                "state",
                translate("Customers", "状态"),
                lambda r: StateMark(r.state, words.word("state", r.state), held="on_hold" in r.marks),
                116,
            ),
            Column("owner", translate("Customers", "负责人"), self._owner, 72),
            Column(
                "registered",
                translate("Customers", "登记"),
                self._registered,
                104,
                right=True,
                value=lambda r: r.registered_at,
            ),
        )

    def _owner(self, row: CaseLine) -> Phrase:
        return Phrase(self._say.person(row.owner) or "—", Tone.QUIET)

    def _registered(self, row: CaseLine) -> Phrase:
        at = row.registered_at
        return Phrase(moments.short(self._say.local(at), self._now) if at else "—", Tone.QUIET)

    def _listen(self) -> None:
        self.pile.currentChanged.connect(self._show_verbs)
        self.back.clicked.connect(self.left)
        self.amend.clicked.connect(self.presenter.amend)
        self.merge.clicked.connect(self._begin_merging)
        self.cases.opened.connect(lambda row: self._room.frame.go("case", row.case_no))
        self.form.saved.connect(self.presenter.save)
        self.form.left.connect(self._form_left)
        self.merging.left.connect(self._put_away)
        self.merging.sought.connect(self.presenter.search)
        self.merging.chosen.connect(self.presenter.merge_into)
        for button, key in ((self.amend, AMEND_KEY), (self.merge, MERGE_KEY)):
            on_key(key, self, partial(self._pressed, button), INSIDE)
        on_key("Esc", self.body, self.left.emit, INSIDE)

    def _show_verbs(self, at: int) -> None:
        """A form has its own buttons."""
        for button in (self.back, self.merge, self.amend):
            button.setVisible(at == 0)

    def _pressed(self, button: Button) -> None:
        """A key means something while the customer is read: letters in the forms are letters."""
        if self.pile.currentIndex() == 0 and button.isVisible():
            button.click()

    # What the page asks

    def open(self, cust_no: str) -> None:
        """Show this customer; a form with something in it stays."""
        if self.presenter.editing and self.presenter.look is not None:
            return
        self.pile.setCurrentIndex(0)
        self._comes = True
        self.presenter.open(cust_no)

    def holds(self) -> bool:
        """Whether the form is open with something changed in it."""
        return self.pile.currentWidget() is self.form and self.form.touched

    # What the presenter shows

    def show_file(self, look: Look) -> None:
        customer, file = look.customer, look.file
        self._now = self._say.local(file.now)
        self._say_refused("")
        self.title.setText(customer.cust_name or customer.cust_no)
        kind = self._room.words.word("cust_type", customer.cust_type)
        level = translate("Customers", "{level} 级").format(level=customer.level) if customer.level else ""
        self.under.setText("  ".join(part for part in (customer.cust_no, kind, level) if part))
        self._show_may(look)
        self.known.show_look(look)
        self._show_figures(look)
        self.rows.show(file.cases)
        self._show_papers(look)
        self._take_keys()

    def _take_keys(self) -> None:
        """Who just came stands in the list; who types or stands elsewhere on the page stays there."""
        elsewhere = not self.isAncestorOf(self.window().focusWidget())
        if self.body.isVisible() and (self._comes or elsewhere):
            self.cases.setFocus(Qt.FocusReason.OtherFocusReason)
        self._comes = False

    def _show_may(self, look: Look) -> None:
        into = look.file.stands if look.customer.merged_into else ""
        gone = translate("Customers", "已并入 {into}").format(into=into) if into else ""
        self.amend.may_not(
            "" if look.may_amend else gone or translate("Customers", "您的角色不能修改客户资料")
        )
        self.merge.may_not(
            "" if look.may_merge else gone or translate("Customers", "合并客户由售后、领导或管理员办")
        )
        if gone:
            self._say_refused(gone)

    def _show_figures(self, look: Look) -> None:
        file = look.file
        counted = translate("Customers", "{all} 单，其中 {open} 单未结")
        money = translate("Customers", "¥{all}，近一年 ¥{year}")
        self.figures.show_facts(
            (
                (translate("Customers", "投诉"), counted.format(all=file.all_cases, open=file.running)),
                (
                    translate("Customers", "已批补偿"),
                    money.format(all=yuan(file.value), year=yuan(file.value_of_year)),
                ),
            )
        )

    def _show_papers(self, look: Look) -> None:
        file = look.file
        parts: list[QWidget] = []
        if file.promises:
            parts.append(_section(translate("Customers", "欠他的承诺"), len(file.promises)))
            owed = translate("Customers", "{what}，{by} 前")
            for one in file.promises[:_SHOWN]:
                by = self._say.when(one.row.due_at, file.now) or "—"
                late = one.row.due_at is not None and one.row.due_at < file.now
                told = owed.format(what=one.row.content or "", by=by)
                parts.append(self._line(one.case_no, told, "clock-exclamation" if late else "", late=late))
        if file.agreements:
            parts.append(_section(translate("Customers", "协议"), len(file.agreements)))
            for row in file.agreements[:_SHOWN]:
                state = self._room.words.word("agreement_state", row.state)
                amount = f"¥{yuan(row.total)}" if row.total is not None else ""
                told = "  ".join(part for part in (row.agr_no, state, amount) if part)
                parts.append(self._line(row.case_no, told, ""))
        refilled(self.papers, parts)

    def _line(self, case_no: str, told: str, icon: str, *, late: bool = False) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        way = Button(case_no, Kind.LINK, small=True)
        way.clicked.connect(lambda: self._room.frame.go("case", case_no))
        line.addWidget(way)
        line.addWidget(Note(icon, told, Token.RED if late else Token.INK), 1)
        return row

    def show_form(self, look: Look, questions: tuple[Question, ...]) -> None:
        self.form.ask(look.customer.cust_name or look.customer.cust_no, questions)
        self.pile.setCurrentWidget(self.form)

    def show_busy(self, *, busy: bool) -> None:
        self.form.save.may_not(translate("Settings", "正在保存") if busy else "")

    def show_amended(self, customer: Customer) -> None:
        if self.pile.currentWidget() is self.form and self.form.settle():
            self._form_left()
        told = translate("Customers", "已修改：{name}")
        self._room.frame.say(told.format(name=customer.cust_name or customer.cust_no))
        self._room.frame.changed()

    def show_moved(self, now: Mapping[str, str]) -> None:
        self.form.show_moved(now)

    def show_candidates(self, lines: tuple[CustomerLine, ...]) -> None:
        self.merging.show_candidates(lines)

    def show_merged(self, away: str, into: str) -> None:
        self._put_away()
        told = translate("Customers", "{away} 已并入 {into}")
        self._room.frame.say(told.format(away=away, into=into))
        self._room.frame.changed()

    def show_refused(self, error: CodedError) -> None:
        if self.pile.currentWidget() is self.form:
            self.form.show_refused(error)
            return
        told = "\n".join(one.sentence for one in problems(error, self._room.words))
        if self.pile.currentWidget() is self.merging:
            self.merging.say(told)
        else:
            self._say_refused(told)

    def _say_refused(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.AMBER)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def _begin_merging(self) -> None:
        look = self.presenter.look
        if look is not None and look.may_merge:
            self.merging.begin(look.customer)
            self.pile.setCurrentWidget(self.merging)
            self.presenter.search("")

    def _form_left(self) -> None:
        self._put_away()
        self.presenter.leave_form()

    def _put_away(self) -> None:
        self.pile.setCurrentIndex(0)
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)


def _section(title: str, count: int) -> SectionHead:
    return SectionHead(title, "", str(count), opens=False)
