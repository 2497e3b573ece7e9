"""What completes and what is known while somebody calls: spelling, batches, one complaint twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.records.product import Product
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG, copied, made_office
from tests.presenters.held import Held
from tests.presenters.test_register import Screen, at_desk
from ui.prefs import Prefs
from ui.presenters.calls import marked
from ui.presenters.calls.known import Knowing, like
from ui.presenters.filled import FILES, asked
from ui.presenters.photos.kept import Came, FileShelf, came, taken
from ui.presenters.register import RegisterPresenter
from ui.presenters.runner import Lane

BATCH = "D7-20260118-03"


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def clerk(office_file: Path, tmp_path: Path) -> App:
    """The clerk's desk."""
    return copied(office_file, tmp_path / "office", "clerk1")


@pytest.fixture
def screen() -> Screen:
    """A screen that remembers."""
    return Screen()


@pytest.fixture
def desk(clerk: App, screen: Screen, tmp_path: Path) -> RegisterPresenter:
    """A registration at an office that knows one customer with one case."""
    clerk.do(register, asked("register", LONG))
    return at_desk(clerk, screen, tmp_path)


class Flat:
    """A darkroom in which nothing is a picture."""

    def small(self, content: bytes) -> None:
        """No picture."""

    def drawn(self, picture: object) -> None:
        """Never asked."""
        raise NotImplementedError(picture)

    def thumb(self, content: bytes) -> None:
        """None."""


@pytest.mark.parametrize("typed", ["远拓", "nzyt", "ningzhouyuantuo", "8801", "宁州远拓汽配有限公司"])
def test_a_customer_is_found_by_spelling_and_tail(
    desk: RegisterPresenter, screen: Screen, typed: str
) -> None:
    """Name, initials, whole spelling and the end of the telephone number lead to him; choosing fills."""
    desk.knows.customers(typed)
    assert [line.customer.cust_name for line in screen.customers] == [LONG["cust_name"]]
    desk.knows.is_customer(screen.customers[0].cust_no, typed)
    assert screen.caller is not None
    assert screen.caller.cases == 1


def test_products_are_found_by_code_and_spelling() -> None:
    """Initials, part of the name or the code; before spelling is ready by what is typed itself."""
    oils = (Product(code="LC-1", name="砺驰柴机油"), Product(code="YY-2", name="抗磨液压油"))
    assert [one.code for one in like(oils, "lccjy")] == ["LC-1"]
    assert [one.code for one in like(oils, "液压")] == ["YY-2"]
    assert [one.code for one in like(oils, "yy-2")] == ["YY-2"]
    assert like(oils, "lccjy", spells=False) == ()
    assert like(oils, " ") == ()


def test_a_batch_tells_its_product_and_cases(desk: RegisterPresenter, screen: Screen) -> None:
    """A batch that was complained about before brings its product; another one brings nothing."""
    desk.knows.batches({"product_line": [{"batch_no": BATCH}, {"batch_no": "never"}]})
    assert [(one.batch_no, one.product, one.cases) for one in screen.batches] == [
        (BATCH, "砺驰柴机油 CI-4 15W-40", 1)
    ]


def test_who_was_chosen_for_one_call_is_not_the_caller_of_the_next(clerk: App, screen: Screen) -> None:
    """Choose a customer and a batch, press Ctrl+N before the office answers: the new call knows nobody."""
    clerk.do(register, asked("register", LONG))
    (line,) = clerk.ask(case_lines, CaseFilter())
    slow = Held(Lane.DATABASE)
    knows = Knowing(clerk, slow, screen)
    knows.is_customer(line.cust_no, str(LONG["cust_name"]))
    knows.batches({"product_line": [{"batch_no": BATCH}]})
    knows.begin()
    slow.let_go()
    assert (screen.caller, screen.batches) == (None, ())


def test_the_same_call_twice_joins_its_case(desk: RegisterPresenter, screen: Screen, clerk: App) -> None:
    """并到那一单: a contact with all that was said and the files, no new case; the draft can come back."""
    (line,) = clerk.ask(case_lines, CaseFilter())
    kept, _ = taken(FileShelf(desk.shelf.folder), Flat(), "录音.m4a", b"sound")  # type: ignore[arg-type]
    values = {**LONG, "verbatim": "又打来催了", FILES: [kept.told()]}
    desk.knows.telephone(str(LONG["phones"]))
    desk.join(line.case_no, values)
    assert screen.refused is None
    assert screen.joined is not None
    case = clerk.ask(read_case, line.case_no)
    assert len(clerk.ask(case_lines)) == 1
    assert str(case.contacts[-1].content).startswith("又打来催了\n产品名称 砺驰柴机油")
    assert [(row.name, row.kind) for row in case.attachments] == [("录音.m4a", "recording")]
    assert desk.drafts.all() == ()
    draft = screen.joined[1]
    assert draft is not None
    desk.restore(draft, {}, shown=True)
    assert screen.form is not None
    assert screen.form[1]["verbatim"] == "又打来催了"


