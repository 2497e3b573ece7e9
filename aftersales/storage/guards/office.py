"""Guards of the office's own tables: settings told in the history; numbers, files, messages kept."""

from __future__ import annotations

from aftersales.domain.fields import specs
from aftersales.domain.records.staff import Staff
from aftersales.storage.guards.sql import DELETE, INSERT, UPDATE, WRITES, Guard
from aftersales.storage.guards.trail import LAST
from aftersales.storage.guards.words import ACTIVE, NO_STAFF, changed, role
from aftersales.storage.orm import SQLITE

KEY_SIGN = "/"
"""What stands between the parts of a key in ``history.row_key``."""
KEYS: dict[str, tuple[str, ...]] = {
    "company": ("no",),
    "staff": ("login",),
    "authority": ("no",),
    "substitute": ("no",),
    "calendar": ("no",),
    "time_limit": ("clock", "severity"),
    "sensitive_period": ("no",),
    "dictionary_entry": ("dictionary", "code"),
    "clause": ("key", "language", "version"),
    "product": ("code",),
    "batch": ("product", "batch_no"),
    "import_batch": ("batch_no",),
    "customer": ("cust_no",),
}
"""The tables of the office and their keys."""
ADMINS_ONLY = ("company", "staff", "authority", "calendar", "time_limit", "clause")
KEPT_AS_IT_IS = ("clause",)
"""Tables whose rows are never altered: what changes is a new row."""
_ADMIN, _ADMIN_OR_LEADER = f"({role('admin')} OR {NO_STAFF})", f"({role('admin', 'leader')} OR {NO_STAFF})"


_RENEWED = (
    "(OLD.login = me() AND OLD.active = 1 AND NEW.password_due IS NULL AND NOT"
    f" ({changed(name for name in specs(Staff) if name != 'password_due')}))"
)
"""Who has set his own new password says so in his row, and nothing else."""


def _told(table: str) -> str:
    """The last history row is mine and names this very row."""
    sign = f" || '{KEY_SIGN}' || "
    key = sign.join(f"CAST(NEW.{name} AS TEXT)" for name in KEYS[table])
    named = f"h.table_name = '{table}' AND h.row_key = {key}"
    if table == "customer":
        before = "COALESCE((SELECT c.version FROM @complaint c WHERE c.case_no = h.case_no), 0)"
        named = f"({named} OR h.version IS NOT NULL AND h.version > {before})"
    return f"EXISTS (SELECT 1 FROM @history h WHERE h.seq = {LAST} AND h.actor = me() AND {named})"


def _of_office(table: str) -> tuple[Guard, ...]:
    allowed = {"substitute": _ADMIN_OR_LEADER} | dict.fromkeys(ADMINS_ONLY, _ADMIN)
    events = (INSERT,) if table in KEPT_AS_IT_IS else WRITES
    told = (Guard(f"{table}_told", table, event, f"NOT {_told(table)}") for event in events)
    who = allowed.get(table)
    own = {(UPDATE, "staff"): f" AND NOT {_RENEWED}"}
    by_whom = (
        Guard(f"{table}_admin", table, event, f"NOT {who}{own.get((event, table), '')}")
        for event in events
        if who
    )
    altered = (
        Guard(f"{table}_frozen", table, UPDATE, "true")
        if table in KEPT_AS_IT_IS
        else Guard(f"{table}_key", table, UPDATE, changed(KEYS[table]))
    )
    return (
        *told,
        *by_whom,
        altered,
        Guard(f"{table}_kept", table, DELETE, "true"),
    )


_NOT_ME = {
    INSERT: "NEW.login <> me()",
    UPDATE: "OLD.login <> me() OR NEW.login <> me()",
    DELETE: "OLD.login <> me()",
}
_MINE_OR_ADMIN = f"(OLD.login = me() OR {_ADMIN})"

GUARDS: tuple[Guard, ...] = (
    *(guard for table in KEYS for guard in _of_office(table)),
    Guard("counter_grows", "counter", UPDATE, "NEW.name <> OLD.name OR NEW.value <= OLD.value"),
    *(Guard("counter_staff", "counter", event, f"NOT ({ACTIVE} OR {NO_STAFF})") for event in WRITES),
    Guard("counter_kept", "counter", DELETE, "true"),
    Guard(
        "counter_once",
        "counter",
        INSERT,
        "EXISTS (SELECT 1 FROM @counter k WHERE k.name = NEW.name AND k.value >= NEW.value)",
        engine=SQLITE,
    ),
    *(Guard("presence_own", "presence", event, not_me) for event, not_me in _NOT_ME.items()),
    *(Guard("presence_staff", "presence", event, f"NOT {ACTIVE}") for event in WRITES),
    Guard("state_count_staff", "state_count", UPDATE, f"NOT ({ACTIVE} OR {NO_STAFF})"),
    *(Guard("message_staff", "message", event, f"NOT ({ACTIVE} OR {NO_STAFF})") for event in WRITES),
    Guard(
        "message_fixed",
        "message",
        UPDATE,
        changed(("key", "kind", "recipient", "case_no", "facts", "created_at", "created_by")),
    ),
    Guard(
        "message_read",
        "message",
        UPDATE,
        "OLD.recipient <> me()",
        "NEW.done_at IS DISTINCT FROM OLD.done_at",
    ),
    Guard("message_read", "message", INSERT, "NEW.recipient <> me()", "NEW.done_at IS NOT NULL"),
    Guard("message_kept", "message", DELETE, "true"),
    Guard("stored_file_staff", "stored_file", INSERT, f"NOT ({ACTIVE} OR {NO_STAFF})"),
    Guard("stored_file_frozen", "stored_file", UPDATE, "true"),
    Guard("stored_file_kept", "stored_file", DELETE, "true"),
    Guard("import_row_staff", "import_row", INSERT, f"NOT ({ACTIVE} OR {NO_STAFF})"),
    Guard("import_row_frozen", "import_row", UPDATE, "NEW.identity <> OLD.identity"),
    Guard("import_row_kept", "import_row", DELETE, "true"),
    Guard("act_own", "act", INSERT, "NEW.login <> me()"),
    Guard("act_staff", "act", INSERT, f"NOT {ACTIVE}"),
    Guard("act_frozen", "act", UPDATE, "true"),
    Guard("act_kept", "act", DELETE, "true"),
    Guard("login_secret_admin", "login_secret", INSERT, f"NOT {_ADMIN}", engine=SQLITE),
    Guard(
        "login_secret_own",
        "login_secret",
        UPDATE,
        f"NEW.login <> OLD.login OR NOT {_MINE_OR_ADMIN}",
        "NEW.hash IS DISTINCT FROM OLD.hash OR NEW.login IS DISTINCT FROM OLD.login",
        engine=SQLITE,
    ),
    Guard("login_secret_kept", "login_secret", DELETE, "true", engine=SQLITE),
)
