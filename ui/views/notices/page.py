"""通知单: the board of all departments for after-sales, one's own list for a department; a key each verb."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.exporting import Table
from ui.presenters.live.taking_back import ticked
from ui.presenters.notices import SEES_ALL
from ui.presenters.notices.acting import Confirmed
from ui.presenters.notices.asking import Asked
from ui.presenters.notices.board import Board
from ui.presenters.notices.desk import NoticesPresenter
from ui.presenters.notices.slips import Look, Slip, mine
from ui.views.casework.wording import Wording
from ui.views.notices import clipping
from ui.views.notices.board import BoardView
from ui.views.notices.head import BY_DUE, Head
from ui.views.notices.listing import NoticeList
from ui.views.notices.panel import WIDTH, SlipPanel
from ui.views.notices.pressing import VerbPress
from ui.views.notices.printing import print_slip, print_slips
from ui.views.notices.slip import SlipRow, Told, told_of
from ui.views.notices.wording import KEYS, SlipWords, done, verb
from ui.views.room import Page, Room
from ui.views.taking_back import say_made
from ui.widgets.fields.field import Note
from ui.widgets.fields.line import ENTER
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.sections import EmptyList
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token

LIST = 440
"""The width of a department's own list."""
_STEPS = {Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0)}
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class NoticesView(Page):
    """Opened with a notice's number where one is wanted."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        me, office = room.signed.me, room.signed.office
        self.whole = bool(SEES_ALL & set(me.roles))
        self._say = SlipWords(room.words, Wording(room.words, office))
        self._now = datetime.now(office.zone)
        self._marked = ""
        self._opened = not self.whole
        self.presenter = NoticesPresenter(self, room.runner, room.signed)
        self.head = Head(whole=self.whole)
        self.way = self.head.way
        self.number, self.field = self.head.number, self.head.field
        self.refused, self.double = Note(), VerbPress(self)
        names = {name: room.words.word("department", name) for name in mine(me)}
        self.board = BoardView(names, self._told, self, whole=self.whole)
        self.listing = NoticeList(room, self._say, names, self.presenter.has_wanted)
        self.panel = SlipPanel(room.words, self._say, room.today, whole=self.whole)
        why = translate("Notices", "签了协议、免签协议之后，要办的事按部门出现在这里。")
        self.empty = EmptyList("truck-delivery", translate("Notices", "没有未完结的通知单"), why)
        self._lay_out()
        self._listen()
        self._begin_way()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        told = QHBoxLayout()
        told.setContentsMargins(px(24), 0, px(24), 0)
        told.addWidget(self.refused)
        page.addLayout(told)
        self.refused.hide()
        self.pile = QStackedWidget()
        self.pile.addWidget(self.board)
        self.pile.addWidget(self.empty)
        self.pile.addWidget(self.listing)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.pile, 1)
        body.addWidget(self.panel, 0 if self.whole else 1)
        page.addLayout(body, 1)
        self._measure()

    def _measure(self) -> None:
        self.field.setFixedWidth(px(280))
        if self.whole:
            self.panel.setFixedWidth(px(WIDTH))
            self.panel.setVisible(self._opened)
        else:
            self.pile.setFixedWidth(px(max(LIST, 260 * len(self.board.columns))))

    def _begin_way(self) -> None:
        """As this person left it."""
        if self.whole and self._room.prefs.text("notices.way") == BY_DUE:
            self.way.choose(BY_DUE)
            self._turn()

    @property
    def by_due(self) -> bool:
        """Whether the list by due time is shown, not the board."""
        return self.way.code() == BY_DUE

    def _turn(self) -> None:
        """From the board to the list, or back."""
        self._room.prefs.put("notices.way", self.way.code())
        self.presenter.walk_in(self.listing.presenter if self.by_due else None)
        if self.by_due:
            self.pile.setCurrentWidget(self.listing)
            self.listing.list.setFocus()

    def table(self) -> Table:
        return self.listing.table(whole=not self.by_due)

    def _listen(self) -> None:
        self.way.edited.connect(self._turn)
        self.listing.chose.connect(self.choose)
        self.listing.opened.connect(self._open_panel)
        self.listing.list.installEventFilter(self)
        self.number.entered.connect(self._find)
        self.board.chose.connect(self.choose)
        self.board.opened.connect(self._open_panel)
        self.board.verb.connect(self.do)
        self.board.wants_more.connect(self.presenter.more)
        self.board.confirm_all.connect(self.presenter.confirm_column)
        self.board.print_all.connect(self.print_column)
        self.panel.verb.connect(self.do)
        self.panel.copied.connect(self.copy)
        self.panel.print_wanted.connect(self.print)
        self.panel.case_wanted.connect(self._open_case)
        self.panel.confirm_case.connect(self.presenter.confirm_case)
        self.panel.closed.connect(self._close_panel)
        self.panel.form.sent.connect(self._submit)
        self.panel.form.left.connect(self._put_form_away)
        self.panel.form.pasted.connect(self.paste)
        self.panel.form.picked.connect(self.presenter.attach_file)
        theme().changed.connect(self._measure)
        for step, key in KEYS.items():
            on_key(key, self, partial(self.press, step), INSIDE)
        for keys, act in (
            ("/", self._to_number),
            ("F4", self._to_number),
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Print, self.print),
        ):
            on_key(keys, self, act, INSIDE)

    # What the frame asks

    def open(self, key: str) -> None:
        if key and self.may_leave():
            self.presenter.find(key)

    def refresh(self) -> None:
        self.presenter.refresh()

    def may_leave(self) -> bool:
        return not self.panel.asks or self.panel.form.leave()

    # What the presenter shows

    def _told(self, slip: Slip) -> Told:
        return told_of(slip, self._say, self._now)

    def show_board(self, board: Board) -> None:
        self._now = board.now
        self.head.show_count(board.all)
        self.listing.all = board.all
        self.board.show_board(board)
        if not self.by_due:
            self.pile.setCurrentWidget(self.board if board.all else self.empty)

    def append_slips(self, column: str, slips: tuple[Slip, ...], *, more: bool) -> None:
        self.board.append(column, slips, more=more)

    def show_column_failed(self, column: str) -> None:
        self.board.columns[column].stop_asking()

    def show_look(self, look: Look | None) -> None:
        number = look.slip.number if look is not None else ""
        fresh = number != self._marked
        if fresh and self.panel.asks:
            self.panel.put_form_away()
        self._marked = number
        if look is not None:
            self._say.say = Wording(self._room.words, look.page.office)
        self.panel.show_look(look)
        row = self._mark()
        if look is not None and row is not None:
            row.offer(self._verbs(look) if not self.panel.asks else [])
        if fresh and self.isVisible() and not self._typing():
            self._stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _verbs(self, look: Look) -> list[tuple[str, str, str]]:
        """The verbs within the slip: the likely one, and urging."""
        department = self._room.words.word("department", look.notice.department) if look.behalf else ""
        steps = [look.likely.step] if look.likely is not None else []
        steps += [Step.URGE] if look.offer(Step.URGE) is not None and self.whole else []
        return [(step, verb(step, department), KEYS[step]) for step in steps] if self.whole else []

    def _mark(self) -> SlipRow | None:
        row = self.board.mark(self._marked)
        if not self.by_due:
            return row
        self.listing.mark(self._marked)
        return None

    def _stop(self) -> QWidget:
        """Where the keys belong while no form is open."""
        return self.listing.list if self.by_due else self._mark() or self

    def _typing(self) -> bool:
        at = QApplication.focusWidget()
        return self.panel.asks and at is not None and self.panel.isAncestorOf(at)

    def show_form(self, want: Asked, look: Look) -> None:
        self._say_refused("")
        self._open_panel()
        self.panel.show_form(want, look)
        if (row := self._mark()) is not None:
            row.offer([])

    def show_busy(self, *, busy: bool) -> None:
        self.panel.show_busy(busy=busy)

    def show_done(self, step: str, look: Look, *, part: bool) -> None:
        self.panel.put_form_away()
        self._say_refused("")
        back = None if part else ticked(step, look.slip.notice, look.slip.line.case_no)
        say_made(self._room, done(step, look.slip, part=part), back)
        self._room.frame.changed()

    def show_confirmed(self, told: Confirmed) -> None:
        if told.done:
            self._room.frame.say(translate("Notices", "已确认 {n} 张").format(n=told.done))
            self._room.frame.changed()
        if told.refused is not None:
            self.show_refused(told.refused)

    def show_refused(self, error: CodedError) -> None:
        self.double.stop()
        if self.panel.asks:
            self.panel.form.show_refused(error)
        else:
            self._say_refused("\n".join(each.sentence for each in problems(error, self._room.words)))

    def _say_refused(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    def show_found(self, number: str) -> None:
        self.number.clear()
        self.field.show_wrong("")
        self._say_refused("")
        self.double.stop()
        self._open_panel()
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_not_found(self, error: CodedError) -> None:
        self.field.show_wrong("\n".join(each.sentence for each in problems(error, self._room.words)))
        if self.isVisible():
            self._to_number()

    def show_attached(self, slip: str, number: int, name: str) -> None:
        if self.panel.asks:
            self.panel.form.add_file(slip, number, name)
        self._room.frame.say(translate("Notices", "已附到 {number}：{name}").format(number=slip, name=name))

    def show_refused_of(self, slip: str, error: CodedError) -> None:
        here = slip == self._marked
        (self.show_refused if here else partial(clipping.refused_elsewhere, self._room, slip))(error)

    # What a person does

    def choose(self, number: str) -> None:
        """Select this slip; a form that is half filled is given up on purpose only."""
        if number != self._marked and not self.may_leave():
            self._mark()
            return
        self._say_refused("")
        self.double.stop()
        self.presenter.choose(number)

    def press(self, step: str) -> None:
        """A verb's key: only while no form is open, where letters mean nothing."""
        if not self.panel.asks:
            self.do(step)

    def do(self, step: str) -> None:
        """Do the verb, or say why not."""
        look = self.presenter.look
        offer = look.offer(step) if look is not None else None
        if offer is not None and offer.refused is not None:
            self._open_panel()  # the reason stands there
        elif offer is not None and not self.double.is_second_of(step, self._marked, at_once=not offer.asks):
            self.presenter.begin(step)

    def _submit(self, answers: dict[str, object], files: tuple[int, ...], finish: bool) -> None:
        self.presenter.submit(answers, files, finish=finish)  # type: ignore[arg-type]  # a signal knows dict only

    def _put_form_away(self) -> None:
        self.presenter.leave_form()
        self.panel.put_form_away()
        self.show_look(self.presenter.look)
        self._stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self) -> None:
        if self.may_leave():
            self.presenter.find(self.number.text())

    def _to_number(self) -> None:
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def copy(self) -> None:
        """The selected slip on the clipboard, as text and as a picture; several of the list as a table."""
        look = self.presenter.look
        if self.by_due and len(self.listing.list.chosen) > 1:
            self.listing.list.copy()
        elif look is not None:
            number = look.slip.number
            told = translate("Notices", "已复制 {number}：文字和图片，可贴到群里").format(number=number)
            put = partial(clipping.put_and_tell, self._room, self._say.text(look), told)
            self.presenter.copy(clipping.drawn, put)

    def print(self) -> None:
        """The selected slip."""
        print_slip(self._room, self.presenter.look, self)

    def print_column(self, name: str) -> None:
        """Every slip of a column that nobody has accepted."""
        self.presenter.issued_of(name, partial(print_slips, self._room, self))

    def paste(self) -> None:
        """A picture or files on the clipboard become the selected notice's."""
        if self.presenter.look is not None:
            clipping.take(self._now, self.presenter.attach_file, self.presenter.attach)

    def _open_case(self) -> None:
        if self.presenter.look is not None:
            self._room.frame.go("case", self.presenter.look.slip.line.case_no)

    def _open_panel(self, _: str = "") -> None:
        self._opened = True
        self.panel.show()

    def _close_panel(self) -> None:
        if self.whole and self.may_leave():
            self._opened = False
            self.panel.hide()
            self._stop().setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Arrows walk, Enter opens, Esc closes, what begins a number goes to its field."""
        key = Qt.Key(event.key())
        bare = not event.modifiers() & ~_PLAIN
        if self.by_due and (key in _STEPS or key in ENTER):
            return False  # the list walks and opens by itself
        if bare and key in _STEPS:
            self.choose(self.board.beside(*_STEPS[key]))
        elif bare and key in ENTER:
            self._open_panel()
        elif bare and key == Qt.Key.Key_Escape:
            self._close_panel()
        elif bare and event.text().isalnum():
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            self.number.setText(event.text())
        else:
            return False
        return True


def make(room: Room) -> Page:
    """The page for the frame."""
    return NoticesView(room)
