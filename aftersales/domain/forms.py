"""What each step takes: which fields of which records, read off the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.domain import fields as f
from aftersales.domain.errors import BadField, BadInput, Required
from aftersales.domain.reading import NotRows, Reader, UnknownField
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import Contact, Containment, Explanation, Promise, ReportUp
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.notice import FollowUp, Notice, Refund
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Answer, Approval, Proposal, Remedy, Round
from aftersales.domain.records.trail import Attachment
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Lowered(f.Part):
    """A remedy row that the approver lowers; with neither amount nor quantity it is struck."""

    row: int = f.count(due="row", default=0)
    amount: int | None = f.money()
    qty: Decimal | None = f.quantity()


@dataclass(frozen=True, kw_only=True)
class Extra(f.Part):
    """What steps ask beside the records: why, which row, whom, until when."""

    reason: str | None = f.long_text(limit=500)
    comment: str | None = f.long_text(limit=2000)
    person: str | None = f.ref()
    case: str | None = f.ref()
    notice: str | None = f.text()
    notices: tuple[str, ...] = f.texts()
    promise: int | None = f.count()
    report: int | None = f.count()
    evidence: int | None = f.file()
    clock: str | None = f.code("clock")
    until: datetime | None = f.moment(end=True)
    part: Decimal | None = f.quantity()
    means: str | None = f.code("channel")
    place: str | None = f.text()
    confirmed: bool | None = f.flag()
    lowered: tuple[Lowered, ...] = f.rows(Lowered)
    urge: str | None = f.text(200)
    contact: int | None = f.count()
    attachment: int | None = f.count()
    agreement: int | None = f.count()
    reopen_reason: str | None = f.long_text(limit=500)


Flat = tuple[type[f.Part], frozenset[str]]


@dataclass(frozen=True)
class Form:
    """The fields a step takes at the top of its JSON object, and its lists of rows."""

    flat: tuple[Flat, ...] = ()
    tables: tuple[tuple[str, type[f.Part]], ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every key of the JSON object that the step takes."""
        flat = (name for _, names in self.flat for name in sorted(names))
        return tuple(dict.fromkeys((*flat, *(key for key, _ in self.tables))))


@dataclass(frozen=True)
class Given:
    """What was given for a step, read and checked field by field."""

    values: Mapping[type[f.Part], Mapping[str, Any]]
    tables: Mapping[type[f.Part], tuple[Mapping[str, Any], ...]]

    @property
    def extra(self) -> Extra:
        """The values beside the records."""
        return Extra(**self.values.get(Extra, {}))

    def of(self, part: type[f.Part]) -> dict[str, Any]:
        """The values given for the single record of this type."""
        return dict(self.values.get(part, {}))

    def rows(self, part: type[f.Part]) -> tuple[dict[str, Any], ...]:
        """The values given for each row of this type."""
        return tuple(dict(row) for row in self.tables.get(part, ()))


NOTHING = Given({}, {})


def form_of(step: str, complaint: Complaint) -> Form:
    """The form of the step on this complaint. Raises KeyError.

    An import that ended before anybody accepted it is asked what 接收 asks when it is opened again.
    """
    unsigned = None if complaint.recorder_signed_at else UNSIGNED.get(step)
    return unsigned or FORMS[step]


def read_form(form: Form, reader: Reader, step: str, data: Mapping[str, object]) -> Given:
    """Read the JSON object of a step; every refused field is told at once (``BadInput``)."""
    problems: list[BadField] = [
        UnknownField(field=name, step=step) for name in data if name not in form.names() and name != "na"
    ]
    values: dict[type[f.Part], dict[str, Any]] = {}
    taken: set[str] = set()
    for part, names in form.flat:
        mine = names - taken
        taken |= names
        values[part] = _collected(problems, reader, part, data, mine)
    tables = {part: _rows(problems, reader, part, key, data.get(key)) for key, part in form.tables}
    _marks(problems, form, data.get("na"), values)
    if problems:
        raise BadInput(problems)
    return Given(values, tables)


def unsaid(step: str, data: Mapping[str, object]) -> list[BadField]:
    """The fields compulsory at this step, whatever else is said, of which ``data`` says nothing at all."""
    marks = data.get("na")
    said = {*data, *(marks if isinstance(marks, dict) else ())}
    return [
        Required(field=f"{f.table_name(part)}.{name}", step=step)
        for part, names in FORMS[step].flat
        for name in sorted(names - said)
        if f.specs(part)[name].due == step and not f.specs(part)[name].when and f.silent(part, name)
    ]


def _collected(
    problems: list[BadField],
    reader: Reader,
    part: type[f.Part],
    data: Mapping[str, object],
    names: frozenset[str],
    place: str = "",
) -> dict[str, Any]:
    try:
        return reader.row(part, data, names, place)
    except BadInput as several:
        problems += several.problems
        return {}


