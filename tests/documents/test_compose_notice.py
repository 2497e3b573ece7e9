"""What a notice counts, what it waits for, and what it hides: its value as a department reads it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from aftersales.documents import compose
from aftersales.documents.labels import labels_for
from tests.documents.told import NOON, OFFICE, told
from tests.domain.play import at_state, remedy

if TYPE_CHECKING:
    from aftersales.documents import values as v
    from aftersales.domain.case import Case
    from tests.domain.play import Play

LABELS = labels_for()


def notice(case: Case, kind: str) -> v.Notice:
    """The newest notice of a kind as its department reads it."""
    row = next(row for row in reversed(case.notices) if row.kind == kind)
    return compose.notice(OFFICE, case, row, labels=LABELS, by="li", at=NOON)


FIVE: dict[str, Any] = {"product": "5W-30", "qty": 5, "unit": "桶"}


def two_batches(*rows: dict[str, Any]) -> Play:
    """Two batches of one product were bad, 10 and 20; these remedies are agreed."""
    play = at_state("fulfilling", *rows)
    (line,) = play.case.product_lines
    first, second = ("B1", 10), ("B2", 20)
    lines = tuple(
        replace(line, no=no, batch_no=batch, qty_bad=Decimal(bad), unit="barrel")
        for no, (batch, bad) in enumerate((first, second), 1)
    )
    play.case = replace(play.case, product_lines=lines)
    return play


@pytest.mark.parametrize(("kind", "slip"), [("exchange", "take_back"), ("repair", "repair")])
def test_a_notice_counts_what_was_agreed(kind: str, slip: str) -> None:
    """Of two bad batches the agreed five are taken back, once, whichever batch they are of."""
    (item,) = notice(two_batches(remedy(kind, **FIVE)).case, slip).items
    assert (item.product, item.spec, item.batch) == ("5W-30", "4L", "B1、B2")
    assert (item.qty, item.unit) == ("5", "barrel")


def test_a_notice_adds_up_what_two_remedies_take_back() -> None:
    """Five are exchanged for one oil and five for another: ten come back."""
    play = two_batches(remedy("exchange", **FIVE), remedy("exchange", **FIVE, spec="1L"))
    assert [(item.batch, item.qty) for item in notice(play.case, "take_back").items] == [("B1、B2", "10")]


@pytest.mark.parametrize("counts", [(5, 0), (0, 5), (0, 0)])
def test_a_row_of_none_takes_nothing_from_the_sum(counts: tuple[int, int]) -> None:
    """A row that was set to 0 leaves the others of its product as they are, before it or behind it."""
    case = two_batches(remedy("exchange", **FIVE), remedy("exchange", **FIVE, spec="1L")).case
    back = next(row for row in case.notices if row.kind == "take_back")
    items = (replace(item, qty=Decimal(n)) for item, n in zip(back.items, counts, strict=True))
    (item,) = notice(replace(case, notices=(replace(back, items=tuple(items)),)), "take_back").items
    assert item.qty == str(sum(counts))


def test_quality_looks_at_every_batch() -> None:
    """A remedy that counts nothing names each batch with what of it was bad."""
    items = notice(two_batches(remedy("rectify", "")).case, "rectify").items
    assert [(item.batch, item.qty) for item in items] == [("B1", "10"), ("B2", "20")]


def test_a_notice_names_the_one_that_comes_first_as_it_was_issued_anew() -> None:
    """The warehouse waits for the packing notice that replaced the returned one."""
    play = at_state("fulfilling", remedy(mark_text="致歉"))
    play.take("factory1", "return_notice", notice="C1", returned_reason="无图稿")
    assert notice(play.case, "ship").waits_for == "TS-20261123-001-C1"
    play.take("service1", "reissue_notice", notice="C1")
    assert notice(play.case, "ship").waits_for == "TS-20261123-001-C3"


def test_a_notice_issued_anew_tells_what_was_done() -> None:
    """Who gets the slip after a part delivery reads how much of it has gone out."""
    play = at_state("fulfilling", remedy(qty=12)).take("store1", "done_notice", notice="C1", part=5)
    play.take("store1", "return_notice", notice="C1", returned_reason="无货")
    play.take("service1", "reissue_notice", notice="C1")
    assert "部分完成：5" in notice(play.case, "ship").remark


def test_hiding_a_name_leaves_the_address() -> None:
    """A name of one character is hidden where it stands alone; no name is cut out of where goods go to."""
    case = told()
    customer = replace(case.customer, contact_name="王", cust_name="诚信", cust_type="person")
    task = replace(case.notices[-2], remark="王府井的诚信要道歉")
    sent = replace(case.notices[1], consignee="王", consignee_address="王府井大街 1 号诚信库房")
    case = replace(
        case,
        customer=customer,
        complaint=replace(case.complaint, confidential=True),
        notices=(sent, task),
    )
    value = notice(case, sent.kind)
    assert (value.consignee, value.consignee_address) == ("（客户要求保密）", "王府井大街 1 号诚信库房")
    assert notice(case, task.kind).remark == "王府井的（客户要求保密）要道歉"
