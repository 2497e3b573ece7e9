"""Money: read from what people type, printed, split and written out in words."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.money import (
    MOST_FEN,
    AmountTooLarge,
    MinusAmount,
    NoShares,
    NotMoney,
    ThirdDecimal,
    in_words,
    parse_yuan,
    percent_of,
    percent_shares,
    yuan,
)

WORDS = """
1409.50 壹仟肆佰零玖元伍角
16409.02 壹万陆仟肆佰零玖元零贰分
325.04 叁佰贰拾伍元零肆分
6007.14 陆仟零柒元壹角肆分
0.00 零元整
0.05 伍分
0.10 壹角
10.00 壹拾元整
100.05 壹佰元零伍分
10001 壹万零壹元整
100000 壹拾万元整
10010010.10 壹仟零壹万零壹拾元壹角
100000001 壹亿零壹元整
123456789.01 壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分
107000.53 壹拾万柒仟元伍角叁分
1680.32 壹仟陆佰捌拾元叁角贰分
99999999.99 玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
100006187 壹亿陆仟壹佰捌拾柒元整
1000000000000 壹万亿元整
"""


@pytest.mark.parametrize("line", WORDS.strip().splitlines())
def test_words_of_the_law(line: str) -> None:
    """Every vector of the data dictionary is written as it stands there, sums above one amount too."""
    amount, words = line.split()
    assert in_words(int(Decimal(amount) * 100)) == words


def test_words_agree_with_an_outside_witness() -> None:
    """20,000 random amounts and as many full of zeros are written as cn2an writes them."""
    chance = random.Random(20260608)
    for _ in range(20_000):
        plain = chance.randrange(MOST_FEN + 1)
        holed = int("".join(chance.choice("00012") for _ in range(12)))
        for fen in (plain, holed):
            assert in_words(fen) == cn2an.an2cn(str(Decimal(fen) / 100), "rmb"), fen


@given(st.integers(0, MOST_FEN), st.integers(0, MOST_FEN))
def test_words_tell_amounts_apart(one: int, other: int) -> None:
    """Two amounts have the same words only if they are the same."""
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("80.50", 8050),
        ("80.5", 8050),
        ("80", 8000),
        (8050, 8050),
        (0, 0),
        ("0.00", 0),
        ("99,999,999.99", MOST_FEN),
        (MOST_FEN, MOST_FEN),
        ("1,234.5", 123450),
        (" ￥1,234.50 ", 123450),
        ("¥80元", 8000),
        ("８０．５０", 8050),
        ("１，２３４元", 123400),
        ("000000000000080", 8000),
    ],
)
def test_amounts_that_are_taken(typed: str | int, fen: int) -> None:
    """A whole number is 分, a string is 元, with commas, full-width digits and signs of currency."""
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("80.505", ThirdDecimal),
        ("80.500", ThirdDecimal),
        ("-80", MinusAmount),
        ("－８０", MinusAmount),
        ("\u221280", MinusAmount),
        ("￥-80", MinusAmount),
        (-1, MinusAmount),
        ("100,000,000.00", AmountTooLarge),
        (MOST_FEN + 1, AmountTooLarge),
        ("9" * 5000, AmountTooLarge),
        ("", NotMoney),
        ("八十", NotMoney),
        ("①", NotMoney),
        ("8²", NotMoney),
        ("٨٠", NotMoney),
        ("1,23", NotMoney),
        ("1,2345", NotMoney),
        ("80.5.0", NotMoney),
        ("1e5", NotMoney),
        ("NaN", NotMoney),
        ("80 50", NotMoney),
        (True, NotMoney),
    ],
)
def test_amounts_that_are_refused(typed: str | int, refusal: type[NotMoney]) -> None:
    """Each wrong amount is refused by its own name, with the field and what was typed."""
    with pytest.raises(NotMoney) as caught:
        parse_yuan(typed, field="remedy.amount")
    assert type(caught.value) is refusal
    assert caught.value.facts["field"] == "remedy.amount"
    assert caught.value.facts["value"] == typed


@given(st.integers(0, MOST_FEN))
def test_printed_amounts_read_back(fen: int) -> None:
    """What is printed is read back as the same 分."""
    assert parse_yuan(yuan(fen)) == fen


def test_printed_amounts() -> None:
    """Two places and thousands commas; a difference may be negative."""
    assert [yuan(fen) for fen in (0, 5, 123450, -123450)] == ["0.00", "0.05", "1,234.50", "-1,234.50"]


WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any)


@given(st.integers(0, 10 * MOST_FEN), WEIGHTS)
def test_shares_lose_nothing(total: int, weights: list[int]) -> None:
    """Shares sum to the total, none is negative, none is a whole 分 away from its exact part."""
    shares = percent_shares(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert share >= 0
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@given(st.integers(0, MOST_FEN), st.integers(1, 5))
def test_the_odd_fen_goes_to_the_company(total: int, parties: int) -> None:
    """Of equal shares the first is never the smaller one."""
    shares = percent_shares(total, [1] * parties)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10001, [50, 50], [5001, 5000]),
        (1, [50, 50], [1, 0]),
        (100, [1, 1, 1], [34, 33, 33]),
        (99, [67, 33], [66, 33]),
        (5000, [0, 100], [0, 5000]),
        (1, [0, 1, 1], [0, 1, 0]),
        (10000, [Decimal("33.33"), Decimal("66.67")], [3333, 6667]),
    ],
)
def test_shares_by_hand(total: int, weights: list[int | Decimal], shares: list[int]) -> None:
    """Each share is its part to the nearest 分; who pays nothing never pays the odd one."""
    assert percent_shares(total, weights) == shares


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2]])
def test_weights_that_divide_nothing(weights: list[int]) -> None:
    """No weights, only zeros or a negative one are refused."""
    with pytest.raises(NoShares):
        percent_shares(100, weights)


def test_per_cent_is_rounded_half_up() -> None:
    """Half a 分 goes up, less goes down."""
    assert [percent_of(fen, Decimal("0.5")) for fen in (100, 99, 300)] == [1, 0, 2]


@pytest.mark.parametrize(
    "wrong", [lambda: in_words(-1), lambda: percent_shares(-1, [1]), lambda: percent_of(-1, 50)]
)
def test_nothing_negative_is_written_or_split(wrong: object) -> None:
    """Words, shares and percentages refuse a negative amount."""
    with pytest.raises(MinusAmount):
        wrong()  # type: ignore[operator]
