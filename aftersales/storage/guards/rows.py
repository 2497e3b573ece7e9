"""Guards of the rows of a case: written only inside a step of mine; what was issued is frozen."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.domain.case import CASE_ROWS
from aftersales.domain.codes import AgreementState, NoticeState, ProposalState, State
from aftersales.domain.fields import specs, table_name
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import ENDED_STATES, PATH, Step
from aftersales.storage.guards.sql import DELETE, INSERT, UPDATE, WRITES, Guard
from aftersales.storage.guards.trail import SUBMITTING
from aftersales.storage.guards.words import changed, has, nobody_else, quoted, step

TABLES: tuple[str, ...] = tuple(table_name(record) for record in CASE_ROWS.values())
_P, _A, _N = ProposalState, AgreementState, NoticeState
_BACK_OR_OUT = (State.INVESTIGATING, *ENDED_STATES)
_UNDOING = tuple(
    dict.fromkeys(leg.step for leg in PATH if leg.target in _BACK_OR_OUT and leg.step != Step.ACCEPT)
)
Changes = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""A state of a row: the states it comes from ("" a new row), and the steps in which it does."""

_PROPOSALS: Changes = {
    _P.DRAFT: (("", _P.DRAFT), ()),
    _P.SUBMITTED: (("", _P.DRAFT), (Step.PROPOSE, Step.APPROVE)),
    _P.APPROVED: (("", _P.DRAFT, _P.SUBMITTED), (Step.DECIDE, Step.APPROVE, Step.APPROVE_BY_WORD)),
    _P.RETURNED: ((_P.SUBMITTED,), (Step.SEND_BACK,)),
    _P.REJECTED: ((_P.SUBMITTED,), (Step.REJECT,)),
    _P.RECALLED: ((_P.SUBMITTED,), (Step.RECALL,)),
    _P.VOID: ((_P.SUBMITTED, _P.APPROVED), (Step.APPROVE, *_UNDOING)),
}
_AGREEMENTS: Changes = {
    _A.DRAFT: (("",), ()),
    _A.ISSUED: (("", _A.DRAFT), (Step.ISSUE_AGREEMENT,)),
    _A.SIGNED: ((_A.ISSUED,), (Step.SIGN,)),
    _A.FULFILLED: ((_A.SIGNED,), (Step.FINISH,)),
    _A.VOID: ((_A.ISSUED,), (Step.VOID_AGREEMENT, *_UNDOING)),
}
_NOTICES: Changes = {
    _N.ISSUED: (("",), (Step.SIGN, Step.SETTLE_WITHOUT_PAPER, Step.REISSUE_NOTICE)),
    _N.ACCEPTED: ((_N.ISSUED, _N.DONE), (Step.ACCEPT_NOTICE, Step.DONE_NOTICE, Step.TAKE_BACK)),
    _N.DONE: ((_N.ISSUED, _N.ACCEPTED), (Step.DONE_NOTICE,)),
    _N.CONFIRMED: ((_N.DONE,), (Step.CONFIRM_NOTICE, Step.RENEGOTIATE, Step.CLOSE_BY_LEADER)),
    _N.RETURNED: ((_N.ISSUED, _N.ACCEPTED), (Step.RETURN_NOTICE,)),
    _N.CANCELLED: (
        (_N.ISSUED, _N.ACCEPTED, _N.DONE, _N.RETURNED),
        (Step.CANCEL_NOTICE, Step.RENEGOTIATE, Step.CLOSE_BY_LEADER),
    ),
}


def _reached(changes: Changes, before: str) -> str:
    """NEW.state is reached from ``before`` in the step ``h``."""
    told = []
    for state, (sources, steps) in changes.items():
        by = f" AND h.step IN ({quoted(steps)})" if steps else ""
        told.append(f"WHEN '{state}' THEN {before} IN ({quoted(sources)}){by}")
    return f"CASE NEW.state {' '.join(told)} ELSE false END"


def _states(table: str, changes: Changes) -> tuple[Guard, ...]:
    """The state of the table's rows changes only where ``changes`` says so."""
    anew = "NEW.state IS DISTINCT FROM OLD.state"
    new, old = (f"({_reached(changes, before)}) IS NOT TRUE" for before in ("''", "OLD.state"))
    return (
        Guard(f"{table}_state", table, INSERT, step("NEW.case_no", new)),
        Guard(f"{table}_state", table, UPDATE, step("NEW.case_no", old), anew),
    )


