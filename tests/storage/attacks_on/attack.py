"""What an attack is: a statement that somebody with a login and a database tool tries, and how it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aftersales.domain.records.trail import History
from aftersales.storage.codec import codec
from aftersales.storage.history import fingerprint
from aftersales.storage.orm import POSTGRESQL
from aftersales.storage.tables import BY_NAME
from tests.storage.attacks_on.play import Play

Raw = Any
"""A connection of either driver."""
LATER = "2026-11-20T01:00:00.000Z"
EMPTY = {"TEXT": "''", "INTEGER": "0", "BYTES": "NOTHING"}


@dataclass(frozen=True)
class Attack:
    """``rule`` refuses ``sql``, done by ``me`` after a step's history row of his own and ``before``.

    ``step``: the history row that is written first, "" none; ``to``: the state that it says; ``history``:
    what its columns say instead. ``last``: the history row itself is the attack. ``aside``: triggers that
    stand in the way of showing this one.
    """

    rule: str
    sql: str = ""
    me: str = "service1"
    case: str = "investigating"
    step: str = ""
    to: str = ""
    before: tuple[str, ...] = ()
    history: Mapping[str, object] = field(default_factory=dict)
    last: bool = False
    verb: str = "INSERT"
    aside: tuple[str, ...] = ()
    engine: str = ""

    def __str__(self) -> str:
        words = (self.rule, self.step or self.sql[:24].replace('"', ""), self.me)
        return "-".join(words).replace(" ", "_").lower()


def run(connection: Raw, engine: str, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Do a statement on either driver; ``?`` stands for a value."""
    if engine == POSTGRESQL:
        sql = sql.replace("%", "%%").replace("?", "%s") if values else sql
    sql = sql.replace("NOTHING", "''::bytea" if engine == POSTGRESQL else "x''")
    cursor = connection.execute(sql, tuple(values)) if values else connection.execute(sql)
    return cursor.fetchall() if cursor.description else []


def attempt(connection: Raw, play: Play, attack: Attack) -> None:
    """Everything that leads up to the attack, and the attack."""
    told = _Teller(connection, play, attack)
    if attack.step and not attack.last:
        told.tell({}, "INSERT")
    for sql in attack.before:
        told.run(sql)
    if attack.last:
        told.tell(attack.history, attack.verb)
    else:
        told.run(attack.sql)


class _Teller:
    def __init__(self, connection: Raw, play: Play, attack: Attack) -> None:
        self.connection, self.engine, self.attack = connection, play.engine, attack
        self.case_no = play.cases[attack.case]

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return run(self.connection, self.engine, sql.format(case=self.case_no, at=LATER), values)

    def tell(self, instead: Mapping[str, object], verb: str) -> None:
        """Write a history row of this step, well chained unless said otherwise."""
        ((state, version),) = self.run("SELECT state, version FROM complaint WHERE case_no = '{case}'")
        ((seq, head),) = self.run("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
        row: dict[str, Any] = dict.fromkeys(codec(History).names)
        row |= {"case_no": self.case_no, "seq": seq + 1, "prev_hash": head, "at": LATER, "changes": "[]"}
        row |= {"actor": self.attack.me, "login": self.attack.me, "step": self.attack.step}
        row |= {"from_state": state, "to_state": self.attack.to or state, "version": version + 1}
        row |= {"table_name": "complaint", "row_key": self.case_no}
        row |= {name: self._value(value) for name, value in (self.attack.history | dict(instead)).items()}
        row["hash"] = instead.get("hash") or fingerprint(row)
        columns = ", ".join(f'"{name}"' for name in row)
        signs = ", ".join("?" * len(row))
        self.run(f"{verb} INTO history ({columns}) VALUES ({signs})", tuple(row.values()))

    def _value(self, value: object) -> object:
        """A value as it stands, or what a query of it finds."""
        if isinstance(value, str) and value.startswith("SELECT"):
            return self.run(value)[0][0]
        return value


def blank(table: str, **values: object) -> str:
    """INSERT of a row that holds nothing but what must be there, and these values (SQL)."""
    told = {column.name: EMPTY[column.form] for column in BY_NAME[table].columns if not column.optional}
    told |= {"case_no": "'{case}'"} if "case_no" in BY_NAME[table].names else {}
    told |= {"no": "99"} if "no" in told else {}
    told |= {name: str(value) for name, value in values.items()}
    names = ", ".join(f'"{name}"' for name in told)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(told.values())})"


def moved(to: str, **values: str) -> str:
    """The complaint as a step leaves it: another state, one version on."""
    more = "".join(f", {name} = {value}" for name, value in values.items())
    return f"UPDATE complaint SET state = '{to}', version = version + 1{more} WHERE case_no = '{{case}}'"


OF_CASE = "WHERE case_no = '{case}'"
APPROVED = f"UPDATE proposal SET state = 'approved', approved_at = '{{at}}' {OF_CASE}"
GIVEN = f"UPDATE approval SET decision = 'approve', at = '{{at}}' {OF_CASE} AND approver = '%s'"
