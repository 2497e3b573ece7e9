"""What a step takes, as JSON read off its form: label, type, dictionary, whether compulsory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.domain.asking import DUE_AT, PREFILLED, compulsory
from aftersales.domain.fields import Kind, Part, Record, Spec, specs, table_name
from aftersales.domain.forms import FORMS, UNSIGNED, Form, own
from aftersales.domain.steps import fastlane
from aftersales.domain.workflow import Step
from aftersales.usecases.work import NoSuchStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales.words import Words

QUICK = "quick"


def form_of(step: str) -> Form:
    """The form of a step or of ``quick``. Raises NoSuchStep."""
    found = fastlane.FORM if step == QUICK else FORMS.get(step)
    if found is None:
        raise NoSuchStep(step=step)
    return found


def schema(step: str, words: Words) -> dict[str, Any]:
    """The step's word, its fields in the dictionary's order, and its tables of rows. Raises NoSuchStep.

    Where an unsigned import is asked other fields, those stand beside, as ``fields_of_unsigned_import``.
    """
    told: dict[str, Any] = {
        "step": step,
        "word": words.step(step),
        "fields": _fields(step, form_of(step), words),
    }
    if step in UNSIGNED:
        told["fields_of_unsigned_import"] = _fields(step, UNSIGNED[step], words)
    return told


def _fields(step: str, form: Form, words: Words) -> list[dict[str, Any]]:
    fields: dict[str, Any] = {}
    for part, names in form.flat:
        for name, spec in specs(part).items():
            if name in names and name not in fields:
                fields[name] = _field(part, spec, words, required=compulsory(step, part, spec))
    for key, part in form.tables:
        fields[key] = {
            "label": words.field(key),
            "type": "rows",
            "required": False,
            "rows": list(_rows(part, words, DUE_AT.get(step, step))),
        }
    if step == Step.ATTACH:
        fields["file"] = {"label": words.field("attachment.name"), "type": "path", "required": True}
    return [{"name": name, **field} for name, field in fields.items()]


def _field(part: type[Part], spec: Spec, words: Words, *, required: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "label": words.field(f"{table_name(part)}.{spec.name}"),
        "type": str(spec.kind),
        "required": required,
    }
    if spec.when:
        told["required_when"] = spec.when
    if spec.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS):
        told["longest"] = spec.limit
    if spec.words:
        told["dictionary"] = spec.words
        told["codes"] = dict(words.sections["code"].get(spec.words, {}))
    if spec.na and issubclass(part, Record):
        told["may_be"] = list(words.sections["code"]["na"].values())
    if spec.row is not None:
        told["rows"] = list(_rows(spec.row, words, "row"))
    return told


def _rows(part: type[Part], words: Words, due: str) -> Iterator[dict[str, Any]]:
    names = (
        own(part) if issubclass(part, Record) else frozenset(n for n, s in specs(part).items() if not s.auto)
    )
    for name, spec in specs(part).items():
        if name in names:
            prefilled = name in PREFILLED.get(table_name(part), ())
            required = spec.due in ("row", due) and not spec.when and not prefilled
            yield {"name": name, **_field(part, spec, words, required=required)}


def steps_known() -> tuple[str, ...]:
    """Every step that ``do`` takes, by its name with hyphens."""
    return tuple(name.replace("_", "-") for name in (*FORMS, QUICK))
