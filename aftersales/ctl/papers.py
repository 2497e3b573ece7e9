"""``paper``: writes one paper of a case, one of no case, or a whole case file, into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.ctl.reading import read_at, words_of
from aftersales.domain.errors import DomainError, Trouble
from aftersales.storage.queries.case import read_file
from aftersales.storage.queries.case_file import case_file as read_case_file
from aftersales.usecases.printing import (
    OFFICE_PAPERS,
    PAPERS,
    looked_at,
    looked_at_of_office,
    told_bound,
    told_printed,
)

if TYPE_CHECKING:
    import argparse

    from aftersales.app import App
    from aftersales.ctl.door import Door
    from aftersales.usecases.printing import Shown

_FILE = "closed_file"
_NAMES = (*PAPERS, _FILE, *OFFICE_PAPERS)


class PaperNotSaved(Trouble):
    """The file cannot be written there. Facts: ``path``, ``why``."""


class PaperOfWhichCase(DomainError):
    """This paper belongs to a case, and none was named. Facts: ``paper``."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which paper of which case, and where to."""
    names = [name.replace("_", "-") for name in _NAMES]
    parser.add_argument("paper", choices=names, metavar="单据", help=" ".join(names))
    parser.add_argument("case_no", metavar="编号", nargs="?", default="", help="须知和空白表不用写")
    parser.add_argument("--number", metavar="单号", default="", help="通知单 C1、协议 X1；不写为最新")
    parser.add_argument("--out", metavar="文件", required=True, help="写到哪个 PDF 文件")
    parser.add_argument("--at", metavar="时间", default="", help="打印时间，只在练习公司")


def run(asked: argparse.Namespace, door: Door) -> int:
    """Print it; the history says so."""
    app = door.app()
    door.words = words_of(app)
    if asked.at:
        app = app.at(read_at(app, asked.at))
    content = _drawn(app, asked)
    write(Path(asked.out), content)
    if door.as_json:
        door.tell({"paper": asked.paper, "case_no": asked.case_no, "out": asked.out, "size": len(content)})
    else:
        door.say(f"{asked.out}（{len(content)} 字节）")
    return 0


def _drawn(app: App, asked: argparse.Namespace) -> bytes:
    paper = asked.paper.replace("-", "_")
    if paper in OFFICE_PAPERS:
        return _printed(app, app.look(looked_at_of_office, paper))
    if not asked.case_no:
        raise PaperOfWhichCase(paper=asked.paper)
    if paper == _FILE:
        return case_file(app, asked.case_no)
    return _printed(app, app.look(looked_at, paper, asked.case_no, asked.number))


def _printed(app: App, shown: Shown) -> bytes:
    app.do(told_printed, shown)
    return shown.content


def case_file(app: App, case_no: str) -> bytes:
    """The case's whole file, drawn while nobody waits for the office's books; history tells of it."""
    found = app.ask(read_case_file, case_no)
    content = app.papers.closed_file(
        found.office,
        found.case,
        found.history,
        lambda sha256: app.ask(read_file, sha256),
        by=app.login,
        at=app.clock or found.now,
        anchor=found.head,
    )
    app.do(told_bound, case_no)
    return content


def write(path: Path, content: bytes) -> None:
    """Write the file, and the folders it lies in. Raises PaperNotSaved."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as cause:
        raise PaperNotSaved(path=str(path), why=cause.strerror or type(cause).__name__) from cause
