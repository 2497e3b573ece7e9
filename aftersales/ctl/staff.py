"""``staff``: people taken on, their limits and substitutes, passwords, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.ctl.arguments import add_global
from aftersales.ctl.door import ask
from aftersales.ctl.offices import PasswordsDiffer
from aftersales.ctl.told import part_json
from aftersales.domain.workflow import OPEN_STATES
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.duties import decisions_owed
from aftersales.usecases import people

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from aftersales.app import App
    from aftersales.ctl.door import Door
    from aftersales.domain.records.staff import Authority

_MANY = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """One of six things to do with people."""
    what = parser.add_subparsers(
        dest="what", metavar="add|list|limit|substitute|disable|password", required=True
    )
    add = what.add_parser("add", help="新员工；密码取自 AFTERSALES_NEW_PASSWORD 或键入", allow_abbrev=False)
    add.add_argument("login_new", metavar="login")
    add.add_argument("name")
    add.add_argument("--role", dest="roles", action="append", required=True, metavar="角色", help="可重复")
    for name in ("level", "department", "post", "phone", "email"):
        add.add_argument(f"--{name}")
    what.add_parser("list", help="全体员工、授权与代理")
    _limit_arguments(what.add_parser("limit", help="授权限额：新增、改一行、结束一行", allow_abbrev=False))
    substitute = what.add_parser("substitute", help="代理审批", allow_abbrev=False)
    for name in ("principal", "stands_in"):
        substitute.add_argument(name)
    substitute.add_argument("--reason", required=True)
    _days(substitute)
    disable = what.add_parser("disable", help="离职；列出其未结投诉和等他审批的", allow_abbrev=False)
    disable.add_argument("login_left", metavar="login")
    disable.add_argument("--reason")
    password = what.add_parser("password", help="改密码", allow_abbrev=False)
    password.add_argument("login_changed", metavar="login", nargs="?", default="")
    for parser_of_one in what.choices.values():
        add_global(parser_of_one)


def _limit_arguments(limit: argparse.ArgumentParser) -> None:
    for name in ("person", "level", "role"):
        limit.add_argument(f"--{name}")
    limit.add_argument("--scope", metavar="类别", help="货物 赠品 现金；新增必填")
    limit.add_argument("--amount", dest="limit_amount", metavar="元")
    limit.add_argument("--no-limit", action="store_true", default=None, help="不限")
    _days(limit)
    limit.add_argument("--reason", metavar="原因")
    row = limit.add_mutually_exclusive_group()
    row.add_argument(
        "--row", type=int, metavar="行号", help="改这一行（行号是 staff list 的 no），没给的照旧"
    )
    row.add_argument("--end", type=int, metavar="行号", help="结束这一行：到昨天为止；还没开始的不再生效")


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="from_on", metavar="日期")
    parser.add_argument("--to", dest="to_on", metavar="日期")


def run(asked: argparse.Namespace, door: Door) -> int:
    """Do it, and print what stands now."""
    app = door.app()
    door.tell(_WHAT[asked.what](app, asked, door))
    return 0


def _given(asked: argparse.Namespace, *names: str) -> dict[str, object]:
    return {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}


def _add(app: App, asked: argparse.Namespace, door: Door) -> dict[str, Any]:
    names = ("name", "roles", "level", "department", "post", "phone", "email")
    data = {"login": asked.login_new, **_given(asked, *names)}
    return part_json(app.do(people.add_person, data, _new(door)))


def _new(door: Door) -> str:
    if door.settings.new_password:
        return door.settings.new_password
    first = ask("新密码：")
    if ask("再输入一次：") != first:
        raise PasswordsDiffer
    return first


def _list(app: App, _: argparse.Namespace, __: Door) -> dict[str, Any]:
    office = app.ask(read_office)
    return {
        "staff": [part_json(row) for row in office.staff],
        "authority": [part_json(row) for row in office.authority],
        "substitute": [part_json(row) for row in office.substitutes],
    }


_WHOSE = ("person", "level", "role")
_HOW_MUCH = ("limit_amount", "no_limit")


def _limit(app: App, asked: argparse.Namespace, _: Door) -> dict[str, Any]:
    if asked.end is not None:
        return part_json(app.do(people.end_limit, asked.end, asked.reason))
    given = _given(asked, *_WHOSE, "scope", *_HOW_MUCH, "from_on", "to_on")
    if asked.row is not None:
        row = people.numbered(app.ask(read_office).authority, asked.row)
        given = {**_stands(row, given), **given}
    return part_json(app.do(people.set_limit, given, asked.reason, asked.row))


def _stands(row: Authority, given: Mapping[str, object]) -> dict[str, object]:
    """What the row says, but not whose or how much it is where that is said anew."""
    told = {**part_json(row), "limit_amount": None if row.no_limit else row.limit_amount}
    anew = {name for group in (_WHOSE, _HOW_MUCH) for name in group if given.keys() & set(group)}
    names = {*_WHOSE, "scope", *_HOW_MUCH, "from_on", "to_on"} - anew
    return {name: told[name] for name in names if told[name] is not None}


def _substitute(app: App, asked: argparse.Namespace, _: Door) -> dict[str, Any]:
    names = ("principal", "stands_in", "from_on", "to_on", "reason")
    return part_json(app.do(people.set_substitute, _given(asked, *names)))


def _disable(app: App, asked: argparse.Namespace, _: Door) -> dict[str, Any]:
    left = app.do(people.disable_person, asked.login_left, asked.reason)
    lines = app.ask(case_lines, CaseFilter(states=OPEN_STATES, owner=left.login, limit=_MANY))
    waiting = [one.case_no for one in app.ask(decisions_owed) if one.approver == left.login]
    return {**part_json(left), "open_cases": [line.case_no for line in lines], "waiting": waiting}


def _password(app: App, asked: argparse.Namespace, door: Door) -> dict[str, Any]:
    login = asked.login_changed or app.login
    app.do(people.change_password, login, _new(door))
    return {"login": login}


_WHAT = {
    "add": _add,
    "list": _list,
    "limit": _limit,
    "substitute": _substitute,
    "disable": _disable,
    "password": _password,
}
