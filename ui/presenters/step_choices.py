"""What a field of a step chooses of: codes of the office, people, files and rows of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.domain.codes import DICTIONARIES, NoticeState, PromiseState, Role
from aftersales.domain.fields import Kind, Spec
from aftersales.domain.office import names_twice
from aftersales.domain.steps.agreeing import signed
from aftersales.domain.steps.rows import PEOPLE
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office

ENDED = (NoticeState.CONFIRMED, NoticeState.CANCELLED)
"""Notices that no step speaks of any more."""
_LEADERS: frozenset[str] = frozenset(
    {Step.FORWARD_APPROVAL, Step.ADD_APPROVER, Step.APPROVE_BY_WORD, Step.REPORT_UP}
)


@dataclass(frozen=True)
class Choice:
    """One choice: its code, its text or (with ``dictionary``) the code of its word; ``before`` goes first.

    ``aside``: what tells it from another of the same text.
    """

    code: str
    text: str
    dictionary: str = ""
    before: str = ""
    aside: str = ""


def choices(step: str, table: str, spec: Spec, page: CasePage) -> tuple[Choice, ...]:
    """What the field chooses of; nothing where it is typed."""
    if spec.kind in (Kind.CODE, Kind.CODES):
        return coded(spec.words, page.office)
    if spec.kind in (Kind.FILE, Kind.FILES):
        kept = (row for row in page.case.attachments if not row.gone)
        return tuple(Choice(str(row.no), row.name or "", before=str(row.no)) for row in kept)
    if spec.kind is Kind.REF and spec.name in PEOPLE:
        return _people(step, page.office)
    return _numbered(table, spec.name, page.case)


def coded(dictionary: str, office: Office) -> tuple[Choice, ...]:
    """The codes of a dictionary, with what the office added and without what it hid."""
    mine = [row for row in office.entries if row.dictionary == dictionary]
    hidden = {row.code for row in mine if row.hidden}
    codes = dict.fromkeys((*DICTIONARIES.get(dictionary, ()), *(row.code for row in mine)))
    return tuple(Choice(code, code, dictionary) for code in codes if code not in hidden)


def _people(step: str, office: Office) -> tuple[Choice, ...]:
    wanted = Role.LEADER if step in _LEADERS else None
    people = (p for p in office.staff if p.active and (wanted is None or wanted in p.roles))
    twice = names_twice(office.staff)
    return tuple(Choice(p.login, p.name, aside=p.login if p.name in twice else "") for p in people)


def _numbered(table: str, name: str, case: Case) -> tuple[Choice, ...]:
    """Rows of the case that a step speaks of by number."""
    if name in ("notice", "notices") and not table:
        open_ones = [row for row in case.notices if row.state not in ENDED]
        return tuple(Choice(f"C{n.no}", n.kind, "notice_kind", f"C{n.no}") for n in open_ones)
    if name == "promise":
        rows = (row for row in case.promises if row.state == PromiseState.OPEN)
        return tuple(Choice(str(row.no), row.content or "", before=str(row.no)) for row in rows)
    if name == "report" and not table:
        return tuple(Choice(str(row.no), row.facts or "", before=str(row.no)) for row in case.report_ups)
    if name == "agreement" and not table:
        return tuple(Choice(str(row.no), row.agr_no or "") for row in signed(case))
    if name == "row" and table == "lowered":
        last = case.proposals[-1].no if case.proposals else 0
        mine = (row for row in case.remedies if row.proposal == last)
        return tuple(Choice(str(row.no), row.kind, "remedy", str(row.no)) for row in mine)
    return ()
