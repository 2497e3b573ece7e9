"""What a person reads of papers and of their way out of the print page."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ui import texts
from ui.i18n import translate
from ui.presenters.printing.papers import Wanted
from ui.views.printing.paper_words import paper_word


class Task(StrEnum):
    """What is done with the papers."""

    PRINT = "print"
    SAVE = "save"
    OPEN = "open"


def going(task: Task, n: int, total: int) -> str:
    """Which paper of how many is on its way."""
    words = {
        Task.PRINT: translate("Print", "正在打印"),
        Task.SAVE: translate("Print", "正在存为 PDF"),
        Task.OPEN: translate("Print", "正在打开"),
    }
    return translate("Print", "{task}：第 {n} 张，共 {all} 张").format(task=words[task], n=n, all=total)


def gone(task: Task, n: int, printers: Sequence[str]) -> str:
    """How many papers went out, and to which printers."""
    to = translate("Print", "已送到“{printer}”").format(printer=texts.joint().join(printers))
    words = {
        Task.PRINT: to,
        Task.SAVE: translate("Print", "已存为 PDF"),
        Task.OPEN: translate("Print", "已用系统打开"),
    }
    return translate("Print", "{task}：{n} 张").format(task=words[task], n=n)


def skipped(papers: Sequence[tuple[Wanted, str]]) -> str:
    """Which papers could not go, each with its sentence; the first four."""
    lines = [f"{told(one)}{texts.colon()}{why}" for one, why in papers[:4]]
    return "\n".join([translate("Print", "有 {n} 张没有打：").format(n=len(papers)), *lines])


def numbers(one: Wanted) -> str:
    """A paper's number with that of its case."""
    return "-".join(part for part in (one.case_no, one.number) if part)


def told(one: Wanted) -> str:
    """A paper's word and numbers."""
    return f"{paper_word(one.paper)} {numbers(one)}".strip()


def missing(chars: Sequence[str]) -> str:
    """Which characters the paper cannot show."""
    shown = texts.joint().join(texts.aside(char, f"U+{ord(char):04X}") for char in chars[:6])
    sentence = translate("Print", "有 {n} 个字打印不出：{chars}。纸上会印出它的编码。")
    return sentence.format(n=len(chars), chars=shown + ("…" if len(chars) > 6 else ""))
