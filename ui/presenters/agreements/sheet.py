"""One agreement: its draft beside its paper as one types, then its way from the issue to the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.domain.agreements.differences import AgreementDifference
from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import BadInput, CodedError
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.drafting import Preview, preview
from aftersales.usecases.printing import Shown, looked_at
from ui.prefs import Prefs
from ui.presenters.agreements import acting
from ui.presenters.agreements.draft import (
    Clauses,
    Typed,
    both_changed,
    data_of,
    kept,
    kept_drafts,
    key_of,
    left_over,
    moved,
    questions_of,
    reopened,
    turned,
    typed_in,
)
from ui.presenters.agreements.looks import AgreementLook, Draft, chosen, look_of
from ui.presenters.notices.acting import content_of
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed
from ui.presenters.step_fields import Told

__all__ = ["AgreementDifference", "AgreementLook", "Draft", "Preview", "SheetPresenter", "SheetView", "Told"]

DRAFTS = "agreements.drafts"
"""What was typed of a draft and is not saved yet, among what the window remembers."""


class SheetView(Protocol):
    """What the page of one agreement shows."""

    def show_agreement(self, look: AgreementLook) -> None:
        """Head, way and verbs."""

    def show_draft(self, draft: Draft) -> None:
        """The fields of a draft that was opened."""

    def show_preview(self, preview: Preview) -> None:
        """How the draft stands now: clauses, what is missing, cautions, the paper."""

    def show_unread(self, error: CodedError) -> None:
        """What was typed cannot be read: say it beside the fields; the paper stays."""

    def show_paper(self, content: bytes) -> None:
        """The kept bytes of what was issued."""

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:
        """Ask for what the step takes."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether a verb is on its way."""

    def show_done(self, step: str, row: Agreement) -> None:
        """The verb was done; the agreement as it is now."""

    def show_difference(self, older: Agreement, newer: Agreement, told: AgreementDifference) -> None:
        """What the newer one says otherwise."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not."""

    def show_refused_elsewhere(self, step: str, case_no: str, row: Agreement, error: CodedError) -> None:
        """Say why a verb on an agreement that is not shown any more was not done."""

    def show_none(self, error: CodedError) -> None:
        """There is no such agreement."""