def _rows(
    problems: list[BadField], reader: Reader, part: type[f.Part], key: str, raw: object
) -> tuple[dict[str, Any], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        problems.append(NotRows(field=key, value=repr(raw)[:80]))
        return ()
    names = own(part) | {"no"}
    for number, item in enumerate(raw, 1):
        problems += [
            UnknownField(field=f"{key}.{number}.{name}", step="") for name in item if name not in names
        ]
    return tuple(
        _collected(problems, reader, part, item, names, f"{key}.{number}")
        for number, item in enumerate(raw, 1)
    )


def _marks(
    problems: list[BadField], form: Form, na: object, values: dict[type[f.Part], dict[str, Any]]
) -> None:
    """Take ``"na": {field: code}``, the other way to say 不详/无/未留."""
    for name, mark in na.items() if isinstance(na, dict) else ():
        part = next((p for p, names in form.flat if name in names and f.specs(p)[name].na), None)
        if part is None or mark not in ("unknown", "none", "not_left"):
            problems.append(UnknownField(field=f"na.{name}", step=""))
        else:
            values[part].setdefault("na", {})[name] = mark


def own(part: type[f.Part]) -> frozenset[str]:
    """The fields of a record that a person may give."""
    return frozenset(name for name, spec in f.specs(part).items() if not spec.auto)


def _some(part: type[f.Part], names: str) -> Flat:
    wanted = frozenset(names.split())
    unknown = wanted - set(f.specs(part))
    if unknown:
        raise KeyError(part, unknown)
    return part, wanted


def _all(part: type[f.Part], but: str = "") -> Flat:
    return part, own(part) - set(but.split())


_AT_REGISTRATION = _some(
    Complaint,
    "title channel external_no external_source authority_received_on authority_due_at complaint_at "
    "recorder_post about_staff nature severity urgent emergency ongoing_harm harm_kind safety_injury "
    "public_risk public_risk_note abuse confidential linked_cases verbatim reason summary occurred_on place "
    "events demands expected_by losses",
)
_AMENDABLE = _some(
    Complaint,
    "title external_no external_source authority_received_on authority_due_at complaint_at about_staff "
    "nature urgent emergency ongoing_harm harm_kind safety_injury confidential linked_cases reason summary "
    "occurred_on place events demands expected_by losses lessons knowledge_link improvement",
)
_AT_PROPOSAL = _some(
    Complaint, "summary occurred_on events demands losses restated_ok restated_at restated_who reason"
)
_LINES = (("product_line", ProductLine),)


def _extra(names: str) -> Flat:
    return _some(Extra, names)


_REASON = Form((_extra("reason"),))
UNSIGNED: Mapping[str, Form] = {
    Step.REOPEN: Form((_extra("reopen_reason"), _AT_REGISTRATION, _all(Customer)), _LINES),
}
"""What a step asks instead on an import that ended before anybody accepted it."""
_PROPOSAL = Form(
    (
        _all(Finding),
        _all(Proposal),
        _AT_PROPOSAL,
        _all(Customer),
    ),
    (("remedies", Remedy), *_LINES, ("explanation", Explanation)),
)
_CONFIRMED = _some(Answer, "confirmed_by confirmed_at confirmed_means")
_AGREED = _all(
    Agreement,
    "printed_at handed_at handed_to handed_place signed_a_on signed_b_on signer_a signer_b sealed scan "
    "original_place void_reason",
)
_NOTICE = _extra("notice")

FORMS: Mapping[str, Form] = {
    Step.REGISTER: Form((_AT_REGISTRATION, _all(Customer)), _LINES),
    Step.ACCEPT: Form((_AT_REGISTRATION, _all(Customer)), _LINES),
    Step.PROPOSE: _PROPOSAL,
    Step.DECIDE: _PROPOSAL,
    Step.RECALL: _REASON,
    Step.APPROVE: Form((_extra("comment lowered"),)),
    Step.APPROVE_BY_WORD: Form(
        (_extra("person comment"), _some(Approval, "by_word_means by_word_at evidence"))
    ),
    Step.SEND_BACK: Form((_extra("comment"),)),
    Step.REJECT: Form((_extra("comment"),)),
    Step.ANSWER: Form((_some(Answer, "at by channel to_whom content receipt"),)),
    Step.ACCEPT_OFFER: Form((_CONFIRMED, _AGREED)),
    Step.ACCEPT_EXPLANATION: Form((_CONFIRMED,)),
    Step.REFUSE_OFFER: Form((_all(Round, "result"),)),
    Step.RENEGOTIATE: _REASON,
    Step.SIGN: Form((_some(Agreement, "signed_a_on signed_b_on signer_a signer_b sealed scan"),)),
    Step.SETTLE_WITHOUT_PAPER: Form(
        (
            _some(Complaint, "no_paper_reason"),
            _some(Agreement, "payee bank account consignee consignee_phone consignee_address"),
        )
    ),
    Step.CLOSE: Form((_some(Complaint, "lessons knowledge_link improvement"),)),
    Step.DISSATISFIED: _REASON,
    Step.WITHDRAW: Form((_extra("reason means"),)),
    Step.MERGE: Form((_extra("case reason"),)),
    Step.CLOSE_BY_LEADER: Form((_some(Complaint, "close_kind close_reason lessons"),)),
    Step.REOPEN: _REASON,
    Step.CONTACT: Form((_all(Contact), _extra("notice urge")), (("promises", Promise),)),
    Step.ATTACH: Form((_all(Attachment, "withdrawn_reason"),)),
    Step.TAKE_BACK: Form((_extra("contact attachment notice"),)),
    Step.URGE: Form((_extra("notice reason"),)),
    Step.VERIFY_FULFILMENT: Form((_extra("notice reason"),)),
    Step.CONFIRM_RESTATEMENT: Form((_some(Complaint, "restated_ok restated_at restated_who"),)),
    Step.RECORD_FINDING: Form((_all(Finding),)),
    Step.AMEND: Form((_AMENDABLE, _all(Customer), _extra("comment")), _LINES),
    Step.EXPLAIN: Form((_all(Explanation),)),
    Step.NEGOTIATE: Form((_all(Round),)),
    Step.CONTAIN: Form((_all(Containment),)),
    Step.PROMISE: Form((_some(Promise, "kind content made_by made_at due_at basis"),)),
    Step.KEEP_PROMISE: Form((_extra("promise"), _some(Promise, "kept_at kept_note"))),
    Step.MOVE_PROMISE: Form((_extra("promise"), _some(Promise, "due_at moved_reason customer_agreed"))),
    Step.CANCEL_PROMISE: Form((_extra("promise reason"),)),
    Step.PROGRESS_NOTICE: Form((_all(Contact, "direction purpose will_call_back promise"),)),
    Step.ASSIGN: Form((_extra("person reason"),)),
    Step.TAKE_OVER: _REASON,
    Step.ADD_HELPER: Form((_extra("person reason"),)),
    Step.HOLD: Form((_some(Complaint, "hold_reason hold_until"),)),
    Step.RESUME: _REASON,
    Step.RAISE_LEVEL: Form((_some(Complaint, "severity handler_level"), _extra("reason"))),
    Step.REPORT_UP: Form((_some(ReportUp, "to_leader facts support_wanted"),)),
    Step.ACKNOWLEDGE_REPORT: Form((_extra("report"), _some(ReportUp, "reply"))),
    Step.FLAG_MALICIOUS: Form((_some(Complaint, "malicious malicious_basis"), _extra("evidence"))),
    Step.FLAG_PUBLIC_RISK: Form((_some(Complaint, "public_risk public_risk_note"), _extra("evidence"))),
    Step.FLAG_ABUSE: Form((_some(Complaint, "abuse"), _extra("reason evidence"))),
    Step.FLAG_SPECIAL: Form((_some(Complaint, "special_reason special_until"), _extra("confirmed"))),
    Step.MOVE_DUE: Form((_extra("clock until reason"),)),
    Step.FORWARD_APPROVAL: Form((_extra("person comment"),)),
    Step.ADD_APPROVER: Form((_extra("person comment"),)),
    Step.COUNTERSIGN: Form((_extra("comment"),)),
    Step.ISSUE_AGREEMENT: Form((_AGREED,)),
    Step.VOID_AGREEMENT: Form((_some(Agreement, "void_reason"),)),
    Step.HAND_OVER_AGREEMENT: Form((_some(Agreement, "printed_at handed_at handed_to handed_place"),)),
    Step.FILE_ORIGINAL: Form((_extra("agreement"), _some(Agreement, "scan original_place"))),
    Step.ACCEPT_NOTICE: Form((_NOTICE, _some(Notice, "person on_behalf slip remark"))),
    Step.DONE_NOTICE: Form(
        (
            _extra("notice part"),
            _some(
                Notice,
                "on_behalf slip remark picked_at shipped_at received_at carrier waybill shipped_batch "
                "shipped_qty evidence",
            ),
            _all(Refund),
        )
    ),
    Step.RETURN_NOTICE: Form((_NOTICE, _some(Notice, "returned_reason on_behalf slip"))),
    Step.CONFIRM_NOTICE: Form((_extra("notice notices"), _some(Refund, "customer_confirmed_on"))),
    Step.CANCEL_NOTICE: Form((_NOTICE, _some(Notice, "cancelled_reason"))),
    Step.REISSUE_NOTICE: Form(
        (
            _NOTICE,
            _some(
                Notice,
                "consignee consignee_phone consignee_address payee bank account due_at urgent_reason remark",
            ),
        )
    ),
    Step.VOID_IMPORT: _REASON,
    Step.FOLLOW_UP: Form((_all(FollowUp), _some(Refund, "customer_confirmed_on"))),
}
"""Every step that a person takes, and what its JSON object holds."""


def asked(extra: Extra, *names: str) -> None:
    """Raise ``BadInput`` naming each of these values beside the records that is empty."""
    problems: list[BadField] = [
        Required(field=name, step="row") for name in names if getattr(extra, name) in (None, (), "")
    ]
    if problems:
        raise BadInput(problems)
