"""The window's own small texts, and what it needs to know of the words that the office's codes have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.office import names_twice
from ui.i18n import translate

if TYPE_CHECKING:
    from aftersales.domain.checks import Caution
    from aftersales.domain.records.staff import Staff


class Words(Protocol):
    """The words of codes, fields and refusals; the composition root hands them in (aftersales.words)."""

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code of a dictionary."""

    def counted(self, number: str, dictionary: str, code: str | None) -> str:
        """So many of a unit."""

    def field(self, path: str) -> str:
        """The label of a field, with what it belongs to."""

    def label(self, path: str) -> str:
        """The label of a field alone."""

    def step(self, step: str) -> str:
        """The word for a step."""

    def who(self, who: str) -> str:
        """The word for who takes a leg."""

    def sentence(self, code: str, facts: Mapping[str, object], section: str = "error") -> str:
        """What a refusal says."""


def cautioned(cautions: Iterable[Caution], words: Words) -> str:
    """What these say, a line each; "" for none."""
    return "\n".join(
        words.sentence(one.code, {"field": one.field, **one.facts}, "caution") for one in cautions
    )


MINUTES_A_DAY = 60 * 8
"""Working minutes that are told as one day; an office's own length may be given instead."""


def duration(minutes: int, day: int = MINUTES_A_DAY) -> str:
    """Working time in the largest two units: 46 分, 1 时 54 分, 3 天."""
    days, rest = divmod(minutes, day)
    hours, left = divmod(rest, 60)
    if days:
        return translate("Due", "{n} 天").format(n=days)
    told = [translate("Due", "{n} 时").format(n=hours)] if hours else []
    if left or not hours:
        told.append(translate("Due", "{n} 分").format(n=left))
    return " ".join(told)


def overdue(minutes: int) -> str:
    """A limit passed so many working minutes ago."""
    return translate("Due", "逾期 {time}").format(time=duration(minutes))


def left(minutes: int) -> str:
    """So many working minutes are left."""
    return translate("Due", "剩 {time}").format(time=duration(minutes))


def held(until: str) -> str:
    """The clock stands until a day, or until further notice where ``until`` is ""."""
    return translate("Due", "挂起至 {day}").format(day=until) if until else translate("Due", "挂起")


def in_time() -> str:
    """Done within the limit."""
    return translate("Due", "已按时")


def required_label(label: str) -> str:
    """What a screen reader says of a compulsory field."""
    return translate("Field", "{label}，必填").format(label=label)


def unknown_hint() -> str:
    """What the tooltip of a field says that may be answered with one key."""
    return translate("Field", "不知道或没有时，按 F2 选“不详”或“无”")


def undo() -> str:
    """The verb of a toast that can be taken back."""
    return translate("Toast", "撤销")


def dismiss() -> str:
    """The button that closes a toast."""
    return translate("Toast", "知道了")


def retry() -> str:
    """The verb after a trouble of the world."""
    return translate("Toast", "重试")


def crash_told(place: str) -> str:
    """What is said after a mistake in the program."""
    if place:
        return translate("Crash", "程序出了错，已写成报告：{place}。填好的内容都还在。").format(place=place)
    return translate("Crash", "程序出了错，报告没能写成。填好的内容都还在。")


def pick_date() -> str:
    """The button in a date field."""
    return translate("Field", "选日期")


def not_a_date() -> str:
    """What a date field says of something else."""
    return translate("Field", "不是日期，例如 2026-03-11")


def not_money() -> str:
    """What a money field says of something else."""
    return translate("Field", "不是金额，例如 4,860.00")


def not_a_number() -> str:
    """What a number field says of something else."""
    return translate("Field", "不是数，例如 12 或 1.5")


def selected(count: int) -> str:
    """How many rows are selected."""
    return translate("Table", "已选 {n} 条").format(n=count)


def joint() -> str:
    """What stands between the things of a list."""
    return translate("Joint", "、")


def comma() -> str:
    """What stands between the facts of a line."""
    return translate("Joint", "，")


def semicolon() -> str:
    """What stands between what is longer than a fact."""
    return translate("Joint", "；")


def colon() -> str:
    """What stands between a name and what is said of it."""
    return translate("Joint", "：")


def stop() -> str:
    """What stands between two sentences."""
    return translate("Joint", "。")


def aside(told: str, more: str) -> str:
    """Something, and in brackets what it is besides."""
    return translate("Joint", "{told}（{more}）").format(told=told, more=more)


def told_apart(staff: Collection[Staff]) -> dict[str, str]:
    """The names of people by login; who shares his name with another is told by his login as well."""
    twice = names_twice(staff)
    return {one.login: aside(one.name, one.login) if one.name in twice else one.name for one in staff}
