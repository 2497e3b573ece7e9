"""A server that answers and refuses: each refusal by its name, none of which sends anybody to the network."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from aftersales.domain.errors import Trouble
from aftersales.storage.database import open_store
from aftersales.words import words
from tests.cluster import Cluster, Keeper

pytestmark = pytest.mark.postgresql
ELSEWHERE = "127.1"
"""The loopback by a name that the program takes for another computer."""


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    """A server of these tests' own, whose settings they change."""
    own = Keeper()
    yield own
    own.stop()


@pytest.fixture
def server(keeper: Keeper) -> Iterator[Cluster]:
    """It with a login ``li``; the settings are as before after the test."""
    cluster = keeper.cluster
    data = Path(cluster.socket_folder, "data")
    before = {name: (data / name).read_bytes() for name in ("pg_hba.conf", "postgresql.conf")}
    with cluster.admin_connection() as boss:
        boss.execute("CREATE ROLE li LOGIN PASSWORD 'pass-of-li'")
    yield cluster
    for name, content in before.items():
        (data / name).write_bytes(content)
    keeper.restart()
    with cluster.admin_connection() as boss:
        boss.execute("DROP ROLE li")


def refusal(cluster: Cluster, database: str = "postgres", host: str = "127.0.0.1") -> Trouble:
    """What ``li`` is told who signs in."""
    with pytest.raises(Trouble) as told:
        open_store(f"postgresql://{host}:{cluster.port}/{database}", login="li", password="pass-of-li")
    return told.value


def rules(keeper: Keeper, line: str) -> None:
    """The superuser comes in, and else who may by this line."""
    whole = f"local all all scram-sha-256\nhost all postgres all scram-sha-256\n{line}\n"
    Path(keeper.cluster.socket_folder, "data/pg_hba.conf").write_text(whole, "utf-8")
    keeper.restart()


def encrypt(keeper: Keeper) -> None:
    """Switch the server's encryption on, with a certificate of its own."""
    data = Path(keeper.cluster.socket_folder, "data")
    made = ("-keyout", data / "server.key", "-out", data / "server.crt", "-subj", "/CN=x", "-nodes")
    command = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    subprocess.run([*command, *made], check=True, capture_output=True)
    owner = data.stat()
    for name in ("server.key", "server.crt"):
        (data / name).chmod(0o600)
        os.chown(data / name, owner.st_uid, owner.st_gid)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("ssl = on\n")


@pytest.mark.parametrize("line", ["", "host all li all reject", "hostssl all li all scram-sha-256"])
def test_rules_that_do_not_let_one_in(server: Cluster, keeper: Keeper, line: str) -> None:
    """No line for this computer and login, one that rejects, one for encrypted lines only."""
    rules(keeper, line)
    assert refusal(server).code == "not_let_in"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_wrong_password_where_only_encrypted_lines_are_let_in(
    server: Cluster, keeper: Keeper, host: str
) -> None:
    """The driver tries again unencrypted and tells both refusals: it was the password that was mistyped."""
    encrypt(keeper)
    rules(keeper, "hostssl all li all scram-sha-256")
    with pytest.raises(Trouble) as told:
        open_store(f"postgresql://{host}:{server.port}/postgres", login="li", password="pass-of-lo")
    assert told.value.code == "login_refused"


def test_a_server_elsewhere_without_encryption(server: Cluster) -> None:
    """Nothing goes over a network unencrypted: that is told, and not that the network is down."""
    assert refusal(server, host=ELSEWHERE).code == "not_encrypted"


def test_a_server_elsewhere_that_keeps_passwords_the_old_way(server: Cluster, keeper: Keeper) -> None:
    """A server that asks for the password itself proves nothing, and does not get it."""
    encrypt(keeper)
    rules(keeper, "hostssl all li all password")
    assert refusal(server, host=ELSEWHERE).code == "no_channel_binding"


def test_a_database_that_is_not_there(server: Cluster) -> None:
    """The sentence names where was looked."""
    told = refusal(server, "nothing_here")
    assert (told.code, told.facts) == ("no_office_here", {"name": "127.0.0.1/nothing_here"})


def test_a_database_that_holds_no_office(server: Cluster) -> None:
    """So does it where somebody else's database was met."""
    told = refusal(server)
    assert (told.code, told.facts) == ("no_office_here", {"name": "127.0.0.1/postgres"})


def test_a_login_with_too_many_connections(server: Cluster) -> None:
    """The limit of a login."""
    with server.admin_connection() as boss:
        boss.execute("ALTER ROLE li CONNECTION LIMIT 0")
    assert refusal(server).code == "server_full"


def test_a_server_with_too_many_connections(server: Cluster, keeper: Keeper) -> None:
    """The last places are the superuser's; when those are taken too, there are too many clients already."""
    with Path(server.socket_folder, "data/postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("max_connections = 4\nsuperuser_reserved_connections = 2\n")
    keeper.restart()
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(server.admin_connection())
        assert refusal(server).code == "server_full"
        for _ in range(2):
            held.enter_context(server.admin_connection())
        assert refusal(server).code == "server_full"


# --- as servers speak that cannot be had here: the bytes are the protocol's, the driver is the real one


@contextmanager
def answering(state: str, said: bytes) -> Iterator[int]:
    """The port of a server that offers no encryption and refuses whoever comes."""
    refused = b"SFATAL\0VFATAL\0C" + state.encode() + b"\0M" + said + b"\0\0"

    def answer() -> None:
        here, _ = door.accept()
        with here:
            while len(asked := here.recv(4096)) == len(b"\0\0\0\x08code"):
                here.sendall(b"N")
            assert asked
            here.sendall(b"E" + (len(refused) + 4).to_bytes(4, "big") + refused)

    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        one = threading.Thread(target=answer)
        one.start()
        yield door.getsockname()[1]
        one.join()


@pytest.mark.parametrize("coding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("state", "said", "code"),
    [
        ("57P03", "the database system is starting up", "server_not_ready"),
        ("57P03", "数据库系统启动中", "server_not_ready"),
        ("57P03", "数据库系统停止中", "server_not_ready"),
        ("53300", "对不起, 已经有太多的客户", "server_full"),
        ("53300", "已保留的连接位置为执行非复制请求的超级用户预留", "server_full"),
        ("53300", '由角色"li"发起的连接太多了', "server_full"),
        (
            "28000",
            '没有用于主机 "10.0.0.7", 用户 "li", 数据库 "office", 无加密 的 pg_hba.conf 记录',
            "not_let_in",
        ),
        ("28P01", '用户 "li" Password 认证失败', "login_refused"),
        ("42501", '对数据库 "office" 权限不够', "login_refused"),
        ("3D000", '数据库 "office" 不存在', "no_office_here"),
        ("XX000", "unerwartet", "database_gone"),
    ],
)
def test_a_server_that_speaks_chinese(state: str, said: str, code: str, coding: str) -> None:
    """In its own letters too, which it sends as its system has them until one has signed in."""
    with answering(state, said.encode(coding)) as port, pytest.raises(Trouble) as told:
        open_store(f"postgresql://127.0.0.1:{port}/office", login="li", password="x")
    assert told.value.code == code


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_nobody_is_sent_to_the_network(language: str) -> None:
    """Each refusal has a sentence of its own, and none speaks of the network."""
    own = ("not_let_in", "not_encrypted", "no_channel_binding", "server_full", "server_not_ready")
    sentences = {words(language).sentence(code, {}) for code in (*own, "login_refused")}
    assert len(sentences) == len(own) + 1
    assert not [one for one in sentences if any(word in one for word in ("网络", "網路", "network"))]
