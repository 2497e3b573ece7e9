"""Acts that leave the long way: held, sent back, approved by word, refused, withdrawn, merged, reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.domain.codes import NoticeState
from aftersales.domain.workflow import Step
from aftersales.practice.acts import Act, doer, done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aftersales.practice.story import Story

_EVIDENCE = "方经理：这单我同意，先给客户处理，回来补签。".encode()


def hold(story: Story) -> Iterator[Act]:
    """Waiting for the laboratory."""
    given = {"hold_reason": "样品送检，等待检测报告", "hold_until": story.day(9)}
    yield Act(story.owner, Step.HOLD, given, 120)


def promise(story: Story) -> Iterator[Act]:
    """The customer is promised a call."""
    content = "后天下班前答复延误损失的处理意见"
    given = {"kind": "回电", "content": content, "due_at": f"{story.day(2)} 17:00"}
    yield Act(story.owner, Step.PROMISE, given, 30)


def send_back(story: Story) -> Iterator[Act]:
    """The approver wants more."""
    link = story.turn()
    if link is not None:
        yield Act(link.approver, Step.SEND_BACK, {"comment": "请补充两桶发黑样品的检验结果"}, 100)


def by_word(story: Story) -> Iterator[Act]:
    """A leader says yes on the road; he has still to countersign."""
    file = {"name": "微信批准记录.txt", "kind": "聊天截图", "from_whom": "本公司"}
    yield Act(story.owner, Step.ATTACH, file, 40, _EVIDENCE)
    at = story.moment.isoformat()
    given = {
        "person": "lead2",
        "by_word_means": "微信",
        "by_word_at": at,
        "evidence": 1,
        "comment": "口头同意",
    }
    yield Act(story.owner, Step.APPROVE_BY_WORD, given, 20)


def approve_less(story: Story) -> Iterator[Act]:
    """Approved, but one piece fewer."""
    link = story.turn()
    if link is not None:
        row = story.standing.remedies[-1]
        less = [{"row": row.no, "qty": story.told["count"] - 1}]
        yield Act(link.approver, Step.APPROVE, {"comment": "核实两件，按两件处理", "lowered": less}, 130)


def refuse(story: Story) -> Iterator[Act]:
    """The customer wants more."""
    given = {"their_position": "只补本季度不够，去年的也要一起算"}
    yield Act(story.owner, Step.REFUSE_OFFER, given, 160)


def dissatisfied(story: Story) -> Iterator[Act]:
    """Looked into again, one level up."""
    yield Act(story.owner, Step.DISSATISFIED, {"reason": "客户回访不满意，灯仍然亮"}, 30)


def reopen(story: Story) -> Iterator[Act]:
    """The same thing again."""
    yield Act(story.owner, Step.REOPEN, {"reason": "客户来电：更换后仍渗漏"}, 200)


def withdraw(story: Story) -> Iterator[Act]:
    """The customer takes it back."""
    yield Act(story.owner, Step.WITHDRAW, {"reason": "客户说明情况后主动撤回", "means": "电话"}, 180)


def merge(story: Story) -> Iterator[Act]:
    """It goes on in the customer's earlier case."""
    if story.into is not None:
        into = story.into.standing.complaint.case_no
        yield Act(story.owner, Step.MERGE, {"case": into, "reason": "同一客户同一事由"}, 40)


def return_one(story: Story) -> Iterator[Act]:
    """A department cannot; the notice is issued anew."""
    notice = story.notice(NoticeState.ISSUED)
    if notice is not None:
        number = {"notice": f"C{notice.no}"}
        yield Act(
            doer(story, notice), Step.RETURN_NOTICE, {**number, "returned_reason": "数量与退货单不符"}, 120
        )
        yield Act(story.owner, Step.REISSUE_NOTICE, {**number, "remark": "数量已与客户核对"}, 60)


def accept_one(story: Story) -> Iterator[Act]:
    """A department has begun."""
    notice = story.notice(NoticeState.ISSUED)
    if notice is not None:
        yield Act(doer(story, notice), Step.ACCEPT_NOTICE, {"notice": f"C{notice.no}"}, 90)


def do_one(story: Story) -> Iterator[Act]:
    """The first department has done its part."""
    notice = story.notice(NoticeState.ISSUED)
    if notice is not None:
        yield Act(doer(story, notice), Step.DONE_NOTICE, done(story, notice), 200)


def _closed_as(kind: str, reason: str) -> Callable[[Story], Iterator[Act]]:
    def act(_: Story) -> Iterator[Act]:
        given: dict[str, Any] = {"close_kind": kind, "close_reason": reason}
        yield Act("lead1", Step.CLOSE_BY_LEADER, given, 300)

    return act


TURNS: Mapping[str, Callable[[Story], Iterator[Act]]] = {
    **{act.__name__: act for act in (hold, promise, send_back, by_word, approve_less, refuse, dissatisfied)},
    **{act.__name__: act for act in (reopen, withdraw, merge, return_one, accept_one, do_one)},
    "close_unreachable": _closed_as("联系不上", "三天内五次联系未果，且无车牌与样品"),
    "close_unfounded": _closed_as("不成立已说明", "送检样品非本公司产品，已书面说明"),
    "close_judicial": _closed_as("转司法", "客户已起诉，转法务处理"),
}
"""What a case's ``then`` names."""
