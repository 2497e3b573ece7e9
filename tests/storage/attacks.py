"""What somebody with a login and a database tool may try, one attack a rule, the same on both engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aftersales.domain.dates import iso_utc
from aftersales.domain.records.trail import History
from aftersales.storage.codec import codec
from aftersales.storage.guards.rows import TABLES as CASE_TABLES
from aftersales.storage.history import fingerprint
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.tables import BY_NAME
from tests.storage.guarded_office import Play

LATER = "2026-11-20T01:00:00.000Z"
EMPTY = {"TEXT": "''", "INTEGER": "0", "BYTES": "NOTHING"}


@dataclass(frozen=True)
class Attack:
    """``rule`` refuses ``sql``, done by ``me`` after a step's history row of his own and ``before``.

    ``step``: the history row that is written first, "" none; ``to``: the state that it says; ``history``: what
    its columns say instead. ``last``: the history row itself is the attack. ``aside``: triggers that stand in
    the way of showing this one.
    """

    rule: str
    sql: str = ""
    me: str = "service1"
    case: str = "investigating"
    step: str = ""
    to: str = ""
    before: tuple[str, ...] = ()
    history: Mapping[str, object] = field(default_factory=dict)
    last: bool = False
    verb: str = "INSERT"
    aside: tuple[str, ...] = ()
    engine: str = ""

    def __str__(self) -> str:
        words = (self.rule, self.step or self.sql[:24].replace('"', ""), self.me)
        return "-".join(words).replace(" ", "_").lower()


def run(connection: Any, engine: str, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Do a statement on either driver; ``?`` stands for a value."""
    if engine == POSTGRESQL:
        sql = sql.replace("%", "%%").replace("?", "%s") if values else sql
    sql = sql.replace("NOTHING", "''::bytea" if engine == POSTGRESQL else "x''")
    cursor = connection.execute(sql, tuple(values)) if values else connection.execute(sql)
    return cursor.fetchall() if cursor.description else []


def attempt(connection: Any, play: Play, attack: Attack) -> None:
    """Everything that leads up to the attack, and the attack."""
    told = _Teller(connection, play, attack)
    if attack.step and not attack.last:
        told.tell({}, "INSERT")
    for sql in attack.before:
        told.run(sql)
    if attack.last:
        told.tell(attack.history, attack.verb)
    else:
        told.run(attack.sql)


class _Teller:
    def __init__(self, connection: Any, play: Play, attack: Attack) -> None:
        self.connection, self.engine, self.attack = connection, play.engine, attack
        self.case_no = play.cases[attack.case]

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return run(self.connection, self.engine, sql.format(case=self.case_no, at=LATER), values)

    def tell(self, instead: Mapping[str, object], verb: str) -> None:
        """Write a history row of this step, well chained unless said otherwise."""
        ((state, version),) = self.run("SELECT state, version FROM complaint WHERE case_no = '{case}'")
        ((seq, head),) = self.run("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
        row: dict[str, Any] = dict.fromkeys(codec(History).names)
        row |= {"case_no": self.case_no, "seq": seq + 1, "prev_hash": head, "at": LATER, "changes": "[]"}
        row |= {"actor": self.attack.me, "login": self.attack.me, "step": self.attack.step}
        row |= {"from_state": state, "to_state": self.attack.to or state, "version": version + 1}
        row |= {"table_name": "complaint", "row_key": self.case_no}
        row |= {name: self._value(value) for name, value in (self.attack.history | dict(instead)).items()}
        row["hash"] = instead.get("hash") or fingerprint(row)
        columns = ", ".join(f'"{name}"' for name in row)
        signs = ", ".join("?" * len(row))
        self.run(f"{verb} INTO history ({columns}) VALUES ({signs})", tuple(row.values()))

    def _value(self, value: object) -> object:
        """A value as it stands, or what a query of it finds."""
        if isinstance(value, str) and value.startswith("SELECT"):
            return self.run(value)[0][0]
        return value


def blank(table: str, **values: object) -> str:
    """INSERT of a row that holds nothing but what must be there, and these values (SQL)."""
    told = {column.name: EMPTY[column.form] for column in BY_NAME[table].columns if not column.optional}
    told |= {"case_no": "'{case}'"} if "case_no" in BY_NAME[table].names else {}
    told |= {"no": "99"} if "no" in told else {}
    told |= {name: str(value) for name, value in values.items()}
    names = ", ".join(f'"{name}"' for name in told)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(told.values())})"


