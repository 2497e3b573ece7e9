"""The draft of an agreement: what is asked of it, what was typed, which clauses stand in it, as its JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from aftersales.domain.fields import Kind, specs
from aftersales.domain.forms import own
from aftersales.domain.records.agreement import Agreement, Party
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage
from ui.presenters.step_fields import Question, Told, given, sheet_of, told

TABLE, PARTY = "agreement", "agreement.party_b.1"
"""Paths of the agreement's own fields, and of those of the customer who signs it."""


@dataclass(frozen=True)
class Typed:
    """What was typed and is not saved: texts by path, and the clauses in order with on or off.

    ``clauses`` None: nobody chose any yet.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    clauses: tuple[tuple[str, bool], ...] | None = None

    @property
    def nothing(self) -> bool:
        """Whether it says nothing that the draft does not say."""
        return not self.texts and self.clauses is None


def questions_of(page: CasePage, row: Agreement) -> tuple[Question, ...]:
    """The fields of the draft in the order of its record, then those of the customer; no lists of rows."""
    asked = [
        one for one in sheet_of(Step.ISSUE_AGREEMENT, page).questions() if one.spec.kind is not Kind.ROWS
    ]
    order = list(specs(Agreement))
    mine = [one for one in asked if one.table == TABLE and (not one.spec.when or one.required or one.value)]
    mine.sort(key=lambda one: order.index(one.name))
    return (*mine, *_of_party(row, page))


def _of_party(row: Agreement, page: CasePage) -> list[Question]:
    party = row.party_b[0] if row.party_b else Party()
    zone = page.office.zone
    return [
        Question(
            table=PARTY, spec=spec, required=name == "name", value=told(spec, getattr(party, name), zone)
        )
        for name, spec in specs(Party).items()
        if name in own(Party)
    ]


def typed_in(questions: Sequence[Question], values: Mapping[str, Told]) -> dict[str, str]:
    """The texts that differ from what the draft holds."""
    found = {one.path: str(values.get(one.path, one.value)) for one in questions}
    return {one.path: found[one.path] for one in questions if found[one.path].strip() != str(one.value)}


def data_of(questions: Sequence[Question], row: Agreement, typed: Typed) -> dict[str, object]:
    """What was typed as the JSON of the step: only what differs."""
    data: dict[str, object] = {
        one.name: given(one.spec, typed.texts[one.path])
        for one in questions
        if one.table == TABLE and one.path in typed.texts
    }
    of_party = {
        one.name: given(one.spec, typed.texts[one.path])
        for one in questions
        if one.table == PARTY and one.path in typed.texts
    }
    if of_party:
        data["party_b"] = _parties(row, of_party)
    if typed.clauses is not None:
        data["clauses"] = [{"key": key, "struck": not on} for key, on in typed.clauses]
    return data


def _parties(row: Agreement, changed: Mapping[str, object]) -> list[dict[str, object]]:
    rows = [
        {name: getattr(one, name) for name in specs(Party) if name in own(Party)}
        for one in row.party_b or (Party(),)
    ]
    rows[0] |= changed
    return [{name: value for name, value in one.items() if value is not None} for one in rows]


def turned(clauses: Sequence[tuple[str, bool]], key: str) -> tuple[tuple[str, bool], ...]:
    """The clauses with this one on instead of off, or off instead of on."""
    return tuple((one, not on if one == key else on) for one, on in clauses)


def moved(clauses: Sequence[tuple[str, bool]], key: str, by: int) -> tuple[tuple[str, bool], ...]:
    """The clauses with this one so many places further; it stays where there is no such place."""
    at = next((place for place, (one, _) in enumerate(clauses) if one == key), -1)
    if at < 0 or not 0 <= at + by < len(clauses):
        return tuple(clauses)
    rest = [one for one in clauses if one[0] != key]
    return (*rest[: at + by], clauses[at], *rest[at + by :])


# --- kept beside the window until it is saved


def kept(drafts: Mapping[str, Typed]) -> str:
    """Drafts as one text."""
    return json.dumps({key: asdict(typed) for key, typed in drafts.items()}, ensure_ascii=False)


def kept_drafts(text: str) -> dict[str, Typed]:
    """Drafts as they were kept; what is broken is no draft."""
    try:
        return {str(key): _typed(one) for key, one in json.loads(text or "{}").items()}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def _typed(one: Mapping[str, object]) -> Typed:
    texts, clauses = one["texts"], one["clauses"]
    found = Typed({str(path): str(text) for path, text in dict(texts).items()})  # type: ignore[call-overload]
    if clauses is None:
        return found
    return replace(found, clauses=tuple((str(key), bool(on)) for key, on in clauses))  # type: ignore[attr-defined]
