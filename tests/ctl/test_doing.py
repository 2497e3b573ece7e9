"""``do``: any step from JSON, files attached, the clock moved, what a step takes, secrets and cautions."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aftersales.app import open_app
from aftersales.ctl.schema import steps_known
from aftersales.domain.asking import NEEDED
from aftersales.domain.forms import FORMS
from aftersales.domain.workflow import PATH, Step
from aftersales.usecases.office import set_company
from tests.ctl.conftest import Ctl, Said

GIVEN: dict[str, Any] = {
    "channel": "电话",
    "cust_name": "新来的王师傅",
    "phones": "13800138000",
    "address": "福州市闽侯县",
    "verbatim": "机油漏了，A&B<C 型号<X200>",
    "reason": ["产品"],
    "ongoing_harm": "否",
    "demands": [{"kind": "补货", "qty": 2, "amount": "80.50"}],
}


@pytest.fixture
def run(ctl: Ctl, office: str) -> Ctl:
    """Commands in a practice company, by the owner of its file."""

    def command(who: str, *words: object, stdin: object = None) -> Said:
        data = ("--data", "-") if stdin is not None else ()
        return ctl("--office", office, "--as", who, "--json", *words, *data, stdin=stdin)

    return command


@pytest.fixture
def case(run: Ctl) -> str:
    """The number of a case that service1 looks into."""
    number: str = run("clerk1", "do", "register", stdin=GIVEN).json["complaint"]["case_no"]
    assert run("service1", "do", "accept", "--case", number).code == 0
    return number


def newest(run: Ctl, state: str) -> str:
    """The number of the newest practice case in this state."""
    number: str = run("admin", "list", "--state", state, "--limit", "1").json[0]["case_no"]
    return number


def test_a_case_is_printed_whole(run: Ctl) -> None:
    """Words go in, codes come out; money in 分, moments in UTC, every table by its name."""
    told = run("clerk1", "do", "register", stdin=GIVEN).json
    assert told["complaint"]["channel"] == "phone"
    assert told["complaint"]["demands"][0] == {
        "kind": "replenish",
        "qty": 2,
        "amount": 8050,
        "text": None,
        "unmet_reason": None,
        "alternatives": None,
    }
    assert told["complaint"]["registered_at"].endswith("Z")
    assert told["customer"]["phones"][0]["number"] == "13800138000"
    assert {row["clock"] for row in told["complaint"]["clocks"]} >= {"hand_over", "resolution"}
    assert {"product_line", "contact", "proposal", "notice", "follow_up", "attachment"} <= told.keys()


def test_data_comes_from_a_file_with_a_bom(run: Ctl, tmp_path: Path) -> None:
    """What an editor on Windows saves is read too."""
    path = tmp_path / "登记.json"
    path.write_text('{"reason": "补充"}', encoding="utf-8-sig")
    said = run("lead1", "do", "reopen", "--case", newest(run, "已关闭"), "--data", path)
    assert said.json["complaint"]["state"] == "investigating"


@pytest.mark.parametrize(
    ("data", "error"), [([1], "not_an_object"), ("x", "not_an_object"), (None, "no_such_path")]
)
def test_data_that_is_no_object(run: Ctl, data: object, error: str) -> None:
    """A list, a text, a file that is not there: each said by name."""
    words = ("--data", "nowhere.json") if data is None else ()
    said = run("clerk1", "do", "register", *words, stdin=data)
    assert (said.code, said.refusal["error"]) == (3, error)


def test_a_step_is_named_and_on_a_case(run: Ctl) -> None:
    """A step that nobody takes, and a step without its case, are refused by name."""
    assert run("clerk1", "do", "finish", "--case", "x").refusal["error"] in ("no_such_step", "no_such_case")
    assert run("clerk1", "do", "fly", "--case", newest(run, "待接收")).refusal["error"] == "no_such_step"
    assert run("service1", "do", "accept").refusal["error"] == "case_needed"


def test_the_clock_moves_in_practice(run: Ctl) -> None:
    """``--at`` is office time without an offset."""
    told = run("clerk1", "do", "register", "--at", "2026-10-12 09:00", stdin=GIVEN).json
    assert told["complaint"]["registered_at"] == "2026-10-12T01:00:00.000Z"
    assert told["complaint"]["case_no"].startswith("TS-20261012-")


def test_an_old_version_is_refused(run: Ctl, case: str) -> None:
    """Who looked at an older version is told."""
    said = run("service1", "do", "hold", "--case", case, "--version", "1")
    assert said.refusal["error"] == "someone_else_was_faster"


def test_a_file_is_attached_by_path(run: Ctl, case: str, tmp_path: Path) -> None:
    """By option or in the data; the name is the file's, the bytes are kept; an empty one is refused."""
    path = tmp_path / "照片 1.txt"
    path.write_bytes(b"photo")
    what = {"kind": "照片", "from_whom": "客户"}
    told = run("clerk1", "do", "attach", "--case", case, "--file", path, stdin=what).json
    assert (told["attachment"][0]["name"], told["attachment"][0]["size"]) == ("照片 1.txt", 5)
    other = tmp_path / "照片 2.txt"
    other.write_bytes(b"photo")
    for _ in range(2):  # the same file a second time is the same
        told = run("clerk1", "do", "attach", "--case", case, stdin={**what, "file": str(other)}).json
    assert [row["name"] for row in told["attachment"]] == ["照片 1.txt", "照片 2.txt"]
    assert told["attachment"][1]["sha256"] == told["attachment"][0]["sha256"]
    path.write_bytes(b"")
    said = run("clerk1", "do", "attach", "--case", case, "--file", path, stdin=what)
    assert said.refusal["error"] == "empty_attachment"
    assert run("clerk1", "do", "attach", "--case", case, stdin=what).refusal["error"] == "no_such_path"


