"""``make bench``: one table of what an operation takes, its honest floor, their ratio and the goal.

It measures and never fails by the clock. Times are medians in milliseconds of this machine at this moment;
the ratio of the two, taken in one run, is what counts.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.app import unopened
from aftersales.storage.database import PRAGMAS
from aftersales.storage.migrate import migrate
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.counts import state_counts
from aftersales.storage.verify import verify
from tests.bench.floors import Tape, middle, peewee_floor, raw_floor, timed
from tests.bench.office import Clock, new_office, register_one, take_one, way
from tests.bench.offices import full_office
from tests.bench.papers import paper_times
from tests.bench.starting import Took, run, started

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.app import App

Line = tuple[str, float, float | None, str]
STARTS = 3
HEAD = f"{'operation':<56}{'ours ms':>10}{'floor ms':>10}{'ratio':>8}  goal"


def _told(line: Line) -> str:
    name, ours, floor, goal = line
    ratio = f"{ours / floor:8.2f}" if floor else " " * 8
    return f"{name:<56}{ours:10.2f}{floor or float('nan'):10.2f}{ratio}  {goal}"


def new_database(folder: Path) -> Line:
    """An office ready to use: every table, index and guard, against the bare tables and indexes."""
    ours = [timed(lambda n=n: migrate(unopened(f"sqlite:///{folder}/new{n}.db"))) for n in range(5)]
    made = sqlite3.connect(folder / "new0.db")
    wanted = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
    plain = [sql for (sql,) in made.execute(wanted) if "search_words_" not in sql and "sqlite_" not in sql]
    made.close()
    floor = [timed(lambda n=n: _tables(folder / f"floor{n}.db", plain)) for n in range(5)]
    return "new database, ready to use (SQLite)", middle(ours), middle(floor), "<= 500 ms"


def _tables(path: Path, statements: list[str]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.execute("BEGIN IMMEDIATE")
    for sql in statements:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def registering(app: App, folder: Path, path: Path, clock: Clock, count: int) -> list[Line]:
    """Registering a case, against its rows written under the same guards."""
    for _ in range(10):
        register_one(app, clock)
    app.close()
    before, tape, ours = folder / "before.db", Tape(), []
    before.write_bytes(path.read_bytes())
    for _ in range(count):
        with tape.recording("clerk1"):
            ours.append(timed(lambda: register_one(app, clock)))
    return [
        (
            "register a case",
            middle(ours),
            middle(peewee_floor(before, folder / "p.db", tape)),
            "<= 1.5 x peewee",
        ),
        ("  … against the bare driver", middle(ours), middle(raw_floor(before, folder / "r.db", tape)), ""),
    ]


def walking(app: App, folder: Path, path: Path, clock: Clock, count: int) -> list[Line]:
    """The way from registration to signature, against its rows written under the same guards."""
    app.close()
    before, tape, ours = folder / "before2.db", Tape(), []
    before.write_bytes(path.read_bytes())
    ours.extend(_one_way(app, clock, tape) for _ in range(count))
    steps = len(tape.units) // count
    peewee = _summed(peewee_floor(before, folder / "p2.db", tape), steps)
    raw = _summed(raw_floor(before, folder / "r2.db", tape), steps)
    return [
        (
            f"from register to sign ({steps} steps, paper drawn)",
            middle(ours),
            middle(peewee),
            "<= 2 x peewee",
        ),
        ("  … against the bare driver", middle(ours), middle(raw), ""),
    ]


def _one_way(app: App, clock: Clock, tape: Tape) -> float:
    numbers: list[str] = []
    with tape.recording("clerk1"):
        total = timed(lambda: numbers.append(register_one(app, clock)))
    for login, desk, step, data in way(app, clock):
        with tape.recording(login):
            total += timed(lambda desk=desk, step=step, data=data: take_one(desk, numbers[0], step, data))
    return total


def _summed(times: list[float], steps: int) -> list[float]:
    return [sum(times[at : at + steps]) for at in range(0, len(times), steps)]


_LIKE = (
    'SELECT c.* FROM "complaint" c JOIN "search_text" t ON t."id" = c."id" '
    'WHERE t."text" LIKE ? ORDER BY c."id" DESC LIMIT 50'
)


def listing(app: App, path: Path, cases: int) -> list[Line]:
    """Reading among many cases, against the bare statements."""
    bare = sqlite3.connect(path)
    page = 'SELECT * FROM "complaint" WHERE "state" = ? ORDER BY "id" DESC LIMIT 50'
    counts = 'SELECT "state", "n" FROM "state_count"'
    wanted = CaseFilter(states=("registered",), limit=50)
    lines: list[Line] = []
    pairs: tuple[tuple[str, Callable[[], object], Callable[[], object], str], ...] = (
        (
            f"newest 50 of a state among {cases:,}",
            lambda: app.ask(case_lines, wanted),
            lambda: bare.execute(page, ("registered",)).fetchall(),
            "<= 1 ms",
        ),
        (
            f"counts by state among {cases:,}",
            lambda: app.ask(state_counts),
            lambda: bare.execute(counts).fetchall(),
            "<= 0.3 ms",
        ),
        (
            f"search 异响 among {cases:,}",
            lambda: app.ask(case_lines, CaseFilter(text="异响", limit=50)),
            lambda: bare.execute(_LIKE, ("%异响%",)).fetchall(),
            "p95 <= 0.6 ms; the floor is a scan",
        ),
    )
    for name, ours, floor, goal in pairs:
        a, b = [], []
        for _ in range(60):
            a.append(timed(ours))
            b.append(timed(floor))
        lines.append((name, middle(a), middle(b), goal))
    bare.close()
    return lines


def starting(office: Path, folder: Path) -> list[Line]:
    """From nothing to a list of 50 cases, and its memory, against a bare table over a bare query."""
    started("ours", office, folder)  # the bytecode is kept, and that the list of cases was open last
    ours = [started("ours", office, folder) for _ in range(STARTS)]
    floor = [started("floor", office, folder) for _ in range(STARTS)]

    def of(times: list[dict[str, Took]], mark: str, figure: str) -> float:
        return middle([one[mark][figure] for one in times])

    lines = [
        (f"start to {mark}, {figure}", of(ours, mark, key), of(floor, "list", key), goal)
        for mark, goal in (("sign-in page", ""), ("list", "<= 1.5 x, 50 among 10,000"))
        for figure, key in (("processor", "cpu"), ("clock", "clock"))
    ]
    held = of(ours, "list", "pss"), of(floor, "list", "pss")
    return [*lines, ("memory (PSS, MiB), idle with the list", *held, "<= 110 MiB")]


def at_work(office: Path, folder: Path) -> tuple[list[Line], list[tuple[str, float, float]]]:
    """Everybody's day in the window under the heartbeat: the table's lines, and what blocked the longest."""
    told = json.loads(run(["-m", "tests.bench.window", str(office)], folder).splitlines()[-1])
    return told["lines"], told["longest"]


def window_lines(folder: Path, office: Path) -> None:
    """Print what the window does."""
    small = folder / "small"
    small.mkdir()
    app, few = full_office(small, 10_000)
    app.close()
    for line in starting(few, folder):
        print(_told(line), flush=True)
    lines, longest = at_work(office, folder)
    for line in lines:
        print(_told(line), flush=True)
    print("what blocked the window longest:                       clock ms  processor ms")
    for what, clock, cpu in longest:
        print(f"  {what:<50}{clock:10.1f}{cpu:14.1f}")


def core_lines(folder: Path, rounds: int) -> None:
    """Print what the core does in a new office."""
    print(_told(new_database(folder)), flush=True)
    path, clock = folder / "office.db", Clock()
    app = new_office(path)
    lines = registering(app, folder, path, clock, rounds)
    lines += walking(app, folder, path, clock, max(rounds // 5, 5))
    app.close()
    for line in lines:
        print(_told(line), flush=True)


def many_lines(app: App, path: Path, cases: int) -> None:
    """Print what reading among very many takes, and whether all of it is sound."""
    for line in listing(app, path, cases):
        print(_told(line), flush=True)
    found: list[object] = []
    checked = timed(lambda: found.extend(verify(app.store))) / 1000
    print(f"{cases:,} cases verified in {checked:.1f} s: {len(found)} findings", *found[:5])
    app.close()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--only", choices=("window",), help="measure the window alone")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print(HEAD)
        if not asked.only:
            core_lines(folder, asked.rounds)
            for line in paper_times(folder):
                print(_told(line), flush=True)
        app, path = full_office(folder, asked.cases)
        if asked.only:
            app.close()
        else:
            many_lines(app, path, asked.cases)
        window_lines(folder, path)
    print(f"{time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    main()