def moved(to: str, **values: str) -> str:
    """The complaint as a step leaves it: another state, one version on."""
    more = "".join(f", {name} = {value}" for name, value in values.items())
    return f"UPDATE complaint SET state = '{to}', version = version + 1{more} WHERE case_no = '{{case}}'"


OF_CASE = "WHERE case_no = '{case}'"
APPROVED = f"UPDATE proposal SET state = 'approved', approved_at = '{{at}}' {OF_CASE}"
GIVEN = f"UPDATE approval SET decision = 'approve', at = '{{at}}' {OF_CASE} AND approver = '%s'"


def _offer(state: str, **values: object) -> tuple[str, str]:
    told = {"state": f"'{state}'", "applicant": "'service1'", "applied_at": "'{at}'"} | values
    amount = told.pop("amount", 30_000)
    sums = {"total": amount, "authority_value": amount} | told
    return (
        blank("proposal", **sums),
        blank("remedy", proposal=99, kind="'goods'", amount=amount, share_company=amount),
    )


NOW_APPROVED = {"approved_at": "'{at}'", "under_authority": 1}
ORDER: Mapping[str, object] = {"case_no": None, "version": None}


def _told(table: str, key: str) -> dict[str, object]:
    """A history row of the office, without case and version."""
    return {**ORDER, "table_name": table, "row_key": key, "from_state": None, "to_state": None}


