"""Offices on the run's server, set up once and lent again and again, each time as on its first day.

Roles belong to the whole server and an office's roles carry its database's name, so a new copy takes the name
of the old one, and with it its logins. A test that made or changed logins has used the plot up: the next one
gets another.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from tests.cluster import Cluster

ROLES = """
    WITH ours AS (
        SELECT a.oid, a::text AS told FROM pg_authid a
        WHERE a.rolname IN (%(db)s || '_owner', %(db)s || '_staff', %(db)s || '_accounts')
        OR shobj_description(a.oid, 'pg_authid') = 'aftersales:' || %(db)s
    )
    SELECT told FROM ours
    UNION ALL SELECT m::text FROM pg_auth_members m
    WHERE m.roleid IN (SELECT oid FROM ours) OR m.member IN (SELECT oid FROM ours)
"""
"""Each role and login of an office as the server has it, with its password, and who is in which."""
ACCESS = """
    SELECT grantor::regrole::text, grantee::regrole::text, privilege_type, is_grantable
    FROM pg_database, aclexplode(datacl) WHERE datname = %(db)s
"""
"""Who was let into a database by whom; a copy of a database does not have it."""

Raw = psycopg.Connection[tuple[object, ...]]
Told = frozenset[tuple[object, ...]]


@dataclass(frozen=True)
class Plot:
    """One office's database, its copy of the first day, and what the server knew of it on that day."""

    name: str
    roles: Told
    access: Told

    @property
    def copy(self) -> str:
        return f"{self.name}_made"

    def renew(self, server: Raw) -> None:
        """Make the database anew, as it was on its first day."""
        _copied(server, self.copy, self.name)
        server.execute(f'REVOKE ALL ON DATABASE "{self.name}" FROM PUBLIC')
        owner = f"{self.name}_owner"
        server.execute(";".join(self._granted(owner)))
        assert _asked(server, ACCESS, self.name) == self.access

    def _granted(self, owner: str) -> Iterator[str]:
        """The owner's grants come first: others grant what he has let them grant."""
        for grantor, grantee, right, grantable in sorted(self.access, key=lambda told: told[0] != owner):
            more = " WITH GRANT OPTION" if grantable else ""
            yield f"SET ROLE {grantor}"
            yield f'GRANT {right} ON DATABASE "{self.name}" TO {grantee}{more}'
        yield "RESET ROLE"

    def clear(self, server: Raw) -> bool:
        """Remove the database; whether the plot can be lent again."""
        _dropped(server, self.name)
        if _asked(server, ROLES, self.name) == self.roles:
            return True
        _dropped(server, self.copy)
        return False


@dataclass
class Plots:
    """The plots of one kind of office; ``found`` sets one up in a database of this name and leaves it."""

    kind: str
    found: Callable[[Cluster, str], None]
    _free: dict[Cluster, list[Plot]] = field(default_factory=dict)

    @contextmanager
    def lent(self, cluster: Cluster) -> Iterator[str]:
        """A database with an office that nobody has used, removed after."""
        free = self._free.setdefault(cluster, [])
        if free:
            plot = free.pop()
            with cluster.admin_connection() as server:
                plot.renew(server)
        else:
            plot = self._made(cluster)
        yield plot.name
        with cluster.admin_connection() as server:
            if plot.clear(server):
                free.append(plot)

    def _made(self, cluster: Cluster) -> Plot:
        name = f"{self.kind}_{secrets.token_hex(4)}"
        self.found(cluster, name)
        with cluster.admin_connection() as server:
            plot = Plot(name, _asked(server, ROLES, name), _asked(server, ACCESS, name))
            _copied(server, name, plot.copy)
        return plot


def _asked(server: Raw, query: str, database: str) -> Told:
    return frozenset(server.execute(query, {"db": database}).fetchall())


def _copied(server: Raw, template: str, name: str) -> None:
    """A copy with the same owner; nobody may be connected to the template."""
    owner = server.execute(
        "SELECT datdba::regrole::text FROM pg_database WHERE datname = %s", (template,)
    ).fetchone()
    assert owner is not None
    making = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy")
    server.execute(making.format(sql.Identifier(name), sql.SQL(str(owner[0])), sql.Identifier(template)))


def _dropped(server: Raw, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
