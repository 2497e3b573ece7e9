"""The draft of an agreement: what is asked of it, what was typed, which clauses stand in it, as its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from aftersales.domain.fields import Kind, specs
from aftersales.domain.forms import own
from aftersales.domain.records.agreement import Agreement, Party
from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import CasePage
from ui.presenters.step_fields import Question, Told, given, sheet_of, told

Clauses = tuple[tuple[str, bool], ...]
"""Keys of clauses in the order of the paper, each on or off."""
TABLE, PARTIES = "agreement", "agreement.party_b"
"""Paths of the agreement's own fields, and of those of the customer and who else signs on his side."""


@dataclass(frozen=True)
class Typed:
    """What was typed and is not saved: texts by path, and the clauses in order with on or off.

    ``clauses`` None: nobody chose any yet; ``over``: the clauses as they stood before.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    clauses: Clauses | None = None
    over: Clauses | None = None

    @property
    def nothing(self) -> bool:
        """Whether it says nothing that the draft does not say."""
        return not self.texts and self.clauses is None


def questions_of(page: CasePage, row: Agreement) -> tuple[Question, ...]:
    """The fields of the draft in the order of its record, then those of the customer, then of who else signs.

    Behind the last of those stands an empty one more. No lists of rows.
    """
    asked = [
        one for one in sheet_of(Step.ISSUE_AGREEMENT, page).questions() if one.spec.kind is not Kind.ROWS
    ]
    order = list(specs(Agreement))
    mine = [one for one in asked if one.table == TABLE and (not one.spec.when or one.required or one.value)]
    mine.sort(key=lambda one: order.index(one.name))
    told_of = enumerate((*(row.party_b or (Party(),)), Party()), 1)
    return (*mine, *(one for number, party in told_of for one in _of_party(number, party, page)))


def _of_party(number: int, party: Party, page: CasePage) -> Iterator[Question]:
    for name, spec in specs(Party).items():
        if name in own(Party):
            value = told(spec, getattr(party, name), page.office.zone)
            must = name == "name" and number == 1
            yield Question(table=f"{PARTIES}.{number}", spec=spec, required=must, value=value)


def typed_in(questions: Sequence[Question], values: Mapping[str, Told]) -> dict[str, str]:
    """The texts that differ from what the draft holds."""
    found = {one.path: str(values.get(one.path, one.value)) for one in questions}
    return {one.path: found[one.path] for one in questions if found[one.path].strip() != str(one.value)}


def left_over(questions: Sequence[Question], saved: Typed, now: Typed) -> Typed:
    """What is typed now that differs from what was saved: also a text that was taken back meanwhile."""
    texts = {one.path: now.texts.get(one.path, str(one.value)) for one in questions}
    then = {one.path: saved.texts.get(one.path, str(one.value)) for one in questions}
    left = {path: text for path, text in texts.items() if text.strip() != then[path].strip()}
    if now.clauses == saved.clauses:
        return Typed(left)
    return Typed(left, now.clauses, now.over if saved.clauses is None else saved.clauses)


def reopened(typed: Typed, questions: Sequence[Question], row: Agreement) -> Typed:
    """What was typed, over the draft as it stands now: somebody else may have saved it meanwhile."""
    typed = replace(typed, texts=typed_in(questions, typed.texts))
    now = tuple((clause.key, not clause.struck) for clause in row.clauses)
    if not now or typed.clauses is None or typed.over is None:
        return typed
    return replace(typed, clauses=carried(typed.over, now, typed.clauses), over=now)


def carried(over: Clauses, now: Clauses, mine: Clauses) -> Clauses:
    """My turns and places, made ``over`` one list of clauses, carried to the list as it stands ``now``."""
    was, own = dict(over), dict(mine)
    on = {key: own[key] if key in own and own[key] != was.get(key) else stands for key, stands in now}
    mine_first = [key for key in own if key in on] if list(own) != list(was) else []
    return tuple((key, on[key]) for key in dict.fromkeys([*mine_first, *on]))


def both_changed(before: Sequence[Question], now: Sequence[Question], typed: Typed) -> dict[str, str]:
    """What somebody else has put meanwhile into the fields in which something else is typed here."""
    stood = {one.path: one.value for one in before}
    return {
        one.path: str(one.value)
        for one in now
        if one.path in typed.texts and one.path in stood and stood[one.path] != one.value
    }


def data_of(questions: Sequence[Question], typed: Typed) -> dict[str, object]:
    """What was typed as the JSON of the step: only what differs."""
    data: dict[str, object] = {
        one.name: given(one.spec, typed.texts[one.path])
        for one in questions
        if one.table == TABLE and one.path in typed.texts
    }
    theirs = [one for one in questions if one.table.startswith(PARTIES)]
    if any(one.path in typed.texts for one in theirs):
        data["party_b"] = _parties(theirs, typed.texts)
    if typed.clauses is not None:
        data["clauses"] = [{"key": key, "struck": not on} for key, on in typed.clauses]
    return data


def _parties(theirs: Sequence[Question], texts: Mapping[str, str]) -> list[dict[str, object]]:
    """Everybody of whom something is said; the customer in any case."""
    rows: dict[str, dict[str, object]] = {}
    for one in theirs:
        row, said = rows.setdefault(one.table, {}), given(one.spec, texts.get(one.path, one.value))
        if said is not None:
            row[one.name] = said
    customer, *others = rows.values()
    return [customer, *filter(None, others)]


def turned(clauses: Sequence[tuple[str, bool]], key: str) -> Clauses:
    """The clauses with this one on instead of off, or off instead of on."""
    return tuple((one, not on if one == key else on) for one, on in clauses)


def moved(clauses: Sequence[tuple[str, bool]], key: str, by: int) -> Clauses:
    """The clauses with this one so many places further; it stays where there is no such place."""
    at = next((place for place, (one, _) in enumerate(clauses) if one == key), -1)
    if at < 0 or not 0 <= at + by < len(clauses):
        return tuple(clauses)
    rest = [one for one in clauses if one[0] != key]
    return (*rest[: at + by], clauses[at], *rest[at + by :])


# --- kept beside the window until it is saved


def key_of(case_no: str, row: Agreement) -> str:
    """What the texts of a draft are kept by: a dropped draft leaves its number to the next one."""
    return f"{case_no}/{row.no}/{row.proposal}"


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
    texts = {str(path): str(text) for path, text in dict(one["texts"]).items()}  # type: ignore[call-overload]
    return Typed(texts, _clauses(one["clauses"]), _clauses(one.get("over")))


def _clauses(told_: object) -> Clauses | None:
    return None if told_ is None else tuple((str(key), bool(on)) for key, on in told_)  # type: ignore[attr-defined]
