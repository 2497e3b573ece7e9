"""What else a record holds, read off its declared fields: nothing that was said of a case is out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aftersales.domain.fields import Kind, Part, Spec, specs, table_name
from aftersales.domain.money import yuan
from aftersales.domain.records.trail import Attachment
from ui import texts
from ui.views.casework.wording import Wording, yes_or_no

Fact = tuple[str, str]
"""The path of a field, and what stands in it."""
_UNITS: Mapping[str, str] = {"usage_amount": "usage_unit"}
"""Quantities that are counted in another unit than the row's own; a unit's dictionary has its name."""


class Rest:
    """Words for any field of a case or its customer; what is secret is left to pages made for it.

    ``files``: the attachments of the case, which are told by their names.
    """

    def __init__(self, say: Wording, files: Iterable[Attachment] = ()) -> None:
        self._say = say
        self._files = {row.no: row.name or "" for row in files}
        self._words: Mapping[Kind, Callable[[Spec, Any], str]] = {
            Kind.CODE: self._code,
            Kind.CODES: self._code,
            Kind.REF: lambda _, value: say.person(value),
            Kind.REFS: lambda _, value: say.person(value),
            Kind.FILE: self._file,
            Kind.FILES: self._file,
            Kind.FLAG: lambda _, value: yes_or_no(value),
            Kind.MONEY: lambda _, value: f"¥{yuan(value)}",
            Kind.MOMENT: lambda _, value: f"{say.local(value):%Y-%m-%d %H:%M}",
            Kind.DAY: lambda _, value: value.isoformat(),
            Kind.QUANTITY: lambda _, value: f"{value:f}",
        }

    def facts(
        self, row: Part, but: Iterable[str] = (), only: Iterable[str] | None = None
    ) -> tuple[Fact, ...]:
        """Every field that a person filled in or answered with 不详 or 无, in the record's order.

        ``but``: those that stand elsewhere; ``only``: no others than these.
        """
        left, table = frozenset(but), table_name(type(row))
        wanted = frozenset(specs(type(row)) if only is None else only) - left - {"unit", "usage_unit"}
        return tuple(
            (f"{table}.{name}", told)
            for name, spec in specs(type(row)).items()
            if name in wanted and not spec.auto and not spec.secret and (told := self._told(row, spec))
        )

    def value(self, row: Part, name: str) -> str:
        """What stands in this field, 不详 and 无 too; "" for nothing."""
        return self._told(row, specs(type(row))[name])

    def line(self, row: Part, but: Iterable[str] = ()) -> str:
        """The same in one line, each value behind its name."""
        return texts.semicolon().join(self._named(path, told) for path, told in self.facts(row, but))

    def _named(self, path: str, told: str) -> str:
        return f"{self._say.words.label(path)}{texts.colon()}{told}"

    def _told(self, row: Part, spec: Spec) -> str:
        value = getattr(row, spec.name)
        if value in (None, "", ()):
            mark = getattr(row, "na", {}).get(spec.name)
            return self._say.words.word("na", mark) if mark else ""
        if spec.kind is Kind.ROWS:
            return texts.semicolon().join(filter(None, map(self.row, value)))
        if spec.kind is Kind.QUANTITY:
            unit = _UNITS.get(spec.name, "unit")
            if code := getattr(row, unit, None):
                return self._say.words.counted(f"{value:f}", unit, code)
        return texts.joint().join(self._one(spec, each) for each in (value if spec.many else (value,)))

    def row(self, row: Part) -> str:
        """A row within the record: what it is first, the others behind their names."""
        first, *others = self.facts(row) or (("", ""),)
        return texts.comma().join((first[1], *(self._named(path, told) for path, told in others)))

    def _one(self, spec: Spec, value: Any) -> str:  # noqa: ANN401 - by kind
        told = self._words.get(spec.kind)
        return told(spec, value) if told else str(value)

    def _code(self, spec: Spec, value: str) -> str:
        return self._say.words.word(spec.words, value)

    def _file(self, _: Spec, value: int) -> str:
        return self._files.get(value) or str(value)
