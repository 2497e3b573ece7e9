"""From a case and its history to the cover of its file and the rows of its history on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aftersales.documents.closed_file import values as v
from aftersales.documents.compose_parts import Printing, Scribe, lines
from aftersales.domain.codes import State
from aftersales.domain.steps.writing import held_proposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.domain.records.trail import History
    from aftersales.words import Words

_ENDED = (State.CLOSED, State.WITHDRAWN, State.MERGED)
_FIELDS = 6  # names of changed fields that a row of history tells
_DIGITS = 12  # of a row's hash, as on an agreement


def cover(scribe: Scribe, history: tuple[History, ...], printing: Printing) -> v.Cover:
    """The facts of the case; whoever ended it stands in the history where the case itself does not say."""
    case, row, held = scribe.case, scribe.case.complaint, held_proposal(scribe.case)
    last = next((one for one in reversed(history) if one.to_state in _ENDED), None)
    ended = row.state in _ENDED
    said = [one.satisfaction for one in case.follow_ups if one.satisfaction]
    return v.Cover(
        imprint=scribe.imprint(row.case_no, row.version, printing),
        closed=ended,
        case_no=row.case_no,
        subject=row.title or "",
        customer=case.customer.cust_name or "",
        products=scribe.product_names(),
        severity=row.severity,
        complaint_at=scribe.wall(row.complaint_at or row.registered_at),
        closed_at=scribe.wall(row.closed_at or (last.at if last and ended else None)),
        close_kind=(row.close_kind or (row.state if row.state != State.CLOSED else "")) if ended else "",
        closed_by=scribe.name(row.closed_by or (last.actor if last and ended else "")),
        owner=scribe.name(row.owner),
        decision=(held.decision or "") if held else "",
        total=held.total if held else None,
        satisfaction=said[-1] if said else "",
        lessons=lines(row.close_reason or "", row.lessons or ""),
    )


def happenings(scribe: Scribe, history: Iterable[History], words: Words) -> tuple[v.Happening, ...]:
    """The history as it stands on paper; secrets are masked in it already."""
    return tuple(_happening(scribe, row, words) for row in history)


def _happening(scribe: Scribe, row: History, words: Words) -> v.Happening:
    return v.Happening(
        at=scribe.wall(row.at),
        who=scribe.name(row.actor),
        step=words.step(row.step),
        state=_states(scribe, row),
        note=_note(scribe, row, words),
        hash=row.hash[:_DIGITS],
    )


def _states(scribe: Scribe, row: History) -> str:
    word = scribe.labels.word
    if not row.to_state or row.from_state == row.to_state:
        return word("state", row.to_state or "")
    if not row.from_state:
        return word("state", row.to_state)
    before, after = word("state", row.from_state), word("state", row.to_state)
    return scribe.labels.say("closed_file.state_line", before=before, after=after)


def _note(scribe: Scribe, row: History, words: Words) -> str:
    labels = scribe.labels
    behalf = scribe.name(row.on_behalf_of)
    names = dict.fromkeys(_field(words, change) for change in json.loads(row.changes))
    told = labels.joined(*list(names)[:_FIELDS])
    key = "closed_file.changed_more" if len(names) > _FIELDS else "closed_file.changed"
    return lines(
        labels.say("closed_file.on_behalf", who=behalf) if behalf else "",
        row.reason or "",
        labels.say(key, fields=told, count=len(names)) if told else "",
    )


def _field(words: Words, change: dict[str, object]) -> str:
    return words.field(f"{change.get('table', '')}.{change.get('field', '')}")
