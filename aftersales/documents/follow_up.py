"""The follow-up form 回访记录表: what the customer says afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.sheet import Sheet, fitted

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import FollowUp

_SIZES = (9.5, 9.0, 8.5)  # in points
_ENDING = 11.0  # lines: the last part and the signatures stay together
_SCORES = ("1", "2", "3", "4", "5")


def draw(value: FollowUp, labels: Labels) -> bytes:
    """The form as a PDF; raises UnknownWord for a code without a word."""
    return fitted(lambda size: _sheet(value, labels, size), _SIZES).finish()


def _sheet(value: FollowUp, labels: Labels, size: float) -> Sheet:
    title = labels.label("follow_up.title")
    sheet = Sheet(value.imprint, title, labels, by_hand=value.by_hand, size=size)
    _case(sheet, value)
    _answers(sheet, value)
    sheet.reserve(_ENDING * sheet.leading)
    _more(sheet, value)
    _sign(sheet)
    return sheet


def _case(sheet: Sheet, value: FollowUp) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("follow_up.part_case"))
    pairs: list[tuple[str, object]] = [
        ("case_no", value.case_no),
        ("customer", value.customer),
        ("interviewee", value.interviewee),
        ("phone", value.phone),
        ("planned_on", value.planned_on),
        ("at", value.at),
        ("by", value.by),
        ("channel", labels.word("channel", value.channel)),
        ("attempt", value.attempt_no),
        ("product", value.product),
    ]
    settled = "\n".join(value.settled)
    fields = [sheet.field(f"follow_up.{key}", one) for key, one in pairs]
    sheet.grid([*fields, sheet.field("follow_up.settled", settled, wide=True, height=50)])


def _answers(sheet: Sheet, value: FollowUp) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("follow_up.part_answer"))
    choice = labels.choice("satisfaction", value.satisfaction)
    sheet.grid(
        [
            sheet.field("follow_up.satisfaction", choice, wide=True, height=26),
            sheet.field("follow_up.sat_result", _score(labels, value.sat_result), wide=True, height=24),
            sheet.field("follow_up.sat_speed", _score(labels, value.sat_speed), wide=True, height=24),
            sheet.field("follow_up.sat_attitude", _score(labels, value.sat_attitude), wide=True, height=24),
            sheet.field("follow_up.improved_view", value.improved_view, wide=True, height=60),
            sheet.field("follow_up.suggestion", value.suggestion, wide=True, height=60),
        ]
    )


def _score(labels: Labels, score: int | None) -> str:
    return labels.choice("score", labels.shown(score), _SCORES) + labels.label("follow_up.scores")


def _more(sheet: Sheet, value: FollowUp) -> None:
    labels = sheet.labels
    sheet.heading(labels.label("follow_up.part_more"))
    keep = labels.choice("keep_using", value.keep_using)
    sheet.grid(
        [
            sheet.field("follow_up.keep_using", keep, wide=True, height=26),
            sheet.field("follow_up.new_issue", value.new_issue),
            sheet.field("follow_up.new_case", value.new_case),
        ]
    )


def _sign(sheet: Sheet) -> None:
    labels = sheet.labels
    date = labels.label("follow_up.sign_date")
    who = ("sign_customer", "sign_by", "sign_leader")
    sheet.signatures([(labels.label(f"follow_up.{key}"), date) for key in who])
