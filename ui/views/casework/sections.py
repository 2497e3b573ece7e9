"""The sections of a case, read off its rows: registered, found, proposed, agreed, carried out, asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.case import Case
from aftersales.domain.fields import CaseRow, table_name
from aftersales.domain.forms import FORMS
from aftersales.domain.money import in_words, yuan
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.notice import FollowUp
from aftersales.domain.records.proposal import Approval, Proposal
from aftersales.domain.workflow import Step
from ui import texts
from ui.i18n import translate
from ui.models.cells import Amount
from ui.presenters.agreements import SEES
from ui.presenters.case import CaseLook
from ui.views.casework.rest import Fact, Rest
from ui.views.casework.wording import Wording
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.sections import Facts, Lines
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

AT_ONCE = next(names for part, names in FORMS[Step.REGISTER].flat if part is Complaint)
"""What is said of a complaint while it is registered."""
_TOLD_AT_ONCE = frozenset(
    "verbatim demands reason channel external_no external_source authority_received_on authority_due_at "
    "about_staff summary occurred_on title severity recorder_post".split()
)
_TOLD_OF_CUSTOMER = frozenset({"cust_name", "phones", "address", "contact_name"})
_OF_PAPER = ("handed_to", "handed_place", "signer_a", "sealed", "void_reason")
"""What happened to an agreement; what it says is read on its own page."""
_IN_THE_TABLE = "kind product spec qty unit unit_value amount share_company"
_CLOSING = ("close_kind", "close_reason", "lessons", "knowledge_link", "improvement")
_ELSEWHERE = frozenset({*_CLOSING, "recorder", "hold_until", "no_paper_reason"})
"""What other sections say, and the head."""
Parts = Callable[[], Sequence[QWidget]]
Told = tuple[str, str, Parts]
"""Summary, what stands at the right, and how the content is made."""
INSET = 24
LABEL = 88


class Content(QWidget):
    """What a section holds when it is open: facts and tables beneath each other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(INSET), px(8), 0, px(12))
        self._column.setSpacing(px(10))
        self._make: Parts | None = None

    def show_parts(self, make: Parts | None) -> None:
        """Show these instead of what was shown; made when the section opens, for most stay closed."""
        self._make = make
        while item := self._column.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self.isHidden():
            self._put()

    def showEvent(self, event: QShowEvent) -> None:
        self._put()
        super().showEvent(event)

    def _put(self) -> None:
        make, self._make = self._make, None
        for part in make() if make is not None else ():
            self._column.addWidget(part)


