"""Clauses: their braces checked, which of them fit and stand in which order, and how two texts differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.agreements.clauses import (
    VARIABLES,
    UnknownVariableInClause,
    UnpairedBrace,
    check_text,
    choices,
    delivered_clause,
    filled_text,
    in_language,
    standing,
    variables,
)
from aftersales.domain.agreements.differences import Kind, agreement_differences, differences
from aftersales.domain.case import Case
from aftersales.domain.records.agreement import Agreement, AgreementClause, AgreementItem
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import ProductLine
from aftersales.settings import delivered_clauses

DELIVERED = tuple(map(delivered_clause, delivered_clauses()))
CHINESE = in_language(DELIVERED, "zh_CN")
CASE = Case(complaint=Complaint(), customer=Customer(cust_type="dealer"))
ROW = Agreement(no=1, dispute="court")


def keys(case: Case = CASE, row: Agreement = ROW) -> list[str]:
    """The keys of the clauses that stand in an agreement."""
    return [one.key for one in standing(CHINESE, case, row)]


# --- the library


def test_delivered_clauses_can_be_filled() -> None:
    """Every delivered clause of every language asks only for what an agreement knows."""
    assert [(one.language, one.key) for one in DELIVERED if check_text(one.text or "")] == []


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_languages_have_the_same_clauses(language: str) -> None:
    """Keys, headings, conditions, parties and variables are the same in each language."""

    def shape(name: str) -> list[tuple[object, ...]]:
        return [
            (
                one.key,
                one.part,
                one.when,
                one.parties,
                one.default_on,
                one.place,
                {*variables(one.text or "")},
            )
            for one in in_language(DELIVERED, name)
        ]

    assert shape(language) == shape("zh_CN")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("付{total}元", []),
        ("付{totall}元", [(UnknownVariableInClause, 2)]),
        ("付{total元", [(UnpairedBrace, 2)]),
        ("付total}元", [(UnpairedBrace, 7)]),
        ("{}", [(UnknownVariableInClause, 1)]),
        ("{{total}}", [(UnpairedBrace, 1), (UnpairedBrace, 9)]),
        ("{a}{total}{b}", [(UnknownVariableInClause, 1), (UnknownVariableInClause, 11)]),
    ],
)
def test_braces_are_checked_as_typed(text: str, wrong: list[tuple[type[Exception], int]]) -> None:
    """An unknown name and a brace without its other are told with their place, counted from 1."""
    assert [(type(one), one.facts["position"]) for one in check_text(text)] == wrong


@given(st.lists(st.sampled_from([*VARIABLES, "，", "甲方", "{", "}"])).map("".join))
def test_a_checked_text_can_always_be_filled(text: str) -> None:
    """What the check finds nothing wrong with is filled without a brace left."""
    text = "".join(f"{{{part}}}" if part in VARIABLES else part for part in text.split("，"))
    if not check_text(text):
        assert "{" not in filled_text(text, dict.fromkeys(VARIABLES, "值"))


@pytest.mark.parametrize("name", ["0", "", "没有的", "total_"])
def test_a_name_without_a_value_is_told(name: str) -> None:
    """A clause that came by another way than the window says which name is unknown, and where."""
    with pytest.raises(UnknownVariableInClause) as refused:
        filled_text(f"共{{total}}元，{{{name}}}", dict.fromkeys(VARIABLES, "9"))
    assert (refused.value.facts["name"], refused.value.facts["position"]) == (name, 11)


# --- which stand


@pytest.mark.parametrize(
    ("kind", "own"),
    [("dealer", "settled_dealer"), ("company", "settled_company"), ("person", "settled_person")],
)
def test_each_party_has_its_own_clause(kind: str, own: str) -> None:
    """A dealer, a firm and a person each have the clause that concerns them, and no other's."""
    found = keys(replace(CASE, customer=Customer(cust_type=kind)))
    assert [key for key in found if key in ("settled_dealer", "settled_company", "settled_person")] == [own]


@pytest.mark.parametrize(
    ("changed", "there", "gone"),
    [
        ({"withdraw_from": "12315"}, "outside", "outside_none"),
        ({"confidential_clause": True}, "confidential", None),
        ({"dispute": "arbitration"}, "arbitration", "court"),
        ({"breach_rate": 1}, "breach_rate", "breach_none"),
        ({"breach_rate": 1, "breach_cap": 100}, "breach_capped", "breach_rate"),
        ({"breach_amount": 100}, "breach_amount", "breach_none"),
        ({"items": (AgreementItem(kind="exchange"),)}, "return_goods", "return_none"),
        ({"items": (AgreementItem(kind="cash"),)}, "pay", "goods"),
        ({"items": (AgreementItem(kind="goods"),)}, "goods", "pay"),
        ({"items": (AgreementItem(kind="discount"),)}, "set_off", "pay"),
        ({"items": (AgreementItem(kind="cash"), AgreementItem(kind="discount"))}, "set_off", "goods"),
    ],
)
def test_conditions_choose(changed: dict[str, object], there: str, gone: str | None) -> None:
    """A clause stands where what it is about is so, and the one about the contrary does not."""
    before, after = keys(), keys(row=replace(ROW, **changed))  # type: ignore[arg-type]
    assert there not in before
    assert there in after
    assert gone not in after


