"""Customers and products out of a spreadsheet: read, looked at before anything is written, taken, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol, overload

from aftersales.app import App
from aftersales.domain.codes import Role
from aftersales.domain.errors import CodedError
from aftersales.domain.fields import specs
from aftersales.domain.office import Office
from aftersales.domain.records.product import Product
from aftersales.storage.queries.office import read_office
from aftersales.usecases.importing import Coming, ComingRow, Hint, Refusal, TurnedAway
from aftersales.usecases.importing_files import FileImported, import_customers, import_products
from ui.presenters.runner import Cancelled, Lane, Progress, Runner
from ui.presenters.session import ReadsList

__all__ = [
    "App",
    "Coming",
    "FileImported",
    "Hint",
    "ImportPresenter",
    "Preview",
    "ReadsList",
    "Refusal",
    "Subject",
    "table_of",
]

SAMPLE = 5
"""So many rows that will be taken are shown."""
MAY = frozenset({Role.ADMIN, Role.LEADER})
"""Who may bring the files of the office up to a sheet (usecases/importing_files.py)."""


class Subject(StrEnum):
    """What a sheet holds."""

    CUSTOMERS = "customers"
    PRODUCTS = "products"


def table_of(subject: str, name: str) -> str:
    """The record that a field of a sheet belongs to: one of products may bring batches too."""
    if subject == Subject.CUSTOMERS:
        return "customer"
    return "product" if name in specs(Product) else "batch"


@dataclass(frozen=True)
class Preview:
    """What importing would do; ``mapping``: our field ("" for none) by the sheet's column."""

    subject: str
    file_name: str
    mapping: Mapping[str, str | None]
    found: FileImported
    sample: tuple[tuple[int, Mapping[str, object]], ...]
    hints: tuple[Hint, ...]
    """What one should know of the sheet."""
    row_hints: tuple[tuple[int, Hint], ...]
    """What one should know of rows that are taken, by their numbers."""


class View(Protocol):
    """What the import shows."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether something is being read or written."""

    def show_preview(self, preview: Preview) -> None:
        """What would be taken, and what not and why."""

    def show_progress(self, done: int, total: int) -> None:
        """How far the writing is."""

    def show_imported(self, subject: str, found: FileImported) -> None:
        """It was taken."""

    def show_cancelled(self) -> None:
        """Nothing was written."""

    def show_refused(self, error: CodedError) -> None:
        """Why the sheet is not taken; nothing was written."""


class ImportPresenter:
    """One sheet at a time; ``app`` is asked for when it is needed: at the first start it comes late."""

    def __init__(self, view: View, runner: Runner, app: Callable[[], App], read: ReadsList) -> None:
        self._view, self._runner, self._app, self._read = view, runner, app, read
        self._subject = ""
        self._coming: Coming | None = None
        self._stopping = False

    def choose(self, subject: str, file: Path) -> None:
        """Read this sheet and say what importing it would do."""
        self._subject, self._coming = subject, None
        self._view.show_busy(busy=True)
        self._runner.run(partial(self._app().ask, read_office), partial(self._open, file), self._refused)

    def _open(self, file: Path, office: Office) -> None:
        work = partial(self._read, self._subject, file, office)
        self._runner.run(work, self._was_read, self._refused, lane=Lane.FILES)

    def _was_read(self, coming: Coming) -> None:
        work = partial(self._app().do, _VERBS[self._subject], coming, dry_run=True)
        self._runner.run(work, partial(self._tried, coming), self._refused)

    def _tried(self, coming: Coming, found: FileImported) -> None:
        self._coming = coming
        self._view.show_busy(busy=False)
        rows = _kept(coming, found)
        self._view.show_preview(
            Preview(
                self._subject,
                coming.file_name,
                coming.mapping,
                found,
                tuple((row.row_no, row.values) for row in rows[:SAMPLE]),
                tuple(coming.hints),
                tuple((row.row_no, hint) for row in rows for hint in row.hints),
            )
        )

    def take(self) -> None:
        """Write what was looked at, in one transaction; cancelling leaves nothing."""
        coming = self._coming
        if coming is None:
            return
        app, verb = self._app(), _VERBS[self._subject]
        self._stopping = False

        def work(progress: Progress) -> FileImported | None:
            with suppress(Cancelled):
                found: FileImported = app.do(verb, _Watched(coming, partial(self._tell, progress)))
                return found
            return None

        self._view.show_busy(busy=True)
        self._runner.run_long(
            work, self._taken, self._refused, told=self._view.show_progress, lane=Lane.DATABASE
        )

    def _tell(self, progress: Progress, done: int, total: int) -> None:
        if self._stopping:
            raise Cancelled
        progress.tell(done, total)

    def _taken(self, found: FileImported | None) -> None:
        self._coming = None
        self._view.show_busy(busy=False)
        if found is None:
            self._view.show_cancelled()
        else:
            self._view.show_imported(self._subject, found)

    def _refused(self, error: CodedError) -> None:
        self._view.show_busy(busy=False)
        self._view.show_refused(error)

    def cancel(self) -> None:
        """Write nothing, as long as that can be: what is written already is told as written."""
        self._stopping = True


_VERBS: Mapping[str, Any] = {Subject.CUSTOMERS: import_customers, Subject.PRODUCTS: import_products}


def _kept(coming: Coming, found: FileImported) -> list[ComingRow]:
    """The rows that are taken."""
    turned = {one.row_no for one in found.refused}
    return [row for row in coming.rows if row.row_no not in turned]


class _Watched:
    """A sheet whose rows say how far they are while they are taken."""

    def __init__(self, coming: Coming, tell: Callable[[int, int], None]) -> None:
        self._coming = coming
        self.rows: Sequence[ComingRow] = _Rows(coming.rows, tell)

    @property
    def refused(self) -> Sequence[TurnedAway]:
        return self._coming.refused

    @property
    def mapping(self) -> Mapping[str, str | None]:
        return self._coming.mapping

    @property
    def file_name(self) -> str:
        return self._coming.file_name

    @property
    def file_sha256(self) -> str:
        return self._coming.file_sha256

    @property
    def hints(self) -> Sequence[Hint]:
        return self._coming.hints


class _Rows(Sequence[ComingRow]):
    """The rows; each that is asked for in turn is told, and a cancel is heard of there."""

    def __init__(self, rows: Sequence[ComingRow], tell: Callable[[int, int], None]) -> None:
        self._rows, self._tell = rows, tell

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> ComingRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ComingRow]: ...
    def __getitem__(self, at: int | slice) -> ComingRow | Sequence[ComingRow]:
        return self._rows[at]

    def __iter__(self) -> Iterator[ComingRow]:
        for done, row in enumerate(self._rows):
            if done % 20 == 0:
                self._tell(done, len(self._rows))
            yield row
