"""``demo``: one complaint from a call to a satisfied close, refusals on the way; then the fast lane."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.ctl.door import ask, told
from aftersales.ctl.papers import write
from aftersales.ctl.reading import words_of
from aftersales.domain.dates import iso_utc, office_zone, read_moment
from aftersales.practice import before, found_company
from aftersales.practice.demo import LENGTH, STATION, Line, Play
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.histories import newest_history

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime

    from aftersales.ctl.door import Door
    from aftersales.practice import Desks
    from aftersales.words import Words

ZONE = "Asia/Shanghai"
"""Of the practice company."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the papers go, and when the telephone rings."""
    parser.add_argument("--out", metavar="文件夹", default="out/demo", help="单据放在哪里，默认 out/demo")
    parser.add_argument(
        "--at", metavar="时间", default="", help="电话打来的时间；同一时间，结果与单据字节都相同"
    )
    parser.add_argument(
        "--setup-login", metavar="登录名", default="", help="PostgreSQL：有建库、建角色权限的登录名"
    )


def run(asked: argparse.Namespace, door: Door) -> int:
    """Play, print, verify; 1 if the office is not clean afterwards."""
    with _address(asked, door) as url:
        at = read_moment(asked.at, office_zone(ZONE), field="at") if asked.at else None
        desks = found_company(url, _setup(asked, door), at=at, station=STATION)
        door.keep(desks.first)
        try:
            return _played(desks, at or _recently(desks), Path(asked.out), door)
        finally:
            desks.close()
            desks.first.close()


@contextmanager
def _address(asked: argparse.Namespace, door: Door) -> Iterator[str]:
    """The office that was named, which must not exist yet; else a file that goes again."""
    if asked.office:
        yield door.url
        return
    with tempfile.TemporaryDirectory(prefix="aftersales-demo-") as folder:
        yield f"sqlite:///{Path(folder) / 'demo.db'}"


def _setup(asked: argparse.Namespace, door: Door) -> tuple[str, str]:
    if not asked.setup_login:
        return "", ""
    return asked.setup_login, door.settings.setup_password or ask(f"{asked.setup_login} 的密码：")


def _recently(desks: Desks) -> datetime:
    """So long ago in office time that the play has ended by now."""
    hours, now = desks.first.ask(read_office).hours, desks.first.ask(lambda wire: wire.now())
    return before(hours, now, LENGTH)


def _played(desks: Desks, at: datetime, out: Path, door: Door) -> int:
    from aftersales.storage.verify import verify

    door.words = words = words_of(desks.first)
    play = Play(desks, at)
    for line in play.lines():
        _say(line, play, words, door)
    for name, content in play.papers():
        write(out / name, content)
        _one(door, {"paper": name, "size": len(content)}, f"单据  {out / name}（{len(content)} 字节）")
    head = desks.first.ask(newest_history, 1)[0]
    found = verify(desks.first.store)
    _one(
        door,
        {"history": head.seq, "head": head.hash, "findings": [one.code for one in found]},
        f"操作记录 {head.seq} 条，链头 {head.hash[:12]}；核对：{found or '数据库完好'}",
    )
    return 1 if found else 0


def _one(door: Door, value: dict[str, Any], line: str) -> None:
    if door.as_json:
        door.tell(value)
    else:
        door.say(line)


def _say(line: Line, play: Play, words: Words, door: Door) -> None:
    person = play.office.by_login[line.login]
    told_ = {"at": iso_utc(line.at), "login": line.login, "step": line.step.replace("_", "-")}
    head = f"{line.at.astimezone(play.office.zone):%m-%d %H:%M}  {person.name}  {words.step(line.step)}"
    if line.refusal is not None:
        refused = told(line.refusal, words)
        _one(door, {**told_, **refused}, f"{head}  ✗ {line.note}：{refused['message']}")
        return
    if line.case is None:
        return
    complaint = line.case.complaint
    state = {"case_no": complaint.case_no, "state": complaint.state, "version": complaint.version}
    _one(door, {**told_, **state}, f"{head}  → {words.word('state', complaint.state)}  {complaint.case_no}")
