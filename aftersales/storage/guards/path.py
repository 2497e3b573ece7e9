"""Guards of the complaint: no change without its step, and no step that is off the path or not mine."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aftersales.domain.codes import Level, NoticeState, Severity
from aftersales.domain.policy import ABOUT_MAY_NOT
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import PATH, START, Step, Who
from aftersales.storage.guards.sql import DELETE, INSERT, UPDATE, WRITES, Guard
from aftersales.storage.guards.trail import DECISIONS
from aftersales.storage.guards.words import ALONE, changed, has, quoted, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HERE = {
    INSERT: "h.case_no = NEW.case_no AND h.version = 1 AND h.actor = me()",
    UPDATE: "h.case_no = OLD.case_no AND h.version = OLD.version + 1 AND h.actor = me()",
}
_BEFORE = {INSERT: f"'{START}'", UPDATE: "OLD.state"}
_FIXED = ("id", "case_no", "registered_at", "origin", "import_batch", "created_at", "created_by")


def taken(event: str, condition: str) -> str:
    """The step in progress on this complaint meets the condition (over ``h``, its history row)."""
    return f"EXISTS (SELECT 1 FROM @history h WHERE {_HERE[event]} AND ({condition}))"


def _legs() -> str:
    """Every leg as the text ``step source target``."""
    told = (
        f"{leg.step} {source} {source if leg.target is None else leg.target}"
        for leg in PATH
        for source in leg.sources
    )
    return quoted(dict.fromkeys(told))


def _leg(event: str) -> str:
    before = _BEFORE[event]
    off = (
        f"COALESCE(h.from_state, '') <> {before} OR COALESCE(h.to_state, '') <> NEW.state"
        f" OR h.step || ' ' || {before} || ' ' || NEW.state NOT IN ({_legs()})"
    )
    return taken(event, off)


def _by_who() -> dict[str, list[str]]:
    """``' owner leader '`` → the ``step source`` pairs whose legs these people may take."""
    pairs: dict[str, dict[str, None]] = defaultdict(dict)
    for leg in PATH:
        for source in leg.sources:
            pairs[f"{leg.step} {source}"] |= dict.fromkeys(leg.who)
    found: dict[str, list[str]] = defaultdict(list)
    for pair, who in pairs.items():
        found[f" {' '.join(who)} "].append(pair)
    return found


def _who_case(before: str) -> str:
    whens = " ".join(f"WHEN p.step IN ({quoted(pairs)}) THEN '{who}'" for who, pairs in _by_who().items())
    return f"CASE {whens} ELSE '' END".replace("p.step", f"h.step || ' ' || {before}")


def _turn() -> str:
    """A link was decided by me in this very step, or I add an approver while the first open link is mine.

    Rows are written before the complaint, so the link that was open is decided by now; that it was mine
    to decide was asked when it was written (``approvals.py``).
    """
    decided = (
        "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = OLD.case_no AND a.approver = me()"
        f" AND a.at = w.at AND a.decision IN ({quoted(DECISIONS)}))"
    )
    return f"CASE w.step WHEN '{Step.ADD_APPROVER}' THEN {_first_link()} ELSE {decided} END"


def _first_link() -> str:
    earlier = (
        "EXISTS (SELECT 1 FROM @approval e WHERE e.case_no = a.case_no AND e.proposal = a.proposal"
        " AND e.decision IS NULL AND (e.link_no < a.link_no OR e.link_no = a.link_no AND e.no < a.no))"
    )
    return (
        "EXISTS (SELECT 1 FROM @approval a, @proposal p WHERE a.case_no = OLD.case_no AND a.decision IS NULL"
        " AND p.case_no = a.case_no AND p.no = a.proposal AND p.state = 'submitted'"
        f" AND (a.approver = me() OR {stands_in('a.approver', 'w.at')}) AND NOT {earlier})"
    )


_NAMED = (
    "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = OLD.case_no"
    " AND a.decision = 'by_word' AND a.countersigned_at = w.at AND (a.approver = me()"
    " OR EXISTS (SELECT 1 FROM @approval b WHERE b.case_no = a.case_no AND b.proposal = a.proposal"
    " AND b.approver = me() AND b.substitute_for = a.approver AND b.decision = 'approve' AND b.at = w.at)))"
)


def _department() -> str:
    ended = quoted((NoticeState.CONFIRMED, NoticeState.CANCELLED))
    whens = " ".join(f"WHEN '{department}' THEN '{role}'" for department, role in ROLE_OF.items())
    mine = has("w.roles", f"CASE n.department {whens} ELSE '-' END")
    return (
        "EXISTS (SELECT 1 FROM @notice n WHERE n.case_no = OLD.case_no"
        f" AND n.state NOT IN ({ended}) AND {mine})"
    )


def _applicant() -> str:
    newest = (
        "SELECT max(q.no) FROM @proposal q WHERE q.case_no = OLD.case_no AND q.state <> 'draft'"
        " AND q.applied_at IS NOT NULL"
    )
    return (
        "EXISTS (SELECT 1 FROM @proposal p WHERE p.case_no = OLD.case_no AND p.applicant = me()"
        f" AND p.no = ({newest}))"
    )


def _meets() -> dict[Who, str]:
    """What each ``who`` asks; ``w`` is the step in progress with my row of the staff. Cheap ones first."""
    return {
        Who.ANY: "",
        Who.SYSTEM: "",
        Who.SERVICE: has("w.roles", "'service'"),
        Who.LEADER: has("w.roles", "'leader'"),
        Who.ADMIN: has("w.roles", "'admin'"),
        Who.OWNER: "OLD.owner = me()",
        Who.HELPER: has("OLD.helpers", "me()"),
        Who.APPLICANT: _applicant(),
        Who.TURN: _turn(),
        Who.NAMED: _NAMED,
        Who.DEPARTMENT: _department(),
    }


def _who(event: str) -> str:
    """Nobody of whom the leg speaks takes it, or somebody who is not on the staff."""
    whos = (Who.ANY,) if event == INSERT else tuple(_meets())
    told = _meets()
    more = {who: told[who] and f" AND {told[who]}" for who in whos}
    allowed = " OR ".join(f"(instr(w.who, ' {who} ') > 0{more[who]})" for who in whos)
    return (
        f"EXISTS (SELECT 1 FROM (SELECT h.step, h.at, s.roles, {_who_case(_BEFORE[event])} AS who"
        " FROM @history h LEFT JOIN @staff s ON s.login = me() AND s.active = 1"
        f" WHERE {_HERE[event]}) w WHERE w.roles IS NULL OR w.who <> '' AND ({allowed}) IS NOT TRUE)"
    )


def _both(name: str, told: dict[str, str]) -> Iterator[Guard]:
    return (Guard(f"complaint_{name}", "complaint", event, told[event]) for event in WRITES)


def _update(name: str, refuse_when: str, only_if: str = "") -> Guard:
    return Guard(f"complaint_{name}", "complaint", UPDATE, refuse_when, only_if)


def _steps() -> Iterator[Guard]:
    yield from _both("step", {event: f"NOT {taken(event, 'true')}" for event in WRITES})
    new = {INSERT: "NEW.version <> 1", UPDATE: "NEW.version IS DISTINCT FROM OLD.version + 1"}
    for event in WRITES:
        yield Guard("complaint_version", "complaint", event, taken(event, "true"), only_if=new[event])
    yield from _both("leg", {event: _leg(event) for event in WRITES})
    yield from _both("who", {event: _who(event) for event in WRITES})


def _falls(column: str, codes: Iterable[str]) -> str:
    """The code falls in the order of its dictionary; none at all is lowest."""
    whens = " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(codes))
    new, old = (f"CASE {row}.{column} {whens} ELSE -1 END" for row in ("NEW", "OLD"))
    return f"({new} < {old})"


_OWN_CLOSE = f"h.step = '{Step.CLOSE_BY_LEADER}' AND OLD.owner = me() AND NOT {ALONE}"

GUARDS: tuple[Guard, ...] = (
    *_steps(),
    _update(
        "about",
        taken(UPDATE, f"h.step IN ({quoted(sorted(ABOUT_MAY_NOT))})"),
        only_if=has("OLD.about_staff", "me()"),
    ),
    _update(
        "owner",
        "true",
        only_if=f"NEW.owner IS DISTINCT FROM OLD.owner AND {has('NEW.about_staff', 'NEW.owner')}",
    ),
    _update("alone", taken(UPDATE, _OWN_CLOSE), only_if="NEW.state = 'closed'"),
    _update("fixed", changed(_FIXED)),
    _update(
        "verbatim",
        f"OLD.recorder_signed_at IS NOT NULL AND ({changed(('verbatim', 'recorder_signed_at'))})",
    ),
    _update(
        "rises",
        f"OLD.recorder_signed_at IS NOT NULL AND {_falls('severity', Severity)}"
        f" OR {_falls('handler_level', Level)}",
    ),
    Guard("complaint_kept", "complaint", DELETE, "true"),
)
"""Who stands in for an approver is asked where the approval itself is decided (``approvals.py``)."""