def _plain(table: str) -> tuple[Guard, ...]:
    """Rules of every table of rows: no write outside a step of mine, keys and makers stay, nothing goes."""
    drafts = "OLD.state = 'draft' AND " if table in ("agreement", "proposal") else ""
    kept = f"NOT ({drafts}{step('OLD.case_no')})" if drafts else "true"
    return (
        *(Guard(f"{table}_write", table, event, f"NOT {step('NEW.case_no')}") for event in WRITES),
        Guard(f"{table}_key", table, UPDATE, changed(("case_no", "no", "created_at", "created_by"))),
        *([] if table == "remedy" else [Guard(f"{table}_kept", table, DELETE, kept)]),
    )


_PROPOSAL_CONTENT = (
    *("proposal_no", "proposal_version", "decision", "opinion", "total", "policy_ok", "policy_reason"),
    *("invoice_note", "applicant", "applied_at", "under_authority", "authority_value", "liability_admitted"),
)
_APPROVED_NOW = "h.to_state = 'approved' AND NEW.approved_at = h.at"


_HIGHER = (
    "EXISTS (SELECT 1 FROM @proposal o WHERE o.case_no = NEW.case_no AND o.no = NEW.no - 1"
    " AND (NEW.total > o.total OR NEW.authority_value > o.authority_value))"
)


def _open_proposal(number: str, case: str) -> str:
    """The proposal is a draft, or is being submitted, decided or lowered in this step (``h``)."""
    submitted_now = f"h.step IN ({quoted(SUBMITTING)}) AND p.applied_at = h.at"
    lowered_now = f"h.step = '{Step.APPROVE}' AND p.created_at = h.at AND p.created_by = me()"
    return (
        f"EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = {case} AND p.no = {number}"
        f" AND (p.state = 'draft' OR p.state IN ('submitted', 'approved')"
        f" AND ({submitted_now} OR {lowered_now})))"
    )


def _proposal() -> tuple[Guard, ...]:
    refused = step("NEW.case_no", f"({_APPROVED_NOW}) IS NOT TRUE")
    new, old = _open_proposal("NEW.proposal", "NEW.case_no"), _open_proposal("OLD.proposal", "OLD.case_no")
    undraft = (
        "EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = OLD.case_no AND p.no = OLD.proposal"
        " AND p.state = 'draft')"
    )
    return (
        *_states("proposal", _PROPOSALS),
        Guard(
            "proposal_frozen", "proposal", UPDATE, f"OLD.state <> 'draft' AND ({changed(_PROPOSAL_CONTENT)})"
        ),
        Guard("proposal_approved", "proposal", INSERT, refused, "NEW.state = 'approved'"),
        Guard(
            "proposal_approved", "proposal", UPDATE, refused, f"NEW.state = 'approved' AND {_APPROVAL_MOVES}"
        ),
        Guard(
            "proposal_lower",
            "proposal",
            INSERT,
            step("NEW.case_no", f"h.step = '{Step.APPROVE}' AND {_HIGHER}"),
        ),
        Guard("remedy_frozen", "remedy", INSERT, step("NEW.case_no", f"NOT {new}")),
        Guard("remedy_frozen", "remedy", UPDATE, step("NEW.case_no", f"NOT ({new} AND {old})")),
        Guard("remedy_kept", "remedy", DELETE, f"NOT ({undraft} AND {step('OLD.case_no')})"),
    )


_APPROVAL_MOVES = "(OLD.state <> 'approved' OR NEW.approved_at IS DISTINCT FROM OLD.approved_at)"
_HANDLING = (
    "printed_at",
    "printed_by",
    "handed_at",
    "handed_by",
    "handed_to",
    "handed_place",
    "sealed",
    "scan",
    "original_place",
    "filed_by",
    "filed_at",
    "void_reason",
)
_SIGNING = ("signed_a_on", "signed_b_on", "signer_a", "signer_b")
_AGREEMENT_CONTENT = tuple(
    name for name in specs(Agreement) if name not in ("state", "na", "no", *_HANDLING, *_SIGNING)
)
_ISSUED = "NEW.issued_sha256 IS NULL OR NEW.issued_at IS NULL OR NEW.agr_no IS NULL"


_NOT_APPROVED = (
    "NEW.total <> (SELECT p.total FROM @proposal p WHERE p.case_no = NEW.case_no AND p.no = NEW.proposal"
    f" AND p.state = '{_P.APPROVED}')"
)
"""The amount on paper is the approved one; without an approved proposal it is neither true nor false."""


