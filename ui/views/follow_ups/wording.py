"""How 回访 says days and outcomes."""

from __future__ import annotations

from aftersales.domain.codes import State
from ui.i18n import translate
from ui.presenters.follow_ups import Called, Group
from ui.texts import Words


def day_word(group: str) -> str:
    """The head of a group of the queue."""
    return {
        Group.OVERDUE: translate("FollowUps", "已过计划日"),
        Group.TODAY: translate("FollowUps", "今天"),
        Group.LATER: translate("FollowUps", "以后"),
        Group.ASKED: translate("FollowUps", "已回访，待关闭"),
    }[Group(group)]


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
