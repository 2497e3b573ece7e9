"""Who may decide what the remedies come to, and what is told of it besides, in words."""

from __future__ import annotations

from aftersales.domain.money import yuan
from aftersales.domain.office import Office
from ui import texts
from ui.i18n import translate
from ui.presenters.step_form import Weighed
from ui.texts import Words
from ui.widgets.tokens import Token

REMEDIES = ("kind", "product", "qty", "unit", "unit_value", "amount", "share_customer", "due")
"""The columns of the remedies; what is rarer stands in a second table that names the row."""
RARER = (
    *("spec", "batch", "special_packing", "packing_spec", "mark_text", "artwork"),
    *("department", "share_department", "discretionary_reason"),
)


def who_decides(weighed: Weighed, words: Words, office: Office) -> tuple[str, str, Token]:
    """The sentence with its icon and colour."""
    text, icon, token = _who_decides(weighed, words, office)
    if weighed.past:
        past = translate("StepForm", "（该客户 30 天内已批 ¥{amount}，一并计入）")
        text += past.format(amount=yuan(weighed.past))
    return text, icon, token


def _who_decides(weighed: Weighed, words: Words, office: Office) -> tuple[str, str, Token]:
    if weighed.refused is not None:
        return words.sentence(weighed.refused.code, weighed.refused.facts), "alert-circle", Token.RED
    if weighed.within:
        return translate("StepForm", "在售后权限内，可以自己决定"), "check", Token.GREEN
    people = office.by_login
    names = texts.joint().join(people[login].name for login in weighed.approvers if login in people)
    said = translate("StepForm", "超出售后权限，须由 {names} 审批").format(names=names)
    return said, "gavel", Token.AMBER
