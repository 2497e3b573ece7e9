"""Base, theirs and mine become one: what one changed is taken, what both did is asked, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.domain.fields import Kind, Spec
from ui.presenters.live.merging import merged
from ui.presenters.step_fields import Question, Sheet, Told

VALUES = st.sampled_from(["", "甲", "乙", "丙"])
MARKS = st.sampled_from(["", "", "unknown", "none"])
NAMES = ("a", "b", "c", "d")


def question(name: str, value: Told = "", mark: str = "") -> Question:
    """A text field of a complaint."""
    return Question(table="complaint", spec=Spec(kind=Kind.TEXT, name=name), value=value, mark=mark)


def sheet(*questions: Question) -> Sheet:
    """A form of these."""
    return Sheet(step="amend", first=questions)


def test_each_takes_what_only_one_changed() -> None:
    """Mine stays mine, theirs is taken over, the same change twice is no quarrel."""
    base = sheet(*(question(name, "旧") for name in NAMES))
    now = sheet(question("a", "旧"), question("b", "他"), question("c", "同"), question("d", "他"))
    mine: dict[str, Told] = {
        "complaint.a": "我",
        "complaint.b": "旧",
        "complaint.c": "同",
        "complaint.d": "我",
    }
    found = merged(base, now, mine, {})
    assert found.answers == {"complaint.a": "我", "complaint.d": "我"}
    assert [one.path for one in found.taken] == ["complaint.b"]
    assert [(clash.path, clash.theirs.value) for clash in found.clashes] == [("complaint.d", "他")]
    assert [one.value for one in found.shown.questions()] == ["我", "他", "同", "我"]
    assert found.sheet == now
    assert not found.agrees


def test_an_answer_of_unknown_is_a_change_like_any_other() -> None:
    """不详 instead of a value is mine, and theirs in place of an empty field is taken with its mark."""
    base = sheet(question("a", "旧"), question("b"))
    now = sheet(question("a", "旧"), question("b", "", "none"))
    found = merged(base, now, {"complaint.a": "不详"}, {"complaint.a": "unknown"})
    assert found.marks == {"complaint.a": "unknown", "complaint.b": "none"}
    assert [one.path for one in found.taken] == ["complaint.b"]
    assert found.agrees


def test_what_is_asked_no_more_is_told_with_what_stood_in_it() -> None:
    """A field that is gone gives its text back; an untouched one says nothing."""
    found = merged(sheet(question("a"), question("b")), sheet(), {"complaint.a": "写了很久"}, {})
    assert [(one.path, one.value) for one in found.lost] == [("complaint.a", "写了很久")]
    assert not found.agrees


def test_rows_are_one_field() -> None:
    """A table that the other left alone keeps my rows; one that both changed is asked about as a whole."""
    spec = Spec(kind=Kind.TEXTS, name="helpers")
    base, now = (
        Question(table="complaint", spec=spec, value="林"),
        Question(table="complaint", spec=spec, value="林、陈"),
    )
    assert merged(sheet(base), sheet(base), {"complaint.helpers": "林,王"}, {}).answers == {
        "complaint.helpers": "林,王"
    }
    (clash,) = merged(sheet(base), sheet(now), {"complaint.helpers": "林、王"}, {}).clashes
    assert clash.theirs.value == "林、陈"
    assert merged(sheet(base), sheet(now), {"complaint.helpers": "林,陈"}, {}).agrees


@settings(max_examples=300)
@given(st.data())
def test_nothing_typed_and_nothing_of_theirs_is_lost(data: st.DataObject) -> None:
    """Of each field what is shown is mine where I changed it, else theirs; asked only where both differ."""
    base = sheet(*(question(name, data.draw(VALUES), data.draw(MARKS)) for name in NAMES))
    now = sheet(*(question(name, data.draw(VALUES), data.draw(MARKS)) for name in NAMES))
    answers = {q.path: data.draw(VALUES) for q in base.questions()}
    marks = {q.path: mark for q in base.questions() if (mark := data.draw(MARKS))}
    found = merged(base, now, answers, marks)
    asked = {clash.path for clash in found.clashes}
    for old, new, shown in zip(base.questions(), now.questions(), found.shown.questions(), strict=True):
        mine = stands(replace(old, value=answers[old.path], mark=marks.get(old.path, "")))
        was, theirs = stands(old), stands(new)
        assert stands(shown) == (theirs if mine == was else mine)
        assert (old.path in asked) == (mine not in (was, theirs) and theirs != was)
        assert (new in found.taken) == (mine == was != theirs)


def stands(one: Question) -> str:
    """What a field says."""
    return one.mark or f"={one.value}"
