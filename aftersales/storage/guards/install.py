"""Put the guards on a database, take them off, and say which stand."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from aftersales.storage.guards.rules import GUARDS
from aftersales.storage.guards.sql import PREFIX, Guard, postgresql_trigger, refusing_function, sqlite_trigger
from aftersales.storage.guards.views import GUARDED, create_view, view_of
from aftersales.storage.orm import SQLITE, Database


def wanted(engine: str) -> tuple[Guard, ...]:
    """The guards of an engine."""
    return tuple(guard for guard in GUARDS if guard.engine in ("", engine))


def install(db: Database) -> None:
    """Create every guard and reading view, in the caller's transaction; ``drop`` comes first."""
    schema = "" if db.engine == SQLITE else _schema(db)
    made = statements(db.engine, schema)
    for statement in made:
        _done(db, statement)
    if db.engine != SQLITE:
        _done(db, f"COMMENT ON FUNCTION {_refuser(schema)} IS '{_edition(made)}'")


def statements(engine: str, schema: str) -> tuple[str, ...]:
    """The statements that create every guard of an engine; PostgreSQL's in this schema."""
    views = tuple(create_view(table, engine, schema) for table in GUARDED)
    if engine == SQLITE:
        return (*views, *(sqlite_trigger(guard) for guard in wanted(engine)))
    made = (statement for guard in wanted(engine) for statement in postgresql_trigger(guard, schema))
    return (*views, refusing_function(schema), *made)


def drop(db: Database) -> None:
    """Remove every guard that stands, also one that this version does not know."""
    for trigger, table, _ in _standing(db):
        on = "" if db.engine == SQLITE else f' ON "{table}"'
        _done(db, f'DROP TRIGGER "{trigger}"{on}')
    for kept in GUARDED:
        _done(db, f'DROP VIEW IF EXISTS "{view_of(kept)}"')
    for function in _functions(db):
        _done(db, f'DROP FUNCTION "{function}"()')


def names(db: Database) -> tuple[str, ...]:
    """The names of the triggers that stand and are not switched off, sorted."""
    return tuple(sorted(trigger for trigger, _, on in _standing(db) if on))


def missing(db: Database) -> tuple[str, ...]:
    """The names of triggers that should stand and do not, or are switched off, sorted."""
    return tuple(sorted({guard.trigger for guard in wanted(db.engine)} - set(names(db))))


def stale(db: Database) -> bool:
    """Whether the guards that stand are not, word for word, those of this program."""
    if db.engine == SQLITE:
        texts = {str(row[0]) for row in _done(db, _TEXTS).fetchall()}
        return texts != {sqlite_trigger(guard) for guard in wanted(db.engine)}
    schema = _schema(db)
    told = _done(db, f"SELECT obj_description(to_regprocedure('{_refuser(schema)}'), 'pg_proc')").fetchone()[
        0
    ]
    return bool(missing(db)) or told != _edition(statements(db.engine, schema))


def _edition(made: tuple[str, ...]) -> str:
    return f"guards {sha256(';'.join(made).encode()).hexdigest()}"


def _refuser(schema: str) -> str:
    return f'"{schema}"."{PREFIX}refuse"()'


_TEXTS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
_STANDING = {
    "sqlite": (
        "SELECT name, tbl_name, 1 FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
    ),
    "postgresql": (
        "SELECT t.tgname, c.relname, t.tgenabled <> 'D'"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND starts_with(t.tgname, 'guard_')"
    ),
}
_FUNCTIONS = (
    "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    " AND starts_with(proname, 'guard_')"
)


def _standing(db: Database) -> list[tuple[str, str, bool]]:
    found = _done(db, _STANDING[db.engine]).fetchall()
    return [(str(name), str(table), bool(on)) for name, table, on in found]


def _functions(db: Database) -> list[str]:
    return [] if db.engine == SQLITE else [str(row[0]) for row in _done(db, _FUNCTIONS).fetchall()]


def _schema(db: Database) -> str:
    return str(_done(db, "SELECT current_schema()").fetchone()[0])


def _done(db: Any, statement: str) -> Any:  # noqa: ANN401 - peewee tells no types; a cursor of either driver
    return db.execute_sql(statement)


assert PREFIX == "guard_"  # noqa: S101 - the two queries above spell it
