"""Two people in one case see each other: who has it before him, and which step he is filling in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Protocol

from aftersales.domain.errors import CodedError
from aftersales.storage.queries.live.presence import EXPIRES, Present, present
from aftersales.usecases.live.presence import be_gone, be_present
from ui.presenters.live.refresh import Heard
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

BEAT = round(EXPIRES.total_seconds() * 1000 / 3)
"""Milliseconds between two signs that one is still there."""


@dataclass(frozen=True)
class Beside:
    """Another person in the case; ``step``: what he is filling in, "" while he reads."""

    login: str
    step: str = ""


class PresenceView(Protocol):
    """What shows who else is there."""

    def show_beside(self, others: tuple[Beside, ...]) -> None:
        """These are here too."""


class PresencePresenter:
    """Says where I am, now and then again, and asks who else is there."""

    def __init__(self, view: PresenceView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._case_no, self._step, self._here = "", "", False

    def at(self, case_no: str, step: str = "") -> None:
        """I have this case before me, or begin or end a form of it."""
        if (case_no, step) != (self._case_no, self._step):
            self._case_no, self._step = case_no, step
            self.beat()

    def come(self) -> None:
        """The page is in sight."""
        self._here = True
        self.beat()

    def leave(self) -> None:
        """The page is out of sight."""
        if self._here:
            self._here = False
            self._runner.run(partial(self._signed.app.do, be_gone), _done, _quiet)

    def beat(self) -> None:
        """Say that I am still there, and ask who else is."""
        if self._here and self._case_no:
            self._runner.run(partial(self._met, self._case_no, self._step), self._seen, _quiet)

    def hear(self, heard: Heard) -> None:
        """Somebody came or went."""
        if self._here and (heard.all or self._case_no in heard.present):
            number = self._case_no
            self._runner.run(lambda: (number, self._signed.app.ask(present, number)), self._seen, _quiet)

    def _met(self, case_no: str, step: str) -> tuple[str, tuple[Present, ...]]:
        app = self._signed.app
        app.do(be_present, case_no, step or None)
        return case_no, app.ask(present, case_no)

    def _seen(self, answer: tuple[str, tuple[Present, ...]]) -> None:
        case_no, there = answer
        if case_no == self._case_no:
            others = [row for row in there if row.login != self._signed.login]
            self._view.show_beside(tuple(dict.fromkeys(Beside(row.login, row.field or "") for row in others)))


def _done(_: None) -> None:
    """Nobody waits for it."""


def _quiet(_: CodedError) -> None:
    """Who else is there is no reason to disturb anybody; the frame says that the office is away."""