def test_where_no_product_is_nothing_is_said_of_one() -> None:
    """A complaint about an attitude has no product to keep or to give back; one about an oil has."""
    about = {"cooperation", "return_none"}
    assert about & {*keys()} == set()
    assert {*keys(replace(CASE, product_lines=(ProductLine(no=1),)))} >= about


def test_injury_is_kept_out_of_the_settlement() -> None:
    """Where somebody was hurt a clause says that the settlement is not about that."""
    assert "settled_injury" not in keys()
    assert "settled_injury" in keys(replace(CASE, complaint=Complaint(safety_injury=True)))


def test_a_choice_wins_over_the_default() -> None:
    """What is struck does not stand, what is chosen does although it is off as delivered."""
    told = (AgreementClause(key="problem", struck=True), AgreementClause(key="breach_force"))
    found = keys(row=replace(ROW, clauses=told))
    assert ("problem" in found, "breach_force" in found) == (False, True)
    assert "breach_force" not in keys()


def test_what_does_not_fit_cannot_be_chosen() -> None:
    """Choosing the arbitration clause does not bring it beside the court's."""
    found = keys(row=replace(ROW, clauses=(AgreementClause(key="arbitration"),)))
    assert "arbitration" not in found
    assert "court" in found


def test_chosen_clauses_change_places_under_their_heading() -> None:
    """The order of the draft's list is theirs, in the places that they have together; others stay."""
    told = (AgreementClause(key="problem"), AgreementClause(key="complained_no_product"))
    before, after = keys(), keys(row=replace(ROW, clauses=told))
    assert before[1:3] == ["complained_no_product", "problem"]
    assert after[1:3] == ["problem", "complained_no_product"]
    assert (before[:1], before[3:]) == (after[:1], after[3:])


@given(st.permutations([one.key for one in CHINESE]), st.sets(st.sampled_from([one.key for one in CHINESE])))
def test_headings_keep_their_order(order: list[str], struck: set[str]) -> None:
    """However a draft orders and strikes, headings keep their order and no clause comes twice."""
    told = tuple(AgreementClause(key=key, struck=key in struck) for key in order)
    found = choices(CHINESE, CASE, replace(ROW, clauses=told))
    parts = [one.clause.part for one in found]
    assert parts == sorted(parts, key=[one.part for one in CHINESE].index)
    assert len({one.clause.key for one in found}) == len(found)
    assert all(one.on == (one.clause.key not in struck) for one in found)


# --- differences


@given(st.text("甲乙，。\n{a", max_size=60), st.text("甲乙，。\n{a", max_size=60))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    """What stayed and went is the old text, what stayed and came the new one; neighbours differ in kind."""
    found = differences(old, new)
    assert "".join(one.text for one in found if one.kind != Kind.ADDED) == old
    assert "".join(one.text for one in found if one.kind != Kind.REMOVED) == new
    assert all(one.kind != other.kind for one, other in pairwise(found))
    assert old != new or all(one.kind == Kind.EQUAL for one in found)


def test_a_long_text_is_compared_in_time() -> None:
    """Two long passages that have nothing in common are told as one gone and one come."""
    found = differences("甲" * 20_000, "乙" * 20_000)
    assert [(one.kind, len(one.text)) for one in found] == [(Kind.REMOVED, 20_000), (Kind.ADDED, 20_000)]


def test_two_agreements_are_compared() -> None:
    """Fields and clauses that say something else are told, those that say the same are not."""
    old = replace(ROW, total=100, clauses=(AgreementClause(key="a", title="一", text="付100元"),))
    new = replace(
        ROW,
        total=100,
        court="福州",
        clauses=(
            AgreementClause(key="a", title="一", text="付200元"),
            AgreementClause(key="b", title="二", text="新"),
        ),
    )
    found = agreement_differences(old, new)
    assert [(one.field, one.old, one.new) for one in found.fields] == [("court", None, "福州")]
    assert [(one.key, one.title) for one in found.clauses] == [("a", "一"), ("b", "二")]
    assert [one.text for one in found.clauses[0].segments if one.kind != Kind.EQUAL] == ["1", "2"]
    assert agreement_differences(old, old).clauses == ()
