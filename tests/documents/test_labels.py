"""The words of the papers: each variable is filled or refused, values stand as people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from aftersales.documents import agreement
from aftersales.documents.labels import UnknownLabel, UnknownVariable, UnknownWord, labels_for, money
from tests.documents import samples as s

LABELS = labels_for()


def test_unknown_variable_is_refused() -> None:
    """A sentence that asks for a variable nobody gives is refused by name, not printed with a hole."""
    clause = "agreement.clause.total"
    broken = replace(LABELS, texts={**LABELS.texts, clause: "乙方{nobody}得到：{total}"})
    with pytest.raises(UnknownVariable) as refused:
        agreement.draw(s.AGREEMENT, broken)
    assert refused.value.facts == {"name": "nobody", "key": clause}


def test_filling_is_done_once() -> None:
    """A value that looks like a variable of the same clause is never filled in turn."""
    assert LABELS.say("paper.printed", by="{X}", at="9") == "打印：{X}　9"


def test_unknown_label_and_word_are_refused() -> None:
    """A label or a code that the file lacks is named."""
    with pytest.raises(UnknownLabel):
        LABELS.label("paper.nothing")
    with pytest.raises(UnknownWord):
        LABELS.word("unit", "furlong")


@pytest.mark.parametrize(
    ("qty", "unit", "wanted"),
    [("1", "drums", "1 drum"), ("12", "drums", "12 drums"), ("3", "", "3"), ("", "drums", "")],
)
def test_one_of_a_unit_is_printed_in_the_singular(qty: str, unit: str, wanted: str) -> None:
    """1 drum, 12 drums; a quantity without a unit stands alone."""
    assert labels_for("en").quantity(qty, unit) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, ""),
        (" \u3000\u200d", ""),
        (0, "0"),
        (True, "是"),
        (False, "否"),
        (date(2024, 5, 6), "2024-05-06"),
        (datetime(2024, 5, 6, 7, 8), "2024-05-06 07:08"),  # noqa: DTZ001
    ],
)
def test_values_on_paper(value: object, wanted: str) -> None:
    """Nothing is empty, zero is a number, yes and no are words, days and times are padded."""
    assert LABELS.shown(value) == wanted


def test_money_on_paper() -> None:
    """Money has commas and two places, and no amount is empty while zero is not."""
    assert [money(one) for one in (None, 0, 5, 123450)] == ["", "0.00", "0.05", "1,234.50"]
