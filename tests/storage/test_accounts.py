"""Logins are made by administrators, on the server with a verifier; whoever is disabled comes in no more."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import errors

from aftersales.domain.records.staff import Staff
from aftersales.storage import accounts, passwords, roles
from aftersales.storage.accounts.scram import made, verifier
from aftersales.storage.books.unit import open_books
from aftersales.storage.orm import POSTGRESQL
from aftersales.storage.trouble import RefusedByDatabase
from tests.cluster import Cluster
from tests.storage.attacks_on.play import PASSWORD, START, Play, set_up_file, set_up_server


@pytest.fixture(scope="module")
def play(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Play]:
    """An office on either engine with its staff and their logins."""
    on_server = engine == POSTGRESQL
    made_ = (
        set_up_server(request.getfixturevalue("cluster"))
        if on_server
        else set_up_file(tmp_path_factory.mktemp("o"))
    )
    yield made_
    made_.close()


def _hire(play: Play, login: str, *held: str) -> None:
    with open_books(play.store("admin"), "admin", "test") as books:
        books.put_record(Staff(login=login, name=login, roles=held), step="hire", at=START)


def _create(
    play: Play, login: str, *, by: str = "admin", admin: bool = False, password: str = PASSWORD
) -> None:
    with play.store(by).writing(by) as wire:
        accounts.create_login(wire, login, password, admin=admin)


def _new(play: Play, *held: str) -> str:
    login = f"new_{secrets.token_hex(4)}"
    _hire(play, login, *(held or ("clerk",)))
    return login


def _lets_in(play: Play, login: str, password: str) -> bool:
    if play.engine != POSTGRESQL:
        try:
            passwords.check(play.store("admin"), login, password)
        except (passwords.WrongPassword, passwords.LockedOut):
            return False
        return True
    assert play.cluster is not None
    database = play.url.rsplit("/", 1)[1]
    try:
        with psycopg.connect(
            host=play.cluster.host, port=play.cluster.port, user=login, password=password, dbname=database
        ) as raw:
            raw.execute("SELECT count(*) FROM app.complaint")
    except (psycopg.OperationalError, errors.InsufficientPrivilege):
        return False
    return True


def test_verifier_is_the_servers_own() -> None:
    """The verifier of RFC 7677's example is the one that its proof and signature come from."""
    told = made("pencil", base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096)
    assert told == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
        "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )


def test_a_new_login_opens_the_office(play: Play) -> None:
    """Who was given a login comes in with that password and with no other."""
    login = _new(play)
    _create(play, login)
    assert _lets_in(play, login, PASSWORD)
    assert not _lets_in(play, login, "another-one")


def test_a_chinese_password_and_an_ideographic_space(play: Play) -> None:
    """A password of any characters works as it is typed."""
    login = _new(play)
    _create(play, login, password="密码很长的一句话①")
    assert _lets_in(play, login, "密码很长的一句话①")


def test_oneself_and_administrators_set_passwords(play: Play) -> None:
    """A person sets his own password, the administrator anybody's."""
    login = _new(play)
    _create(play, login)
    with play.store("admin").writing("admin") as wire:
        accounts.set_password(wire, login, "by-the-admin")
    assert _lets_in(play, login, "by-the-admin")
    assert not _lets_in(play, login, PASSWORD)
    with play.store("service1").writing("service1") as wire:
        accounts.set_password(wire, "service1", PASSWORD)
    assert _lets_in(play, "service1", PASSWORD)


def test_nobody_sets_another_ones_password(play: Play) -> None:
    """A clerk may not give the boss a password."""
    rule = "account_admin" if play.engine == POSTGRESQL else "login_secret_own"
    with pytest.raises(RefusedByDatabase) as refused, play.store("clerk1").writing("clerk1") as wire:
        accounts.set_password(wire, "boss", "mine-now-2026")
    assert refused.value.facts == {"rule": rule}


def test_only_administrators_make_logins(play: Play) -> None:
    """A leader may not make a login, even of a person on the staff."""
    login = _new(play)
    rule = "account_admin" if play.engine == POSTGRESQL else "login_secret_admin"
    with pytest.raises(RefusedByDatabase) as refused:
        _create(play, login, by="lead1")
    assert refused.value.facts == {"rule": rule}


def test_weak_passwords_are_refused(play: Play) -> None:
    """Seven characters are too few."""
    login = _new(play)
    with pytest.raises(passwords.WeakPassword):
        _create(play, login, password="1234567")


def test_who_is_disabled_comes_in_no_more_and_may_come_back(play: Play) -> None:
    """A disabled login is let in again only when an administrator makes it anew."""
    login = _new(play)
    _create(play, login)
    with play.store("admin").writing("admin") as wire:
        accounts.disable(wire, login)
    assert not _lets_in(play, login, PASSWORD)
    _create(play, login)
    assert _lets_in(play, login, PASSWORD)


# --- on the server alone


@pytest.fixture(scope="module")
def server(cluster: Cluster) -> Iterator[Play]:
    """An office on the server."""
    made_ = set_up_server(cluster)
    yield made_
    made_.close()


