"""A line to the server that can be cut: a proxy on the loopback, which reads what passes."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 65_536
COMMIT = re.compile(rb"\x00COMMIT\x00|Q\x00\x00\x00\x0bCOMMIT\x00")
"""A commit on its way to the server, by its text, also behind a flush that nobody waits for …"""
WRITES = b"pg_advisory_xact_lock"
"""What a transaction begins with that writes."""
NAMED = re.compile(rb"P....([^\x00]+)\x00COMMIT\x00", re.DOTALL)
"""… or, once the driver has prepared it, by this name alone."""


class Line:
    """Hands everything on between its own port and the server, until it is told to cut."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._cutting = self._losing = self._down = False
        self._lost: set[socket.socket] = set()
        self.cuts = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._begin(self._answer)

    def cut_at_commit(self) -> None:
        """The next connection that wants to commit is cut before the server hears of it."""
        self._cutting = True

    def lose_answer(self) -> None:
        """The next connection that has written commits, and is cut before it hears that it has."""
        self._losing = True

    def down(self) -> None:
        """Cut every connection, and take no other."""
        self._down = True
        self._drop(*self._open)

    def up(self) -> None:
        """Connections are taken again."""
        self._down = False

    def close(self) -> None:
        """Cut everything and end the threads."""
        self.down()
        self._drop(self._door)
        for thread in self._threads:
            thread.join()

    def _begin(self, work: object, *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _answer(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._door.accept()
                if self._down:
                    here.close()
                    continue
                there = socket.create_connection(self._there)
                with self._lock:
                    self._open |= {here, there}
                self._begin(self._ask, here, there)
                self._begin(self._tell, there, here)

    def _ask(self, here: socket.socket, there: socket.socket) -> None:
        """Hand on what the program asks, but for a commit that is to be cut."""
        names: set[bytes] = set()
        writes = False
        with contextlib.suppress(OSError):
            while asked := here.recv(CHUNK):
                names |= set(NAMED.findall(asked))
                commits = COMMIT.search(asked) or any(b"\0" + name + b"\0" in asked for name in names)
                if self._cutting and commits:
                    self._cutting = False
                    self.cuts += 1
                    break
                writes = writes or WRITES in asked
                if self._losing and commits and writes:
                    self._losing = False
                    self._lost.add(here)
                writes = writes and not commits
                there.sendall(asked)
        self._drop(here, there)

    def _tell(self, there: socket.socket, here: socket.socket) -> None:
        """Hand on what the server answers."""
        with contextlib.suppress(OSError):
            while told := there.recv(CHUNK):
                if here in self._lost:
                    self.cuts += 1
                    break
                here.sendall(told)
        self._drop(here, there)

    def _drop(self, *ends: socket.socket) -> None:
        with self._lock:
            self._open -= set(ends)
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line_to(host: str, port: int) -> Iterator[Line]:
    """A line to this server for the time of a test."""
    line = Line(host, port)
    try:
        yield line
    finally:
        line.close()
