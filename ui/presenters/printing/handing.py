"""Papers go out one after the other: drawn, looked through, told to history, handed over."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.printing import Outline
from aftersales.usecases.printing import CASE_FILE, Shown, looked_at, looked_at_of_office, told_printed
from ui.presenters.printing.binding import bound
from ui.presenters.printing.papers import Wanted
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed

Give = Callable[[Wanted, bytes, Outline], Path | None]
"""Hands one paper over: to a printer, into a file, which it tells; raises Trouble."""
Look = Callable[[bytes], Outline]
"""Looks through a PDF; runs where pages are drawn."""
KEPT = 12
"""So many drawn papers are kept, so that what was looked at is what goes out."""


@dataclass(frozen=True)
class Gone:
    """How a run ended: what went out, what could not and why, and what was left when somebody stopped it.

    ``printers``: the names of those that took any of it, each once, in order.
    """

    sent: tuple[Wanted, ...]
    skipped: tuple[tuple[Wanted, CodedError], ...] = ()
    left: tuple[Wanted, ...] = ()
    printers: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every paper went out."""
        return not self.skipped and not self.left


class Handing(Protocol):
    """Who hears how it goes."""

    def show_going(self, done: int, total: int) -> None:
        """So many papers of so many went out."""

    def show_binding(self, done: int, total: int) -> None:
        """A case's whole file is being bound: so many parts of so many."""

    def show_unwritten(self, wanted: Wanted, chars: tuple[str, ...]) -> None:
        """This paper holds characters that cannot be written; a person says whether to go on."""

    def show_stuck(self, error: CodedError) -> None:
        """The world said no; ``again`` begins where it stopped."""

    def show_gone(self, gone: Gone) -> None:
        """It is over."""


@dataclass
class Run:
    """What is on its way: ``at`` is the next one; ``in_hand`` while that one is being handed over."""

    papers: tuple[Wanted, ...]
    give: Give
    lane: Lane
    after: Callable[[Path], None] | None = None
    printer: str = ""
    at: int = 0
    accepted: bool = False
    told: bool = False
    in_hand: bool = False
    stopped: bool = False
    sent: list[Wanted] = field(default_factory=list)
    skipped: list[tuple[Wanted, CodedError]] = field(default_factory=list)
    printers: dict[str, None] = field(default_factory=dict)


class Drawn:
    """Papers that were drawn already, the latest ones."""

    def __init__(self, signed: Signed, runner: Runner) -> None:
        self._signed, self._runner = signed, runner
        self._kept: OrderedDict[Wanted, Shown] = OrderedDict()

    def fetch(
        self,
        wanted: Wanted,
        done: Callable[[Shown], None],
        failed: Callable[[CodedError], None],
        told: Callable[[int, int], None],
    ) -> Ticket | None:
        """Hand over the paper, drawn now where it was not; None where it is there already.

        ``told`` hears how far the binding of a whole file is (done, total).
        """
        if wanted in self._kept:
            done(self._kept[wanted])
            return None

        def came(shown: Shown) -> None:
            self._kept[wanted] = shown
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            done(shown)

        if wanted.paper == CASE_FILE:
            told(0, 0)
            work = partial(bound, self._signed.app, wanted.case_no)
            return self._runner.run_long(work, came, failed, told=told, lane=Lane.LONG)
        look = self._signed.app.look
        work = (
            partial(look, looked_at, *wanted)
            if wanted.case_no
            else partial(look, looked_at_of_office, wanted.paper)
        )
        return self._runner.run(work, came, failed)


