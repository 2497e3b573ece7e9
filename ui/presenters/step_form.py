"""Taking a step: what was filled in becomes its JSON and goes to the core; refusals come back to fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.app import App
from aftersales.domain import authority, policy
from aftersales.domain.case import Case
from aftersales.domain.cautions import Caution, batches_complained
from aftersales.domain.errors import BadField, BadInput, CodedError, DomainError, Trouble
from aftersales.domain.office import Desk
from aftersales.domain.reading import Reader
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.steps.proposing import shared
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.attaching import NewFile, with_evidence
from aftersales.usecases.once import DoneWithOtherWords
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import LARGEST_FILE, EmptyAttachment, take
from ui.presenters.case import desk_of
from ui.presenters.live.merging import Merged, Others, merged, mine_since, others_since
from ui.presenters.live.reconsidering import Changed, changed_for
from ui.presenters.live.taking_back import Made, made_by
from ui.presenters.photos.kept import Came, FileShelf
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed
from ui.presenters.step_fields import LINE, Question, Sheet, Told, as_of, empty, given, row_given, sheet_of

_WEIGHTY = frozenset("kind batch qty unit_value amount share_company share_customer share_department".split())
"""What a row comes to; the rest of it may still be half typed."""
WEIGHED: frozenset[str] = frozenset({Step.PROPOSE, Step.DECIDE})
"""Steps whose rows of remedies are summed and held against the limits while they are typed."""
MOST_LINES = 20
"""So many product lines are added by one form."""
MOST_MERGES = 3
"""So many times a submit is carried over to a case that moved meanwhile; then its person is asked."""


@dataclass(frozen=True)
class Weighed:
    """What the rows come to, in 分: all, ours, ours in the window before; what is odd about them.

    ``within``: service may decide it; else ``approvers`` (logins, in order), or ``refused`` says why nobody.
    """

    total: int = 0
    ours: int = 0
    past: int = 0
    within: bool = True
    approvers: tuple[str, ...] = ()
    refused: DomainError | None = None
    cautions: tuple[Caution, ...] = ()


class StepFormView(Protocol):
    """What the form can show."""

    def show_sheet(self, sheet: Sheet) -> None:
        """Ask these questions."""

    def show_weighed(self, weighed: Weighed) -> None:
        """Say what the remedies come to and who must approve."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether the step is on its way."""

    def show_refused(self, error: CodedError) -> None:
        """Say everything that is refused, beside its field."""

    def show_merged(self, merged: Merged, others: Others, changed: Changed) -> None:
        """Show what stands now with mine over it; ask where both changed it, or what it is about did."""

    def show_over(self, refused: DomainError, others: Others) -> None:
        """The case moved meanwhile and the step cannot be taken any more; what was filled in stays."""

    def show_line(self, sheet: Sheet) -> None:
        """One product line more is asked, the sheet's last group."""

    def drop_line(self, sheet: Sheet) -> None:
        """The product line that was the last is asked no more."""

    def show_joined(self, merged: Merged, others: Others) -> None:
        """The step was taken together with what the others had changed meanwhile."""

    def show_taken(self, step: str) -> None:
        """The step was taken."""

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None) -> None:
        """A step was taken whose form was put away meanwhile."""

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        """A step was refused whose form was put away meanwhile."""