def _agreement() -> tuple[Guard, ...]:
    return (
        *_states("agreement", _AGREEMENTS),
        *(
            Guard("agreement_issued", "agreement", event, f"NEW.state <> 'draft' AND ({_ISSUED})")
            for event in WRITES
        ),
        Guard("agreement_total", "agreement", INSERT, _NOT_APPROVED, "NEW.state = 'issued'"),
        Guard(
            "agreement_total",
            "agreement",
            UPDATE,
            _NOT_APPROVED,
            "NEW.state = 'issued' AND OLD.state <> 'issued'",
        ),
        Guard(
            "agreement_frozen",
            "agreement",
            UPDATE,
            f"OLD.state <> 'draft' AND ({changed(_AGREEMENT_CONTENT)})",
        ),
        Guard(
            "agreement_signed",
            "agreement",
            UPDATE,
            f"OLD.state NOT IN ('draft', 'issued') AND ({changed(_SIGNING)})",
        ),
    )


_NOTICE_CONTENT = (
    *("notice_no", "kind", "department", "agreement", "items", "issued_by", "issued_at"),
    *("freight_by", "payee", "bank", "account"),
)


def _not_one_s_own(by: str, at: str) -> str:
    """Somebody else made it, or longer ago (by what the step says and by the clock), or others went on."""
    others = (
        "EXISTS (SELECT 1 FROM @history o WHERE o.case_no = OLD.case_no AND o.version IS NOT NULL"
        f" AND o.at > OLD.{at} AND o.actor <> me())"
    )
    until = f"$undo_until(OLD.{at})$"
    told = step("NEW.case_no", f"h.step = '{Step.TAKE_BACK}' AND h.at <= {until}")
    practice = "EXISTS (SELECT 1 FROM @company y WHERE y.no = 1 AND y.practice = 1)"
    clock = f"($clock()$ <= {until} OR {practice})"
    return f"(OLD.{by} = me() AND {told} AND {clock} AND NOT {others}) IS NOT TRUE"


def _taken_back(table: str) -> Guard:
    """A row is taken back once, by who made it, at the moment of that step."""
    now = step("NEW.case_no", "h.at = NEW.taken_back_at")
    return Guard(
        f"{table}_back",
        table,
        UPDATE,
        f"OLD.taken_back_at IS NOT NULL OR NOT {now} OR {_not_one_s_own('created_by', 'created_at')}",
        "NEW.taken_back_at IS DISTINCT FROM OLD.taken_back_at",
    )


def _notice() -> tuple[Guard, ...]:
    steps = (Step.ACCEPT_NOTICE, Step.DONE_NOTICE, Step.RETURN_NOTICE)
    whens = " ".join(f"WHEN '{department}' THEN '{code}'" for department, code in ROLE_OF.items())
    mine = has("s.roles", f"CASE OLD.department {whens} ELSE '-' END")
    holds = f"""EXISTS (SELECT 1 FROM @staff s WHERE s.login = me() AND s.active = 1
 AND ({has("s.roles", "'service'")} OR {mine}))"""
    own = f"OLD.done_by IS NOT DISTINCT FROM me() AND NOT {nobody_else('service')}"
    return (
        *_states("notice", _NOTICES),
        Guard("notice_frozen", "notice", UPDATE, changed(_NOTICE_CONTENT)),
        Guard(
            "notice_department",
            "notice",
            UPDATE,
            step("NEW.case_no", f"h.step IN ({quoted(steps)}) AND NOT {holds}"),
        ),
        Guard(
            "notice_back",
            "notice",
            UPDATE,
            step("NEW.case_no", f"(OLD.state = 'done') <> (h.step = '{Step.TAKE_BACK}')")
            + f" OR OLD.state = 'done' AND ({_not_one_s_own('done_by', 'done_at')})",
            "NEW.state = 'accepted' AND OLD.state <> NEW.state",
        ),
        Guard("notice_own", "notice", UPDATE, own, "NEW.state = 'confirmed' AND OLD.state <> NEW.state"),
    )


_ABOUT_CALLER = (
    f"EXISTS (SELECT 1 FROM @complaint c WHERE c.case_no = NEW.case_no AND {has('c.about_staff', 'NEW.by')})"
)
_BYTES = ("sha256", "size", "original_sha256", "original_size")

GUARDS: tuple[Guard, ...] = (
    *(guard for table in TABLES for guard in _plain(table)),
    *_proposal(),
    *_agreement(),
    *_notice(),
    *(Guard("follow_up_about", "follow_up", event, _ABOUT_CALLER, "NEW.by IS NOT NULL") for event in WRITES),
    *(_taken_back(table) for table in ("contact", "attachment")),
    Guard("attachment_frozen", "attachment", UPDATE, changed(_BYTES)),
)
