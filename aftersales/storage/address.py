"""The address of an office: ``sqlite:///path`` or ``postgresql://host[:port]/database``; no login in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from aftersales.domain.errors import BadField
from aftersales.storage.place import refuse_unsafe

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


class BadAddress(BadField):
    """Not an address of an office. Facts: ``field``, ``why`` (scheme, path, login, database, extra, port)."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where an office is: a file, or a database of a server (``host`` "" is the local socket)."""

    engine: str
    path: Path = Path()
    host: str = ""
    port: int = 5432
    database: str = ""

    @property
    def local(self) -> bool:
        """Whether nothing between here and the server can listen: a socket or the loopback."""
        return self.host in {"", "localhost", "127.0.0.1", "::1"} or self.host.startswith(("/", "@"))

    @property
    def name(self) -> str:
        """How a sentence names it: the file's path, or ``host/database``."""
        return str(self.path) if self.engine == SQLITE else f"{self.host}/{self.database}"


def parse(url: str) -> Address:
    """The address said by ``url``. Source: the project's office addresses.

    Raises BadAddress; UnsafePlace where a file would lie on a network share or in a synchronised folder.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as cause:
        raise _bad("port") from cause
    if parts.query or parts.fragment:
        raise _bad("extra")
    if parts.scheme == SQLITE:
        return _file(parts)
    if parts.scheme == POSTGRESQL:
        return _server(parts, port)
    raise _bad("scheme")


def _bad(why: str) -> BadAddress:
    return BadAddress(field="office", why=why)


def _file(parts: SplitResult) -> Address:
    path = unquote(parts.path[1:])
    if parts.netloc or not path or path.startswith(":"):
        raise _bad("path")
    place = Path(path).expanduser()
    refuse_unsafe(place)
    return Address(engine=SQLITE, path=place)


def _server(parts: SplitResult, port: int | None) -> Address:
    if "@" in parts.netloc:
        raise _bad("login")
    database = unquote(parts.path[1:])
    if not database or "/" in database:
        raise _bad("database")
    host = parts.netloc if port is None else parts.netloc.rpartition(":")[0]
    return Address(
        engine=POSTGRESQL, host=unquote(host.rstrip(":")).strip("[]"), port=port or 5432, database=database
    )
