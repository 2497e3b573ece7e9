"""``paper``: writes one paper of a case into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.ctl.reading import read_at, words_of
from aftersales.domain.errors import Trouble
from aftersales.usecases.printing import PAPERS, printed

if TYPE_CHECKING:
    import argparse

    from aftersales.ctl.door import Door


class PaperNotSaved(Trouble):
    """The file cannot be written there. Facts: ``path``, ``why``."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which paper of which case, and where to."""
    parser.add_argument(
        "paper", choices=[name.replace("_", "-") for name in PAPERS], metavar="单据", help=" ".join(PAPERS)
    )
    parser.add_argument("case_no", metavar="编号")
    parser.add_argument("--number", metavar="单号", default="", help="通知单 C1、协议 X1；不写为最新")
    parser.add_argument("--out", metavar="文件", required=True, help="写到哪个 PDF 文件")
    parser.add_argument("--at", metavar="时间", default="", help="打印时间，只在练习公司")


def run(asked: argparse.Namespace, door: Door) -> int:
    """Print it; the history says so."""
    app = door.app()
    door.words = words_of(app)
    if asked.at:
        app = app.at(read_at(app, asked.at))
    content = app.do(printed, asked.paper.replace("-", "_"), asked.case_no, asked.number)
    write(Path(asked.out), content)
    if door.as_json:
        door.tell({"paper": asked.paper, "case_no": asked.case_no, "out": asked.out, "size": len(content)})
    else:
        door.say(f"{asked.out}（{len(content)} 字节）")
    return 0


def write(path: Path, content: bytes) -> None:
    """Write the file, and the folders it lies in. Raises PaperNotSaved."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as cause:
        raise PaperNotSaved(path=str(path), why=cause.strerror or type(cause).__name__) from cause
