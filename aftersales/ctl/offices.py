"""The office itself: ``init``, ``migrate``, ``company``, ``calendar``."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.ctl.door import ask
from aftersales.ctl.told import cautions_json, part_json, value_json
from aftersales.domain.cautions import left_as_counted
from aftersales.domain.errors import DomainError
from aftersales.domain.fields import specs
from aftersales.domain.forms import own
from aftersales.domain.records.office import Calendar, Company
from aftersales.words import words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from aftersales.app import App
    from aftersales.ctl.door import Door
    from aftersales.domain.office import Office
    from aftersales.storage.queries.live.clocks_left import ClockLeft
    from aftersales.words import Words


class PasswordsDiffer(DomainError):
    """The two typed passwords are not the same. No facts."""


def init_arguments(parser: argparse.ArgumentParser) -> None:
    """What a new office needs to know."""
    parser.add_argument("--practice", action="store_true", help="练习公司，带示例投诉")
    parser.add_argument("--empty", action="store_true", help="练习公司不带示例投诉")
    parser.add_argument("--admin-login", metavar="登录名", default="", help="第一位管理员")
    parser.add_argument("--admin-name", metavar="姓名", default="", help="管理员姓名")
    parser.add_argument(
        "--setup-login", metavar="登录名", default="", help="PostgreSQL：有建库、建角色权限的登录名"
    )
    _company_fields(parser)


def _company_fields(parser: argparse.ArgumentParser) -> None:
    known = words()
    for name in specs(Company):
        if name in own(Company) and name != "logo":
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(
                option, dest=f"company_{name}", metavar="…", help=known.field(f"company.{name}")
            )


def _company_given(asked: argparse.Namespace) -> dict[str, object]:
    return {
        name: getattr(asked, f"company_{name}")
        for name in specs(Company)
        if getattr(asked, f"company_{name}", None) is not None
    }


def init(asked: argparse.Namespace, door: Door) -> int:
    """Found the office, set it up, and say what stands."""
    setup_password = ""
    if asked.setup_login:
        setup_password = door.settings.setup_password or ask(f"{asked.setup_login} 的密码：")
    if asked.practice:
        app, cases = _practice(asked, door, setup_password)
    else:
        app, cases = _real(asked, door, setup_password), 0
    door.keep(app)
    _say_office(app, door, cases)
    return 0


def _practice(asked: argparse.Namespace, door: Door, setup_password: str) -> tuple[App, int]:
    from aftersales.app import unopened
    from aftersales.practice import fill, found_company
    from aftersales.storage.founding import forget, whole

    setup = (asked.setup_login, setup_password)
    with whole(door.url) as place, ExitStack() as undo:
        desks = found_company(place, setup)
        undo.callback(forget, place, desks.first.store, *setup)
        cases = 0 if asked.empty else fill(desks)
        undo.pop_all()
        desks.close()
        if place != door.url:
            desks.first.close()
    return desks.first if place == door.url else replace(desks.first, store=unopened(door.url)), cases


def _real(asked: argparse.Namespace, door: Door, setup_password: str) -> App:
    from aftersales.app import Founding, found_office
    from aftersales.settings import delivered

    login = asked.admin_login or door.login or _typed("管理员登录名：")
    name = asked.admin_name or _typed("管理员姓名：")
    password = door.settings.password or _new_password(login)
    told = Founding(
        admin={"login": login, "name": name},
        password=password,
        company=_company_given(asked),
        delivered=delivered(),
        setup=(asked.setup_login, setup_password),
    )
    return found_office(door.url, told)


def _typed(prompt: str) -> str:
    import sys

    from aftersales.ctl.door import LoginNeeded

    if not sys.stdin.isatty():
        raise LoginNeeded
    return input(prompt).strip()


def _new_password(login: str) -> str:
    first = ask(f"{login} 的新密码：")
    if ask("再输入一次：") != first:
        raise PasswordsDiffer
    return first


def _say_office(app: App, door: Door, cases: int) -> None:
    from aftersales.storage.queries.case import read_office

    office = app.ask(read_office)
    told: dict[str, Any] = {
        "office": door.url,
        "company": office.company.name,
        "practice": office.company.practice,
        "staff": [person.login for person in office.staff],
        "cases": cases,
        "known_years": sorted(office.hours.known_years),
    }
    if door.as_json:
        door.tell(told)
        return
    door.say(f"已建立：{office.company.name}，{len(office.staff)} 人，{cases} 件投诉。", f"地址：{door.url}")


def migrate_arguments(_: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def migrate(_: argparse.Namespace, door: Door) -> int:
    """Bring the office to this program's schema."""
    from aftersales.app import unopened
    from aftersales.storage.backups import before_migration, usual_folder
    from aftersales.storage.migrate import migrate as migrated

    store = unopened(door.url, login=door.login, password=door.password())
    try:
        store.connect()
        names = migrated(store, before_migration(usual_folder(store.address)))
    finally:
        store.close()
    if door.as_json:
        door.tell({"migrations": list(names)})
    else:
        door.say(*(f"已升级：{name}" for name in names) if names else ("已是最新。",))
    return 0


