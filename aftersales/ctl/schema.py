"""What a step takes, as JSON read off its form: label, type, dictionary, whether compulsory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.domain.fields import Kind, Part, Record, Spec, specs, table_name
from aftersales.domain.forms import FORMS, Extra, Form, own
from aftersales.domain.steps import fastlane
from aftersales.domain.workflow import Step
from aftersales.usecases.work import NoSuchStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aftersales.words import Words

QUICK = "quick"

PREFILLED: Mapping[str, frozenset[str]] = {
    "contact": frozenset({"at", "staff", "will_call_back"}),
    "explanation": frozenset({"at", "by"}),
    "promise": frozenset({"made_at", "made_by"}),
    "containment": frozenset({"at", "by"}),
    "round": frozenset({"at", "result"}),
    "report_up": frozenset({"at", "by"}),
    "follow_up": frozenset({"at", "by"}),
    "attachment": frozenset({"belongs_to", "name"}),
    "answer": frozenset({"at", "by", "confirmed_by", "confirmed_at"}),
    "complaint": frozenset({"severity", "restated_at"}),
    "refund": frozenset({"amount"}),
    "agreement": frozenset("party_a party_b facts perform_by dispute court copies sign_place".split()),
}
"""Compulsory fields that the program fills in where nothing is given."""

NEEDED: Mapping[str, str] = {
    Step.APPROVE_BY_WORD: "person by_word_means by_word_at evidence",
    Step.SEND_BACK: "comment",
    Step.REJECT: "comment",
    Step.REFUSE_OFFER: "their_position",
    Step.RENEGOTIATE: "reason",
    Step.SETTLE_WITHOUT_PAPER: "no_paper_reason",
    Step.WITHDRAW: "reason means",
    Step.MERGE: "case",
    Step.CLOSE_BY_LEADER: "close_kind close_reason",
    Step.REOPEN: "reason",
    Step.URGE: "notice",
    Step.VERIFY_FULFILMENT: "notice",
    Step.CONFIRM_RESTATEMENT: "restated_who",
    Step.KEEP_PROMISE: "promise",
    Step.MOVE_PROMISE: "promise due_at moved_reason customer_agreed",
    Step.CANCEL_PROMISE: "promise reason",
    Step.ASSIGN: "person reason",
    Step.TAKE_OVER: "reason",
    Step.ADD_HELPER: "person",
    Step.HOLD: "hold_reason hold_until",
    Step.RAISE_LEVEL: "reason",
    Step.FLAG_MALICIOUS: "malicious",
    Step.FLAG_PUBLIC_RISK: "public_risk",
    Step.FLAG_ABUSE: "reason",
    Step.MOVE_DUE: "clock until reason",
    Step.FORWARD_APPROVAL: "person",
    Step.ADD_APPROVER: "person",
    Step.VOID_AGREEMENT: "void_reason",
    Step.ACCEPT_NOTICE: "notice",
    Step.DONE_NOTICE: "notice",
    Step.RETURN_NOTICE: "notice returned_reason",
    Step.CANCEL_NOTICE: "notice cancelled_reason",
    Step.REISSUE_NOTICE: "notice",
}
"""What a step's own function asks for beside what the dictionary says is due."""

_DUE_AT: Mapping[str, str] = {Step.DECIDE: Step.PROPOSE, Step.ACCEPT_EXPLANATION: Step.ACCEPT_OFFER}
_ROWS_DUE = frozenset(
    {
        "contact",
        "explanation",
        "promise",
        "containment",
        "round",
        "report_up",
        "follow_up",
        "attachment",
        "quick",
    }
)
"""Records of which a step makes one row: what is due in each row is due there."""


def form_of(step: str) -> Form:
    """The form of a step or of ``quick``. Raises NoSuchStep."""
    found = fastlane.FORM if step == QUICK else FORMS.get(step)
    if found is None:
        raise NoSuchStep(step=step)
    return found


def schema(step: str, words: Words) -> dict[str, Any]:
    """The step's word, its fields in the dictionary's order, and its tables of rows. Raises NoSuchStep."""
    form = form_of(step)
    due = _DUE_AT.get(step, step)
    fields: dict[str, Any] = {}
    for part, names in form.flat:
        for name, spec in specs(part).items():
            if name in names and name not in fields:
                fields[name] = _field(part, spec, words, required=_required(step, due, part, spec))
    for key, part in form.tables:
        fields[key] = {
            "label": words.field(key),
            "type": "rows",
            "required": False,
            "rows": list(_rows(part, words, due)),
        }
    if step == Step.ATTACH:
        fields["file"] = {"label": words.field("attachment.name"), "type": "path", "required": True}
    told = [{"name": name, **field} for name, field in fields.items()]
    return {"step": step, "word": words.step(step), "fields": told}


def _required(step: str, due: str, part: type[Part], spec: Spec) -> bool:
    if spec.name in NEEDED.get(step, "").split():
        return True
    table = table_name(part)
    due_here = spec.due == due or (spec.due == "row" and table in _ROWS_DUE and not spec.when)
    single = not (table == "promise" and step in (Step.KEEP_PROMISE, Step.MOVE_PROMISE))
    optional = spec.name in PREFILLED.get(table, ()) or step in (Step.ACCEPT, Step.AMEND)
    return due_here and single and not spec.when and not optional and part is not Extra


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
