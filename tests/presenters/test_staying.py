"""Answers reach the pages of who is still there, and nobody else's."""

from __future__ import annotations

from aftersales.domain.errors import CodedError, DomainError
from tests.presenters.call_desk import AtOnce
from ui.presenters.staying import Staying


class NotNow(DomainError):
    """A refusal. No facts."""


def refuse() -> None:
    """Refuse."""
    raise NotNow


def test_while_here_answers_and_refusals_come() -> None:
    """The page's own ``failed`` hears of a refusal, the frame where the page gave none."""
    answers: list[int] = []
    own: list[CodedError] = []
    frames: list[CodedError] = []
    runner = Staying(AtOnce(), frames.append)
    runner.run(lambda: 7, answers.append)
    runner.run_long(lambda _: 8, answers.append)
    runner.run(refuse, lambda _: None, own.append)
    runner.run(refuse, lambda _: None)
    assert answers == [7, 8]
    assert (len(own), len(frames)) == (1, 1)


def test_after_leaving_nothing_comes() -> None:
    """Neither an answer nor a refusal touches a page that is gone."""
    touched: list[object] = []
    runner = Staying(AtOnce(), touched.append)
    runner.leave()
    runner.run(lambda: 7, touched.append)
    runner.run(refuse, touched.append, touched.append)
    runner.run_long(lambda _: 8, touched.append)
    assert not touched