def company_arguments(parser: argparse.ArgumentParser) -> None:
    """``show``, or ``set`` with what changes."""
    parser.add_argument("what", choices=("show", "set"), nargs="?", default="show")
    _company_fields(parser)


def company(asked: argparse.Namespace, door: Door) -> int:
    """Show or change the company's data."""
    from aftersales.storage.queries.case import read_office
    from aftersales.usecases.office import set_company

    app = door.app()
    if asked.what == "set":
        door.tell(part_json(app.do(set_company, _company_given(asked))))
    else:
        door.tell(part_json(app.ask(read_office).company))
    return 0


def calendar_arguments(parser: argparse.ArgumentParser) -> None:
    """``show [--year]``, ``set`` of a day, a weekday's hours, or a JSON list of rows, ``remove`` of a day."""
    parser.add_argument("what", choices=("show", "set", "remove"), nargs="?", default="show")
    parser.add_argument("--year", metavar="年", type=int, help="只看这一年的节假日")
    parser.add_argument("--day", metavar="日期", help="一天，例如 2027-01-01")
    parser.add_argument("--kind", metavar="类别", help="上班 或 休息")
    parser.add_argument("--name", metavar="名称", help="例如 元旦")
    parser.add_argument("--weekday", metavar="星期", type=int, help="1（星期一）至 7")
    parser.add_argument(
        "--hours",
        metavar="时段",
        action="append",
        default=[],
        help="例如 08:30-12:00，可重复；星期无时段即休息",
    )
    parser.add_argument("--data", metavar="文件", default="", help='JSON：{"rows": […]}，- 为标准输入')


def calendar(asked: argparse.Namespace, door: Door) -> int:
    """Show or change the working calendar; also says which years it knows, and what a change left."""
    from aftersales.storage.queries.case import read_office
    from aftersales.storage.queries.live.clocks_left import clocks_left
    from aftersales.usecases.office import remove_day, set_calendar

    app, told = door.app(), dict[str, Any]()
    if asked.what != "show":
        before = app.ask(read_office).hours
        if asked.what == "set":
            app.do(set_calendar, _rows(asked))
        else:
            app.do(remove_day, asked.day)
        told = _left_told(app.ask(clocks_left, before), door.words)
    door.tell({**_calendar_told(app.ask(read_office), asked.year), **told})
    return 0


def _left_told(kept: tuple[ClockLeft, ...], known: Words) -> dict[str, Any]:
    """The running limits that the change left as they were, if there are any."""
    if not kept:
        return {}
    clocks = [
        {name: value_json(getattr(one, name)) for name in ("case_no", "clock", "due_at", "counted_now")}
        for one in kept
    ]
    found = left_as_counted([one.case_no for one in kept])
    return {"clocks_left": clocks, "cautions": cautions_json(found, known)}


def _rows(asked: argparse.Namespace) -> list[Mapping[str, object]]:
    if asked.data:
        from aftersales.ctl.doing import NotAnObject, read_data

        rows = read_data(asked.data).get("rows")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise NotAnObject(field="rows", why="list")
        return rows
    given = {"day": asked.day, "day_kind": asked.kind, "day_name": asked.name, "weekday": asked.weekday}
    head: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    spans = [span.partition("-") for span in asked.hours]
    return [{**head, "opens": opens, "closes": closes} for opens, _, closes in spans] or [head]


def _calendar_told(office: Office, year: int | None) -> dict[str, Any]:
    days = [row for row in office.calendar if row.day is not None and year in (None, row.day.year)]
    hours = [row for row in office.calendar if row.weekday is not None]
    return {
        "known_years": sorted(office.hours.known_years),
        "hours": [_row(row, "weekday", "opens", "closes") for row in hours],
        "days": [_row(row, "day", "day_kind", "day_name", "opens", "closes") for row in days],
    }


def _row(row: Calendar, *names: str) -> dict[str, Any]:
    return {name: value_json(getattr(row, name)) for name in names if getattr(row, name) is not None}