def _call(server: Play, me: str, sql: str, *values: object) -> None:
    with server.attacker(me) as raw:
        raw.execute(sql, values)


@pytest.mark.postgresql
@pytest.mark.parametrize("secret", ["plain-password", "md5" + "0" * 32, "SCRAM-SHA-256$1:a$b:c", "", None])
def test_the_server_takes_a_verifier_only(server: Play, secret: str | None) -> None:
    """No plain password, MD5 hash, cheap or broken verifier, and no NULL gets into the server."""
    for sql in ("SELECT create_login('clerk1', %s, false)", "SELECT set_password('clerk1', %s)"):
        with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_verifier"):
            _call(server, "admin", sql, secret)


@pytest.mark.postgresql
def test_a_login_needs_a_row_of_the_staff(server: Play) -> None:
    """No login for whom the office does not know, none with the owner's rights who is no administrator."""
    told = verifier(PASSWORD)
    with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_staff"):
        _call(server, "admin", "SELECT create_login('stranger', %s, false)", told)
    with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_role"):
        _call(server, "admin", "SELECT create_login('clerk1', %s, true)", told)
    with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_role"):
        _call(server, "admin", "SELECT create_login('clerk1', %s, NULL)", told)


@pytest.mark.postgresql
@pytest.mark.parametrize("victim", ["postgres", "setup", "accounts"])
def test_other_roles_of_the_cluster_are_left_alone(server: Play, cluster: Cluster, victim: str) -> None:
    """An administrator of an office gets no hold on the superuser, on who sets up, or on a group."""
    database = server.url.rsplit("/", 1)[1]
    who = {"postgres": "postgres", "setup": cluster.setup_login()[0], "accounts": f"{database}_accounts"}[
        victim
    ]
    for sql in ("SELECT set_password(%s, %s)", "SELECT disable_login(%s)"):
        values = (who, verifier(PASSWORD))[: sql.count("%s")]
        with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_ours"):
            _call(server, "admin", sql, *values)


@pytest.mark.postgresql
def test_a_name_is_no_statement(server: Play) -> None:
    """A login that holds SQL is a name and nothing else."""
    login = 'x" SUPERUSER; --'
    _hire(server, login, "clerk")
    _create(server, login)
    with server.attacker("admin") as raw:
        row = raw.execute(
            "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = %s", (login,)
        ).fetchone()
    assert row == (False, False)


@pytest.mark.postgresql
def test_no_login_gets_createrole(server: Play) -> None:
    """Neither the staff nor administrators may make roles by themselves."""
    with server.attacker("admin") as raw, pytest.raises(errors.InsufficientPrivilege):
        raw.execute("CREATE ROLE friend")


@pytest.mark.postgresql
def test_an_administrator_does_not_lock_himself_out(server: Play) -> None:
    """Nobody disables himself."""
    with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_self"):
        _call(server, "admin", "SELECT disable_login('admin')")


@pytest.mark.postgresql
def test_shadowed_names_do_not_deceive_the_functions(server: Play) -> None:
    """The functions look for tables in the office's schema, whatever path the caller has set."""
    with server.attacker("clerk1") as raw:
        raw.execute("SET search_path = pg_temp, public")
        with pytest.raises(errors.InsufficientPrivilege, match=r"^rule:account_admin"):
            raw.execute("SELECT app.create_login('boss', %s, false)", (verifier(PASSWORD),))


@pytest.mark.postgresql
def test_a_second_administrator_migrates(server: Play) -> None:
    """An administrator made in the program is a member of the owner; a clerk is not."""
    login = _new(server, "admin")
    _create(server, login, admin=True)
    database = server.url.rsplit("/", 1)[1]
    with server.attacker(login) as raw:
        raw.execute(f'SET ROLE "{database}_owner"')
        raw.execute("ALTER TABLE app.product ADD COLUMN x text")


@pytest.mark.postgresql
def test_setting_up_wants_the_right_login(server: Play, cluster: Cluster) -> None:
    """A login without CREATEDB and CREATEROLE, and a name that needs quotes, are refused by name."""
    with server.attacker("admin") as raw, pytest.raises(roles.MaySetUp):
        roles.create_database(raw, "other")
    with cluster.admin_connection() as raw, pytest.raises(roles.BadDatabaseName):
        roles.create_database(raw, 'x"; DROP DATABASE postgres')


@pytest.mark.postgresql
def test_who_left_the_staff_writes_nothing(server: Play) -> None:
    """A login whose row is no longer active is refused by the rules even while the server lets it in."""
    login = _new(server)
    _create(server, login)
    with open_books(server.store("admin"), "admin", "test") as books:
        person = books.office().by_login[login]
        books.put_record(replace(person, active=False), step="leave", at=START)
    with server.attacker(login) as raw, pytest.raises(errors.CheckViolation, match=r"^rule:counter_staff"):
        raw.execute("INSERT INTO counter (name, value) VALUES ('x', 1)")
