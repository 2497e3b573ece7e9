"""Where the file of an office may lie: not on a network share, not in a folder that a cloud copies.

Two writers without working locks corrupted a file within 4 s, and a copying program is such a writer.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from aftersales.domain.errors import Trouble


class UnsafePlace(Trouble):
    """The file would lie where locks do not work. Facts: ``path``, ``why`` (share, cloud), ``name``."""


NETWORK_FILE_SYSTEMS = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs coda ceph glusterfs lustre gpfs beegfs davfs davfs2 webdav "
    "fuse.sshfs fuse.rclone fuse.davfs fuse.davfs2 fuse.curlftpfs fuse.s3fs fuse.gvfsd-fuse fuse.ceph "
    "fuse.glusterfs fuse.smbnetfs fuse.vmhgfs-fuse vboxsf prl_fs virtiofs drvfs".split()
)
CLOUD_FOLDERS = (
    "onedrive dropbox nutstore 坚果云 我的坚果云 百度网盘 百度网盘同步空间 baidunetdisk baidusyncdisk "
    "baidunetdiskworkspace icloud iclouddrive com~apple~clouddocs googledrive wpsdrive wps云盘 weiyun "
    "微云 腾讯微云 box seafile nextcloud owncloud pcloud"
).split()
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


def refuse_unsafe(path: Path) -> None:
    """Return if locks work where ``path`` lies; otherwise raise UnsafePlace."""
    whole = path if _is_share(str(path)) else path.resolve()
    for name in _shares(whole):
        raise UnsafePlace(path=str(path), why="share", name=name)
    for part in whole.parts[:-1]:
        if _is_cloud(part):
            raise UnsafePlace(path=str(path), why="cloud", name=part)


def _is_share(path: str) -> bool:
    return bool(re.match(r"[\\/]{2}[^\\/]", path))


def _is_cloud(part: str) -> bool:
    """A folder of a known name; companies and people stand behind it: ``OneDrive - 某公司``."""
    plain = re.split(r"[-（(]", part.casefold(), maxsplit=1)[0].replace(" ", "")
    return plain in CLOUD_FOLDERS or (plain.startswith("onedrive") and len(plain) <= len("onedrive") + 1)


def _shares(path: Path) -> list[str]:
    if _is_share(str(path)):
        return [str(path)]
    if sys.platform == "win32":
        return _remote_drive(path)
    if not _MOUNTS.exists():
        return []
    return share_of(path, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))


def _remote_drive(path: Path) -> list[str]:
    import ctypes

    windll = getattr(ctypes, "windll")  # noqa: B009 - the attribute exists on Windows only
    remote = windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE
    return [path.anchor] if remote else []


def share_of(path: Path, mounts: str) -> list[str]:
    """The network file system that ``path`` lies on, by a text in the form of ``/proc/mounts``; or none."""
    best, kind, said = "", "", ""
    for line in mounts.splitlines():
        _, place, system, options, *_ = line.split(" ")
        mounted = _unescaped(place)
        if path.is_relative_to(mounted) and len(mounted) >= len(best):
            best, kind, said = mounted, system, options
    over_network = kind in NETWORK_FILE_SYSTEMS or (kind == "9p" and "trans=tcp" in said)
    return [kind] if over_network else []


def _unescaped(place: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)
