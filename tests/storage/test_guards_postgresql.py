"""An office on a server refuses by itself: every rule by name as a person's login, and every way round."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from aftersales.storage.guards.install import wanted
from aftersales.storage.guards.sql import DELETE, INSERT, PREFIX, spoken
from aftersales.storage.orm import POSTGRESQL
from tests.cluster import Cluster
from tests.storage.attacks_on.attack import OF_CASE, Attack, attempt
from tests.storage.attacks_on.cases import fill
from tests.storage.attacks_on.everything import on
from tests.storage.attacks_on.play import Play, set_up_server

pytestmark = pytest.mark.postgresql
STANDING = frozenset(guard.trigger for guard in wanted(POSTGRESQL))


@pytest.fixture(scope="module")
def play(cluster: Cluster) -> Iterator[Play]:
    """An office on the server with a case in every state."""
    made = fill(set_up_server(cluster))
    yield made
    made.close()


def _of_rule(attack: Attack) -> tuple[str, ...]:
    return tuple(t for t in STANDING if t.startswith(f"{PREFIX}{attack.rule}_on_"))


@pytest.mark.parametrize("attack", on(POSTGRESQL), ids=str)
def test_refused_by_name_and_only_by_it(play: Play, attack: Attack) -> None:
    """A rule refuses the attack by its name, and without its trigger the same statement succeeds."""
    aside = tuple(trigger for trigger in attack.aside if trigger in STANDING)
    raw = play.without(aside, attack.me) if aside else play.attacker(attack.me)
    with raw as connection, pytest.raises(errors.CheckViolation, match=rf"^rule:{attack.rule}\n"):
        attempt(connection, play, attack)
    with play.without((*aside, *_of_rule(attack)), attack.me) as connection:
        attempt(connection, play, attack)


def test_every_rule_is_attacked() -> None:
    """No guard stands on a server that no attack of these tests runs into."""
    tried_below = {guard.name for guard in wanted(POSTGRESQL) if guard.event == "TRUNCATE"} | {
        "history_followed"
    }
    attacked = {attack.rule for attack in on(POSTGRESQL)}
    assert {guard.name for guard in wanted(POSTGRESQL)} - attacked == tried_below


@pytest.mark.parametrize(
    "guard", [g for g in wanted(POSTGRESQL) if g.event != "TRUNCATE"], ids=lambda g: g.trigger
)
def test_every_predicate_can_be_asked(play: Play, guard: object, cluster: Cluster) -> None:
    """The server understands each rule in full, also those parts that no attack has reached."""
    from aftersales.storage.guards.sql import Guard

    assert isinstance(guard, Guard)
    table = f'app."{guard.table}"'
    rows = {INSERT: f"{table} new", DELETE: f"{table} old"}.get(guard.event, f"{table} new, {table} old")
    asked = spoken(guard.refuse_when, POSTGRESQL, "app")
    first = spoken(guard.only_if or "true", POSTGRESQL, "app")
    with cluster.admin_connection(play.url.rsplit("/", 1)[1]) as connection:
        connection.execute(f"EXPLAIN SELECT ({asked}) IS NOT FALSE AND ({first}) FROM {rows}")


CLOSED = "UPDATE complaint SET state = 'closed' WHERE case_no = '{case}'"
WAYS_ROUND = {
    "update_set_state": (errors.CheckViolation, CLOSED),
    "on_conflict_do_update": (
        errors.CheckViolation,
        (
            "INSERT INTO complaint SELECT c.* FROM complaint c WHERE case_no = '{case}'"
            " ON CONFLICT (case_no) DO UPDATE SET state = 'closed'"
        ),
    ),
    "merge": (
        errors.CheckViolation,
        (
            "MERGE INTO complaint c USING (SELECT '{case}' AS n) k ON c.case_no = k.n"
            " WHEN MATCHED THEN UPDATE SET state = 'closed'"
        ),
    ),
    "writable_cte": (
        errors.CheckViolation,
        (
            "WITH gone AS (UPDATE complaint SET state = 'closed' WHERE case_no = '{case}' RETURNING id)"
            " SELECT count(*) FROM gone"
        ),
    ),
    "truncate": (errors.InsufficientPrivilege, "TRUNCATE complaint CASCADE"),
    "disable_trigger": (errors.InsufficientPrivilege, "ALTER TABLE complaint DISABLE TRIGGER ALL"),
    "drop_trigger": (
        errors.InsufficientPrivilege,
        "DROP TRIGGER guard_complaint_step_on_update ON complaint",
    ),
    "session_replication_role": (errors.InsufficientPrivilege, "SET session_replication_role = replica"),
    "create_rule": (
        errors.InsufficientPrivilege,
        "CREATE RULE away AS ON INSERT TO history DO INSTEAD NOTHING",
    ),
    "set_role": (errors.InsufficientPrivilege, 'SET ROLE "{db}_owner"'),
    "set_role_accounts": (errors.InsufficientPrivilege, 'SET ROLE "{db}_accounts"'),
    "set_session_authorization": (errors.InsufficientPrivilege, "SET SESSION AUTHORIZATION boss"),
    "copy_to_program": (errors.InsufficientPrivilege, "COPY (SELECT 1) TO PROGRAM 'true'"),
    "pg_read_file": (errors.InsufficientPrivilege, "SELECT pg_read_file('postgresql.conf')"),
    "lo_import": (errors.InsufficientPrivilege, "SELECT lo_import('/etc/passwd')"),
    "create_role": (errors.InsufficientPrivilege, "CREATE ROLE friend LOGIN SUPERUSER"),
    "grant_owner": (errors.InsufficientPrivilege, 'GRANT "{db}_owner" TO CURRENT_USER'),
    "shadow_table": (errors.InsufficientPrivilege, "CREATE TEMP TABLE staff (login text, roles text)"),
    "own_schema": (errors.InsufficientPrivilege, "CREATE SCHEMA mine"),
    "own_function": (
        errors.InsufficientPrivilege,
        "CREATE FUNCTION app.strpos(text, text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    ),
    "replace_guard": (
        errors.InsufficientPrivilege,
        (
            "CREATE OR REPLACE FUNCTION app.guard_refuse() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'"
        ),
    ),
    "update_history": (errors.InsufficientPrivilege, "UPDATE history SET reason = 'x'"),
    "delete_history": (errors.InsufficientPrivilege, "DELETE FROM history"),
    "delete_case": (errors.InsufficientPrivilege, "DELETE FROM complaint"),
    "read_bank_account": (errors.InsufficientPrivilege, "SELECT account FROM agreement"),
    "read_identity_card": (errors.InsufficientPrivilege, "SELECT id_no FROM customer"),
    "secret_by_whole_row": (errors.InsufficientPrivilege, "SELECT row_to_json(customer) FROM customer"),
}


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_no_way_round(play: Play, way: str) -> None:
    """What a person's login may try beside the program is refused, each by the server or by a rule."""
    kind, sql = WAYS_ROUND[way]
    database = play.url.rsplit("/", 1)[1]
    with play.attacker("service1") as connection, pytest.raises(kind):
        connection.execute(sql.format(case=play.cases["investigating"], db=database))


