"""The registration's presenter on a real office: who calls, what is missing, drafts, refusals, the case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from aftersales.app import App
from aftersales.domain.checks import Caution
from aftersales.domain.codes import Clock, State
from aftersales.domain.errors import BadInput, CodedError
from aftersales.storage.queries.case import read_case, read_office
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.presenters.call_desk import FAST, LONG, PHONE, AtOnce, copied
from tests.presenters.held import Held
from ui.presenters.drafts import Draft, Drafts, new_id
from ui.presenters.filled import CHOSEN, Values, asked, carried, is_blank, unfilled
from ui.presenters.register import (
    Caller,
    CustomerLine,
    Form,
    KnownBatch,
    Likeness,
    PaperNotSaved,
    RegisterPresenter,
    Setting,
    first_dues,
    put_down,
)
from ui.presenters.runner import Lane

T = TypeVar("T")


@dataclass
class Screen:
    """Remembers what it was shown last."""

    setting: Setting | None = None
    form: tuple[Form, Values] | None = None
    missing: tuple[str, ...] = ()
    gifts: tuple[Caution, ...] = ()
    caller: Caller | None = None
    alike: tuple[Likeness, ...] = ()
    due: tuple[tuple[Clock, datetime], ...] = ()
    batches: tuple[KnownBatch, ...] = ()
    customers: tuple[CustomerLine, ...] = ()
    discarded: tuple[Draft, bool] | None = None
    joined: tuple[str, Draft | None] | None = None
    saved: list[datetime] = field(default_factory=list)
    not_saved: str = ""
    drafts: tuple[Draft, ...] = ()
    back: bool = False
    busy: list[bool] = field(default_factory=list)
    refused: CodedError | None = None
    refused_draft: Draft | None = None
    registered: tuple[str, str] | None = None
    paper: Path | None = None

    def show_setting(self, setting: Setting) -> None:
        self.setting = setting

    def show_form(self, form: Form, values: Values) -> None:
        self.form = (form, values)

    def show_missing(self, paths: tuple[str, ...]) -> None:
        self.missing = paths

    def show_caller(self, caller: Caller | None) -> None:
        self.caller = caller

    def show_duplicates(self, alike: tuple[Likeness, ...]) -> None:
        self.alike = alike

    def show_batches(self, known: tuple[KnownBatch, ...]) -> None:
        self.batches = known

    def show_customers(self, typed: str, lines: tuple[CustomerLine, ...]) -> None:  # noqa: ARG002
        self.customers = lines

    def show_discarded(self, draft: Draft, *, shown: bool) -> None:
        self.discarded = (draft, shown)

    def show_joined(self, case_no: str, draft: Draft | None) -> None:
        self.joined = (case_no, draft)

    def show_limits(self, due: tuple[tuple[Clock, datetime], ...], now: datetime) -> None:  # noqa: ARG002
        self.due = due

    def show_gifts(self, cautions: tuple[Caution, ...]) -> None:
        self.gifts = cautions

    def show_saved(self, at: datetime) -> None:
        self.saved.append(at)

    def show_not_saved(self, why: str) -> None:
        self.not_saved = why

    def show_drafts(self, drafts: tuple[Draft, ...], *, back: bool) -> None:
        self.drafts, self.back = drafts, back

    def show_busy(self, *, busy: bool) -> None:
        self.busy.append(busy)

    def show_refused(self, error: CodedError) -> None:
        self.refused = error

    def show_refused_draft(self, draft: Draft, error: CodedError) -> None:  # noqa: ARG002
        self.refused_draft = draft

    def show_registered(self, case_no: str, state: str, cautions: tuple[Caution, ...]) -> None:
        self.registered, self.cautions = (case_no, state), cautions

    def show_paper(self, file: Path) -> None:
        self.paper = file


@pytest.fixture
def screen() -> Screen:
    """A screen that remembers."""
    return Screen()


@pytest.fixture
def clerk(office_file: Path, tmp_path: Path) -> App:
    """The clerk's desk."""
    return copied(office_file, tmp_path / "office", "clerk1")


@pytest.fixture
def desk(clerk: App, screen: Screen, tmp_path: Path) -> RegisterPresenter:
    """The clerk's registration."""
    return at_desk(clerk, screen, tmp_path)


def at_desk(app: App, screen: Screen, folder: Path) -> RegisterPresenter:
    """A registration that has been opened at this desk."""
    made = RegisterPresenter(app, AtOnce(), screen, Drafts(folder / "drafts"), folder / "papers")
    made.open()
    return made


def test_a_call_becomes_a_case(desk: RegisterPresenter, screen: Screen, clerk: App) -> None:
    """What the form holds is registered, numbered and signed; the draft is gone and the form is blank."""
    desk.keep(LONG)
    desk.submit(LONG)
    assert screen.registered is not None
    number, state = screen.registered
    case = clerk.ask(read_case, number)
    assert state == case.complaint.state == State.REGISTERED
    assert case.complaint.verbatim == LONG["verbatim"]
    assert case.complaint.recorder == "clerk1"
    assert case.complaint.recorder_signed_at is not None
    assert case.product_lines[0].batch_no == "D7-20260118-03"
    assert not desk.drafts.all()
    assert screen.form == (Form.LONG, {})
    assert screen.busy == [True, False]


