"""Through the front door: slips by name, many notices with history, the logo and the customer's language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdf
import pytest
from PIL import Image

from aftersales.domain.steps.rows import NoSuchRow
from aftersales.practice.company import found_company
from aftersales.practice.demo import STATION, Play
from aftersales.storage.queries.case import read_case
from aftersales.usecases.office import set_logo
from aftersales.usecases.printing import (
    PAPERS,
    SLIPS,
    looked_at_notices,
    printable,
    printed,
    told_bound,
    told_printed_notices,
)
from tests.documents.reading import bare, copied
from tests.documents.slips.test_codes import read

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.app import App
    from aftersales.domain.case import Case

AT = datetime(2026, 3, 4, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """The practice company's play, acted to its end."""
    folder = tmp_path_factory.mktemp("door")
    desks = found_company(f"sqlite:///{folder / 'practice.db'}", at=AT, station=STATION)
    play = Play(desks, AT)
    for _ in play.lines():
        pass
    yield play
    desks.close()
    desks.first.close()


def service(play: Play) -> App:
    """The desk of the one whose case it is."""
    return play.desks.of("service1").at(play.now)


def long_case(play: Play) -> Case:
    """The play's long case as it stands."""
    return service(play).ask(read_case, play.cases["long"].complaint.case_no)


@pytest.mark.parametrize("paper", SLIPS)
def test_slip_is_printed_by_name(play: Play, paper: str) -> None:
    """A slip is a paper like any other: by name and number, its code the notice's number."""
    case = long_case(play)
    notice = case.notices[0]
    assert paper in PAPERS
    assert paper in printable(case)
    pdf = service(play).do(printed, paper, case.complaint.case_no, notice.notice_no)
    assert read(pdf) == [notice.notice_no]


def prints(play: Play) -> int:
    """How many prints history tells of."""
    (count,) = service(play).ask(lambda wire: wire.rows("SELECT COUNT(*) FROM history WHERE step = 'print'"))[
        0
    ]
    return int(count)


def test_many_notices_are_told_in_history(play: Play, tmp_path: Path) -> None:
    """Each of many notices is told as printed; the file holds them in the order wanted."""
    case = long_case(play)
    wanted = [(case.complaint.case_no, row.notice_no) for row in reversed(case.notices)]
    before = prints(play)
    shown = service(play).look(looked_at_notices, wanted, "three_part")
    assert prints(play) == before
    service(play).do(told_printed_notices, shown)
    assert prints(play) == before + len(wanted)
    paper = copied(shown.content, tmp_path)
    places = [paper.index(f"编号：{number}") for _, number in wanted]
    assert places == sorted(places)


class Enough(Exception):
    """What a listener raises to end the work."""


def test_ended_work_tells_history_nothing(play: Play) -> None:
    """Work that was ended midway gives no file, and history tells of no print."""
    case = long_case(play)
    wanted = [(case.complaint.case_no, row.notice_no) for row in case.notices]
    before = prints(play)

    def tell(done: int, _: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        service(play).look(looked_at_notices, wanted, "a5", tell)
    assert prints(play) == before


def test_nobody_waits_for_many_notices(play: Play) -> None:
    """While many notices are drawn, the books are free: somebody writes between one and the next."""
    number = long_case(play).complaint.case_no
    wanted = [(number, row.notice_no) for row in long_case(play).notices]
    before, heard = prints(play), []

    def tell(done: int, _: int) -> None:
        heard.append(done)
        service(play).do(told_bound, number)

    service(play).look(looked_at_notices, wanted, "a4", tell)
    assert prints(play) == before + len(heard) == before + len(wanted) + 1


def test_unknown_notice_is_named(play: Play) -> None:
    """A number that no notice of the case has is refused before anything is drawn."""
    with pytest.raises(NoSuchRow):
        service(play).look(looked_at_notices, [(long_case(play).complaint.case_no, "C99")])


def test_logo_stands_on_papers_until_it_is_taken_away(play: Play) -> None:
    """The office's picture is on its papers from when it is set until it is taken away."""
    out = io.BytesIO()
    Image.new("RGB", (300, 120), "navy").save(out, "PNG")
    admin, number = play.desks.of("admin").at(play.now), long_case(play).complaint.case_no
    admin.do(set_logo, out.getvalue())
    for paper in ("registration", "notice", "slip_a5", "tracking"):
        pdf = service(play).do(printed, paper, number)
        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images) == 1, paper
    admin.do(set_logo, None)
    plain = service(play).do(printed, "registration", number)
    assert len(pypdf.PdfReader(io.BytesIO(plain)).pages[0].images) == 0


def test_damaged_logo_stops_no_paper(play: Play, tmp_path: Path) -> None:
    """A picture that passes for one and is none leaves the paper without a logo."""
    admin, number = play.desks.of("admin").at(play.now), long_case(play).complaint.case_no
    admin.do(set_logo, b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    pdf = service(play).do(printed, "registration", number)
    assert bare("客户投诉登记表") in copied(pdf, tmp_path)
    admin.do(set_logo, None)
