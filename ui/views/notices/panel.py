"""The slip that is open: everything its department needs, its verbs with their keys, or the form of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.presenters.notices.asking import Asked
from ui.presenters.notices.slips import Look, Offer
from ui.texts import Words
from ui.views.casework.planes import Plane, scrolled
from ui.views.notices.clipping import has_picture
from ui.views.notices.form import NoticeForm
from ui.views.notices.wording import ICONS, KEYS, SlipWords, verb
from ui.widgets import fonts
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.lending import leave_keys
from ui.widgets.sections import EmptyList, Facts
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDTH = 400
LABEL = 72


class SlipPanel(Plane):
    """``verb``: one was pressed; ``copied``, ``case_wanted``, ``print_wanted``, ``closed``: so were these."""

    verb = Signal(str)
    copied = Signal()
    case_wanted = Signal()
    print_wanted = Signal()
    confirm_case = Signal()
    closed = Signal()

    def __init__(self, words: Words, say: SlipWords, today: Callable[[], date], *, whole: bool) -> None:
        """``whole``: after-sales looks at it, who may see the case and put the panel away."""
        super().__init__(Token.SURFACE if not whole else Token.SUNKEN, left=True)
        self._words, self._say, self._whole = words, say, whole
        self.title, self.state = (
            PlainLabel("", fonts.title, wraps=True),
            PlainLabel("", fonts.body, Token.INK2),
        )
        self.number = PlainLabel("", fonts.label, Token.INK3)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.due = Badge("")
        self.note = Note()
        self.facts = Facts((), LABEL)
        self.buttons: dict[str, Button] = {}
        self.verbs = Flow()
        self.form = NoticeForm(words, today, has_picture)
        self.away = Button(kind=Kind.GHOST, small=True).only_icon("x", translate("Notices", "收起"))
        self.copy = Button(translate("Notices", "复制"), Kind.GHOST, icon="copy", key="Ctrl C", small=True)
        self.print = Button(
            translate("Notices", "打印"), Kind.GHOST, icon="printer", key="Ctrl P", small=True
        )
        self.case = Button(translate("Notices", "投诉单"), Kind.GHOST, icon="external-link", small=True)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(12), px(20), px(16))
        column.setSpacing(px(8))
        column.addLayout(self._head())
        column.addWidget(self.title)
        column.addLayout(self._standing())
        column.addWidget(self.note)
        column.addWidget(self.verbs)
        column.addWidget(self.form)
        column.addWidget(Flow([self.copy, self.print, self.case]))
        column.addWidget(self.facts)
        column.addStretch(1)
        self.content = scrolled(body)
        why = translate("Notices", "选一张，或扫一张：这里是内容和下一步。")
        self.empty = EmptyList("inbox", translate("Notices", "没有选中的通知单"), why)
        page = QVBoxLayout(self)
        page.setContentsMargins(1, 0, 0, 0)
        page.addWidget(self.content)
        page.addWidget(self.empty)
        self.content.hide()
        self.form.hide()
        self.note.hide()
        if not self._whole:
            self.case.hide()

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self.number, 1)
        line.addWidget(self.away)
        if not self._whole:
            self.away.hide()
        return line

    def _standing(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(12))
        line.addWidget(self.state)
        line.addWidget(self.due)
        line.addStretch(1)
        return line

    def _listen(self) -> None:
        self.copy.clicked.connect(self.copied)
        self.print.clicked.connect(self.print_wanted)
        self.case.clicked.connect(self.case_wanted)
        self.away.clicked.connect(self.closed)

    # What is shown

    def show_look(self, look: Look | None) -> None:
        """Show this slip; a form that is open stays."""
        self.content.setVisible(look is not None)
        self.empty.setVisible(look is None)
        if look is None:
            return
        slip, now = look.slip, self._say.say.local(look.page.now)
        self.number.setText(slip.number)
        self.title.setText(self._say.title(slip))
        state = self._words.word("notice_state", look.notice.state)
        department = self._words.word("department", look.notice.department)
        self.state.setText(f"{department}·{state}")
        self.due.show_cell(self._say.due(slip, now))
        self.facts.show_facts(self._say.facts(look))
        refused = next((offer.refused for offer in look.offers if offer.refused is not None), None)
        told = self._words.sentence(refused.code, refused.facts) if refused is not None else ""
        self.note.say(told, "hourglass", Token.INK2)
        self.note.setVisible(bool(told))
        self._show_verbs(look)

    def _show_verbs(self, look: Look) -> None:
        self.buttons = {offer.step: self._button(offer, look) for offer in look.offers}
        shown: list[QWidget] = list(self.buttons.values())
        if look.done_here > 1 and look.likely is not None and "confirm_notice" in self.buttons:
            told = translate("Notices", "确认本单全部 {n} 张").format(n=look.done_here)
            every = Button(told, Kind.PLAIN, icon="check")
            every.clicked.connect(self.confirm_case)
            shown.insert(1, every)
        self.verbs.hold(shown)

    def _button(self, offer: Offer, look: Look) -> Button:
        likely = look.likely is not None and offer.step == look.likely.step
        department = self._words.word("department", look.notice.department) if look.behalf else ""
        kind = Kind.PRIMARY if likely else Kind.PLAIN
        made = Button(
            verb(offer.step, department), kind, icon=ICONS.get(offer.step, ""), key=KEYS[offer.step]
        )
        refused = offer.refused
        made.may_not(self._words.sentence(refused.code, refused.facts) if refused is not None else "")
        made.clicked.connect(partial(self.verb.emit, offer.step))
        return made

    def show_form(self, want: Asked, look: Look) -> None:
        """Ask what the verb takes, in the place of the verbs."""
        self.form.show_asked(want, look)
        self.verbs.hide()
        self.form.show()
        self.content.ensureWidgetVisible(self.form)
        self.form.begin_in()

    def put_form_away(self) -> None:
        """Show the verbs again."""
        self.form.forget()
        self.form.hide()
        self.verbs.show()

    @property
    def asks(self) -> bool:
        """Whether a form is open."""
        return not self.form.isHidden()

    def show_busy(self, *, busy: bool) -> None:
        """Whether a verb is on its way."""
        self.form.show_busy(busy=busy)
        if busy:
            leave_keys(self.verbs)
        self.verbs.setEnabled(not busy)