class SheetPresenter:
    """One agreement at a time; nothing typed is lost, whatever happens meanwhile."""

    def __init__(self, view: SheetView, runner: Runner, signed: Signed, prefs: Prefs) -> None:
        self._view, self._runner, self._signed, self._prefs = view, runner, signed, prefs
        self._drafts = kept_drafts(prefs.text(DRAFTS))
        self._case_no, self._number = "", ""
        self._look: AgreementLook | None = None
        self._draft: Draft | None = None
        self._typed = Typed()
        self._clauses: Clauses = ()
        self._asked: Ticket | None = None
        self._turn = 0
        self._busy = self._opening = self._own = False

    @property
    def look(self) -> AgreementLook | None:
        """The agreement that is shown."""
        return self._look

    @property
    def typed(self) -> Typed:
        """What was typed and is not saved."""
        return self._typed

    @property
    def busy(self) -> bool:
        """Whether a verb is on its way: no other begins meanwhile."""
        return self._busy

    # Opening

    def open(self, case_no: str, number: str = "") -> None:
        """Show the agreement with this number (X1) of the case, the one at work without a number."""
        self._case_no, self._number = case_no, number
        self._look, self._draft = None, None
        self.refresh()

    def refresh(self) -> None:
        """Ask again; what is typed stays."""
        if self._case_no:
            app, case_no = self._signed.app, self._case_no
            work = partial(app.ask, case_page, case_no, app.clock)
            self._runner.run(work, partial(self._came, case_no, self._number), self._view.show_none)

    def _came(self, case_no: str, number: str, page: CasePage) -> None:
        if (case_no, number) != (self._case_no, self._number):
            return
        row = chosen(page.case, number)
        if row is None:
            self._view.show_none(NoSuchRow(table="agreement", number=number or None))
            return
        before, self._look = self._look, look_of(page, row, self._signed.login)
        self._view.show_agreement(self._look)
        if before is not None and before.row == row and (self._draft or row.state != AgreementState.DRAFT):
            return
        if row.state == AgreementState.DRAFT:
            self._open_draft(page, row)
        else:
            self._show_kept(row)

    def _show_kept(self, row: Agreement) -> None:
        self._draft, self._typed = None, Typed()
        self._turn += 1
        tail = (row.agr_no or "").rsplit("-", 1)[-1]
        work = partial(self._signed.app.look, looked_at, "agreement", self._case_no, tail)
        self._runner.run(work, partial(self._kept_came, self._turn), self._view.show_refused)

    def _kept_came(self, turn: int, shown: Shown) -> None:
        if turn == self._turn:
            self._view.show_paper(shown.content)

    # The draft

    def _open_draft(self, page: CasePage, row: Agreement) -> None:
        questions = questions_of(page, row)
        before = self._draft.questions if self._draft and not self._own else ()
        self._typed = reopened(self._drafts.get(key_of(self._case_no, row), Typed()), questions, row)
        asked = Draft(questions, frozenset(), self._typed, both_changed(before, questions, self._typed))
        self._draft, self._opening, self._own = asked, True, False
        self._preview(self._first_preview, self._first_unread)

    def _first_preview(self, told: Preview) -> None:
        wanting = {str(one.facts.get("field", "")) for one in told.problems}
        self._show_draft(wanting)
        self._previewed(told)

    def _first_unread(self, error: CodedError) -> None:
        self._show_draft(set())
        self._view.show_unread(error)

    def _show_draft(self, wanting: set[str]) -> None:
        self._opening = False
        if self._draft is not None:
            first = wanting | set(self._typed.texts)
            self._draft = replace(self._draft, wanting=frozenset(first), typed=self._typed)
            self._view.show_draft(self._draft)

    def _preview(self, done: Callable[[Preview], None], failed: Callable[[CodedError], None]) -> None:
        """Ask how the draft stands; only the last question is answered."""
        if self._asked is not None:
            self._asked.cancel()
        self._turn += 1
        turn = self._turn

        def came(told: Preview) -> None:
            if turn == self._turn:
                done(told)

        def refused(error: CodedError) -> None:
            if turn == self._turn:
                failed(error)

        work = partial(self._signed.app.look, preview, self._case_no, self.data())
        self._asked = self._runner.run(work, came, refused)

    def _previewed(self, told: Preview) -> None:
        self._clauses = tuple((one.clause.key, one.on) for one in told.choices)
        self._view.show_preview(told)

    def data(self) -> dict[str, object]:
        """What was typed, as the step takes it."""
        return data_of(self._draft.questions, self._typed) if self._draft and self._look else {}

    def type(self, values: Mapping[str, Told]) -> None:
        """These texts stand in the fields now: they are kept beside the window."""
        if self._draft is not None:
            self._keep(replace(self._typed, texts=typed_in(self._draft.questions, values)))

    def turn(self, key: str) -> None:
        """Take this clause in or leave it out."""
        self._choose(turned(self._clauses, key))

    def move(self, key: str, by: int) -> None:
        """Put this clause so many places further within its heading."""
        self._choose(moved(self._clauses, key, by))

    def _choose(self, clauses: Clauses) -> None:
        if self._draft is not None and clauses != self._clauses:
            over = self._clauses if self._typed.clauses is None else self._typed.over
            self._clauses = clauses
            self._keep(replace(self._typed, clauses=clauses, over=over))
            self.look_again()

    def look_again(self) -> None:
        """Draw the paper with what is typed now."""
        if self._draft is not None and self._opening:
            self._preview(self._first_preview, self._first_unread)
        elif self._draft is not None:
            self._preview(self._previewed, self._unread)

    def _unread(self, error: CodedError) -> None:
        if isinstance(error, BadInput):
            self._view.show_unread(error)
        else:
            self._view.show_refused(error)

    def _keep(self, typed: Typed) -> None:
        self._typed = typed
        if self._look is not None:
            self._put(key_of(self._case_no, self._look.row), typed)

    def _put(self, key: str, typed: Typed) -> None:
        if typed.nothing:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = typed
        self._prefs.put(DRAFTS, kept(self._drafts))

    def save(self) -> None:
        """Save the draft as it stands; it stays a draft."""
        look = self._look
        if look is not None and self._draft is not None and not self._typed.nothing:
            self._run(Step.AMEND, partial(acting.save, self._signed.app, _seen(look), self.data()))

    # Verbs

    def begin(self, step: str, given: Mapping[str, str] | None = None) -> None:
        """Do the verb: the draft is issued as it stands, the others ask for what they take."""
        look = self._look
        if look is None or self._busy or look.verbs.get(step, NoSuchRow()) is not None:
            return
        if step == Step.ISSUE_AGREEMENT:
            self._take(step, self.data())
        else:
            self._view.show_form(step, look.page, {**(given or {}), **acting.named(step, look.row)})

    def void(self, reason: str) -> None:
        """作废: the number stays with its paper, a fresh draft takes its place."""
        self._take(Step.VOID_AGREEMENT, {"void_reason": reason.strip()})

    def printed(self) -> None:
        """The paper came out of a printer: noted the first time."""
        look = self._look
        if look is None or look.row.printed_at is not None or look.verbs.get(Step.HAND_OVER_AGREEMENT):
            return
        if Step.HAND_OVER_AGREEMENT in look.verbs:
            self._run("print", partial(acting.note_printed, self._signed.app, _seen(look)))

    def _take(self, step: str, data: Mapping[str, object]) -> None:
        look = self._look
        if look is not None and not self._busy:
            app = self._signed.app
            self._run(step, partial(acting.act, app, step, _seen(look), data))

    def _run(self, step: str, work: Callable[[], Case]) -> None:
        look = self._look
        if look is None:
            return
        self._busy = True
        self._view.show_busy(busy=True)
        questions = self._draft.questions if self._draft else ()
        sent = acting.Sent(step, self._case_no, look.row, questions, self._typed)
        self._runner.run(work, partial(self._done, sent), partial(self._refused, sent))

    def _shows(self, sent: acting.Sent) -> bool:
        """Whether the agreement that was sent is still the one that is shown."""
        look = self._look
        return look is not None and (self._case_no, look.row.no) == (sent.case_no, sent.row.no)

    def _done(self, sent: acting.Sent, case: Case) -> None:
        self._ready()
        if sent.step in (Step.ISSUE_AGREEMENT, Step.AMEND, Step.VOID_AGREEMENT):
            self._saved(sent)
        if sent.step == Step.VOID_AGREEMENT and self._shows(sent):
            self._number = ""  # the draft that takes its place
        self._own = True  # what the draft says otherwise now is my own saving
        self._view.show_done(sent.step, acting.row_of(case, sent.row.no))
        self.refresh()

    def _saved(self, sent: acting.Sent) -> None:
        """What was sent is the agreement's own now; what was typed into a draft since then stays."""
        key, rest = key_of(sent.case_no, sent.row), Typed()
        if sent.step == Step.AMEND:
            rest = left_over(sent.questions, sent.typed, self._drafts.get(key, Typed()))
        self._put(key, rest)
        if self._shows(sent):
            self._typed = rest
            self._draft = self._draft if sent.step == Step.AMEND else None

    def _refused(self, sent: acting.Sent, error: CodedError) -> None:
        self._ready()
        self._not_done(sent, error)

    def _not_done(self, sent: acting.Sent, error: CodedError) -> None:
        if self._shows(sent):
            self._view.show_refused(error)
            self.refresh()
        else:
            self._view.show_refused_elsewhere(sent.step, sent.case_no, sent.row, error)

    def _ready(self) -> None:
        self._busy = False
        self._view.show_busy(busy=False)

    # The scan

    def attach_file(self, file: Path) -> None:
        """Keep this file as the scan."""
        self.attach(file.name, partial(content_of, file))

    def attach(self, name: str, content: Callable[[], bytes]) -> None:
        """Keep this picture as the scan; ``content`` is made in the lane for files."""
        look = self._look
        if look is None or look.verbs.get(Step.ATTACH, NoSuchRow()) is not None:
            return

        sent = acting.Sent(Step.ATTACH, self._case_no, look.row)
        refused = partial(self._not_done, sent)

        def keep(read: bytes) -> None:
            work = partial(acting.attach_scan, self._signed.app, sent.case_no, sent.row, name[-120:], read)
            self._runner.run(work, partial(self._attached, sent), refused)

        self._runner.run(content, keep, refused, lane=Lane.FILES)

    def _attached(self, sent: acting.Sent, told: tuple[int, Case]) -> None:
        number, case = told
        now, look = acting.row_of(case, sent.row.no), self._look
        self._view.show_done(Step.ATTACH, now)
        if now.state in acting.SIGNED or look is None or not self._shows(sent) or look.row != sent.row:
            self.refresh()
            return
        page = replace(look.page, case=case)
        self._look = look_of(page, now, self._signed.login)
        self._view.show_agreement(self._look)
        self.begin(Step.SIGN, {"scan": str(number)})

    # Versions

    def compare(self) -> None:
        """What this one says otherwise than the one before it, or a void one than the one after it."""
        look = self._look
        if look is None:
            return
        other = look.after if look.row.state == AgreementState.VOID else look.before
        if other is None:
            return
        older, newer = (look.row, other) if other.no > look.row.no else (other, look.row)
        data = self.data() if newer.no == look.row.no else {}
        work = partial(acting.compared, self._signed.app, self._case_no, older, newer, data)
        done = partial(self._view.show_difference, older, newer)
        self._runner.run(work, done, self._view.show_refused)


def _seen(look: AgreementLook) -> acting.Seen:
    complaint = look.page.case.complaint
    return acting.Seen(complaint.case_no, complaint.version, look.row)
