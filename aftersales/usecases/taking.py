"""Taking a step on a case that exists: load, let the domain move it, save."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.agreements.clauses import language_of
from aftersales.domain.agreements.problems import agreement_problems
from aftersales.domain.case import changed
from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import BadField, BadInput
from aftersales.domain.forms import Extra
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.trail import Attachment
from aftersales.domain.steps.ending import going_on, must_merge
from aftersales.domain.steps.following import still_open
from aftersales.domain.steps.intake import carried_over
from aftersales.domain.steps.taking import take as taken_by
from aftersales.domain.steps.taking_back import OthersWentOn, entry_of, made_of
from aftersales.domain.workflow import Step
from aftersales.usecases.clauses import in_force, with_clauses
from aftersales.usecases.once import Act, digest, keep
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.work import NoSuchStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aftersales.domain.case import Case, StepTaken
    from aftersales.domain.forms import Given
    from aftersales.domain.records.agreement import Agreement
    from aftersales.domain.records.customer import Customer
    from aftersales.usecases.work import Work

LARGEST_FILE = 25 * 1024 * 1024
"""Bytes; larger files are refused (data-dictionary.md, attachment)."""


class FileTooLarge(BadField):
    """The file is larger than the office keeps. Facts: ``field``, ``size``, ``largest`` (bytes)."""


class EmptyAttachment(BadField):
    """The file holds nothing. Facts: ``field``."""


def take(
    work: Work,
    step: str,
    case_no: str,
    data: Mapping[str, object],
    *,
    version: int | None = None,
    content: bytes | None = None,
    seen: Customer | None = None,
) -> Case:
    """Take ``step`` on the case; ``version`` is the one that was looked at, ``content`` an attached file's.

    ``seen``: the customer as he was looked at; of his telephones each side keeps what it added since.
    Who took this very step from this version, with the same words, is answered as if it was now.
    Raises what the domain says no with, ``SomeoneElseWasFaster`` when the case has moved on since.
    """
    if step in (Step.REGISTER, Step.FINISH):
        raise NoSuchStep(step=step)
    case = work.books.case(case_no)
    act = version and Act(digest(work.books.me, case_no, version, step), digest(data, content))
    if act and version and version != case.complaint.version:
        return mine_or_nothing(work, act, case, version)
    given = work.given(step, data, case)
    given = carried_over(given, seen, case.customer) if seen is not None else given
    into = work.books.case(given.extra.case) if step == Step.MERGE and given.extra.case else None
    if into is not None:
        must_merge(case, into)
    if step == Step.ATTACH:
        given = with_file(work, given, content)
        if attached_before(case, given, work.books.me):
            return case
    if step == Step.TAKE_BACK:
        _must_be_alone(work, case, given)
    given = _in_words(work, step, case, given)
    taken = taken_by(step, case, given, work.desk(case))
    if step == Step.ISSUE_AGREEMENT:
        taken = (_drawn(work, taken[0]), *taken[1:])
    saved = work.save(*taken)
    if into is not None:
        work.save(*_going_on(work, case, into))
    return keep(work, act, saved) if act else saved


def mine_or_nothing(work: Work, act: Act, case: Case, version: int) -> Case:
    """The case, where it was I who moved it from this version, and the answer was lost on its way to me.

    Raises SomeoneElseWasFaster.
    """
    case_no, found = case.complaint.case_no, case.complaint.version
    if work.books.act(act.key) != (act.told, case_no):
        raise SomeoneElseWasFaster(case_no=case_no, version=version, found=found)
    return case


def _must_be_alone(work: Work, case: Case, given: Given) -> None:
    """Raise ``OthersWentOn`` where somebody else has taken a step since the entry was made."""
    _, made_at = made_of(entry_of(case, given))
    other = work.books.others_since(case.complaint.case_no, made_at) if made_at else None
    if other is not None:
        raise OthersWentOn(by=other)


def _going_on(work: Work, case: Case, into: Case) -> tuple[StepTaken, ...]:
    """The merged case was a contact of the one in which it goes on, and its clocks go on there."""
    phrase, desk = work.language.phrase, work.desk(into)
    told = f"{phrase('merged_here')}{case.complaint.case_no}"
    carried, given = going_on(case, into, desk, told=told, who=phrase("anonymous"))
    taken = taken_by(Step.CONTACT, carried, given, desk)
    return (replace(taken[0], before=into), *taken[1:])


def _in_words(work: Work, step: str, case: Case, given: Given) -> Given:
    """What the program itself writes into the text of a step."""
    if step == Step.CLOSE_BY_LEADER:
        return _with_what_is_left(work, case, given)
    return _with_how_it_came(work, given) if step == Step.WITHDRAW else given


def _with_what_is_left(work: Work, case: Case, given: Given) -> Given:
    """What a leader closes over is written into his reason, in words."""
    values, left = given.of(Complaint), still_open(case)
    if not left or not values.get("close_reason"):
        return given
    phrase = work.language.phrase
    told = phrase("left_joint").join(_left(phrase, one) for one in left)
    reason = f"{values['close_reason']}\n{phrase('left_intro')}{told}{phrase('left_stop')}"
    return replace(given, values={**given.values, Complaint: {**values, "close_reason": reason}})


def _with_how_it_came(work: Work, given: Given) -> Given:
    """Behind the reason of a withdrawal stands how the customer told it, in words."""
    extra, language = given.extra, work.language
    if not (extra.reason and extra.means):
        return given
    means = language.vocabulary(work.books.office().entries).word("channel", extra.means)
    told = f"{extra.reason}{language.phrase('withdrawn_by').format(means=means)}"
    return replace(given, values={**given.values, Extra: {**given.of(Extra), "reason": told}})


def _left(phrase: Callable[[str], str], what: str) -> str:
    """``promise 2`` in words; what has no kind is the number of a notice."""
    kind, blank, number = what.partition(" ")
    return phrase(f"left_{kind if blank else 'notice'}").format(n=number if blank else what)


def with_file(
    work: Work, given: Given, content: bytes | None, original: tuple[str, int] | None = None
) -> Given:
    """The file's bytes are kept; ``original``: sha256 and size (bytes) of the picture that it was made from.

    Raises EmptyAttachment, FileTooLarge.
    """
    if not content:
        raise EmptyAttachment(field="attachment.name")
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(field="attachment.name", size=len(content), largest=LARGEST_FILE)
    kept: dict[str, object] = {"sha256": work.books.put_file(content), "size": len(content)}
    if original is not None:
        kept |= {"original_sha256": original[0], "original_size": original[1]}
    return replace(given, values={**given.values, Attachment: {**given.of(Attachment), **kept}})


def attached_before(case: Case, given: Given, me: str) -> bool:
    """Whether I attached these very bytes under this name: the answer to that was lost on its way to me."""
    what = ("sha256", "name", "kind", "from_whom", "belongs_to")
    new = {"belongs_to": case.complaint.case_no, **given.of(Attachment)}
    wanted = [new.get(name) for name in what]
    mine = (row for row in case.attachments if not row.gone and row.created_by == me)
    return any([getattr(row, name) for name in what] == wanted for row in mine)


def _filled(work: Work, case: Case, row: Agreement, today: date) -> Agreement:
    """The agreement with its clauses for ever; nothing that one of them shows may be missing."""
    library = in_force(work, language_of(case, row))
    problems = agreement_problems(case, row, work.books.office(), today, library)
    if problems:
        raise BadInput(problems)
    return with_clauses(work, case, row)


def _drawn(work: Work, taken: StepTaken) -> StepTaken:
    """The paper is drawn once, from what is frozen now; its bytes are kept and fingerprinted."""
    case = taken.after
    row = next(a for a in reversed(case.agreements) if a.state == AgreementState.ISSUED)
    anchor = work.books.history_head()[:12]
    office = work.letterhead()
    row = _filled(work, case, row, office.day(taken.at))
    content = work.papers.agreement(office, case, row, by=taken.actor, at=taken.at, anchor=anchor)
    frozen = replace(row, anchor=anchor, issued_sha256=hashlib.sha256(content).hexdigest())
    work.books.put_file(content)
    return replace(taken, after=replace(case, agreements=changed(case.agreements, frozen)))
