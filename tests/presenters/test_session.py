"""Signing in, locked out, the first start: what the desk's door lets in and what it tells."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.errors import BadInput, CodedError
from aftersales.domain.records.staff import Staff
from tests.presenters.call_desk import AtOnce
from ui.presenters.runner import Cancelled
from ui.presenters.session import Doors, Founded, Signed, SignInPresenter, StartPresenter, address
from ui.program import doors, practice

PASSWORD = "practice-2026"
OWN = {
    "company": "宁州远拓汽配有限公司",
    "uscc": "91350100M000100Y43",
    "address": "宁州市北郊物流园 3 区 17 栋",
    "phone": "0591-83210018",
    "name": "蒋海宁",
    "login": "jiang",
    "password": "geheim-2026",
}


class Door:
    """Remembers what a page was told to show."""

    def __init__(self) -> None:
        self.refused: list[CodedError] = []
        self.entered: list[Signed] = []
        self.people: tuple[Staff, ...] = ()
        self.busy = False

    def show_busy(self, *, busy: bool) -> None:
        self.busy = busy

    def show_progress(self, done: int, total: int) -> None:
        assert 0 <= done <= total

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)

    def show_older(self) -> None:
        """No office here is of an older program."""
        raise AssertionError

    def show_helpers(self, names: tuple[str, ...], *, served: bool) -> None:  # noqa: ARG002
        """Nobody here forgot a password."""
        raise AssertionError

    def show_people(self, people: tuple[Staff, ...]) -> None:
        self.people = people

    def show_signed(self, who: Signed) -> None:
        self.entered.append(who)
        who.app.close()


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> str:
    """The address of a copy of the practice office."""
    return f"sqlite:///{shutil.copy(office_file, tmp_path / 'office.db')}"


@pytest.fixture
def ways(office: str) -> Doors:
    """The real ways in, the practice company being this office."""
    return replace(doors(office), practice_place=office)


def paths(error: CodedError) -> list[object]:
    """The fields that a refusal names."""
    assert isinstance(error, BadInput)
    return [problem.facts["field"] for problem in error.problems]


def test_who_knows_the_password_comes_in(ways: Doors, office: str) -> None:
    """Login and password open the office as this person, blanks around the login do not matter."""
    door = Door()
    SignInPresenter(door, AtOnce(), ways, office).sign_in(" service1 ", PASSWORD)
    assert [who.me.name for who in door.entered] == ["黄建平"]
    assert not door.busy


def test_a_login_typed_in_full_width_is_the_same(ways: Doors, office: str, tmp_path: Path) -> None:
    """Wide letters of an input method let in, and whoever founds an office with them is in it."""
    door = Door()
    SignInPresenter(door, AtOnce(), ways, office).sign_in("ｓｅｒｖｉｃｅ１", PASSWORD)
    url = f"sqlite:///{tmp_path / 'own' / 'office.db'}"
    own = Founded(**{**OWN, "login": "ｂｏｓｓ"})
    StartPresenter(door, AtOnce(), replace(ways, default=url)).found(own, "geheim-2026")
    assert [who.login for who in door.entered] == ["service1", "boss"]


def test_tries_are_counted_and_then_the_login_is_locked(ways: Doors, office: str) -> None:
    """Each wrong password says how many are left; after the last even the right one is refused."""
    door = Door()
    presenter = SignInPresenter(door, AtOnce(), ways, office)
    for _ in range(5):
        presenter.sign_in("service1", "wrong")
    presenter.sign_in("service1", PASSWORD)
    assert [error.facts.get("left") for error in door.refused] == [4, 3, 2, 1, None, None]
    assert [error.code for error in door.refused[4:]] == ["locked_out", "locked_out"]
    assert not door.entered


def test_empty_fields_are_told_together(ways: Doors, office: str) -> None:
    """Both fields are named at once, and the office is not asked."""
    door = Door()
    SignInPresenter(door, AtOnce(), ways, office).sign_in(" ", "")
    assert paths(door.refused[0]) == ["staff.login", "password"]


def test_the_practice_company_lets_one_choose_a_person(ways: Doors) -> None:
    """Its people are offered, and the chosen one acts without typing a password."""
    door = Door()
    presenter = StartPresenter(door, AtOnce(), ways)
    presenter.make_practice()
    assert {"service1", "lead1", "admin"} <= {person.login for person in door.people}
    presenter.be("lead1")
    assert [who.login for who in door.entered] == ["lead1"]


def test_an_office_of_ones_own_is_made_and_entered(ways: Doors, tmp_path: Path) -> None:
    """The wizard's few fields make an office whose administrator is signed in."""
    door = Door()
    url = f"sqlite:///{tmp_path / 'own' / 'office.db'}"
    StartPresenter(door, AtOnce(), replace(ways, default=url)).found(Founded(**OWN), "geheim-2026")
    assert not door.refused
    assert door.entered[0].office.company.name == "宁州远拓汽配有限公司"
    assert door.entered[0].me.roles == ("admin",)


def test_the_wizard_tells_all_that_is_missing(ways: Doors) -> None:
    """Empty fields and a password typed differently are told in one go."""
    door = Door()
    StartPresenter(door, AtOnce(), ways).found(Founded(**{**OWN, "company": "", "login": " "}), "other")
    assert paths(door.refused[0]) == ["company.name", "staff.login", "again"]


def test_a_weak_password_is_refused_and_leaves_no_office(ways: Doors, tmp_path: Path) -> None:
    """What the core refuses is handed to the page, and nothing lies on the disk."""
    door, file = Door(), tmp_path / "own" / "office.db"
    presenter = StartPresenter(door, AtOnce(), replace(ways, default=f"sqlite:///{file}"))
    presenter.found(Founded(**{**OWN, "password": "short"}), "short")
    assert [error.code for error in door.refused] == ["weak_password"]
    assert not file.exists()


def test_a_server_is_named_by_host_and_database() -> None:
    """What an administrator tells on the telephone is enough; a whole address stays as it is."""
    assert address(" db.example/office ") == "postgresql://db.example/office"
    assert address("sqlite:////a/b.db") == "sqlite:////a/b.db"


def test_an_address_typed_with_an_input_method_is_the_same() -> None:
    """Its wide colon and stroke are those of an address; the name of a file stays as it is written."""
    assert address("db.example：5433／ｏｆｆｉｃｅ") == "postgresql://db.example:5433/office"
    assert address("sqlite:////a/甲：乙.db") == "sqlite:////a/甲：乙.db"


class Impatient:
    """Cancels as soon as something is through."""

    def tell(self, done: int, total: int) -> None:
        if 0 < done <= total:
            raise Cancelled


def test_a_cancelled_practice_company_is_gone(tmp_path: Path) -> None:
    """Half a company would be taken for a whole one at the next start."""
    file = tmp_path / "practice.db"
    with pytest.raises(Cancelled):
        practice(f"sqlite:///{file}", Impatient())
    assert not file.exists()


def test_an_office_that_is_there_is_only_opened(ways: Doors, office: str) -> None:
    """The practice company is made once."""
    app: App = practice(office, Impatient())
    assert app.login == ""
    app.close()
    assert ways.practice_place == office