class Sections:
    """Makes summary, right-hand word and content of each section, by its code."""

    def __init__(self, say: Wording, room: Room) -> None:
        """``room``: where the ways out of a section lead."""
        self._say, self._room = say, room
        self._make: Mapping[str, Callable[[CaseLook], Told]] = {
            "registration": self._registration,
            "finding": self._finding,
            "proposal": self._proposal,
            "agreement": self._agreement,
            "notices": self._notices,
            "follow_up": self._follow_up,
        }

    def of(self, section: str, look: CaseLook) -> Told:
        """What is told of a section whether it is open or not, and how its content is made."""
        return self._make[section](look)

    def _facts(self, *facts: tuple[str, str | None]) -> Facts:
        told = ((self._say.words.label(path), value) for path, value in facts if value)
        return Facts(tuple((label, value or "") for label, value in told), LABEL)

    def _fact_parts(self, *facts: tuple[str, str | None]) -> list[QWidget]:
        return [self._facts(*facts)]

    def _word(self, dictionary: str, codes: str | Sequence[str] | None) -> str:
        several = (codes,) if isinstance(codes, str) else codes or ()
        return texts.joint().join(self._say.words.word(dictionary, code) for code in several)

    def _registration(self, look: CaseLook) -> Told:
        case, now = look.page.case, look.page.now
        told, customer = case.complaint, case.customer
        phones = texts.joint().join(phone.number for phone in customer.phones)
        right = f"{self._say.person(told.recorder)}·{self._say.when(told.registered_at, now)}"
        return told.summary or told.verbatim or "", right, partial(self._registered, look, phones)

    def _registered(self, look: CaseLook, phones: str) -> list[QWidget]:
        case, now = look.page.case, look.page.now
        told, customer = case.complaint, case.customer
        received = told.authority_received_on
        return [
            Prose(told.verbatim or "", fonts.spoken),
            self._facts(
                ("complaint.demands", texts.semicolon().join(self._say.demands(case))),
                ("complaint.reason", self._word("reason", told.reason)),
                ("complaint.channel", self._word("channel", told.channel)),
                ("complaint.external_no", told.external_no),
                ("complaint.external_source", told.external_source),
                ("complaint.authority_received_on", received.isoformat() if received else ""),
                ("complaint.authority_due_at", self._say.when(told.authority_due_at, now)),
                ("complaint.about_staff", texts.joint().join(map(self._say.person, told.about_staff))),
                ("complaint.summary", told.summary),
                ("complaint.occurred_on", told.occurred_on.isoformat() if told.occurred_on else ""),
                ("customer.cust_name", customer.cust_name),
                ("customer.phones", phones),
                ("customer.address", customer.address),
            ),
            *self._product_lines(case),
            *self._rarer(case),
        ]

    def _rarer(self, case: Case) -> list[QWidget]:
        """What else was said in the call."""
        told, rest = case.complaint, self._rest(case)
        said = rest.facts(told, _TOLD_AT_ONCE | _usual(told), AT_ONCE)
        facts = self._facts(*said, *rest.facts(case.customer, _TOLD_OF_CUSTOMER))
        return [facts] if facts.facts() else []

    def _rest(self, case: Case) -> Rest:
        return Rest(self._say, case.attachments)

    def _each(self, case: Case, rows: Sequence[CaseRow], but: str) -> list[QWidget]:
        """What is left of each of these rows beneath their table, by its number."""
        rest = self._rest(case)
        told = [(self._numbered(row), rest.line(row, but.split())) for row in rows]
        found = tuple(one for one in told if one[1])
        return [Facts(found, LABEL)] if found else []

    def _numbered(self, row: CaseRow) -> str:
        table = table_name(type(row))
        return f"C{row.no}" if table == "notice" else f"{self._say.words.label(table)} {row.no}"

    def _product_lines(self, case: Case) -> list[QWidget]:
        if not case.product_lines:
            return []
        names = ("product", "spec", "batch_no", "qty_bad", "symptom")
        heads = [self._say.words.label(f"product_line.{name}") for name in names]
        rest = self._rest(case)
        rows = [[rest.value(line, name) for name in names] for line in case.product_lines]
        return [Lines(heads, rows, frozenset({3})), *self._each(case, case.product_lines, " ".join(names))]

    def _finding(self, look: CaseLook) -> Told:
        case, now = look.page.case, look.page.now
        if not case.findings:
            why = translate("Case", "还没有调查记录")
            return why, "", lambda: [PlainLabel(why, fonts.body, Token.INK2), *self._besides(case)]
        row = case.findings[-1]
        founded = self._word("founded", row.founded)
        summary = texts.colon().join(part for part in (founded, row.basis) if part)
        right = (
            f"{self._say.person(row.found_by)}·{self._say.when(row.found_at, now)}" if row.found_by else ""
        )
        return summary or translate("Case", "调查中"), right, partial(self._found, case)

    def _found(self, case: Case) -> list[QWidget]:
        """What the last one found, first what it comes to; then the ones before."""
        *older, row = case.findings
        facts = self._facts(
            ("finding.founded", self._word("founded", row.founded)),
            ("finding.basis", row.basis),
            ("finding.cause_main", self._word("cause", row.cause_main)),
            *self._rest(case).facts(row, ("founded", "basis", "cause_main")),
        )
        return [facts, *self._each(case, older, ""), *self._besides(case)]

    def _besides(self, case: Case) -> list[QWidget]:
        """What is known of the complaint since it was registered, and what was promised."""
        rest, asked = self._rest(case), case.complaint.demands
        unmet = [rest.row(one) for one in asked if one.unmet_reason or one.alternatives]
        known = [("complaint.demands", one) for one in unmet]
        known += rest.facts(case.complaint, AT_ONCE | _ELSEWHERE)
        made = tuple(self._promised(row, rest) for row in case.promises)
        parts: list[QWidget] = [self._facts(*known)] if known else []
        parts += [Facts(made, LABEL)] if made else []
        rows = (case.containments, case.explanations, case.rounds)
        return [*parts, *(part for each in rows for part in self._each(case, each, ""))]

    def _promised(self, row: Promise, rest: Rest) -> tuple[str, str]:
        """How a promise stands; what it is and until when, then what else is known of it."""
        state = f"{self._say.words.label('promise')} {self._word('promise_state', row.state)}"
        until = f"{self._say.local(row.due_at):%Y-%m-%d %H:%M}" if row.due_at else ""
        more = rest.line(row, ("content", "due_at", "made_at"))
        return state, texts.comma().join(filter(None, (row.content, until, more)))

    def _proposal(self, look: CaseLook) -> Told:
        row, case, now = look.proposal, look.page.case, look.page.now
        if row is None:
            return _nothing(translate("Case", "调查清楚后报批"))
        state = self._word("proposal_state", row.state)
        right = f"{state}·{self._say.when(row.approved_at or row.applied_at, now)}"
        remedies = [each for each in case.remedies if each.proposal == row.no]
        summary = texts.comma().join(self._say.remedy(each) for each in remedies)
        return summary or row.opinion or "", right, partial(self._proposed, case, row, now)

    def _proposed(self, case: Case, row: Proposal, now: datetime) -> list[QWidget]:
        facts = self._facts(
            ("proposal.decision", self._word("decision", row.decision)),
            ("proposal.opinion", row.opinion),
            *self._rest(case).facts(row, ("decision", "opinion")),
        )
        parts: list[QWidget] = [*self._remedies(case, row), facts]
        links = [link for link in case.approvals if link.proposal == row.no]
        return [*parts, self._links(links, now)] if links else parts

    def _remedies(self, case: Case, proposal: Proposal) -> list[QWidget]:
        rows = [row for row in case.remedies if row.proposal == proposal.no]
        if not rows:
            return []
        heads = (
            translate("Case", "补偿项目"),
            translate("Case", "数量"),
            translate("Case", "单价"),
            translate("Case", "金额"),
            translate("Case", "公司担"),
            translate("Case", "执行"),
        )
        told = [
            (
                " ".join(p for p in (self._word("remedy", row.kind), row.product, row.spec) if p),
                self._say.many(row.qty, row.unit),
                str(Amount(row.unit_value)),
                str(Amount(row.amount)),
                str(Amount(row.share_company)),
                self._word("department", row.executor),
            )
            for row in rows
        ]
        sum_ = f"¥{yuan(proposal.authority_value)}"
        sums = (translate("Case", "公司承担合计"), " ", " ", " ", sum_, " ")
        table = Lines(heads, [*told, sums], frozenset({1, 2, 3, 4}))
        words = in_words(proposal.authority_value) if proposal.authority_value else ""
        total = [PlainLabel(words, fonts.label, Token.INK3)] if words else []
        return [table, *total, *self._each(case, rows, _IN_THE_TABLE)]

    def _links(self, links: Sequence[Approval], now: datetime) -> QWidget:
        rows = [
            (
                self._say.approver(link),
                self._word("level", link.level),
                self._word("approval_decision", link.decision) or translate("Case", "等他审批"),
                link.comment or "",
                self._say.when(link.at, now),
            )
            for link in links
        ]
        heads = (self._say.words.label("approval"), "", "", "", "")
        return Lines(heads, rows, frozenset({4}))

    def _agreement(self, look: CaseLook) -> Told:
        case, now = look.page.case, look.page.now
        if not case.agreements:
            return _nothing(case.complaint.no_paper_reason or translate("Case", "客户确认后由方案生成"))
        row = case.agreements[-1]
        state = self._word("agreement_state", row.state)
        facts = partial(
            self._fact_parts,
            ("agreement.agr_no", row.agr_no),
            ("agreement.total", f"¥{yuan(row.total)}"),
            ("agreement.perform_by", row.perform_by.isoformat() if row.perform_by else ""),
            ("agreement.waiver_scope", row.waiver_scope),
            ("agreement.printed_at", self._say.when(row.printed_at, now)),
            ("agreement.handed_at", self._say.when(row.handed_at, now)),
            ("agreement.signer_b", row.signer_b),
            ("agreement.signed_b_on", row.signed_b_on.isoformat() if row.signed_b_on else ""),
            ("agreement.original_place", row.original_place),
            ("complaint.no_paper_reason", case.complaint.no_paper_reason),
            *self._rest(case).facts(row, only=_OF_PAPER),
        )
        sees = bool(SEES & set(self._room.signed.me.roles))
        way = [partial(self._to_agreement, case.complaint.case_no)] * sees
        summary = f"{row.agr_no or ''} {state}".strip()
        return summary, state, lambda: [*facts(), *(button() for button in way)]

    def _to_agreement(self, case_no: str) -> Button:
        button = Button(translate("Case", "打开协议"), Kind.LINK, icon="contract", small=True)
        button.clicked.connect(lambda: self._room.frame.go("agreements", case_no))
        return button

    def _notices(self, look: CaseLook) -> Told:
        case, now = look.page.case, look.page.now
        if not case.notices:
            return _nothing(translate("Case", "签协议后按部门自动开单"))
        heads = (
            self._say.words.label("notice.kind"),
            self._say.words.label("notice.department"),
            self._say.words.label("notice.state"),
            self._say.words.label("notice.waybill"),
            self._say.words.label("notice.due_at"),
        )
        rows = [
            (
                f"C{row.no} {self._word('notice_kind', row.kind)}",
                self._word("department", row.department),
                self._word("notice_state", row.state),
                row.waybill or "",
                self._say.when(row.due_at, now),
            )
            for row in case.notices
        ]
        done = sum(row.state == "confirmed" for row in case.notices)
        summary = texts.joint().join(
            dict.fromkeys(self._word("department", row.department) for row in case.notices)
        )
        told = translate("Case", "{done}/{all} 已确认").format(done=done, all=len(case.notices))
        return summary, told, lambda: [Lines(heads, rows, frozenset({4})), *self._carried_out(case)]

    def _carried_out(self, case: Case) -> list[QWidget]:
        """What each department said of its slip, and how the money went."""
        return [*self._each(case, case.notices, "waybill"), *self._each(case, case.refunds, "")]

    def _follow_up(self, look: CaseLook) -> Told:
        case, now = look.page.case, look.page.now
        made, ended = [row for row in case.follow_ups if row.at], case.complaint
        planned = next((row.planned_on for row in case.follow_ups if not row.at and row.planned_on), None)
        closing = self._rest(case).facts(ended, only=_CLOSING)
        if not made and ended.close_kind:
            right = f"{self._say.person(ended.closed_by)}·{self._say.when(ended.closed_at, now)}"
            return self._word("close_kind", ended.close_kind), right, partial(self._fact_parts, *closing)
        if not made:
            told = translate("Case", "落实完成后回访")
            if planned:
                told = translate("Case", "计划 {day} 回访").format(day=planned.isoformat())
            return _nothing(told)
        row = made[-1]
        satisfaction = self._word("satisfaction", row.satisfaction)
        facts = partial(self._asked, case, made, closing)
        return satisfaction, f"{self._say.person(row.by)}·{self._say.when(row.at, now)}", facts

    def _asked(self, case: Case, made: list[FollowUp], closing: tuple[Fact, ...]) -> list[QWidget]:
        """The last call, how the case ended, and the calls before."""
        *older, row = made
        last = self._rest(case).facts(row, ("at", "by"))
        return [self._facts(*last, *closing), *self._each(case, older, "")]


def _usual(told: Complaint) -> frozenset[str]:
    """What is as it mostly is tells nothing: a complaint, made while it was registered, without a risk."""
    mostly = {"nature": "complaint", "public_risk": "none", "complaint_at": told.registered_at}
    return frozenset(name for name, value in mostly.items() if getattr(told, name) == value)


def _nothing(why: str) -> Told:
    """A section that has nothing yet says when it will."""
    return why, "", lambda: [PlainLabel(why, fonts.body, Token.INK2)]


def section_word(name: str) -> str:
    """The head of a section."""
    return {
        "registration": translate("Case", "登记"),
        "finding": translate("Case", "调查"),
        "proposal": translate("Case", "方案与审批"),
        "agreement": translate("Case", "协议"),
        "notices": translate("Case", "通知与落实"),
        "follow_up": translate("Case", "回访"),
    }[name]
