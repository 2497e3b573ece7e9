"""Attacks on the office's own tables: people, limits, numbers, files, messages."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.storage.guards.rows import TABLES as CASE_TABLES
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.tables import BY_NAME
from tests.storage.attacks_on.attack import Attack, Raw, blank

ORDER: Mapping[str, object] = {"case_no": None, "version": None}


def _told(table: str, key: str) -> dict[str, object]:
    """A history row of the office, without case and version."""
    return {**ORDER, "table_name": table, "row_key": key, "from_state": None, "to_state": None}


def _of_office(rule: str, me: str, key: str, sql: str, **more: Raw) -> Attack:
    return Attack(rule, sql, me=me, step="set_up", history=_told(rule.rsplit("_", 1)[0], key), **more)


OFFICE_KEYS = {
    "company": ("1", "no = 1", {"no": "2", "name": "'x'"}),
    "staff": ("lead1", "login = 'lead1'", {"login": "'x'"}),
    "authority": ("1", "no = 1", {"no": "99"}),
    "substitute": ("1", "no = 1", {"no": "99"}),
    "calendar": ("1", "no = 99", {"no": "99"}),
    "time_limit": (
        "decision/general",
        "clock = 'decision'",
        {"clock": "'decision'", "severity": "'general'"},
    ),
    "sensitive_period": ("1", "no = 99", {"no": "99"}),
    "dictionary_entry": ("unit/x", "code = 'x'", {"dictionary": "'unit'", "code": "'x'"}),
    "clause": ("x/zh_CN/1", "key = 'x'", {"key": "'x'", "language": "'zh_CN'", "version": "1"}),
    "product": ("P1", "code = 'P1'", {"code": "'P1'"}),
    "batch": ("P1/B1", "batch_no = 'B1'", {"product": "'P1'", "batch_no": "'B1'"}),
    "import_batch": ("1", "batch_no = 1", {"batch_no": "1"}),
    "customer": ("KH000001", "cust_no = 'KH000001'", {"cust_no": "'X'"}),
}
"""A table of the office: the key of a row in the history, how to find it, and a row that does not stand."""
_ADMINS = ("company", "staff", "authority", "substitute", "calendar", "time_limit", "clause")


def _key(values: Mapping[str, str]) -> str:
    keys = {name: value for name, value in values.items() if name != "name"}
    return "/".join(value.strip("'") for value in keys.values())


def _all_777(table: str) -> str:
    return ", ".join(f"{name} = 777" for name in BY_NAME[table].key)


_STANDS = ("company", "staff", "authority", "substitute", "customer")


def _there(table: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """What makes the row stand, where the office begins without one."""
    return () if table in _STANDS else (blank(table, **values),)


_ACT = blank("act", key="'x'", login="'admin'")
OFFICE = (
    *(
        Attack(f"{table}_told", blank(table, **values), me="admin")
        for table, (_, _, values) in OFFICE_KEYS.items()
    ),
    *(
        _of_office(
            f"{table}_admin", "service1", _key(OFFICE_KEYS[table][2]), blank(table, **OFFICE_KEYS[table][2])
        )
        for table in _ADMINS
    ),
    _of_office(
        "staff_admin",
        "service1",
        "service1",
        "UPDATE staff SET roles = '[\"admin\"]' WHERE login = 'service1'",
    ),
    _of_office(
        "staff_admin",
        "service1",
        "lead1",
        "UPDATE staff SET password_due = 1 WHERE login = 'lead1'",
    ),
    _of_office(
        "staff_admin",
        "service1",
        "service1",
        "UPDATE staff SET password_due = 0 WHERE login = 'service1'",
    ),
    _of_office("authority_admin", "lead1", "1", "UPDATE authority SET limit_amount = 999999999 WHERE no = 1"),
    Attack("staff_told", "UPDATE staff SET name = 'x' WHERE login = 'lead1'", me="admin"),
    Attack("customer_told", "UPDATE customer SET cust_name = 'x'"),
    *(
        _of_office(
            f"{table}_frozen" if table == "clause" else f"{table}_key",
            "admin",
            "/".join(["777"] * len(BY_NAME[table].key)),
            f"UPDATE {table} SET {_all_777(table)} WHERE {where}",
            before=_there(table, values),
            aside=(f"guard_{table}_told_on_insert",),
        )
        for table, (_, where, values) in OFFICE_KEYS.items()
    ),
    *(
        Attack(
            f"{table}_kept",
            f"DELETE FROM {table} WHERE {where}",
            me="admin",
            before=_there(table, values),
            aside=(f"guard_{table}_told_on_insert",),
        )
        for table, (_, where, values) in OFFICE_KEYS.items()
    ),
    Attack("counter_grows", "UPDATE counter SET value = value - 1 WHERE name = 'customer'"),
    Attack("counter_staff", "UPDATE counter SET value = value + 1 WHERE name = 'customer'", me="gone1"),
    Attack("counter_staff", "INSERT INTO counter (name, value) VALUES ('x', 1)", me="gone1"),
    Attack("counter_kept", "DELETE FROM counter WHERE name = 'customer'", me="admin"),
    Attack(
        "counter_once", "INSERT OR REPLACE INTO counter (name, value) VALUES ('customer', 0)", engine=SQLITE
    ),
    Attack("presence_own", blank("presence", login="'lead1'")),
    Attack(
        "presence_own",
        "UPDATE presence SET case_no = 'x' WHERE login = 'lead1'",
        before=(blank("presence", login="'lead1'"),),
        aside=("guard_presence_own_on_insert",),
    ),
    Attack(
        "presence_own",
        "DELETE FROM presence WHERE login = 'lead1'",
        before=(blank("presence", login="'lead1'"),),
        aside=("guard_presence_own_on_insert",),
    ),
    Attack("presence_staff", blank("presence", login="'gone1'"), me="gone1"),
    Attack("state_count_staff", "UPDATE state_count SET n = 0", me="gone1"),
    Attack("message_staff", "UPDATE message SET tries = 9", me="gone1"),
    Attack("message_staff", blank("message", key="'x'", case_no="NULL"), me="gone1"),
    Attack("message_fixed", "UPDATE message SET recipient = 'service2' WHERE recipient = 'lead1'"),
    Attack("message_read", "UPDATE message SET done_at = 'x' WHERE recipient = 'lead1'"),
    Attack("message_read", blank("message", key="'x'", case_no="NULL", recipient="'lead1'", done_at="'x'")),
    Attack("message_kept", "DELETE FROM message", me="admin"),
    Attack(
        "message_once",
        "INSERT OR REPLACE INTO message (key, kind, recipient, facts, tries, na)"
        " SELECT key, kind, 'service2', facts, 0, na FROM message WHERE recipient = 'lead1' LIMIT 1",
        engine=SQLITE,
    ),
    Attack(
        "stored_file_staff", blank("stored_file"), me="gone1", aside=("guard_stored_file_bytes_on_insert",)
    ),
    Attack("stored_file_bytes", blank("stored_file", sha256="'0'"), engine=POSTGRESQL),
    Attack("stored_file_frozen", "UPDATE stored_file SET size = 1", me="admin"),
    Attack("stored_file_kept", "DELETE FROM stored_file", me="admin"),
    Attack(
        "stored_file_once",
        "INSERT OR REPLACE INTO stored_file SELECT sha256, 1, NOTHING FROM stored_file LIMIT 1",
        engine=SQLITE,
    ),
    Attack("import_row_staff", blank("import_row"), me="gone1"),
    Attack("import_row_frozen", "UPDATE import_row SET identity = 'x'", before=(blank("import_row"),)),
    Attack("import_row_kept", "DELETE FROM import_row", me="admin", before=(blank("import_row"),)),
    Attack("act_own", blank("act", key="'x'", login="'lead1'")),
    Attack("act_staff", blank("act", key="'x'", login="'gone1'"), me="gone1"),
    Attack("act_frozen", "UPDATE act SET at = 'y'", me="admin", before=(_ACT,)),
    Attack("act_kept", "DELETE FROM act", me="admin", before=(_ACT,)),
    Attack("login_secret_admin", blank("login_secret", login="'x'"), engine=SQLITE),
    Attack("login_secret_own", "UPDATE login_secret SET hash = 'x' WHERE login = 'admin'", engine=SQLITE),
    Attack("login_secret_kept", "DELETE FROM login_secret WHERE login = 'admin'", engine=SQLITE),
)


def _again(table: str) -> Attack:
    """INSERT OR REPLACE of a row that stands, past every other rule of the table."""
    aside = (
        *(
            f"guard_{table}_{name}_on_insert"
            for name in ("write", "told", "admin", "state", "frozen", "issued")
        ),
        *(
            f"guard_{table}_{name}_on_insert"
            for name in ("step", "leg", "who", "version", "link", "turn", "own")
        ),
        *(f"guard_{table}_{name}_on_insert" for name in ("word", "approved", "staff", "about", "own")),
    )
    values: dict[str, object] = {
        column.name: "777" for column in BY_NAME[table].columns if column.name in BY_NAME[table].key
    }
    values |= {"case_no": "'TS-777'"} if table == "complaint" else {}
    row = blank(table, **values)
    return Attack(
        f"{table}_once",
        row.replace("INSERT", "INSERT OR REPLACE", 1),
        before=(row,),
        aside=aside,
        engine=SQLITE,
    )


ONCE = tuple(
    _again(table) for table in (*CASE_TABLES, *OFFICE_KEYS, "act", "import_row", "login_secret", "complaint")
)
