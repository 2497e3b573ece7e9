"""客户: the list as a workbook, one customer amended between two desks, merged, and sheets taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest

from aftersales.app import App
from aftersales.domain.errors import CodedError
from aftersales.domain.records.customer import Customer
from aftersales.storage.queries.caller import products_on_sale
from aftersales.storage.queries.case import read_customer
from aftersales.storage.queries.customers import CustomerLine
from aftersales.storage.queries.histories import newest_history
from aftersales.usecases.customers import amend_customer
from aftersales.usecases.dictionaries import add_word, rename_word
from tests.presenters.call_desk import AtOnce, copied
from tests.presenters.full_desk import full_office
from ui.presenters.customers.file import MASK, CustomerPresenter, Look
from ui.presenters.customers.importing import FileImported, ImportPresenter, Preview, Subject
from ui.presenters.customers.listing import CustomersPresenter, Wanted
from ui.presenters.exporting import PAGE
from ui.presenters.runner import Progress
from ui.presenters.session import signed
from ui.presenters.step_fields import Question
from ui.program import read_list, write_workbook

T = TypeVar("T")
WHO = "KH000031"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def enter(practice: Path, tmp_path: Path) -> Callable[[str], App]:
    """Anybody's desk in one copy of the office."""
    return copied(practice, tmp_path / "office", "admin").signed_in


@dataclass
class Listed:
    """What the list was told."""

    lines: list[CustomerLine] = field(default_factory=list)
    total: int = 0
    more: bool = False
    regions: tuple[str, ...] = ()

    def show_wanted(self, wanted: Wanted) -> None:
        """The filters are on."""

    def show_lines(self, lines: tuple[CustomerLine, ...], *, total: int, more: bool) -> None:
        self.lines, self.total, self.more = list(lines), total, more

    def append_lines(self, lines: tuple[CustomerLine, ...], *, more: bool) -> None:
        self.lines += lines
        self.more = more

    def show_regions(self, regions: tuple[str, ...]) -> None:
        self.regions = regions

    def show_asking_failed(self) -> None:
        raise AssertionError


def test_the_list_and_its_workbook_hold_the_same(enter: Callable[[str], App], tmp_path: Path) -> None:
    """What is wanted, all of it, hostile cells disarmed; history tells who took it out."""
    app, seen, refused = enter("service1"), Listed(), list[CodedError]()
    app.do(amend_customer, WHO, {"care_notes": "=1+1"})
    presenter = CustomersPresenter(seen, AtOnce(), signed(app, "test", app.login), refused.append)
    presenter.want(Wanted(region="福建 厦门"))
    assert seen.total == len(seen.lines) > 0
    assert "福建 厦门" in seen.regions
    place = tmp_path / "a.xlsx"
    cells = ((one.customer.cust_name, one.customer.care_notes) for one in presenter.every())
    presenter.wrote(write_workbook(place, ("客户", "备注"), cells))
    book = openpyxl.load_workbook(place)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert [name for name, _ in rows[1:]] == [line.customer.cust_name for line in seen.lines]
    assert "'=1+1" in [note for _, note in rows[1:]]
    told = app.ask(newest_history, 1)[0]
    assert (told.step, told.reason, told.actor) == ("export_customers", str(seen.total), "service1")
    assert not refused


def test_a_page_and_the_next(enter: Callable[[str], App]) -> None:
    """As many as a page holds, then the rest without a gap."""
    app, seen = enter("clerk1"), Listed()
    app_of_admin = enter("admin")
    folder = Path(app.store.address.path).parent
    sheet = folder / "many.csv"
    sheet.write_text("名称,电话\n" + "".join(f"甲{n},1380000{n:04}\n" for n in range(40)), encoding="utf-8")
    take_in(app_of_admin, Subject.CUSTOMERS, sheet)
    presenter = CustomersPresenter(seen, AtOnce(), signed(app, "test", app.login), lambda _: None)
    presenter.want(Wanted())
    assert (len(seen.lines), seen.more) == (PAGE, True)
    presenter.read_more(seen.lines[-1].cust_no)
    numbers = [line.cust_no for line in seen.lines]
    assert (len(numbers), seen.more) == (seen.total, False)
    assert numbers == sorted(set(numbers), reverse=True)
    presenter.refresh()  # something was written at another desk
    assert [line.cust_no for line in seen.lines] == numbers


