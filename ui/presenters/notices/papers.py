"""The papers of a notice: which there are, and one of them as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from aftersales.usecases.printing import PAPERS, Shown, looked_at
from ui.presenters.notices.slips import Slip
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed

P = TypeVar("P")
_PAPERS = ("slip_a5", "slip_241", "notice")
"""The papers of a notice, the usual one first; which of them there are, ``PAPERS`` says."""


def papers_of_notices() -> tuple[str, ...]:
    """The papers on which a notice is printed, the usual one first."""
    return tuple(name for name in _PAPERS if name in PAPERS)


def paper_of(slip: Slip, paper: str) -> tuple[str, str, str]:
    """What is printed: the paper, its case, the number of the notice within it."""
    return paper, slip.line.case_no, slip.number.rsplit("-", 1)[-1]


def pictured(
    signed: Signed,
    runner: Runner,
    paper: tuple[str, str, str],
    draw: Callable[[bytes], P],
    done: Callable[[P], None],
) -> None:
    """Have a paper (name, case, number) drawn and made a picture of, each in its lane.

    History is not told: nothing is printed.
    """

    def drawn(shown: Shown) -> None:
        runner.run(partial(draw, shown.content), done, lane=Lane.PAGES)

    runner.run(partial(signed.app.look, looked_at, *paper), drawn)
