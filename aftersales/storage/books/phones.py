"""The form in which telephone numbers are compared: digits, without China's country code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aftersales.domain.text import compare_key

if TYPE_CHECKING:
    from aftersales.domain.records.customer import Customer


def phone_key(number: str) -> str:
    """``+86 138-0013-8000`` → ``13800138000``; what has no digit is compared as text.

    An extension belongs to the number: 转 and the like are left out, its digits stay.
    """
    digits = re.sub(r"\D", "", compare_key(number))
    if not digits:
        return compare_key(number)
    return re.sub(r"^(?:00)?86(?=1\d{10}$|0\d{9,}$)", "", digits)


def phone_keys(customer: Customer) -> tuple[str, ...]:
    """The forms of all his numbers and those of his end users, each once, in order."""
    numbers = [phone.number for phone in customer.phones] + [user.phone or "" for user in customer.end_user]
    return tuple(dict.fromkeys(phone_key(number) for number in numbers if number))
