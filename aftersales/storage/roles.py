"""Setting up an office on PostgreSQL: its database, its roles, and who may touch which table.

Everything belongs to ``<db>_owner``, which nobody logs in as; people are members of ``<db>_staff``,
administrators of the owner too; ``<db>_accounts`` owns the functions in ``accounts``, without members.
Tried on PostgreSQL 15. From 16 on a role with CREATEROLE administers only the roles that it has made itself:
there ``<db>_accounts`` must be given ADMIN OPTION on the two groups first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aftersales.domain.errors import BadField, DomainError, Trouble
from aftersales.storage.accounts.functions import FUNCTIONS
from aftersales.storage.accounts.logins import must_be_strong
from aftersales.storage.accounts.scram import verifier
from aftersales.storage.database import SCHEMA
from aftersales.storage.guards.views import view_of
from aftersales.storage.tables import PASSING, TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg


MARK = "aftersales:"
"""A login of ours carries ``aftersales:<db>`` as its comment on the server."""
_GROUPS = ("owner", "staff", "accounts")
_KEPT_AS_IT_IS = frozenset({"history", "stored_file", "clause", "act"})
_MAY_LOSE_ROWS = frozenset({"agreement", "proposal", "remedy", "customer_phone", "search_text", "presence"})
_ONLY_SQLITE = frozenset({"login_secret"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class BadDatabaseName(BadField):
    """An office's database is named with a-z, 0-9 and _, at most 40. Facts: ``field``, ``value``."""


class MaySetUp(Trouble):
    """Setting up wants a login with CREATEDB and CREATEROLE. Facts: ``login``."""


class TakenOnServer(DomainError):
    """The server has a role of this name that is no person of an office. Facts: ``login``."""


@dataclass(frozen=True)
class Groups:
    """The three roles of one office's database; roles belong to the cluster, so they carry its name."""

    database: str

    @property
    def owner(self) -> str:
        return f"{self.database}_owner"

    @property
    def staff(self) -> str:
        return f"{self.database}_staff"

    @property
    def accounts(self) -> str:
        return f"{self.database}_accounts"


