"""The page of notices: reads the board, opens a slip by its number, does the verbs, copies and attaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeState
from aftersales.domain.errors import BadField, BadInput, CodedError, Trouble
from aftersales.domain.steps.fulfilling import NotYourDepartment
from aftersales.domain.workflow import Step
from aftersales.storage.queries.notices import NoticeLine, notices_numbered
from aftersales.storage.queries.page import CasePage, case_page
from ui.presenters.notices import acting, asking
from ui.presenters.notices.acting import Confirmed
from ui.presenters.notices.asking import Asked
from ui.presenters.notices.attaching import Attaching
from ui.presenters.notices.board import PAGE, Board, Column, read_board, read_more, read_state
from ui.presenters.notices.finding import meant, not_one, number_in
from ui.presenters.notices.listed import ListedNotices
from ui.presenters.notices.papers import paper_of, papers_of_notices, pictured
from ui.presenters.notices.slips import Look, Slip, look_of, mine
from ui.presenters.runner import Runner, Ticket
from ui.presenters.session import Signed
from ui.presenters.step_fields import Told

P = TypeVar("P")
_LEAVES = frozenset({Step.DONE_NOTICE, Step.RETURN_NOTICE, Step.CONFIRM_NOTICE, Step.CANCEL_NOTICE})
"""Verbs after which the next slip is looked at."""
_COUNTED = frozenset({Step.URGE, Step.VERIFY_FULFILMENT})
"""Verbs that change nothing of how far the slip is: done twice they count twice."""


class NoticesView(Protocol):
    """What the page can show."""

    def show_board(self, board: Board) -> None:
        """The columns as they stand now."""

    def append_slips(self, column: str, slips: tuple[Slip, ...], *, more: bool) -> None:
        """The page of a column that was wanted."""

    def show_look(self, look: Look | None) -> None:
        """The slip that is selected, with its verbs; None: no slip is."""

    def show_form(self, want: Asked, look: Look) -> None:
        """Ask what the verb takes."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether a verb is on its way."""

    def show_done(self, step: str, look: Look, *, part: bool) -> None:
        """It was done; ``part``: a part of it."""

    def show_confirmed(self, told: Confirmed) -> None:
        """Several were confirmed."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not, beside its field where it has one."""

    def show_found(self, number: str) -> None:
        """The number that was typed leads to this slip."""

    def show_not_found(self, error: CodedError) -> None:
        """Say beside the number's field that it leads nowhere."""

    def show_attached(self, slip: str, number: int, name: str) -> None:
        """A file was kept as the notice's of this slip."""

    def show_refused_of(self, slip: str, error: CodedError) -> None:
        """Say why not of this slip, which may be in sight no more."""

    def show_column_failed(self, column: str) -> None:
        """The page of a column did not come; scrolling asks again."""