def test_the_fast_lane(run: Ctl) -> None:
    """Seven fields walk a trivial case to its end."""
    day = (datetime.now().astimezone() + timedelta(days=3)).date().isoformat()
    given = {"phones": "13911112222", "verbatim": "咨询", "product": "–", "nature": "咨询", "word": "明白了"}
    more = {"remedies": [{"kind": "解释"}], "due": day, "satisfaction": "满意"}
    told = run("service1", "do", "quick", stdin={**given, **more}).json
    assert (told["complaint"]["state"], told["complaint"]["marks"]) == ("closed", ["fast_lane"])


def test_the_fast_lane_says_how_the_months_gifts_stand(run: Ctl, office: str) -> None:
    """It decides the gift and is past it at once; what it prints still tells of the budget."""
    admin = open_app(office, login="admin")
    admin.do(set_company, {"gift_budget": "1"})
    admin.close()
    day = (datetime.now().astimezone() + timedelta(days=3)).date().isoformat()
    given = {"phones": "13911112222", "verbatim": "少一瓶", "product": "–", "word": "好", "due": day}
    for kind, told in (("gift", True), ("apology", False)):
        row = {"kind": kind, **({"amount": "40"} if told else {})}
        cautions = run("service1", "do", "quick", stdin={**given, "remedies": [row]}).json["cautions"]
        said = [one["message"] for one in cautions if one["field"] == "company.gift_budget"]
        assert [one.endswith("，超出每月赠品预算 1.00 元。") for one in said] == ([True] if told else [])


def test_secrets_are_masked_for_whom_they_do_not_concern(run: Ctl) -> None:
    """The payee's account: finance and service see it, the warehouse does not."""
    number = next(
        line["case_no"]
        for line in run("admin", "list", "--limit", "500").json
        if any(row["account"] for row in run("money1", "show", line["case_no"]).json["agreement"])
    )
    shown = {
        who: run(who, "show", number).json["agreement"][0]["account"] for who in ("service1", "store1", "")
    }
    assert shown["service1"].startswith("6222")
    assert shown["store1"] == shown[""] == "****"


