"""Guards of amounts: four eyes, sums, and the limits of who approved, read off the authority table."""

from __future__ import annotations

from aftersales.domain.authority import GRAVE, SCOPE_OF
from aftersales.domain.codes import Level
from aftersales.domain.workflow import Step
from aftersales.storage.guards.path import taken
from aftersales.storage.guards.sql import UPDATE, Guard
from aftersales.storage.guards.words import ALONE, has, quoted

_FOR_OTHERS = quoted((Step.APPROVE, Step.APPROVE_BY_WORD))
_SCOPES = " ".join(f"WHEN '{kind}' THEN '{scope}'" for kind, scope in SCOPE_OF.items())
_SCOPE = f"CASE r.kind {_SCOPES} END"
_NOW_APPROVED = "p.case_no = OLD.case_no AND p.state = 'approved' AND p.approved_at = h.at"
_APPROVING = "a.case_no = p.case_no AND a.proposal = p.no AND a.decision IN ('approve', 'by_word')"
_DECIDED_HERE = "a.at = h.at AND (a.approver = me() OR a.recorded_by = me())"
_PRINCIPAL = "COALESCE(a.substitute_for, a.approver)"
_VALID = (
    "(u.from_on IS NULL OR u.from_on <= $last_day(h.at)$)"
    " AND (u.to_on IS NULL OR u.to_on >= $first_day(h.at)$)"
)
_FAMILY = (
    "WITH RECURSIVE up(n) AS (SELECT NEW.customer UNION SELECT m.merged_into FROM @customer m JOIN up"
    " ON m.cust_no = up.n WHERE m.merged_into IS NOT NULL), family(n) AS (SELECT n FROM up"
    " UNION SELECT v.cust_no FROM @customer v JOIN family ON v.merged_into = family.n) SELECT n FROM family"
)
_PAST = (
    "(SELECT COALESCE(sum(o.authority_value), 0) FROM @proposal o JOIN @complaint k ON k.case_no = o.case_no"
    f" WHERE k.customer IN ({_FAMILY}) AND o.state = 'approved' AND o.approved_at >= $window_start(h.at)$"
    " AND NOT (o.case_no = p.case_no AND o.no = p.no))"
)
VALUE = f"(p.authority_value + {_PAST})"
"""What must lie within the limit (分): this proposal and the customer's others of the window before."""
_CONCERNS = (
    "u.person IS NULL AND CASE WHEN u.level = 'service' THEN " + has("x.roles", "'service'") + ""
    " WHEN u.level IS NOT NULL THEN u.level = x.level AND " + has("x.roles", "'leader'") + ""
    " ELSE " + has("x.roles", "u.role") + " END"
)
_SERVICE_ROWS = "u.person IS NULL AND (u.level = 'service' OR u.level IS NULL AND u.role = 'service')"
_WITHOUT_LIMIT = 9_000_000_000_000_000


def _largest(rows: str, more: str = "") -> str:
    """The largest limit (分) of the authority rows for the remedy's scope that are valid that day."""
    amount = f"CASE u.no_limit WHEN 1 THEN {_WITHOUT_LIMIT} ELSE u.limit_amount END"
    return f"(SELECT max({amount}) FROM @authority u{more} WHERE u.scope = {_SCOPE} AND {_VALID} AND {rows})"


_OF_PERSON = _largest(f"u.person = {_PRINCIPAL}")
_OF_LEVEL = _largest(f"x.login = {_PRINCIPAL} AND {_CONCERNS}", ", @staff x")
_PERSON_LIMIT = f"COALESCE({_OF_PERSON}, {_OF_LEVEL}, -1)"
_SERVICE_LIMIT = f"COALESCE({_largest(_SERVICE_ROWS)}, -1)"
_WITH_AMOUNT = "r.case_no = p.case_no AND r.proposal = p.no AND COALESCE(r.amount, 0) <> 0"


def _over(limit: str) -> str:
    """The proposal ``p`` holds a remedy for whose scope this limit is not enough."""
    return f"EXISTS (SELECT 1 FROM @remedy r WHERE {_WITH_AMOUNT} AND {VALUE} > {limit})"


def _proposal(condition: str) -> str:
    """A proposal became approved in this step, and the condition holds for it (``p``)."""
    return f"EXISTS (SELECT 1 FROM @proposal p WHERE {_NOW_APPROVED} AND ({condition}))"


def _approval(condition: str) -> str:
    """Somebody approved the proposal ``p``, and the condition holds (``a``)."""
    return f"EXISTS (SELECT 1 FROM @approval a WHERE {_APPROVING} AND ({condition}))"


