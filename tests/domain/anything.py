"""What anybody may type at any step: plausible data for where a case stands, and nonsense."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from aftersales.domain.case import Case
from aftersales.domain.forms import FORMS
from tests.domain.play import FOUND, ISSUE, LINE, PAID, SHIPPED, remedy

KINDS = ("goods", "exchange", "return_refund", "cash", "gift", "repair", "discount", "apology", "explanation")
YUAN = ("0.01", "199.99", "200", "200.01", "500", "2000", "2000.01", "20000", "20000.01", "99999.99")
SAID = {"channel": "电话", "to_whom": "张三", "content": "说明"}
EXPLAINED = {"channel": "电话", "to_whom": "张三", "explained": "原因", "reaction": "接受"}

_amount = st.sampled_from(YUAN)
_kind = st.sampled_from(KINDS)
_people = st.sampled_from(["service1", "service2", "lead1", "lead2", "boss", "clerk1", "nobody"])
_row = st.integers(0, 4)


@st.composite
def _remedies(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(_kind)
        rows.append(remedy(kind, "" if kind in ("apology", "explanation") else draw(_amount)))
        if draw(st.integers(0, 5)) == 0:
            rows[-1]["mark_text"] = "致歉"
    return rows


@st.composite
def _proposed(draw: st.DrawFn) -> dict[str, Any]:
    decision = draw(st.sampled_from(["支持", "支持", "部分支持", "不予支持"]))
    rows = [] if decision == "不予支持" else draw(_remedies())
    unmet = {"demands": [{"kind": "补货", "unmet_reason": "检测合格"}]} if not rows else {}
    return {
        **FOUND,
        **unmet,
        "decision": decision,
        "product_line": [LINE],
        "remedies": rows,
        "explanation": [EXPLAINED],
    }


@st.composite
def _lowered(draw: st.DrawFn, case: Case) -> dict[str, Any]:
    if draw(st.integers(0, 3)):
        return {"comment": "同意"}
    rows = [row.no for row in case.remedies] or [1]
    row = {"row": draw(st.sampled_from(rows)), "amount": draw(_amount)}
    return {"lowered": [row if draw(st.booleans()) else {"row": row["row"]}]}


def _number(case: Case) -> st.SearchStrategy[str]:
    return st.sampled_from([n.notice_no for n in case.notices] or ["C1"])


def _dated(now: str) -> dict[str, Any]:
    return {"signed_a_on": now, "signed_b_on": now, "signer_a": "王", "signer_b": "张三"}


def _talk(today: str) -> dict[str, st.SearchStrategy[dict[str, Any]]]:
    call = {"channel": "电话", "counterpart": "张三", "content": "催", "purpose": "答复"}
    promise = {"kind": "回电", "content": "回电", "due_at": "2027-01-04 09:00"}
    return {
        "contact": st.sampled_from([{**call, "direction": "来"}, {**call, "direction": "去"}]),
        "progress_notice": st.just({"channel": "电话", "content": "在查"}),
        "attach": st.just({"name": "a.jpg", "kind": "照片", "from_whom": "客户"}),
        "confirm_restatement": st.just({"restated_who": "张三"}),
        "explain": st.just(EXPLAINED),
        "negotiate": st.just(
            {"participants": "张三", "channel": "电话", "our_position": "一", "their_position": "二"}
        ),
        "record_finding": st.just({"founded": "成立", "basis": "样品"}),
        "amend": st.fixed_dictionaries({"about_staff": st.lists(_people, max_size=1)}),
        "contain": st.just({"action": "停用"}),
        "promise": st.just(promise),
        "keep_promise": st.fixed_dictionaries({"promise": _row}),
        "cancel_promise": st.fixed_dictionaries({"promise": _row, "reason": st.just("x")}),
        "move_promise": st.fixed_dictionaries({"promise": _row}).map(
            lambda row: {**row, "due_at": "2027-01-05 09:00", "moved_reason": "x", "customer_agreed": True}
        ),
        "hold": st.just({"hold_reason": "等", "hold_until": today}),
        "raise_level": st.sampled_from(["较重", "重大", "特重大"]).map(
            lambda word: {"severity": word, "reason": "x"}
        ),
        "report_up": st.fixed_dictionaries({"to_leader": _people, "facts": st.just("x")}),
        "follow_up": st.sampled_from(["满意", "基本满意", "不满意", "未联系上"]).map(
            lambda word: {"channel": "电话", "interviewee": "张三", "satisfaction": word}
        ),
    }


def _people_steps() -> dict[str, st.SearchStrategy[dict[str, Any]]]:
    chosen = st.fixed_dictionaries({"person": _people, "reason": st.just("x")})
    other = st.fixed_dictionaries({"person": _people, "comment": st.just("x")})
    reason = st.just({"reason": "x"})
    return {
        "assign": chosen,
        "add_helper": chosen,
        "take_over": reason,
        "reopen": reason,
        "renegotiate": reason,
        "flag_abuse": reason,
        "forward_approval": other,
        "add_approver": other,
        "send_back": st.just({"comment": "x"}),
        "reject": st.just({"comment": "x"}),
        "flag_public_risk": st.just({"public_risk": "扬言"}),
        "flag_malicious": st.just({"malicious": "疑似", "malicious_basis": "x"}),
        "flag_special": st.just({"special_reason": "x", "confirmed": True}),
        "withdraw": st.just({"reason": "x", "means": "电话"}),
        "merge": st.just({"case": "TS-20261123-002", "reason": "x"}),
        "close_by_leader": st.sampled_from(
            ["unfounded", "unreachable", "judicial", "other", "satisfied"]
        ).map(lambda kind: {"close_kind": kind, "close_reason": "x", "lessons": "x"}),
        "move_due": st.just({"clock": "resolution", "until": "2027-06-01 09:00", "reason": "x"}),
    }


def _paper_steps(case: Case, today: str) -> dict[str, st.SearchStrategy[dict[str, Any]]]:
    number = st.fixed_dictionaries({"notice": _number(case)})
    slip = {"slip": 1}
    word = {"by_word_means": "电话", "by_word_at": f"{today} 00:00", "evidence": 1}
    return {
        "propose": _proposed(),
        "decide": _proposed(),
        "approve": _lowered(case),
        "approve_by_word": st.sampled_from(["lead1", "lead2", "boss"]).map(
            lambda login: {"person": login, **word}
        ),
        "answer": st.just(SAID),
        "accept_offer": st.just({"confirmed_means": "电话"}),
        "accept_explanation": st.just({"confirmed_means": "电话"}),
        "refuse_offer": st.just({"their_position": "要更多"}),
        "issue_agreement": st.just(ISSUE),
        "void_agreement": st.just({"void_reason": "x"}),
        "sign": st.just(_dated(today)),
        "settle_without_paper": st.just(
            {"no_paper_reason": "小额", "payee": "张三", "bank": "现金", "account": "现金"}
        ),
        "file_original": st.just({"original_place": "一号柜"}),
        "accept_notice": number.map(lambda row: {**row, **slip}),
        "done_notice": number.map(lambda row: {**row, **slip, **SHIPPED, **PAID, "handled_on": today}),
        "return_notice": number.map(lambda row: {**row, **slip, "returned_reason": "x"}),
        "confirm_notice": st.one_of(number, st.just({"notices": ["all"]})),
        "cancel_notice": number.map(lambda row: {**row, "cancelled_reason": "x"}),
        "reissue_notice": number,
        "urge": number,
        "verify_fulfilment": number,
        "close": st.sampled_from([{}, {"lessons": "检查"}]),
    }


def plausible(step: str, case: Case, today: str) -> st.SearchStrategy[dict[str, Any]]:
    """What somebody would type at this step, given where the case stands; ``today`` as 2026-11-23."""
    told = {**_talk(today), **_people_steps(), **_paper_steps(case, today)}
    return told.get(step, st.just({}))


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            " ",
            "不详",
            "无",
            "电话",
            "一般",
            "1e30",
            "1e999999",
            "-1",
            "0.001",
            "NaN",
            "2026-02-30",
            "99:99",
            "\u202e",
            "\x00",
        ]
    ),
    st.lists(st.one_of(st.text(max_size=5), st.integers(), st.none()), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
    st.lists(
        st.dictionaries(st.sampled_from(["kind", "qty", "amount", "row", "no", "at"]), st.text(max_size=5)),
        max_size=2,
    ),
)


def nonsense(step: str) -> st.SearchStrategy[dict[str, Any]]:
    """Any values for the fields that the step takes, and for some that it does not."""
    names = FORMS[step].names() if step in FORMS else ()
    keys = st.sampled_from([*names, "na", "state", "version", "owner"])
    return st.dictionaries(keys, JUNK, max_size=6)
