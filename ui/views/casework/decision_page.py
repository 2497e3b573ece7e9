"""The page of one decision: facts, what is asked against what we propose, limits, the past, cases alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.money import in_words, yuan
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.routing import GOODS_KINDS
from ui import texts
from ui.i18n import translate
from ui.models.cells import Amount, SeverityMark
from ui.presenters.approvals import ApprovalLook, Limit, lowered_value
from ui.texts import cautioned
from ui.views.casework.gauges import Gauge, Rule, Scatter
from ui.views.casework.wording import Wording
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.fields.line import LineInput, MoneyInput, NumberInput
from ui.widgets.flow import Flow
from ui.widgets.sections import Facts
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

WIDEST, CASE_KEY = 1280, "O"
PHOTOS = 304
"""Width of the thumbnails beside the facts: three of 88 in a row, and their inset."""


@dataclass(frozen=True)
class Typed:
    """What was typed for a decision and not sent: the comment, and rows as they were lowered."""

    comment: str
    lowered: Mapping[int, str]


@dataclass(frozen=True)
class Cursor:
    """Where somebody types: the row, the place in its field, how much is marked from there on."""

    row: int
    at: int
    marked: int


class Ours(QWidget):
    """What we propose, row by row; ``lowering`` puts a field into each row that only goes down."""

    changed = Signal()

    def __init__(self, rows: Sequence[Remedy], say: Wording) -> None:
        super().__init__()
        self._rows, self._say = tuple(rows), say
        self.fields: dict[int, LineInput] = {}
        self._shown: dict[int, PlainLabel] = {}
        self.head = PlainLabel(translate("Approval", "公司承担"), fonts.label, Token.INK3)
        self.total = PlainLabel("", fonts.figure)
        self.words = PlainLabel("", fonts.body, Token.INK3, wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        self._fill(grid)
        self._sum()

    def _fill(self, grid: QGridLayout) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(PlainLabel(translate("Approval", "我们提出"), fonts.label, Token.INK3), 0, 0)
        grid.addWidget(self.head, 0, 1, right)
        for at, row in enumerate(self._rows, 1):
            grid.addWidget(PlainLabel(self._say.remedy(row), fonts.strong, wraps=True), at, 0)
            self._shown[row.no] = PlainLabel(str(Amount(row.share_company)))
            grid.addWidget(self._shown[row.no], at, 1, right)
            self.fields[row.no] = self._field(row)
            grid.addWidget(self.fields[row.no], at, 1, right)
        at = len(self._rows) + 1
        grid.addWidget(Rule(), at, 0, 1, 2)
        grid.addWidget(self.words, at + 1, 0)
        grid.addWidget(self.total, at + 1, 1, right)

    def _field(self, row: Remedy) -> LineInput:
        goods = row.kind in GOODS_KINDS
        unit = self._say.words.word("unit", row.unit) if goods else ""
        field = NumberInput(unit=unit) if goods else MoneyInput()
        field.show_words(f"{row.qty:f}" if goods and row.qty is not None else yuan(row.amount or 0))
        field.setAccessibleName(translate("Approval", "调减 {row}").format(row=self._say.remedy(row)))
        field.setFixedWidth(px(120))
        field.edited.connect(self._sum)
        field.hide()
        return field

    def lowering(self, *, yes: bool) -> None:
        """Let the rows be lowered, or show them as they are."""
        for row in self._rows:
            possible = yes and bool(row.amount or row.qty)
            self.fields[row.no].setVisible(possible)
            self._shown[row.no].setVisible(not possible)
        self.head.setText(self._typed() if yes else translate("Approval", "公司承担"))

    def _typed(self) -> str:
        """What the fields hold: the whole of a row, whoever bears it."""
        goods = {row.kind in GOODS_KINDS for row in self._rows if row.amount or row.qty}
        told = ((True, translate("Case", "数量")), (False, translate("Case", "金额")))
        return texts.joint().join(word for holds, word in told if holds in goods)

    def show_lowered(self, lowered: Mapping[int, str], *, open_: bool) -> None:
        """Show what was typed for these rows, those that are gone left out."""
        self.lowering(yes=open_)
        for row in self._rows:
            if row.no in lowered:
                self.fields[row.no].show_words(lowered[row.no])
        self._sum()

    def typing(self) -> Cursor | None:
        """Where the cursor is; None where it is in none of the fields."""
        for row, field in self.fields.items():
            if field is self.window().focusWidget():
                at = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
                return Cursor(row, at, field.selectionLength())
        return None

    def put_cursor(self, cursor: Cursor) -> bool:
        """Put it there again; whether the row still has its field."""
        field = self.fields.get(cursor.row)
        if field is None or field.isHidden():
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setCursorPosition(cursor.at)
        field.cursorForward(True, cursor.marked)
        return True

    def lowered(self) -> dict[int, str]:
        """What was typed in the rows that differ from what is proposed."""
        found = {}
        for row in self._rows:
            field = self.fields[row.no]
            goods = row.kind in GOODS_KINDS
            before = f"{row.qty:f}" if goods and row.qty is not None else yuan(row.amount or 0)
            if not field.isHidden() and field.words().strip() != before:
                found[row.no] = field.words().strip()
        return found

    def _sum(self) -> None:
        value = lowered_value(self._rows, self.lowered())
        self.total.setText("—" if value is None else f"¥{yuan(value)}")
        self.words.setText(in_words(value) if value else "")
        self.changed.emit()


class DecisionPage(QWidget):
    """Everything that a leader looks at before he says yes or no. ``case_wanted``: the whole case."""

    case_wanted = Signal()

    def __init__(self, look: ApprovalLook, say: Wording, files: QWidget | None = None) -> None:
        """``files``: shows the case's files as thumbnails; without it they are named."""
        super().__init__()
        self._look, self._say, self._files = look, say, files
        self.ours = Ours(look.rows, say)
        self.setMaximumWidth(px(WIDEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(16), px(28), px(16))
        column.setSpacing(px(10))
        parts: tuple[Callable[[], QWidget], ...] = (self._head, self._facts, Rule, self._offer, Rule)
        for part in (*parts, self._beside, Rule, self._opinion):
            column.addWidget(part())
        column.addStretch(1)

    def _head(self) -> QWidget:
        look, case = self._look, self._look.case
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        number = translate("Approval", "{no}，方案第 {n} 版")
        told = number.format(no=case.complaint.case_no, n=look.proposal.proposal_version)
        word = self._say.words.word("severity", case.complaint.severity)
        applied = PlainLabel(self._applied(), fonts.label, Token.INK3)
        applied.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line: list[QWidget] = [PlainLabel(told, fonts.label, Token.INK3)]
        line.append(Badge(SeverityMark(case.complaint.severity, word)))
        if look.due is not None:
            line.append(Badge(self._say.clock(look.due, look.approval.page.now)))
        whole = Button(translate("FollowUps", "打开投诉"), Kind.GHOST, key=CASE_KEY, small=True)
        whole.setShortcut(CASE_KEY)
        whole.clicked.connect(self.case_wanted)
        column.addWidget(Flow([*line, whole, applied], gap=16, grows=applied, least=48))
        title = case.complaint.title or case.complaint.summary or ""
        column.addWidget(PlainLabel(title, fonts.title, wraps=True))
        if said := cautioned(look.cautions, self._say.words):
            column.addWidget(Note("alert-triangle", said, Token.AMBER))
        return head

    def _applied(self) -> str:
        look = self._look
        when = self._say.when(look.proposal.applied_at, look.approval.page.now)
        told = translate("Approval", "{who} {when} 报批")
        return told.format(who=self._say.person(look.proposal.applicant), when=when)

    def _facts(self) -> QWidget:
        case, say = self._look.case, self._say
        finding = case.findings[-1] if case.findings else None
        founded = say.words.word("founded", finding.founded) if finding else ""
        mood = next(
            (row.emotion for row in reversed(case.contacts) if row.emotion and not row.taken_back_at), None
        )
        customer = (
            case.customer.cust_name,
            say.words.word("cust_type", case.customer.cust_type),
            case.customer.level,
        )
        files = (
            ""
            if self._files
            else texts.joint().join(row.name or "" for row in case.attachments if not row.gone)
        )
        facts = (
            (translate("Approval", "客户"), texts.comma().join(part for part in customer if part)),
            (translate("Approval", "产品"), say.product(case)),
            (translate("Approval", "事实"), case.complaint.summary or case.complaint.verbatim or ""),
            (
                translate("Approval", "认定"),
                texts.colon().join(part for part in (founded, finding.basis if finding else "") if part),
            ),
            (translate("Approval", "态度"), say.words.word("emotion", mood)),
            *(((translate("Approval", "附件"), files),) if files else ()),
            *self._word(),
        )
        return self._with_files(Facts(facts, 48))

    def _with_files(self, facts: QWidget) -> QWidget:
        """The facts, and the pictures beside them."""
        if self._files is None:
            return facts
        block, line = QWidget(), QHBoxLayout()
        block.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(24))
        line.addWidget(facts, 1)
        self._files.setFixedWidth(px(PHOTOS))
        line.addWidget(self._files, 0, Qt.AlignmentFlag.AlignTop)
        self._files.show()
        return block

    def _word(self) -> tuple[tuple[str, str], ...]:
        """How it was approved by word, where that is to be countersigned."""
        look, link = self._look, self._look.link
        if not look.by_word:
            return ()
        told = translate("Approval", "{means} {when}，{who} 代录；证据：{file}").format(
            means=self._say.words.word("channel", link.by_word_means),
            when=self._say.when(link.by_word_at, look.approval.page.now),
            who=self._say.person(link.recorded_by),
            file=next((row.name or "" for row in look.case.attachments if row.no == link.evidence), "—"),
        )
        return ((translate("Approval", "口头"), told),)

    def _offer(self) -> QWidget:
        block = QWidget()
        line = QHBoxLayout(block)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(32))
        asked = QVBoxLayout()
        asked.setSpacing(px(6))
        asked.addWidget(PlainLabel(translate("Approval", "客户要求"), fonts.label, Token.INK3))
        for demand in self._say.demands(self._look.case):
            asked.addWidget(Prose(demand, fonts.body, Token.INK2))
        asked.addStretch(1)
        line.addLayout(asked, 2)
        line.addWidget(self.ours, 3)
        return block

    # Limits, the past, cases alike

    def _beside(self) -> QWidget:
        block = QWidget()
        line = QHBoxLayout(block)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(28))
        for icon, word, content in (
            ("scale", translate("Approval", "限额"), self._limits()),
            ("history", translate("Approval", "过去的补偿"), self._past()),
            ("chart-bar", self._alike_word(), self._alike()),
        ):
            line.addWidget(_third(icon, word, content), 1)
        return block

    def _limits(self) -> list[QWidget]:
        if not self._look.limits:
            return [PlainLabel(translate("Approval", "不涉及金额"), fonts.body, Token.INK2, wraps=True)]
        parts: list[QWidget] = []
        for limit in self._look.limits:
            parts += self._limit(limit)
        if self._look.then:
            who = texts.joint().join(self._say.person(login) for login in self._look.then)
            told = translate("Approval", "同意后由 {who} 续批").format(who=who)
            parts.append(PlainLabel(told, fonts.label, Token.INK2, wraps=True))
        if said := cautioned(self._look.gifts, self._say.words):
            parts.append(Note("alert-triangle", said, Token.AMBER))
        return parts

    def _limit(self, limit: Limit) -> list[QWidget]:
        scope, value = self._say.words.word("scope", limit.scope), limit.value + limit.past
        told = translate("Approval", "{scope}，含 30 天内已批") if limit.past else "{scope}"
        parts: list[QWidget] = [_pair(told.format(scope=scope), yuan(value))]
        who = self._say.person(limit.whose)
        if limit.limit is None:
            free = translate("Approval", "{who} 不限额").format(who=who)
            return [*parts, PlainLabel(free, fonts.label, Token.INK3, wraps=True)]
        passed_on = value > limit.limit and bool(self._look.then)
        if limit.limit > 0:
            parts.append(Gauge(value, limit.limit, calm=passed_on))
        percent = round(100 * value / limit.limit) if limit.limit > 0 else 0
        text = translate("Approval", "{who} 限额 {limit} 的 {percent}%")
        if passed_on:
            text = translate("Approval", "超出{who}的限额 {limit}")
        said = text.format(who=who, limit=yuan(max(limit.limit, 0)), percent=percent)
        token = Token.RED if value > limit.limit and not passed_on else Token.INK3
        return [*parts, PlainLabel(said, fonts.label, token, wraps=True)]

    def _past(self) -> list[QWidget]:
        look = self._look
        customer = translate("Approval", "该客户，近一年 {n} 单").format(n=look.customer.cases)
        batch = translate("Approval", "同批号，近一年 {n} 单").format(n=look.batch.cases)
        kept = look.proposal.policy_reason or translate("Approval", "在规定内")
        rule = translate("Approval", "规定核对")
        return [
            _pair(customer, yuan(look.customer.value)),
            _pair(batch, yuan(look.batch.value)),
            _pair(rule, kept),
        ]

    def _alike_word(self) -> str:
        found = self._look.approval.alike
        return translate("Approval", "相似已批 {n} 单").format(n=len(found))

    def _alike(self) -> list[QWidget]:
        median = self._look.median
        if median is None:
            none = translate("Approval", "近一年没有同产品的已批方案")
            return [PlainLabel(none, fonts.body, Token.INK2, wraps=True)]
        mine = self._look.proposal.authority_value
        middle = translate("Approval", "中位 {middle}，本单 {mine}")
        newest = translate("Approval", "最近：{no}，¥{value}")
        told = middle.format(middle=yuan(median.middle), mine=yuan(mine))
        last = newest.format(no=median.newest, value=yuan(median.newest_value))
        return [
            PlainLabel(told, fonts.body, Token.INK2, wraps=True),
            Scatter(median, mine),
            PlainLabel(last, fonts.label, Token.INK3, wraps=True),
        ]

    def _opinion(self) -> QWidget:
        links = [
            row for row in self._look.case.approvals if row.proposal == self._look.proposal.no and row.at
        ]
        told = [(translate("Approval", "申请意见"), self._look.proposal.opinion or "")]
        for link in links:
            decided = self._say.words.word("approval_decision", link.decision)
            words = texts.colon().join(part for part in (decided, link.comment) if part)
            told.append((self._say.approver(link), words))
        return Facts(tuple(told), 72)


def _third(icon: str, word: str, content: Sequence[QWidget]) -> QWidget:
    block, head = QWidget(), QHBoxLayout()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    head.setSpacing(px(8))
    head.addWidget(IconLabel(icon))
    head.addWidget(PlainLabel(word, fonts.strong))
    head.addStretch(1)
    column.addLayout(head)
    for part in content:
        column.addWidget(part)
    column.addStretch(1)
    return block


def _pair(label: str, value: str) -> QWidget:
    """A label with its value flush right, in lines of their own where one has no room for both."""
    told = PlainLabel(value, wraps=True)
    told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return Flow([PlainLabel(label, fonts.body, Token.INK2), told], grows=told, least=48)
