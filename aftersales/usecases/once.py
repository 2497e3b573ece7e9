"""An act is done once: its key is kept with it, so that who never heard the answer may ask again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from aftersales.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.domain.case import Case
    from aftersales.usecases.work import Work

_DIGITS = 32
P = ParamSpec("P")
T = TypeVar("T")


class DoneWithOtherWords(DomainError):
    """It was done already, before its words were changed. Facts: ``case_no``."""


@dataclass(frozen=True)
class Act:
    """``key`` names what is done (a draft, or a step from a version), ``told`` digests what is said."""

    key: str
    told: str


def digest(*said: object) -> str:
    """The same for the same JSON values, bytes and dates, also in another run of the program."""
    text = json.dumps(said, default=_plain, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def done_already(work: Work, act: Act) -> Case | None:
    """The case as it stands where this act was done. Raises DoneWithOtherWords where other words were."""
    found = work.books.act(act.key)
    if found is None:
        return None
    told, case_no = found
    if told != act.told:
        raise DoneWithOtherWords(case_no=case_no)
    return work.books.case(case_no)


def keep(work: Work, act: Act, case: Case) -> Case:
    """Note that the act is done; the case."""
    if work.books.act(act.key) is None:
        work.books.keep_act(act.key, act.told, case.complaint.case_no, work.now)
    return case


def once(
    work: Work, key: str, verb: Callable[Concatenate[Work, P], T], *given: P.args, **more: P.kwargs
) -> T | None:
    """Do ``verb`` with what is given, which is no step of a case, unless my act of this key did just that.

    None where it was done before. Raises what ``verb`` raises.
    """
    act = digest(work.books.me, key, verb.__name__, given, more)
    if work.books.act(act) is not None:
        return None
    answer = verb(work, *given, **more)
    work.books.keep_act(act, "", "", work.now)
    return answer
