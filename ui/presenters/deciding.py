"""Several approvals decided by one word: an act each, what was refused told by number and reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aftersales.app import App
from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.workflow import Step
from aftersales.storage.queries.duties import ApprovalDuty
from aftersales.usecases.taking import take
from ui.presenters.runner import Progress

__all__ = ["SEVERAL", "Outcome", "Refusal", "alike", "decide_each", "kinds"]

SEVERAL = (Step.APPROVE, Step.SEND_BACK, Step.REJECT)
"""What may be decided for several cases at once."""


@dataclass(frozen=True)
class Refusal:
    """A case that was not decided, and why."""

    case_no: str
    error: CodedError


@dataclass(frozen=True)
class Outcome:
    """What came of one decision on several cases: those that stand, and those that were refused."""

    step: str
    done: tuple[str, ...]
    refused: tuple[Refusal, ...]


def kinds(duty: ApprovalDuty) -> frozenset[str]:
    """The kinds of remedies that are proposed."""
    return frozenset(row.kind for row in duty.remedies)


def alike(one: ApprovalDuty, waiting: Iterable[ApprovalDuty]) -> tuple[ApprovalDuty, ...]:
    """What waits with the same kinds of remedies for a case as severe, this one among them."""
    return tuple(
        duty
        for duty in waiting
        if not duty.by_word and kinds(duty) == kinds(one) and duty.head.severity == one.head.severity
    )


def decide_each(
    app: App, step: str, duties: Sequence[ApprovalDuty], data: Mapping[str, object], progress: Progress
) -> Outcome:
    """Decide each as it was looked at; a refusal stops none of the others, a trouble of the office all."""
    done: list[str] = []
    refused: list[Refusal] = []
    trouble: Trouble | None = None
    for duty in duties:
        number = duty.head.case_no
        try:
            if trouble is not None:
                raise trouble
            app.do(take, step, number, data, version=duty.head.version)
        except CodedError as error:
            trouble = error if isinstance(error, Trouble) else None
            refused.append(Refusal(number, error))
        else:
            done.append(number)
        progress.tell(len(done) + len(refused), len(duties))
    return Outcome(step, tuple(done), tuple(refused))
