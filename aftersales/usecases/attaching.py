"""Several files joined to a case in one transaction, also with the registration that they came with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.domain.steps.taking import take
from aftersales.domain.workflow import Step
from aftersales.usecases.once import Act, digest, done_already, keep
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import attached_before, with_file
from aftersales.usecases.taking import take as one_step

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
    """Each file joins the case by a row of history of its own: all of them, or none; what it has, it keeps.

    Raises what ``take`` raises for the first that is refused, EmptyAttachment, FileTooLarge.
    """
    case = work.books.case(case_no)
    for file in files:
        given = with_file(work, work.given(Step.ATTACH, file.data), file.content, file.original)
        if not attached_before(case, given, work.books.me):
            case = work.save(*take(Step.ATTACH, case, given, work.desk(case)))
    return case


def take_with_files(
    work: Work,
    step: str,
    case_no: str,
    data: Mapping[str, object],
    files: Sequence[NewFile],
    *,
    key: str = "",
) -> Case:
    """Take ``step`` on the case, and keep these files with it; once for ``key`` (a draft's) if one is given.

    Raises what ``take`` raises, and DoneWithOtherWords.
    """

    def done() -> Case:
        case = one_step(work, step, case_no, data)
        return attach_all(work, case_no, files) if files else case

    return _once(work, key and digest(work.books.me, key, step, case_no), (data, *_said(files)), done)


def with_evidence(
    work: Work,
    step: str,
    case_no: str,
    data: Mapping[str, object],
    files: Sequence[NewFile],
    *,
    version: int | None = None,
) -> Case:
    """Keep these files, and take ``step`` with the first of them as its evidence: both, or neither.

    Raises what ``take`` raises; ``version`` as there.
    """
    found = work.books.case(case_no).complaint.version
    if version is not None and version != found:
        raise SomeoneElseWasFaster(case_no=case_no, version=version, found=found)
    case = attach_all(work, case_no, files)
    first = hashlib.sha256(files[0].content).hexdigest()
    number = next(row.no for row in reversed(case.attachments) if row.sha256 == first)
    return one_step(work, step, case_no, {**data, "evidence": number})


def with_files(
    work: Work,
    verb: Callable[[Work, Mapping[str, object]], Case],
    data: Mapping[str, object],
    files: Sequence[NewFile],
    *,
    key: str = "",
) -> Case:
    """Register by ``verb`` (``register``, ``quick``), and keep these files with the new case.

    Once for ``key`` (the draft's) if one is given: asked again with the same words it gives the case that
    there is. Raises what ``verb`` raises, and DoneWithOtherWords.
    """

    def done() -> Case:
        case = verb(work, data)
        return attach_all(work, case.complaint.case_no, files) if files else case

    return _once(work, key and digest(work.books.me, key), (verb.__name__, data, *_said(files)), done)


def _said(files: Sequence[NewFile]) -> tuple[object, ...]:
    return tuple((file.data, file.content) for file in files)


def _once(work: Work, key: str, said: tuple[object, ...], verb: Callable[[], Case]) -> Case:
    if not key:
        return verb()
    act = Act(key, digest(*said))
    return done_already(work, act) or keep(work, act, verb())
