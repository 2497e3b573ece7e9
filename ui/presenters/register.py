"""登记 and 快速处理: one form while the customer speaks, kept as a draft until it is a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.cautions import cautions_for
from aftersales.domain.codes import Clock
from aftersales.domain.errors import CodedError
from aftersales.domain.office import Office
from aftersales.domain.records.product import Product
from aftersales.domain.workflow import Step
from aftersales.storage.queries.caller import office_time, products_on_sale
from aftersales.storage.queries.case import read_office
from aftersales.usecases.attaching import NewFile, take_with_files, with_files
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import CUSTOMER, register
from ui.presenters.calls.dues import first_dues
from ui.presenters.calls.gifts import Gifts
from ui.presenters.calls.known import Caller, CustomerLine, Knowing, KnownBatch, Likeness
from ui.presenters.calls.paper import PaperNotSaved, printed, put_down
from ui.presenters.calls.shown import Form, LeftUnsent, Setting, View, setting_of
from ui.presenters.drafts import Draft, Drafts, new_id
from ui.presenters.filled import (
    CHOSEN,
    FILES,
    Values,
    as_contact,
    asked,
    carried,
    is_blank,
    unfilled,
)
from ui.presenters.photos.kept import Came, FileShelf, came
from ui.presenters.runner import Lane, Runner
from ui.presenters.step_form import remedies_of

__all__ = [
    "Caller",
    "CustomerLine",
    "Form",
    "KnownBatch",
    "LeftUnsent",
    "Likeness",
    "PaperNotSaved",
    "RegisterPresenter",
    "Setting",
    "View",
    "first_dues",
    "put_down",
]


FROM = "customer"
"""From whom they are, as far as a call tells."""


@dataclass
class RegisterPresenter:
    """The screen's state: the draft in hand, the form, who calls. ``now`` gives UTC."""

    app: App
    runner: Runner
    view: View
    drafts: Drafts
    papers: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """This computer's clock (UTC), for drafts only: what an office reckons with, its own clock says."""
    form: Form = Form.LONG
    paper_wanted: bool = False

    def __post_init__(self) -> None:
        self._draft = new_id()
        self._kept: Draft | None = None
        self.left: Draft | None = None
        """The draft that was on the screen before the one in hand."""
        self._office: Office | None = None
        self._busy = False
        self._since: Values | None = None
        self.knows = Knowing(self.app, self.runner, self.view)
        self.gifts = Gifts(self.app, self.runner, self.view, remedies_of)
        self.shelf = FileShelf(self.drafts.folder / "files")

    @property
    def in_hand(self) -> str:
        """The name of the draft on the screen."""
        return self._draft

    # Opening and drafts

    def open(self) -> None:
        """Fetch what the form offers, and bring back what a crash left."""
        self.runner.run(lambda: (self.app.ask(read_office), self.app.ask(products_on_sale)), self._set)
        self.runner.run(self.drafts.left_open, self._back, self._not_kept, lane=Lane.FILES)
        self.runner.run(self._tidied, lambda _: None, self._not_kept, lane=Lane.FILES)

    def _tidied(self) -> None:
        """Forget what was given up, and files that no draft names."""
        self.drafts.forget()
        self.shelf.sweep(file.sha256 for draft in self.drafts.all() for file in came(draft.values.get(FILES)))

    def _set(self, found: tuple[Office, tuple[Product, ...]]) -> None:
        self._office, products = found
        self.knows.offer(products)
        self.view.show_setting(setting_of(self._office, products, self.app.login))
        self.severity("general")

    def _back(self, draft: Draft | None) -> None:
        if draft is not None:
            self._show(draft)
        self.list_drafts(back=draft is not None)

    def list_drafts(self, *, back: bool = False) -> None:
        """Tell which drafts wait besides the one in hand."""

        def told(found: tuple[Draft, ...]) -> None:
            self.view.show_drafts(tuple(each for each in found if each.id != self._draft), back=back)

        self.runner.run(self.drafts.all, told, self._not_kept, lane=Lane.FILES)

    def take_up(self, draft: Draft, values: Values) -> None:
        """Go on with another draft; what is on the screen is kept first."""
        self._put_aside(values)
        self._show(draft)
        self.keep(draft.values)
        self.list_drafts()

    def _show(self, draft: Draft) -> None:
        self._hold(draft.id, draft)
        self.form = Form(draft.form)
        self._show_call(draft.values)
        self.typed(draft.values)
        self.knows.batches(draft.values)
        name, phones = (str(draft.values.get(field) or "") for field in ("cust_name", "phones"))
        if chosen := draft.values.get(CUSTOMER):
            self.knows.is_customer(str(chosen), name)
        self.knows.telephone(phones)

    def fresh(self, values: Values) -> None:
        """Begin another registration; this one stays among the drafts."""
        self._put_aside(values)
        self._begin()

    def _put_aside(self, values: Values) -> None:
        """Leave it among the drafts; what was typed after it was sent, as one of its own."""
        if self._since is not None:
            self._hold(new_id(), None)
        self.leave(values)

    def _begin_next(self) -> None:
        """What was sent is done: the blank form comes; what was typed meanwhile waits as a draft."""
        if self._since is not None:
            self._put_aside(self._since)
        self._begin()

    def _hold(self, id_: str, kept: Draft | None) -> None:
        """Another draft comes on the screen; what is on its way for the last one binds it no more."""
        self._draft, self._kept, self._since = id_, kept, None
        if self._busy:
            self._tell_busy(busy=False)

    def _begin(self) -> None:
        self._hold(new_id(), None)
        self._show_call({})
        self.typed(CHOSEN)
        self.list_drafts()

    def _show_call(self, values: Values) -> None:
        """Another call comes on the screen: what was known of the last one is none of its."""
        self.knows.begin()
        self.view.show_form(self.form, values)
        self.view.show_duplicates(())
        self.view.show_batches(())
        self.view.show_caller(None)

    def keep(self, values: Values) -> None:
        """Put what was typed on disk; called within two seconds of typing."""
        draft = self._as_draft(values)
        if is_blank(values) or (self._kept is not None and self._kept.values == draft.values):
            return
        self._kept = draft
        self.runner.run(
            lambda: self.drafts.write(draft),
            lambda _: self.view.show_saved(datetime.fromisoformat(draft.saved_at)),
            self._not_kept,
            lane=Lane.FILES,
        )

    def _as_draft(self, values: Values) -> Draft:
        """What was typed, and who was chosen by name: his number alone tells it when it is taken up again."""
        chosen = {CUSTOMER: self.knows.choice} if self.knows.choice else {}
        return Draft(self._draft, self.form, {**values, **chosen}, self.now().isoformat())

    def _not_kept(self, error: CodedError) -> None:
        self._kept = None
        self.view.show_not_saved(str(error.facts.get("why", "")))

    def leave(self, values: Values) -> None:
        """The screen is left in peace: what was typed stays as a draft that is no crash."""
        self.keep(values)
        kept = self._kept
        if kept is not None and kept.id == self._draft:
            self.left = kept
            self.runner.run(lambda: self.drafts.close(kept), lambda _: None, self._not_kept, lane=Lane.FILES)

    def discard(self, draft: Draft) -> None:
        """Give up a draft that waits."""
        self._discard(draft, shown=False)

    def discard_this(self, values: Values) -> None:
        """Give up what is on the screen; it can be taken back."""
        self.keep(values)
        draft = self._kept
        self._begin()
        if draft is not None:
            self._discard(draft, shown=True)

    def _discard(self, draft: Draft, *, shown: bool) -> None:
        def gone(_: None) -> None:
            self.list_drafts()
            self.view.show_discarded(draft, shown=shown)

        self.runner.run(lambda: self.drafts.discard(draft.id), gone, self._not_kept, lane=Lane.FILES)

    def restore(self, draft: Draft, values: Values, *, shown: bool) -> None:
        """Take a draft back that was given up; onto the screen where it stood there."""

        def back(_: None) -> None:
            if shown:
                self.take_up(draft, values)
            else:
                self.list_drafts()

        self.runner.run(lambda: self.drafts.restore(draft.id), back, self._not_kept, lane=Lane.FILES)

    # While typing

    def switch(self, form: Form, values: Values) -> None:
        """The other way of the form, with what was typed."""
        self.form = form
        there = carried(values, quick=form is Form.QUICK)
        self.view.show_form(form, there)
        self.typed(there)
        self.keep(there)

    def edited(self, values: Values) -> None:
        """A person typed: what is told of the call follows; what was sent already is without it."""
        if self._busy:
            self._since = values
        self.typed(values)
        self.telephone(str(values.get("phones") or ""))

    def typed(self, values: Values) -> None:
        """Tell what is still missing."""
        self.view.show_missing(unfilled(self.form, values))

    def join(self, case_no: str, values: Values) -> None:
        """Take the call as a contact of that case; what was typed is put away, and can be taken back."""
        if not self._busy:
            self._send(values, partial(self._join, case_no))

    def _join(self, case_no: str, draft: Draft, new: Sequence[NewFile]) -> None:
        words = self.app.language.vocabulary(self._office.entries if self._office else ())
        data = as_contact(draft.form, draft.values, words)
        self.runner.run(
            lambda: self.app.do(take_with_files, Step.CONTACT, case_no, data, new, key=draft.id),
            lambda _: self._joined(case_no, draft),
            partial(self._refused, draft),
        )

    def _joined(self, case_no: str, draft: Draft) -> None:
        if self._answered(draft):
            self._begin_next()
        self.runner.run(
            partial(self.drafts.discard, draft.id),
            lambda _: self.list_drafts(),
            self._not_kept,
            lane=Lane.FILES,
        )
        self.view.show_joined(case_no, draft)

    def add_files(self, id_: str, files: Sequence[Came]) -> None:
        """These files have come for a draft that was left meanwhile: they wait with it."""
        self.runner.run(
            partial(_added, self.drafts, id_, files),
            lambda _: self.list_drafts(),
            self._not_kept,
            lane=Lane.FILES,
        )

    def severity(self, severity: str) -> None:
        """Tell by when what follows would be due at this severity."""
        office = self._office
        if office is not None:
            app = self.app

            def work() -> tuple[tuple[tuple[Clock, datetime], ...], datetime]:
                now = app.ask(office_time)
                return first_dues(office, severity, now), now

            self.runner.run(work, lambda told: self.view.show_limits(*told), self.view.show_refused)

    def telephone(self, text: str) -> None:
        """Find who has this number."""
        self.knows.telephone(text)

    def compare(self, values: Values) -> None:
        """Look for cases that may be the same complaint."""
        self.knows.compare(values)

    # Submitting

    def submit(self, values: Values) -> None:
        """Sign and register, or refuse with every problem at once; a second press while it runs is none."""
        if not self._busy:
            self._send(values, self._submit)

    def _send(self, values: Values, verb: Callable[[Draft, Sequence[NewFile]], None]) -> None:
        """Have the verb done with the draft on the screen and its files: whatever comes there meanwhile."""
        self.keep(values)
        draft, files = self._as_draft(values), came(values.get(FILES))
        self._since = None
        self._tell_busy(busy=True)
        if files:
            work, refused = partial(_new, self.shelf, files), partial(self._refused, draft)
            self.runner.run(work, partial(verb, draft), refused, lane=Lane.FILES)
        else:
            verb(draft, ())

    def _submit(self, draft: Draft, new: Sequence[NewFile]) -> None:
        verb = quick if draft.form == Form.QUICK else register
        work = partial(self.app.do, with_files, verb, asked(draft.form, draft.values), new, key=draft.id)
        self.runner.run(work, partial(self._registered, draft), partial(self._refused, draft))

    def _tell_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.view.show_busy(busy=busy)

    def _answered(self, draft: Draft) -> bool:
        """Whether what was sent is still on the screen; it is on its way no more."""
        here = draft.id == self._draft
        if here:
            self._tell_busy(busy=False)
        return here

    def _refused(self, draft: Draft, error: CodedError) -> None:
        if self._answered(draft):
            self.view.show_refused(error)
        else:
            self.view.show_refused_draft(draft, error)

    def _registered(self, draft: Draft, case: Case) -> None:
        here = self._answered(draft)
        self.runner.run(
            partial(self.drafts.remove, draft.id), lambda _: None, self._not_kept, lane=Lane.FILES
        )
        if here:
            self._begin_next()
        else:
            self.list_drafts()
        told, office = case.complaint, self._office
        found = cautions_for(office.person(self.app.login), case, office) if office is not None else ()
        self.view.show_registered(told.case_no, told.state, found)
        if self.paper_wanted:
            self._print(case.complaint.case_no)

    def _print(self, case_no: str) -> None:
        self.runner.run(
            partial(printed, self.app, case_no),
            partial(self._put_down, case_no),
            self.view.show_refused,
        )

    def _put_down(self, case_no: str, paper: bytes) -> None:
        file = self.papers / f"{case_no}.pdf"
        self.runner.run(
            lambda: put_down(file, paper),
            lambda _: self.view.show_paper(file),
            self.view.show_refused,
            lane=Lane.FILES,
        )


def _new(shelf: FileShelf, files: Sequence[Came]) -> tuple[NewFile, ...]:
    return tuple(file.new(shelf.read(file.sha256), FROM) for file in files)


def _added(drafts: Drafts, id_: str, files: Sequence[Came]) -> None:
    """The files with the draft of this name; nothing where it was signed or given up."""
    draft = drafts.one(id_)
    if draft is not None:
        all_of_them = [file.told() for file in (*came(draft.values.get(FILES)), *files)]
        drafts.write(replace(draft, values={**draft.values, FILES: all_of_them}))
