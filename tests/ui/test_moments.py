"""A moment in the fewest words that still tell it from its neighbours."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from ui.views.parts.moments import short

NOW = datetime(2026, 12, 31, 16, 0)  # noqa: DTZ001 - on the office's clock


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 12, 30, 9, 5), "昨天 09:05"),  # noqa: DTZ001
        (datetime(2026, 12, 1, 9, 5), "12-1 09:05"),  # noqa: DTZ001
        (datetime(2027, 1, 4, 10, 0), "1-4 10:00"),  # noqa: DTZ001
        (datetime(2025, 12, 30, 10, 0), "2025-12-30"),  # noqa: DTZ001
    ],
)
def test_the_hour_is_told_also_across_the_year(qapp: QApplication, at: datetime, told: str) -> None:  # noqa: ARG001
    """A case due on the first working day of the year is due at an hour, and two copies of a day differ."""
    assert short(at, NOW) == told
