"""Fragments of SQL that the rules are made of: the step in progress, who acts, what a case is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ACTIVE = "EXISTS (SELECT 1 FROM @staff s WHERE s.login = me() AND s.active = 1)"
"""Who acts is on the staff."""

NO_STAFF = "NOT EXISTS (SELECT 1 FROM @staff s)"
"""The office is being set up: nobody is on its staff yet."""


def quoted(codes: Iterable[str]) -> str:
    """Codes as a list of SQL strings; codes hold letters and underscores only."""
    return ", ".join(f"'{code}'" for code in codes)


def has(column: str, word: str) -> str:
    """The JSON list in ``column`` holds the text that the SQL expression ``word`` gives."""
    return f"""(instr({column}, '"' || {word} || '"') > 0)"""


def role(*codes: str) -> str:
    """Who acts is active and holds one of these roles."""
    any_of = " OR ".join(has("s.roles", f"'{code}'") for code in codes)
    return f"EXISTS (SELECT 1 FROM @staff s WHERE s.login = me() AND s.active = 1 AND ({any_of}))"


def nobody_else(code: str) -> str:
    """No other active person holds this role."""
    other = f"o.active = 1 AND o.login <> me() AND {has('o.roles', repr(code))}"
    return f"NOT EXISTS (SELECT 1 FROM @staff o WHERE {other})"


ALONE = f"({role('leader')} AND {nobody_else('leader')})"
"""One-boss office: who acts leads, and no other active leader exists (office.py, Desk.alone)."""


def step(case: str, condition: str = "") -> str:
    """A step of mine on this case is in progress: its history row stands and its change has not come yet."""
    more = f" AND ({condition})" if condition else ""
    return (
        f"EXISTS (SELECT 1 FROM @history h WHERE h.case_no = {case} AND h.version = COALESCE("
        f"(SELECT c.version FROM @complaint c WHERE c.case_no = {case}), 0) + 1 AND h.actor = me(){more})"
    )


def changed(columns: Iterable[str]) -> str:
    """One of these columns changes."""
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)


def stands_in(principal: str, at: str) -> str:
    """Who acts stands in for the principal on the office's day of ``at``: one hop, nobody for himself."""
    return (
        f"({principal} <> me() AND EXISTS (SELECT 1 FROM @substitute u WHERE u.principal = {principal}"
        f" AND u.stands_in = me() AND u.from_on <= $last_day({at})$ AND u.to_on >= $first_day({at})$))"
    )


def leads_no_more(login: str) -> str:
    """The person whom the SQL expression names has left, or is a leader no longer."""
    leads = has("s.roles", "'leader'")
    return f"EXISTS (SELECT 1 FROM @staff s WHERE s.login = {login} AND (s.active = 0 OR NOT {leads}))"


def newest(case: str, states: Iterable[str]) -> str:
    """The number of the newest proposal of the case in one of these states."""
    return f"(SELECT max(q.no) FROM @proposal q WHERE q.case_no = {case} AND q.state IN ({quoted(states)}))"