class NoticesPresenter:
    """One person's notices."""

    def __init__(self, view: NoticesView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._shown: dict[str, int] = {}
        self._slips: dict[str, Slip] = {}
        self._wanted: NoticeLine | None = None
        self._look: Look | None = None
        self._form: tuple[Asked, Look] | None = None
        self._busy = False
        self._unheard: tuple[str, str, int] | None = None
        self._reading: Ticket | None = None
        self._listed: ListedNotices | None = None
        self._attaching = Attaching(self, runner, signed)

    @property
    def look(self) -> Look | None:
        """The slip that is selected, once its case is read."""
        return self._look

    @property
    def form(self) -> tuple[Asked, Look] | None:
        """What is asked just now, and about which slip."""
        return self._form

    def has_wanted(self) -> bool:
        """Whether a slip is selected, read or on its way."""
        return self._wanted is not None

    # The board

    def walk_in(self, listed: ListedNotices | None) -> None:
        """Slips are chosen from this list from now on; None: from the board."""
        self._listed = listed
        self.refresh()

    def refresh(self) -> None:
        """Read the board again, the list where one is walked in, and the selected slip."""
        if self._listed is not None:
            self._listed.refresh()
        if self._reading is not None:
            self._reading.cancel()
        who, shown = self._signed, dict(self._shown)
        work = partial(read_board, who.app, who.office, who.me, shown)
        self._reading = self._runner.run(work, self._board_came)

    def _board_came(self, board: Board) -> None:
        self._slips = {slip.number: slip for column in board.columns for slip in column.slips}
        self._shown = {column.name: len(column.slips) for column in board.columns}
        self._view.show_board(board)
        if self._wanted is not None:
            self._read(self._wanted)
        elif not board.whole:
            self._begin_with(board.columns)

    def _begin_with(self, columns: Sequence[Column]) -> None:
        """A department's list opens its first slip by itself."""
        first = next((column.slips[0] for column in columns if column.slips), None)
        if first is not None:
            self.choose(first.number)

    def more(self, column: str) -> None:
        """Read the page of this column behind its last slip."""
        who = self._signed
        parts = mine(who.me)[column]
        last = [slip for slip in self._slips.values() if slip.notice.department in parts]
        if last:
            work = partial(read_more, who.app, who.office, parts, last[-1])
            self._runner.run(work, partial(self._more_came, column), partial(self._more_failed, column))

    def _more_came(self, column: str, slips: tuple[Slip, ...]) -> None:
        self._slips |= {slip.number: slip for slip in slips}
        self._shown[column] = self._shown.get(column, 0) + len(slips)
        self._view.append_slips(column, slips, more=len(slips) == PAGE)

    def _more_failed(self, column: str, error: CodedError) -> None:
        self._view.show_column_failed(column)
        self._view.show_refused(error)

    # One slip

    def choose(self, number: str) -> None:
        """Select this slip of the board or the list."""
        slip = (self._listed.slips if self._listed is not None else self._slips).get(number)
        if slip is not None and not self._busy:
            self._read(slip.line)

    def _read(self, line: NoticeLine) -> None:
        self._wanted = line
        app = self._signed.app
        work = partial(app.ask, case_page, line.case_no, app.clock)
        self._runner.run(work, partial(self._page_came, line), partial(self._not_read, line))

    def _not_read(self, line: NoticeLine, error: CodedError) -> None:
        if self._wanted is line and self._look is not None:
            self._wanted = self._look.slip.line  # it is still the one in sight
        self._view.show_refused(error)

    def _page_came(self, line: NoticeLine, page: CasePage) -> None:
        if self._wanted is line:
            if self._unheard is not None and self._unheard[1] != line.notice.notice_no:
                self._unheard = None  # it is seen on its slip how often it was urged
            self._look = look_of(line, page, self._signed.login)
            self._view.show_look(self._look)

    def let_go(self) -> None:
        """No slip is selected any more."""
        self._wanted = self._look = self._unheard = None
        self.leave_form()
        self._view.show_look(None)

    def find(self, typed: str) -> None:
        """Open the slip of this number, typed or scanned: all of it, a case's, or its end."""
        if said := number_in(typed):
            parts = tuple(self._departments())
            work = partial(self._signed.app.ask, notices_numbered, said, parts, self._case_in_sight())
            self._runner.run(work, partial(self._numbered, said), self._view.show_not_found)

    def _case_in_sight(self) -> str:
        return self._wanted.case_no if self._wanted is not None else ""

    def _departments(self) -> frozenset[str]:
        return frozenset(part for several in mine(self._signed.me).values() for part in several)

    def _numbered(self, said: str, lines: tuple[NoticeLine, ...]) -> None:
        if self._form is not None:  # begun while the number was looked up: what is typed there stays
            return
        parts = self._departments()
        ours = [line for line in lines if line.notice.department in parts]
        if lines and not ours and lines[0].notice.notice_no.upper() == said.upper():
            other = lines[0].notice
            self._view.show_not_found(
                NotYourDepartment(notice_no=other.notice_no, department=other.department)
            )
            return
        found = meant(said, ours, self._case_in_sight())
        if found is None:
            self._view.show_not_found(not_one(said, ours))
            return
        self._view.show_found(found.notice.notice_no)
        self._read(found)

    # Verbs

    def begin(self, step: str) -> None:
        """Do the verb at once where it asks nothing, or show what it asks."""
        look = self._look
        offer = look.offer(step) if look is not None else None
        if look is None or offer is None or offer.refused is not None or self._busy:
            return
        if not self._is_wanted(look.slip.number):  # another one was chosen, its page still on its way
            return
        if offer.asks:
            want = asking.asked(step, look)
            self._form = (want, look)
            self._view.show_form(want, look)
        else:
            self._send(step, look, {"notice": look.slip.number}, part=False)

    def leave_form(self) -> None:
        """Nothing is asked any more."""
        self._form = None
        self._attaching.forget()
        self._view.show_busy(busy=self._busy)

    def submit(self, answers: Mapping[str, Told], files: Sequence[int], *, finish: bool = False) -> None:
        """Do the verb with what stands in the fields; ``finish``: what is short is not sent later."""
        if self._form is None or self._busy:
            return
        want, look = self._form
        if self._attaching.wait(look.slip.number, partial(self._submit_with, answers, files, finish)):
            self._view.show_busy(busy=True)
            return
        if empty := asking.lacking(want, look, answers, files, finish=finish):
            self._view.show_refused(BadInput(empty))
            return
        try:
            data = asking.data_of(want, look, answers, files, finish=finish)
        except BadField as refused:
            self._view.show_refused(refused)
        else:
            self._send(want.step, look, data, part="part" in data)

    def _submit_with(
        self, answers: Mapping[str, Told], files: Sequence[int], finish: bool, came: Sequence[int]
    ) -> None:
        self._view.show_busy(busy=False)
        self.submit(answers, tuple(dict.fromkeys((*files, *came))), finish=finish)

    def confirm_case(self) -> None:
        """Confirm every notice of the case that is done."""
        look = self._look
        if look is not None:
            done = [row for row in look.case.notices if row.state == NoticeState.DONE]
            line = look.slip.line
            self._confirm([replace(look.slip, line=replace(line, notice=row)) for row in done])

    def confirm_column(self, column: str) -> None:
        """Confirm every slip of this column that is done, also those that are not in sight."""
        self._of_column(column, NoticeState.DONE, self._confirm)

    def issued_of(self, column: str, done: Callable[[Sequence[Slip]], None]) -> None:
        """Give ``done`` every slip of this column that nobody has accepted, also those not in sight."""
        self._of_column(column, NoticeState.ISSUED, done)

    def _of_column(self, column: str, state: str, done: Callable[[Sequence[Slip]], None]) -> None:
        who, parts = self._signed, mine(self._signed.me).get(column, ())
        work = partial(read_state, who.app, who.office, parts, state)
        self._runner.run(work, done, self._view.show_refused)

    def _confirm(self, slips: Sequence[Slip]) -> None:
        if slips and not self._busy:
            self._be_busy(busy=True)
            work = partial(acting.confirm_all, self._signed.app, slips)
            numbers = frozenset(slip.number for slip in slips)
            self._runner.run(work, partial(self._confirmed, numbers), self._refused)

    def _confirmed(self, numbers: frozenset[str], told: Confirmed) -> None:
        self._be_busy(busy=False)
        if told.done and self._wanted is not None and self._wanted.notice.notice_no in numbers:
            self.let_go()
        self._view.show_confirmed(told)
        self.refresh()

    def _send(self, step: str, look: Look, data: Mapping[str, object], *, part: bool) -> None:
        self._be_busy(busy=True)
        slip, version = look.slip, self._version(step, look)
        work = partial(acting.act, self._signed.app, step, slip.notice, slip.line.case_no, data, version)
        failed = partial(self._not_done, step, slip.number, version)
        self._runner.run(work, partial(self._done, step, look, part), failed)

    def _version(self, step: str, look: Look) -> int:
        """What it is done from: where I never heard whether it was, the version from which I did it."""
        *said, before = self._unheard or ("", "", 0)
        return before if said == [step, look.slip.number] else look.page.case.complaint.version

    def _done(self, step: str, look: Look, part: bool, case: Case) -> None:
        self._be_busy(busy=False)
        self._form = self._unheard = None
        now = look_of(look.slip.line, replace(look.page, case=case), self._signed.login)
        if self._is_wanted(look.slip.number):  # else another one was found meanwhile
            self._go_on(step, look.slip, now, part)
        self._view.show_done(step, now, part=part)
        self.refresh()

    def _is_wanted(self, number: str) -> bool:
        return self._wanted is not None and self._wanted.notice.notice_no == number

    def _go_on(self, step: str, was: Slip, look: Look, part: bool) -> None:
        self._look = None  # what is pressed before the next one is read is not for this one
        if step == Step.REISSUE_NOTICE:
            self._wanted = replace(look.slip.line, notice=look.page.case.notices[-1])
        elif step in _LEAVES and not part:
            self._wanted = self._after(was)
            if self._wanted is None:
                self.let_go()
        else:
            self._look = look
            self._view.show_look(look)

    def _after(self, slip: Slip) -> NoticeLine | None:
        """The slip beneath this one in its column or list; the one above where it was the last."""
        if self._listed is not None:
            return self._listed.after(slip.number)
        parts = next((all_ for all_ in mine(self._signed.me).values() if slip.notice.department in all_), ())
        column = [each for each in self._slips.values() if each.notice.department in parts]
        at = next((at for at, each in enumerate(column) if each.number == slip.number), None)
        rest = [*column[at + 1 :], *column[:at][::-1]] if at is not None else []
        usual = (each for each in rest if each.notice.state == slip.notice.state)
        return next((each.line for each in (*usual, *rest)), None)

    def _not_done(self, step: str, slip: str, version: int, error: CodedError) -> None:
        if isinstance(error, Trouble) and step in _COUNTED:
            self._unheard = step, slip, version
        self._be_busy(busy=False)
        self._view.show_refused_of(slip, error)
        self.refresh()

    def _refused(self, error: CodedError) -> None:
        self._be_busy(busy=False)
        self._view.show_refused(error)
        self.refresh()

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy=busy)

    # Files and copies

    def attach(self, name: str, content: Callable[[], bytes]) -> None:
        """Keep this picture as the selected notice's; ``content`` is made in the lane for files."""
        if self._look is not None:
            self._attach(self._look, name, content)

    def attach_file(self, file: Path) -> None:
        """Keep the file of this name as the selected notice's."""
        if self._look is not None:
            self._attach(self._look, file.name, partial(acting.content_of, file))

    def _attach(self, look: Look, name: str, content: Callable[[], bytes]) -> None:
        step = self._form[0].step if self._form is not None else ""
        self._attaching.begin(look, name, acting.kind_of(look, step), content)

    def attached(self, slip: str, number: int, name: str) -> None:
        """A file was kept as this slip's."""
        self._view.show_attached(slip, number, name)
        self.refresh()

    def not_attached(self, slip: str, error: CodedError) -> None:
        """It was not: what waited for it is not sent without it."""
        if self._form is not None and self._form[1].slip.number == slip:
            self._view.show_busy(busy=self._busy)
        self._view.show_refused_of(slip, error)

    def copy(self, draw: Callable[[bytes], P], done: Callable[[P], None]) -> None:
        """Draw the selected slip's paper, in the lanes; ``draw`` makes a picture of a PDF."""
        if self._look is not None:
            paper = paper_of(self._look.slip, papers_of_notices()[0])
            pictured(self._signed, self._runner, paper, draw, done)
