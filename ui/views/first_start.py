"""The first start: a practice company, an office on this computer, or one on a server."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aftersales.domain.errors import CodedError
from aftersales.domain.records.staff import Staff
from ui import texts
from ui.i18n import translate
from ui.presenters.customers.importing import App
from ui.presenters.runner import Runner
from ui.presenters.session import Doors, Founded, Signed, StartPresenter
from ui.texts import Words
from ui.views.customers.importing import ImportPanel
from ui.views.parts.enter_line import EnterChoice, EnterLine
from ui.views.parts.entry import Card, Refusal, Side, hint
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import ENTER, LineInput
from ui.widgets.paint import icons, strokes
from ui.widgets.status import Running
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WAYS, PRACTICE, ALONE, SERVER, SHEETS = range(5)
LABEL = 120


class Way(QRadioButton):
    """One way to begin: an icon, what it is, and what follows from it."""

    def __init__(self, icon: str, title: str, follows: str) -> None:
        super().__init__(untold(title))
        self._icon, self._title, self._follows = icon, title, follows
        self.setAccessibleDescription(follows)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(80))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        if self.isChecked():
            edge = colour(Token.ACCENT)
            strokes.rounded(painter, box, px(8), fill=colour(Token.SOFT), edge=edge)
        elif self.underMouse():
            strokes.rounded(painter, box, px(8), fill=colour(Token.HOVER))
        if self.hasFocus():
            strokes.ring(painter, box, px(8))
        self._dot(painter, QRectF(px(16), (self.height() - px(18)) / 2, px(18), px(18)))
        tint = Token.ACCENT if self.isChecked() else Token.INK2
        icons.draw(painter, self._icon, QPointF(px(50), (self.height() - px(22)) // 2), px(22), tint)
        left, room = px(88), self.width() - px(100)
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.section())
        painter.drawText(QRectF(left, px(18), room, px(22)), strokes.LEFT, self._title)
        painter.setPen(colour(Token.INK2))
        painter.setFont(fonts.body())
        told = strokes.elided(self._follows, fonts.body(), room)
        painter.drawText(QRectF(left, px(42), room, px(22)), strokes.LEFT, told)

    def _dot(self, painter: QPainter, box: QRectF) -> None:
        chosen = self.isChecked()
        fill = colour(Token.FILL if chosen else Token.SURFACE)
        strokes.rounded(painter, box, px(9), fill=fill, edge=None if chosen else colour(Token.FIELD))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Token.ON_FILL))
            painter.drawEllipse(box.center(), px(3.5), px(3.5))


class FirstStartView(Card):
    """``signed`` brings who came in, and into which office; ``at_home``: there is one here already."""

    signed = Signal(object)
    at_home = Signal()

    def __init__(
        self, runner: Runner, doors: Doors, words: Words, before: Callable[[], None] | None = None
    ) -> None:
        """``before`` shows the page from which this one was asked for, if any."""
        super().__init__(920, 560)
        self._words, self._doors, self._before = words, doors, before
        self.presenter = StartPresenter(self, runner, doors)
        self.founder: Signed | None = None
        """Who has just founded an office and may bring in his sheets before he begins."""
        begin = translate("Start", "以后再导入")
        self.sheets = ImportPanel(runner, words, self._office, doors.read_list, begin)
        self.ways = {
            PRACTICE: Way(
                "school",
                translate("Start", "先看看：练习公司"),
                translate("Start", "带几十单样例，随便点，不会发出任何通知，也不碰自己的资料。"),
            ),
            ALONE: Way(
                "building",
                translate("Start", "这台电脑单独使用"),
                translate("Start", "资料存在本机一个文件里；以后可搬到服务器，多人同用。"),
            ),
            SERVER: Way(
                "server-2",
                translate("Start", "办公室数据库"),
                translate("Start", "填管理员给的地址、登录名和密码（PostgreSQL 服务器）。"),
            ),
        }
        self.group = QButtonGroup(self)
        for code, way in self.ways.items():
            self.group.addButton(way, code)
        self.ways[PRACTICE].setChecked(True)
        self._make_fields()
        self.back = Button(translate("Start", "上一步"), small=False)
        self.next = Button(translate("Start", "下一步"), Kind.PRIMARY, key="↵")
        self.running = Running(translate("Start", "取消"))
        self.pages = QStackedWidget()
        self._lay_out()
        self._listen()
        self.show_page(WAYS)

    @property
    def help_page(self) -> str:
        """The page of the manual that tells of what is shown."""
        return "customers" if self.pages.currentIndex() == SHEETS else "start"

    def _make_fields(self) -> None:
        def line(label: str, editor: QWidget) -> Field:
            return Field(label, editor, required=True, label_width=LABEL)

        self.person = Field(translate("Start", "以谁的身份"), EnterChoice(), label_width=LABEL)
        self.company = line(translate("Start", "公司名称"), LineInput())
        self.uscc = line(translate("Start", "统一社会信用代码"), LineInput())
        self.address = line(translate("Start", "公司地址"), LineInput())
        self.phone = line(translate("Start", "公司电话"), LineInput())
        self.name = line(translate("Start", "管理员姓名"), LineInput())
        self.admin = line(translate("Start", "登录名"), LineInput(translate("Start", "例如姓名的拼音")))
        self.new = line(translate("Start", "密码"), _secret(translate("Start", "至少 8 个字符")))
        self.again = line(translate("Start", "再输入一次"), EnterLine(secret=True))
        self.office = line(translate("Start", "地址"), LineInput(translate("Start", "主机名/数据库名")))
        self.login = line(translate("Start", "登录名"), LineInput())
        self.password = line(translate("Start", "密码"), EnterLine(secret=True))
        self.firm = {
            "company.name": self.company,
            "company.uscc": self.uscc,
            "company.address": self.address,
            "company.phone": self.phone,
        }
        alone = {**self.firm, "name": self.name, "login": self.admin, "password": self.new}
        self.refusals = {
            WAYS: Refusal(self._words, {}),
            PRACTICE: Refusal(self._words, {}),
            ALONE: Refusal(self._words, {**alone, "again": self.again}),
            SERVER: Refusal(
                self._words, {"office": self.office, "login": self.login, "password": self.password}
            ),
            SHEETS: Refusal(self._words, {}),
        }

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self.card)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(Side())
        right, foot = QVBoxLayout(), QHBoxLayout()
        right.setContentsMargins(px(28), px(32), px(28), px(16))
        right.setSpacing(px(12))
        for page in self._pages():
            self.pages.addWidget(page)
        right.addWidget(self.pages, 1)
        foot.setSpacing(px(8))
        foot.setContentsMargins(px(12), 0, px(12), 0)
        foot.addWidget(hint("info-circle", translate("Start", "不连互联网，不上传")))
        foot.addStretch(1)
        for widget in (self.running, self.back, self.next):
            foot.addWidget(widget)
        right.addLayout(foot)
        whole.addLayout(right, 1)

    def _pages(self) -> tuple[QWidget, ...]:
        return (
            self._page(
                WAYS,
                translate("Start", "从哪里开始？"),
                translate("Start", "每个公司是一份独立的资料，以后可以再加。"),
                tuple(self.ways.values()),
            ),
            self._page(
                PRACTICE,
                translate("Start", "练习公司"),
                translate("Start", "这里的人和事都是编的。选一个人，看看他的一天。"),
                (self.person,),
            ),
            self._page(
                ALONE,
                translate("Start", "这台电脑单独使用"),
                translate("Start", "公司资料要印在文件上；员工和权限以后再加。"),
                (*self.firm.values(), self.name, self.admin, self.new, self.again),
            ),
            self._page(
                SERVER,
                translate("Start", "办公室数据库"),
                translate("Start", "地址和登录名由管理员给；密码只交给服务器，不存在本机。"),
                (self.office, self.login, self.password),
            ),
            self._page(
                SHEETS,
                translate("Start", "客户和产品"),
                translate("Start", "公司建好了。有现成的表格就导进来，登记投诉时能按电话、名称找到。"),
                (self.sheets,),
            ),
        )

    def _page(self, code: int, title: str, told: str, parts: tuple[QWidget, ...]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(12), 0, px(12), 0)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, fonts.title))
        column.addWidget(PlainLabel(told, fonts.body, Token.INK2, wraps=True))
        column.addSpacing(px(8))
        for part in (*parts, self.refusals[code]):
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _listen(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.next.setDefault(True)
        self.back.clicked.connect(self.go_back)
        self.running.cancelled.connect(self.presenter.cancel)
        self.sheets.busy.connect(lambda busy: self.show_busy(busy=busy))
        self.sheets.imported.connect(self.next.setFocus)
        self.sheets.leave.hide()  # the page's own button goes on
        self.sheets.take.kind = Kind.PLAIN
        for field in (self.person, self.again, self.password):
            if isinstance(field.widget, EnterLine | EnterChoice):
                field.widget.entered.connect(self.go_on)

    # What a person does

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_page(self.pages.currentIndex())  # the keys go nowhere until something seen has them

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.focusWidget()
        if event.key() in ENTER and isinstance(at, Button):
            at.click()
        elif event.key() in ENTER:  # nothing on the page wanted it, such as a way that is chosen
            self.go_on()
        else:
            super().keyPressEvent(event)

    def show_page(self, code: int) -> None:
        """Show one of the pages."""
        self.pages.setCurrentIndex(code)
        self.back.setVisible(code != SHEETS and (code != WAYS or self._before is not None))
        verbs = {
            WAYS: translate("Start", "下一步"),
            PRACTICE: translate("Start", "进入"),
            ALONE: translate("Start", "建立"),
            SERVER: translate("Start", "登录"),
            SHEETS: translate("Start", "开始使用"),
        }
        self.next.setText(verbs[code])
        first = {PRACTICE: self.person, ALONE: self.company, SERVER: self.office}
        if code in first:
            first[code].take_focus()
        elif code == SHEETS:
            self.next.setFocus()
        else:
            self.ways[max(self.group.checkedId(), PRACTICE)].setFocus()

    def go_on(self) -> None:
        """Do what the page is for."""
        if self.next.isEnabled():
            page = self.pages.currentIndex()
            self.refusals[page].clear()
            acts = {WAYS: self._choose, PRACTICE: self._be, ALONE: self._found, SERVER: self._join}
            acts.get(page, self._begin)()

    def go_back(self) -> None:
        """To the ways; from there to where one came from."""
        if self.pages.currentIndex() == WAYS and self._before is not None:
            self._before()
        else:
            self.show_page(WAYS)

    def meet(self) -> None:
        """Choose who one is in the practice company that is there."""
        self.show_page(PRACTICE)
        self.presenter.make_practice()

    def _choose(self) -> None:
        if self.group.checkedId() == PRACTICE:
            self.presenter.make_practice()
        elif self.group.checkedId() == ALONE and self._doors.is_there(self._doors.default):
            self.at_home.emit()
        else:
            self.show_page(self.group.checkedId())

    def _be(self) -> None:
        if isinstance(self.person.widget, ComboInput):
            self.presenter.be(self.person.widget.code())

    def _found(self) -> None:
        fields = (*self.firm.values(), self.name, self.admin, self.new)
        self.presenter.found(Founded(*(_said(field) for field in fields)), _said(self.again))

    def _join(self) -> None:
        self.presenter.join(_said(self.office), _said(self.login), _said(self.password))

    def _begin(self) -> None:
        """The founder begins to work."""
        if self.founder is not None:
            self.signed.emit(self.founder)

    def _office(self) -> App:
        """The office that has just been founded."""
        assert self.founder is not None  # noqa: S101 - the sheets' page is shown to him only
        return self.founder.app

    # What the presenter shows

    def show_busy(self, *, busy: bool) -> None:
        self.next.may_not(translate("Start", "请稍等") if busy else "")
        self.back.setEnabled(not busy)
        if not busy:
            self.running.hide()

    def show_progress(self, done: int, total: int) -> None:
        told = translate("Start", "正在准备样例 {done} / {total}").format(done=done, total=total)
        self.running.show_progress(told, done, total)

    def show_refused(self, error: CodedError) -> None:
        self.refusals[self.pages.currentIndex()].say(error)

    def show_older(self) -> None:
        self.next.setText(translate("SignIn", "备份并升级"))

    def show_people(self, people: tuple[Staff, ...]) -> None:
        def told(person: Staff) -> str:
            roles = texts.joint().join(self._words.word("role", role) for role in person.roles)
            return texts.aside(person.name, roles)

        if isinstance(self.person.widget, ComboInput):
            self.person.widget.set_options([(one.login, told(one)) for one in people])
            service = next((one.login for one in people if "service" in one.roles), people[0].login)
            self.person.widget.choose(service)
        self.show_page(PRACTICE)

    def show_signed(self, who: Signed) -> None:
        if self.pages.currentIndex() == ALONE:
            self.founder = who
            self.show_page(SHEETS)
        else:
            self.signed.emit(who)


def _secret(hint: str) -> LineInput:
    """A password with others after it: Enter goes on."""
    line = LineInput(hint)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def _said(field: Field) -> str:
    return field.widget.text() if isinstance(field.widget, LineInput) else ""
