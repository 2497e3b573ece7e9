"""A password that an administrator gave is replaced at the first sign-in; one of another office is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from aftersales.app import open_app
from aftersales.storage.queries.case import read_office
from aftersales.storage.verify import verify
from aftersales.usecases import people
from aftersales.usecases.work import Work
from tests.cluster import Cluster
from tests.usecases.houses import House, on_a_server
from ui.presenters.session import Signed, signed

GIVEN, OWN = "gegeben-2026", "eigenes-2026"


def _real(work: Work) -> None:
    """The office is no practice company any more."""
    company = replace(work.books.office().company, practice=False)
    work.books.put_record(company, step="set_company", at=work.now)


@pytest.fixture
def office(house: House) -> House:
    """A real office."""
    house.first.do(_real)
    return house


def _due(house: House, login: str) -> bool | None:
    return house.first.ask(read_office).person(login).password_due


def _come(house: House, login: str, password: str) -> Signed:
    """Sign in as at the door."""
    served = not house.url.startswith("sqlite")
    app = open_app(house.url, login=login, password=password)
    return signed(app, house.url, login, served=served)


def test_who_was_given_a_password_sets_his_own(office: House) -> None:
    """It is due when he is taken on, when it was reset and when he comes back; his own ends it."""
    login = f"neu_{office.suffix}"
    office.first.do(people.add_person, {"login": login, "name": "新来的", "roles": ["clerk"]}, GIVEN)
    assert _due(office, login) is True
    for again in (
        lambda: office.first.do(people.change_password, login, GIVEN),
        lambda: (
            office.first.do(people.disable_person, login),
            office.first.do(people.enable_person, login, GIVEN),
        ),
    ):
        who = _come(office, login, GIVEN)
        who.app.do(people.change_password, login, OWN)
        who.app.close()
        assert _due(office, login) is None
        again()
        assert _due(office, login) is True
    assert verify(office.store) == ()


def test_ones_own_change_asks_for_no_other(office: House) -> None:
    """Who changes his own password, an administrator too, has none due."""
    me = office.first.login
    office.first.do(people.change_password, me, OWN)
    assert _due(office, me) is None


def test_all_know_the_practice_password(house: House) -> None:
    """In a practice company nobody is asked for another."""
    login = f"neu_{house.suffix}"
    house.first.do(people.add_person, {"login": login, "name": "新来的", "roles": ["clerk"]}, GIVEN)
    assert _due(house, login) is None


@pytest.fixture
def other(cluster: Cluster) -> Iterator[House]:
    """Another office on the same server."""
    yield from on_a_server(cluster)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_login_of_another_office_keeps_its_password(office: House, other: House) -> None:
    """The row says that none was set; he comes in with the password that he has, and none is due."""
    login = f"beide_{office.suffix}"
    other.first.do(people.add_person, {"login": login, "name": "老同事", "roles": ["clerk"]}, GIVEN)
    person = {"login": login, "name": "老同事", "roles": ["service"]}
    joined = office.first.do(people.add_person, person, OWN)
    assert joined.password_due is False
    assert _due(office, login) is False
    who = _come(office, login, GIVEN)
    assert not who.me.password_due
    who.app.close()
