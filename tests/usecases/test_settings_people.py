"""People changed, let out and let in again, on either engine; the login follows the row of the staff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from aftersales.app import App, open_app
from aftersales.domain.authority import limit_of
from aftersales.domain.errors import BadInput, CodedError
from aftersales.domain.records.staff import Staff
from aftersales.storage.backups import backup, restore
from aftersales.storage.backups.book import local_store
from aftersales.storage.orm import POSTGRESQL
from aftersales.storage.queries.case import read_office
from aftersales.usecases import people
from aftersales.usecases.office import set_company
from tests.usecases.houses import House, in_a_file

FIRST, SECOND = "first-one-off", "second-one-off"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office in a file whose tests do not get in each other's way."""
    yield from in_a_file(tmp_path_factory.mktemp("people"))


def admin(house: House, use_case: object, *given: object, **more: object) -> object:
    """Done by the first administrator."""
    return house.first.at(house.now).do(use_case, *given, **more)  # type: ignore[arg-type]


def entered(house: House, login: str, password: str, url: str = "") -> App:
    """This person at the door, of the office that moved to ``url``. Raises what the door says."""
    return open_app(url or house.url, login=login, password=password)


def person(house: House, login: str) -> Staff:
    """The row of the staff."""
    return house.first.ask(read_office).by_login[login]


def test_a_new_person_signs_in_and_is_let_out_and_in_again(house: House) -> None:
    """With the password that was set last, and not at all while he is out."""
    login = house.login("neu")
    admin(house, people.add_person, {"login": login, "name": "新来的", "roles": ["clerk"]}, FIRST)
    entered(house, login, FIRST).close()
    admin(house, people.disable_person, login, "离职")
    with pytest.raises(CodedError):
        entered(house, login, FIRST)
    admin(house, people.enable_person, login, SECOND, "回来了")
    back = person(house, login)
    assert (back.active, back.to_on) == (True, None)
    with pytest.raises(CodedError):
        entered(house, login, FIRST)
    entered(house, login, SECOND).close()


def test_what_is_known_of_a_person_is_changed(house: House) -> None:
    """Roles with their level, telephone and name; the login stays whatever is given."""
    login = house.login("service2")
    given = {"login": "other", "name": "改了名", "roles": ["service", "leader"], "level": "supervisor"}
    admin(house, people.change_person, login, {**given, "phone": "020-12345678"}, reason="升职")
    row = person(house, login)
    assert (row.name, row.roles, row.level) == ("改了名", ("service", "leader"), "supervisor")
    admin(house, people.change_person, login, {"roles": ["service"], "level": ""})
    assert person(house, login).level is None
    assert person(house, login).phone == "020-12345678"


def test_an_administrator_is_made_and_is_none_any_more(house: House) -> None:
    """The login follows: on a server he may migrate only while he is one."""
    login = house.login("quality1")
    with pytest.raises(people.NewPasswordNeeded):
        admin(house, people.change_person, login, {"roles": ["quality", "admin"]})
    admin(house, people.change_person, login, {"roles": ["quality", "admin"]}, password=FIRST)
    second = entered(house, login, FIRST)
    second.do(set_company, {"phone": "020-87654321"})
    second.close()
    assert owns(house, login)
    admin(house, people.change_person, login, {"roles": ["quality"]}, password=SECOND)
    assert not owns(house, login)
    last = entered(house, login, SECOND)
    with pytest.raises(people.OnlyAdmins):
        last.do(set_company, {"phone": "020-1"})
    last.close()


def owns(house: House, login: str) -> bool:
    """Whether this login may migrate; in a file the row of the staff says it alone."""
    if house.store.engine != POSTGRESQL:
        return "admin" in person(house, login).roles
    with house.store.reading() as wire:
        asked = "SELECT pg_has_role(?, current_database() || '_owner', 'MEMBER')"
        return bool(wire.value(asked, login))


def test_the_last_administrator_stays(file: House) -> None:
    """Neither let out nor given other roles."""
    me = file.first.login
    with pytest.raises(people.LastAdmin):
        admin(file, people.disable_person, me)
    with pytest.raises(people.LastAdmin):
        admin(file, people.change_person, me, {"roles": ["clerk"]}, password=FIRST)