def test_another_complaint_is_not_warned_of_again(desk: RegisterPresenter, screen: Screen) -> None:
    """不是重复 holds for this call."""
    desk.knows.telephone(str(LONG["phones"]))
    desk.compare(LONG)
    (one,) = screen.alike
    desk.knows.is_other(one.case_no)
    desk.compare({**LONG, "verbatim": f"{LONG['verbatim']} 还有"})
    assert screen.alike == ()


def test_a_stranger_is_not_warned_of_anothers_case(desk: RegisterPresenter, screen: Screen) -> None:
    """The number is corrected to one that nobody knows: what was alike before is none of his."""
    desk.knows.telephone(str(LONG["phones"]))
    desk.compare(LONG)
    assert screen.alike
    desk.knows.telephone("13999990001")
    desk.compare({**LONG, "product_line": []})
    assert screen.alike == ()


def test_files_come_with_the_case(desk: RegisterPresenter, screen: Screen, clerk: App) -> None:
    """Files of the draft are the new case's attachments, bytes and origin kept; a bad row is left out."""
    kept, _ = taken(desk.shelf, Flat(), "../检测报告.pdf", b"%PDF-1.4")  # type: ignore[arg-type]
    rows = [kept.told(), {"sha256": "../../x"}, 7]
    desk.submit({**LONG, "phones": "13859108899", FILES: rows})
    assert screen.refused is None
    assert screen.registered is not None
    case = clerk.ask(read_case, screen.registered[0])
    assert [(row.name, row.from_whom, row.size) for row in case.attachments] == [
        ("检测报告.pdf", "customer", 8)
    ]
    assert came(rows) == (kept,)


def test_a_picture_notes_its_original(clerk: App, desk: RegisterPresenter, screen: Screen) -> None:
    """sha256 and size of what a picture was made from stand beside those of what is kept."""
    sha = desk.shelf.put(b"small")
    file = Came(
        name="a.jpg",
        kind="photo",
        sha256=sha,
        size=5,
        picture=True,
        original_sha256="0" * 64,
        original_size=99,
    )
    desk.submit({**LONG, "phones": "13859108877", FILES: [file.told()]})
    assert screen.registered is not None
    (row,) = clerk.ask(read_case, screen.registered[0]).attachments
    assert (row.original_sha256, row.original_size, row.sha256) == ("0" * 64, 99, sha)


def test_a_draft_that_was_given_up_comes_back(desk: RegisterPresenter, screen: Screen) -> None:
    """放弃 empties the form and the list; 撤销 brings the same words back onto the screen."""
    desk.discard_this({"verbatim": "说到一半"})
    assert screen.discarded is not None
    draft, shown = screen.discarded
    assert (shown, desk.drafts.all()) == (True, ())
    desk.restore(draft, {}, shown=shown)
    assert screen.form is not None
    assert screen.form[1] == {"verbatim": "说到一半"}


def test_what_no_draft_names_is_forgotten(desk: RegisterPresenter) -> None:
    """Bytes of a draft stay; others go once they are a day old."""
    wanted, other = desk.shelf.put(b"a"), desk.shelf.put(b"b")
    assert desk.shelf.sweep([wanted]) == 0
    for name in (wanted, other):
        os.utime(desk.shelf.folder / name, (0, 0))
    assert desk.shelf.sweep([wanted]) == 1
    assert desk.shelf.read(wanted) == b"a"


def test_stars_and_what_was_opened_last(tmp_path: Path) -> None:
    """The newest first, once each; a second press takes the star away."""
    prefs = Prefs(tmp_path / "prefs.json")
    for number in ("A", "B", "A"):
        marked.opened(prefs, number, f"t\t{number}\n")
    assert [(one.case_no, one.title) for one in marked.of(prefs, marked.RECENT)] == [
        ("A", "t A"),
        ("B", "t B"),
    ]
    assert marked.star(prefs, "A", "x")
    assert marked.is_starred(prefs, "A")
    assert not marked.star(prefs, "A", "x")
    assert marked.of(prefs, marked.STARRED) == ()
