"""登记: the form, what is known beside it, and the footer that says what is missing and submits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aftersales.domain.checks import Caution
from aftersales.domain.codes import Clock
from aftersales.domain.errors import CodedError
from ui import errors, texts
from ui.i18n import translate
from ui.presenters.drafts import Draft, Drafts, place
from ui.presenters.filled import FILES, Values, is_blank
from ui.presenters.register import (
    Caller,
    CustomerLine,
    Form,
    KnownBatch,
    LeftUnsent,
    Likeness,
    RegisterPresenter,
    Setting,
)
from ui.texts import cautioned, undo
from ui.views.calls.bars import Bars
from ui.views.calls.draft_menu import Acts, draft_menu, refused_line
from ui.views.files.form import FormFiles
from ui.views.parts.choices import Choices
from ui.views.parts.known_facts import KnownFacts
from ui.views.parts.register_form import RegisterForm
from ui.views.parts.register_words import criteria, filled_by, is_criterion, offer_of, registered, to_check
from ui.views.room import Page, Room
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.line import ENTER
from ui.widgets.keys import DoublePress
from ui.widgets.lending import who_has_keys
from ui.widgets.paint import strokes
from ui.widgets.tokens import Token

KEPT_AFTER = 500
"""Milliseconds after the first keystroke that is not on disk yet: a quarter of what is promised."""


class RegisterView(Page):
    """The registration page: from the telephone number to a numbered case without a mouse."""

    def __init__(
        self,
        room: Room,
        drafts: Drafts | None = None,
        papers: Path | None = None,
    ) -> None:
        super().__init__()
        self._room, self._zone = room, room.signed.office.zone
        self._filled: dict[str, str] = {}
        self._at_show: Callable[[], None] | None = None
        self.ready = False
        signed = room.signed
        self.presenter = RegisterPresenter(
            signed.app,
            room.runner,
            self,
            drafts or Drafts(place(signed.url, signed.login)),
            papers or Path(platformdirs.user_documents_dir()) / "aftersales",
        )
        self.form = RegisterForm(room.words, self._today)
        self.known = KnownFacts(room.words, self._zone)
        self._bars = bars = Bars()
        self.saved, self.back, self.missing = bars.saved, bars.back, bars.missing
        self.ways, self.others, self.away = bars.ways, bars.others, bars.away
        self.paper, self.keep, self.submit = bars.paper, bars.keep, bars.submit
        self.files = FormFiles(
            self,
            self.form.files,
            room,
            self.presenter.shelf,
            self._say_refused_files,
            whose=lambda: self.presenter.in_hand,
            late=self.presenter.add_files,
            left=self._left_unsent,
        )
        self.double = DoublePress(self)
        self._timer = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.form.editor("phones"))
        self.presenter.open()
        self.presenter.typed(self.form.values())

    def _today(self) -> date:
        now = self._room.signed.app.clock or datetime.now(UTC)
        return now.astimezone(self._zone).date()

    # Layout

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(self._bars.head())
        self._area = self.form.scrolled()
        left.addWidget(self._area, 1)
        left.addLayout(self._bars.foot())
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(left, 1)
        page.addWidget(self.known)

    def _listen(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.settled.connect(self._settled)
        self._timer.timeout.connect(self._keep)
        self.ways.edited.connect(lambda: self._switch(Form(self.ways.code())))
        self.keep.clicked.connect(self._keep)
        self.submit.clicked.connect(self._submit)
        self.known.wanted.connect(lambda case_no: self._room.frame.go("case", case_no))
        self.known.joins.connect(lambda case_no: self._with_files(partial(self._join, case_no)))
        self.known.differs.connect(self._differs)
        self.form.customers.wanted.connect(self.presenter.knows.customers)
        self.form.customers.chosen.connect(
            lambda cust_no: self.presenter.knows.is_customer(cust_no, self._name())
        )
        self.others.clicked.connect(self._offer_drafts)
        self.away.clicked.connect(self.discard)
        self._drafts: tuple[Draft, ...] = ()

    # What the person does

    def _name(self) -> str:
        return self.form.field("cust_name").editor.words()

    def _edited(self) -> None:
        self.presenter.knows.named(self._name())
        self.presenter.edited(self.form.values())
        if not self._timer.isActive():
            self._timer.start()

    def _settled(self, name: str) -> None:
        if name in {"verbatim", "product_line", "phones"}:
            self.presenter.compare(self.form.values())
            if name == "product_line":
                self.presenter.knows.batches(self.form.values())
        elif name == "severity":
            self._tell_severity()
        elif name in {"product", "remedies"}:
            self.form.complete()
            self._weigh_gifts()

    def _tell_severity(self, *, chosen: bool = True) -> None:
        editor = self.form.editor("severity")
        if isinstance(editor, Segmented):
            self.presenter.severity(editor.code())
            self.form.field("severity").show_note(criteria(editor.code()) if chosen else "")

    def _weigh_gifts(self) -> None:
        self.presenter.gifts.weigh(self.form.values(), quick=self.form.quick)

    def _keep(self) -> None:
        self._timer.stop()
        self.presenter.keep(self.form.values())

    def _join(self, case_no: str) -> None:
        self.presenter.join(case_no, self.form.values())

    def _with_files(self, verb: Callable[[], None]) -> None:
        """Do it once the photos that were added are there; until then it is said what is waited for."""
        if self.files.going:
            self.missing.say(translate("Photos", "正在处理照片"), "hourglass", Token.INK2)
        self.files.then(verb)

    def _submit(self) -> None:
        if self.double.is_second() and is_blank(self.form.values()):
            return  # not meant for the blank form that the first press brought
        self._with_files(self._sign)

    def _sign(self) -> None:
        self._timer.stop()
        self.form.tidy()
        self.presenter.paper_wanted = self.paper.isChecked()
        self.presenter.submit(self.form.values())

    def _switch(self, form: Form) -> None:
        filled = self._filled
        self.presenter.switch(form, self.form.values())
        self._filled = filled  # it is the same call

    def _differs(self, case_no: str) -> None:
        self.presenter.knows.is_other(case_no)
        self.known.without(case_no)

    def _offer_drafts(self) -> None:
        blank = is_blank(self.form.values())
        acts = Acts(self.take_up, self.presenter.discard, None if blank else self.discard)
        menu = draft_menu(self, self._drafts, self._zone, acts)
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.presenter.take_up(draft, self.form.values())

    def discard(self) -> None:
        """Give up what is on the screen; it can be taken back."""
        self._timer.stop()
        self.files.forget()
        self.presenter.discard_this(self.form.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.isAutoRepeat()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier and not held
        if control and event.key() in ENTER:
            self._submit()
        elif control and event.key() == Qt.Key.Key_S:
            self._keep()
        elif control and event.key() == Qt.Key.Key_E and self.ways.isEnabled():
            self._switch(Form.LONG if self.form.quick else Form.QUICK)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            put, self._at_show = self._at_show or self.form.go_on, None
            put()

    def _put_cursor(self, put: Callable[[], None]) -> None:
        """Now, unless somebody beside the page has the keys; a page that is not seen gets them when it is."""
        at = who_has_keys(self)
        if not self.isVisible():
            self._at_show = put
        elif at is None or self.isAncestorOf(at):
            put()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        if not event.spontaneous():
            self.presenter.leave(self.form.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.known.fit(self.width())

    # What the presenter shows

    def show_setting(self, setting: Setting) -> None:
        self.ready = True
        self.form.offer(Choices(self._room.words, setting.codes, setting.added))
        self.form.know(setting.products, self.presenter.knows.products)
        self.ways.setEnabled(not setting.not_quick)
        if setting.not_quick:
            why = self._room.words.sentence("not_trivial", {"why": setting.not_quick})
            strokes.tip(self.ways, why)

    def show_form(self, form: Form, values: Values) -> None:
        self.ways.choose(form.value)
        self.form.show_values(values, quick=form is Form.QUICK)
        self._filled = {}
        self._tell_severity(chosen=False)  # a call begins with all of the form in sight
        self._weigh_gifts()
        self.back.say("", "", Token.INK2)
        self.files.again()
        self._put_cursor(self.form.first)

    def show_missing(self, paths: tuple[str, ...]) -> None:
        if not paths:
            self.missing.say(translate("Register", "必填的都有了"), "check", Token.GREEN)
            return
        names = texts.joint().join(self.form.labels(paths))
        told = translate("Register", "还缺 {n} 项：{names}").format(n=len(paths), names=names)
        self.missing.say(told, "alert-circle", Token.AMBER)

    def show_caller(self, caller: Caller | None) -> None:
        phones = bool(self.form.values().get("phones")) or caller is not None
        self.known.show_caller(caller, asked=phones)
        self.form.take_back(self._filled)
        self._filled = {} if caller is None else self.form.fill(filled_by(caller))
        self.presenter.typed(self.form.values())
        self.presenter.compare(self.form.values())

    def show_duplicates(self, alike: tuple[Likeness, ...]) -> None:
        self.known.show_duplicates(alike)

    def show_batches(self, known: tuple[KnownBatch, ...]) -> None:
        self.form.lines.know(known)
        self.known.show_batches(known)

    def show_customers(self, typed: str, lines: tuple[CustomerLine, ...]) -> None:
        if self.form.values().get("cust_name", "") == typed.strip():
            self.form.customers.offer([offer_of(line) for line in lines])

    def show_limits(self, due: tuple[tuple[Clock, datetime], ...], now: datetime) -> None:
        self.known.show_limits(due, now)

    def show_gifts(self, cautions: tuple[Caution, ...]) -> None:
        told = cautioned(cautions, self._room.words)
        self.form.field("remedies").show_note(told, "alert-triangle", Token.AMBER)

    def show_saved(self, at: datetime) -> None:
        told = translate("Register", "草稿已存 {time}").format(time=f"{at.astimezone(self._zone):%H:%M:%S}")
        self.saved.say(told, "cloud-check", Token.INK2)

    def show_not_saved(self, why: str) -> None:
        told = translate("Register", "草稿没存上：{why}").format(why=why)
        self.saved.say(told, "alert-triangle", Token.RED)

    def show_drafts(self, drafts: tuple[Draft, ...], *, back: bool) -> None:
        self._drafts = drafts
        self.others.setText(translate("Register", "其他草稿 {n}").format(n=len(drafts)))
        self.others.setVisible(bool(drafts))
        self.away.setVisible(not drafts)
        if back:
            self.back.say(translate("Register", "上次没登记完，已恢复"), "arrow-back-up", Token.AMBER)

    def show_busy(self, *, busy: bool) -> None:
        self.submit.setEnabled(not busy)

    def show_refused(self, error: CodedError) -> None:
        words = self._room.words
        if not self.isVisible():
            self._room.frame.refuse(error)
        criterion = self.form.field("severity").note()
        rest = errors.show_beside(error, words, self.form.paths(), self._put_cursor)
        beside = len(errors.problems(error, words)) - len(rest)
        told = [translate("Register", "有 {n} 处要改").format(n=beside)] if beside else []
        told += [problem.sentence for problem in rest]
        self.missing.say(texts.semicolon().join(told), "alert-circle", Token.RED)
        if is_criterion(criterion) and not self.form.field("severity").note():
            self.form.field("severity").show_note(criterion)

    def show_refused_draft(self, draft: Draft, error: CodedError) -> None:
        told = refused_line(draft, self._zone, errors.problems(error, self._room.words))
        self.back.say(told, "alert-circle", Token.RED)
        if not self.isVisible():
            self._room.frame.refuse(error)

    def _left_unsent(self, id_: str) -> None:
        draft = self.presenter.left
        if draft is not None and draft.id == id_:
            self.show_refused_draft(draft, LeftUnsent())

    def _say_refused_files(self, refused: Sequence[CodedError]) -> None:
        self.presenter.typed(self.form.values())
        told = [each.sentence for error in refused for each in errors.problems(error, self._room.words)]
        self.form.field(FILES).show_note("\n".join(told), "alert-circle", Token.RED)

    def show_discarded(self, draft: Draft, *, shown: bool) -> None:
        def back() -> None:
            if shown:
                self._room.frame.go("register")
            self.presenter.restore(draft, self.form.values(), shown=shown)

        self._room.frame.say(translate("Register", "已放弃这份草稿"), undo(), back)

    def show_joined(self, case_no: str, draft: Draft | None) -> None:
        frame, told = self._room.frame, translate("Register", "已记到 {case_no} 的沟通记录")
        frame.say(told.format(case_no=case_no))
        if draft is not None:
            self.show_discarded(draft, shown=True)
        frame.changed()
        if self.isVisible():
            frame.go("case", case_no)

    def show_registered(self, case_no: str, state: str, cautions: tuple[Caution, ...]) -> None:
        words, frame = self._room.words, self._room.frame
        told = registered(case_no, state, words)
        self.saved.say(told, "check", Token.GREEN)
        self.back.say(*to_check(case_no, cautions, words))
        frame.say(told, translate("Register", "打开"), lambda: frame.go("case", case_no))
        frame.changed()

    def show_paper(self, file: Path) -> None:
        try:
            self._room.printers.show_outside(file)
        except CodedError as error:
            self._room.frame.refuse(error)

    # The frame

    def open(self, key: str) -> None:
        """Begin another registration; what is typed here stays among the drafts."""
        if not is_blank(self.form.values()):
            self.presenter.fresh(self.form.values())

    def refresh(self) -> None:
        """Look again which drafts wait."""
        self.presenter.list_drafts()


def make(room: Room) -> RegisterView:
    """The page for the frame."""
    return RegisterView(room)
