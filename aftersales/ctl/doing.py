"""``do``: takes any step of the path, an action beside it, or the fast lane, from one JSON object."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.ctl.reading import case_told, read_at, words_of
from aftersales.ctl.schema import QUICK, schema, steps_known
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.workflow import Step
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import LARGEST_FILE, FileTooLarge, take

if TYPE_CHECKING:
    import argparse

    from aftersales.app import App
    from aftersales.ctl.door import Door
    from aftersales.domain.case import Case


class NotAnObject(BadField):
    """The data is one JSON object. Facts: ``field``, ``why``."""


class NoSuchPath(BadField):
    """There is no such file here. Facts: ``field``, ``path``."""


class CaseNeeded(DomainError):
    """This step is taken on a case: say which, with ``--case``. Facts: ``step``."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What ``do`` takes."""
    parser.add_argument("step", metavar="步骤", help=f"{' '.join(steps_known())}")
    parser.add_argument("--case", metavar="编号", default="", help="投诉编号")
    parser.add_argument("--data", metavar="文件", default="", help="JSON 文件，- 为标准输入")
    parser.add_argument("--file", metavar="文件", default="", help="attach 的文件")
    parser.add_argument("--at", metavar="时间", default="", help="办理时间，只在练习公司")
    parser.add_argument("--version", metavar="版本", type=int, default=None, help="所见版本，已变则拒绝")
    parser.add_argument("--schema", action="store_true", help="只列出这一步的字段")


def run(asked: argparse.Namespace, door: Door) -> int:
    """Take the step and print the case."""
    step = asked.step.replace("-", "_")
    if asked.schema:
        from aftersales.words import words

        door.tell(schema(step, words()))
        return 0
    data = read_data(asked.data)
    app = door.app()
    door.words = words_of(app)
    if asked.at:
        app = app.at(read_at(app, asked.at))
    case = _done(app, step, data, asked)
    door.tell(case_told(app, case, door.words, decided=step == QUICK))
    return 0


def _done(app: App, step: str, data: dict[str, Any], asked: argparse.Namespace) -> Case:
    if step == Step.REGISTER:
        return app.do(register, data)
    if step == QUICK:
        return app.do(quick, data)
    if not asked.case:
        raise CaseNeeded(step=step)
    content = None
    if step == Step.ATTACH:
        content, data = attached(data, asked.file)
    return app.do(take, step, asked.case, data, version=asked.version, content=content)


def read_data(place: str) -> dict[str, Any]:
    """The JSON object of a file, of standard input for ``-``, or none. Raises NotAnObject, NoSuchPath."""
    if not place:
        return {}
    raw = sys.stdin.buffer.read() if place == "-" else read_file(place, "data")
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except ValueError as cause:
        raise NotAnObject(field="data", why=str(cause)[:80]) from cause
    if not isinstance(found, dict):
        raise NotAnObject(field="data", why=type(found).__name__)
    return found


def read_file(place: str, field: str) -> bytes:
    """The bytes of a file. Raises NoSuchPath, FileTooLarge."""
    path = Path(place)
    if not path.is_file():
        raise NoSuchPath(field=field, path=place)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise FileTooLarge(field=field, size=size, largest=LARGEST_FILE)
    return path.read_bytes()


def attached(data: dict[str, Any], place: str) -> tuple[bytes, dict[str, Any]]:
    """The file's bytes and the data with its name; the path comes as ``--file`` or as ``"file"``."""
    rest = {name: value for name, value in data.items() if name != "file"}
    path = place or str(data.get("file") or "")
    content = read_file(path, "file")
    return content, {"name": Path(path).name, **rest}
