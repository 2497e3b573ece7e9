"""The cases of the office that is attacked: one in every state, and those that one rule needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aftersales.usecases.registering import register
from tests.storage.attacks_on.play import Play

REGISTRATION: Mapping[str, object] = {
    "channel": "phone",
    "cust_name": "闽侯通达汽修",
    "phones": [{"number": "13800138000"}],
    "verbatim": "送来的机油少了两桶，催了三次没人理。",
    "reason": ["service"],
    "demands": [{"kind": "replenish"}],
    "ongoing_harm": False,
    "na": {"address": "unknown"},
}


def proposal(kind: str = "goods", amount: int = 60_000) -> dict[str, object]:
    """What is given to propose or decide: one remedy of this amount (分)."""
    row: dict[str, object] = {"kind": kind, "due": "2026-12-20"}
    if kind == "goods":
        row |= {"product": "机油 5W-40", "qty": 2, "unit": "barrel", "unit_value": amount // 2}
    else:
        row |= {"amount": amount}
    return {
        "restated_ok": True,
        "restated_who": "王师傅",
        "restated_at": "2026-11-02T09:00:00+08:00",
        "summary": "少送两桶",
        "founded": "founded",
        "basis": "发货单与签收单不符",
        "cause_main": "logistics",
        "decision": "support",
        "opinion": "补发两桶",
        "remedies": [row],
        "na": {
            "occurred_on": "unknown",
            "basis_files": "none",
            "cust_type": "unknown",
            "contact_title": "unknown",
        },
    }


ANSWER = {"channel": "phone", "to_whom": "王师傅", "content": "补发两桶，下周送到"}
CONFIRMED = {"confirmed_by": "王师傅", "confirmed_means": "phone"}
PAPER = {
    "consignee": "王师傅",
    "consignee_phone": "13800138000",
    "consignee_address": "闽侯县甘蔗街道",
    "payee": "王师傅",
    "bank": "农行闽侯支行",
    "account": "6228480402564890018",
    "freight_by": "us",
    "waiver_scope": "仅就本次少送",
    "dispute": "court",
    "perform_by": "2026-12-20",
}
SIGNED = {
    "signed_a_on": "2026-11-02",
    "signed_b_on": "2026-11-02",
    "signer_a": "陈总",
    "signer_b": "王师傅",
}
SHIPPED = {"carrier": "德邦", "waybill": "DB1", "shipped_batch": "B1", "shipped_qty": 2}
SATISFIED = {"channel": "phone", "interviewee": "王师傅", "satisfaction": "satisfied"}

WALK: tuple[tuple[str, str, str, Mapping[str, object]], ...] = (
    ("investigating", "accept", "service1", {}),
    ("proposed", "propose", "service1", proposal()),
    ("approved", "approve", "lead1", {}),
    ("offered", "answer", "service1", ANSWER),
    ("agreed", "accept_offer", "service1", CONFIRMED),
    ("issued", "issue_agreement", "service1", PAPER),
    ("fulfilling", "sign", "service1", SIGNED),
    ("done", "done_notice", "store1", {"notice": "1", **SHIPPED}),
    ("following", "confirm_notice", "service1", {"notices": ["all"]}),
    ("satisfied", "follow_up", "service2", SATISFIED),
    ("filed", "file_original", "service1", {"original_place": "A1"}),
    ("closed", "close", "service1", {}),
)
"""From registration to the close: where the case stands after each step, who takes it, what is given."""


def new_case(play: Play, name: str, **more: object) -> None:
    """Register a case under this name. Every case has a customer of its own, so that no sums add up."""
    number = f"1390000{len(play.cases):04d}"
    given = {**REGISTRATION, "phones": [{"number": number}], "cust_name": f"客户{name}", **more}
    with play.work("clerk1") as work:
        play.cases[name] = register(work, given).complaint.case_no


def walk(play: Play, name: str, until: str) -> None:
    """Take a case from registration to where it stands as ``until`` says."""
    for reached, step, login, data in WALK:
        play.do(name, step, login, **data)
        if reached == until:
            return


def fill(play: Play) -> Play:
    """A case in every state, one about a person of the staff, grave ones, and those of ``_special``."""
    for name in ("registered", *(reached for reached, *_ in WALK)):
        new_case(play, name)
        if name != "registered":
            walk(play, name, name)
    new_case(play, "about", about_staff=["service2"])
    for name, severity in (("grave", "major"), ("grave_open", "major")):
        new_case(play, name, severity=severity)
        walk(play, name, "investigating")
    play.do("grave", "propose", "service1", **proposal())
    _special(play)
    return play


def _special(play: Play) -> None:
    """Cases with two approvers, above a limit together, approved by word, done by their owner, a leader's."""
    new_case(play, "two_links")
    walk(play, "two_links", "proposed")
    play.do("two_links", "add_approver", "lead1", person="boss")
    for name in ("dear1", "dear2"):  # customers that turn out to be one: together above the manager's limit
        new_case(play, name)
        walk(play, name, "investigating")
        play.do(name, "propose", "service1", **proposal(amount=1_500_000))
    play.do("dear1", "approve", "lead2")
    new_case(play, "word")
    walk(play, "word", "proposed")
    _attach(play, "word")
    said = {"by_word_means": "phone", "by_word_at": "2026-11-02T09:00:00+08:00", "evidence": 1}
    play.do("word", "approve_by_word", "service1", person="lead1", **said)
    new_case(play, "own_done")
    walk(play, "own_done", "fulfilling")
    _attach(play, "own_done")
    play.do("own_done", "done_notice", "service1", notice="1", on_behalf=True, slip=1, **SHIPPED)
    new_case(play, "led")
    play.do("led", "accept", "lead2")
    new_case(play, "led_proposed")
    play.do("led_proposed", "accept", "lead2")
    play.do("led_proposed", "propose", "lead2", **proposal())
    _merge(play, "dear1", "led")
    _merge(play, "led", "dear2")


def _merge(play: Play, case: str, into: str) -> None:
    """The customer of one case is found to be that of another."""
    with play.work("service1") as work:
        books = work.books
        customer, other = (books.case(play.cases[name]).customer for name in (case, into))
        merged = replace(customer, merged_into=other.cust_no)
        books.put_record(merged, step="merge_customer", at=work.now)


def _attach(play: Play, case: str) -> None:
    play.do(case, "attach", "service1", name="单.png", kind="slip", from_whom="office")
