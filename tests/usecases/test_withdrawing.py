"""What a withdrawal tells is told in words: on the case, and on every paper that prints it."""

from __future__ import annotations

import pytest

from tests.domain.play import REGISTRATION
from tests.usecases.houses import House


@pytest.mark.parametrize("means", ["电话", "phone"])
def test_how_the_customer_withdrew_is_told_in_words(house: House, means: str) -> None:
    """By its word or by its code: behind the reason stands the word."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    case = house.take("service1", "withdraw", number, {"reason": "误会", "means": means})
    assert case.complaint.close_reason == "误会（电话）"