def quoted(name: str) -> str:
    """The name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def create_database(setup: psycopg.Connection[Any], name: str) -> None:
    """Make the three roles and the empty database.

    ``setup``: autocommit, a login with CREATEDB and CREATEROLE. Afterwards ``prepare`` in the new database,
    the migration, ``grant``, and ``first_admin``.
    Raises BadDatabaseName, MaySetUp; what exists already is an error of the server.
    """
    if not _NAME.fullmatch(name):
        raise BadDatabaseName(field="database", value=name)
    _must_be_able(setup)
    groups = Groups(name)
    for group in _GROUPS:
        more = " CREATEROLE" if group == "accounts" else ""
        setup.execute(f"CREATE ROLE {quoted(f'{name}_{group}')} NOLOGIN{more}")
    setup.execute(f"GRANT {quoted(groups.owner)}, {quoted(groups.accounts)} TO CURRENT_USER")
    setup.execute(
        f"CREATE DATABASE {quoted(name)} OWNER {quoted(groups.owner)} TEMPLATE template0"
        " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    setup.execute(f"REVOKE ALL ON DATABASE {quoted(name)} FROM PUBLIC")
    setup.execute(f"GRANT CONNECT ON DATABASE {quoted(name)} TO {quoted(groups.accounts)} WITH GRANT OPTION")


def _must_be_able(setup: psycopg.Connection[Any]) -> None:
    row = setup.execute(
        "SELECT (rolcreatedb AND rolcreaterole) OR rolsuper, rolname FROM pg_roles"
        " WHERE rolname = current_user"
    ).fetchone()
    if row is None or not row[0]:
        raise MaySetUp(login=row[1] if row else "")


def prepare(setup: psycopg.Connection[Any], name: str) -> None:
    """In the new database: the schema, what PUBLIC loses, the functions for accounts.

    ``setup``: as for ``create_database``, autocommit, connected to the new database.
    """
    groups = Groups(name)
    with setup.transaction():
        for statement in _prepared(groups):
            setup.execute(statement)


def _prepared(groups: Groups) -> Iterator[str]:
    owner, staff, accounts = quoted(groups.owner), quoted(groups.staff), quoted(groups.accounts)
    yield f"SET LOCAL ROLE {owner}"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
    yield f"CREATE SCHEMA {SCHEMA}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {staff}"
    yield f"GRANT USAGE, CREATE ON SCHEMA {SCHEMA} TO {accounts}"
    yield f"SET LOCAL ROLE {accounts}"
    for function in FUNCTIONS:
        yield function.sql(groups.database, SCHEMA)
        signature = f"{SCHEMA}.{function.name}({', '.join(kind for _, kind in function.arguments)})"
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {signature} TO {staff}"
    yield f"SET LOCAL ROLE {owner}"
    yield f"REVOKE CREATE ON SCHEMA {SCHEMA} FROM {accounts}"


def grant(db: Any) -> None:  # noqa: ANN401 - peewee tells no types
    """Say anew what the staff may do on each table. By a member of the owner, after every migration.

    What was granted before is taken back first. One transaction, or a part of the caller's.
    """
    with db.atomic():
        name = str(db.execute_sql("SELECT current_database()").fetchone()[0])
        for statement in granted(Groups(name)):
            db.execute_sql(statement)


def grant_where_set_up(db: Any) -> None:  # noqa: ANN401 - peewee tells no types
    """As ``grant``, where ``create_database`` made the roles; nothing on a database without them.

    A part of every migration: a view that was made anew has lost its grants.
    """
    asked = "SELECT count(*) FROM pg_roles WHERE rolname = current_database() || '_staff'"
    if db.execute_sql(asked).fetchone()[0]:
        grant(db)


def granted(groups: Groups) -> Iterator[str]:
    """The statements of ``grant``, in order."""
    staff, accounts = quoted(groups.staff), quoted(groups.accounts)
    yield f"SET LOCAL ROLE {quoted(groups.owner)}"
    for group in ("PUBLIC", staff):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {group}"
        yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {SCHEMA} FROM {group}"
    yield f"GRANT SELECT ON {SCHEMA}.staff TO {accounts}"
    yield f"GRANT SELECT ON {SCHEMA}.schema_migration TO {staff}"
    for table in (*TABLES, *PASSING):
        if table.name not in _ONLY_SQLITE:
            yield from _granted_table(table, staff)


def _granted_table(table: Table, staff: str) -> Iterator[str]:
    name = f"{SCHEMA}.{quoted(table.name)}"
    writes = ["INSERT"]
    if table.name not in _KEPT_AS_IT_IS:
        writes.append("UPDATE")
    if table.name in _MAY_LOSE_ROWS:
        writes.append("DELETE")
    yield f"GRANT {', '.join(writes)} ON {name} TO {staff}"
    seen = [quoted(column.name) for column in table.columns if not column.secret]
    if len(seen) == len(table.columns):
        yield f"GRANT SELECT ON {name} TO {staff}"
    else:
        yield f"GRANT SELECT ({', '.join(seen)}) ON {name} TO {staff}"
        yield f"GRANT SELECT ON {SCHEMA}.{quoted(view_of(table))} TO {staff}"


def first_admin(
    setup: psycopg.Connection[Any], name: str, login: str, password: str, *, practice: bool = False
) -> None:
    """The first administrator's login, made by who sets up; he then writes his own row of the staff.

    Afterwards ``setup`` is no member of the office's roles any more. One transaction. Raises WeakPassword,
    TakenOnServer.
    """
    must_be_strong(password, practice=practice)
    groups, person = Groups(name), quoted(login)
    with setup.transaction():
        _make_login(setup, name, login, password)
        setup.execute(f"GRANT {quoted(groups.owner)}, {quoted(groups.staff)} TO {person}")
        setup.execute(f"SET LOCAL ROLE {quoted(groups.accounts)}")
        setup.execute(f"GRANT CONNECT ON DATABASE {quoted(name)} TO {person}")
        setup.execute("RESET ROLE")
        setup.execute(f"REVOKE {quoted(groups.owner)}, {quoted(groups.accounts)} FROM CURRENT_USER")


def _make_login(setup: psycopg.Connection[Any], name: str, login: str, password: str) -> None:
    """A login of another office on this server is taken as it is, with its password."""
    known = setup.execute(
        "SELECT starts_with(COALESCE(shobj_description(oid, 'pg_authid'), ''), %s)"
        " FROM pg_roles WHERE rolname = %s",
        (MARK, login),
    ).fetchone()
    if known is None:
        setup.execute(f"CREATE ROLE {quoted(login)} LOGIN PASSWORD {quoted_text(verifier(password))}")
        setup.execute(f"COMMENT ON ROLE {quoted(login)} IS {quoted_text(MARK + name)}")
    elif not known[0]:
        raise TakenOnServer(login=login)


def quoted_text(text: str) -> str:
    """The text as a literal of SQL; it holds no backslash."""
    return "'" + text.replace("'", "''") + "'"
