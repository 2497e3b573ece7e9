"""A throw-away PostgreSQL cluster: one a run, made and removed by a keeper process.

The keeper is this file run as a script. It makes the cluster, prints its address, and then waits for the
end of its standard input; a line of it asks for a restart of the server. That end comes when the run is
over, is interrupted or is killed, so nothing is
ever left behind. `initdb` refuses root, so under root the server runs as the account `postgres`.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

NOT_INSTALLED = (
    "No PostgreSQL server is installed here: install the system package `postgresql` (15 or newer)."
)

SETTINGS = {
    # nothing here outlives the run, so nothing needs to reach the disk
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "jit": "off",
    "timezone": "UTC",
    "listen_addresses": "127.0.0.1",
}


AGAIN = "again\n"
"""What the keeper answers once the server is up again."""


class NoServer(Exception):
    """PostgreSQL is not installed, or its server did not start. The text is one sentence for the person."""


@dataclass(frozen=True)
class Cluster:
    """The address of a running cluster, and the rights of its superuser `postgres`.

    `host` and `port` are loopback TCP; `socket_folder` holds the Unix socket of the same port.
    Both ask for a password (SCRAM-SHA-256).
    """

    host: str
    port: int
    socket_folder: str
    password: str

    @property
    def superuser_url(self) -> str:
        """Address of the database `postgres` for the superuser, over TCP."""
        return f"postgresql://postgres:{quote(self.password)}@{self.host}:{self.port}/postgres"

    @property
    def socket_url(self) -> str:
        """As `superuser_url`, through the Unix socket."""
        folder = quote(self.socket_folder, safe="")
        return f"postgresql://postgres:{quote(self.password)}@{folder}:{self.port}/postgres"

    def admin_connection(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Open a superuser's connection, autocommit; whoever opens it closes it (`with` does)."""
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user="postgres",
            password=self.password,
            dbname=database,
            autocommit=True,
        )

    def new_database(self, template: str = "template1") -> str:
        """Make a database as a copy of `template` (nobody may be connected to that) and return its name."""
        name = f"t_{secrets.token_hex(6)}"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"),
            sql.Identifier(name),
            sql.Identifier(template),
        )
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database and cut off whoever is still connected to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), sql.Identifier(name))

    def setup_login(self) -> tuple[str, str]:
        """Make a role that may set up an office (CREATEDB, CREATEROLE); return login and password."""
        login, password = f"setup_{secrets.token_hex(6)}", secrets.token_hex(12)
        self._execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}"),
            sql.Identifier(login),
            sql.Literal(password),
        )
        return login, password

    def _execute(self, statement: sql.SQL, *names: sql.Composable) -> None:
        with self.admin_connection() as connection:
            connection.execute(statement.format(*names))


# --- the run's side ---


class Keeper:
    """The keeper process of one cluster, as seen from the run: start it, ask its address, stop it."""

    def __init__(self) -> None:
        """Start the keeper and wait for its cluster (about two seconds).

        Raises:
            NoServer: PostgreSQL is missing or did not start.
        """
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl+C in the terminal is for the run, not for the keeper
        )
        assert self._process.stdout is not None
        answer = json.loads(self._process.stdout.readline() or '{"sentence": "The cluster\'s keeper died."}')
        if "sentence" in answer:
            self.stop()
            raise NoServer(answer["sentence"])
        self.cluster = Cluster(**answer)

    def restart(self) -> None:
        """Have the server go down, whoever is connected, and come up again on the same port."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == AGAIN

    def stop(self) -> None:
        """Let the keeper stop the server and remove its folder, and wait until it has."""
        self._process.communicate()


# --- the keeper's side ---


def _programs() -> Path:
    """The folder of the newest server's programs."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    known = shutil.which("initdb") if found is None else found
    if known is None:
        raise NoServer(NOT_INSTALLED)
    return Path(known).resolve().parent


def _account() -> str | None:
    """The account to run the server as; None is oneself."""
    return "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def _call(folder: Path, program: Path, *arguments: str) -> None:
    account = _account()
    with (folder / "err").open(
        "w+", encoding="utf-8"
    ) as told:  # a server would hold a pipe open while it lives
        done = subprocess.run(
            [program, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=told,
            user=account,
            group=account,
            extra_groups=None if account is None else [],
            check=False,
        )
    if done.returncode:
        raise NoServer(f"PostgreSQL's {program.name} failed: {_last_words(folder)}")


def _last_words(folder: Path) -> str:
    texts = [path.read_text("utf-8", "replace") for path in (folder / "err", folder / "log") if path.exists()]
    return " ".join(" ".join(texts).split())[-500:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _initialise(folder: Path, programs: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    _own(secret)
    _call(
        folder,
        programs / "initdb",
        *("--pgdata=data", "--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
    )
    lines = [f"{key} = '{value}'\n" for key, value in SETTINGS.items()]
    with (folder / "data/postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines([*lines, f"unix_socket_directories = '{folder}'\n"])


def _own(path: Path) -> None:
    account = _account()
    if account is not None:
        shutil.chown(path, account, account)


def _start(folder: Path, programs: Path, tries: int = 5) -> int:
    """Start the server on a free port and return the port; somebody may take it in between, so try again."""
    port = _free_port()
    arguments = ("--pgdata=data", "--wait", "--silent", "--log=log", f"--options=-p {port}")
    try:
        _call(folder, programs / "pg_ctl", "start", *arguments)
    except NoServer:
        if tries == 1:
            raise
        return _start(folder, programs, tries - 1)
    return port


@contextmanager
def _running() -> Iterator[tuple[Cluster, Callable[[], None]]]:
    """Make, start, stop and remove a cluster; with what starts it again."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short, because a socket's path may have 107 bytes
    password = secrets.token_hex(12)
    try:
        _own(folder)
        _initialise(folder, programs, password)
        port = _start(folder, programs)
        again = (folder, programs / "pg_ctl", "restart", "--pgdata=data", "--mode=fast", "--silent", "--wait")
        try:
            yield Cluster("127.0.0.1", port, str(folder), password), partial(_call, *again, "--log=log")
        finally:
            _call(folder, programs / "pg_ctl", "stop", "--pgdata=data", "--mode=immediate", "--silent")
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Keep one cluster until standard input ends."""
    for ignored in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGINT)):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        with _running() as (cluster, start_again):
            print(json.dumps(asdict(cluster)), flush=True)
            for _ in sys.stdin:
                start_again()
                print(AGAIN, end="", flush=True)
    except NoServer as error:
        print(json.dumps({"sentence": str(error)}), flush=True)


if __name__ == "__main__":
    main()