def test_nobody_lets_himself_out(file: House) -> None:
    """Another administrator does; the same on both engines."""
    login = file.login("money1")
    admin(file, people.change_person, login, {"roles": ["finance", "admin"]}, password=FIRST)
    with pytest.raises(people.NotYourself):
        admin(file, people.disable_person, file.first.login)
    with pytest.raises(people.NotYourself):
        admin(file, people.change_person, file.first.login, {"roles": ["clerk"]}, password=SECOND)
    admin(file, people.disable_person, login)


def test_a_level_belongs_to_leaders(file: House) -> None:
    """A leader without one and a clerk with one are refused."""
    for given in ({"roles": ["leader"]}, {"level": "manager"}):
        with pytest.raises(people.LevelForLeaders):
            admin(file, people.change_person, file.login("clerk1"), given)


def test_a_limit_and_a_substitute_end(house: House) -> None:
    """From today on they hold no more; their rows stay."""
    login = house.login("lead1")
    data = {"person": login, "scope": "cash", "limit_amount": "9000", "from_on": "2026-01-01"}
    row = admin(house, people.set_limit, data, "年度调整")
    office = house.first.ask(read_office)
    today = office.day(house.now)
    assert limit_of(office, office.person(login), "cash", today) == 900_000
    admin(house, people.end_limit, row.no, "调岗")  # type: ignore[attr-defined]
    office = house.first.ask(read_office)
    assert limit_of(office, office.person(login), "cash", today) == 200_000
    stands = {"principal": login, "stands_in": house.login("boss"), "from_on": "2026-11-01"}
    one = admin(house, people.set_substitute, {**stands, "to_on": "2026-12-31", "reason": "出差"})
    admin(house, people.end_substitute, one.no)  # type: ignore[attr-defined]
    kept = house.first.ask(read_office).substitutes[-1]
    assert kept.to_on is not None
    assert kept.to_on < today


def test_a_limit_for_some_days_gives_way_to_what_stood_before(file: House) -> None:
    """After its last day the standing one holds again; a planned one keeps its day and its sum."""
    login = file.login("lead1")
    mine = {"person": login, "scope": "goods"}
    for sum_, days in (
        ("5000", {"from_on": "2026-01-01"}),
        ("8000", {"from_on": "2027-01-01"}),
        ("20000", {"from_on": "2026-12-01", "to_on": "2026-12-10"}),
        ("6000", {"from_on": "2026-11-25", "to_on": "2026-12-02"}),
    ):
        admin(file, people.set_limit, {**mine, "limit_amount": sum_, **days})
    office = file.first.ask(read_office)
    wanted = {
        "2026-11-24": 500_000,
        "2026-11-25": 600_000,
        "2026-12-02": 600_000,
        "2026-12-03": 2_000_000,
        "2026-12-10": 2_000_000,
        "2026-12-11": 500_000,
        "2026-12-31": 500_000,
        "2027-01-01": 800_000,
    }
    who = office.person(login)
    assert {day: limit_of(office, who, "goods", date.fromisoformat(day)) for day in wanted} == wanted


def sums(file: House, login: str, *days: str, scope: str = "gift") -> list[int | None]:
    """What this person may decide of gifts on these days."""
    office = file.first.ask(read_office)
    return [limit_of(office, office.person(login), scope, date.fromisoformat(day)) for day in days]


def test_a_chosen_limit_gets_a_last_day(file: House) -> None:
    """It ends there: nothing of it goes on; a rise from a later day leaves it until the day before."""
    login = file.login("lead2")
    mine = {"person": login, "scope": "gift", "limit_amount": "9000", "from_on": "2026-01-01"}
    row = admin(file, people.set_limit, mine)
    no = row.no  # type: ignore[attr-defined]
    changed = admin(file, people.set_limit, {**mine, "to_on": "2026-12-31"}, None, no)
    assert changed.no == no  # type: ignore[attr-defined]
    days = ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")
    assert sums(file, login, *days) == [900_000, 900_000, 900_000, 2_000_000]
    rise = {**mine, "limit_amount": "9500", "from_on": "2026-12-01", "to_on": "2026-12-30"}
    admin(file, people.set_limit, rise, None, no)
    assert sums(file, login, *days) == [900_000, 950_000, 2_000_000, 2_000_000]


