"""Money as whole 分: read from what people type, printed, split, and written out in words (大写)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from aftersales.domain.errors import BadField
from aftersales.domain.text import half_width

MOST_FEN = 9_999_999_999
"""The largest single amount, 99,999,999.99 元, in 分. Sums may be larger."""

_AMOUNT = re.compile(r"(?:¥\s*)?(?P<yuan>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<fen>[0-9]*))?\s*元?")
_MINUS = re.compile(r"(?:¥\s*)?[-\u2212\u2010-\u2015](?:\s*¥)?\s*[0-9]")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")


class NotMoney(BadField):
    """Not an amount. Facts: ``field``, ``value``."""


class MinusAmount(NotMoney):
    """A negative amount; money that goes back is a kind of refund. Facts: ``field``, ``value``."""


class ThirdDecimal(NotMoney):
    """More than two decimal places; nothing is rounded. Facts: ``field``, ``value``."""


class AmountTooLarge(NotMoney):
    """Above the largest single amount. Facts: ``field``, ``value``, ``most`` (分)."""


class NoShares(BadField):
    """Weights that divide nothing: none, a negative one, or all zero. Facts: ``field``, ``weights``."""


def parse_yuan(value: str | int, *, field: str = "") -> int:
    """An amount in 分. A whole number is 分 already, a string is 元: "80.50", "￥1,234.5", "８０元".

    Accepts thousands commas (in threes), full-width digits, ￥ or ¥ before and 元 after.
    Raises NotMoney, MinusAmount, ThirdDecimal, AmountTooLarge. Source: data dictionary, Money.
    """
    if isinstance(value, bool):
        raise NotMoney(field=field, value=value)
    fen = value if isinstance(value, int) else _fen(value, field)
    if fen < 0:
        raise MinusAmount(field=field, value=value)
    if fen > MOST_FEN:
        raise AmountTooLarge(field=field, value=value, most=MOST_FEN)
    return fen


def _fen(value: str, field: str) -> int:
    text = half_width(value).strip()
    if _MINUS.match(text):
        raise MinusAmount(field=field, value=value)
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise NotMoney(field=field, value=value)
    whole, part = found["yuan"].replace(",", "").lstrip("0"), found["fen"] or ""
    if len(part) > 2:
        raise ThirdDecimal(field=field, value=value)
    if len(whole) > 10:
        raise AmountTooLarge(field=field, value=value, most=MOST_FEN)
    return int(whole or "0") * 100 + int(part.ljust(2, "0"))


def yuan(fen: int) -> str:
    """元 with two places and thousands commas, without a sign of currency: 123450 is "1,234.50"."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{part:02d}"


def in_words(fen: int) -> str:
    """The amount in capital words, without 人民币. Source: 正确填写票据和结算凭证的基本规定; V-RMB.

    Where two forms are legal: no 零 where the 仟 position is not zero, none between 元 and a 角 that
    is not zero, 整 only after 元. So 100,006,187 元 is 壹亿陆仟壹佰捌拾柒元整, as ``cn2an`` writes it.
    Sums of any size. Raises MinusAmount.
    """
    if fen < 0:
        raise MinusAmount(field="", value=fen)
    whole, part = divmod(fen, 100)
    if part == 0:
        return (_whole(whole) or "零") + "元整"
    return (_whole(whole) + "元" if whole else "") + _part(part, after_yuan=whole > 0)


def _part(part: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(part, 10)
    words = _DIGITS[jiao] + "角" if jiao else ("零" if after_yuan else "")
    return words + (_DIGITS[fen] + "分" if fen else "")


def _whole(number: int) -> str:
    """A whole number in capital words, "" for nought: by 亿, then by 万, then below."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        upper, lower = divmod(number, size)
        if upper:
            gap = "零" if 0 < lower < size // 10 and not 1000 <= lower < 10**4 else ""
            return _whole(upper) + unit + gap + _whole(lower)
    return _below_wan(number)


def _below_wan(number: int) -> str:
    words, gap = "", ""
    for place, digit in zip((3, 2, 1, 0), map(int, f"{number:04d}"), strict=True):
        if digit:
            words += gap + _DIGITS[digit] + _PLACES[place]
            gap = ""
        elif words:
            gap = "零"
    return words


def percent_shares(total: int, weights: Sequence[int | Decimal | Fraction]) -> list[int]:
    """The total (分) in shares by weight (percentages or any others); the shares always sum to the total.

    Each share is its exact part to the nearest 分. The 分 that do not divide go to the shares that
    were cut most, and of equals to the first: so the odd 分 of a half-and-half split goes to the
    company, which stands first, and between two parties the first's share is ROUND_HALF_UP.
    No share is ever more than one 分 away from its exact part.
    Raises NoShares (no weights, a negative one, or all zero) and MinusAmount.
    """
    if total < 0:
        raise MinusAmount(field="", value=total)
    parts = [Fraction(weight) for weight in weights]
    whole = sum(parts, Fraction(0))
    if whole == 0 or min(parts) < 0:
        raise NoShares(field="", weights=[str(weight) for weight in weights])
    exact = [total * part / whole for part in parts]
    shares = [int(share) for share in exact]
    most_cut = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in most_cut[: total - sum(shares)]:
        shares[place] += 1
    return shares


def percent_of(fen: int, percent: int | Decimal | Fraction) -> int:
    """So many per cent of an amount, in 分, ROUND_HALF_UP. Raises MinusAmount."""
    exact = fen * Fraction(percent) / 100
    if exact < 0:
        raise MinusAmount(field="", value=str(exact))
    return int(exact + Fraction(1, 2))
