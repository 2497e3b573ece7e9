"""An office on the server that is lent again is as on its first day; other logins use it up."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from aftersales.storage.queries.cases import case_lines
from aftersales.storage.queries.histories import newest_history
from aftersales.storage.verify import verify
from aftersales.usecases import people
from tests.cluster import Cluster
from tests.domain.play import REGISTRATION
from tests.plots import Plots
from tests.usecases import houses
from tests.usecases.houses import House, on_a_server

borrowed = contextmanager(on_a_server)
OTHER = "another-2026"


@pytest.fixture(autouse=True)
def own_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nothing was lent before."""
    monkeypatch.setattr(houses, "PLOTS", Plots(houses.PLOTS.kind, houses.PLOTS.found))


def test_a_lent_office_is_as_on_its_first_day(cluster: Cluster) -> None:
    """Same address, same logins, no case of before, nothing amiss, and its people work in it."""
    with borrowed(cluster) as first:
        told = first.first.ask(newest_history, 100)
        first.register("clerk1", REGISTRATION)
    with borrowed(cluster) as second:
        assert (second.url, second.suffix) == (first.url, first.suffix)
        assert second.first.ask(case_lines) == ()
        assert second.first.ask(newest_history, 100) == told
        number = second.register("clerk1", REGISTRATION).complaint.case_no
        assert second.take("service1", "accept", number, {}).complaint.state == "investigating"
        assert verify(second.store) == ()


def test_two_at_once_are_two(cluster: Cluster) -> None:
    """Who asks while one is lent gets another, and does not see into the first."""
    with borrowed(cluster) as one, borrowed(cluster) as two:
        assert one.url != two.url
        one.register("clerk1", REGISTRATION)
        assert two.first.ask(case_lines) == ()


@pytest.mark.parametrize("change", ["a new login", "another password", "a login shut out"])
def test_other_logins_use_an_office_up(cluster: Cluster, change: str) -> None:
    """The next one gets another office, with the logins and the passwords of a first day."""
    with borrowed(cluster) as first:
        _changed(first, change)
    with borrowed(cluster) as second:
        assert second.url != first.url
        second.register("clerk1", REGISTRATION)


def _changed(house: House, change: str) -> None:
    acting, clerk = house.first.at(house.now), house.login("clerk1")
    if change == "a new login":
        person = {"login": house.login("neu"), "name": "新来的", "roles": ["clerk"]}
        acting.do(people.add_person, person, OTHER)
    elif change == "another password":
        acting.do(people.change_password, clerk, OTHER)
    else:
        acting.do(people.disable_person, clerk, "离职")