# --- one customer


@dataclass
class Opened:
    """What the customer's page was told."""

    look: Look | None = None
    questions: tuple[Question, ...] = ()
    amended: list[Customer] = field(default_factory=list)
    moved: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[CustomerLine, ...] = ()
    merged: list[tuple[str, str]] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)

    def show_file(self, look: Look) -> None:
        self.look = look

    def show_form(self, look: Look, questions: tuple[Question, ...]) -> None:
        self.look, self.questions = look, questions

    def show_busy(self, *, busy: bool) -> None:
        """Nobody waits."""

    def show_amended(self, customer: Customer) -> None:
        self.amended.append(customer)

    def show_moved(self, now: Mapping[str, str]) -> None:
        self.moved = now

    def show_candidates(self, lines: tuple[CustomerLine, ...]) -> None:
        self.candidates = lines

    def show_merged(self, away: str, into: str) -> None:
        self.merged.append((away, into))

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)


def opened(app: App, cust_no: str = WHO) -> tuple[Opened, CustomerPresenter]:
    """The page of a customer."""
    seen = Opened()
    presenter = CustomerPresenter(seen, AtOnce(), signed(app, "test", app.login))
    presenter.open(cust_no)
    return seen, presenter


def test_only_what_was_changed_is_sent(enter: Callable[[str], App]) -> None:
    """Fields that stay as they were are not written, so another's change of them stands."""
    app = enter("service1")
    seen, presenter = opened(app)
    presenter.amend()
    answers = {question.path: question.value for question in seen.questions}
    app.do(amend_customer, WHO, {"region": "别处"})
    presenter.save({**answers, "customer.level": "A", "customer.care_notes": "爱喝茶"})
    assert not seen.refused
    after = app.ask(read_customer, WHO)
    assert (after.level, after.care_notes, after.region) == ("A", "爱喝茶", "别处")


def test_the_same_field_changed_elsewhere_is_asked_about_once(enter: Callable[[str], App]) -> None:
    """What the other wrote is shown; saving again means it, and what only the other changed stays."""
    app = enter("service1")
    seen, presenter = opened(app)
    presenter.amend()
    answers = {question.path: question.value for question in seen.questions} | {"customer.address": "新址"}
    enter("service2").do(amend_customer, WHO, {"address": "另一处", "level": "B"})
    presenter.save(answers)
    assert [error.code for error in seen.refused] == ["changed_meanwhile"]
    assert seen.moved == {"customer.address": "另一处"}
    presenter.save(answers)
    after = app.ask(read_customer, WHO)
    assert (after.address, after.level) == ("新址", "B")
    assert len(seen.amended) == 1


def test_a_form_that_goes_on_after_a_save_has_seen_only_what_it_sent(enter: Callable[[str], App]) -> None:
    """What another changed beside it meanwhile is asked about when it is touched, and stands until then."""
    app = enter("service1")
    seen, presenter = opened(app)
    presenter.amend()
    answers = {question.path: question.value for question in seen.questions} | {"customer.address": "新址"}
    enter("service2").do(amend_customer, WHO, {"level": "B", "region": "别处"})
    presenter.save(answers)
    presenter.save(answers | {"customer.address": "新址二楼", "customer.level": "A"})
    assert [error.facts["fields"] for error in seen.refused] == [["customer.level"]]
    assert app.ask(read_customer, WHO).address == "新址"
    presenter.save(answers | {"customer.address": "新址二楼", "customer.level": "A"})
    after = app.ask(read_customer, WHO)
    assert (after.address, after.level, after.region) == ("新址二楼", "A", "别处")


