"""A view of notices that remembers what it was shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from aftersales.app import App
from aftersales.domain.errors import CodedError
from aftersales.domain.records.notice import Notice
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from tests.presenters.call_desk import AtOnce
from ui.presenters.notices.acting import Confirmed
from ui.presenters.notices.asking import Asked
from ui.presenters.notices.board import Board
from ui.presenters.notices.desk import NoticesPresenter
from ui.presenters.notices.slips import Look, Slip
from ui.presenters.session import signed


@dataclass
class Shown:
    """What the page was told."""

    board: Board | None = None
    look: Look | None = None
    looks: list[str] = field(default_factory=list)
    appended: list[tuple[str, tuple[Slip, ...], bool]] = field(default_factory=list)
    forms: list[Asked] = field(default_factory=list)
    done: list[tuple[str, str, bool]] = field(default_factory=list)
    urged: list[int] = field(default_factory=list)
    confirmed: list[Confirmed] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    refused_of: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    not_found: list[CodedError] = field(default_factory=list)
    attached: list[tuple[int, str]] = field(default_factory=list)

    def show_board(self, board: Board) -> None:
        self.board = board

    def append_slips(self, column: str, slips: tuple[Slip, ...], *, more: bool) -> None:
        self.appended.append((column, slips, more))

    def show_look(self, look: Look | None) -> None:
        self.look = look
        self.looks += [look.slip.number] if look is not None else []

    def show_form(self, want: Asked, look: Look) -> None:  # noqa: ARG002
        self.forms.append(want)

    def show_busy(self, *, busy: bool) -> None:
        pass

    def show_done(self, step: str, look: Look, *, part: bool) -> None:
        self.done.append((step, look.slip.number, part))
        self.urged += [look.slip.urges] if step == Step.URGE else []

    def show_confirmed(self, told: Confirmed) -> None:
        self.confirmed.append(told)

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_found(self, number: str) -> None:
        self.found.append(number)

    def show_not_found(self, error: CodedError) -> None:
        self.not_found.append(error)

    def show_attached(self, slip: str, number: int, name: str) -> None:  # noqa: ARG002
        self.attached.append((number, name))

    def show_refused_of(self, slip: str, error: CodedError) -> None:
        self.refused_of.append(slip)
        self.refused.append(error)

    def show_column_failed(self, column: str) -> None:
        self.refused.append(CodedError(column=column))

    def slips(self) -> tuple[Slip, ...]:
        """Every slip on the board."""
        assert self.board is not None
        return tuple(slip for column in self.board.columns for slip in column.slips)


def at_desk(app: App, office: AtOnce | None = None) -> tuple[Shown, NoticesPresenter]:
    """The page of this person, with what stands on it; ``office``: what answers, and when."""
    shown = Shown()
    presenter = NoticesPresenter(shown, office or AtOnce(), signed(app, "test", app.login))
    presenter.refresh()
    return shown, presenter


def kept(app: App, slip: Slip) -> Notice:
    """The notice as it is written."""
    return notice_of(app.ask(read_case, slip.line.case_no), slip.number)
