"""How a slip says itself: title, what, to whom, until when, what stands beside; codes in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.money import in_words, yuan
from aftersales.domain.records.notice import Notice, NoticeItem
from aftersales.domain.workflow import Step
from ui import texts
from ui.i18n import translate
from ui.models.cells import DueMark, Mood
from ui.presenters.notices.slips import FAULTY, PROBLEM, Look, Slip
from ui.texts import Words
from ui.views.casework.wording import Wording
from ui.views.parts import moments
from ui.widgets.tokens import Token

KEYS: Mapping[str, str] = {
    Step.ACCEPT_NOTICE: "A",
    Step.DONE_NOTICE: "F",
    Step.RETURN_NOTICE: "R",
    Step.CONFIRM_NOTICE: "C",
    Step.CANCEL_NOTICE: "X",
    Step.REISSUE_NOTICE: "N",
    Step.URGE: "U",
    Step.VERIFY_FULFILMENT: "V",
}
"""The key of each verb; a number begins with none of them in an office as delivered."""
ICONS: Mapping[str, str] = {
    Step.ACCEPT_NOTICE: "check",
    Step.DONE_NOTICE: "checkbox",
    Step.RETURN_NOTICE: "arrow-back-up",
    Step.CONFIRM_NOTICE: "check",
    Step.REISSUE_NOTICE: "refresh",
    Step.URGE: "bell-ringing",
}
DEPARTMENTS: Mapping[str, str] = {
    "warehouse": "building-warehouse",
    "marketing": "gift",
    "production": "building-factory-2",
    "finance": "report-money",
    "quality": "microscope",
    "after_sales": "headset",
}
_MONEY = (NoticeKind.PAY, NoticeKind.CREDIT_NOTE)


@dataclass(frozen=True)
class Beside:
    """What stands at the right of a slip's first line: its words, icon and colour."""

    text: str = ""
    icon: str = ""
    token: Token = Token.INK3


def verb(step: str, department: str = "") -> str:
    """The word of a verb; ``department``: in whose place it is done."""
    words = {
        Step.ACCEPT_NOTICE: translate("Notices", "接收"),
        Step.DONE_NOTICE: translate("Notices", "完成"),
        Step.RETURN_NOTICE: translate("Notices", "退回"),
        Step.CONFIRM_NOTICE: translate("Notices", "确认"),
        Step.CANCEL_NOTICE: translate("Notices", "取消通知单"),
        Step.REISSUE_NOTICE: translate("Notices", "重开"),
        Step.URGE: translate("Notices", "催办"),
        Step.VERIFY_FULFILMENT: translate("Notices", "核实"),
    }
    word = words[Step(step)]
    if department and step in (Step.ACCEPT_NOTICE, Step.DONE_NOTICE, Step.RETURN_NOTICE):
        return translate("Notices", "代{department}{verb}").format(department=department, verb=word)
    return word


def done(step: str, slip: Slip, *, part: bool) -> str:
    """What is said of a verb that was done on this slip, as it stands now; ``part``: a part of it was."""
    told = translate("Notices", "{verb}：{number}")
    word = translate("Notices", "已记部分") if part else verb(step)
    if step == Step.URGE:
        told = translate("Notices", "{verb}：{number}，第 {n} 次")
    return told.format(verb=word, number=slip.number, n=slip.urges)


def group(state: str, *, whole: bool) -> str:
    """The head over the slips of a state."""
    return {
        NoticeState.RETURNED: translate("Notices", "部门退回，待重开"),
        NoticeState.ISSUED: translate("Notices", "待接收"),
        NoticeState.ACCEPTED: translate("Notices", "进行中"),
        NoticeState.DONE: translate("Notices", "已完成，待售后确认")
        if whole
        else translate("Notices", "已完成，等售后确认"),
    }[NoticeState(state)]