def test_cautions_stand_beside_the_case(run: Ctl) -> None:
    """What looks odd is told with its sentence, and taken all the same."""
    line = {"product": "机油", "batch_no": "A20260101", "produced_on": "2026-02-01", "invoice_no": "123"}
    told = run("clerk1", "do", "register", stdin={**GIVEN, "phones": "12", "product_line": [line]}).json
    found = {one["caution"]: one["message"] for one in told["cautions"]}
    assert {"phone_unknown", "batch_other_date", "invoice_digits"} <= found.keys()
    assert "2026-01-01" in found["batch_other_date"]


@pytest.mark.parametrize("step", steps_known())
def test_every_step_tells_what_it_takes(ctl: Ctl, step: str) -> None:
    """Fields with label, type, dictionary and whether compulsory; what is needed stands among them."""
    told = ctl("do", step, "--schema", "--json").json
    names = {field["name"]: field for field in told["fields"]}
    assert told["word"] != told["step"]
    assert all(field["label"] for field in told["fields"])
    assert all(field["codes"] for field in told["fields"] if field["type"] in ("code", "codes"))
    assert all(field["rows"] for field in told["fields"] if field["type"] == "rows")
    needed = NEEDED.get(step.replace("-", "_"), "").split()
    assert all(names[name]["required"] for name in needed)
    form = FORMS.get(step.replace("-", "_"))
    assert form is None or set(form.names()) <= names.keys()


def test_every_step_of_the_path_can_be_done() -> None:
    """Whatever a person may take is known to ``do``; what the program takes is not."""
    by_people = {leg.step for leg in PATH} - {Step.FINISH}
    assert {name.replace("-", "_") for name in steps_known()} == by_people | {"quick"}


def test_what_register_requires_is_enough(run: Ctl, ctl: Ctl) -> None:
    """Each field marked compulsory is missed when left out; nothing else is asked."""
    told = ctl("do", "register", "--schema", "--json").json
    required = {field["name"] for field in told["fields"] if field["required"]}
    given = {name: value for name, value in GIVEN.items() if name in required}
    for number, name in enumerate(sorted(required)):
        fresh = {**given, "phones": f"1390000{number:04d}"}  # a known telephone would fill the customer
        said = run("clerk1", "do", "register", stdin={key: v for key, v in fresh.items() if key != name})
        assert said.code == 3, name
        fields = [problem["field"].split(".")[1] for problem in said.refusal["facts"]["problems"]]
        assert fields == [name]
    assert run("clerk1", "do", "register", stdin=given).code == 0


def test_what_reopening_an_unsigned_import_requires_is_told_and_enough(
    run: Ctl, ctl: Ctl, tmp_path: Path
) -> None:
    """It is asked what a registration is asked: the schema tells all of it before the first refusal does."""
    told = ctl("do", "reopen", "--schema", "--json").json
    fields = {field["name"]: field for field in told["fields_of_unsigned_import"]}
    required = {name for name, field in fields.items() if field["required"]}
    assert fields["title"]["required"] is False
    sheet = tmp_path / "旧单.csv"
    sheet.write_text("投诉编号,客户名称,投诉内容\nOLD-1,张三,漏油\n", encoding="utf-8")
    assert run("clerk1", "import", "cases", sheet).code == 0
    (line,) = run("admin", "list", "--text", "OLD-1").json
    number = line["case_no"]
    cleared = {"close_kind": "联系不上", "close_reason": "旧单"}
    assert run("boss", "do", "close-by-leader", "--case", number, stdin=cleared).code == 0
    given = {"reopen_reason": "又来电", **{name: GIVEN[name] for name in required & GIVEN.keys()}}
    assert given.keys() == required
    for name in ("reopen_reason", "channel", "demands"):
        rest = {key: value for key, value in given.items() if key != name}
        assert run("service1", "do", "reopen", "--case", number, stdin=rest).code == 3
    said = run("service1", "do", "reopen", "--case", number, stdin=given)
    assert said.json["complaint"]["state"] == "investigating"
