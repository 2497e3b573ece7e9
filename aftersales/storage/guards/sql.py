"""What a guard is, and how its predicate becomes a trigger of SQLite and of PostgreSQL.

A predicate is written once in the SQL that both engines read, with four words of its own: ``@table`` (a table
of the office), ``me()`` (the login that acts), ``instr`` and ``IS [NOT] DISTINCT FROM``; and with moments
between dollar signs: ``$window_start(x)$``, ``$undo_until(x)$``, ``$clock()$``, ``$first_day(x)$``,
``$last_day(x)$``. No predicate holds a percent sign on PostgreSQL, where the driver would read it. What is
neither true nor false refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aftersales.domain.authority import WINDOW
from aftersales.domain.steps.taking_back import UNDO
from aftersales.storage.orm import POSTGRESQL, SQLITE

INSERT, UPDATE, DELETE = "INSERT", "UPDATE", "DELETE"
WRITES = (INSERT, UPDATE)
PREFIX = "guard_"
"""Every trigger and function of a guard begins so."""

_UNDO_MINUTES = int(UNDO.total_seconds()) // 60
_WINDOW_HOURS = int(WINDOW.total_seconds()) // 3600
EIGHT_EAST = ("Asia/Shanghai", "Asia/Chongqing", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "PRC")
"""Zones that are UTC+8 all the year: SQLite knows no zones, so it can say the office's day only for these."""


@dataclass(frozen=True)
class Guard:
    """A rule: refuse the event on the table when the predicate is not false.

    ``only_if`` speaks of OLD and NEW alone and saves the rest where it is false. ``engine``: on one engine
    only; ``at_commit``: asked when the transaction commits (PostgreSQL).
    """

    name: str
    table: str
    event: str
    refuse_when: str
    only_if: str = ""
    engine: str = ""
    at_commit: bool = False

    @property
    def trigger(self) -> str:
        """The trigger's name: ``guard_<rule>_on_<event>``."""
        return f"{PREFIX}{self.name}_on_{self.event.lower()}"


def _moments(engine: str) -> dict[str, str]:
    if engine == POSTGRESQL:
        day = (
            "(SELECT to_char(({0})::timestamp AT TIME ZONE 'UTC' AT TIME ZONE z.zone, 'YYYY-MM-DD')"
            " FROM @company z WHERE z.no = 1)"
        )
        start = (
            f"to_char(({{0}})::timestamp - interval '{_WINDOW_HOURS} hours',"
            """ 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
        )
        undo = start.replace(f"- interval '{_WINDOW_HOURS} hours'", f"+ interval '{_UNDO_MINUTES} minutes'")
        clock = """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
        moments = {"window_start": start, "undo_until": undo, "clock": clock}
        return {**moments, "first_day": day, "last_day": day}
    zones = ", ".join(f"'{zone}'" for zone in EIGHT_EAST)
    day = (
        f"(SELECT date({{0}}, CASE WHEN z.zone IN ({zones}) THEN '+8 hours' ELSE '%s hours' END)"
        " FROM @company z WHERE z.no = 1)"
    )
    start = f"strftime('%Y-%m-%dT%H:%M:%fZ', {{0}}, '-{_WINDOW_HOURS} hours')"
    undo = start.replace(f"-{_WINDOW_HOURS} hours", f"+{_UNDO_MINUTES} minutes")
    moments = {"window_start": start, "undo_until": undo, "clock": "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"}
    return {**moments, "first_day": day % "-12", "last_day": day % "+14"}


_MOMENTS = {engine: _moments(engine) for engine in (SQLITE, POSTGRESQL)}
_WORDS = {
    SQLITE: (("IS NOT DISTINCT FROM", "IS"), ("IS DISTINCT FROM", "IS NOT")),
    POSTGRESQL: (("instr(", "strpos("), ("me()", "(session_user)::text")),
}


def spoken(predicate: str, engine: str, schema: str) -> str:
    """The predicate in the engine's own words."""
    moments = _MOMENTS[engine]
    text = re.sub(r"\$(\w+)\(([^$]*)\)\$", lambda m: moments[m[1]].format(m[2]), predicate)
    text = re.sub(r"\b(NEW|OLD)\.(\w+)", r'\1."\2"', text)  # a column may be called as a keyword: by
    for ours, theirs in _WORDS[engine]:
        text = text.replace(ours, theirs)
    home = "" if engine == SQLITE else f'"{schema}".'
    return re.sub(r"@(\w+)", rf'{home}"\1"', text)


def sqlite_trigger(guard: Guard) -> str:
    """CREATE TRIGGER for SQLite."""
    told = spoken(guard.refuse_when, SQLITE, "")
    first = f"({spoken(guard.only_if, SQLITE, '')}) AND " if guard.only_if else ""
    return (
        f'CREATE TRIGGER "{guard.trigger}" BEFORE {guard.event} ON "{guard.table}"'
        f" WHEN {first}(({told}) IS NOT FALSE)"
        f" BEGIN SELECT RAISE(ABORT, 'rule:{guard.name}'); END"
    )


def refusing_function(schema: str) -> str:
    """The function behind guards that need no query: it refuses in the name it is given."""
    return (
        f'CREATE FUNCTION "{schema}"."{PREFIX}refuse"() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN'
        " RAISE EXCEPTION USING MESSAGE = 'rule:' || TG_ARGV[0], ERRCODE = 'check_violation'; END $body$"
    )


def postgresql_trigger(guard: Guard, schema: str) -> tuple[str, ...]:
    """CREATE FUNCTION and CREATE TRIGGER for PostgreSQL; without a query in it, the trigger alone."""
    told = f"({spoken(guard.refuse_when, POSTGRESQL, schema)}) IS NOT FALSE"
    when = f" WHEN ({spoken(guard.only_if, POSTGRESQL, schema)})" if guard.only_if else ""
    head = f'"{guard.trigger}" BEFORE {guard.event} ON "{schema}"."{guard.table}" FOR EACH ROW'
    refuse = f"""EXECUTE FUNCTION "{schema}"."{PREFIX}refuse"('{guard.name}')"""
    if guard.event == "TRUNCATE":
        return (f"CREATE TRIGGER {head.replace('EACH ROW', 'EACH STATEMENT')} {refuse}",)
    if "SELECT" not in guard.refuse_when:
        both = f"({spoken(guard.only_if or 'true', POSTGRESQL, schema)}) AND ({told})"
        return (f"CREATE TRIGGER {head} WHEN ({both}) {refuse}",)
    function = (
        f'CREATE FUNCTION "{schema}"."{guard.trigger}"() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN'
        f" IF {told} THEN RAISE EXCEPTION USING MESSAGE = 'rule:{guard.name}', ERRCODE = 'check_violation';"
        f" END IF; RETURN {'OLD' if guard.event == DELETE else 'NEW'}; END $body$"
    )
    if guard.at_commit:
        head = head.replace("BEFORE", "AFTER", 1)
        head = head.replace("FOR EACH", "DEFERRABLE INITIALLY DEFERRED FOR EACH")
    kind = "CONSTRAINT TRIGGER" if guard.at_commit else "TRIGGER"
    return (function, f'CREATE {kind} {head}{when} EXECUTE FUNCTION "{schema}"."{guard.trigger}"()')
