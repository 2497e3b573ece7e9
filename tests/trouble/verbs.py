"""Every verb of the window with what it takes: complaints told step by step, and the settings' verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from aftersales.app import App
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases import clauses, customers, dictionaries, importing_files, limits, people, printing
from aftersales.usecases import office as company
from aftersales.usecases.live import messages, presence
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.domain.anything import EXPLAINED, SAID
from tests.domain.play import FOUND, ISSUE, LINE, PAID, REGISTRATION, SHIPPED, SIGNED, proposal, remedy
from tests.presenters.call_desk import FAST
from tests.usecases.houses import House

CALL = {"direction": "来", "channel": "电话", "counterpart": "张三", "content": "催", "purpose": "答复"}
PROMISE = {"kind": "回电", "content": "回电", "due_at": "2027-01-04 09:00"}
MOVED = {"promise": 2, "due_at": "2027-01-05 09:00", "moved_reason": "x", "customer_agreed": True}
TALK = {"participants": "张三", "channel": "电话", "our_position": "一", "their_position": "二"}
TALKED = {"confirmed_means": "电话"}
REPORT = {"to_leader": "lead1", "facts": "x"}
DUE = {"clock": "resolution", "until": "2027-06-01 09:00", "reason": "x"}
HELD = {"hold_reason": "等", "hold_until": "2026-12-30"}
WORD = {"person": "lead1", "by_word_means": "电话", "by_word_at": "2026-11-23 09:10", "evidence": 1}
CONTENT = {"channel": "电话", "interviewee": "张三", "satisfaction": "满意"}
DEAR = proposal(remedy("cash", "1000"))
DECLINED = {
    **FOUND,
    "decision": "不予支持",
    "demands": [{"kind": "补货", "unmet_reason": "检测合格"}],
    "product_line": [LINE],
    "remedies": [],
    "explanation": [EXPLAINED],
}
ATTACHED = {"name": "a.jpg", "kind": "照片", "from_whom": "客户"}
OTHER = {"person": "lead2", "comment": "x"}
STANDS_IN = {"principal": "lead1", "stands_in": "boss", "from_on": "2026-11-01", "to_on": "2026-12-31"}
STANDS_IN |= {"reason": "出差"}
LIMIT = {"person": "lead1", "scope": "cash", "limit_amount": "9000", "from_on": "2026-01-01"}
CLAUSE = {
    "key": "extra_one",
    "text": "乙方应配合。",
    "title": "配合",
    "part": "other",
    "parties": ["dealer"],
}
WHY = {"reason": "x"}
SAY = {"comment": "x"}
Given = Mapping[str, Any]
Act = tuple[str, str, Given]
C1 = {"notice": "C1"}

TALKING: tuple[Act, ...] = (
    ("clerk1", "contact", CALL),
    ("clerk1", "take_back", {"contact": 1}),
    ("service1", "promise", PROMISE),
    ("service1", "keep_promise", {"promise": 1}),
    ("service1", "promise", PROMISE),
    ("service1", "move_promise", MOVED),
    ("service1", "cancel_promise", {"promise": 3, "reason": "x"}),
    ("service1", "attach", ATTACHED),
    ("service1", "confirm_restatement", {"restated_who": "张三"}),
    ("service1", "record_finding", {"founded": "成立", "basis": "样品"}),
    ("service1", "amend", {"title": "桶底漏油"}),
    ("service1", "explain", EXPLAINED),
    ("service1", "negotiate", TALK),
    ("service1", "contain", {"action": "停用"}),
    ("service1", "progress_notice", {"channel": "电话", "content": "在查"}),
)
MANAGING: tuple[Act, ...] = (
    ("service1", "hold", HELD),
    ("service1", "resume", WHY),
    ("service1", "report_up", REPORT),
    ("lead1", "acknowledge_report", {"report": 1, "reply": "知道了"}),
    ("service1", "flag_public_risk", {"public_risk": "扬言", "public_risk_note": "x"}),
    ("service1", "flag_malicious", {"malicious": "疑似", "malicious_basis": "x"}),
    ("service1", "flag_abuse", WHY),
    ("lead1", "flag_special", {"special_reason": "x", "confirmed": True}),
    ("lead1", "move_due", DUE),
    ("lead1", "add_helper", {"person": "service2", "reason": "x"}),
    ("lead1", "assign", {"person": "service2", "reason": "x"}),
    ("service2", "assign", {"person": "service1", "reason": "x"}),
    ("service1", "raise_level", {"severity": "较重", "reason": "x"}),
)
AGREED: tuple[Act, ...] = (
    ("service1", "answer", SAID),
    ("service1", "accept_offer", TALKED),
)
BEGUN: tuple[Act, ...] = (("service1", "accept", {}),)
STORIES: tuple[tuple[Act, ...], ...] = (
    (
        *BEGUN,
        *TALKING,
        *MANAGING,
        ("service1", "withdraw", {"reason": "x", "means": "电话"}),
        ("service1", "reopen", WHY),
    ),
    (
        *BEGUN,
        ("service1", "propose", DEAR),
        ("service1", "recall", WHY),
        ("service1", "propose", DEAR),
        ("lead1", "send_back", SAY),
        ("service1", "propose", DEAR),
        ("lead1", "reject", SAY),
        ("service1", "propose", DEAR),
        ("lead1", "forward_approval", OTHER),
    ),
    (*BEGUN, ("service1", "propose", DEAR), ("lead1", "add_approver", OTHER)),
    (
        *BEGUN,
        ("service1", "propose", proposal(remedy(yuan="300"))),
        ("service2", "attach", ATTACHED),
        ("service2", "approve_by_word", WORD),
        ("lead1", "countersign", SAY),
        ("service1", "renegotiate", WHY),
    ),
    (
        *BEGUN,
        ("service1", "propose", proposal(remedy(yuan="300"), remedy("cash", "100"))),
        ("lead1", "approve", SAY),
        *AGREED,
        ("service1", "issue_agreement", ISSUE),
        ("service1", "void_agreement", {"void_reason": "x"}),
        ("service1", "issue_agreement", ISSUE),
        ("service1", "hand_over_agreement", {}),
        ("service1", "sign", SIGNED),
        ("store1", "accept_notice", C1),
        ("store1", "return_notice", {**C1, "returned_reason": "x"}),
        ("service1", "reissue_notice", C1),
        ("clerk1", "urge", {"notice": "C2", **WHY}),
        ("clerk1", "verify_fulfilment", {"notice": "C2", **WHY}),
        ("money1", "done_notice", {"notice": "C2", **PAID}),
        ("service2", "confirm_notice", {"notices": ["C2"]}),
        ("store1", "done_notice", {"notice": "C3", **SHIPPED}),
        ("service2", "confirm_notice", {"notices": ["all"]}),
        ("service1", "file_original", {"original_place": "一号柜"}),
        ("service2", "follow_up", CONTENT),
        ("service2", "close", {}),
    ),
    (
        *BEGUN,
        ("service1", "decide", proposal()),
        *AGREED,
        ("service1", "settle_without_paper", {"no_paper_reason": "小额"}),
        ("service1", "cancel_notice", {**C1, "cancelled_reason": "x"}),
    ),
    (
        *BEGUN,
        ("service1", "decide", DECLINED),
        ("service1", "answer", SAID),
        ("service1", "accept_explanation", TALKED),
        ("service1", "follow_up", {**CONTENT, "satisfaction": "不满意"}),
        ("service1", "dissatisfied", WHY),
        ("lead1", "close_by_leader", {"close_kind": "other", "close_reason": "x", "lessons": "x"}),
    ),
    (
        *BEGUN,
        ("service1", "decide", proposal()),
        ("service1", "answer", SAID),
        ("service1", "refuse_offer", {"their_position": "要更多"}),
        ("service1", "take_over", WHY),
        ("service1", "merge", {"case": "TS-20261123-001", **WHY}),
    ),
)
UNREACHED = frozenset({"void_import"})
"""Steps that no page of the window takes: an import is taken back from the headless command."""


@dataclass(frozen=True)
class Row:
    """A row of a sheet."""

    values: Mapping[str, object]
    row_no: int = 2
    raw: str = "{}"
    identity: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is read."""

    told: tuple[Mapping[str, object], ...]
    refused: tuple[Any, ...] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """Its rows."""
        return [Row(values) for values in self.told]


