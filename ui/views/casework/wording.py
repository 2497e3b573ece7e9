"""How the pages of a case say clocks, stations, rows and people: codes and values in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from aftersales.domain.case import Case
from aftersales.domain.money import yuan
from aftersales.domain.office import Office
from aftersales.domain.records.proposal import Approval, Remedy
from aftersales.domain.workflow import Step
from ui import texts
from ui.i18n import translate
from ui.models.cells import DueMark, Mood
from ui.presenters.case import CaseLook, Due, Happened, Stop
from ui.texts import Words
from ui.views.parts import moments
from ui.widgets.stepper import Passed, Station
from ui.widgets.timeline import Entry

SOON = 120
"""Minutes of office time within which a due time is told in amber."""
_ICONS: Mapping[str, str] = {
    Step.CONTACT: "phone",
    Step.ANSWER: "send",
    Step.PROPOSE: "gavel",
    Step.APPROVE: "check",
    Step.DECIDE: "check",
    Step.SEND_BACK: "arrow-back-up",
    Step.REJECT: "x",
    Step.ATTACH: "paperclip",
    Step.PROMISE: "heart-handshake",
    Step.KEEP_PROMISE: "heart-handshake",
    Step.RECORD_FINDING: "search",
    Step.SIGN: "signature",
    Step.ISSUE_AGREEMENT: "file-certificate",
    Step.DONE_NOTICE: "truck-delivery",
    Step.FOLLOW_UP: "phone-check",
    "print": "printer",
}
_GOOD: frozenset[str] = frozenset({Step.APPROVE, Step.DECIDE, Step.CLOSE, Step.ACCEPT_OFFER})


class Wording:
    """The words of one office, in its zone."""

    def __init__(self, words: Words, office: Office) -> None:
        self.words, self.office = words, office

    def local(self, moment: datetime) -> datetime:
        """The moment on the office's clock."""
        return moment.astimezone(self.office.zone)

    def when(self, moment: datetime | None, now: datetime) -> str:
        """A moment in the fewest words; "" for none."""
        return moments.short(self.local(moment), self.local(now)) if moment else ""

    def person(self, login: str | None) -> str:
        """The name of somebody on the staff; the login where nobody has it."""
        found = self.office.by_login.get(login or "")
        return found.name if found else login or ""

    def rounds(self, look: CaseLook) -> str:
        """Until when it is on hold; round and version of the proposal from the second on."""
        until = look.page.case.complaint.hold_until
        parts = [texts.held(until.isoformat())] if until else []
        if look.page.case.complaint.round_no > 1:
            parts.append(translate("Case", "第 {n} 轮").format(n=look.page.case.complaint.round_no))
        if look.proposal is not None and look.proposal.proposal_version > 1:
            parts.append(translate("Case", "方案第 {n} 版").format(n=look.proposal.proposal_version))
        if look.page.case.complaint.sensitive_period:
            told = translate("Case", "敏感期 {name}")
            parts.append(told.format(name=look.page.case.complaint.sensitive_period))
        return "·".join(parts)

    def due(self, due: Due, now: datetime) -> DueMark:
        """How a clock stands, in a few words."""
        if due.held:
            return DueMark(Mood.HELD, texts.held(""))
        if due.minutes < 0:
            return DueMark(Mood.OVERDUE, texts.overdue(-due.minutes))
        if due.minutes <= SOON:
            return DueMark(Mood.SOON, texts.left(due.minutes))
        return DueMark(Mood.LATER, self.when(due.due_at, now))

    def clock(self, due: Due, now: datetime) -> DueMark:
        """A clock with its name and end."""
        mark = self.due(due, now)
        told = translate("Case", "{clock} {due}")
        return DueMark(mark.mood, told.format(clock=self.words.word("clock", due.clock), due=mark.word))

    # The path

    def station(self, stop: Stop, now: datetime) -> Station:
        """A station of the stepper."""
        told: str | DueMark = self.when(stop.at, now)
        if stop.due is not None:
            told = self.due(stop.due, now)
        elif stop.passed == "next" and stop.who:
            told = ""
        return Station(station_word(stop.step), Passed(stop.passed), told)

    def entry(self, row: Happened, now: datetime) -> Entry:
        """A line of the timeline."""
        at = self.local(row.at)
        return Entry(
            day=moments.short(at, self.local(now)).rsplit(" ", 1)[0],
            time=f"{at:%H:%M}",
            icon=_ICONS.get(row.step, "arrow-back-up" if row.refused else "point"),
            who=self.doer(row),
            what=self.done(row),
            gone=row.gone,
            verb=texts.undo() if row.made is not None else "",
            said=row.said,
            late=row.refused,
            good=row.step in _GOOD,
        )

    def doer(self, row: Happened) -> str:
        """Who did it, and for whom."""
        return self._for(row.who, row.for_whom)

    def approver(self, link: Approval) -> str:
        """Who decides or has decided, and in whose place."""
        return self._for(link.approver, link.substitute_for)

    def _for(self, who: str | None, whom: str | None) -> str:
        if not whom:
            return self.person(who)
        told = translate("Case", "{who} 代 {whom}")
        return told.format(who=self.person(who), whom=self.person(whom))

    def done(self, row: Happened) -> str:
        """What was done."""
        return printed() if row.step == "print" else self.words.step(row.step)

    # Rows

    def product(self, case: Case) -> str:
        """The first product with its batch, and how many more there are."""
        lines = case.product_lines
        if not lines:
            return translate("Case", "没有产品")
        told = "·".join(part for part in (lines[0].product, lines[0].spec, lines[0].batch_no) if part)
        if lines[0].qty_bad is not None:
            told += texts.comma() + self.many(lines[0].qty_bad, lines[0].unit)
        return told + (translate("Case", " 等 {n} 项").format(n=len(lines)) if len(lines) > 1 else "")

    def many(self, qty: Decimal | None, unit: str | None) -> str:
        """So many of a unit; "" where nobody said."""
        return self.words.counted(f"{qty:f}", "unit", unit) if qty is not None else ""

    def remedy(self, row: Remedy) -> str:
        """A remedy in one line: 补偿货物 D7 15W-40 6 桶."""
        parts = (self.words.word("remedy", row.kind), row.product, self.many(row.qty, row.unit))
        return " ".join(part for part in parts if part)

    def demands(self, case: Case) -> tuple[str, ...]:
        """What the customer asks, a line each."""
        return tuple(
            " ".join(
                part
                for part in (
                    self.words.word("demand", row.kind),
                    f"{row.qty:f}" if row.qty is not None else "",
                    f"¥{yuan(row.amount)}" if row.amount is not None else "",
                    row.text or "",
                )
                if part
            )
            for row in case.complaint.demands
        )


def yes_or_no(value: object) -> str:
    """What was answered to a question that wants no more."""
    return translate("StepForm", "是") if value else translate("StepForm", "否")


def printed() -> str:
    """What history's note of a printed paper is called."""
    return translate("Case", "打印")


def station_word(step: str) -> str:
    """The short name of a station, by the step that leaves it."""
    return {
        Step.REGISTER: translate("Path", "登记"),
        Step.ACCEPT: translate("Path", "接收"),
        Step.PROPOSE: translate("Path", "调查"),
        Step.APPROVE: translate("Path", "审批"),
        Step.ANSWER: translate("Path", "答复"),
        Step.ACCEPT_OFFER: translate("Path", "客户确认"),
        Step.SIGN: translate("Path", "签协议"),
        Step.FINISH: translate("Path", "执行"),
        Step.CLOSE: translate("Path", "回访"),
    }[Step(step)]
