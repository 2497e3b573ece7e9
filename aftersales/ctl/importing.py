"""``import``: cases, customers and products out of a sheet, and taking an import of cases back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.ctl.door import plain, told
from aftersales.usecases import importing, importing_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from aftersales.app import App
    from aftersales.ctl.door import Door
    from aftersales.domain.office import Office
    from aftersales.exchange.cases import CaseImport, SheetImport
    from aftersales.exchange.refusals import Hint
    from aftersales.storage.wire import Wire
    from aftersales.usecases.importing import Imported, Refusal
    from aftersales.usecases.importing_files import FileImported
    from aftersales.words import Words

SUBJECTS = ("cases", "customers", "products")
_ORDERS = {"day": "day_first", "month": "month_first"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What ``import`` takes."""
    parser.add_argument(
        "subject", nargs="?", choices=SUBJECTS, metavar="内容", help="cases customers products"
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="文件", help="CSV 或 XLSX")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument("--partial", action="store_true", help="文件被截断时，只导入完整的行")
    maps = parser.add_mutually_exclusive_group()
    maps.add_argument("--map", dest="map_name", metavar="名称", help="按保存过的列对应导入（cases）")
    maps.add_argument("--save-map", metavar="名称", help="把这次的列对应存下来（cases）")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="表头=字段",
        help="指定一列的意思，可重复；字段留空则只留在原始行里",
    )
    parser.add_argument("--sheet", metavar="工作表", help="XLSX 里的工作表，默认第一张")
    parser.add_argument("--date-order", choices=_ORDERS, help="06/08/2020 先写的是日还是月（cases）")
    parser.add_argument("--source", metavar="来源", help="外部编号属于哪个来源（cases）")
    parser.add_argument("--undo", type=int, metavar="批次", help="作废一次导入：还没接收的投诉离开清单")
    parser.add_argument("--batches", action="store_true", help="列出历次导入和保存的列对应")
    parser.set_defaults(parser=parser)


def run(asked: argparse.Namespace, door: Door) -> int:
    """Do what was asked; 0, or an error that says why not."""
    _must_fit(asked)
    if asked.batches:
        return _list(door)
    door.must_act()
    if asked.undo is not None:
        return _undo(door, asked.undo)
    return _cases(door, asked) if asked.subject == "cases" else _file(door, asked)


def _must_fit(asked: argparse.Namespace) -> None:
    """One thing at a time, and only options that it knows."""
    whole = asked.subject is not None and asked.file is not None
    if (asked.undo is not None) + asked.batches + whole != 1 or (asked.subject and not asked.file):
        asked.parser.error("请给出“内容 文件”，或 --undo 批次，或 --batches")
    only_cases = (asked.map_name, asked.save_map, asked.date_order, asked.source)
    if asked.subject != "cases" and any(only_cases):
        asked.parser.error("--map、--save-map、--date-order、--source 只用于 cases")
    if asked.save_map and asked.dry_run:
        asked.parser.error("--dry-run 不写入，不能同时 --save-map")
    if any("=" not in column for column in asked.column):
        asked.parser.error("--column 要写成 表头=字段")


def _columns(asked: argparse.Namespace) -> dict[str, str | None]:
    said = (column.rpartition("=") for column in asked.column)
    return {heading: field or None for heading, _, field in said}


# --- cases


def _cases(door: Door, asked: argparse.Namespace) -> int:
    app = door.app()
    coming = _read_cases(app, asked)
    if asked.dry_run:
        kept, found = None, app.do(importing.preview, coming)
    else:
        kept = _backed_up(app)
        found = app.do(importing.import_cases, coming, map_name=asked.save_map)
    if door.as_json:
        told_of = _of_cases(found, coming, door.words)
        door.tell({**told_of, "dry_run": asked.dry_run, "backup": kept})
    else:
        door.say(*_lines(found, coming, door.words))
    return 0


def _read_cases(app: App, asked: argparse.Namespace) -> CaseImport:
    """The file as the sheet's columns, the saved map and ``--column`` say, the last first."""
    from aftersales.exchange.cases import read_cases
    from aftersales.storage.queries.imports import saved_map

    office = app.ask(_office)
    saved = app.ask(saved_map, asked.map_name) if asked.map_name else {}
    return read_cases(
        asked.file,
        source=asked.source,
        mapping={**saved, **_columns(asked)},
        partial=asked.partial,
        zone=office.zone,
        sheet=asked.sheet,
        date_order=_ORDERS.get(asked.date_order),
        own=office.own_words,
    )


def _office(wire: Wire) -> Office:
    from aftersales.storage.queries.office import read_office

    return read_office(wire)


def _of_cases(found: Imported, coming: CaseImport, known: Words) -> dict[str, Any]:
    return {
        "batch": found.batch_no,
        "source": coming.source,
        "taken": found.taken,
        "known": found.known,
        "kept_as_text": list(found.kept_as_text),
        **_of_sheet(found.refused, coming, known),
    }


def _lines(found: Imported, coming: CaseImport, known: Words) -> list[str]:
    head = f"第 {found.batch_no} 次导入" if found.batch_no else "试导入"
    counts = f"新收 {found.taken}，已有 {found.known}，未收 {len(found.refused)}"
    moved = "、".join(map(str, found.kept_as_text))
    return [
        f"{head}：{coming.file_name}，{counts}。",
        *([f"第 {moved} 行有不合规定的内容，已原样写入备注。"] if moved else []),
        *_remarks(coming, known),
        *_refusals(found.refused, known),
    ]