class SlipWords:
    """The words of slips in one office."""

    def __init__(self, words: Words, say: Wording) -> None:
        self.words, self.say = words, say

    def title(self, slip: Slip) -> str:
        """What kind, and how much: 补货出货 20 桶."""
        row = slip.notice
        kind = self.words.word("notice_kind", row.kind)
        if row.kind in _MONEY and slip.amount is not None:
            return f"{kind} ¥{yuan(slip.amount)}"
        if slip.asked is None:
            return kind
        return f"{kind} {self.words.counted(f'{slip.asked:f}', 'unit', slip.unit)}"

    def what(self, slip: Slip) -> str:
        """The things themselves; for who mends and betters, what went wrong."""
        things = [self._thing(item) for item in slip.notice.items]
        if slip.notice.kind in FAULTY and slip.line.product:
            things.append(slip.line.product)
        told = texts.semicolon().join(dict.fromkeys(things))
        if slip.notice.kind in PROBLEM and slip.line.summary:
            return texts.colon().join(part for part in (told, self.masked(slip, slip.line.summary)) if part)
        return told

    def _thing(self, item: NoticeItem) -> str:
        named = " ".join(part for part in (item.product, item.spec) if part)
        return named or self.words.word("remedy", item.kind)

    def to_whom(self, slip: Slip) -> str:
        """Who gets it, or whose case it is; a customer who wants to stay unnamed does."""
        line = slip.line
        return hidden() if line.confidential else line.cust_name or slip.notice.consignee or line.case_no

    def masked(self, slip: Slip, text: str | None) -> str:
        """The text without the names of a customer who wants to stay unnamed."""
        told = text or ""
        if slip.line.confidential:
            for name in sorted(filter(None, (slip.line.cust_name, slip.line.contact_name)), key=len)[::-1]:
                told = told.replace(name, hidden())
        return told

    def beside(self, slip: Slip) -> Beside:
        """How often it was urged, what it waits for, how far it is, how it went."""
        row = slip.notice
        if row.state == NoticeState.DONE:
            return Beside(self._proof(row))
        if slip.urges:
            told = translate("Notices", "催办 {n} 次").format(n=slip.urges)
            return Beside(told, "bell-ringing", Token.AMBER)
        if slip.line.waits_for:
            number = slip.line.waits_for.rsplit("-", 1)[-1]
            return Beside(translate("Notices", "等 {number}").format(number=number), "hourglass")
        if slip.sent and slip.left is not None:
            return Beside(translate("Notices", "还差 {n}").format(n=f"{slip.left:f}"), "box")
        return Beside()

    def _proof(self, row: Notice) -> str:
        if row.waybill:
            return translate("Notices", "运单 …{end}").format(end=" ".join(row.waybill.split())[-4:])
        return ""

    def due(self, slip: Slip, now: datetime) -> DueMark:
        """Until when; of one that is done, when it was."""
        row = slip.notice
        if slip.due is not None:
            return moments.due(slip.due, now)
        at = row.done_at or row.due_at
        mood = Mood.DONE if row.done_at else Mood.LATER
        return DueMark(mood, moments.short(self.say.local(at), now) if at else "")

    # What is open

    def facts(self, look: Look) -> tuple[tuple[str, str], ...]:
        """Everything that its department needs, label by label."""
        row, slip, now = look.notice, look.slip, look.page.now
        named = self._named
        return tuple(
            (label, value)
            for label, value in (
                (translate("Notices", "内容"), "\n".join(self._items(slip))),
                (translate("Notices", "投诉产品"), "\n".join(self._faulty(look))),
                *self._money(look),
                (named("consignee"), self.masked(slip, row.consignee)),
                (named("consignee_phone"), row.consignee_phone or ""),
                (named("consignee_address"), row.consignee_address or ""),
                (
                    named("freight_by"),
                    self.words.word("freight_by", row.freight_by) if row.freight_by else "",
                ),
                (translate("Notices", "客户"), "" if row.consignee else self.to_whom(slip)),
                (named("due_at"), self.say.when(row.due_at, now)),
                (named("urgent_reason"), row.urgent_reason or ""),
                (named("waits_for"), slip.line.waits_for or ""),
                (named("remark"), self.masked(slip, row.remark)),
                (named("progress"), "\n".join(self._progress(look))),
                (named("waybill"), " ".join(part for part in (row.carrier, row.waybill) if part)),
                (named("returned_reason"), row.returned_reason or ""),
                (named("cancelled_reason"), row.cancelled_reason or ""),
                (translate("Notices", "经过"), "\n".join(self._course(look))),
            )
            if value
        )

    def _named(self, name: str) -> str:
        return self.words.label(f"notice.{name}")

    def _items(self, slip: Slip) -> Iterable[str]:
        for item in slip.notice.items:
            amount = f"¥{yuan(item.amount)}" if item.amount is not None else ""
            batch = translate("Notices", "批号 {batch}").format(batch=item.batch) if item.batch else ""
            many = self.say.many(item.qty, item.unit)
            told = (f"{self._thing(item)} {many}".strip(), batch, amount, item.packing, item.mark)
            yield self.masked(slip, texts.comma().join(part for part in told if part))
        if slip.notice.kind in PROBLEM and slip.line.summary:
            yield self.masked(slip, slip.line.summary)

    def _faulty(self, look: Look) -> Iterable[str]:
        """The products that are complained about, for who takes back, mends or betters them."""
        for line in look.case.product_lines if look.notice.kind in FAULTY else ():
            many = self.say.many(line.qty_bad, line.unit)
            batch = translate("Notices", "批号 {batch}").format(batch=line.batch_no) if line.batch_no else ""
            told = (" ".join(part for part in (line.product, line.spec) if part), batch, many)
            yield texts.comma().join(part for part in told if part)

    def _money(self, look: Look) -> Iterable[tuple[str, str]]:
        """To whom a payment goes: the agreement's payee."""
        row, case = look.notice, look.case
        if row.kind not in _MONEY:
            return
        if look.slip.amount:
            yield translate("Notices", "大写"), in_words(look.slip.amount)
        signed = next((paper for paper in case.agreements if paper.no == row.agreement), None)
        for name in ("payee", "bank", "account"):
            told = getattr(row, name) or (getattr(signed, name) if signed is not None else None)
            yield self.words.label(f"agreement.{name}"), told or ""
        if signed is not None:
            yield self._named("agreement"), signed.agr_no or ""

    def _progress(self, look: Look) -> Iterable[str]:
        for part in look.notice.progress:
            at = self.say.when(part.at, look.page.now)
            yield " ".join(
                x for x in (at, f"{part.qty:f}" if part.qty is not None else "", part.note or "") if x
            )

    def _course(self, look: Look) -> Iterable[str]:
        """Who ticked what, and when."""
        row, now = look.notice, look.page.now
        told = (
            (translate("Notices", "开单"), row.issued_by, row.issued_at),
            (translate("Notices", "接收"), row.accepted_by, row.accepted_at),
            (translate("Notices", "完成"), row.done_by, row.done_at),
            (translate("Notices", "确认"), row.confirmed_by, row.confirmed_at),
        )
        for word, who, at in told:
            if at is not None:
                yield f"{word} {self.say.person(who)} {self.say.when(at, now)}"
        for urge in row.urges:
            word = self.words.word("urge", urge.kind)
            yield f"{word} {self.say.person(urge.by)} {self.say.when(urge.at, now)}"

    def text(self, look: Look) -> str:
        """The slip as a message for a group chat; who ticked what stays in the house."""
        slip = look.slip
        course = translate("Notices", "经过")
        lines = [f"{self.title(slip)} {slip.number}"]
        lines += [f"{label}{texts.colon()}{value}" for label, value in self.facts(look) if label != course]
        return "\n".join(lines)


def hidden() -> str:
    """What stands for the name of a customer who wants to stay unnamed."""
    return translate("Notices", "（客户要求保密）")
