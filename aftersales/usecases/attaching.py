"""Several files joined to a case in one transaction, also with the registration that they came with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.domain.steps.taking import take
from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take as one_step
from aftersales.usecases.taking import with_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aftersales.domain.case import Case
    from aftersales.usecases.work import Work


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file to be kept. ``data``: what is said of it, by field (name, kind, from_whom …).

    ``original``: sha256 and size (bytes) of the picture that the kept one was made from.
    """

    data: Mapping[str, object]
    content: bytes = field(repr=False)
    original: tuple[str, int] | None = None


def attach_all(work: Work, case_no: str, files: Sequence[NewFile]) -> Case:
    """Each file joins the case by a row of history of its own: all of them, or none.

    Raises what ``take`` raises for the first that is refused, EmptyAttachment, FileTooLarge.
    """
    case = work.books.case(case_no)
    for file in files:
        given = with_file(work, work.given(Step.ATTACH, file.data), file.content, file.original)
        case = work.save(*take(Step.ATTACH, case, given, work.desk(case)))
    return case


def take_with_files(
    work: Work, step: str, case_no: str, data: Mapping[str, object], files: Sequence[NewFile]
) -> Case:
    """Take ``step`` on the case, and keep these files with it."""
    case = one_step(work, step, case_no, data)
    return attach_all(work, case_no, files) if files else case


def with_files(
    work: Work,
    verb: Callable[[Work, Mapping[str, object]], Case],
    data: Mapping[str, object],
    files: Sequence[NewFile],
) -> Case:
    """Register by ``verb`` (``register``, ``quick``), and keep these files with the new case."""
    case = verb(work, data)
    return attach_all(work, case.complaint.case_no, files) if files else case
