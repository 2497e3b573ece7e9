"""Papers go out one after the other: looked at without a word, told before they lie in a tray, none lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aftersales.domain.errors import CodedError, Trouble
from aftersales.domain.printing import Outline, Printer, PrinterRefused, Wish
from aftersales.domain.workflow import State
from aftersales.storage.queries.page import case_page
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk as seated
from tests.printing.seen import case_in, told
from ui.prefs import Prefs
from ui.presenters.printing.handing import Gone
from ui.presenters.printing.page import PrintPresenter
from ui.presenters.printing.papers import Wanted, likely, papers_of
from ui.presenters.runner import Lane
from ui.presenters.session import Signed

SIZES = ((595.28, 841.89),)


@dataclass
class Seen:
    """A view that remembers."""

    shown: list[bytes] = field(default_factory=list)
    printers: tuple[str, str] = ("", "")
    unwritten: list[tuple[str, ...]] = field(default_factory=list)
    stuck: list[CodedError] = field(default_factory=list)
    no_paper: list[CodedError] = field(default_factory=list)
    no_printers: list[CodedError] = field(default_factory=list)
    gone: list[tuple[int, list[str]]] = field(default_factory=list)
    left: list[list[str]] = field(default_factory=list)
    printers_used: list[tuple[str, ...]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    going: list[tuple[int, int]] = field(default_factory=list)

    def show_papers(self, papers: object, ticked: object) -> None:
        """What there is."""

    def show_printers(self, printers: object, chosen: str, sides: str) -> None:  # noqa: ARG002
        self.printers = chosen, sides

    def show_no_printers(self, error: CodedError) -> None:
        self.no_printers.append(error)

    def show_paper(self, at: int, content: bytes) -> None:  # noqa: ARG002
        self.shown.append(content)

    def show_no_paper(self, at: int, error: CodedError) -> None:  # noqa: ARG002
        self.no_paper.append(error)

    def show_going(self, done: int, total: int) -> None:
        self.going.append((done, total))

    def show_binding(self, done: int, total: int) -> None:
        self.going.append((done, total))

    def show_unwritten(self, wanted: Wanted, chars: tuple[str, ...]) -> None:  # noqa: ARG002
        self.unwritten.append(chars)

    def show_stuck(self, error: CodedError) -> None:
        self.stuck.append(error)

    def show_gone(self, gone: Gone) -> None:
        self.gone.append((len(gone.sent), [error.code for _, error in gone.skipped]))
        self.printers_used.append(gone.printers)
        self.left.append([one.paper for one in gone.left])

    def show_file(self, file: Path) -> None:
        self.files.append(file)


@dataclass
class Tray:
    """Printers whose tray is a list; ``wrong`` is raised once by each send."""

    folder: Path
    printers: tuple[Printer, ...] = (Printer("A"), Printer("B", usual=True))
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    wrong: list[Trouble] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    lane = Lane.FILES

    def known(self) -> tuple[Printer, ...]:
        return self.printers

    def send(self, content: bytes, outline: Outline, title: str, wish: Wish) -> None:  # noqa: ARG002
        self.before()
        if self.wrong:
            raise self.wrong.pop()
        self.sent.append((title, content))
        self.wishes.append(wish)

    def put_aside(self, content: bytes, name: str) -> Path:
        file = self.folder / name
        file.write_bytes(content)
        return file

    def show_outside(self, file: Path) -> None:
        """Nobody looks."""


@dataclass
class Office:
    """A print page without a window, on a copy of the practice office."""

    seen: Seen
    tray: Tray
    who: Signed
    page: PrintPresenter
    number: str
    missing: list[tuple[str, ...]]

    def told(self) -> int:
        """How often history says that something was printed."""
        return told(self.who.url, self.number)


@pytest.fixture
def office(full: Path, tmp_path: Path) -> Iterator[Office]:
    """Somebody at the print page of a case that is being carried out."""
    who = seated(full, tmp_path / "office", "service1")
    seen, tray, missing = Seen(), Tray(tmp_path), [()]
    look = lambda _: Outline(SIZES, missing[0])  # noqa: E731 - no pdfium here
    prefs = Prefs(tmp_path / "prefs.json")
    page = PrintPresenter(seen, AtOnce(), who, tray, prefs, look=look, word=lambda paper: f"<{paper}>")
    yield Office(seen, tray, who, page, case_in(who.url, State.FULFILLING), missing)
    who.app.close()


def opened(office: Office) -> tuple[Wanted, ...]:
    """The papers of the case, opened."""
    case = office.who.app.ask(case_page, office.number).case
    papers = papers_of(case)
    office.page.open(papers, likely(papers, "notices"))
    return papers


def test_looking_tells_nobody(office: Office) -> None:
    """The preview is drawn and shown, the history does not speak of a print."""
    papers = opened(office)
    office.page.look(0)
    assert [content[:5] for content in office.seen.shown] == [b"%PDF-", b"%PDF-"]
    assert papers[likely(papers, "notices")[0]].paper == "notice"
    assert office.told() == 0


def test_what_was_looked_at_goes_out_and_is_told_before(office: Office) -> None:
    """The same bytes, and by the time they reach the printer the history names them."""
    opened(office)
    counted: list[int] = []
    office.tray.before = lambda: counted.append(office.told())
    office.page.look(0)
    office.page.print([0], Wish("A"))
    assert office.tray.sent[0][1] is office.seen.shown[-1]
    assert office.tray.sent[0][0] == f"{office.number}-_registration_"
    assert counted == [1]
    assert office.seen.gone == [(1, [])]


def test_every_printer_is_remembered_for_its_paper(office: Office) -> None:
    """The system's own printer at first; then for each kind of paper the one that printed it last."""
    papers = opened(office)
    assert office.seen.printers == ("B", "one")
    registration = [one.paper for one in papers].index("registration")
    office.page.print([registration], Wish("A"))
    office.page.find_printers()
    assert office.seen.printers == ("B", "one")
    office.page.look(registration)
    office.page.find_printers()
    assert office.seen.printers == ("A", "one")


