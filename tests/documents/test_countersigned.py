"""The approval sheet of what was approved by word and signed afterwards by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from aftersales.documents import compose
from aftersales.documents.labels import labels_for
from aftersales.domain.office import Desk
from aftersales.domain.records.staff import Staff, Substitute
from aftersales.domain.steps.taking import take
from tests.documents.told import NOON, OFFICE, PEOPLE, given, told


def test_a_word_that_another_signed_says_who_signed_it() -> None:
    """Of a leader who left his substitute signs: on the row of who left it is not as if he had done so."""
    staff = (
        *PEOPLE[:2],
        replace(PEOPLE[2], active=False),
        Staff(login="wu", name="吴经理", roles=("leader",)),
    )
    days = {"from_on": date(2026, 3, 1), "to_on": date(2026, 3, 31)}
    office = replace(OFFICE, staff=staff, substitutes=(Substitute(principal="zhou", stands_in="wu", **days),))
    desk = Desk(office=office, me=staff[-1], now=NOON + timedelta(hours=3))
    signed = given("countersign", {"comment": "查过凭据"})
    case = take("countersign", told("approve_by_word"), signed, desk)[-1].after
    word, yes = compose.approval(office, case, labels=labels_for(), by="li", at=NOON).links
    assert word.comment.splitlines()[-1] == "补签：吴经理　2026-03-02 15:00"
    assert (word.approver, word.by_word) == ("周主管", False)
    assert (yes.approver, yes.substitute_for, yes.comment) == ("吴经理", "周主管", "查过凭据")
