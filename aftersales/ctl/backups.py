"""``backup``, ``restore`` (also ``--rehearse``) and ``move``: kept safe, brought back, brought elsewhere."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.ctl.door import ask, told
from aftersales.domain.dates import iso_utc
from aftersales.storage import backups, founding
from aftersales.storage.address import parse
from aftersales.storage.database import connect
from aftersales.storage.orm import SQLITE

if TYPE_CHECKING:
    import argparse

    from aftersales.ctl.door import Door
    from aftersales.storage.backups import Copy, Made, Rehearsal, Restored
    from aftersales.storage.database import Store
    from aftersales.storage.verify import Finding

SOUND, UNSOUND, TROUBLE = 0, 1, 4


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    _folder(parser)
    parser.add_argument("--second", type=Path, metavar="文件夹", help="第二个存放处，例如移动硬盘或网络盘")
    parser.add_argument("--list", action="store_true", help="只列出已有的备份")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="文件夹", help="备份文件夹，默认在数据旁边的 backups")


def backup(asked: argparse.Namespace, door: Door) -> int:
    """Make a backup and look it through, or list those that stand."""
    if asked.list:
        return _list(asked, door)
    app = door.app()
    made = backups.backup(app.store, _where(asked, door.url), second=asked.second)
    door.tell(_made(made))
    if made.second_failed is not None:
        door.refuse(made.second_failed)
        return TROUBLE
    return UNSOUND if made.findings else SOUND


def _where(asked: argparse.Namespace, url: str) -> Path:
    folder: Path = asked.to or backups.usual_folder(parse(url))
    return folder


def _list(asked: argparse.Namespace, door: Door) -> int:
    address = parse(door.url)
    found = backups.copies(_where(asked, door.url), backups.office_name(address))
    door.tell([_copy(copy) for copy in found])
    return SOUND


def restore_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; the office is that of ``--office``."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="备份文件", help="恢复到 --office 所说的新办公室"
    )
    parser.add_argument("--replace", action="store_true", help="替换已有的办公室；先自动备份它")
    parser.add_argument("--rehearse", action="store_true", help="演练：把最新备份恢复到旁边，核对后删除")
    _folder(parser)
    _setup(parser)
    parser.set_defaults(parser=parser)


def _setup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--setup-login", metavar="登录名", default="", help="新建 PostgreSQL 库：有建库、建角色权限的登录名"
    )


def restore(asked: argparse.Namespace, door: Door) -> int:
    """Restore a file into an office, or rehearse it."""
    if asked.rehearse == (asked.file is not None):
        asked.parser.error("请给出备份文件，或 --rehearse")
    if asked.rehearse:
        return _rehearse(asked, door)
    safety = backups.before_restore(_where(asked, door.url)) if asked.replace else None
    if asked.setup_login:
        restored = _onto_server(asked.file, door, door.url, asked.setup_login)
    else:
        with closing(_named(door, door.url)) as store:
            restored = backups.restore(asked.file, store, safety=safety)
    return _tell(door, door.url, restored)


def _rehearse(asked: argparse.Namespace, door: Door) -> int:
    shown = backups.rehearse(door.app().store, _where(asked, door.url))
    door.tell(_rehearsal(shown))
    return SOUND if shown.sound else UNSOUND


def move_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the office shall live from now on."""
    parser.add_argument(
        "target", metavar="新地址", help="sqlite:///文件 或 postgresql://主机/库，须是新的或空的"
    )
    _folder(parser)
    _setup(parser)


def move(asked: argparse.Namespace, door: Door) -> int:
    """Back the office up and restore that backup at the new address; the old office stays as it is."""
    parse(asked.target)
    made = backups.backup(door.app().store, _where(asked, door.url))
    if asked.setup_login:
        restored = _onto_server(made.copy.path, door, asked.target, asked.setup_login)
    else:
        with closing(_named(door, asked.target)) as store:
            restored = backups.restore(made.copy.path, store)
    return _tell(door, asked.target, restored)


def _named(door: Door, url: str) -> Store:
    """The office at an address, not opened; its folder is made where it is a file."""
    address = parse(url)
    if address.engine == SQLITE:
        address.path.parent.mkdir(parents=True, exist_ok=True)
        return connect(url)
    door.must_act()
    return connect(url, login=door.login, password=_password(door))


def _password(door: Door) -> str:
    return door.settings.new_password or door.settings.password or ask(f"{door.login} 的密码：")


def _onto_server(file: Path, door: Door, url: str, setup: str) -> Restored:
    """Into a database that is made for it, by the administrator of the backup who acts; or none is left."""
    door.must_act()
    note, password = backups.looked_at(file), _password(door)
    secret = door.settings.setup_password or ask(f"{setup} 的密码：")
    store = founding.found(
        url, door.login, password, setup_login=setup, setup_password=secret, practice=note.practice
    )
    with closing(store), ExitStack() as undo:
        undo.callback(founding.forget, url, store, setup, secret)
        restored = backups.restore(file, store)
        undo.pop_all()
    return restored


# --- told


def _tell(door: Door, url: str, restored: Restored) -> int:
    door.tell({"office": url, **_restored(restored)})
    return UNSOUND if restored.findings else SOUND


def _copy(copy: Copy) -> dict[str, Any]:
    return {"file": str(copy.path), "at": iso_utc(copy.at), "head": copy.head, "sound": copy.sound}


def _made(made: Made) -> dict[str, Any]:
    return {
        **_copy(made.copy),
        "rows": sum(found.rows for found in made.tallies.values()),
        "cases": made.tallies["complaint"].rows,
        "findings": _findings(made.findings),
        "second": None if made.second is None else str(made.second),
        "second_failed": None if made.second_failed is None else told(made.second_failed),
        "removed": [path.name for path in made.removed],
    }


def _restored(restored: Restored) -> dict[str, Any]:
    return {
        "of": restored.note.office,
        "at": iso_utc(restored.note.at),
        "head": restored.note.head,
        "rows": sum(found.rows for found in restored.tallies.values()),
        "cases": restored.tallies["complaint"].rows,
        "findings": _findings(restored.findings),
        "passwords_to_set": list(restored.logins),
        "logins_refused": list(restored.refused),
    }


def _rehearsal(shown: Rehearsal) -> dict[str, Any]:
    return {
        **_copy(shown.copy),
        "restored": _restored(shown.restored),
        "head_stands": shown.head_stands,
        "steps_since": shown.steps_since,
        "sound": shown.sound,
    }


def _findings(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    return [{"finding": finding.code, "facts": finding.facts} for finding in findings]
