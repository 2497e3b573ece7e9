"""``init``, ``migrate``, ``staff``, ``calendar``, ``company``: a real office, founded, run, both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ctl.conftest import Ctl, Place, Said

SECRET = "geheim-2026"
CALL = {
    "channel": "电话",
    "cust_name": "王师傅",
    "phones": "13800138000",
    "address": "福州",
    "verbatim": "漏油",
    "reason": ["产品"],
    "ongoing_harm": "否",
    "demands": [{"kind": "换货"}],
}
COMPANY = (
    *("--name", "示范润滑油有限公司", "--uscc", "91350100M000100Y43", "--address", "福州市工业路 1 号"),
    *("--phone", "0591-87654321", "--legal-rep", "陈总"),
)
INIT = ("init", "--admin-login", "admin", "--admin-name", "何管理", *COMPANY)


def founded(ctl: Ctl, place: Place, *more: str, password: str = SECRET) -> Said:
    """Found a real office at the place."""
    env = {"PASSWORD": password, "SETUP_PASSWORD": place.setup_password}
    return ctl("--office", place.url, "--json", *INIT, *place.setup, *more, **env)


@pytest.fixture
def run(ctl: Ctl, place: Place) -> Ctl:
    """Commands of the administrator in a real office."""
    assert founded(ctl, place).code == 0

    def admin(*words: object, stdin: object = None, **env: str) -> Said:
        said = {"PASSWORD": SECRET, "NEW_PASSWORD": SECRET, **env}
        who = () if "--as" in words else ("--as", "admin")
        return ctl("--office", place.url, *who, "--json", *words, stdin=stdin, **said)

    return admin


def test_a_real_office_starts_with_one_administrator(ctl: Ctl, place: Place) -> None:
    """One person, the delivered settings, no complaint; and a sound database."""
    told = founded(ctl, place).json
    assert (told["staff"], told["cases"], told["practice"]) == (["admin"], 0, False)
    assert told["known_years"] == [2025, 2026]
    staff = ctl("--office", place.url, "--as", "admin", "staff", "list", PASSWORD=SECRET).json
    limits = {(row["level"], row["scope"]): row["limit_amount"] for row in staff["authority"]}
    assert limits["service", "goods"] == 20_000
    assert limits["supervisor", "cash"] == 200_000
    assert ("service", "cash") not in limits
    assert ctl("--office", place.url, "--as", "admin", "verify", PASSWORD=SECRET).code == 0


def test_no_weak_and_no_practice_password(ctl: Ctl, place: Place) -> None:
    """Outside a practice company the practice password is refused, and nothing is left behind."""
    for password in ("short", "practice-2026"):
        said = founded(ctl, place, password=password)
        assert (said.code, said.refusal["error"]) == (3, "weak_password")
    assert founded(ctl, place).code == 0


def test_a_bad_company_leaves_nothing_behind(ctl: Ctl, place: Place) -> None:
    """A refusal after the tables were made takes them away again."""
    said = founded(ctl, place, "--uscc", "91350100M000100Y4Z")
    assert (said.code, said.refusal["error"]) == (3, "bad_company_code")
    assert founded(ctl, place).code == 0


def test_an_office_is_not_founded_twice(ctl: Ctl, place: Place) -> None:
    """Where an office is, none is founded."""
    assert founded(ctl, place).code == 0
    said = founded(ctl, place)
    assert (said.code, said.refusal["error"]) == (3, "office_exists")


def test_migrating_an_office_that_is_up_to_date(run: Ctl) -> None:
    """Nothing to do is done with 0."""
    assert run("migrate").json == {"migrations": []}


def test_a_person_joins_works_and_leaves(run: Ctl) -> None:
    """Taken on with a password of his own, he takes a case; leaving lists it, and he is let in no more."""
    added = run(
        "staff", "add", "zhang", "张售后", "--role", "售后", "--department", "售后", NEW_PASSWORD="zhang-2026"
    ).json
    assert (added["roles"], added["department"]) == (["service"], "after_sales")
    mine = ("--as", "zhang")
    number = run(*mine, "do", "register", "--data", "-", stdin=CALL, PASSWORD="zhang-2026").json["complaint"][
        "case_no"
    ]
    assert run(*mine, "do", "accept", "--case", number, PASSWORD="zhang-2026").code == 0
    left = run("staff", "disable", "zhang", "--reason", "离职").json
    assert (left["active"], left["open_cases"], left["waiting"]) == (False, [number], [])
    assert run(*mine, "do", "recall", "--case", number, PASSWORD="zhang-2026").code in (3, 4)


def test_a_login_is_taken_once_and_well_formed(run: Ctl) -> None:
    """A login that is taken, or no login at all, is refused by name."""
    role = ("--role", "文员")
    assert run("staff", "add", "admin", "又一个", *role).refusal["error"] == "login_taken"
    assert run("staff", "add", "a b", "空格", *role).refusal["error"] == "bad_login"
    assert run("staff", "add", "zhang", "无层级", "--role", "领导").refusal["error"] == "level_for_leaders"
    assert run("staff", "disable", "admin").refusal["error"] == "last_admin"


def test_only_an_administrator_changes_settings(run: Ctl) -> None:
    """Everybody else is refused, by the rule and not only by the database."""
    assert run("staff", "add", "zhang", "张", "--role", "文员", NEW_PASSWORD="zhang-2026").code == 0
    for words in (("company", "set", "--phone", "1"), ("calendar", "set", "--weekday", "6")):
        said = run("--as", "zhang", *words, PASSWORD="zhang-2026")
        assert (said.code, said.refusal["error"]) == (3, "only_admins")


def test_a_limit_ends_the_one_before(run: Ctl) -> None:
    """A new limit from a day on: the delivered row of the same level and scope ends the day before."""
    row = run(
        "staff", "limit", "--level", "主管", "--scope", "现金", "--amount", "1500", "--from", "2026-12-01"
    ).json
    assert (row["limit_amount"], row["level"]) == (150_000, "supervisor")
    rows = run("staff", "list").json["authority"]
    old = next(r for r in rows if (r["level"], r["scope"]) == ("supervisor", "cash") and r["no"] != row["no"])
    assert old["to_on"] == "2026-11-30"
    again = run(
        "staff", "limit", "--level", "主管", "--scope", "现金", "--amount", "9", "--from", "2026-12-01"
    ).json
    assert again["no"] == row["no"]


def test_a_limit_is_changed_and_ended_by_its_number(run: Ctl) -> None:
    """What is not said of a row stays: its subject, its days, its amount."""
    planned = ("--level", "主管", "--scope", "现金", "--amount", "1500.5", "--from", "2099-12-01")
    row = run("staff", "limit", *planned).json
    moved = run("staff", "limit", "--row", row["no"], "--from", "2099-12-02", "--reason", "晚一天").json
    kept = ("no", "level", "role", "scope", "limit_amount", "no_limit", "to_on")
    assert [moved[name] for name in (*kept, "from_on")] == [*(row[name] for name in kept), "2099-12-02"]
    free = run("staff", "limit", "--row", row["no"], "--no-limit").json
    assert (free["no"], free["no_limit"], free["limit_amount"]) == (row["no"], True, 0)
    assert run("staff", "limit", "--row", row["no"], "--to", "2099-12-09").json == {
        **free,
        "to_on": "2099-12-09",
    }
    again = run("staff", "limit", "--row", row["no"], "--amount", "9").json
    assert (again["no_limit"], again["limit_amount"], again["to_on"]) == (False, 900, "2099-12-09")
    never = run("staff", "limit", "--end", row["no"], "--reason", "不用了").json
    assert (never["no"], never["to_on"]) == (row["no"], "2099-12-01")


def test_a_limit_that_is_not_there_or_not_said(run: Ctl) -> None:
    """A number that nobody has and a new limit without its kind are refused by name; so are two at once."""
    for option in ("--row", "--end"):
        said = run("staff", "limit", option, "999", "--amount", "1")
        assert (said.code, said.refusal["error"]) == (3, "no_such_setting")
    assert run("staff", "limit", "--level", "主管", "--amount", "9").code == 3
    assert run("staff", "limit", "--row", "1", "--end", "1").code == 2


def test_a_substitute_is_another_person(run: Ctl) -> None:
    """One hop, never oneself; the last day not before the first."""
    days = ("--from", "2026-12-01", "--to", "2026-12-05", "--reason", "出差")
    assert run("staff", "substitute", "admin", "admin", *days).refusal["error"] == "one_hop_only"
    assert run("staff", "add", "zhang", "张", "--role", "文员", NEW_PASSWORD="zhang-2026").code == 0
    assert run("staff", "substitute", "admin", "zhang", *days).json["stands_in"] == "zhang"
    wrong = ("--from", "2026-12-05", "--to", "2026-12-01", "--reason", "出差")
    assert run("staff", "substitute", "admin", "zhang", *wrong).refusal["error"] == "ends_before_it_begins"


def test_a_password_changes(run: Ctl) -> None:
    """The new password opens, the old one does not."""
    assert run("staff", "password", NEW_PASSWORD="anders-2026").code == 0
    assert run("list", PASSWORD="anders-2026").code == 0
    assert run("list").code in (3, 4)


def test_the_calendar_learns_a_year(run: Ctl) -> None:
    """A day entered makes its year known; a weekday's hours are said anew, without hours it is closed."""
    told = run("calendar", "set", "--day", "2027-01-01", "--kind", "休息", "--name", "元旦").json
    assert told["known_years"] == [2025, 2026, 2027]
    told = run("calendar", "set", "--weekday", "6", "--hours", "09:00-12:00").json
    assert {"weekday": 6, "opens": "09:00", "closes": "12:00"} in told["hours"]
    told = run("calendar", "set", "--weekday", "1").json
    assert all(row["weekday"] != 1 for row in told["hours"])
    assert run("calendar", "set", "--weekday", "2", "--hours", "12:00-09:00").refusal["error"] == "bad_span"
    assert run("calendar", "set").refusal["error"] == "day_or_weekday"


