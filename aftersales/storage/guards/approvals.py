"""Guards of the approvals: decided in turn, by who is named or stands in, once, and never one's own."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.domain.codes import ApprovalDecision, State
from aftersales.domain.workflow import PATH, Step
from aftersales.storage.guards.sql import INSERT, UPDATE, Guard
from aftersales.storage.guards.trail import DECISIONS
from aftersales.storage.guards.words import ALONE, changed, has, leads_no_more, quoted, stands_in, step

_D = ApprovalDecision
_LEAVING = tuple(
    dict.fromkeys(leg.step for leg in PATH if leg.target is not None and State.PROPOSED in leg.sources)
)
STEPS: Mapping[str, tuple[str, ...]] = {
    _D.APPROVE: (Step.APPROVE,),
    _D.APPROVE_LESS: (Step.APPROVE,),
    _D.SEND_BACK: (Step.SEND_BACK,),
    _D.REJECT: (Step.REJECT,),
    _D.FORWARD: (Step.FORWARD_APPROVAL,),
    _D.LAPSED: _LEAVING,
}
"""In which steps an open link takes this decision."""
NEW_LINKS: tuple[str, ...] = (Step.PROPOSE, Step.APPROVE, Step.FORWARD_APPROVAL, Step.ADD_APPROVER)
_LINK = ("proposal", "link_no", "level")
_DECIDED = (
    "approver",
    "substitute_for",
    "decision",
    "at",
    "by_word_means",
    "by_word_at",
    "recorded_by",
    "evidence",
)


def _fits() -> str:
    told = (f"WHEN '{decision}' THEN h.step IN ({quoted(steps)})" for decision, steps in STEPS.items())
    return f"(h.at = NEW.at AND CASE NEW.decision {' '.join(told)} ELSE false END)"


_EARLIER_LINK = (
    "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = OLD.case_no AND a.proposal = OLD.proposal"
    " AND a.decision IS NULL AND (a.link_no < OLD.link_no OR a.link_no = OLD.link_no AND a.no < OLD.no))"
)
_NEWER_PROPOSAL = (
    "(SELECT count(*) FROM @proposal p WHERE p.case_no = OLD.case_no AND p.no > OLD.proposal"
    " AND p.state <> 'draft') > CASE WHEN NEW.decision = 'approve_less' THEN 1 ELSE 0 END"
)
_MINE = (
    "(OLD.approver = me() AND NEW.approver = me() AND NEW.substitute_for IS NULL OR NEW.approver = me()"
    f" AND NEW.substitute_for = OLD.approver AND {stands_in('OLD.approver', 'NEW.at')})"
)
_LOWERED = (
    "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = NEW.case_no AND a.approver = me() AND a.at = h.at"
    " AND a.decision = 'approve_less')"
)
_OWN = (
    "EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = NEW.case_no AND p.no = NEW.proposal"
    " AND p.applicant = NEW.approver)"
)
_ABOUT = (
    "EXISTS (SELECT 1 FROM @complaint c WHERE c.case_no = NEW.case_no"
    f" AND {has('c.about_staff', 'NEW.approver')})"
)
_LEADS = (
    "EXISTS (SELECT 1 FROM @staff s WHERE s.login = NEW.approver AND s.active = 1"
    f""" AND {has("s.roles", "'leader'")})"""
)
_WORD = (
    f"h.step = '{Step.APPROVE_BY_WORD}' AND NEW.at = h.at AND NEW.recorded_by = me()"
    " AND NEW.by_word_means IS NOT NULL AND NEW.evidence IS NOT NULL AND NEW.countersigned_at IS NULL"
)
_COUNTERSIGNED = (
    f"h.step = '{Step.COUNTERSIGN}' AND h.at = NEW.countersigned_at AND OLD.countersigned_at IS NULL"
    " AND OLD.decision = 'by_word' AND (OLD.approver = me()"
    f" OR {leads_no_more('OLD.approver')} AND {stands_in('OLD.approver', 'NEW.countersigned_at')})"
)
_SIGNED_FOR = (
    f"(h.step = '{Step.COUNTERSIGN}' AND {leads_no_more('NEW.substitute_for')}"
    f" AND {stands_in('NEW.substitute_for', 'NEW.at')} AND EXISTS (SELECT 1 FROM @approval a"
    " WHERE a.case_no = NEW.case_no AND a.proposal = NEW.proposal AND a.approver = NEW.substitute_for"
    " AND a.decision = 'by_word' AND (a.countersigned_at IS NULL OR a.countersigned_at = NEW.at)))"
)
_ANEW = "OLD.decision IS NULL AND NEW.decision IS NOT NULL"
_IN_TURN = f"{_ANEW} AND NEW.decision IN ({quoted(DECISIONS)})"
_APPROVING = f"NEW.decision IN ({quoted((_D.APPROVE, _D.APPROVE_LESS, _D.BY_WORD))})"


def _on(event: str, name: str, refuse_when: str, only_if: str = "") -> Guard:
    return Guard(f"approval_{name}", "approval", event, refuse_when, only_if)


def _unless(condition: str) -> str:
    """A step of mine is in progress, and the condition does not hold for it (``h``)."""
    return step("NEW.case_no", f"({condition}) IS NOT TRUE")


GUARDS: tuple[Guard, ...] = (
    _on(INSERT, "link", _unless(f"h.step IN ({quoted(NEW_LINKS)}) AND {_LEADS}"), "NEW.decision IS NULL"),
    _on(
        INSERT,
        "turn",
        _unless(
            "NEW.decision = 'approve' AND NEW.approver = me() AND NEW.at = h.at"
            f" AND ({_LOWERED} OR {_SIGNED_FOR})"
        ),
        "NEW.decision IS NOT NULL AND NEW.decision <> 'by_word'",
    ),
    _on(INSERT, "word", _unless(f"{_WORD} AND {_LEADS} AND NOT {_ABOUT}"), "NEW.decision = 'by_word'"),
    _on(INSERT, "own", f"{_OWN} AND NOT {ALONE}", _APPROVING),
    _on(UPDATE, "step", _unless(_fits()), _ANEW),
    _on(UPDATE, "turn", _unless(f"{_MINE} AND NOT {_EARLIER_LINK} AND NOT ({_NEWER_PROPOSAL})"), _IN_TURN),
    _on(UPDATE, "own", f"{_OWN} AND NOT {ALONE}", f"{_ANEW} AND {_APPROVING}"),
    _on(
        UPDATE,
        "link",
        f"{changed(_LINK)} OR (NEW.decision IS NULL OR NEW.decision = 'lapsed')"
        " AND (NEW.approver <> OLD.approver OR NEW.substitute_for IS DISTINCT FROM OLD.substitute_for)",
    ),
    _on(
        UPDATE,
        "frozen",
        f"OLD.decision IS NOT NULL AND ({changed(_DECIDED)} OR NEW.comment IS DISTINCT FROM OLD.comment"
        " AND NOT (OLD.countersigned_at IS NULL AND NEW.countersigned_at IS NOT NULL))",
    ),
    _on(
        UPDATE,
        "countersign",
        _unless(_COUNTERSIGNED),
        "NEW.countersigned_at IS DISTINCT FROM OLD.countersigned_at",
    ),
)
