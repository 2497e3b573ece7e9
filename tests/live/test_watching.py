"""What is written at one desk is heard at another, by a server's word or a file's version; after a cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aftersales.domain.errors import Trouble
from aftersales.domain.policy import NotForYou
from aftersales.practice import PASSWORD
from aftersales.storage.database import connect
from aftersales.storage.queries.live.heard import Heard
from aftersales.storage.queries.live.presence import present
from aftersales.storage.trouble import LoginRefused
from aftersales.storage.watching import Watch
from aftersales.usecases.live.presence import be_gone, be_present
from aftersales.usecases.office import set_company
from aftersales.usecases.people import change_password
from tests.cluster import Cluster
from tests.domain.play import REGISTRATION
from tests.live.conftest import Listener, Listens
from tests.usecases.houses import House, on_a_server

NEW = "another-2026"


def test_a_case_is_heard_of_by_its_number(house: House, listen: Listens) -> None:
    """Registering and every step tell the case; a listener that wrote nothing knows which to ask again."""
    ear = listen(house.app("lead1").store)
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    assert ear.until(lambda told: told.cases).cases == {number}
    house.take("service1", "accept", number, {})
    assert ear.until(lambda told: told.cases).cases == {number}


def test_what_is_given_back_is_not_heard(house: House, listen: Listens) -> None:
    """A step that is refused tells nobody; the next that stands does."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    ear = listen(house.app("lead1").store)
    with pytest.raises(NotForYou):
        house.take("clerk1", "accept", number, {})
    house.take("service1", "accept", number, {})
    assert ear.until(lambda told: told.cases).cases == {number}
    assert [told.cases for told in ear.heard if told.cases] == [{number}]


def test_who_is_there_is_heard_once_not_at_every_breath(house: House, listen: Listens) -> None:
    """Coming, another form and going are told; being seen again is not."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    ear = listen(house.app("lead1").store)
    for field in (None, None, "propose", "propose"):
        house.do("service1", be_present, number, field)
        house.now += house.now.resolution
    assert ear.until(lambda told: told.present).present == {number}
    (there,) = house.app("lead1").ask(present, number)
    assert (there.login, there.field) == (house.login("service1"), "propose")
    house.do("service1", be_gone)
    house.take("service1", "accept", number, {})
    ear.until(lambda told: told.cases)
    assert house.app("lead1").ask(present, number) == ()


def test_settings_and_messages_are_heard_as_the_offices(house: House, listen: Listens) -> None:
    """What belongs to no case is told too."""
    ear = listen(house.app("lead1").store)
    house.register("clerk1", REGISTRATION)
    ear.until(lambda told: told.cases)
    house.first.at(house.now).do(set_company, {"phone": "0591-88880000"})
    assert ear.until(lambda told: told.office).cases == frozenset()


@pytest.fixture
def served(cluster: Cluster) -> Iterator[House]:
    """An office on the server."""
    yield from on_a_server(cluster)


def _cut(served: House, cluster: Cluster) -> None:
    """The server ends what listens to this office."""
    with cluster.admin_connection() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND query LIKE 'LISTEN%%'",
            (served.store.address.database,),
        )


def test_a_cut_is_told_and_after_it_everything_is_asked_again(
    served: House, cluster: Cluster, listen: Listens
) -> None:
    """A server that ends the connection: away with its reason, then all anew, then as before."""
    ear = listen(served.app("lead1").store)
    _cut(served, cluster)
    assert isinstance(ear.until(lambda told: told.away).away, Trouble)
    ear.until(lambda told: told.all)
    number = served.register("clerk1", REGISTRATION).complaint.case_no
    assert ear.until(lambda told: told.cases).cases == {number}


def test_after_a_cut_it_comes_back_with_the_password_of_now(
    served: House, cluster: Cluster, listen: Listens
) -> None:
    """Who set another password since he signed in hears again, and is not refused for the old one."""
    app = served.app("lead1")
    ear = listen(app.store)
    app.do(change_password, served.login("lead1"), NEW)
    app.store.goes_on_with(NEW)
    ear.until(lambda told: told.office)
    _cut(served, cluster)
    ear.until(lambda told: told.away)
    ear.until(lambda told: told.all)
    assert not [told for told in ear.heard if isinstance(told.away, LoginRefused)]


def test_it_stops_at_once_also_while_nothing_can_be_reached(house: House) -> None:
    """Closing the window never waits for a listener, not even for one between two tries."""
    ear = Listener(Watch(house.app("lead1").store))
    ear.until(lambda told: told.all)
    assert ear.stop() < 2.0
    lost = Listener(Watch(connect(f"{house.url}_gone", login=house.login("lead1"), password=PASSWORD)))
    lost.until(lambda told: told.away)
    assert lost.stop() < 2.0


def test_two_hints_make_one() -> None:
    """What came while a page was being asked again is asked for together."""
    both = Heard(cases=frozenset({"a"}), away=Trouble()).and_also(Heard(cases=frozenset({"b"}), office=True))
    assert both == Heard(cases=frozenset({"a", "b"}), office=True)