def _of_office(rule: str, me: str, key: str, sql: str, **more: Any) -> Attack:
    return Attack(rule, sql, me=me, step="set_up", history=_told(rule.rsplit("_", 1)[0], key), **more)


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
        history={"case_no": "SELECT case_no FROM history ORDER BY seq DESC LIMIT 1"},
        engine=SQLITE,
        aside=("guard_history_version_on_insert",),
    ),
)
_FILED = {"case": "filed", "step": "close", "to": "closed"}
COMPLAINT = (
    Attack("complaint_step", f"UPDATE complaint SET state = 'closed' {OF_CASE}"),
    Attack("complaint_step", f"UPDATE complaint SET owner = 'service1' {OF_CASE}", case="registered"),
    Attack("complaint_step", blank("complaint", id=999, case_no="'TS-1'", state="'closed'", version=1)),
    Attack(
        "complaint_version",
        blank("complaint", id=999, case_no="'TS-1'", state="'registered'", version=5),
        step="register",
        history={"case_no": "TS-1", "version": 1, "from_state": None, "to_state": "registered"},
    ),
    Attack(
        "complaint_leg",
        blank("complaint", id=999, case_no="'TS-1'", state="'closed'", version=1),
        step="register",
        history={"case_no": "TS-1", "version": 1, "from_state": None, "to_state": "closed"},
    ),
    Attack("complaint_version", f"UPDATE complaint SET title = 'x' {OF_CASE}", step="contact"),
    Attack("complaint_leg", moved("offered"), step="answer", to="offered"),
    Attack("complaint_leg", moved("registered"), step="contact", to="registered"),
    Attack("complaint_who", moved("offered"), case="approved", me="service2", step="answer", to="offered"),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="registered",
        me="clerk1",
        step="accept",
        to="investigating",
    ),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="proposed",
        me="service2",
        step="recall",
        to="investigating",
    ),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="proposed",
        me="service1",
        step="reject",
        to="investigating",
    ),
    Attack("complaint_who", moved("proposed"), case="proposed", me="lead2", step="countersign"),
    Attack("complaint_who", moved("fulfilling"), case="fulfilling", me="money1", step="accept_notice"),
    Attack("complaint_who", moved("registered"), case="registered", me="service1", step="void_import"),
    Attack("complaint_who", moved("investigating"), me="service2", step="amend"),
    Attack(
        "complaint_about",
        moved("investigating", owner="'service1'"),
        case="about",
        me="service2",
        step="accept",
        to="investigating",
    ),
    Attack(
        "complaint_owner",
        moved("investigating", owner="'service2'"),
        case="about",
        step="accept",
        to="investigating",
    ),
    Attack("complaint_alone", moved("closed"), case="led", me="lead2", step="close_by_leader", to="closed"),
    Attack("complaint_fixed", moved("investigating", registered_at="'{at}'"), step="contact"),
    Attack("complaint_verbatim", moved("investigating", verbatim="'没说过'"), step="contact"),
    Attack("complaint_kept", f"DELETE FROM complaint {OF_CASE}", me="admin"),
    Attack(
        "complaint_finish",
        moved("following_up"),
        case="fulfilling",
        me="store1",
        step="finish",
        to="following_up",
    ),
    Attack("complaint_close_promise", moved("closed"), before=(blank("promise", state="'open'"),), **_FILED),
    Attack("complaint_close_follow_up", moved("closed"), before=(blank("follow_up"),), **_FILED),
    Attack("complaint_close_agreement", moved("closed"), case="satisfied", step="close", to="closed"),
    Attack(
        "complaint_close_satisfied",
        moved("closed"),
        before=(f"UPDATE follow_up SET satisfaction = 'dissatisfied' {OF_CASE}",),
        **_FILED,
    ),
    Attack(
        "complaint_close_notice",
        moved("closed"),
        before=(blank("notice", state="'issued'"),),
        aside=("guard_notice_state_on_insert",),
        **_FILED,
    ),
    Attack(
        "complaint_close_countersign",
        moved("closed"),
        before=(blank("approval", decision="'by_word'", approver="'lead1'"),),
        aside=("guard_approval_word_on_insert", "guard_approval_own_on_insert"),
        **_FILED,
    ),
    Attack("complaint_sign", moved("fulfilling"), case="issued", step="sign", to="fulfilling"),
    Attack(
        "complaint_settle", moved("fulfilling"), case="agreed", step="settle_without_paper", to="fulfilling"
    ),
    Attack("complaint_submitted", moved("proposed"), step="propose", to="proposed"),
    Attack(
        "complaint_approved",
        moved("approved"),
        before=(GIVEN % "lead1",),
        case="proposed",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack("complaint_approved", moved("approved"), step="decide", to="approved"),
    Attack(
        "complaint_links",
        moved("approved"),
        before=(APPROVED, GIVEN % "lead1"),
        case="two_links",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack(
        "complaint_four_eyes",
        moved("approved"),
        before=(APPROVED,),
        case="proposed",
        step="approve_by_word",
        to="approved",
    ),
    Attack(
        "complaint_sums",
        moved("proposed"),
        before=_offer("submitted", total=1),
        step="propose",
        to="proposed",
    ),
    Attack(
        "complaint_sums",
        moved("proposed"),
        before=_offer("submitted", authority_value=1),
        step="propose",
        to="proposed",
    ),
    Attack(
        "complaint_limit",
        moved("approved"),
        before=(APPROVED, GIVEN % "lead2"),
        case="dear2",
        me="lead2",
        step="approve",
        to="approved",
    ),
    Attack(
        "complaint_service_limit",
        moved("approved"),
        before=_offer("approved", **NOW_APPROVED),
        step="decide",
        to="approved",
    ),
    Attack(
        "complaint_grave",
        moved("approved"),
        before=_offer("approved", amount=100, **NOW_APPROVED),
        case="grave_open",
        step="decide",
        to="approved",
    ),
    Attack(
        "complaint_by_word",
        moved("approved"),
        before=(
            APPROVED,
            blank(
                "approval",
                proposal=1,
                approver="'lead2'",
                decision="'by_word'",
                at="'{at}'",
                recorded_by="'service1'",
                by_word_means="'phone'",
                evidence=1,
            ),
        ),
        case="grave",
        step="approve_by_word",
        to="approved",
    ),
)
_SIMPLE = tuple(table for table in CASE_TABLES if table not in ("remedy", "approval", "notice"))


def _filled(table: str) -> str:
    return blank(table, state="'draft'") if table in ("proposal", "agreement") else blank(table)


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
    Attack("agreement_issued", blank("agreement", state="'issued'"), case="agreed", step="issue_agreement"),
    Attack("agreement_frozen", f"UPDATE agreement SET total = 1 {OF_CASE}", case="issued", step="contact"),
    Attack(
        "agreement_frozen", f"UPDATE agreement SET account = '6222' {OF_CASE}", case="issued", step="contact"
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
)
_LEAD1 = {"case": "proposed", "me": "lead1"}
APPROVALS = (
    Attack(
        "approval_link", blank("approval", proposal=1, approver="'lead2'"), case="proposed", step="contact"
    ),
    Attack(
        "approval_link", f"UPDATE approval SET approver = 'boss' {OF_CASE}", case="proposed", step="contact"
    ),
    Attack(
        "approval_turn",
        blank("approval", proposal=1, approver="'lead1'", decision="'approve'", at="'{at}'"),
        step="approve",
        to="approved",
        **_LEAD1,
    ),
    Attack(
        "approval_turn",
        f"UPDATE approval SET decision = 'approve', at = '{{at}}', approver = 'boss', substitute_for = 'lead1' {OF_CASE}",
        case="proposed",
        me="boss",
        step="approve",
        to="approved",
    ),
    Attack("approval_turn", GIVEN % "boss", case="two_links", me="boss", step="approve", to="approved"),
    Attack(
        "approval_own",
        f"UPDATE approval SET decision = 'approve', at = '{{at}}', approver = 'lead2', substitute_for = 'lead1' {OF_CASE}",
        case="led_proposed",
        me="lead2",
        step="approve",
        to="approved",
    ),
    Attack(
        "approval_own",
        blank(
            "approval",
            proposal=1,
            approver="'lead2'",
            decision="'by_word'",
            at="'{at}'",
            recorded_by="'lead2'",
            by_word_means="'phone'",
            evidence=1,
        ),
        case="led_proposed",
        me="lead2",
        step="approve_by_word",
        to="approved",
    ),
    Attack("approval_word", blank("approval", approver="'lead1'", decision="'by_word'"), step="contact"),
    Attack("approval_step", GIVEN % "lead1", step="send_back", to="investigating", **_LEAD1),
    Attack(
        "approval_frozen", f"UPDATE approval SET comment = 'x' {OF_CASE}", case="approved", step="contact"
    ),
    Attack(
        "approval_countersign",
        f"UPDATE approval SET countersigned_at = '{{at}}' {OF_CASE} AND decision = 'by_word'",
        case="word",
        step="contact",
    ),
)
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
    "product": ("P1", "code = 'P1'", {"code": "'P1'"}),
    "batch": ("P1/B1", "batch_no = 'B1'", {"product": "'P1'", "batch_no": "'B1'"}),
    "import_batch": ("1", "batch_no = 1", {"batch_no": "1"}),
    "customer": ("KH000001", "cust_no = 'KH000001'", {"cust_no": "'X'"}),
}
"""A table of the office: the key in the history of a row that may stand, how to find it, a row that does not."""
_ADMINS = ("company", "staff", "authority", "substitute", "calendar", "time_limit")


