"""A step's form is put away: whether it may be, and how a step went that was still on its way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aftersales.domain.errors import CodedError
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.live.taking_back import Made
from ui.views.room import Room
from ui.views.taking_back import say_made
from ui.widgets.decision import Decision


def given_up(form: QWidget) -> bool:
    """Whether the person gives up what he filled in."""
    question = translate("StepForm", "放弃填好的内容？")
    follows = translate("StepForm", "这一步还没有办，填写的内容不会保存。")
    verb, keep = translate("StepForm", "放弃"), translate("StepForm", "继续填")
    return bool(Decision(question, follows, verb, keep, parent=form).exec())


def taken_elsewhere(room: Room, step: str, case_no: str, made: Made | None) -> None:
    """Say of a case that is in sight no more that the step was taken."""
    told = translate("Case", "已办：{step}").format(step=room.words.step(step))
    say_made(room, f"{case_no} {told}", made)
    room.frame.changed()


def refused_elsewhere(room: Room, step: str, case_no: str, error: CodedError) -> None:
    """Say of a case that is in sight no more why the step was not taken."""
    why = "\n".join(each.sentence for each in problems(error, room.words))
    room.frame.say(f"{case_no} {room.words.step(step)}{texts.colon()}{why}")