def test_copy_from_is_refused(play: Play) -> None:
    """COPY FROM runs into the same rule as an INSERT does."""
    with (
        play.attacker("service1") as connection,
        pytest.raises(errors.CheckViolation, match=r"^rule:contact_write"),
        connection.cursor().copy("COPY contact (case_no, no, na, files, travellers) FROM STDIN") as copy,
    ):
        copy.write_row((play.cases["investigating"], 99, "{}", "[]", "[]"))


@pytest.mark.parametrize("immediately", [False, True], ids=["at_commit", "asked_for_earlier"])
def test_history_that_nothing_follows_is_refused(play: Play, immediately: bool) -> None:
    """A history row with a version whose case does not change is refused when the transaction commits."""
    with play.attacker("service1") as connection:
        attempt(connection, play, Attack("", "SELECT 1", step="contact"))
        with pytest.raises(errors.CheckViolation, match=r"^rule:history_followed"):
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE" if immediately else "COMMIT")


@pytest.mark.parametrize("table", ["history", "counter", "stored_file"])
def test_even_the_owner_does_not_truncate(play: Play, table: str) -> None:
    """TRUNCATE of a guarded table is refused to an administrator too."""
    with (
        play.attacker("admin") as connection,
        pytest.raises(errors.CheckViolation, match=f"^rule:{table}_truncate"),
    ):
        connection.execute(f"TRUNCATE {table} CASCADE")


def test_an_open_window_of_the_program_sees_the_rule(play: Play) -> None:
    """A refusal comes to the program under the rule's name."""
    from aftersales.storage.trouble import RefusedByDatabase

    with pytest.raises(RefusedByDatabase) as refused, play.store("service1").writing("service1") as wire:
        wire.run(f"UPDATE complaint SET state = 'closed' {OF_CASE.format(case=play.cases['investigating'])}")
    assert refused.value.facts == {"rule": "complaint_step"}


def test_secret_columns_are_read_by_those_who_need_them(play: Play) -> None:
    """The bank account is empty for the warehouse and there for after-sales."""
    seen = {}
    for login in ("service1", "store1"):
        with play.attacker(login) as connection:
            found = connection.execute("SELECT count(payee) FROM agreement_read").fetchone()
            seen[login] = found[0] if found else None
    assert seen["service1"] > 0
    assert seen["store1"] == 0


def test_nobody_acts_as_another(play: Play) -> None:
    """A login that is not on the server gets no connection."""
    with pytest.raises(psycopg.OperationalError), play.attacker("nobody"):
        pass
