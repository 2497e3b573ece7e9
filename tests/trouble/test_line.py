"""The line that the other tests cut: it knows a commit however its bytes come."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from tests.trouble.wire import line_to

COMMIT = b"Q\0\0\0\x0bCOMMIT\0"
PREPARED = b"P\0\0\0\x13_pg3_7\0COMMIT\0\0\0"


@pytest.mark.parametrize(
    "asked",
    [(COMMIT,), (b"H\0\0\0\x04" + COMMIT,), (PREPARED,), (PREPARED, b"B\0\0\0\x11\0_pg3_7\0\0\0\0\0\0\0")],
)
def test_a_commit_is_cut_before_the_server_hears_of_it(asked: tuple[bytes, ...]) -> None:
    """As a text, behind the flush that the driver sends to a slow server, as it is prepared, by its name."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server, line_to(*server.getsockname()) as line:
        with closing(socket.create_connection(("127.0.0.1", line.port), 20)) as client:
            there, _ = server.accept()
            with there:
                *before, last = asked
                for one in before:
                    client.sendall(one)
                    assert there.recv(100) == one
                line.cut_at_commit()
                client.sendall(last)
                assert client.recv(100) == b""
                assert there.recv(100) == b""
        assert line.cuts == 1
