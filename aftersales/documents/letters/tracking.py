"""The tracking sheet 投诉跟踪表: where a complaint stands, what is due when, who does what, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aftersales.documents.labels import Labels
    from aftersales.documents.letters.values import Action, Tracking

STAGES = (
    "hand_over",
    "first_contact",
    "containment",
    "investigated",
    "decision",
    "answered",
    "confirmed",
    "agreement",
    "fulfilled",
    "follow_up",
    "closed",
)
"""The stages of a case in order, as ISO 10002 tracks them."""
_OPEN = " "  # a cell left for a pen, not crossed out
_STEPS = (("step", 1.3), ("due", 1.9), ("done", 1.9), ("who", 1.3), ("note", 3.4))
_ACTIONS = (("what", 3.4), ("department", 1.1), ("due", 1.9), ("done", 1.9), ("result", 1.5))
_PROMISES = (("promise", 4.0), ("who", 1.1), ("due", 1.9), ("done", 1.9), ("result", 1.1))
_TALKS = (("at", 1.9), ("channel", 1.0), ("who", 1.1), ("counterpart", 1.4), ("content", 4.6))
_SIZE, _BY_HAND_SIZE = 9.0, 9.5  # in points
_BY_HAND = 6  # empty rows of a table to be filled with a pen
_ROW, _PROBLEM_BY_HAND = 22.0, 38.0  # the least heights, in points; by hand the stages just fit page 1


def draw(value: Tracking, labels: Labels) -> bytes:
    """The sheet as a PDF; raises UnknownWord for a code without a word."""
    title, size = labels.label("tracking.title"), _BY_HAND_SIZE if value.by_hand else _SIZE
    sheet = Sheet(value.imprint, title, labels, by_hand=value.by_hand, size=size)
    _received(sheet, value)
    _problem(sheet, value)
    _stages(sheet, value)
    _actions(sheet, value, "actions", _ACTIONS, value.actions)
    if value.promises or value.by_hand:
        _actions(sheet, value, "promises", _PROMISES, value.promises)
    _talks(sheet, value)
    _sign(sheet)
    return sheet.finish()


def _received(sheet: Sheet, value: Tracking) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("tracking.part_received"))
    pairs: list[tuple[str, object]] = [
        ("case_no", value.case_no),
        ("state", labels.word("state", value.state)),
        ("customer", value.customer),
        ("contact", labels.pair(value.contact, value.phone)),
        ("channel", labels.word("channel", value.channel)),
        ("external", value.external),
        ("complaint_at", value.complaint_at),
        ("recorder", value.recorder),
        ("owner", value.owner),
        ("nature", labels.word("nature", value.nature)),
        ("severity", labels.word("severity", value.severity)),
        ("urgent", value.urgent),
        ("ongoing_harm", value.ongoing_harm),
        ("safety_injury", value.safety_injury),
        ("times", value.times),
        ("round", value.round_no),
    ]
    sheet.grid(sheet.field(f"tracking.{key}", one) for key, one in pairs)


def _problem(sheet: Sheet, value: Tracking) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("tracking.part_problem"))
    problem = _PROBLEM_BY_HAND if value.by_hand else _ROW
    fields = [
        sheet.field("tracking.reasons", labels.words("reason", value.reasons), wide=True),
        sheet.field("tracking.products", value.products, wide=True),
        sheet.field("tracking.problem", value.problem, wide=True, height=problem),
        sheet.field("tracking.demands", value.demands, wide=True),
        sheet.field("tracking.decision", labels.word("decision", value.decision)),
        sheet.field("tracking.total", money(value.total)),
    ]
    sheet.grid(fields)


def _stages(sheet: Sheet, value: Tracking) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("tracking.part_steps"))
    rows = [
        (
            labels.label(f"tracking.step.{one.key}"),
            labels.shown(one.due) or _OPEN,
            labels.shown(one.done) or _OPEN,
            one.who or _OPEN,
            labels.pair(_late(labels, late=one.late), one.note) or _OPEN,
        )
        for one in value.stages
    ]
    sheet.table(_columns(labels, _STEPS), rows, _ROW)


def _actions(
    sheet: Sheet,
    value: Tracking,
    part: str,
    shares: Sequence[tuple[str, float]],
    actions: Iterable[Action],
) -> None:
    labels = sheet.labels
    sheet.heading(labels.label(f"tracking.part_{part}"))
    rows: list[tuple[str, ...]] = [
        (
            one.what,
            one.department or _OPEN,
            labels.shown(one.due) or _OPEN,
            labels.shown(one.done) or _OPEN,
            labels.pair(_late(labels, late=one.late), one.result) or _OPEN,
        )
        for one in actions
    ]
    sheet.table(_columns(labels, shares), rows or _empty(value, shares), _ROW)


def _talks(sheet: Sheet, value: Tracking) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("tracking.part_contacts"))
    rows: list[tuple[str, ...]] = [
        (labels.shown(one.at), labels.word("channel", one.channel), one.staff, one.counterpart, one.content)
        for one in value.talks
    ]
    sheet.table(_columns(labels, _TALKS), rows or _empty(value, _TALKS), _ROW)


def _empty(value: Tracking, shares: Sequence[object]) -> list[tuple[str, ...]]:
    return [(_OPEN,) * len(shares)] * (_BY_HAND if value.by_hand else 1)


def _columns(labels: Labels, shares: Sequence[tuple[str, float]]) -> list[Column]:
    return [Column(labels.label(f"tracking.column.{key}"), share) for key, share in shares]


def _late(labels: Labels, *, late: bool) -> str:
    return labels.label("tracking.late") if late else ""


def _sign(sheet: Sheet) -> None:
    labels = sheet.labels
    date = labels.label("tracking.sign_date")
    who = ("sign_made", "sign_owner", "sign_leader")
    sheet.signatures([(labels.label(f"tracking.{key}"), date) for key in who])
