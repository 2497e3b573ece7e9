"""What completes while one types: customers by an index of the desk, products by name, code and spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol
from weakref import WeakKeyDictionary

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.checks import read_phones
from aftersales.domain.errors import CodedError
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Product, ProductLine
from aftersales.domain.steps import intake
from aftersales.domain.text import compare_key
from aftersales.storage.queries.caller import (
    Caller,
    KnownBatch,
    caller_numbered,
    known_batches,
    known_caller,
    office_time,
)
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex, CustomerLine
from aftersales.storage.queries.pinyin import learn, spelled
from aftersales.storage.queries.similar import Likeness, likely_duplicates
from ui.presenters.filled import Values, rows_of
from ui.presenters.runner import Lane, Runner, Ticket

__all__ = ["Caller", "CustomerLine", "Knowing", "KnownBatch", "Knows", "Likeness", "index_of", "like"]

OFFERED = 8
"""So many customers or products are offered for what is typed."""
_INDEXES: WeakKeyDictionary[object, CustomerIndex] = WeakKeyDictionary()


def index_of(app: App) -> CustomerIndex:
    """The index of customers of this desk, for the lane of the database only: one for all its pages."""
    return _INDEXES.setdefault(app.store, CustomerIndex())


def like(products: Iterable[Product], typed: str, *, spells: bool = True) -> tuple[Product, ...]:
    """The products in whose name or code the text stands, or whose name it spells; names that begin so first.

    ``spells``: whether spelling is looked at; the first time it reads its table, off the window then.
    """
    key = compare_key(typed)
    pattern = spelled(typed) if spells else None
    if not key:
        return ()
    found = []
    for product in products:
        name = compare_key(product.name)
        if key in name or key in compare_key(product.code) or (pattern and pattern.search(name)):
            found.append((not name.startswith(key), product))
    return tuple(product for _, product in sorted(found, key=lambda pair: pair[0]))


class Knows(Protocol):
    """What a screen shows of who calls."""

    def show_caller(self, caller: Caller | None) -> None:
        """Show what is known of who calls; None for a stranger or no number yet."""

    def show_duplicates(self, alike: tuple[Likeness, ...]) -> None:
        """Warn of cases that may be the same complaint."""

    def show_batches(self, known: tuple[KnownBatch, ...]) -> None:
        """Show what is known of the batches that were typed."""

    def show_customers(self, typed: str, lines: tuple[CustomerLine, ...]) -> None:
        """Offer these customers for what was typed as the name."""

    def show_refused(self, error: CodedError) -> None:
        """Say what cannot be asked."""


class Knowing:
    """Looks up who calls, which product and batch it is about, and which case may be the same."""

    def __init__(self, app: App, runner: Runner, view: Knows) -> None:
        self._app, self._runner, self._view = app, runner, view
        self._products: tuple[Product, ...] = ()
        self._spells = False
        self._looking: Ticket | None = None
        self._call = 0
        self.begin()

    def begin(self) -> None:
        """Another call: nothing is known yet, and what was asked for the one before is not of this one."""
        self._call += 1
        self._caller: Caller | None = None
        self._numbers: tuple[str, ...] = ()
        self._choice = ("", "")
        self._asked: tuple[object, ...] = ()
        self._batches: tuple[str, ...] = ()
        self._other: frozenset[str] = frozenset()

    def offer(self, products: tuple[Product, ...]) -> None:
        """Complete products from these; how they are spelled is read meanwhile."""
        self._products = products
        self._runner.run(learn, self._can_spell, lane=Lane.BEHIND)

    def _can_spell(self, _: None) -> None:
        self._spells = True

    def telephone(self, text: str) -> None:
        """Find who has this number; asks once for the same, and not while a person has said who calls."""
        numbers = tuple(phone.number for phone in read_phones(text) if phone.kind != "other")
        if self._choice[0] or numbers == self._numbers:
            return
        self._numbers = numbers
        if not numbers:
            self._known(numbers, None)
            return
        self._runner.run(
            lambda: self._app.ask(known_caller, numbers),
            partial(self._known, numbers),
            self._view.show_refused,
        )

    def _known(self, numbers: tuple[str, ...], caller: Caller | None) -> None:
        if numbers == self._numbers and not self._choice[0]:
            self._show(caller)

    def _show(self, caller: Caller | None) -> None:
        self._caller = caller
        self._view.show_caller(caller)

    def customers(self, typed: str) -> None:
        """Find customers by what is typed as the name: in any writing, spelled, by number or telephone."""
        if self._looking is not None:
            self._looking.cancel()
        index, wanted = index_of(self._app), CustomerFilter(text=typed.strip(), limit=OFFERED)
        if not wanted.text:
            self._view.show_customers(typed, ())
            return
        self._looking = self._runner.run(
            lambda: self._app.ask(index.find, wanted).lines,
            partial(self._view.show_customers, typed),
            lambda _: None,
        )

    def is_customer(self, cust_no: str, name: str) -> None:
        """The person was chosen from those offered; this name stands in the form for him."""
        self._choice = (cust_no, name)
        work = partial(self._app.ask, caller_numbered, cust_no)
        self._runner.run(work, partial(self._chosen, self._call, self._choice), self._view.show_refused)

    def _chosen(self, call: int, choice: tuple[str, str], caller: Caller | None) -> None:
        if call == self._call and choice == self._choice:
            self._choice = choice if caller is not None else ("", "")
            self._show(caller)

    @property
    def choice(self) -> str:
        """The number of the customer who was chosen; "" where nobody was."""
        return self._choice[0]

    def named(self, name: str) -> None:
        """This name stands in the form: whoever was chosen is the caller while it is his."""
        cust_no, his = self._choice
        if cust_no and name.strip() != his.strip():
            self._choice, self._numbers = ("", ""), ()
            self._show(None)

    def products(self, typed: str) -> tuple[Product, ...]:
        """The products of the file that what was typed may mean, at once."""
        return like(self._products, typed, spells=self._spells)[:OFFERED]

    def batches(self, values: Values) -> None:
        """Find what is known of the batches that stand in the rows; asks once for the same."""
        rows = rows_of(values, "product_line")
        wanted = tuple(str(row["batch_no"]).strip() for row in rows if row.get("batch_no"))
        if wanted != self._batches:
            self._batches = wanted
            work = partial(self._app.ask, known_batches, wanted)
            self._runner.run(work, partial(self._batches_known, wanted), self._view.show_refused)

    def _batches_known(self, wanted: tuple[str, ...], known: tuple[KnownBatch, ...]) -> None:
        if wanted == self._batches:
            self._view.show_batches(known)

    def is_other(self, case_no: str) -> None:
        """A person says that that case is not the same complaint."""
        self._other |= {case_no}

    def compare(self, values: Values) -> None:
        """Look for cases that may be the same complaint; asks once for the same words."""
        verbatim = str(values.get("verbatim") or "")
        batches = tuple(str(row.get("batch_no") or "") for row in rows_of(values, "product_line"))
        who = self._caller.customer if self._caller else Customer()
        wanted = (who.cust_no, verbatim, batches)
        if wanted == self._asked:
            return
        self._asked = wanted
        if not (who.cust_no or any(batches)):
            self._view.show_duplicates(())  # what was alike before was another caller's
            return
        case = _sketch(who, verbatim, batches)
        app = self._app
        self._runner.run(
            lambda: app.ask(likely_duplicates, case, app.ask(office_time)),
            partial(self._alike, wanted),
            self._view.show_refused,
        )

    def _alike(self, wanted: tuple[object, ...], alike: tuple[Likeness, ...]) -> None:
        if wanted == self._asked:
            self._view.show_duplicates(tuple(each for each in alike if each.case_no not in self._other))


def _sketch(who: Customer, verbatim: str, batches: tuple[str, ...]) -> Case:
    """The case to be, as far as it is told from others by."""
    blank = intake.blank(who)
    lines = tuple(ProductLine(no=no, batch_no=batch) for no, batch in enumerate(batches, 1) if batch)
    complaint = replace(blank.complaint, customer=who.cust_no, verbatim=verbatim)
    return replace(blank, complaint=complaint, product_lines=lines)
