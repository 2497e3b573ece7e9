"""Looking without changing: ``show``, ``list``, ``history``, ``steps``, ``verify``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.ctl.door import told
from aftersales.ctl.reading import case_and_office, case_told, words_of
from aftersales.ctl.told import MASK, history_json, value_json
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.office import Desk
from aftersales.domain.policy import may
from aftersales.domain.workflow import PATH, Step
from aftersales.storage.queries.case import id_of, read_office
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.histories import history_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from aftersales.ctl.door import Door
    from aftersales.domain.case import Case
    from aftersales.storage.wire import Wire
    from aftersales.words import Words


class NoSuchState(BadField):
    """No state has this code or word. Facts: ``field``, ``value``."""


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case_no", metavar="编号", help="投诉编号")


show_arguments = history_arguments = _number


def show(asked: argparse.Namespace, door: Door) -> int:
    """The whole case as JSON, with its cautions."""
    app = door.app()
    case, _ = app.ask(case_and_office, asked.case_no)
    door.words = words_of(app)
    door.tell(case_told(app, case, door.words))
    return 0


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Which cases, and how many."""
    parser.add_argument("--state", action="append", default=[], metavar="状态", help="代码或中文，可重复")
    parser.add_argument("--owner", metavar="登录名", default=None, help="负责人")
    parser.add_argument("--text", metavar="文字", default="", help="查找文字、电话、批号、编号")
    parser.add_argument("--limit", metavar="条数", type=int, default=50, help="默认 50")
    parser.add_argument("--after", metavar="编号", default=None, help="从这一件之后（更早的）开始")


def list_cases(asked: argparse.Namespace, door: Door) -> int:
    """The newest cases that are wanted, a line each."""
    app = door.app()
    office = app.ask(read_office)
    door.words = words = words_of(app)
    wanted = CaseFilter(
        states=tuple(_state(words, said) for said in asked.state),
        owner=asked.owner,
        text=asked.text,
        limit=max(asked.limit, 0),
        after=app.ask(_place, asked.after) if asked.after else None,
    )
    lines = [_shown(line) for line in app.ask(case_lines, wanted)]
    if door.as_json:
        door.tell([{name: value_json(value) for name, value in vars(line).items()} for line in lines])
    else:
        door.say(*(_line(line, words, office.zone) for line in lines))
    return 0


def _state(words: Words, said: str) -> str:
    found = words.code("state", said)
    if found is None:
        raise NoSuchState(field="complaint.state", value=said)
    return found


def _place(wire: Wire, key: str) -> int:
    """The id of the line after which a page begins: an id as ``list --json`` tells it, or a case number."""
    return int(key) if key.isdecimal() else id_of(wire, key)


def _shown(line: CaseLine) -> CaseLine:
    """The line as lists show it: the name of a customer who wants it kept quiet is hidden."""
    if not line.confidential or not line.cust_name:
        return line
    return replace(line, cust_name=MASK, title=(line.title or "").replace(line.cust_name, MASK))


def _line(line: CaseLine, words: Words, zone: tzinfo) -> str:
    marks = " ".join(f"[{words.word('mark', mark)}]" for mark in line.marks)
    parts = (
        line.case_no,
        words.word("state", line.state),
        words.word("severity", line.severity),
        line.owner or "-",
        _local(line.due_at, zone),
        line.title or "",
        marks,
    )
    return "  ".join(part for part in parts if part)


def _local(moment: datetime | None, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "-"


def history(asked: argparse.Namespace, door: Door) -> int:
    """Who did what when, with what changed."""
    app = door.app()
    _, office = app.ask(case_and_office, asked.case_no)
    words = words_of(app)
    rows = app.ask(history_of, asked.case_no)
    if door.as_json:
        door.tell([history_json(row) for row in rows])
        return 0
    for row in rows:
        states = f"{words.word('state', row.from_state) or '–'} → {words.word('state', row.to_state)}"
        moved = states if row.version is not None else f"{row.table_name} {row.row_key}"
        said = f"  {row.reason}" if row.reason else ""
        at = _local(row.at, office.zone)
        door.say(f"{row.seq}  {at}  {row.actor}  {words.step(row.step)}  {moved}  {row.hash[:12]}{said}")
    return 0


def steps_arguments(parser: argparse.ArgumentParser) -> None:
    """Of which case; also the steps that cannot follow here."""
    _number(parser)
    parser.add_argument("--all", action="store_true", help="也列出在此状态下不存在的步骤")


def steps(asked: argparse.Namespace, door: Door) -> int:
    """What this person may do now, and why not the rest."""
    app = door.app()
    case, office = app.ask(case_and_office, asked.case_no)
    door.words = words = words_of(app)
    now = app.clock or app.ask(_now)
    desk = Desk(office=office, me=office.person(app.login), now=now)
    found = list(_steps(case, desk, words, everything=asked.all))
    if door.as_json:
        door.tell(found)
        return 0
    for one in found:
        sign = "可以" if one["may"] else "不可"
        door.say(f"{sign}  {one['step']}  {one['word']}" + (f"  {one['message']}" if not one["may"] else ""))
    return 0


def _now(wire: Wire) -> datetime:
    return wire.now()


def _steps(case: Case, desk: Desk, words: Words, *, everything: bool) -> Iterator[dict[str, Any]]:
    state = case.complaint.state
    for step in dict.fromkeys(leg.step for leg in PATH):
        here = any(leg.step == step and state in leg.sources for leg in PATH)
        if step in (Step.REGISTER, Step.FINISH) or not (here or everything):
            continue
        head = {"step": step.replace("_", "-"), "word": words.step(step)}
        try:
            may(step, case, desk)
        except DomainError as refusal:
            yield {**head, "may": False, **told(refusal, words)}
        else:
            yield {**head, "may": True}


def verify_arguments(_: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def verify(_: argparse.Namespace, door: Door) -> int:
    """Integrity, references, history chain, states, numbers, files; 1 and where, if not clean."""
    from aftersales.storage.verify import verify as verified

    app = door.app()
    words = words_of(app)
    found = verified(app.store)
    for one in found:
        sentence = words.sentence(one.code, one.facts, "verify")
        if door.as_json:
            door.tell({"finding": one.code, "facts": value_json_all(one.facts), "message": sentence})
        else:
            door.say(f"{one.code}  {value_json_all(one.facts)}  {sentence}")
    if not found and not door.as_json:
        door.say("数据库完好。")
    return 1 if found else 0


def value_json_all(facts: dict[str, object]) -> dict[str, Any]:
    """Facts as JSON holds them."""
    return {name: value_json(value) for name, value in facts.items()}
