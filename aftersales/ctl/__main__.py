"""``aftersalesctl``: finds the command, opens its module, tells refusals and troubles as one JSON line."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from aftersales.ctl.arguments import add_global
from aftersales.ctl.door import Door
from aftersales.domain.errors import DomainError, Trouble
from aftersales.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Arguments = Callable[[argparse.ArgumentParser], None]
    Run = Callable[[argparse.Namespace, Door], int]
    Command = tuple[str, Callable[[], tuple[Arguments, Run]]]

DONE, NOT_CLEAN, WRONG_USE, REFUSED, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""Exit codes; NOT_CLEAN is of ``verify`` alone."""


def _init() -> tuple[Arguments, Run]:
    from aftersales.ctl import offices

    return offices.init_arguments, offices.init


def _migrate() -> tuple[Arguments, Run]:
    from aftersales.ctl import offices

    return offices.migrate_arguments, offices.migrate


def _company() -> tuple[Arguments, Run]:
    from aftersales.ctl import offices

    return offices.company_arguments, offices.company


def _calendar() -> tuple[Arguments, Run]:
    from aftersales.ctl import offices

    return offices.calendar_arguments, offices.calendar


def _staff() -> tuple[Arguments, Run]:
    from aftersales.ctl import staff

    return staff.arguments, staff.run


def _do() -> tuple[Arguments, Run]:
    from aftersales.ctl import doing

    return doing.arguments, doing.run


def _show() -> tuple[Arguments, Run]:
    from aftersales.ctl import looking

    return looking.show_arguments, looking.show


def _list() -> tuple[Arguments, Run]:
    from aftersales.ctl import looking

    return looking.list_arguments, looking.list_cases


def _history() -> tuple[Arguments, Run]:
    from aftersales.ctl import looking

    return looking.history_arguments, looking.history


def _steps() -> tuple[Arguments, Run]:
    from aftersales.ctl import looking

    return looking.steps_arguments, looking.steps


def _verify() -> tuple[Arguments, Run]:
    from aftersales.ctl import looking

    return looking.verify_arguments, looking.verify


def _paper() -> tuple[Arguments, Run]:
    from aftersales.ctl import papers

    return papers.arguments, papers.run


def _clauses() -> tuple[Arguments, Run]:
    from aftersales.ctl import clauses

    return clauses.arguments, clauses.run


def _agreements() -> tuple[Arguments, Run]:
    from aftersales.ctl import clauses

    return clauses.papers_arguments, clauses.papers


def _import() -> tuple[Arguments, Run]:
    from aftersales.ctl import importing

    return importing.arguments, importing.run


def _backup() -> tuple[Arguments, Run]:
    from aftersales.ctl import backups

    return backups.backup_arguments, backups.backup


def _restore() -> tuple[Arguments, Run]:
    from aftersales.ctl import backups

    return backups.restore_arguments, backups.restore


def _move() -> tuple[Arguments, Run]:
    from aftersales.ctl import backups

    return backups.move_arguments, backups.move


def _tick() -> tuple[Arguments, Run]:
    from aftersales.ctl import ticking

    return ticking.arguments, ticking.run


def _demo() -> tuple[Arguments, Run]:
    from aftersales.ctl import demo

    return demo.arguments, demo.run


COMMANDS: Mapping[str, Command] = {
    "init": ("新建办公室（--practice 为练习公司）", _init),
    "migrate": ("升级数据库结构（管理员）", _migrate),
    "staff": ("员工：add list limit substitute disable password", _staff),
    "calendar": ("工作日历：show set remove", _calendar),
    "company": ("公司资料：show set", _company),
    "do": ("办理一步：任何步骤或 quick（快速处理）", _do),
    "show": ("一件投诉的全部内容", _show),
    "list": ("投诉清单", _list),
    "history": ("一件投诉的操作记录", _history),
    "steps": ("本人现在能办哪些步骤，其余为何不能", _steps),
    "paper": ("输出单据 PDF", _paper),
    "clauses": ("协议条款：list versions diff set retire restore take", _clauses),
    "agreements": ("协议在哪里：草稿、已打印、待签回、已归档……", _agreements),
    "import": ("导入：cases customers products；--undo 批次", _import),
    "backup": ("备份（--list 列出已有的）", _backup),
    "restore": ("把备份恢复到 --office；--rehearse 演练", _restore),
    "move": ("搬到另一个地址：文件与 PostgreSQL 之间", _move),
    "tick": ("检查时限，到点的提醒该知道的人（可由计划任务每几分钟运行）", _tick),
    "verify": ("核对整个数据库", _verify),
    "demo": ("演示一件投诉从电话到满意关闭", _demo),
}
"""Every command: its help, and how its module is loaded; only the one that was asked for is."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do one command; returns the exit code."""
    _speak_utf8(sys.stdout, sys.stderr)
    try:
        return _told(sys.argv[1:] if argv is None else argv)
    except SystemExit as leaving:  # argparse says what was wrong, and leaves
        return leaving.code if isinstance(leaving.code, int) else WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has seen enough
        sys.stdout = None  # nothing more can be flushed to it
        return DONE


def _speak_utf8(*streams: TextIO) -> None:
    """UTF-8 on every locale and on Windows; a stream that a test put in its place is left alone."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(argv: Sequence[str]) -> int:
    asked, door, run = _read(argv)
    try:
        return run(asked, door)
    except DomainError as refusal:
        door.refuse(refusal)
        return REFUSED
    except Trouble as trouble:
        door.refuse(trouble)
        return TROUBLE
    finally:
        door.close()


def _read(argv: Sequence[str]) -> tuple[argparse.Namespace, Door, Run]:
    """Read twice: first which command, then with the arguments that its module says."""
    whole = _parser()
    first, rest = whole.parse_known_args(argv)
    arguments, run = COMMANDS[first.command][1]()
    own = argparse.ArgumentParser(
        prog=f"{whole.prog} {first.command}", description=COMMANDS[first.command][0], allow_abbrev=False
    )
    add_global(own)
    arguments(own)
    asked = own.parse_args([*first.rest, *rest], argparse.Namespace(**vars(first)))
    settings = read_settings()
    door = Door(settings=settings, url=asked.office or settings.office, login=asked.login, as_json=asked.json)
    return asked, door, run


def _parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<10} {told}" for name, (told, _) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="aftersalesctl",
        description="售后投诉处理的命令行入口。",
        epilog=f"命令：\n{commands}\n\n每个命令的用法：aftersalesctl 命令 --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_global(parser, None)
    parser.add_argument("command", choices=COMMANDS, metavar="命令")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