def _others_eyes() -> str:
    other = _approval(f"a.approver <> p.applicant AND NOT {has('OLD.about_staff', 'a.approver')}")
    return f"{_approval('true')} IS NOT TRUE OR NOT {other} AND NOT {ALONE}"


def _sum(amount: str) -> str:
    return (
        f"(SELECT COALESCE(sum({amount}), 0) FROM @remedy r"
        " WHERE r.case_no = p.case_no AND r.proposal = p.no)"
    )


_WRONG_SUMS = (
    "EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = OLD.case_no AND p.state IN ('submitted', 'approved')"
    f" AND (p.total <> {_sum('COALESCE(r.amount, 0)')}"
    f" OR p.authority_value <> {_sum('COALESCE(r.share_company, r.amount, 0)')}))"
)
_HIGH_LEVELS = quoted((Level.MANAGER, Level.GENERAL_MANAGER))
_HIGH_ENOUGH = (
    f"EXISTS (SELECT 1 FROM @staff x WHERE x.login = {_PRINCIPAL} AND (x.level = '{Level.GENERAL_MANAGER}'"
    f" OR OLD.severity <> '{GRAVE[-1]}' AND x.level IN ({_HIGH_LEVELS})"
    f" OR x.level = '{Level.MANAGER}' AND NOT EXISTS (SELECT 1 FROM @staff g WHERE g.active = 1"
    f""" AND g.level = '{Level.GENERAL_MANAGER}' AND {has("g.roles", "'leader'")}"""
    f" AND g.login <> p.applicant AND NOT {has('OLD.about_staff', 'g.login')})))"
)
_BY_WORD_LIMIT = "(SELECT z.by_word_limit FROM @company z WHERE z.no = 1)"
_SUBMITTED = (
    "EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = OLD.case_no AND p.state = 'submitted'"
    " AND p.applied_at = h.at AND p.applicant = me())"
)
_DECIDED = "p.under_authority = 1 AND p.applicant = me() AND p.applied_at = h.at"
_ANEW = "NEW.state = 'approved' AND OLD.state <> 'approved'"


def _guard(name: str, condition: str, only_if: str = _ANEW) -> Guard:
    return Guard(f"complaint_{name}", "complaint", UPDATE, taken(UPDATE, condition), only_if)


GUARDS: tuple[Guard, ...] = (
    _guard(
        "submitted",
        f"h.step = '{Step.PROPOSE}' AND NOT {_SUBMITTED}",
        "NEW.state = 'proposed' AND OLD.state <> 'proposed'",
    ),
    _guard(
        "approved",
        f"NOT {_proposal('true')} OR h.step = '{Step.DECIDE}' AND {_proposal(f'({_DECIDED}) IS NOT TRUE')}",
    ),
    _guard(
        "links",
        f"h.step = '{Step.APPROVE}' AND "
        + _proposal(
            "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = p.case_no AND a.proposal = p.no"
            " AND a.decision IS NULL)"
        ),
    ),
    _guard("four_eyes", f"h.step IN ({_FOR_OTHERS}) AND {_proposal(_others_eyes())}"),
    _guard("sums", _WRONG_SUMS, "NEW.state IN ('proposed', 'approved')"),
    _guard(
        "limit",
        f"h.step IN ({_FOR_OTHERS}) AND EXISTS (SELECT 1 FROM @proposal p, @approval a, @remedy r"
        f" WHERE {_NOW_APPROVED} AND {_APPROVING} AND {_DECIDED_HERE} AND {_WITH_AMOUNT}"
        f" AND {VALUE} > {_PERSON_LIMIT})",
    ),
    _guard("service_limit", f"h.step = '{Step.DECIDE}' AND {_proposal(_over(_SERVICE_LIMIT))}"),
    _guard(
        "grave",
        f"OLD.severity IN ({quoted(GRAVE)}) AND (h.step = '{Step.DECIDE}' OR h.step = '{Step.APPROVE}' AND "
        + _proposal(f"{_approval('true')} AND NOT {_approval(_HIGH_ENOUGH)}")
        + ")",
    ),
    _guard(
        "by_word",
        f"h.step = '{Step.APPROVE_BY_WORD}' AND (OLD.severity IN ({quoted(GRAVE)})"
        f" OR {_BY_WORD_LIMIT} = 0 OR " + _proposal(f"{VALUE} > {_BY_WORD_LIMIT}") + ")",
    ),
)