def test_a_refused_paper_waits_and_is_told_once(office: Office) -> None:
    """The printer says no at the second of three: again goes on with the second, nothing is printed twice."""
    papers = opened(office)
    places = [at for at, one in enumerate(papers) if one.paper in ("registration", "approval", "notice")]
    office.tray.before = lambda: (
        office.tray.wrong.append(PrinterRefused(printer="A", why="x"))
        if len(office.tray.sent) == 1 and not office.seen.stuck
        else None
    )
    office.page.print(places, Wish("A"))
    assert len(office.seen.stuck) == 1
    assert len(office.tray.sent) == 1
    office.page.handing.again()
    assert len(office.tray.sent) == 3
    assert office.told() == 3
    assert office.seen.gone == [(3, [])]


def test_a_paper_in_hand_counts_when_it_is_stopped(office: Office) -> None:
    """Cancel as the second of three is at the printer: it comes out and counts, the third is left."""
    office.page.open([(paper, office.number, "") for paper in ("registration", "approval", "tracking")])

    def stop_at_the_second() -> None:
        if len(office.tray.sent) == 1:
            office.page.handing.stop()
            assert office.page.handing.going

    office.tray.before = stop_at_the_second
    office.page.print([0, 1, 2], Wish("A"))
    assert not office.page.handing.going
    assert (office.seen.gone, office.seen.left) == ([(2, [])], [["tracking"]])
    assert len(office.tray.sent) == office.told() == 2


def test_a_paper_that_is_refused_after_it_was_stopped_is_left(office: Office) -> None:
    """Cancel as the first is at the printer, which refuses it: nothing is asked any more, both are left."""
    office.page.open([(paper, office.number, "") for paper in ("registration", "approval")])
    office.tray.wrong.append(PrinterRefused(printer="A", why="x"))
    office.tray.before = office.page.handing.stop
    office.page.print([0, 1], Wish("A"))
    assert (office.seen.gone, office.seen.left) == ([(0, [])], [["registration", "approval"]])
    assert office.seen.stuck == []