def test_everything_wrong_is_told_at_once(desk: RegisterPresenter, screen: Screen, clerk: App) -> None:
    """One refusal names every missing and every wrong field; nothing is written and the draft stays."""
    desk.submit({"phones": PHONE, "complaint_at": "gestern", "verbatim": "x"})
    assert isinstance(screen.refused, BadInput)
    told = {str(problem.facts["field"]) for problem in screen.refused.problems}
    assert {"complaint.complaint_at", "customer.cust_name", "customer.address", "complaint.demands"} <= told
    assert not clerk.ask(case_lines)
    assert len(desk.drafts.all()) == 1
    assert screen.busy == [True, False]


def test_what_is_chosen_beforehand_is_not_missing(desk: RegisterPresenter, screen: Screen) -> None:
    """A fresh form asks for everything compulsory but what it has chosen itself: 渠道 stands at 电话."""
    desk.fresh({})
    assert "phones" in screen.missing
    assert not set(screen.missing) & set(CHOSEN)


def test_missing_fields_are_told_while_typing(desk: RegisterPresenter, screen: Screen) -> None:
    """The list of what is missing shrinks with the typing and is empty where the office would take it."""
    desk.typed({})
    assert set(screen.missing) >= {"phones", "cust_name", "address", "verbatim", "reason", "demands"}
    desk.typed({name: value for name, value in LONG.items() if name != "address"})
    assert screen.missing == ("address",)
    desk.typed({**LONG, "address": "", "na": {"address": "unknown"}})
    assert not screen.missing


def test_a_known_number_brings_the_customer(desk: RegisterPresenter, screen: Screen, clerk: App) -> None:
    """After the last digit: the customer, his open case, what he was promised, the last word."""
    case_no = clerk.do(register, asked("register", LONG)).complaint.case_no
    at = datetime.now(UTC)
    said = {"direction": "去", "channel": "电话", "counterpart": "周师傅", "purpose": "进度"}
    promise = {"kind": "回电", "content": "告知化验结果", "due_at": (at + timedelta(days=1)).isoformat()}
    given = {**said, "content": "说好明天回电", "will_call_back": True, "promises": [promise]}
    clerk.do(take, "contact", case_no, given)
    desk.telephone(PHONE[:-1])
    assert screen.caller is None
    desk.telephone(f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}")
    assert screen.caller is not None
    assert screen.caller.customer.cust_name == LONG["cust_name"]
    assert [line.case_no for line in screen.caller.open] == [case_no]
    assert [each.content for each in screen.caller.promises] == ["告知化验结果"]
    assert screen.caller.last is not None
    assert screen.caller.last.content == "说好明天回电"
    desk.telephone("")
    assert screen.caller is None


def test_a_duplicate_is_warned_of_and_never_blocked(
    desk: RegisterPresenter, screen: Screen, clerk: App
) -> None:
    """The same customer with like words is shown beside the form, and may be registered all the same."""
    first = clerk.do(register, asked("register", LONG)).complaint.case_no
    desk.telephone(PHONE)
    desk.compare(LONG)
    assert [each.case_no for each in screen.alike] == [first]
    desk.submit(LONG)
    assert screen.registered is not None
    assert screen.registered[0] != first
    assert screen.alike == ()


@pytest.mark.usefixtures("desk")
def test_limits_follow_the_severity(screen: Screen, clerk: App) -> None:
    """What is due after the submit is told at once, and never later for the graver case."""
    office, now = clerk.ask(read_office), datetime(2026, 3, 11, 2, 18, tzinfo=UTC)
    assert [clock for clock, _ in screen.due] == ["hand_over", "first_contact", "first_answer"]
    general = dict(first_dues(office, "general", now))
    critical = dict(first_dues(office, "critical", now))
    assert all(critical[clock] <= general[clock] for clock in general)
    assert critical[Clock.HAND_OVER] == now + timedelta(minutes=30)


def test_a_crash_is_gone_on_with(clerk: App, screen: Screen, tmp_path: Path) -> None:
    """A draft that another run left open stands on the screen at the next start, others are offered."""
    drafts = Drafts(tmp_path / "drafts")
    lost = drafts.write(
        Draft(new_id(), "register", {"verbatim": "说到一半"}, "2026-03-11T02:18:00", session="x")
    )
    other = drafts.write(
        Draft(new_id(), "register", {"phones": "1"}, "2026-03-10T02:18:00", open=False, session="x")
    )
    desk = at_desk(clerk, screen, tmp_path)
    assert screen.form == (Form.LONG, lost.values)
    assert (screen.back, screen.drafts) == (True, (other,))
    desk.submit({**LONG, **lost.values})
    assert desk.drafts.all() == (other,)


