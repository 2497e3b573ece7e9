"""Words of the registration: by what a severity is chosen, and a customer as he is offered and filled in."""

from __future__ import annotations

from aftersales.domain.checks import Caution
from aftersales.domain.codes import Severity
from ui.i18n import translate
from ui.presenters.register import Caller, CustomerLine
from ui.texts import Words, cautioned
from ui.views.parts.offered import Offer
from ui.widgets.tokens import Token


def criteria(severity: str) -> str:
    """By what a severity is chosen; "" for a code without a text."""
    return {
        "general": translate("Severity", "单件、能用，解释或小额补偿可了结"),
        "serious": translate("Severity", "多件或停用，客户有损失，或第二次投诉"),
        "major": translate("Severity", "伤人、停产、批量质量问题，或已曝光、已投诉监管"),
        "critical": translate("Severity", "重伤以上、重大财产损失或媒体持续报道，立即报总经理"),
    }.get(severity, "")


def is_criterion(told: str) -> bool:
    """Whether this is what is said of a severity, and nothing that is wrong with it."""
    return told in {criteria(severity) for severity in Severity}


def filled_by(caller: Caller) -> dict[str, str]:
    """What his record fills into the form."""
    customer = caller.customer
    names = ("cust_name", "cust_type", "contact_name", "contact_title", "address")
    phones = " / ".join(phone.number for phone in customer.phones)
    return {name: str(getattr(customer, name) or "") for name in names} | {"phones": phones}


def offer_of(line: CustomerLine) -> Offer:
    """A customer as a line of the list: name, telephone, how many cases."""
    customer = line.customer
    phone = next((phone.number for phone in customer.phones), "")
    cases = translate("Register", "{n} 单").format(n=line.cases) if line.cases else ""
    parts = (customer.cust_name or "", phone, customer.address or "", cases)
    return Offer(customer.cust_name or "", "   ".join(part for part in parts if part), customer.cust_no)


def registered(case_no: str, state: str, words: Words) -> str:
    """That it is a case now."""
    told = translate("Register", "已登记 {case_no}，{state}")
    return told.format(case_no=case_no, state=words.word("state", state))


def to_check(case_no: str, cautions: tuple[Caution, ...], words: Words) -> tuple[str, str, Token]:
    """What to ask the customer again, with icon and colour; "" for nothing."""
    if not cautions:
        return "", "", Token.INK2
    told = translate("Register", "{case_no} 请再核对：{what}")
    return told.format(case_no=case_no, what=cautioned(cautions, words)), "alert-triangle", Token.AMBER
