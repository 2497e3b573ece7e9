"""Kept bytes, addresses of offices, and places where an office's file may not lie."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.storage.address import Address, BadAddress, parse
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.place import UnsafePlace, refuse_unsafe, share_of
from aftersales.storage.queries.case import read_file
from tests.storage.made import me


@given(content=st.binary(max_size=2_000))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_bytes_are_kept_as_they_are(bare: Store, content: bytes) -> None:
    """Any bytes come back, named by their sha256; keeping them twice keeps them once."""
    with open_books(bare, me(bare), "d") as books:
        name = books.put_file(content)
        assert books.put_file(content) == name == sha256(content).hexdigest()
        assert books.file(name) == content
    with bare.reading() as wire:
        assert read_file(wire, name) == content
        assert wire.value('SELECT count(*) FROM "stored_file" WHERE "sha256" = ?', name) == 1


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("sqlite:///office.db", Address(engine="sqlite", path=Path("office.db"))),
        ("sqlite:////srv/售后/客诉.db", Address(engine="sqlite", path=Path("/srv/售后/客诉.db"))),
        ("sqlite:////srv/a%20b%25.db", Address(engine="sqlite", path=Path("/srv/a b%.db"))),
        (
            "postgresql://db.example/office",
            Address(engine="postgresql", host="db.example", database="office"),
        ),
        (
            "postgresql://[::1]:5433/office",
            Address(engine="postgresql", host="::1", port=5433, database="office"),
        ),
        ("postgresql:///office", Address(engine="postgresql", database="office")),
        (
            "postgresql://%2Fvar%2FRun:5433/office",
            Address(engine="postgresql", host="/var/Run", port=5433, database="office"),
        ),
    ],
)
def test_addresses(url: str, address: Address) -> None:
    """Each form of an address says where the office is."""
    assert parse(url) == address


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql://anna:geheim@db/office", "login"),
        ("postgresql://anna@db/office", "login"),
        ("postgresql://db/", "database"),
        ("postgresql://db/a/b", "database"),
        ("postgresql://db/office?sslmode=disable", "extra"),
        ("postgresql://db:port/office", "port"),
        ("sqlite://", "path"),
        ("sqlite:///:memory:", "path"),
        ("sqlite://host/office.db", "path"),
        ("mysql://db/office", "scheme"),
        ("office.db", "scheme"),
        ("", "scheme"),
    ],
)
def test_addresses_that_are_refused(url: str, why: str) -> None:
    """A login in an address, options, memory, other systems: refused by name, and no password is repeated."""
    with pytest.raises(BadAddress) as told:
        parse(url)
    assert told.value.facts == {"field": "office", "why": why}


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "::1", "/run/postgresql"])
def test_what_is_local(host: str) -> None:
    """Loopback and sockets need no channel binding; any other host does."""
    assert Address(engine="postgresql", host=host).local
    assert not Address(engine="postgresql", host="10.0.0.5").local


@pytest.mark.parametrize(
    "folder",
    [
        *("OneDrive", "OneDrive - 某某公司", "onedrive", "坚果云", "我的坚果云", "Nutstore", "Dropbox"),
        *("Dropbox (某公司)", "百度网盘", "BaiduNetdiskWorkspace", "iCloud Drive", "com~apple~CloudDocs"),
    ],
)
def test_a_cloud_folder_is_refused(tmp_path: Path, folder: str) -> None:
    """A file in a folder that a program copies to the cloud is refused, however deep it lies."""
    with pytest.raises(UnsafePlace) as told:
        refuse_unsafe(tmp_path / folder / "deep" / "office.db")
    assert told.value.facts["why"] == "cloud"
    with pytest.raises(UnsafePlace):
        parse(f"sqlite:///{tmp_path / folder / 'office.db'}")


@pytest.mark.parametrize("folder", ["售后", "OneDriveless", "dropboxes", "我的文档"])
def test_a_plain_folder_is_taken(tmp_path: Path, folder: str) -> None:
    """A folder that is not of a cloud is taken, also if its name is like one."""
    refuse_unsafe(tmp_path / folder / "OneDrive.db")


def test_a_link_into_a_cloud_folder_is_refused(tmp_path: Path) -> None:
    """What counts is where the file really lies."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(UnsafePlace):
        refuse_unsafe(tmp_path / "office" / "office.db")


@pytest.mark.parametrize("path", ["\\\\server\\share\\office.db", "//server/share/office.db"])
def test_a_windows_share_is_refused(path: str) -> None:
    """A path that begins with a server's name is a share."""
    with pytest.raises(UnsafePlace) as told:
        refuse_unsafe(Path(path))
    assert told.value.facts["why"] == "share"


MOUNTS = r"""rootfs / ext4 rw 0 0
10.0.0.5:/x /mnt/nas nfs4 rw,vers=4.2 0 0
//nas/daten /mnt/with\040blank cifs rw 0 0
anna@host: /home/anna/far fuse.sshfs rw 0 0
host /mnt/near 9p rw,trans=virtio 0 0
host /mnt/far9 9p rw,trans=tcp,port=564 0 0
/dev/sdb1 /mnt/nas/disk ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/nas/office.db", ["nfs4"]),
        ("/mnt/nas/disk/office.db", []),
        ("/mnt/with blank/a/office.db", ["cifs"]),
        ("/home/anna/far/office.db", ["fuse.sshfs"]),
        ("/home/anna/office.db", []),
        ("/mnt/near/office.db", []),
        ("/mnt/far9/office.db", ["9p"]),
    ],
)
def test_network_mounts(path: str, kind: list[str]) -> None:
    """The innermost mount says whether the network lies between; a virtual disk of this machine does not."""
    assert share_of(Path(path), MOUNTS) == kind