class HandingOver:
    """One run at a time."""

    def __init__(self, view: Handing, runner: Runner, signed: Signed, drawn: Drawn, look: Look) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._drawn, self._look = drawn, look
        self._run: Run | None = None
        self._fetching: Ticket | None = None

    @property
    def going(self) -> bool:
        """Whether papers are on their way, or wait for an answer."""
        return self._run is not None

    def begin(
        self,
        papers: Sequence[Wanted],
        give: Give,
        lane: Lane,
        after: Callable[[Path], None] | None = None,
        *,
        printer: str = "",
    ) -> None:
        """Hand these over, one after the other; ``after`` hears of each file made, and may refuse it.

        ``printer``: the name of the printer to which ``give`` hands them, if to one.
        """
        self._run = Run(tuple(papers), give, lane, after, printer)
        self._next()

    def turn_to(self, printer: str, give: Give) -> tuple[Wanted, ...]:
        """What did not go out yet goes to this printer; tells what that is."""
        run = self._run
        if run is None:
            return ()
        run.printer, run.give = printer, give
        return run.papers[run.at :]

    def again(self) -> None:
        """Go on with the paper at which it stopped."""
        self._next()

    def accept(self) -> None:
        """Print this one though not every character of it can be written."""
        if self._run is not None:
            self._run.accepted = True
            self._next()

    def stop(self) -> None:
        """No more than what is out already; a paper that is being handed over comes out and counts."""
        run = self._run
        if run is not None:
            run.stopped = True
            if not run.in_hand:
                self._end(run)

    def _end(self, run: Run) -> None:
        self._run = None
        if self._fetching is not None:
            self._fetching.cancel()
        left = run.papers[run.at :]
        self._view.show_gone(Gone(tuple(run.sent), tuple(run.skipped), left, tuple(run.printers)))

    def _next(self) -> None:
        run = self._run
        if run is None:
            return
        if run.stopped or run.at >= len(run.papers):
            self._end(run)
            return
        self._view.show_going(run.at, len(run.papers))
        self._fetching = self._drawn.fetch(
            run.papers[run.at],
            partial(self._look_through, run),
            partial(self._failed, run),
            self._view.show_binding,
        )

    def _look_through(self, run: Run, shown: Shown) -> None:
        if run is self._run:
            found = partial(self._looked, run, shown)
            look = partial(self._look, shown.content)
            self._runner.run(look, found, partial(self._failed, run), lane=Lane.PAGES)

    def _looked(self, run: Run, shown: Shown, outline: Outline) -> None:
        if run is not self._run:
            return
        if outline.missing and not run.accepted:
            self._view.show_unwritten(run.papers[run.at], outline.missing)
        else:
            self._tell(run, shown, outline)

    def _tell(self, run: Run, shown: Shown, outline: Outline) -> None:
        """History first: a paper that lies in the tray was told of."""
        if run is not self._run:
            return
        if run.told:
            self._give(run, shown, outline)
            return
        work = partial(self._signed.app.do, told_printed, shown)
        self._runner.run(work, lambda _: self._was_told(run, shown, outline), partial(self._failed, run))

    def _was_told(self, run: Run, shown: Shown, outline: Outline) -> None:
        run.told = True
        if run is self._run:
            self._give(run, shown, outline)

    def _give(self, run: Run, shown: Shown, outline: Outline) -> None:
        wanted = run.papers[run.at]
        run.in_hand = True
        work = partial(run.give, wanted, shown.content, outline)
        self._runner.run(work, partial(self._gave, run, wanted), partial(self._failed, run), lane=run.lane)

    def _gave(self, run: Run, wanted: Wanted, file: Path | None) -> None:
        run.in_hand = False
        try:
            if file is not None and run.after is not None and run is self._run:
                run.after(file)
        except CodedError as error:
            self._failed(run, error)
            return
        run.sent.append(wanted)
        if run.printer:
            run.printers[run.printer] = None
        self._go_on(run)

    def _go_on(self, run: Run) -> None:
        run.at += 1
        run.told = run.accepted = False
        if run is self._run:
            self._next()

    def _failed(self, run: Run, error: CodedError) -> None:
        """A rule leaves this paper out; a trouble stops until somebody says again."""
        if run is not self._run:
            return
        run.in_hand = False
        if isinstance(error, DomainError):
            run.skipped.append((run.papers[run.at], error))
            self._go_on(run)
        elif run.stopped:
            self._end(run)
        else:
            self._view.show_stuck(error)