def test_a_planned_limit_is_put_off(file: House) -> None:
    """It does not hold on the days before; what held until it goes on until it comes."""
    login = file.login("boss")
    mine = {"person": login, "scope": "gift", "from_on": "2026-01-01", "limit_amount": "5000"}
    admin(file, people.set_limit, mine)
    rise = {**mine, "limit_amount": "8000", "from_on": "2027-01-01"}
    planned = admin(file, people.set_limit, rise)
    no = planned.no  # type: ignore[attr-defined]
    for first in ("2027-02-01", "2026-12-01", "2027-03-01"):
        admin(file, people.set_limit, {**rise, "from_on": first}, None, no)
        before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
        assert sums(file, login, "2026-11-23", before, first) == [500_000, 500_000, 800_000]


def test_a_shorter_limit_leaves_no_day_without_one(file: House) -> None:
    """What comes after it begins earlier; a planned one that gets a last day gives back what led to it."""
    mine = {"level": "supervisor", "scope": "cash", "from_on": "2026-01-01", "limit_amount": "5000"}
    login = file.login("lead1")
    admin(file, people.set_limit, mine)
    feast = {**mine, "limit_amount": "8000", "from_on": "2026-12-10", "to_on": "2026-12-20"}
    no = admin(file, people.set_limit, feast).no  # type: ignore[attr-defined]
    admin(file, people.set_limit, {**feast, "to_on": "2026-12-18"}, None, no)
    days = ("2026-12-09", "2026-12-18", "2026-12-19", "2026-12-21")
    assert sums(file, login, *days, scope="cash") == [500_000, 800_000, 500_000, 500_000]
    rise = {**mine, "limit_amount": "9000", "from_on": "2027-03-01"}
    no = admin(file, people.set_limit, rise).no  # type: ignore[attr-defined]
    admin(file, people.set_limit, {**rise, "from_on": "2027-03-05", "to_on": "2027-03-31"}, None, no)
    days = ("2027-03-04", "2027-03-31", "2027-04-01")
    assert sums(file, login, *days, scope="cash") == [500_000, 900_000, 500_000]


def test_a_limit_takes_the_place_of_all_that_was_planned(file: House) -> None:
    """Two rises that were to come hold no more once another sum is said from an earlier day on."""
    login = file.login("lead1")
    mine = {"person": login, "scope": "gift"}
    for sum_, first in (("8000", "2027-01-01"), ("9000", "2027-02-01"), ("3000", "2026-12-01")):
        admin(file, people.set_limit, {**mine, "limit_amount": sum_, "from_on": first})
    assert sums(file, login, "2026-12-01", "2027-01-01", "2027-02-01") == [300_000] * 3


def test_without_limit_needs_no_amount(file: House) -> None:
    """And an amount that is left out otherwise is told as missing."""
    data = {"level": "manager", "scope": "cash", "limit_amount": "", "no_limit": "是"}
    assert admin(file, people.set_limit, data).no_limit  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        admin(file, people.set_limit, {**data, "no_limit": ""})


def test_the_file_s_owner_helps_who_forgot_the_last_password(file: House) -> None:
    """Without any password, and history says so."""
    owner = entered(file, file.first.login, "")
    owner.do(people.change_password, file.first.login, SECOND)
    owner.close()
    entered(file, file.first.login, SECOND).close()
    with file.store.reading() as wire:
        told = wire.value(
            "SELECT station FROM history WHERE step = 'change_password' ORDER BY seq DESC LIMIT 1"
        )
    assert str(told).startswith("file-owner@")


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_everybody_gets_a_password_after_a_move_to_a_file(house: House, tmp_path: Path) -> None:
    """No password comes along from a server: they are given in the file, to oneself first."""
    url = f"sqlite:///{tmp_path / 'moved.db'}"
    with closing(local_store(tmp_path / "moved.db")) as new:
        restored = restore(backup(house.store, tmp_path / "b").copy.path, new)
    me, (clerk, promoted) = house.first.login, map(house.login, ("clerk1", "service1"))
    assert {me, clerk, promoted} <= set(restored.logins)
    with closing(entered(house, me, "", url)) as owner:
        owner.do(people.change_password, me, FIRST)
    with closing(entered(house, me, FIRST, url)) as first:
        first.do(people.change_password, clerk, SECOND)
        first.do(people.disable_person, house.login("store1"), "离职")
        first.do(people.change_person, promoted, {"roles": ["service", "admin"]}, password=SECOND)
    for login in (clerk, promoted):
        entered(house, login, SECOND, url).close()


def test_what_is_not_there_cannot_end(file: House) -> None:
    """The window may look at what somebody else has changed."""
    with pytest.raises(people.NoSuchSetting):
        admin(file, people.end_limit, 999)
