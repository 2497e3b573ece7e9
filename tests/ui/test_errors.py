"""Refusals beside their fields: all at once, the first focused, the homeless handed back."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from aftersales import words
from aftersales.domain.errors import BadInput, DomainError, Required, Trouble
from ui.errors import Problem, is_trouble, problems, show_beside

CHINESE = words.words()


@dataclass
class Shown:
    """A field that remembers what it was told."""

    said: list[str] = field(default_factory=list)
    focused: int = 0

    def show_wrong(self, sentence: str) -> None:
        self.said.append(sentence)

    def take_focus(self) -> None:
        self.focused += 1


def required(path: str) -> Required:
    """A compulsory field that is empty."""
    return Required(field=path, step="register")


def test_all_problems_are_shown_at_once_and_the_first_has_the_cursor() -> None:
    """Every field hears its own sentence or that it is fine; reading order decides which gets the cursor."""
    fields = {"customer.cust_name": Shown(), "complaint.verbatim": Shown(), "complaint.severity": Shown()}
    error = BadInput([required("complaint.severity"), required("customer.cust_name")])
    assert show_beside(error, CHINESE, fields) == ()
    name, verbatim, severity = fields.values()
    assert verbatim.said == [""]
    assert all(len(shown.said) == 1 and shown.said[0] for shown in (name, severity))
    assert (name.focused, verbatim.focused, severity.focused) == (1, 0, 0)


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("demands.2.amount", "demands.2.amount"),
        ("demands.1.amount", "demands"),
        ("complaint.severity", "severity"),
        ("complaint.demands.1.kind", "demands"),
    ],
)
def test_a_problem_finds_the_nearest_field(path: str, home: str) -> None:
    """A problem of a row is shown at its cell, else at the table, whatever stands before it."""
    fields = {"severity": Shown(), "demands": Shown(), "demands.2.amount": Shown()}
    show_beside(required(path), CHINESE, fields)
    assert [name for name, shown in fields.items() if shown.said != [""]] == [home]


def test_what_has_no_field_here_is_handed_back() -> None:
    """A refusal of no field, or of a field on another page, comes back as a sentence for the page's foot."""

    class OverLimit(DomainError):
        """A rule that says no. Facts: none."""

    fields = {"severity": Shown()}
    left = show_beside(BadInput([required("notice.qty"), required("severity")]), CHINESE, fields)
    assert [problem.path for problem in left] == ["notice.qty"]
    assert left[0].sentence
    assert show_beside(OverLimit(), CHINESE, fields) == problems(OverLimit(), CHINESE)
    assert isinstance(problems(OverLimit(), CHINESE)[0], Problem)
    assert fields["severity"].focused == 1


def test_trouble_is_told_apart() -> None:
    """Only what the world said may be tried again."""
    assert is_trouble(Trouble())
    assert not is_trouble(required("severity"))