def test_what_is_secret_is_masked_and_not_asked(enter: Callable[[str], App]) -> None:
    """A clerk sees stars and gets no field for it; service sees and changes it."""
    enter("service1").do(amend_customer, WHO, {"id_no": "A1234567"})
    clerk, presenter = opened(enter("clerk1"))
    presenter.amend()
    assert clerk.look is not None
    assert clerk.look.value("id_no") == MASK
    assert "id_no" not in [question.name for question in clerk.questions]
    service, presenter = opened(enter("service1"))
    presenter.amend()
    assert service.look is not None
    assert service.look.value("id_no") == "A1234567"
    assert "id_no" in [question.name for question in service.questions]


def test_merged_into_the_one_that_was_chosen(enter: Callable[[str], App]) -> None:
    """He himself is no candidate; afterwards the page shows the record that stays, with both's cases."""
    seen, presenter = opened(enter("service1"))
    presenter.search("")
    assert WHO not in [line.cust_no for line in seen.candidates]
    presenter.search("wuyishan")
    into = seen.candidates[0].cust_no
    assert seen.look is not None
    cases = seen.look.file.all_cases
    presenter.merge_into(into)
    assert seen.merged == [(WHO, into)]
    assert seen.look.customer.cust_no == into
    assert seen.look.file.all_cases > cases


# --- sheets


@dataclass
class Taken:
    """What the import was told."""

    preview: Preview | None = None
    imported: FileImported | None = None
    cancelled: bool = False
    refused: list[CodedError] = field(default_factory=list)

    def show_busy(self, *, busy: bool) -> None:
        """Nobody waits."""

    def show_preview(self, preview: Preview) -> None:
        self.preview = preview

    def show_progress(self, done: int, total: int) -> None:
        assert done <= total

    def show_imported(self, subject: str, found: FileImported) -> None:
        assert subject in set(Subject)
        self.imported = found

    def show_cancelled(self) -> None:
        self.cancelled = True

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)


def take_in(app: App, subject: str, sheet: Path, *, really: bool = True) -> Taken:
    """A sheet looked at, and taken."""
    seen = Taken()
    presenter = ImportPresenter(seen, AtOnce(), lambda: app, read_list)
    presenter.choose(subject, sheet)
    if really:
        presenter.take()
    return seen


def test_a_sheet_is_looked_at_before_it_is_taken(enter: Callable[[str], App], tmp_path: Path) -> None:
    """The trial writes nothing and says what it would do; taken again, nothing is new."""
    app, sheet = enter("lead1"), tmp_path / "a.csv"
    sheet.write_text(
        "客户名称,电话,邮箱,颜色\n顺达,13812345678,,红\n坏邮箱,13800001111,见微信,\n", encoding="utf-8"
    )
    before = app.ask(newest_history, 1)[0].seq
    seen = take_in(app, Subject.CUSTOMERS, sheet, really=False)
    assert app.ask(newest_history, 1)[0].seq == before
    assert seen.preview is not None
    found = seen.preview.found
    assert (found.made, [(one.row_no, one.reason.code) for one in found.refused]) == (1, [(3, "bad_mail")])
    assert (seen.preview.mapping["颜色"], seen.preview.mapping["电话"]) == (None, "phones")
    assert [row for row, _ in seen.preview.sample] == [2]
    for made in (1, 0):
        taken = take_in(app, Subject.CUSTOMERS, sheet).imported
        assert taken is not None
        assert (taken.made, taken.changed) == (made, 0)


def test_products_come_the_same_way(enter: Callable[[str], App], tmp_path: Path) -> None:
    """Code, name, specs, unit and price."""
    sheet = tmp_path / "p.csv"
    sheet.write_text("产品编码,产品名称,规格,单位,单价\nX-1,齿轮油,18L,桶,560\n", encoding="utf-8")
    taken = take_in(enter("admin"), Subject.PRODUCTS, sheet).imported
    assert taken is not None
    assert (taken.made, taken.refused) == (1, ())


