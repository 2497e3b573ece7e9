"""Attacks on the rows of a case: proposals, papers, notices."""

from __future__ import annotations

from aftersales.storage.guards.rows import TABLES as CASE_TABLES
from tests.storage.attacks_on.attack import OF_CASE, Attack, blank

_SIMPLE = tuple(table for table in CASE_TABLES if table not in ("remedy", "approval", "notice"))


def _filled(table: str) -> str:
    return blank(table, state="'draft'") if table in ("proposal", "agreement") else blank(table)


SOON = "2026-11-20T00:55:00.000Z"
"""Five minutes before the step of an attack."""
EARLY = "2026-11-20T00:49:00.000Z"
"""Eleven minutes before it."""


def _entry(table: str, by: str = "service1", at: str = SOON) -> str:
    return blank(table, created_by=f"'{by}'", created_at=f"'{at}'")


def _back(table: str, entry: str, at: str = "'{at}'", **more: str) -> Attack:
    """The row that was just made is taken back."""
    sql = f"UPDATE {table} SET taken_back_at = {at} {OF_CASE} AND no = 99"
    return Attack(f"{table}_back", sql, **{"step": "take_back", "before": (entry,), **more})


_UNDONE = f"UPDATE notice SET state = 'accepted' {OF_CASE}"
BACK = (
    *(
        attack
        for table in ("contact", "attachment")
        for attack in (
            _back(table, _entry(table, by="lead1")),
            _back(table, _entry(table, at=EARLY)),
            _back(table, _entry(table), at="'2026-11-20T00:59:00.000Z'"),
            _back(table, _entry(table), step="contact"),
            _back(table, blank(table, created_by="'service1'", created_at=f"'{SOON}'", taken_back_at="'x'")),
        )
    ),
    Attack("notice_back", _UNDONE, case="own_done", step="take_back"),
    Attack("notice_back", _UNDONE, case="done", step="take_back"),
    Attack("notice_back", _UNDONE, case="own_done", step="done_notice"),
    Attack("notice_back", _UNDONE, case="fulfilling", step="take_back"),
)
_PAPER_SAYS = "issued_sha256 = 'x', issued_at = 'x', agr_no = 'x'"
ROWS = (
    *(Attack(f"{table}_write", _filled(table)) for table in CASE_TABLES),
    *(
        Attack(f"{table}_write", f"UPDATE {table} SET na = '{{{{}}}}' {OF_CASE}", case="closed")
        for table in ("proposal", "agreement", "notice", "approval", "remedy", "follow_up")
    ),
    *(
        Attack(
            f"{table}_key",
            f"UPDATE {table} SET no = 98 {OF_CASE} AND no = 99",
            step="contact",
            before=(_filled(table),),
        )
        for table in _SIMPLE
    ),
    Attack(
        "remedy_key",
        f"UPDATE remedy SET no = 98 {OF_CASE}",
        case="proposed",
        step="contact",
        aside=("guard_remedy_frozen_on_update",),
    ),
    Attack("approval_key", f"UPDATE approval SET no = 98 {OF_CASE}", case="proposed", step="contact"),
    Attack("notice_key", f"UPDATE notice SET no = 98 {OF_CASE}", case="fulfilling", step="contact"),
    *(
        Attack(
            f"{table}_kept",
            f"DELETE FROM {table} {OF_CASE} AND no = 99",
            me="admin",
            step="contact",
            before=(_filled(table),),
        )
        for table in _SIMPLE
        if table not in ("proposal", "agreement")
    ),
    Attack("approval_kept", f"DELETE FROM approval {OF_CASE}", case="proposed", me="admin"),
    Attack("notice_kept", f"DELETE FROM notice {OF_CASE}", case="fulfilling", me="admin"),
    Attack("proposal_kept", f"DELETE FROM proposal {OF_CASE}", case="proposed", step="contact"),
    Attack("agreement_kept", f"DELETE FROM agreement {OF_CASE}", case="issued", step="contact"),
    Attack("remedy_kept", f"DELETE FROM remedy {OF_CASE}", case="proposed", step="contact"),
    Attack(
        "proposal_state", f"UPDATE proposal SET state = 'recalled' {OF_CASE}", case="proposed", step="contact"
    ),
    Attack("proposal_state", blank("proposal", state="'returned'"), step="contact"),
    Attack(
        "proposal_approved",
        f"UPDATE proposal SET state = 'approved', approved_at = '2020-01-01' {OF_CASE}",
        case="proposed",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack("proposal_approved", blank("proposal", state="'approved'"), step="decide", to="approved"),
    Attack(
        "proposal_lower",
        blank("proposal", no=2, state="'submitted'", total=999_999, authority_value=999_999),
        case="proposed",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack("proposal_frozen", f"UPDATE proposal SET total = 1 {OF_CASE}", case="proposed", step="contact"),
    Attack("remedy_frozen", f"UPDATE remedy SET amount = 1 {OF_CASE}", case="proposed", step="contact"),
    Attack("remedy_frozen", blank("remedy", proposal=1), case="approved", step="contact"),
    Attack(
        "agreement_state", f"UPDATE agreement SET state = 'signed' {OF_CASE}", case="issued", step="contact"
    ),
    Attack(
        "agreement_state",
        blank("agreement", state="'signed'", issued_sha256="'x'", issued_at="'x'", agr_no="'x'"),
        step="contact",
    ),
    Attack(
        "agreement_issued",
        f"UPDATE agreement SET state = 'issued' {OF_CASE}",
        case="agreed",
        step="issue_agreement",
    ),
    Attack(
        "agreement_issued",
        blank(
            "agreement",
            state="'issued'",
            proposal=1,
            total="(SELECT total FROM proposal WHERE case_no = '{case}' AND no = 1)",
        ),
        case="agreed",
        step="issue_agreement",
    ),
    Attack(
        "agreement_total",
        f"UPDATE agreement SET total = 1, state = 'issued', {_PAPER_SAYS} {OF_CASE}",
        case="agreed",
        step="issue_agreement",
    ),
    Attack(
        "agreement_total",
        blank(
            "agreement",
            state="'issued'",
            proposal=1,
            total=1,
            issued_sha256="'x'",
            issued_at="'x'",
            agr_no="'x'",
        ),
        case="agreed",
        step="issue_agreement",
    ),
    Attack("agreement_frozen", f"UPDATE agreement SET total = 1 {OF_CASE}", case="issued", step="contact"),
    Attack(
        "agreement_frozen", f"UPDATE agreement SET account = '6222' {OF_CASE}", case="issued", step="contact"
    ),
    *(
        Attack("agreement_frozen", f"UPDATE agreement SET {change} {OF_CASE}", case="issued", step="contact")
        for change in (
            "clauses = '[1]'",
            "language = 'en'",
            "return_by = '2030-01-01'",
            "withdraw_from = 'x'",
            "accept_days = 99",
            "breach_cap = 1",
        )
    ),
    Attack(
        "agreement_signed",
        f"UPDATE agreement SET signer_b = 'x' {OF_CASE}",
        case="fulfilling",
        step="contact",
    ),
    Attack(
        "notice_state", f"UPDATE notice SET state = 'confirmed' {OF_CASE}", case="fulfilling", step="contact"
    ),
    Attack("notice_state", blank("notice", state="'issued'"), case="fulfilling", step="contact"),
    Attack("notice_frozen", f"UPDATE notice SET items = '[]' {OF_CASE}", case="fulfilling", step="contact"),
    Attack(
        "notice_department",
        f"UPDATE notice SET state = 'done' {OF_CASE}",
        case="fulfilling",
        me="money1",
        step="done_notice",
    ),
    Attack(
        "notice_own",
        f"UPDATE notice SET state = 'confirmed' {OF_CASE}",
        case="own_done",
        step="confirm_notice",
    ),
    Attack("follow_up_about", blank("follow_up", by="'service2'"), case="about", step="contact"),
    Attack(
        "follow_up_about",
        f"UPDATE follow_up SET \"by\" = 'service2' {OF_CASE}",
        case="about",
        step="contact",
        before=(blank("follow_up"),),
    ),
    Attack(
        "attachment_frozen", f"UPDATE attachment SET sha256 = '0' {OF_CASE}", case="own_done", step="contact"
    ),
    *BACK,
)
