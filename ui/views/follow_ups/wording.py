"""How 回访 says days and outcomes."""

from __future__ import annotations

from datetime import date

from aftersales.domain.codes import State
from ui.i18n import translate
from ui.presenters.follow_ups import Called, Group, Waiting
from ui.texts import Words


def day_word(group: str) -> str:
    """The head of a group of the queue."""
    return {
        Group.OVERDUE: translate("FollowUps", "已过计划日"),
        Group.TODAY: translate("FollowUps", "今天"),
        Group.LATER: translate("FollowUps", "以后"),
        Group.ASKED: translate("FollowUps", "已回访，待关闭"),
    }[Group(group)]


def beside(one: Waiting, today: date, words: Words) -> tuple[str, str]:
    """What stands at the right of a call in the queue, and the icon that makes it a warning ("" none).

    Better somebody else calls; paid money should have come by now; the day of a later call; how often tried.
    """
    line = one.line
    if one.group == Group.ASKED:
        return words.word("satisfaction", line.said), ""
    if one.own:
        return translate("FollowUps", "您经手"), "user-exclamation"
    if line.money_by is not None and line.money_by < today:
        return translate("FollowUps", "到账待核"), "cash"
    if one.group == Group.LATER and line.planned_on is not None:
        return f"{line.planned_on.month}-{line.planned_on.day}", ""
    return translate("FollowUps", "打过 {n} 次").format(n=line.attempts) if line.attempts else "", ""


def outcome(called: Called, words: Words) -> str:
    """What came of a call, in one line."""
    word = words.word("satisfaction", called.satisfaction)
    if called.state == State.CLOSED:
        told = translate("FollowUps", "{no}：客户{word}，已关闭")
    elif called.state == State.INVESTIGATING:
        level = words.word("level", called.level)
        told = translate("FollowUps", "{no}：客户不满意，已退回调查处理，由{level}负责")
        return told.format(no=called.case_no, level=level)
    elif called.next_on is not None:
        told = translate("FollowUps", "{no}：第 {n} 次没联系上，{day} 再打")
        day = f"{called.next_on.month}-{called.next_on.day}"
        return told.format(no=called.case_no, n=called.attempt, day=day)
    else:
        told = translate("FollowUps", "{no}：客户{word}，已记下；还有 {n} 项没办完，暂不能关闭")
    return told.format(no=called.case_no, word=word, n=len(called.open))
