"""The pages of the settings on a real practice office: a change holds at once, for the desk itself too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from aftersales.app import open_app
from aftersales.domain.codes import Role
from aftersales.domain.records.staff import Authority, Staff
from aftersales.storage.books.saving import history_end
from aftersales.storage.passwords import WrongPassword
from aftersales.storage.queries.duties import approvals_waiting, countersigns_waiting
from aftersales.storage.trouble import DatabaseGone
from aftersales.storage.verify import verify
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk, full_office
from tests.presenters.settings.seen import Seen
from ui.copies import Copies
from ui.prefs import Prefs
from ui.presenters.runner import Failed, Lane
from ui.presenters.session import Signed
from ui.presenters.settings.authority import AuthorityPresenter, Gap, SubstitutesPresenter, gaps, standing
from ui.presenters.settings.backups import BackupsPresenter, Drilled, Places
from ui.presenters.settings.company import CompanyPresenter
from ui.presenters.settings.desk import PAGES, pages_for
from ui.presenters.settings.dictionaries import DictionariesPresenter, values
from ui.presenters.settings.limits import LimitsPresenter, PeriodsPresenter, Said, grid
from ui.presenters.settings.mine import MinePresenter
from ui.presenters.settings.people import PeoplePresenter, one_off

DAY = date(2026, 11, 23)
T = TypeVar("T")


def signs_in(who: Signed, login: str, password: str) -> bool:
    """Whether this password lets this person in."""
    try:
        open_app(who.url, login=login, password=password).close()
    except WrongPassword:
        return False
    return True


# --- whose pages


def test_only_administrators_see_the_pages_of_the_office() -> None:
    """Leaders read limits and substitutes, everybody has his own page."""
    assert pages_for(("admin",)) == tuple(PAGES)
    assert pages_for(("leader",)) == ("authority", "substitutes", "mine")
    assert pages_for(("clerk", "service")) == ("mine",)


# --- company


def test_a_change_holds_for_the_desk_itself(who: Signed) -> None:
    """Who is signed in has the new company without signing in again."""
    seen = Seen()
    CompanyPresenter(seen, AtOnce(), who).save({"name": "新名字有限公司"})
    assert (who.office.company.name, seen.done) == ("新名字有限公司", ["saved"])


def test_what_is_refused_changes_nothing(who: Signed) -> None:
    """All wrong fields are told, by their paths."""
    seen, before = Seen(), who.office.company
    CompanyPresenter(seen, AtOnce(), who).save({"name": "x", "zone": "", "gift_budget": ""})
    assert seen.fields_refused() == ["company.zone", "company.gift_budget"]
    assert (who.office.company, seen.busy) == (before, False)


# --- people


def test_a_new_person_has_a_password_that_is_shown_once(who: Signed) -> None:
    """It lets him in, and whoever gets another one is let in by that alone."""
    seen = Seen()
    page = PeoplePresenter(seen, AtOnce(), who)
    page.add({"login": "neu", "name": "新来的", "roles": ["clerk"]})
    [(login, first)] = seen.passwords
    assert signs_in(who, login, first)
    page.new_password(who.office.by_login["neu"])
    assert not signs_in(who, login, first)
    assert signs_in(who, login, seen.passwords[1][1])


def test_who_becomes_an_administrator_gets_a_new_password(who: Signed) -> None:
    """And nobody else whose data are changed."""
    seen = Seen()
    page = PeoplePresenter(seen, AtOnce(), who)
    page.change(who.office.by_login["clerk1"], {"name": "改名"})
    assert seen.passwords == []
    page.change(who.office.by_login["clerk1"], {"roles": ["clerk", "admin"]})
    [(login, password)] = seen.passwords
    assert signs_in(who, login, password)


def test_who_leaves_is_out_and_may_come_back(who: Signed) -> None:
    """First it is asked, with what he still owns."""
    seen = Seen()
    page = PeoplePresenter(seen, AtOnce(), who)
    page.leaving(who.office.by_login["service1"])
    assert seen.leaving == [("service1", (), ())]
    page.disable("service1", "离职")
    assert not signs_in(who, "service1", "practice-2026")
    page.enable("service1")
    assert signs_in(who, *seen.passwords[0])


def test_before_a_leader_leaves_it_is_said_what_waits_for_him(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """What he has to decide, now or after others, and what he has to countersign: nobody else does."""
    who, seen = desk(full_office(tmp_path_factory), tmp_path, "admin"), Seen()
    page = PeoplePresenter(seen, AtOnce(), who)
    leaders = who.office.active(Role.LEADER)
    for person in leaders:
        page.leaving(person)
    turns = [who.app.ask(approvals_waiting, [person.login]) for person in leaders]
    spoken = [who.app.ask(countersigns_waiting, [person.login]) for person in leaders]
    who.app.close()
    assert any(turns)
    assert any(spoken)
    for (_, _, waiting), his, said in zip(seen.leaving, turns, spoken, strict=True):
        assert {duty.head.case_no for duty in (*his, *said)} <= set(waiting)


def test_before_a_leader_is_one_no_more_it_is_said_what_waits_for_him(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """His decisions stay his; he is offered to be stood in for until nothing waits for him."""
    who, seen = desk(full_office(tmp_path_factory), tmp_path, "admin"), Seen()
    page = PeoplePresenter(seen, AtOnce(), who)
    page.change(who.office.by_login["lead1"], {"roles": ["warehouse"], "level": ""})
    [(login, waiting, go)] = seen.taking
    assert (login, seen.busy, who.office.by_login["lead1"].roles) == ("lead1", False, ("leader",))
    assert waiting
    go()
    assert who.office.by_login["lead1"].roles == ("warehouse",)
    SubstitutesPresenter(seen, AtOnce(), who).refresh()
    who.app.close()
    assert "lead1" in seen.owing
    assert "service1" not in seen.owing


def test_one_off_passwords_can_be_read_aloud() -> None:
    """Long enough, never the same, without letters that look alike."""
    made = {one_off() for _ in range(50)}
    assert len(made) == 50
    assert all(len(told) == 14 and not set(told) & set("il1o0O") for told in made)


# --- authority


def test_what_nobody_covers_is_said(who: Signed) -> None:
    """No leader, one leader, nobody for grave cases, nothing above an amount."""
    office = who.office
    assert gaps(office, DAY) == ()
    nobody = replace(office, staff=tuple(p for p in office.staff if Role.LEADER not in p.roles))
    assert gaps(nobody, DAY) == (Gap("nobody"),)
    only = Staff(login="x", name="x", roles=("leader",), level="supervisor")
    told = gaps(replace(nobody, staff=(*nobody.staff, only)), DAY)
    assert {gap.kind for gap in told} == {"alone", "grave", "scope"}
    assert {gap.above for gap in told if gap.kind == "scope"} == {200_000}


def test_a_limit_is_said_and_ended(who: Signed) -> None:
    """Ended ones leave the list; their rows stay."""
    seen = Seen()
    page = AuthorityPresenter(seen, AtOnce(), who)
    page.set({"person": "lead1", "scope": "cash", "limit_amount": "5000", "from_on": "2026-01-01"})
    row = next(row for row in who.office.authority if row.person == "lead1")
    assert row in standing(who.office.authority, page.today)
    page.end(row.no)
    assert all(r.person != "lead1" for r in standing(who.office.authority, page.today))
    assert any(r.person == "lead1" for r in who.office.authority)


def test_rows_that_never_held_are_not_listed() -> None:
    """A limit to come that was ended is none."""
    row = Authority(no=1, scope="cash", from_on=date(2027, 1, 1), to_on=date(2026, 12, 31))
    assert standing((row,), DAY) == ()


class Loses(AtOnce):
    """A runner that loses the first answer to what was done."""

    lost = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> AtOnce:
        if self.lost or failed is None:
            return super().run(work, done, failed, lane=lane)
        self.lost = True
        work()
        failed(DatabaseGone())
        return self


def test_what_was_done_and_not_heard_of_stands_once(who: Signed) -> None:
    """A limit, a substitute, a period: pressed again it is done and said so; another one is another."""
    seen = Seen()
    days = {"from_on": "2026-12-01", "to_on": "2026-12-05"}
    limit = {"person": "lead1", "scope": "cash", "from_on": "2026-01-01"}
    other = {"principal": "lead1", "stands_in": "lead2", "reason": "出差", **days}
    for amount in ("5000", "6000"):
        limits = AuthorityPresenter(seen, Loses(), who)
        others = SubstitutesPresenter(seen, Loses(), who)
        periods = PeriodsPresenter(seen, Loses(), who)
        for _ in range(2):
            limits.set({**limit, "limit_amount": amount})
            others.set(other)
            periods.set({"name": "秋收", "factor": "0.5", **days}, [], None)
    steps = ("set_limit", "set_substitute", "set_period")
    with who.app.store.reading() as wire:
        told = [wire.value("SELECT count(*) FROM history WHERE step = ?", step) for step in steps]
    assert (told, len(seen.refused), len(seen.done)) == ([2, 2, 2], 6, 6)


# --- limits, dictionaries


def test_only_cells_that_differ_are_written(who: Signed) -> None:
    """A limit becomes round the clock, history has one row more."""
    seen = Seen()
    page = LimitsPresenter(seen, AtOnce(), who)
    cells = grid(who.office)
    page.save({**cells, ("answer", "general"): Said("6", "hour+round")})
    row = next(r for r in who.office.time_limits if (r.clock, r.severity) == ("answer", "general"))
    assert (row.amount, row.round_clock) == (6, True)
    with who.app.store.reading() as wire:
        assert wire.value("SELECT count(*) FROM history WHERE step = 'set_time_limits'") == 1
    page.reset()
    assert grid(who.office) == cells


def test_a_word_of_the_office_is_listed_with_the_delivered_ones(who: Signed) -> None:
    """Hidden ones stay in the list."""
    page = DictionariesPresenter(Seen(), AtOnce(), who)
    page.add("channel", "抖音")
    page.hide("channel", "fax")
    found = {value.code: value for value in values(who.office, "channel")}
    assert (found["own_1"].word, found["own_1"].delivered) == ("抖音", False)
    assert found["fax"].hidden
    assert not found["phone"].hidden


# --- one's own password


def test_ones_own_password_wants_the_old_one(who: Signed) -> None:
    """A wrong old one, an empty one, a different second one change nothing; the right one does."""
    seen = Seen()
    page = MinePresenter(seen, AtOnce(), who)
    page.new_password("", "abcd-2026", "abcd-2027")
    assert seen.fields_refused() == ["old", "again"]
    page.new_password("nicht-das", "abcd-2026", "abcd-2026")
    assert isinstance(seen.refused[-1], WrongPassword)
    page.new_password("practice-2026", "abcd-2026", "abcd-2026")
    assert seen.done == ["password"]
    assert signs_in(who, "admin", "abcd-2026")


# --- copies


def test_a_copy_is_made_drilled_and_brought_back(who: Signed, tmp_path: Path) -> None:
    """In the folder that was said, also at the second place; what came after the copy is gone with it."""
    seen, machine = Seen(), Prefs(tmp_path / "machine.json")
    page = BackupsPresenter(seen, AtOnce(), who, Copies(who, machine).doors())
    page.keep_places(Places(str(tmp_path / "here"), str(tmp_path / "there")))
    assert seen.copies == ()
    page.make()
    [copy] = seen.copies
    assert copy.sound
    assert copy.at <= datetime.now(UTC)
    assert [path.name for path in (tmp_path / "there").glob("*.sqlite3")] == [copy.path.name]
    DictionariesPresenter(Seen(), AtOnce(), who).add("channel", "抖音")
    page.drill()
    drilled = seen.shown[-1]
    assert isinstance(drilled, Drilled)
    assert (drilled.sound, drilled.steps_since) == (True, 1)
    page.restore(copy.path)
    assert who.office.entries == ()
    assert len(seen.copies) == 2


@dataclass
class Impatient(AtOnce):
    """Somebody who looks on, and stops the work where it is so far."""

    at: int
    stop: Callable[[], None] | None = None
    told: list[tuple[int, int]] = field(default_factory=list)

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if len(self.told) == self.at and self.stop is not None:
            self.stop()


@pytest.mark.parametrize("at", [1, 20])
def test_a_copy_and_a_restore_that_are_stopped_change_nothing(who: Signed, tmp_path: Path, at: int) -> None:
    """How far they are is told; stopped, no copy lies in the folder and the office is as it was."""
    seen, doors = Seen(), Copies(who, Prefs(tmp_path / "machine.json")).doors()
    runner = Impatient(at=at)
    page = BackupsPresenter(seen, runner, who, doors)
    runner.stop = page.stop
    page.keep_places(Places(str(tmp_path / "here"), ""))
    page.make()
    assert seen.done == ["stopped"]
    assert not seen.busy
    assert not list((tmp_path / "here").rglob("*.sqlite3"))
    assert all(0 <= done < total for done, total in runner.told)
    runner.at = 0
    page.make()
    [copy] = seen.copies
    DictionariesPresenter(Seen(), AtOnce(), who).add("channel", "抖音")
    before = who.app.ask(history_end)
    runner.told, runner.at = [], at
    page.restore(copy.path)
    assert seen.done == ["stopped", "stopped"]
    assert who.app.ask(history_end) == before
    assert verify(who.app.store) == ()


def test_a_drill_without_a_copy_is_told(who: Signed, tmp_path: Path) -> None:
    """As a refusal, and the page is free again."""
    seen = Seen()
    doors = Copies(who, Prefs(tmp_path / "machine.json")).doors()
    BackupsPresenter(seen, AtOnce(), who, doors).drill()
    assert seen.refused[-1].code == "no_backup_yet"
    assert not seen.busy
