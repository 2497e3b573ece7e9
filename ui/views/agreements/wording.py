"""How the page of agreements says places, verbs and differences: codes and values in, words out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from aftersales.domain.agreements.clauses import VARIABLES
from aftersales.domain.codes import Whereabouts
from aftersales.domain.errors import BadField, CodedError
from aftersales.domain.fields import Kind, specs
from aftersales.domain.money import yuan
from aftersales.domain.records.agreement import Agreement, AgreementItem, Party
from aftersales.domain.workflow import Step
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.step_fields import Question
from ui.texts import Words
from ui.views.casework.editors import Editors, Input, show
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput, NumberInput
from ui.widgets.theme import px

PARTY = "agreement.party_b"
CUSTOMER = f"{PARTY}.1"
PRINT = "print"
LABEL = 76
KEYS: Mapping[str, str] = {
    Step.ISSUE_AGREEMENT: "I",
    Step.AMEND: "Ctrl S",
    PRINT: "P",
    Step.HAND_OVER_AGREEMENT: "H",
    Step.SIGN: "S",
    Step.ATTACH: "A",
    Step.FILE_ORIGINAL: "F",
    Step.VOID_AGREEMENT: "Z",
    Step.RENEGOTIATE: "R",
    Step.SETTLE_WITHOUT_PAPER: "W",
}
ICONS: Mapping[str, str] = {
    Step.ISSUE_AGREEMENT: "file-certificate",
    PRINT: "printer",
    Step.HAND_OVER_AGREEMENT: "mail-forward",
    Step.SIGN: "signature",
    Step.ATTACH: "scan",
    Step.FILE_ORIGINAL: "folder",
}


def verb(step: str, words: Words) -> str:
    """The verb of a button."""
    own = {
        PRINT: translate("Agreements", "打印"),
        Step.ATTACH: translate("Agreements", "附扫描件"),
        Step.AMEND: translate("Agreements", "存草稿"),
        Step.ISSUE_AGREEMENT: translate("Agreements", "签发"),
        Step.VOID_AGREEMENT: translate("Agreements", "作废协议"),
    }
    return own.get(step) or words.step(step)


def done(step: str, number: str, words: Words) -> str:
    """What is said once a verb was done."""
    own = {
        Step.ISSUE_AGREEMENT: translate("Agreements", "已签发 {number}，可以打印"),
        Step.AMEND: translate("Agreements", "草稿已保存"),
        PRINT: translate("Agreements", "已记打印：{number}"),
        Step.VOID_AGREEMENT: translate("Agreements", "{number} 已作废，新草稿已生成"),
        Step.ATTACH: translate("Agreements", "已附扫描件：{number}"),
    }
    told = own.get(step) or translate("Agreements", "{step}：{number}")
    return told.format(step=verb(step, words), number=number)


def not_done(step: str, number: str, error: CodedError, words: Words) -> str:
    """Why a verb on an agreement that is out of sight was not done."""
    why = "\n".join(one.sentence for one in problems(error, words))
    return f"{number} {verb(step, words)}{texts.colon()}{why}"


def waits_for(place: str) -> str:
    """What the papers at a place wait for, as a tab says it."""
    return {
        "": translate("Agreements", "全部"),
        Whereabouts.DRAFT: translate("Agreements", "草稿"),
        Whereabouts.ISSUED: translate("Agreements", "待打印"),
        Whereabouts.PRINTED: translate("Agreements", "待交付"),
        Whereabouts.HANDED_OVER: translate("Agreements", "待签回"),
        Whereabouts.SIGNED: translate("Agreements", "待归档"),
        Whereabouts.SCANNED: translate("Agreements", "缺原件"),
        Whereabouts.FILED: translate("Agreements", "已归档"),
        Whereabouts.VOID: translate("Agreements", "已作废"),
    }[place]


class Narrow(Editors):
    """The editors of a draft, in the narrow panel beside the paper."""

    def field(self, question: Question) -> Field:
        """The field of a question, with what stands in it."""
        editor = self._input(question)
        short = isinstance(editor, NumberInput | DateInput | Segmented)
        made = Field(
            self.label(question), editor, required=question.required, label_width=LABEL, grows=not short
        )
        if short and not isinstance(editor, Segmented):
            editor.setFixedWidth(px(140))
        show(editor, question.value)
        return made

    def _typed(self, kind: Kind, *, long: bool, now: bool) -> Input:
        """An amount stands without its words: the paper beside it tells them."""
        return (
            LineInput("0.00", right=True) if kind is Kind.MONEY else super()._typed(kind, long=long, now=now)
        )

    def label(self, question: Question) -> str:
        """The label; of the customer's own fields the party's."""
        if question.table.startswith(PARTY):
            return self._words.label(question.path)
        told = {
            "consignee_phone": translate("Agreements", "收货电话"),
            "consignee_address": translate("Agreements", "收货地址"),
            "freight_by": translate("Agreements", "运费承担"),
            "court": translate("Agreements", "管辖机构"),
            "breach_amount": translate("Agreements", "违约金额"),
            "withdraw_from": translate("Agreements", "撤回平台"),
        }
        return told.get(question.name) or super().label(question)


def variable_words(words: Words) -> dict[str, str]:
    """What stands for each variable of a clause in a short line."""
    return {name: words.label(path) if path else "…" for name, path in VARIABLES.items()}


def missing_word(problem: BadField, words: Words) -> str:
    """A problem in the fewest words, for the line of its clause."""
    field = words.label(str(problem.facts.get("field", "")))
    return translate("Agreements", "{field}未填").format(field=field)


def sentence(error: CodedError, words: Words) -> str:
    """What a refusal says."""
    return words.sentence(error.code, error.facts)


def said(field: str, value: object, words: Words) -> str:
    """The value of an agreement's field, in words; 无 for nothing."""
    spec = specs(Agreement)[field]
    if value is None or value in {(), ""}:
        return translate("Agreements", "（空）")
    if isinstance(value, tuple):
        return "\n".join(_row(one, words) for one in value)
    if isinstance(value, bool):
        return translate("Agreements", "是") if value else translate("Agreements", "否")
    if spec.kind is Kind.MONEY and isinstance(value, int):
        return f"¥{yuan(value)}"
    if spec.kind is Kind.CODE:
        return words.word(spec.words, str(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _row(one: object, words: Words) -> str:
    parts: Sequence[object] = ()
    if isinstance(one, Party):
        parts = (one.name, one.uscc or one.id_masked, one.address, one.representative, one.phone)
    if isinstance(one, AgreementItem):
        amount = f"¥{yuan(one.amount)}" if one.amount is not None else ""
        qty = words.counted(f"{one.qty:f}", "unit", one.unit) if isinstance(one.qty, Decimal) else ""
        parts = (words.word("remedy", one.kind), one.product, one.spec, qty, amount, one.note)
    return " ".join(str(part) for part in parts if part)