def test_a_sheet_may_speak_with_the_offices_own_words(enter: Callable[[str], App], tmp_path: Path) -> None:
    """A unit that the office added, one that it calls otherwise, and its own kind of customer."""
    app, sheet = enter("admin"), tmp_path / "p.csv"
    mine = app.do(add_word, "unit", "托盘").code
    app.do(rename_word, "unit", "barrel", "大桶")
    kind = app.do(add_word, "cust_type", "车队").code
    sheet.write_text(
        "产品编码,产品名称,单位\nX-1,齿轮油,托盘\nX-2,机油,大桶\nX-3,润滑脂,麻袋\n", encoding="utf-8"
    )
    taken = take_in(app, Subject.PRODUCTS, sheet).imported
    assert taken is not None
    assert (taken.made, [one.row_no for one in taken.refused]) == (2, [4])
    units = {product.code: product.unit for product in app.ask(products_on_sale)}
    assert (units["X-1"], units["X-2"]) == (mine, "barrel")
    sheet.write_text("客户名称,电话,客户类型\n闽运,13812345670,车队\n", encoding="utf-8")
    seen = take_in(app, Subject.CUSTOMERS, sheet, really=False).preview
    assert seen is not None
    assert (seen.sample[0][1]["cust_type"], seen.row_hints) == (kind, ())


def test_what_cannot_be_taken_says_why(enter: Callable[[str], App], tmp_path: Path) -> None:
    """A sheet without a name column, a file that is none, a person who may not: nothing is written."""
    sheet, no_file = tmp_path / "a.csv", tmp_path / "none.csv"
    sheet.write_text("电话,地址\n13812345678,x\n", encoding="utf-8")
    for file, login, code in (
        (sheet, "admin", "no_text_column"),
        (no_file, "admin", "cannot_read"),
    ):
        seen = take_in(enter(login), Subject.CUSTOMERS, file, really=False)
        assert [error.code for error in seen.refused] == [code]
    sheet.write_text("客户名称\n顺达\n", encoding="utf-8")
    seen = take_in(enter("clerk1"), Subject.CUSTOMERS, sheet, really=False)
    assert [error.code for error in seen.refused] == ["not_for_you"]


def test_a_cancelled_import_leaves_nothing(enter: Callable[[str], App], tmp_path: Path) -> None:
    """A cancel in the middle gives the whole transaction back."""
    app, sheet = enter("admin"), tmp_path / "a.csv"
    sheet.write_text("名称\n" + "".join(f"甲{n}\n" for n in range(50)), encoding="utf-8")
    before = app.ask(newest_history, 1)[0].seq

    class Stopping(AtOnce):
        def tell(self, done: int, total: int) -> None:
            if done >= 20 and total:
                presenter.cancel()

    seen = Taken()
    presenter = ImportPresenter(seen, Stopping(), lambda: app, read_list)
    presenter.choose(Subject.CUSTOMERS, sheet)
    presenter.take()
    assert (seen.cancelled, seen.imported) == (True, None)
    assert app.ask(newest_history, 1)[0].seq == before


def test_a_cancel_that_comes_too_late_is_told_as_taken(enter: Callable[[str], App], tmp_path: Path) -> None:
    """What was committed when the key was pressed is not said to be left."""
    app, sheet, seen = enter("admin"), tmp_path / "a.csv", Taken()
    sheet.write_text("名称\n甲\n乙\n", encoding="utf-8")

    class Late(AtOnce):
        """As the lanes: the answer arrives later, and not at all after a cancel."""

        arrives: Callable[[], None]

        def run_long(
            self, work: Callable[[Progress], T], done: Callable[[T], None], *_: object, **__: object
        ) -> Late:
            self.arrives = partial(done, work(self))
            return self

        def cancel(self) -> None:
            self.arrives = lambda: None

    late = Late()
    presenter = ImportPresenter(seen, late, lambda: app, read_list)
    presenter.choose(Subject.CUSTOMERS, sheet)
    presenter.take()
    presenter.cancel()
    late.arrives()
    assert seen.imported is not None
    assert (seen.cancelled, seen.imported.made) == (False, 2)
