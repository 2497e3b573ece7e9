"""What people of the practice company do: the acts of the long way in order, and acts that leave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aftersales.domain.codes import AgreementState, NoticeKind, NoticeState, State
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aftersales.domain.records.notice import Notice
    from aftersales.practice.story import Story


@dataclass(frozen=True)
class Act:
    """One step: who takes it and with what, so many minutes of office time after the one before."""

    login: str
    step: str
    data: Mapping[str, Any] = field(default_factory=dict)
    after: int = 30
    content: bytes | None = None


PEOPLE: Mapping[str, str] = {
    "warehouse": "store1",
    "marketing": "market1",
    "production": "factory1",
    "finance": "money1",
    "quality": "quality1",
}
"""Who does a department's notices; those of after-sales are the owner's."""
PAPERLESS = 50_000
"""The practice company's limit (分), as delivered."""


def register(story: Story) -> Iterator[Act]:
    """The customer calls."""
    told = story.told
    given: dict[str, Any] = {
        "channel": ("电话", "微信", "来访", "电话")[story.number % 4],
        **{
            name: story.customer[name] for name in ("cust_name", "cust_type", "contact_name", "contact_title")
        },
        **{name: story.customer[name] for name in ("region", "address", "phones")},
        "verbatim": told["text"],
        "summary": told["summary"],
        "reason": told["reason"],
        "severity": told.get("severity", "一般"),
        "ongoing_harm": told.get("harm", "否"),
        "demands": [{"kind": told["demand"]}],
    }
    if story.product is not None:
        given["product_line"] = [story.line()]
    yield Act(story.clerk, Step.REGISTER, given, 0)


def take(story: Story) -> Iterator[Act]:
    """A service person takes it over."""
    yield Act(story.owner, Step.ACCEPT, {}, 22)


def talk(story: Story) -> Iterator[Act]:
    """The customer is called back on the same day, what he said is repeated to him."""
    if story.standing.complaint.ongoing_harm:
        yield Act(
            story.owner, Step.CONTAIN, {"action": "请客户先停机、更换备用油并留样", "effect": "已停机"}, 8
        )
    said = {
        "direction": "去",
        "channel": "电话",
        "counterpart": story.contact,
        "purpose": "答复",
        "minutes": 6,
    }
    content = f"致歉并了解情况：{story.told['summary']}；告知处理步骤与期限。"
    yield Act(story.owner, Step.CONTACT, {**said, "content": content, "emotion": "不满"}, 18)
    yield Act(story.owner, Step.CONFIRM_RESTATEMENT, {"restated_who": story.contact}, 5)


def find(story: Story) -> Iterator[Act]:
    """It is looked into."""
    tasks = [{"where": story.customer["region"], "what": "取回样品，与留样对比", "due": story.day(3)}]
    given: dict[str, Any] = {"needs_further": True, "tasks": tasks}
    if story.product is not None:
        given |= {"retained_sample": "留样外观、粘度正常", "batch_review": "同批次共灌装 320 桶，记录完整"}
    yield Act(story.owner, Step.RECORD_FINDING, given, 150)


def _proposal(story: Story) -> dict[str, Any]:
    declined = "decline" in story.told
    given: dict[str, Any] = {
        "founded": "不成立" if declined else "成立",
        "basis": story.told.get("decline", "样品检查、出货记录与客户陈述相符"),
        "cause_main": "misuse" if declined else ("defect" if story.product else "efficiency"),
        "decision": "不予支持" if declined else "支持",
        "opinion": story.told.get("decline") or f"按客户诉求处理：{story.told['summary']}",
        "remedies": story.remedies(),
        "na": {"occurred_on": "unknown", "basis_files": "none"},
    }
    if declined:
        told = {"channel": "电话", "to_whom": story.contact, "explained": story.told["decline"]}
        given["explanation"] = [{**told, "reaction": "接受"}]
        given["demands"] = [{"kind": story.told["demand"], "unmet_reason": story.told["decline"]}]
    if story.product is not None:
        unknown = dict.fromkeys(("started_using", "prev_brand", "prev_state", "recent_state"), "不详")
        given["product_line"] = [
            {"no": 1, "produced_on": story.produced(), "receipt_kind": "delivery_note", **unknown}
        ]
    return given


def propose(story: Story) -> Iterator[Act]:
    """The owner proposes; trifles and refusals he decides himself."""
    step = Step.DECIDE if story.told.get("decide") or "decline" in story.told else Step.PROPOSE
    yield Act(story.owner, step, _proposal(story), 200)


def approve(story: Story) -> Iterator[Act]:
    """Everybody in the chain approves, in turn."""
    while story.standing.complaint.state == State.PROPOSED and (link := story.turn()):
        yield Act(link.approver, Step.APPROVE, {"comment": "情况属实，按方案办。"}, 140)


