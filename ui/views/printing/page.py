"""The print page: looks at a paper as it will be, prints, saves or opens those that are ticked."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import CodedError
from aftersales.domain.printing import Outline, Printer
from ui import texts
from ui.errors import problems
from ui.i18n import translate, wide
from ui.presenters.printing.handing import Gone
from ui.presenters.printing.page import PrintPresenter
from ui.presenters.printing.papers import Wanted
from ui.presenters.runner import Lane, Runner
from ui.presenters.staying import Staying
from ui.views.casework.planes import Plane
from ui.views.printing import sentences
from ui.views.printing.choices import Choices
from ui.views.printing.foot import Foot
from ui.views.printing.paper_list import PaperList
from ui.views.printing.paper_words import paper_word
from ui.views.printing.sentences import Task
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.keys import on_key, tab_on
from ui.widgets.pages.area import Asked
from ui.widgets.pages.rendering import Rendering
from ui.widgets.pages.view import PagesView
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

T = TypeVar("T")
SIDE = 348
LEAST_ROWS, MOST_ROWS = 3, 10
"""Papers that are shown without scrolling: where room is short, and where it is not."""


class PrintView(QDialog):
    """The page as a dialog over the window; Esc closes it, Ctrl+P prints."""

    def __init__(
        self, room: Room, parent: QWidget | None = None, *, void: Container[Wanted] = frozenset()
    ) -> None:
        """``void``: the papers beside whose number stands that they hold no more."""
        super().__init__(parent)
        self._room, self._void = room, void
        self._stay = Staying(room.runner, room.frame.refuse)
        self._task, self._binding, self._closing = Task.PRINT, False, False
        self._coming = self._lies = -1
        self.presenter = PrintPresenter(
            self,
            self._stay,
            room.signed,
            room.printers,
            room.prefs,
            look=Rendering.outline,
            word=paper_word,
        )
        self.pages = PagesView(OnPages(self._stay), reads=True)
        self.papers = PaperList()
        self.head = PlainLabel("", fonts.section, wraps=True)
        self.choices = Choices(room.words)
        self.foot = Foot()
        self.setWindowTitle(translate("Print", "打印"))
        self.setAccessibleName(translate("Print", "打印"))
        self._lay_out()
        self._listen()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.foot.print.setDefault(True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_on(self, forward=forward)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.pages, 1)
        line.addWidget(self._side())

    def _side(self) -> QWidget:
        side = Plane(Token.SUNKEN, left=True)
        side.setFixedWidth(px(wide(SIDE)))
        column, inner = QVBoxLayout(side), QVBoxLayout()
        column.setContentsMargins(1, px(12), 0, 0)
        column.setSpacing(px(8))
        inner.setContentsMargins(px(19), 0, px(20), px(8))
        inner.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(px(19), 0, px(20), 0)
        head.addWidget(self.head)
        column.addLayout(head)
        column.addWidget(self.papers, 8)
        inner.addWidget(PlainLabel(translate("Print", "打印到"), fonts.section))
        inner.addWidget(self.choices)
        column.addLayout(inner)
        column.addStretch(1)
        column.addWidget(self.foot)
        return side

    def _listen(self) -> None:
        self.papers.went_to.connect(self.presenter.look)
        self.papers.ticked.connect(self._show_head)
        self.choices.search.connect(self.presenter.find_printers)
        self.choices.changed.connect(self._quiet)
        self.pages.opened.connect(self._opened)
        self.pages.outlined.connect(self._outlined)
        self.foot.print.clicked.connect(self.print)
        self.foot.save.clicked.connect(self.save)
        self.foot.outside.clicked.connect(self.open_outside)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.anyway.clicked.connect(self._accept)
        self.foot.again.clicked.connect(self._again)
        self.foot.stop.clicked.connect(self._stop)
        on_key(QKeySequence.StandardKey.Print, self, self.print)
        on_key(QKeySequence.StandardKey.Save, self, self.save)
        on_key("F1", self, self.explain)
        self.finished.connect(self._leave)

    def explain(self) -> None:
        """The manual, open at what printing is; over this page, which lets nothing behind it be used."""
        from ui.views.help.window import HelpWindow

        book = self.findChild(HelpWindow) or HelpWindow(self._room.runner, self)
        book.come("printing")

    def open_papers(self, papers: Sequence[tuple[str, str, str]], ticked: Sequence[int] | None) -> None:
        """Show these papers and ask for printers."""
        self.foot.wait_for_printers()
        self.presenter.open(papers, ticked)

    # What the presenter shows

    def show_papers(self, papers: tuple[Wanted, ...], ticked: frozenset[int]) -> None:
        one_case = len({one.case_no for one in papers}) == 1
        lines = [(paper_word(one.paper), self._number(one, bare=one_case)) for one in papers]
        self.papers.show_papers(lines, ticked)
        high = self.papers.high()
        self.papers.setMinimumHeight(min(high, px(32) * LEAST_ROWS))
        self.papers.setMaximumHeight(min(high, px(32) * MOST_ROWS))
        self._show_head()

    def _number(self, one: Wanted, *, bare: bool) -> str:
        number = one.number if bare else sentences.numbers(one)
        void = self._room.words.word("agreement_state", AgreementState.VOID)
        return texts.aside(number, void) if one in self._void else number

    def _show_head(self) -> None:
        ticked, every = len(self.papers.places()), self.papers.count()
        told = translate("Print", "单据：选了 {n} 张，共 {all} 张").format(n=ticked, all=every)
        self.head.setText(told)
        self._show_document()
        self.foot.may_go(any_paper=bool(ticked))

    def _show_document(self) -> None:
        """Pages are typed of the paper that lies open, where it is the one to be printed, before it goes."""
        single = self.papers.places() == [self._lies] and not self.presenter.handing.going
        self.choices.show_document(self.pages.area.pages, single=single)

    def _quiet(self) -> None:
        if not self.presenter.handing.going:
            self.foot.quiet()

    def show_printers(self, printers: tuple[Printer, ...], chosen: str, sides: str) -> None:
        self.choices.show_printers(printers, chosen, sides)
        self.foot.show_ready(printers=True)

    def show_no_printers(self, error: CodedError) -> None:
        self.choices.show_no_printers(self._sentence(error))
        self.foot.show_ready(printers=False)

    def show_paper(self, at: int, content: bytes) -> None:
        self._bound()
        self._coming = at
        self.pages.show_pdf(content)

    def show_no_paper(self, at: int, error: CodedError) -> None:
        self._bound()
        self._show_nothing(translate("Print", "这张单据现在打不了"), self._sentence(error))

    def _show_nothing(self, title: str, why: str, icon: str = "file-text") -> None:
        self._coming = self._lies = -1
        self.pages.show_nothing(title, why, icon)
        self._show_document()

    def _opened(self) -> None:
        self._lies = self._coming
        self._show_document()
        self.foot.note_missing("")

    def _outlined(self, told: Outline) -> None:
        self.foot.note_missing(sentences.missing(told.missing) if told.missing else "")

    def _sentence(self, error: CodedError) -> str:
        return "\n".join(one.sentence for one in problems(error, self._room.words))

    # How it goes

    def show_going(self, done: int, total: int) -> None:
        self.foot.show_going(sentences.going(self._task, done + 1, total), done, total)
        self._show_document()

    def show_binding(self, done: int, total: int) -> None:
        if not total and not self.presenter.handing.going:
            self._binding = True
            told = translate("Print", "正在装订结案卷…")
            why = translate("Print", "全部单据、操作记录和附件装成一份，附件多时要等一会儿。")
            self._show_nothing(told, why, "hourglass")
        told = translate("Print", "装订结案卷：第 {n} 件，共 {all} 件").format(n=done, all=total)
        self.foot.show_going(told if total else translate("Print", "正在装订结案卷…"), done, total)

    def _bound(self) -> None:
        """Nothing is being bound any more for the eye."""
        if self._binding and not self.presenter.handing.going:
            self.foot.show_ready(printers=self.choices.chosen() is not None)
        self._binding = False

    def _stop(self) -> None:
        """Cancel: what is going out, or the binding of what is looked at."""
        self.presenter.handing.stop()
        if self._binding:
            self.presenter.stop_looking()
            self._bound()
            why = translate("Print", "要看时再选它一次。")
            self._show_nothing(translate("Print", "已停止装订"), why)

    def show_unwritten(self, wanted: Wanted, chars: tuple[str, ...]) -> None:
        told = translate("Print", "{paper}：{missing}")
        self.foot.ask(told.format(paper=sentences.told(wanted), missing=sentences.missing(chars)))

    def show_stuck(self, error: CodedError) -> None:
        self.foot.show_stuck(self._sentence(error))

    def show_gone(self, gone: Gone) -> None:
        self.foot.show_ready(printers=self.choices.chosen() is not None)
        self._show_document()
        sent = sentences.gone(self._task, len(gone.sent), [self.choices.said(one) for one in gone.printers])
        if gone.sent:
            self._room.frame.say(sent)
            self._room.frame.changed()
        if gone.sent and gone.whole and self._task is Task.PRINT:
            self.accept()
        elif self._closing:
            super().reject()
        elif not gone.whole:
            self._keep_rest(gone, sent)

    def _keep_rest(self, gone: Gone, sent: str) -> None:
        """What went out is ticked no more: the next Enter is for the others."""
        for at, one in enumerate(self.presenter.papers):
            if one in gone.sent:
                self.papers.tick(at, yes=False)
        if gone.skipped:
            skipped = [(one, self._sentence(error)) for one, error in gone.skipped]
            self.foot.show_stopped(sentences.skipped(skipped))
        elif gone.sent:
            self.foot.show_stopped(sent)

    def show_file(self, file: Path) -> None:
        self._room.printers.show_outside(file)

    # What a person does

    def print(self) -> None:
        """Print what is ticked."""
        if not self.foot.print.isEnabled() or self.presenter.handing.going:
            return
        wish = self.choices.wish()
        if wish is not None:
            self._task = Task.PRINT
            self.presenter.print(self.papers.places(), wish)

    def save(self) -> None:
        """Save what is ticked: one into a file, several into a folder."""
        ticked = self.papers.places()
        if ticked and not self.presenter.handing.going:
            (self._save_one if len(ticked) == 1 else self._save_several)(ticked)

    def _save_one(self, ticked: Sequence[int]) -> None:
        usual = self._folder() / f"{self.presenter.name(self.presenter.papers[ticked[0]])}.pdf"
        told = translate("Print", "存为 PDF")
        place, _ = QFileDialog.getSaveFileName(self, told, str(usual), "PDF (*.pdf)")
        whole = place.lower().endswith(".pdf")  # else the dialog asked about a file of another name
        file = Path(place if whole else f"{place}.pdf")
        if place:
            self._save(ticked, file.parent, lambda _: file, over=whole)

    def _save_several(self, ticked: Sequence[int]) -> None:
        told = translate("Print", "存到哪个文件夹")
        place = QFileDialog.getExistingDirectory(self, told, str(self._folder()))
        if place:
            folder = Path(place)
            self._save(ticked, folder, lambda one: folder / f"{self.presenter.name(one)}.pdf", over=False)

    def _save(
        self, ticked: Sequence[int], folder: Path, place: Callable[[Wanted], Path], *, over: bool
    ) -> None:
        self._task = Task.SAVE
        self._room.prefs.put("print.folder", str(folder))
        self.presenter.save(ticked, place, over=over)

    def _folder(self) -> Path:
        return Path(self._room.prefs.text("print.folder") or Path.home())

    def open_outside(self) -> None:
        """Open the paper that is looked at in the system's own program."""
        if not self.presenter.handing.going:
            self._task = Task.OPEN
            self.presenter.open_outside(max(self.papers.currentRow(), 0))

    def _accept(self) -> None:
        if self._rest_is_clear():
            self.presenter.handing.accept()

    def _again(self) -> None:
        if self._rest_is_clear():
            self.presenter.handing.again()

    def _rest_is_clear(self) -> bool:
        """Whether what did not go out yet can: it is printed as is chosen now."""
        if self._task is not Task.PRINT:
            return True
        wish = self.choices.wish()
        if wish is not None:
            self.presenter.print_rest(wish)
        return wish is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and watched is self.parent():
            self.presenter.handing.stop()
            super().reject()  # the window was locked: nobody reads on
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Esc: stop what is going on first, close then; a second one does not wait for the paper in hand."""
        handing = self.presenter.handing
        handing.stop()
        if handing.going and not self._closing:
            self._closing = True
            return
        super().reject()

    def _leave(self) -> None:
        self.presenter.stop_looking()
        self._stay.leave()
        self.pages.stop()
        over = self.parentWidget()
        if over is not None and over.isVisible():
            over.activateWindow()  # not every window system gives the keys back by itself

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SURFACE))


class OnPages:
    """Draws pages in their own lane."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def __call__(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[CodedError], None]
    ) -> Asked:
        return self._runner.run(work, done, failed, lane=Lane.PAGES)


def open_print(
    room: Room,
    papers: Sequence[tuple[str, str, str]],
    ticked: Sequence[int] | None = None,
    parent: QWidget | None = None,
    *,
    void: Container[Wanted] = frozenset(),
) -> PrintView:
    """Open the print page over the window for these papers: name, case, number ("" for the newest).

    ``ticked``: the places of those to be printed, all where it is None; ``void``: those that hold no more.
    """
    over = parent or (room.frame if isinstance(room.frame, QWidget) else None)
    page = PrintView(room, over, void=void)
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if over is not None:
        over.installEventFilter(page)
        window = over.window().size()
        page.resize(round(window.width() * 0.94), round(window.height() * 0.94))
    page.open()
    page.open_papers(papers, ticked)
    page.papers.setFocus()
    return page
