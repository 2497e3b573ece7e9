"""What each language needs words for beside the office's own: tables of forms, one of a unit."""

from __future__ import annotations

import pytest

from aftersales import words
from aftersales.domain.fields import Kind, specs, table_name
from aftersales.domain.forms import FORMS, Extra
from aftersales.domain.policy import NotOnThePath
from aftersales.domain.workflow import ENDED_STATES, OPEN_STATES, Step, legs


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_every_table_of_a_form_has_a_word(language: str) -> None:
    """What is refused in a row is told by the word of its table, never by the key of the form."""
    spoken = words.words(language)
    tables = {key for form in FORMS.values() for key, _ in form.tables}
    flat = {(part, name) for form in FORMS.values() for part, names in form.flat for name in names}
    nested = {
        name if part is Extra else f"{table_name(part)}.{name}"
        for part, name in flat
        if specs(part)[name].kind == Kind.ROWS
    }
    assert "promises" in tables
    assert "lowered" in nested
    wordless = [
        path for path in tables | nested if spoken.field(f"{path}.1").startswith(path.rpartition(".")[2])
    ]
    assert wordless == []


@pytest.mark.parametrize(
    ("language", "one", "several"), [("en", "1 drum", "12 drums"), ("zh_CN", "1 桶", "12 桶")]
)
def test_one_of_a_unit_is_told_in_the_singular(language: str, one: str, several: str) -> None:
    """1 drum, 12 drums; no unit of a language with a plural is without its other word."""
    spoken = words.words(language)
    assert (spoken.counted("1", "unit", "barrel"), spoken.counted("12", "unit", "barrel")) == (one, several)
    assert spoken.counted("1", "unit", None) == "1"
    units = {word for kind in ("unit", "usage_unit") for word in spoken.sections["code"][kind].values()}
    plural = {word for word in units if word.endswith("s")}
    assert plural == set(spoken.sections.get("one", {}))


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_of_a_case_that_has_ended_it_is_told_what_is_still_possible(language: str) -> None:
    """No step before this one helps there: what the path has is named by its word, and nothing else."""
    spoken = words.words(language)
    offered = (Step.REOPEN, Step.CONTACT, Step.ATTACH)

    def told(state: str) -> str:
        return spoken.sentence(NotOnThePath().code, {"step": Step.PROPOSE, "state": state})

    before = {told(state).rpartition(spoken.word("state", state))[2] for state in OPEN_STATES}
    assert len(before) == 1
    for state in ENDED_STATES:
        assert not told(state).endswith(tuple(before))
        named = [step for step in offered if spoken.step(step) in told(state)]
        assert named == [step for step in offered if legs(step, state)]