def answer(story: Story) -> Iterator[Act]:
    """The customer is told."""
    content = f"您好，关于“{story.told['summary']}”，我们的处理意见已批准，现答复如下。"
    yield Act(story.owner, Step.ANSWER, {"channel": "电话", "to_whom": story.contact, "content": content}, 75)


def accept(story: Story) -> Iterator[Act]:
    """The customer agrees."""
    step = Step.ACCEPT_EXPLANATION if "decline" in story.told else Step.ACCEPT_OFFER
    yield Act(story.owner, step, {"confirmed_by": story.contact, "confirmed_means": "电话"}, 190)


def issue(story: Story) -> Iterator[Act]:
    """The agreement is issued and handed over; a trifle needs none."""
    if story.standing.complaint.state != State.AGREED or _is_trifle(story):
        return
    phone = story.customer["phones"]
    given: dict[str, Any] = {"waiver_scope": f"就“{story.told['summary']}”一事双方再无争议", "copies": 2}
    given |= {"consignee": story.contact, "consignee_phone": phone, "freight_by": "我方"}
    given |= {"consignee_address": story.customer["address"], "perform_by": story.day(10)}
    given |= _payee(story)
    if story.standing.agreements[-1].return_by:  # the day that the proposal named may be over
        given |= {"return_by": story.day(10)}
    yield Act(story.owner, Step.ISSUE_AGREEMENT, given, 60)
    yield Act(story.owner, Step.HAND_OVER_AGREEMENT, {}, 25)


def _payee(story: Story) -> dict[str, Any]:
    """Where the money goes, if any does."""
    if "yuan" not in story.told:
        return {}
    return {"payee": story.contact, "bank": "练习银行", "account": f"6222 0000 0000 {story.number:04d}"}


def _is_trifle(story: Story) -> bool:
    """Whether it may be settled without paper, as the practice company does whenever it may."""
    return story.standing.proposals[-1].total <= PAPERLESS


def sign(story: Story) -> Iterator[Act]:
    """Both sign; or nobody needs to."""
    if story.standing.complaint.state != State.AGREED:
        return
    if _is_trifle(story):
        told = {"no_paper_reason": "金额小，客户电话确认", **_payee(story)}
        yield Act(story.owner, Step.SETTLE_WITHOUT_PAPER, told, 20)
        return
    today = story.day(0)
    signed = {"signed_a_on": today, "signed_b_on": today, "signer_a": "林佩珊", "signer_b": story.contact}
    yield Act(story.owner, Step.SIGN, {**signed, "sealed": True}, 420)


def deliver(story: Story) -> Iterator[Act]:
    """Every department does what its notice says."""
    while notice := story.notice(NoticeState.ISSUED, NoticeState.ACCEPTED):
        yield Act(doer(story, notice), Step.DONE_NOTICE, done(story, notice), 180)


def doer(story: Story, notice: Notice) -> str:
    """Who does this notice."""
    return PEOPLE.get(ROLE_OF[notice.department], story.owner)


def done(story: Story, notice: Notice) -> dict[str, Any]:
    """What is given as proof."""
    given: dict[str, Any] = {"notice": f"C{notice.no}"}
    if notice.kind == NoticeKind.SHIP:
        given |= {"carrier": "顺丰速运", "waybill": f"SF18{story.number:06d}{notice.no}"}
        given |= {"shipped_batch": f"NEW{story.moment:%Y%m}", "shipped_qty": str(notice.items[0].qty or 1)}
    if notice.kind == NoticeKind.PAY:
        given |= {"handled_on": story.day(0), "voucher_no": f"PZ{story.number:04d}", "expected_days": 3}
    return given


def confirm(story: Story) -> Iterator[Act]:
    """After-sales sees that it was done."""
    if story.standing.complaint.state == State.FULFILLING:
        yield Act(story.other, Step.CONFIRM_NOTICE, {"notices": ["all"]}, 90)


def ask(story: Story) -> Iterator[Act]:
    """The customer is asked."""
    said = story.told.get("said", "满意")
    given = {"channel": "电话", "interviewee": story.contact, "satisfaction": said, "keep_using": "会"}
    yield Act(story.other, Step.FOLLOW_UP, given, 480)


def close(story: Story) -> Iterator[Act]:
    """The original is filed, the case closed."""
    if any(row.state == AgreementState.FULFILLED for row in story.standing.agreements):
        place = {"original_place": f"售后档案柜 A-{story.number:02d}"}
        yield Act(story.owner, Step.FILE_ORIGINAL, place, 15)
    lessons = (
        {"lessons": "加强灌装检验"} if story.standing.complaint.severity in ("major", "critical") else {}
    )
    yield Act(story.other, Step.CLOSE, lessons, 10)


LONG_WAY: tuple[Callable[[Story], Iterator[Act]], ...] = (
    register,
    take,
    talk,
    find,
    propose,
    approve,
    answer,
    accept,
    issue,
    sign,
    deliver,
    confirm,
    ask,
    close,
)
"""From the call to the close; a case goes so far as its ``until`` says."""