def _key(values: Mapping[str, str]) -> str:
    keys = {name: value for name, value in values.items() if name != "name"}
    return "/".join(value.strip("'") for value in keys.values())


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
    _of_office("authority_admin", "lead1", "1", "UPDATE authority SET limit_amount = 999999999 WHERE no = 1"),
    Attack("staff_told", "UPDATE staff SET name = 'x' WHERE login = 'lead1'", me="admin"),
    Attack("customer_told", "UPDATE customer SET cust_name = 'x'"),
    *(
        _of_office(
            f"{table}_key",
            "admin",
            "777/777" if len(BY_NAME[table].key) > 1 else "777",
            f"UPDATE {table} SET {', '.join(f'{name} = {_SEVEN[table]}' for name in BY_NAME[table].key)} WHERE {where}",
            before=(blank(table, **values),)
            if table not in ("company", "staff", "authority", "substitute", "customer")
            else (),
            aside=(f"guard_{table}_told_on_insert",),
        )
        for table, (_, where, values) in OFFICE_KEYS.items()
        for _SEVEN in ({name: "777" for name in OFFICE_KEYS},)
    ),
    *(
        Attack(
            f"{table}_kept",
            f"DELETE FROM {table} WHERE {where}",
            me="admin",
            before=(blank(table, **values),)
            if table not in ("company", "staff", "authority", "substitute", "customer")
            else (),
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
    Attack("state_count_staff", "UPDATE state_count SET n = 0", me="gone1"),
    Attack("message_staff", "UPDATE message SET tries = 9", me="gone1"),
    Attack("message_staff", blank("message", key="'x'", case_no="NULL"), me="gone1"),
    Attack("message_fixed", "UPDATE message SET recipient = 'service2' WHERE recipient = 'lead1'"),
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
        *(f"guard_{table}_{name}_on_insert" for name in ("word", "approved", "staff", "about")),
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
    _again(table) for table in (*CASE_TABLES, *OFFICE_KEYS, "import_row", "login_secret", "complaint")
)
ALL = (*HISTORY, *COMPLAINT, *ROWS, *APPROVALS, *OFFICE, *ONCE)


def on(engine: str) -> tuple[Attack, ...]:
    """The attacks that an engine must refuse."""
    return tuple(attack for attack in ALL if attack.engine in ("", engine))
