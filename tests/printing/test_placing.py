"""Where pages lie: in the middle, none over another, as wide as the look says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.pages.placing import Desk, Fit, columns, extent, placed

A4 = (595.28, 841.89)
SIZES = st.lists(st.tuples(st.floats(50, 1500), st.floats(50, 1500)), min_size=1, max_size=12)
DESKS = st.builds(
    Desk,
    st.integers(100, 3000),
    st.integers(100, 2000),
    st.sampled_from((0.9, 1.0, 1.5, 2.0)),
    st.sampled_from(Fit),
    st.sampled_from((100, 150, 200)),
)


@pytest.mark.parametrize(
    ("width", "pages", "beside", "wide"),
    [(820, 2, 1, 720), (600, 2, 1, 560), (1_406, 2, 2, 628), (1_406, 1, 1, 720), (1_180, 3, 2, 560)],
)
def test_a_page_is_as_wide_as_the_look_says(width: int, pages: int, beside: int, wide: int) -> None:
    """720 alone, two of 628 where the desk is wide, narrower where there is less room."""
    desk = Desk(width, 700)
    assert columns(desk, pages) == beside
    assert {one.width for one in placed(desk, [A4] * pages)} == {wide}


def test_a_whole_page_fits_the_height() -> None:
    """Fitted to the page, nothing of it is out of sight."""
    desk = Desk(1_000, 700, fit=Fit.PAGE)
    (one,) = placed(desk, [A4])
    assert one.top + one.height <= 700 - 19
    assert one.left == (1_000 - one.width) // 2


def test_percent_is_of_96_dots_an_inch() -> None:
    """100 % of A4 is 794 pixels across, 200 % twice that."""
    sizes = [placed(Desk(900, 700, fit=Fit.PERCENT, percent=p), [A4])[0].width for p in (100, 200)]
    assert sizes == [794, 1587]


@given(DESKS, SIZES)
def test_no_page_lies_over_another(desk: Desk, sizes: list[tuple[float, float]]) -> None:
    """Whatever the pages and the room: each has its place on the desk, in reading order."""
    places = placed(desk, sizes)
    assert len(places) == len(sizes)
    wide, high = extent(desk, places)
    for one in places:
        assert one.left >= 0
        assert one.left + one.width <= wide
        assert one.top + one.height <= high
    for one, after in pairwise(places):
        assert after.top >= one.top + one.height or after.left >= one.left + one.width
