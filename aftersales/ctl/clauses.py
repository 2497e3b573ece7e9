"""``clauses``: the library of the agreement's clauses, and agreements by where their papers are."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from aftersales.ctl.arguments import add_global
from aftersales.ctl.doing import read_data
from aftersales.ctl.told import part_json, value_json
from aftersales.domain.codes import Language
from aftersales.settings import delivered_clauses
from aftersales.storage.queries.agreements import (
    agreement_counts,
    agreements,
    clause_difference,
    clause_versions,
    clauses_in_force,
)
from aftersales.usecases import clauses

if TYPE_CHECKING:
    import argparse

    from aftersales.app import App
    from aftersales.ctl.door import Door

_MOST = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """One of seven things to do with clauses."""
    what = parser.add_subparsers(
        dest="what", metavar="list|versions|diff|set|retire|restore|take", required=True
    )
    listed = what.add_parser("list", help="现行条款；--all 连同已停用的", allow_abbrev=False)
    listed.add_argument("--all", action="store_true", dest="retired")
    written = what.add_parser("set", help="写一条：新条款，或已有条款的新版本", allow_abbrev=False)
    written.add_argument("--data", required=True, metavar="文件", help="JSON 文件，- 为标准输入")
    for name, told in (("versions", "一条的全部版本"), ("retire", "停用一条")):
        what.add_parser(name, help=told, allow_abbrev=False).add_argument("key")
    differ = what.add_parser("diff", help="两个版本的差别", allow_abbrev=False)
    differ.add_argument("key")
    differ.add_argument("older", type=int)
    differ.add_argument("newer", type=int)
    again = what.add_parser("restore", help="恢复旧版本，成为新版本", allow_abbrev=False)
    again.add_argument("key")
    again.add_argument("version", type=int)
    what.add_parser("take", help="采用随程序提供的条款：本公司还没有的，和没有动过而有更新的（管理员）")
    for one in what.choices.values():
        one.add_argument("--language", default=Language.ZH_CN.value, choices=tuple(Language), metavar="文字")
        add_global(one)


def run(asked: argparse.Namespace, door: Door) -> int:
    """Do it, and print what stands now."""
    door.tell(_WHAT[asked.what](door.app(), asked))
    return 0


def _list(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    found = app.ask(clauses_in_force, asked.language, retired=asked.retired)
    return [part_json(one) for one in found]


def _versions(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401
    return [part_json(one) for one in app.ask(clause_versions, asked.key, asked.language)]


def _diff(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401
    found = app.ask(clause_difference, asked.key, asked.older, asked.newer, asked.language)
    return [dataclasses.asdict(one) for one in found]


def _set(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401
    return part_json(app.do(clauses.set_clause, {"language": asked.language, **read_data(asked.data)}))


def _retire(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401
    return part_json(app.do(clauses.retire_clause, asked.key, asked.language))


def _restore(app: App, asked: argparse.Namespace) -> Any:  # noqa: ANN401
    return part_json(app.do(clauses.restore_clause, asked.key, asked.version, asked.language))


def _take(app: App, _: argparse.Namespace) -> Any:  # noqa: ANN401
    taken = app.do(clauses.take_delivered_clauses, delivered_clauses())
    return [{"key": one.key, "language": one.language} for one in taken]


_WHAT = {
    "list": _list,
    "versions": _versions,
    "diff": _diff,
    "set": _set,
    "retire": _retire,
    "restore": _restore,
    "take": _take,
}


def papers_arguments(parser: argparse.ArgumentParser) -> None:
    """Where."""
    parser.add_argument("--where", metavar="去向", help="draft issued printed handed_over signed …")


def papers(asked: argparse.Namespace, door: Door) -> int:
    """The agreements that are there, and how many are where."""
    app = door.app()
    found = app.ask(agreements, asked.where, _MOST)
    lines = [{name: value_json(value) for name, value in dataclasses.asdict(line).items()} for line in found]
    door.tell({"counts": app.ask(agreement_counts), "agreements": lines})
    return 0
