"""One agreement: head with its way and verbs, panel at the left, the paper as it is printed at the right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import CodedError
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.workflow import Step
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.agreements.looks import AgreementLook, Draft
from ui.presenters.agreements.sheet import AgreementDifference, Preview, SheetPresenter
from ui.presenters.case import CasePage
from ui.views.agreements.deciding import Renegotiating, Voiding
from ui.views.agreements.panel import Panel
from ui.views.agreements.trail import Course, stations
from ui.views.agreements.versions import Versions, draft
from ui.views.agreements.wording import ICONS, KEYS, PRINT, done, not_done, verb
from ui.views.casework.planes import Plane
from ui.views.casework.wording import Wording
from ui.views.notices import clipping
from ui.views.printing.page import OnPages, open_print
from ui.views.room import Room
from ui.views.step_form import StepFormView
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.pages.view import PagesView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

PAUSE = 100
"""Milliseconds after the last letter that the paper is drawn anew."""
ORDER = (
    Step.VOID_AGREEMENT,
    Step.SETTLE_WITHOUT_PAPER,
    Step.RENEGOTIATE,
    PRINT,
    Step.AMEND,
    Step.HAND_OVER_AGREEMENT,
    Step.SIGN,
    Step.ATTACH,
    Step.FILE_ORIGINAL,
    Step.ISSUE_AGREEMENT,
)
"""The verbs from left to right."""
RARE = (Step.VOID_AGREEMENT, Step.SETTLE_WITHOUT_PAPER, Step.RENEGOTIATE)
"""Verbs that end something or begin anew: small, beneath the others."""
DIFFERENCE_KEY, CASE_KEY = "D", "O"


class AgreementSheet(QWidget):
    """``left``: back to the list."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._say = Wording(room.words, room.signed.office)
        self.presenter = SheetPresenter(self, room.runner, room.signed, room.prefs)
        self.panel = Panel(room.words, self._today)
        self.pages = PagesView(OnPages(room.runner))
        self.form = StepFormView(room)
        self.back = Button(kind=Kind.GHOST, small=True).only_icon(
            "chevron-left", translate("Agreements", "返回列表（Esc）")
        )
        self.title = PlainLabel("", fonts.title)
        self.number = PlainLabel("", fonts.label, Token.INK2)
        self.customer = PlainLabel("", fonts.label, Token.INK2)
        self.course = Course()
        self.buttons = {step: self._button(step) for step in ORDER}
        self.differences = Button(
            translate("Agreements", "版本差异"), Kind.GHOST, small=True, key=DIFFERENCE_KEY
        )
        self.show_case = Button(translate("Agreements", "打开投诉"), Kind.GHOST, small=True, key=CASE_KEY)
        self.refused = Note()
        self._place = 0
        self._shown = ("", 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.setAcceptDrops(True)
        self._lay_out()
        self._listen()

    def _today(self) -> date:
        signed = self._room.signed
        return signed.office.day(signed.app.clock or datetime.now(signed.office.zone))

    def _button(self, step: str) -> Button:
        kind, small = (Kind.GHOST, True) if step in RARE else (Kind.PLAIN, False)
        word = verb(step, self._room.words)
        return Button(word, kind, icon=ICONS.get(step, ""), key=KEYS[step], small=small)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        told = QHBoxLayout()
        told.setContentsMargins(px(24), 0, px(24), 0)
        told.addWidget(self.refused)
        page.addLayout(told)
        self.refused.hide()
        reading = QWidget()
        body = QHBoxLayout(reading)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.panel)
        body.addWidget(self.pages, 1)
        self.pile = QStackedWidget()
        self.pile.addWidget(reading)
        self.pile.addWidget(self.form)
        page.addWidget(self.pile, 1)

    def _head(self) -> QWidget:
        head = Plane(Token.SURFACE, below=True)
        column = QVBoxLayout(head)
        column.setContentsMargins(px(12), px(7), px(20), px(7))
        column.setSpacing(px(2))
        rare = [self.buttons[step] for step in ORDER if step in RARE]
        verbs = [self.buttons[step] for step in ORDER if step not in RARE]
        first = [self.back, self.title, self.number, self.customer, Flow(verbs)]
        aside = Flow([*rare, self.differences, self.show_case], gap=4)
        second = Flow([self.course, aside], grows=self.course)
        second.setContentsMargins(px(38), 0, 0, 0)
        column.addWidget(Flow(first, gap=10, grows=self.customer, least=48))
        column.addWidget(second)
        return head

    def _listen(self) -> None:
        self.back.clicked.connect(self.leave)
        self.panel.edited.connect(self._typed)
        self.panel.turned.connect(self.presenter.turn)
        self.panel.moved.connect(self.presenter.move)
        self._pause.timeout.connect(self.presenter.look_again)
        self.pages.opened.connect(self._keep_place)
        self.form.left.connect(self.put_form_away)
        self.form.taken.connect(self._taken)
        self.differences.clicked.connect(self.presenter.compare)
        self.show_case.clicked.connect(self._open_case)
        keyed = [(self.differences, DIFFERENCE_KEY), (self.show_case, CASE_KEY)]
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.do, step))
            keyed.append((button, KEYS[step].replace(" ", "+")))
        for button, key in keyed:
            on_key(key, self, partial(_pressed, button), INSIDE)
        on_key(QKeySequence.StandardKey.Print, self, partial(_pressed, self.buttons[PRINT]), INSIDE)
        on_key(QKeySequence.StandardKey.Paste, self, self.paste, INSIDE)
        self._leave_key = on_key("Esc", self, self.leave, INSIDE)

    # What the presenter shows

    def show_agreement(self, look: AgreementLook) -> None:
        self._say = Wording(self._room.words, look.page.office)
        row, complaint = look.row, look.case.complaint
        self.title.setText(translate("Agreements", "处理协议书"))
        self.number.setText(row.agr_no or f"{complaint.case_no}  {draft()}")
        self.customer.setText(look.case.customer.cust_name or "")
        way = stations(look, self._say)
        self.course.show_stations(way)
        if row.state != AgreementState.DRAFT:
            self.panel.show_way(look, way)
        self._show_verbs(look)
        other = look.after if row.state == AgreementState.VOID else look.before
        self.differences.setVisible(other is not None)
        if self._shown != (complaint.case_no, row.no):
            self._shown = (complaint.case_no, row.no)
            self._refuse("")
            self._place = 0
            self.pages.show_nothing(translate("Agreements", "正在画协议…"), "", "hourglass")
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_verbs(self, look: AgreementLook) -> None:
        """What may be done now; nothing while a verb asks or is on its way, whatever is told meanwhile."""
        for step, button in self.buttons.items():
            kept = step == PRINT and look.row.issued_sha256 is not None
            button.setVisible(step in look.verbs or kept)
            if step not in RARE:
                button.kind = Kind.PRIMARY if step == look.likely else Kind.PLAIN
            refused = look.verbs.get(step)
            why = self._room.words.sentence(refused.code, refused.facts) if refused else ""
            if step == Step.ISSUE_AGREEMENT and not why:
                why = self.panel.why_not
            button.may_not(why, waits=self.presenter.busy or self.asks)
            button.updateGeometry()
            button.update()

    def show_draft(self, draft: Draft) -> None:
        self.panel.show_draft(draft)

    def show_preview(self, preview: Preview) -> None:
        self.panel.show_preview(preview)
        self._tell_verbs()
        if preview.content is not None:
            self._show_pdf(preview.content)
        elif not self.pages.area.pages:
            title = translate("Agreements", "这份协议还画不出来")
            self.pages.show_nothing(title, translate("Agreements", "左边写着要改什么。"), "alert-circle")

    def show_unread(self, error: CodedError) -> None:
        self.panel.show_unread(error)
        self._tell_verbs()

    def _tell_verbs(self) -> None:
        look = self.presenter.look
        if look is not None:
            self._show_verbs(look)

    def show_paper(self, content: bytes) -> None:
        self._show_pdf(content)

    def _show_pdf(self, content: bytes) -> None:
        self._place = self.pages.area.verticalScrollBar().value()
        self.pages.show_pdf(content)

    def _keep_place(self) -> None:
        """A page more or less does not move what is looked at."""
        self.pages.area.verticalScrollBar().setValue(self._place)

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:
        self._refuse("")
        self.form.presenter.begin(step, page, given)
        self.pile.setCurrentWidget(self.form)
        self._allow(reading=False)
        self.form.begin_in()

    def _allow(self, *, reading: bool) -> None:
        """What belongs to the paper, while no form is over it: the form has an Esc of its own."""
        self._leave_key.setEnabled(reading)
        self.differences.setEnabled(reading)
        self._tell_verbs()

    @property
    def asks(self) -> bool:
        """Whether the form of a verb is open."""
        return self.pile.currentWidget() is self.form

    def show_busy(self, *, busy: bool) -> None:
        self._tell_verbs()

    def show_done(self, step: str, row: Agreement) -> None:
        self._refuse("")
        told = done(step, row.agr_no or "", self._room.words)
        if step == Step.ISSUE_AGREEMENT:
            self._room.frame.say(told, translate("Agreements", "打印"), partial(self.print, row.agr_no))
        else:
            self._room.frame.say(told)
        self._room.frame.changed()

    def show_difference(self, older: Agreement, newer: Agreement, told: AgreementDifference) -> None:
        box = Versions(older, newer, told, self._room.words, self)
        self._open(box)

    def show_refused(self, error: CodedError) -> None:
        if self.asks:
            self.form.show_refused(error)
        else:
            self._refuse("\n".join(one.sentence for one in problems(error, self._room.words)))

    def show_refused_elsewhere(self, step: str, case_no: str, row: Agreement, error: CodedError) -> None:
        self._room.frame.say(not_done(step, row.agr_no or case_no, error, self._room.words))

    def show_none(self, error: CodedError) -> None:
        self._room.frame.refuse(error)
        self.left.emit()

    def _refuse(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def _typed(self) -> None:
        self.presenter.type(self.panel.filling.values())
        self._pause.start()

    def do(self, step: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        """Do the verb of a button."""
        ways = {
            PRINT: self.print,
            Step.AMEND: self.presenter.save,
            Step.ATTACH: self._ask_scan,
            Step.VOID_AGREEMENT: self._ask_void,
            Step.RENEGOTIATE: self._ask_renegotiation,
        }
        if step == Step.ISSUE_AGREEMENT and self._pause.isActive():
            self._pause.stop()
            self.presenter.type(self.panel.filling.values())
        ways.get(step, partial(self.presenter.begin, step))()

    def print(self, number: str | None = None) -> None:
        """The kept bytes to a printer; what came out is noted. The one of ``number`` comes first."""
        look = self.presenter.look
        if number is not None and (look is None or look.row.agr_no != number):
            self._room.frame.go("agreements", number)
            return
        if look is None or look.row.issued_sha256 is None:
            return
        tail = (look.row.agr_no or "").rsplit("-", 1)[-1]
        page = open_print(self._room, [("agreement", look.case.complaint.case_no, tail)])
        page.accepted.connect(self.presenter.printed)

    def _ask_void(self) -> None:
        look = self.presenter.look
        if look is None:
            return
        box = Voiding(look.row, self)
        box.accepted.connect(lambda: self.presenter.void(box.reason.text()))
        self._open(box)

    def _ask_renegotiation(self) -> None:
        box = Renegotiating(self)
        box.accepted.connect(partial(self.presenter.begin, Step.RENEGOTIATE))
        self._open(box)

    def _open(self, box: QDialog) -> None:
        """Over the window; closing it gives the keys back, which not every window system does by itself."""
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self.window().activateWindow)
        box.open()

    def _ask_scan(self) -> None:
        """Choose the file of the scan; it can be dropped and pasted as well."""
        told = translate("Agreements", "选扫描件（也可以拖进来，或 Ctrl+V 粘贴）")
        name, _ = QFileDialog.getOpenFileName(self, told, "", "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png)")
        if name:
            self.attach(name)

    def attach(self, name: str) -> None:
        """Keep this file as the scan."""
        self.presenter.attach_file(Path(name))

    def paste(self) -> None:
        """A picture or a file on the clipboard becomes the scan."""
        look = self.presenter.look
        if look is not None and not self.asks:
            clipping.take(look.page.now, self.presenter.attach_file, self.presenter.attach)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        look = self.presenter.look
        if look is not None and Step.ATTACH in look.verbs and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            if url.isLocalFile():
                self.attach(url.toLocalFile())
                event.acceptProposedAction()

    def _open_case(self) -> None:
        look = self.presenter.look
        if look is not None:
            self._room.frame.go("case", look.case.complaint.case_no)

    def _taken(self, step: str) -> None:
        look = self.presenter.look
        self.put_form_away()
        if look is not None:
            self.show_done(step, look.row)
        self.presenter.refresh()

    def put_form_away(self) -> None:
        """Show the paper again."""
        self.pile.setCurrentIndex(0)
        self._allow(reading=True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        """A draft is kept as typed; only an open form asks."""
        if self.asks:
            self.form.leave()
        return not self.asks

    def leave(self) -> None:
        """Esc: back to the list."""
        if self.may_leave():
            self.left.emit()


def _pressed(button: Button) -> None:
    """A key does what its button does while that is in sight."""
    if button.isVisible():
        button.click()