class StepFormPresenter:
    """One form for one step on one case; nothing typed is lost by a refusal."""

    def __init__(self, view: StepFormView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._page: CasePage | None = None
        self._sheet: Sheet | None = None
        self._file: Path | None = None
        self._given: Mapping[str, str] = {}
        self._form, self._busy = 0, False
        self._joined: tuple[Merged, Others] | None = None
        self._merges = 0
        self._unheard: int | None = None
        self._evidence: Callable[[], list[NewFile]] | None = None
        self.made: Made | None = None
        """What the step that was just taken has made, where it can be taken back."""

    def begin(self, step: str, page: CasePage, given_by_name: Mapping[str, str]) -> None:
        """Ask what the step takes."""
        self.end()
        self._page, self._file, self._evidence = page, None, None
        self._given, self._joined, self._merges = as_of(step, page, given_by_name), None, 0
        self._unheard, self._sheet = None, sheet_of(step, page, self._given)
        self._view.show_sheet(self._sheet)
        self._ready()
        remedies = next((q for q in self._sheet.questions() if q.name == "remedies"), None)
        if step in WEIGHED and remedies is not None:
            self.weigh(tuple(row for row in remedies.value if isinstance(row, Mapping)))

    def end(self) -> None:
        """The form is put away: whatever is still on its way only tells how it went."""
        self._form, self._busy = self._form + 1, False

    def add_line(self) -> None:
        """Ask for one product line more."""
        page, sheet = self._page, self._sheet
        if page is None or sheet is None or self._busy or len(sheet.fresh) >= MOST_LINES:
            return
        self._sheet = sheet_of(sheet.step, page, self._given, len(sheet.fresh) + 1)
        self._view.show_line(self._sheet)

    def drop_line(self) -> None:
        """Ask no more for the product line that was added last."""
        page, sheet = self._page, self._sheet
        if page is not None and sheet is not None and not self._busy and sheet.may_drop:
            self._sheet = sheet_of(sheet.step, page, self._given, len(sheet.fresh) - 1)
            self._view.drop_line(self._sheet)

    def need_lines(self, paths: Iterable[str]) -> None:
        """Ask for as many product lines as these fields are of."""
        numbers = [int(path.split(".")[1]) for path in paths if path.startswith(f"{LINE}.")]
        while self._sheet is not None and numbers and max(numbers) > max(self._sheet.lines, default=0):
            before = self._sheet
            self.add_line()
            if self._sheet is before:
                return

    def instead(self, step: str) -> None:
        """Take this step with what is filled in: deciding and proposing ask the same."""
        if self._sheet is not None and {step, self._sheet.step} <= WEIGHED:
            self._sheet = replace(self._sheet, step=step)

    def attach(self, file: Path) -> None:
        """This file is to be attached."""
        self._file = file

    @property
    def file_name(self) -> str:
        """What is to be attached; "" while nothing is."""
        return self._file.name if self._file is not None else ""

    def bring(self, files: Sequence[Came], shelf: FileShelf) -> None:
        """These files, which lie on the shelf, are the step's evidence."""
        self._evidence = partial(_brought, tuple(files), shelf) if files else None

    def weigh(self, rows: Sequence[Mapping[str, Told]]) -> None:
        """Sum the remedies as they stand and look up who may decide them."""
        if self._page is not None:
            desk = desk_of(self._page, self._signed.login)
            self._view.show_weighed(weighed(self._page, desk, remedies_of(rows, desk)))

    def submit(self, answers: Mapping[str, Told], marks: Mapping[str, str]) -> None:
        """Take the step with what stands in the fields; ``answers`` and ``marks`` (不详/无) by path."""
        page, sheet = self._page, self._sheet
        if page is None or sheet is None or self._busy:
            return
        self._busy, self._merges = True, 0
        self._view.show_busy(busy=True)
        sent = _Sent(self._form, page, sheet, answers, marks, self._evidence)
        if sheet.file:
            work = partial(_bytes_of, self._file)
            self._runner.run(
                work, partial(self._with_file, sent), partial(self._refused, sent), lane=Lane.FILES
            )
        else:
            self._send(sent)

    def _with_file(self, sent: _Sent, content: bytes) -> None:
        self._send(replace(sent, content=content))

    def _send(self, sent: _Sent) -> None:
        data = data_of(sent.sheet, sent.answers, sent.marks)
        told, app, case = (*sent.named, data), self._signed.app, sent.page.case
        version = case.complaint.version
        if sent.evidence is not None:
            work = partial(_with_evidence, app, told, sent.evidence, version)
        else:
            work = partial(app.do, take, *told, version=version, content=sent.content, seen=case.customer)
        self._runner.run(work, partial(self._taken, sent), partial(self._refused, sent))

    def _taken(self, sent: _Sent, case: Case) -> None:
        made = made_by(sent.sheet.step, case)
        if sent.form != self._form:
            self._view.show_taken_elsewhere(*sent.named, made)
            return
        self._ready()
        self.made = made
        if self._joined is not None:
            self._view.show_joined(*self._joined)
        self._view.show_taken(sent.sheet.step)

    def _refused(self, sent: _Sent, error: CodedError) -> None:
        if sent.form != self._form:
            self._view.show_refused_elsewhere(*sent.named, error)
        elif isinstance(error, SomeoneElseWasFaster) and self._merges < MOST_MERGES:
            self._merges += 1
            app = self._signed.app
            work = partial(app.ask, case_page, sent.page.case.complaint.case_no, app.clock)
            self._runner.run(work, partial(self._moved, sent, error), partial(self._refused, sent))
        else:
            if isinstance(error, Trouble):
                self._unheard = sent.page.case.complaint.version  # it may be written, the answer lost
            self._ready()
            self._view.show_refused(error)

    def _ready(self) -> None:
        self._busy = False
        self._view.show_busy(busy=False)

    # The case moved meanwhile

    def _moved(self, sent: _Sent, refused: CodedError, now: CasePage) -> None:
        """Carry what was filled in over to the case as it stands now; send it if nothing is asked."""
        if sent.form != self._form:
            self._view.show_refused_elsewhere(*sent.named, refused)
            return
        step, case_no, version = *sent.named, sent.page.case.complaint.version
        if version == self._unheard and mine_since(now, version, self._signed.login, step):
            self._ready()
            self._view.show_refused(DoneWithOtherWords(case_no=case_no))
            return
        others = others_since(now, version)
        try:
            policy.may(step, now.case, desk_of(now, self._signed.login))
        except DomainError as over:
            self._ready()
            self._view.show_over(over, others)
            return
        asked = sheet_of(step, now, self._given, len(sent.sheet.fresh))
        found = merged(sent.sheet, asked, sent.answers, sent.marks)
        self._page, self._sheet = now, found.sheet
        changed = changed_for(step, sent.page.case, now.case, sent.answers.get("notice"))
        self._joined = None if changed else (found, others)
        self._view.show_merged(found, others, changed)
        if found.agrees and not changed:
            self._send(replace(sent, page=now, sheet=found.sheet, answers=found.answers, marks=found.marks))
        else:
            self._ready()


@dataclass(frozen=True)
class _Sent:
    """What is being sent: of which form, counted as they are opened, on which page of which case."""

    form: int
    page: CasePage
    sheet: Sheet
    answers: Mapping[str, Told]
    marks: Mapping[str, str]
    evidence: Callable[[], list[NewFile]] | None
    content: bytes | None = None

    @property
    def named(self) -> tuple[str, str]:
        """The step and its case."""
        return self.sheet.step, self.page.case.complaint.case_no


def _bytes_of(file: Path | None) -> bytes:
    """The bytes to attach. Raises EmptyAttachment where no file was chosen or it cannot be read."""
    if file is None:
        return b""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EmptyAttachment(field="attachment.name") from error


def _brought(files: tuple[Came, ...], shelf: FileShelf) -> list[NewFile]:
    """The files with their bytes. Raises FileNotKept."""
    return [file.new(shelf.read(file.sha256), "office") for file in files]


def _with_evidence(
    app: App, told: tuple[str, str, Mapping[str, object]], evidence: Callable[[], list[NewFile]], version: int
) -> Case:
    """Take the step together with its evidence; ``told``: step, case and data."""
    return app.do(with_evidence, *told, evidence(), version=version)


def data_of(sheet: Sheet, answers: Mapping[str, Told], marks: Mapping[str, str]) -> dict[str, object]:
    """The step's JSON: what was changed or must be said, product lines by number, 不详 and 无 under ``na``.

    In a product line ``answers`` holds the word of the mark: rows say it in place of the value.
    """
    data: dict[str, object] = {}
    na: dict[str, str] = {}
    lines: dict[int, dict[str, object]] = {}
    for question in sheet.questions():
        mark, value = marks.get(question.path, ""), answers.get(question.path, question.value)
        of_line = question.table.startswith(f"{LINE}.")
        into = lines.setdefault(int(question.table.split(".")[1]), {}) if of_line else data
        if mark and mark != question.mark and not of_line:
            na[question.name] = mark
            if question.value:
                into[question.name] = given(question.spec, empty(question.spec))
        elif mark != question.mark or (not mark and _changed(question, value)):
            into[question.name] = given(question.spec, value)
    said = _lines_said(sheet, lines)
    return {**data, **({"na": na} if na else {}), **({LINE: said} if said else {})}


def _lines_said(sheet: Sheet, lines: Mapping[int, Mapping[str, object]]) -> list[dict[str, object]]:
    """The product lines up to the last of which something is said: so each refusal names its own number."""
    last = max((number for number, row in lines.items() if row), default=0)
    wanted = [number for number in sorted(lines) if number <= last]
    return [
        {**({} if number in sheet.fresh else {"no": number}), **lines[number]}
        for number in wanted
        if lines[number] or number not in sheet.fresh
    ]


def _changed(question: Question, value: Told) -> bool:
    now = given(question.spec, value)
    return now != given(question.spec, question.value) or (question.sent and now not in (None, []))


class _Codes:
    """The vocabulary of a form: it speaks codes only."""

    def code(self, dictionary: str, word: str) -> str | None:
        """The code itself; whether the office has it is asked when the step is taken."""
        return word if dictionary else None


def remedies_of(rows: Sequence[Mapping[str, Told]], desk: Desk) -> tuple[Remedy, ...]:
    """The rows that can be read as they stand; half-typed ones count once they can be."""
    reader = Reader(_Codes(), desk.office.zone)
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_summed(Remedy(**reader.row(Remedy, row_given(Remedy, row), _WEIGHTY), no=number)))
        except (BadInput, BadField):
            continue
    return tuple(row for row in found if row.kind)


