"""The functions on PostgreSQL that make staff logins, set passwords and disable: the text of each.

They run as ``<db>_accounts`` (SECURITY DEFINER), find only what is in the catalogue and in the office's
schema, take a SCRAM-SHA-256 verifier and nothing else for a password, and ask for the caller's business role.
A refusal carries its name as a guard's does: ``rule:<name>``. Logins belong to the whole cluster: who has one
for another office on the same server joins with it and keeps its password, which only that office sets.
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
    gives: str = "void"

    def sql(self, database: str, schema: str) -> str:
        """CREATE FUNCTION in this schema for this office's database."""
        told = ", ".join(f"{name} {kind}" for name, kind in self.arguments)
        body = self.body.replace(":DB", f"'{database}'")
        return (
            f"CREATE FUNCTION {schema}.{self.name}({told}) RETURNS {self.gives} LANGUAGE plpgsql"
            f" SECURITY DEFINER SET search_path = pg_catalog, {schema}, pg_temp"
            f" AS $body$ DECLARE made boolean; BEGIN {body} END $body$"
        )


def _unless(condition: str, rule: str) -> str:
    return (
        f"IF ({condition}) IS NOT TRUE THEN RAISE EXCEPTION USING MESSAGE = 'rule:{rule}',"
        " ERRCODE = 'insufficient_privilege'; END IF;"
    )


def _person(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM staff p WHERE p.login = who AND {condition})"


_MAY_BE_ADMIN = _person("strpos(p.roles, '\"admin\"') > 0")
_PLAIN = "r.rolname = who AND r.rolcanlogin AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb)"
_COMMENT = "COALESCE(shobj_description(r.oid, 'pg_authid'), '')"
_OF_AN_OFFICE = f"EXISTS (SELECT 1 FROM pg_roles r WHERE {_PLAIN} AND starts_with({_COMMENT}, 'aftersales:'))"
_OURS = f"EXISTS (SELECT 1 FROM pg_roles r WHERE {_PLAIN} AND {_COMMENT} = 'aftersales:' || :DB)"
_SCRAM = _unless(f"verifier ~ '{_VERIFIER}'", "account_verifier")
_IS_ADMIN = _unless(_ADMIN, "account_admin")


def _execute(*parts: str) -> str:
    """EXECUTE of a statement made of these expressions; what comes from the caller is quoted."""
    return f"EXECUTE {' || '.join(parts)};"


_WHO, _SECRET = "quote_ident(who)", "quote_literal(verifier)"
_STAFF, _OWNER = "quote_ident(:DB || '_staff')", "quote_ident(:DB || '_owner')"
_MADE = (
    "made := true; BEGIN "
    + _execute("'CREATE ROLE '", _WHO, "' LOGIN PASSWORD '", _SECRET)
    + _execute("'COMMENT ON ROLE '", _WHO, "' IS '", "quote_literal('aftersales:' || :DB)")
    + f" EXCEPTION WHEN duplicate_object OR unique_violation THEN {_unless(_OF_AN_OFFICE, 'account_ours')}"
    + f" made := {_OURS}; IF made THEN "
    + _execute("'ALTER ROLE '", _WHO, "' PASSWORD '", _SECRET)
    + " END IF; END;"
)

FUNCTIONS: tuple[Function, ...] = (
    Function(
        "create_login",
        (("who", "text"), ("verifier", "text"), ("is_admin", "boolean")),
        f"{_IS_ADMIN} {_SCRAM} {_unless(_person('p.active = 1'), 'account_staff')}"
        f" {_unless(f'is_admin IS FALSE OR {_MAY_BE_ADMIN}', 'account_role')} {_MADE} "
        + _execute("'GRANT '", _STAFF, "' TO '", _WHO)
        + _execute("'GRANT CONNECT ON DATABASE '", "quote_ident(:DB)", "' TO '", _WHO)
        + " IF is_admin THEN "
        + _execute("'GRANT '", _OWNER, "' TO '", _WHO)
        + " END IF; RETURN made;",
        gives="boolean",
    ),
    Function(
        "set_password",
        (("who", "text"), ("verifier", "text")),
        f"{_unless(f'who = session_user OR {_ADMIN}', 'account_admin')} {_SCRAM}"
        f" {_unless(f'{_OURS} OR who = session_user AND {_OF_AN_OFFICE}', 'account_ours')} "
        + _execute("'ALTER ROLE '", _WHO, "' PASSWORD '", _SECRET),
    ),
    Function(
        "disable_login",
        (("who", "text"),),
        f"{_IS_ADMIN} {_unless(_OF_AN_OFFICE, 'account_ours')}"
        f" {_unless('who <> session_user', 'account_self')} "
        + _execute("'REVOKE '", _STAFF, "', '", _OWNER, "' FROM '", _WHO)
        + _execute("'REVOKE CONNECT ON DATABASE '", "quote_ident(:DB)", "' FROM '", _WHO),
    ),
)
