"""The functions on PostgreSQL that make staff logins, set passwords and disable: the text of each.

They run as ``<db>_accounts`` (SECURITY DEFINER), find only what is in the catalogue and in the office's
schema, take a SCRAM-SHA-256 verifier and nothing else for a password, and ask for the caller's business role.
A refusal carries its name as a guard's does: ``rule:<name>``.
"""

from __future__ import annotations

from dataclasses import dataclass

_VERIFIER = r"^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/]{16,}=*\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$"
_ADMIN = (
    "EXISTS (SELECT 1 FROM staff s WHERE s.login = session_user AND s.active = 1"
    " AND strpos(s.roles, '\"admin\"') > 0)"
)


@dataclass(frozen=True)
class Function:
    """One function: its arguments as (name, type), its body between BEGIN and END."""

    name: str
    arguments: tuple[tuple[str, str], ...]
    body: str

    def sql(self, database: str, schema: str) -> str:
        """CREATE FUNCTION in this schema for this office's database."""
        told = ", ".join(f"{name} {kind}" for name, kind in self.arguments)
        body = self.body.replace(":DB", f"'{database}'")
        return (
            f"CREATE FUNCTION {schema}.{self.name}({told}) RETURNS void LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path = pg_catalog, {schema}, pg_temp AS $body$ BEGIN {body} END $body$"
        )


def _unless(condition: str, rule: str) -> str:
    return (
        f"IF ({condition}) IS NOT TRUE THEN RAISE EXCEPTION USING MESSAGE = 'rule:{rule}',"
        " ERRCODE = 'insufficient_privilege'; END IF;"
    )


def _person(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM staff p WHERE p.login = who AND {condition})"


_MAY_BE_ADMIN = _person("strpos(p.roles, '\"admin\"') > 0")
_EXISTS = "EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = who)"
_OURS = (
    "EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = who AND NOT r.rolsuper AND NOT r.rolcreaterole"
    " AND NOT r.rolcreatedb AND shobj_description(r.oid, 'pg_authid') = 'aftersales:' || :DB)"
)
_SCRAM = _unless(f"verifier ~ '{_VERIFIER}'", "account_verifier")
_IS_ADMIN = _unless(_ADMIN, "account_admin")
_IS_OURS = _unless(_OURS, "account_ours")

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "create_login",
        (("who", "text"), ("verifier", "text"), ("is_admin", "boolean")),
        f"{_IS_ADMIN} {_SCRAM}"
        f" {_unless(_person('p.active = 1'), 'account_staff')}"
        f" IF is_admin THEN {_unless(_MAY_BE_ADMIN, 'account_role')} END IF;"
        f" IF {_EXISTS} THEN {_IS_OURS}"
        " EXECUTE 'ALTER ROLE ' || quote_ident(who) || ' LOGIN PASSWORD ' || quote_literal(verifier);"
        " ELSE EXECUTE 'CREATE ROLE ' || quote_ident(who) || ' LOGIN PASSWORD ' || quote_literal(verifier);"
        " EXECUTE 'COMMENT ON ROLE ' || quote_ident(who) || ' IS ' || quote_literal('aftersales:' || :DB);"
        " END IF;"
        " EXECUTE 'GRANT ' || quote_ident(:DB || '_staff') || ' TO ' || quote_ident(who);"
        " EXECUTE 'GRANT CONNECT ON DATABASE ' || quote_ident(:DB) || ' TO ' || quote_ident(who);"
        " IF is_admin THEN"
        " EXECUTE 'GRANT ' || quote_ident(:DB || '_owner') || ' TO ' || quote_ident(who); END IF;",
    ),
    Function(
        "set_password",
        (("who", "text"), ("verifier", "text")),
        f"{_unless(f'who = session_user OR {_ADMIN}', 'account_admin')} {_SCRAM} {_IS_OURS}"
        " EXECUTE 'ALTER ROLE ' || quote_ident(who) || ' PASSWORD ' || quote_literal(verifier);",
    ),
    Function(
        "disable_login",
        (("who", "text"),),
        f"{_IS_ADMIN} {_IS_OURS} {_unless('who <> session_user', 'account_self')}"
        " EXECUTE 'REVOKE ' || quote_ident(:DB || '_staff') || ', ' || quote_ident(:DB || '_owner')"
        " || ' FROM ' || quote_ident(who);"
        " EXECUTE 'REVOKE CONNECT ON DATABASE ' || quote_ident(:DB) || ' FROM ' || quote_ident(who);",
    ),
)