def _summed(row: Remedy) -> Remedy:
    """The row with its amount and shares. Raises SharesDiffer."""
    if row.amount is None and row.qty is not None and row.unit_value is not None:
        row = replace(row, amount=int(row.qty * row.unit_value))
    return shared(row)


def weighed(page: CasePage, desk: Desk, rows: Sequence[Remedy]) -> Weighed:
    """What the rows come to, and who may decide them."""
    case, ours, scopes = page.case, authority.value_of(rows), authority.scopes_of(rows)
    odd = (*page.gifts.cautions(rows), *batches_complained(rows, case))
    told = Weighed(sum(row.amount or 0 for row in rows), ours, desk.past, cautions=odd)
    if case.complaint.severity in authority.GRAVE or not _covered(desk, ours + desk.past, scopes):
        return _who(told, case, desk, scopes)
    return told


def _covered(desk: Desk, value: int, scopes: tuple[str, ...]) -> bool:
    try:
        authority.service_must_cover(desk, value, scopes)
    except authority.OverLimit:
        return False
    return True


def _who(told: Weighed, case: Case, desk: Desk, scopes: tuple[str, ...]) -> Weighed:
    try:
        chain = authority.chain(desk, case, told.ours + told.past, scopes)
    except authority.NoApprover as refused:
        return replace(told, within=False, refused=refused)
    return replace(told, within=False, approvers=tuple(person.login for person in chain))
