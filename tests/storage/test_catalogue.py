"""Who may do what on the server: the whole catalogue against a kept file, beside a list written by hand.

After a wanted change: ``KEEP_CATALOGUE=1 pytest tests/storage/test_catalogue.py``, and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from tests.cluster import Cluster
from tests.storage.attacks_on.play import Play, set_up_server

pytestmark = pytest.mark.postgresql
KEPT = Path(__file__).with_name("catalogue.txt")
ROLES = ("owner", "staff", "accounts", "public")
_TABLES = """
SELECT c.relname, c.relkind, pg_get_userbyid(c.relowner), c.oid FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('app', 'public') AND c.relkind IN ('r', 'v', 'm', 'S', 'f', 'p') ORDER BY 1
"""
_FUNCTIONS = """
SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', pg_get_userbyid(p.proowner),
    CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END, p.oid
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('app', 'public') ORDER BY 1
"""
_DOES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
_HIDDEN = """
SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT has_column_privilege(%s, a.attrelid, a.attnum, 'SELECT')
"""


@pytest.fixture(scope="module")
def play(cluster: Cluster) -> Iterator[Play]:
    """An office on the server."""
    made = set_up_server(cluster)
    yield made
    made.close()


@pytest.fixture
def raw(play: Play, cluster: Cluster) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """The superuser's look into the office's database."""
    with cluster.admin_connection(_name(play)) as connection:
        yield connection


def _name(play: Play) -> str:
    return play.url.rsplit("/", 1)[1]


def _role(database: str, short: str) -> str:
    return short if short == "public" else f"{database}_{short}"


def _catalogue(raw: psycopg.Connection[tuple[object, ...]], database: str) -> Iterator[str]:
    for name, kind, owner, oid in raw.execute(_TABLES).fetchall():
        yield f"{'view' if kind == 'v' else 'table'} {name} owner={owner}"
        for short in ROLES[1:]:
            role = _role(database, short)
            does = [
                w for w in _DOES if _one(raw, "SELECT has_table_privilege(%s, %s::oid, %s)", role, oid, w)
            ]
            some = not does or "SELECT" not in does
            hidden = _one(raw, _HIDDEN, oid, role) if some and short == "staff" else None
            seen = _one(raw, "SELECT has_any_column_privilege(%s, %s::oid, 'SELECT')", role, oid)
            if does or seen:
                yield f"  {short}: {' '.join(does)}" + (f" SELECT-but({hidden})" if some and seen else "")
    for name, owner, rights, oid in raw.execute(_FUNCTIONS).fetchall():
        may = [
            short
            for short in ROLES[1:]
            if _one(raw, "SELECT has_function_privilege(%s, %s::oid, 'EXECUTE')", _role(database, short), oid)
        ]
        yield f"function {name} owner={owner} {rights} may={','.join(may)}"
    yield from _of_roles(raw, database)


def _of_roles(raw: psycopg.Connection[tuple[object, ...]], database: str) -> Iterator[str]:
    for short in ROLES[:3]:
        role = _role(database, short)
        row = raw.execute(
            "SELECT rolcanlogin, rolcreaterole, rolcreatedb, rolsuper, rolbypassrls, rolreplication"
            " FROM pg_roles WHERE rolname = %s",
            (role,),
        ).fetchone()
        names = ("login", "createrole", "createdb", "super", "bypassrls", "replication")
        held = [name for name, yes in zip(names, row or (), strict=True) if yes]
        members = (
            ""
            if short == "staff"
            else _one(
                raw,
                "SELECT string_agg(m.rolname, ' ' ORDER BY m.rolname) FROM pg_auth_members a"
                " JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid"
                " WHERE g.rolname = %s",
                role,
            )
        )
        yield f"role {short}: {' '.join(held) or 'nothing'}; members={members}"
    for what in ("CONNECT", "CREATE", "TEMPORARY"):
        may = [
            s
            for s in ROLES
            if _one(raw, "SELECT has_database_privilege(%s, %s, %s)", _role(database, s), database, what)
        ]
        yield f"database {what}: {' '.join(may)}"
    for schema in ("app", "public"):
        for what in ("USAGE", "CREATE"):
            may = [
                s
                for s in ROLES
                if _one(raw, "SELECT has_schema_privilege(%s, %s, %s)", _role(database, s), schema, what)
            ]
            yield f"schema {schema} {what}: {' '.join(may)}"


def _one(raw: psycopg.Connection[tuple[object, ...]], sql: str, *values: object) -> object:
    row = raw.execute(sql, values).fetchone()
    return row[0] if row else None


def test_catalogue_is_as_kept(raw: psycopg.Connection[tuple[object, ...]], play: Play) -> None:
    """Every table, view, function and role has the privileges that the kept file says, and no other."""
    database = _name(play)
    told = "\n".join(_catalogue(raw, database)).replace(database, "<db>") + "\n"
    if os.environ.get("KEEP_CATALOGUE"):
        KEPT.write_text(told, encoding="utf-8")
    assert told == KEPT.read_text(encoding="utf-8")


ONLY_THE_OWNER = {
    "add a column": "ALTER TABLE app.complaint ADD COLUMN x text",
    "drop a column": "ALTER TABLE app.product DROP COLUMN common_faults",
    "drop a table": "DROP TABLE app.search_text",
    "make a table": "CREATE TABLE app.x (y text)",
    "make an index": "CREATE INDEX x ON app.complaint (title)",
    "rename a table": "ALTER TABLE app.product RENAME TO goods",
    "switch a guard off": "ALTER TABLE app.counter DISABLE TRIGGER guard_counter_grows_on_update",
    "drop a guard": "DROP TRIGGER guard_counter_grows_on_update ON app.counter",
    "make a trigger": "CREATE TRIGGER x BEFORE INSERT ON app.counter EXECUTE FUNCTION app.guard_refuse('x')",
    "make a function": "CREATE FUNCTION app.x() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "grant a privilege": "GRANT DELETE ON app.complaint TO PUBLIC",
    "change the reading view": "ALTER VIEW app.customer_read RENAME TO x",
}
"""Twelve things, written by hand: what changes the database's shape is for administrators alone."""


@pytest.mark.parametrize("what", ONLY_THE_OWNER)
def test_only_the_owner(play: Play, what: str) -> None:
    """The staff is refused what an administrator, as a member of the owner, may do when he migrates."""
    with play.attacker("service1") as connection, pytest.raises(errors.InsufficientPrivilege):
        _do(connection, ONLY_THE_OWNER[what])
    with play.attacker("admin") as connection:
        connection.execute(f'SET LOCAL ROLE "{_name(play)}_owner"')
        connection.execute(ONLY_THE_OWNER[what])


def _do(connection: psycopg.Connection[tuple[object, ...]], sql: str) -> None:
    """GRANT without a right to it only warns and does nothing: so ask whether it did anything."""
    connection.execute(sql)
    row = connection.execute("SELECT has_table_privilege(current_user, 'app.complaint', 'DELETE')").fetchone()
    if row is not None and not row[0]:
        raise errors.InsufficientPrivilege