def _undo(door: Door, batch_no: int) -> int:
    done = door.app().do(importing.undo_import, batch_no)
    if door.as_json:
        door.tell({"batch": batch_no, "voided": done.voided, "accepted": list(done.accepted)})
        return 0
    kept = f"；已接收的 {len(done.accepted)} 件保留：{'、'.join(done.accepted)}" if done.accepted else ""
    door.say(f"第 {batch_no} 次导入已作废：{done.voided} 件离开清单{kept}。")
    return 0


def _list(door: Door) -> int:
    from aftersales.storage.queries.imports import import_batches

    batches = door.app().ask(import_batches)
    if door.as_json:
        door.tell([_of_batch(asdict(batch)) for batch in batches])
        return 0
    for one in batches:
        state = door.words.word("import_state", one.state)
        named = f"，列对应“{one.map_name}”" if one.map_name else ""
        counts = f"新收 {one.taken}，已有 {one.known}，未收 {len(one.refused)}"
        door.say(f"第 {one.batch_no} 次：{one.file_name}，{counts}，{state}{named}")
    return 0


def _of_batch(batch: Mapping[str, Any]) -> dict[str, Any]:
    names = ("batch_no", "file_name", "file_sha256", "source", "taken", "known", "state", "map_name")
    mapping = {row["column"]: row["field"] or None for row in batch["mapping"]}
    refused = len(batch["refused"])
    return {**{name: batch[name] for name in names}, "mapping": mapping, "refused": refused}


# --- customers and products


def _file(door: Door, asked: argparse.Namespace) -> int:
    app = door.app()
    coming, verb = _read_file(app, asked)
    kept = None if asked.dry_run else _backed_up(app)
    found = app.do(verb, coming, dry_run=asked.dry_run)
    if door.as_json:
        counts = {"made": found.made, "changed": found.changed, "known": found.known}
        door.tell(
            {
                **counts,
                **_of_sheet(found.refused, coming, door.words),
                "dry_run": asked.dry_run,
                "backup": kept,
            }
        )
    else:
        door.say(*_file_lines(found, coming, door.words, dry_run=asked.dry_run))
    return 0


def _read_file(app: App, asked: argparse.Namespace) -> tuple[SheetImport, Any]:
    from aftersales.exchange.cases import read_customers, read_products

    office = app.ask(_office)
    said: dict[str, Any] = {"mapping": _columns(asked), "partial": asked.partial, "sheet": asked.sheet}
    said["own"] = office.own_words
    if asked.subject == "products":
        return read_products(asked.file, **said), importing_files.import_products
    return read_customers(asked.file, zone=office.zone, **said), importing_files.import_customers


def _file_lines(found: FileImported, coming: SheetImport, known: Words, *, dry_run: bool) -> list[str]:
    counts = f"新增 {found.made}，更新 {found.changed}，已有 {found.known}，未收 {len(found.refused)}"
    head = "试导入" if dry_run else "导入"
    return [
        f"{head}：{coming.file_name}，{counts}。",
        *_remarks(coming, known),
        *_refusals(found.refused, known),
    ]


# --- what every sheet says


def _backed_up(app: App) -> str | None:
    """A backup of an office in one file before it changes much: its path, None where the last one holds all.

    On a server only an administrator reads everything, so backing up is his own task there.
    """
    from aftersales.storage import backups
    from aftersales.storage.backups.folder import short
    from aftersales.storage.books.saving import history_end
    from aftersales.storage.orm import SQLITE

    if app.store.engine != SQLITE:
        return None
    folder = backups.usual_folder(app.store.address)
    last = backups.last_good(folder, backups.owner_of(app.store))
    if last is not None and last.head == short(app.ask(history_end)[1]):
        return None
    return str(backups.backup(app.store, folder).copy.path)


def _of_sheet(refused: Iterable[Refusal], coming: SheetImport, known: Words) -> dict[str, Any]:
    return {
        "refused": [{"row": one.row_no, **told(one.reason, known)} for one in refused],
        "file": coming.file_name,
        "sha256": coming.file_sha256,
        "encoding": coming.encoding,
        "cut_off": coming.cut_off,
        "mapping": coming.mapping,
        "hints": [_hint(hint, known) for hint in coming.hints]
        + [{"row": row.row_no, **_hint(hint, known)} for row in coming.rows for hint in row.hints],
    }


def _hint(hint: Hint, known: Words) -> dict[str, Any]:
    return {"hint": hint.code, "facts": plain(hint.facts), "message": _said(hint, known)}


def _said(hint: Hint, known: Words) -> str:
    return known.sentence(hint.code, hint.facts, "hint")


def _refusals(refused: Sequence[Refusal], known: Words) -> list[str]:
    return [f"第 {one.row_no} 行未收：{told(one.reason, known)['message']}" for one in refused]


def _remarks(coming: SheetImport, known: Words) -> list[str]:
    """What a person should know of the file and of its rows: each thing once, with the first rows."""
    rows: dict[str, list[int]] = {}
    for row in coming.rows:
        for hint in row.hints:
            rows.setdefault(_said(hint, known), []).append(row.row_no)
    lines = [_said(hint, known) for hint in coming.hints]
    return lines + [f"第 {_some(numbers)} 行：{sentence}" for sentence, numbers in rows.items()]


def _some(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return shown if len(numbers) <= 5 else f"{shown} 等 {len(numbers)}"
