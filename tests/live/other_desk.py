"""A second program at the same office: another process with its own connection, that does what it is told."""

from __future__ import annotations

import time
from collections.abc import Mapping
from multiprocessing.connection import Connection

from aftersales.app import open_app
from aftersales.practice import PASSWORD
from aftersales.usecases.live.presence import be_gone, be_present
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.domain.play import REGISTRATION
from tests.storage.desks import Desk, start

LONGEST = 20.0


def working(pipe: Connection, url: str, login: str) -> None:
    """Does what comes through the pipe; answers with the number of the case and when it was committed."""
    app = open_app(url, login=login, password=PASSWORD)
    pipe.send(("", time.monotonic()))
    while (told := pipe.recv()) is not None:
        verb, number, data = told
        if verb == "register":
            number = app.do(register, REGISTRATION).complaint.case_no
        elif verb == "present":
            app.do(be_present, number, data)
        elif verb == "gone":
            app.do(be_gone)
        else:
            app.do(take, verb, number, data)
        pipe.send((number, time.monotonic()))
    app.close()


class OtherDesk:
    """The process, from this side."""

    def __init__(self, url: str, login: str) -> None:
        self.desk: Desk = start(working, url, login)
        self._answer()

    def _answer(self) -> tuple[str, float]:
        assert self.desk.pipe.poll(LONGEST), "the other desk does not answer"
        number, at = self.desk.pipe.recv()
        return str(number), float(at)

    def does(
        self, verb: str, number: str = "", data: Mapping[str, object] | str | None = None
    ) -> tuple[str, float]:
        """Have it do this; the case's number, and when (``time.monotonic``) it stood."""
        self.desk.pipe.send((verb, number, data))
        return self._answer()

    def begins(self, verb: str, number: str = "", data: Mapping[str, object] | str | None = None) -> None:
        """Have it begin; ``ended`` waits."""
        self.desk.pipe.send((verb, number, data))

    def ended(self) -> tuple[str, float]:
        """What it says when it is done."""
        return self._answer()

    def close(self) -> None:
        """End it."""
        self.desk.pipe.send(None)
        self.desk.process.join(LONGEST)
        self.desk.pipe.close()