def test_drafts_wait_side_by_side(desk: RegisterPresenter, screen: Screen) -> None:
    """A second call puts the first form aside; taking it up again puts the second aside."""
    desk.keep({"verbatim": "第一个"})
    desk.fresh({"verbatim": "第一个"})
    desk.keep({"verbatim": "第二个"})
    assert [each.values for each in screen.drafts] == [{"verbatim": "第一个"}]
    desk.take_up(screen.drafts[0], {"verbatim": "第二个"})
    assert screen.form == (Form.LONG, {"verbatim": "第一个"})
    assert [each.values for each in screen.drafts] == [{"verbatim": "第二个"}]
    assert len(desk.drafts.all()) == 2


def test_nothing_typed_is_no_draft(desk: RegisterPresenter, screen: Screen) -> None:
    """An untouched form leaves no file; the same words twice are written once."""
    desk.keep({"channel": "phone", "nature": "complaint", "severity": "general", "demands": [{"kind": ""}]})
    assert desk.drafts.all() == ()
    desk.keep({"verbatim": "x"})
    desk.keep({"verbatim": "x"})
    assert len(screen.saved) == 1


def test_a_draft_that_cannot_be_kept_is_told(clerk: App, screen: Screen, tmp_path: Path) -> None:
    """Where the disk says no the screen says why, and the next try writes again."""
    (tmp_path / "drafts").write_text("in the way", encoding="utf-8")
    desk = at_desk(clerk, screen, tmp_path)
    desk.keep({"verbatim": "x"})
    assert screen.not_saved
    (tmp_path / "drafts").unlink()
    desk.keep({"verbatim": "x"})
    assert len(screen.saved) == 1


def test_the_fast_lane_takes_seven_fields(office_file: Path, screen: Screen, tmp_path: Path) -> None:
    """A service person settles a trifle on one screen: registered to its notice in one transaction."""
    app = copied(office_file, tmp_path / "office", "service1")
    desk = at_desk(app, screen, tmp_path)
    assert screen.setting is not None
    assert screen.setting.not_quick == ""
    desk.switch(Form.QUICK, FAST)
    assert screen.missing == ("due",)
    due = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    desk.submit({**FAST, "due": due})
    assert screen.refused is None
    assert screen.registered is not None
    case = app.ask(read_case, screen.registered[0])
    assert case.complaint.state == State.FULFILLING
    assert "fast_lane" in case.complaint.marks


@pytest.mark.usefixtures("desk")
def test_a_clerk_is_told_why_not_quick(screen: Screen) -> None:
    """Who may not use the fast lane is told so before he types."""
    assert screen.setting is not None
    assert screen.setting.not_quick == "role"


def test_switching_keeps_what_was_typed(desk: RegisterPresenter, screen: Screen) -> None:
    """Nothing goes on the way to the fast lane and back; product and demand are told in its words."""
    desk.switch(Form.QUICK, LONG)
    assert screen.form is not None
    there = screen.form[1]
    assert there["product"] == "砺驰柴机油 CI-4 15W-40"
    assert there["remedies"] == [{"kind": "exchange"}]
    desk.switch(Form.LONG, there)
    back = screen.form[1]
    assert {name: back[name] for name in LONG} == LONG
    only = carried(FAST, quick=False)
    assert only["product_line"] == [{"product": FAST["product"]}]
    assert only["demands"] == [{"kind": "replenish"}]


def test_the_form_is_printed_where_wanted(desk: RegisterPresenter, screen: Screen) -> None:
    """The registration form lies as a PDF under the case's number, only where it was asked for."""
    desk.submit(LONG)
    assert screen.paper is None
    desk.paper_wanted = True
    desk.submit({**LONG, "phones": "13859108809"})
    assert screen.paper is not None
    assert screen.registered is not None
    assert screen.paper.name == f"{screen.registered[0]}.pdf"
    assert screen.paper.read_bytes().startswith(b"%PDF")


def test_a_paper_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made is told by name."""
    (tmp_path / "papers").write_text("in the way", encoding="utf-8")
    with pytest.raises(PaperNotSaved):
        put_down(tmp_path / "papers" / "x.pdf", b"%PDF")


def test_only_known_fields_are_given() -> None:
    """Fields of the other way, blanks and blank rows never reach the office."""
    mixed = {**LONG, **FAST, "demands": [{"kind": ""}, {"kind": "none", "qty": ""}], "place": ""}
    told = asked("register", mixed)
    assert told["demands"] == [{"kind": "none"}]
    assert not {"place", "word", "product", "remedies"} & set(told)
    assert "address" not in asked("quick", mixed)
    assert is_blank({"na": {}, "product_line": [{"unit": ""}]})
    assert unfilled("quick", {}) == ("verbatim", "word", "due", "remedies")


def test_a_second_press_registers_once(clerk: App, screen: Screen, tmp_path: Path) -> None:
    """While the first submit runs, another is none."""
    slow = Held(*Lane)
    desk = replace(at_desk(clerk, screen, tmp_path), runner=slow)
    desk.submit(LONG)
    desk.submit(LONG)
    slow.let_go()
    assert len(clerk.ask(case_lines)) == 1