def test_what_is_left_goes_as_is_chosen_now(office: Office) -> None:
    """A takes the first and refuses the second: B gets it in two copies, and both printers are named."""
    office.page.open([(paper, office.number, "") for paper in ("registration", "approval")])
    office.tray.before = lambda: (
        office.tray.wrong.append(PrinterRefused(printer="A", why="x"))
        if len(office.tray.sent) == 1 and not office.seen.stuck
        else None
    )
    office.page.print([0, 1], Wish("A"))
    office.page.print_rest(Wish("B", 2))
    office.page.handing.again()
    assert office.tray.wishes == [Wish("A"), Wish("B", 2)]
    assert office.seen.printers_used == [("A", "B")]
    office.page.look(1)
    office.page.find_printers()
    assert office.seen.printers == ("B", "one")
    office.page.look(0)
    office.page.find_printers()
    assert office.seen.printers == ("A", "one")


def test_the_pages_asked_for_stay(office: Office) -> None:
    """Pages 2 to 3 of one paper, refused: on another printer the same pages come out."""
    office.page.open([("approval", office.number, "")])
    office.tray.wrong.append(PrinterRefused(printer="A", why="x"))
    office.page.print([0], Wish("A", pages=((2, 3),)))
    office.page.print_rest(Wish("B"))
    office.page.handing.again()
    assert office.tray.wishes == [Wish("B", pages=((2, 3),))]


def test_what_cannot_be_written_is_asked_before_it_is_printed(office: Office) -> None:
    """Characters without a glyph stop the paper: nothing told, nothing sent, until somebody says so."""
    opened(office)
    office.missing[0] = ("\U0001f600",)
    office.page.print([0, 1], Wish("A"))
    assert (office.seen.unwritten, office.tray.sent, office.told()) == ([("\U0001f600",)], [], 0)
    office.page.handing.accept()
    assert len(office.tray.sent) == 1
    assert len(office.seen.unwritten) == 2
    office.page.handing.stop()
    assert office.seen.gone == [(1, [])]
    assert not office.page.handing.going
    assert office.told() == 1


def test_a_paper_that_a_rule_refuses_is_left_out(office: Office) -> None:
    """Of several cases one has no proposal yet: its approval sheet is named, the others are printed."""
    bare = case_in(office.who.url, State.REGISTERED)
    office.page.open([("approval", office.number, ""), ("approval", bare, ""), ("registration", bare, "")])
    office.page.print([0, 1, 2], Wish("A"))
    assert office.seen.gone == [(2, ["nothing_proposed"])]
    office.page.look(1)
    assert [error.code for error in office.seen.no_paper] == ["nothing_proposed"]


def test_no_printer_is_said_and_files_still_go(office: Office, tmp_path: Path) -> None:
    """Without a printer one is told so; a paper is saved whole and told of, as a print is."""
    office.tray.printers = ()
    opened(office)
    assert [error.code for error in office.seen.no_printers] == ["no_printer"]
    place = tmp_path / "表.pdf"
    office.page.save([0], lambda _: place)
    assert place.read_bytes().startswith(b"%PDF-")
    assert office.told() == 1
    office.page.open_outside(1)
    assert office.seen.files[0].read_bytes().startswith(b"%PDF-")
    office.page.save([0], lambda _: tmp_path / "nowhere" / "x.pdf")
    assert [error.code for error in office.seen.stuck] == ["paper_not_saved"]
    assert json.dumps(office.seen.stuck[0].facts)


def test_papers_of_no_case_are_printed_too(office: Office) -> None:
    """The leaflet and the blank forms."""
    office.page.open([("leaflet", "", ""), ("blank_registration", "", "")])
    office.page.print([0, 1], Wish("A"))
    assert [title for title, _ in office.tray.sent] == ["_leaflet_", "_blank_registration_"]


def test_the_whole_file_is_offered_once_a_case_has_ended(office: Office) -> None:
    """It says that it is being bound; looking at it is no print, printing it is one."""
    assert "closed_file" not in {one.paper for one in opened(office)}
    office.number = case_in(office.who.url, State.CLOSED)
    before = office.told()
    at = next(place for place, one in enumerate(opened(office)) if one.paper == "closed_file")
    office.seen.going.clear()
    office.page.look(at)
    assert office.seen.shown[-1].startswith(b"%PDF-")
    assert office.seen.going == [(0, 0)]
    assert office.told() == before
    office.page.print((at,), Wish("A"))
    assert office.tray.sent[-1][1] == office.seen.shown[-1]
    assert office.told() == before + 1