@dataclass(frozen=True)
class Verb:
    """Something the window has done by somebody: its name in history or code, and the work on his desk."""

    name: str
    who: str
    work: Callable[..., Any]


def steps(house: House) -> Iterator[Verb]:
    """Registered by either way, and every story; each verb is done before the next is asked for."""
    for number, story in enumerate(STORIES):
        told = house.named(
            {**REGISTRATION, "phones": f"1381234{5000 + number % 7}", "cust_name": f"顾客{number % 7}"}
        )
        yield Verb("register", "clerk1", partial(_do, register, told))
        case_no = house.first.ask(case_lines)[0].case_no
        for who, step, data in story:
            content = b"a photograph" if step == "attach" else None
            given = (take, step, case_no, house.named(data))
            yield Verb(step, who, partial(_do, *given, content=content))
    told = {**FAST, "due": "2026-11-28"}
    yield Verb("quick", "service1", partial(_do, quick, told))


def _do(use_case: Callable[..., Any], *given: object, app: App, **more: object) -> Any:  # noqa: ANN401
    return app.do(use_case, *given, **more)


PEOPLE: tuple[tuple[str, Callable[..., Any], tuple[object, ...]], ...] = (
    ("add_person", people.add_person, ({"login": "new1", "name": "新来", "roles": ["clerk"]}, "haohao-2026")),
    ("change_person", people.change_person, ("new1", {"name": "新人"})),
    ("change_password", people.change_password, ("new1", "haohao-2027")),
    ("disable_person", people.disable_person, ("new1", "离职")),
    ("enable_person", people.enable_person, ("new1", "haohao-2028")),
    ("set_substitute", people.set_substitute, (STANDS_IN,)),
    ("end_substitute", people.end_substitute, (1,)),
    ("set_limit", people.set_limit, (LIMIT, "年度调整")),
    ("end_limit", people.end_limit, (10,)),
)
OFFICE: tuple[tuple[str, Callable[..., Any], tuple[object, ...]], ...] = (
    ("set_company", company.set_company, ({"phone": "020-12345678"},)),
    ("set_logo", company.set_logo, (b"\x89PNG\r\n\x1a\n" + b"x" * 100,)),
    (
        "set_calendar",
        company.set_calendar,
        ([{"day": "2027-01-01", "day_kind": "holiday", "day_name": "元旦"}],),
    ),
    ("remove_days", company.remove_days, ([date(2027, 1, 1)],)),
    (
        "set_time_limits",
        limits.set_time_limits,
        ([{"clock": "answer", "severity": "general", "amount": "6", "unit": "hour"}],),
    ),
    ("reset_time_limits", limits.reset_time_limits, ()),
    ("set_period", limits.set_period, ({"name": "春耕", "from_on": "2027-03-01", "to_on": "2027-04-10"},)),
    ("end_period", limits.end_period, (4,)),
    ("add_word", dictionaries.add_word, ("channel", "抖音")),
    ("rename_word", dictionaries.rename_word, ("channel", "phone", "来电")),
    ("hide_word", dictionaries.hide_word, ("channel", "phone")),
    ("offer_word", dictionaries.offer_word, ("channel", "phone")),
    ("take_delivered_clauses", clauses.take_delivered_clauses, ([CLAUSE],)),
    ("set_clause", clauses.set_clause, ({"key": "cooperation", "text": "乙方应保留样品。"},)),
    ("retire_clause", clauses.retire_clause, ("cooperation",)),
    ("restore_clause", clauses.restore_clause, ("cooperation", 1)),
    ("import_customers", importing_files.import_customers, (Sheet(({"cust_name": "新客户"},)),)),
    ("import_products", importing_files.import_products, (Sheet(({"code": "P9", "name": "新品"},)),)),
    ("amend_customer", customers.amend_customer, ("KH000001", {"level": "A"})),
    ("merge_customers", customers.merge_customers, ("KH000002", "KH000001")),
    ("told_export", customers.told_export, (3,)),
    ("printed", printing.printed, ("registration", "TS-20261123-001")),
    ("be_present", presence.be_present, ("TS-20261123-001",)),
    ("be_gone", presence.be_gone, ()),
)


def settings(house: House) -> Iterator[Verb]:
    """What administrators and others do beside the cases; two customers' cases stand already."""
    for name, use_case, given in (*PEOPLE, *OFFICE):
        told = [house.named(_renamed(house, one)) for one in given]
        yield Verb(name, "admin", partial(_do, use_case, *told))
    keys = house.first.ask(lambda wire: [key for (key,) in wire.rows('SELECT "key" FROM "message"')])
    yield Verb("read", "lead1", partial(_do, messages.read, keys))


def _renamed(house: House, given: object) -> object:
    """The new person's login is a role of the whole server."""
    if isinstance(given, dict):
        return {name: _renamed(house, value) for name, value in given.items()}
    return house.login("new1") if given == "new1" else given
