"""What each language needs words for beside the office's own: tables of forms, one of a unit."""

from __future__ import annotations

import pytest

from aftersales import words
from aftersales.domain.fields import Kind, specs, table_name
from aftersales.domain.forms import FORMS, Extra


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
