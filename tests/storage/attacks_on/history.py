"""Attacks on the history."""

from __future__ import annotations

from aftersales.storage.orm import POSTGRESQL, SQLITE
from tests.storage.attacks_on.attack import OF_CASE, Attack

HISTORY = (
    Attack("history_actor", step="contact", last=True, history={"actor": "service2"}),
    Attack("history_actor", step="contact", last=True, history={"login": "service2"}),
    Attack("history_staff", step="contact", last=True, me="gone1"),
    Attack("history_seq", step="contact", last=True, history={"seq": 999_999}),
    Attack("history_prev", step="contact", last=True, history={"prev_hash": "0" * 64}),
    Attack("history_version", step="contact", last=True, history={"version": 77}),
    Attack("history_hash", step="contact", last=True, history={"hash": "0" * 64}, engine=POSTGRESQL),
    Attack(
        "history_moment",
        case="approved",
        me="lead1",
        step="approve",
        last=True,
        history={"at": f"SELECT at FROM history {OF_CASE} AND step = 'approve'"},
    ),
    Attack("history_frozen", f"UPDATE history SET reason = 'x' {OF_CASE}", me="admin"),
    Attack("history_kept", f"DELETE FROM history {OF_CASE}", me="admin"),
    Attack(
        "history_once",
        step="contact",
        last=True,
        verb="INSERT OR REPLACE",
        history={"version": 1},
        engine=SQLITE,
        aside=("guard_history_version_on_insert",),
    ),
)