def test_a_day_entered_by_mistake_goes_again(run: Ctl) -> None:
    """It is what its weekday is; without a day, or with none that there is, nothing goes."""
    before = run("calendar", "show").json["days"]
    assert run("calendar", "set", "--day", "2026-12-07", "--kind", "休息").json["days"] != before
    assert run("calendar", "remove", "--day", "2026-12-07").json["days"] == before
    assert run("calendar", "remove").code == 3
    assert run("calendar", "remove", "--day", "2026-02-30").code == 3
    assert run("calendar", "show").json["days"] == before


def test_a_holiday_entered_late_says_which_limits_it_left(run: Ctl) -> None:
    """Which case, which limit, when it is due, when it would be, who may move it; nothing has moved."""
    assert run("staff", "add", "zhang", "张售后", "--role", "售后", NEW_PASSWORD="zhang-2026").code == 0
    mine = {"PASSWORD": "zhang-2026"}
    said = run("--as", "zhang", "do", "register", "--data", "-", stdin=CALL, **mine).json
    number = said["complaint"]["case_no"]
    clocks = run("show", number).json["complaint"]["clocks"]
    due = next(row["due_at"] for row in clocks if row["clock"] == "resolution")
    told = run("calendar", "set", "--day", due[:10], "--kind", "休息").json
    assert [(one["case_no"], one["clock"], one["due_at"]) for one in told["clocks_left"]] == [
        (number, "resolution", due)
    ]
    assert told["clocks_left"][0]["counted_now"] > due
    assert number in told["cautions"][0]["message"]
    assert "延期" in told["cautions"][0]["message"]
    assert run("show", number).json["complaint"]["clocks"] == clocks
    assert "clocks_left" not in run("calendar", "set", "--day", due[:10], "--kind", "休息").json


def test_the_company_changes_field_by_field(run: Ctl) -> None:
    """What is not given stays; a wrong code is refused."""
    told = run("company", "set", "--paperless-limit", "300").json
    assert (told["paperless_limit"], told["name"]) == (30_000, "示范润滑油有限公司")
    assert run("company", "set", "--uscc", "1").refusal["error"] == "bad_company_code"
    assert run("company").json["paperless_limit"] == 30_000
    assert run("company", "set", "--zone", "Mars/Base").refusal["error"] == "unknown_zone"


def test_the_clock_does_not_move_in_a_real_office(run: Ctl) -> None:
    """``--at`` is for practice."""
    said = run("do", "register", "--at", "2026-11-02 09:00")
    assert (said.code, said.refusal["error"]) == (3, "only_in_practice")


def test_a_file_in_a_cloud_folder_is_refused(ctl: Ctl, tmp_path: Path) -> None:
    """Where copying programs write too, no office is founded."""
    said = founded(ctl, Place(f"sqlite:///{tmp_path / 'OneDrive' / 'office.db'}"))
    assert (said.code, said.refusal["error"]) == (4, "unsafe_place")
