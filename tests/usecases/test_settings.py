"""The office's settings: limits, periods, days, dictionaries; by an administrator, in force at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from aftersales.domain.errors import BadInput, CodedError
from aftersales.domain.worktime import WorkCalendar
from aftersales.settings import delivered_clauses
from aftersales.storage.queries.case import read_file, read_office
from aftersales.storage.queries.live.clocks_left import clocks_left
from aftersales.storage.verify import verify
from aftersales.usecases import clauses, dictionaries, limits, office, people
from tests.domain.play import REGISTRATION
from tests.usecases.houses import House, in_a_file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office in a file whose tests do not get in each other's way."""
    yield from in_a_file(tmp_path_factory.mktemp("settings"))


def admin(house: House, use_case: object, *given: object, **more: object) -> object:
    """Done by the administrator."""
    return house.first.at(house.now).do(use_case, *given, **more)  # type: ignore[arg-type]


def limit(house: House, clock: str, severity: str) -> tuple[Decimal, str, bool]:
    """How long this clock runs."""
    rows = house.first.ask(read_office).time_limits
    row = next(row for row in rows if (row.clock, row.severity) == (clock, severity))
    return row.amount, row.unit, row.round_clock


# --- limits


def test_a_limit_is_said_anew_and_put_back(house: House) -> None:
    """Only what is named changes, history holds the reason, one verb brings the delivered ones back."""
    said = {"clock": "answer", "severity": "general", "amount": "1.5", "unit": "hour", "round_clock": "是"}
    admin(house, limits.set_time_limits, [said], "人手够了")
    assert limit(house, "answer", "general") == (Decimal("1.5"), "hour", True)
    assert limit(house, "answer", "serious") == (Decimal(4), "hour", False)
    with house.store.reading() as wire:
        assert wire.value("SELECT reason FROM history WHERE step = 'set_time_limits'") == "人手够了"
    admin(house, limits.reset_time_limits)
    assert limit(house, "answer", "general") == (Decimal(4), "hour", False)
    assert verify(house.store) == ()


def test_all_wrong_limits_are_told_at_once(file: House) -> None:
    """Each by its own cell, and none of them is written."""
    rows = [
        {"clock": "answer", "severity": "general", "amount": "0", "unit": "hour"},
        {"clock": "decision", "severity": "major", "amount": "三", "unit": "day"},
        {"clock": "progress", "severity": "major", "amount": "9", "unit": "day"},
    ]
    with pytest.raises(BadInput) as refused:
        admin(file, limits.set_time_limits, rows)
    told = [str(problem.facts["field"]) for problem in refused.value.problems]
    assert told == ["time_limit.answer.general", "time_limit.decision.major"]
    assert limit(file, "progress", "major") == (Decimal(1), "day", False)


def test_the_same_day_is_one_of_them(file: House) -> None:
    """Whatever number stands beside it."""
    row = {"clock": "first_answer", "severity": "general", "amount": "", "unit": "same_day"}
    admin(file, limits.set_time_limits, [row])
    assert limit(file, "first_answer", "general") == (Decimal(1), "same_day", False)


def test_a_notice_has_no_limit_of_the_table(file: House) -> None:
    """Its due time is its own."""
    row = {"clock": "notice", "severity": "general", "amount": "1", "unit": "day"}
    with pytest.raises(BadInput):
        admin(file, limits.set_time_limits, [row])


def test_periods_come_change_and_end(house: House) -> None:
    """A period to come that is ended never holds; a changed one keeps its number."""
    first = admin(house, limits.set_period, {"name": "春耕", "from_on": "2027-03-01", "to_on": "2027-04-10"})
    no = first.no  # type: ignore[attr-defined]
    admin(house, limits.set_period, {"factor": "0.8"}, no)
    rows = {row.no: row for row in house.first.ask(read_office).sensitive_periods}
    assert (rows[no].name, rows[no].factor) == ("春耕", Decimal("0.8"))
    admin(house, limits.end_period, no)
    rows = {row.no: row for row in house.first.ask(read_office).sensitive_periods}
    assert rows[no].to_on == date(2027, 2, 28)


@pytest.mark.parametrize("factor", ["0", "1.5", "-1", ""])
def test_a_period_never_lengthens(file: House, factor: str) -> None:
    """A factor of nothing or of more than one is refused."""
    data = {"name": "x", "from_on": "2027-03-01", "to_on": "2027-04-10", "factor": factor}
    with pytest.raises(CodedError):
        admin(file, limits.set_period, data)


# --- days


def test_a_day_typed_wrongly_is_taken_back(house: House) -> None:
    """It is again what its weekday is; the blank row is used for the next day."""
    day = date(2027, 1, 1)
    admin(house, office.set_calendar, [{"day": "2027-01-01", "day_kind": "holiday", "day_name": "元旦"}])
    before = house.first.ask(read_office)
    assert day in before.hours.days
    assert admin(house, office.remove_days, [day]) == 1
    after = house.first.ask(read_office)
    assert day not in after.hours.days
    admin(house, office.set_calendar, [{"day": "2027-01-02", "day_kind": "working"}])
    assert len(house.first.ask(read_office).calendar) == len(before.calendar)


def left(house: House, before: WorkCalendar) -> dict[str, list[str]]:
    """The limits that a change of this calendar left, by case."""
    found: dict[str, list[str]] = {}
    for one in house.first.ask(clocks_left, before):
        found.setdefault(one.case_no, []).append(one.clock)
    return found


def test_a_holiday_entered_late_moves_no_running_limit_and_says_which(house: House) -> None:
    """What a leader moves is no longer named, what begins now is counted by it; taken back, all is well."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    case = house.take("service1", "accept", number, {})
    before = house.first.ask(read_office).hours
    day = next(row.due_at for row in case.clocks if row.clock == "decision" and row.due_at)
    admin(house, office.set_calendar, [{"day": day.date().isoformat(), "day_kind": "holiday"}])
    assert house.case(number).clocks == case.clocks
    assert left(house, before) == {number: ["decision", "resolution"]}
    decision = house.first.ask(clocks_left, before)[0]
    assert decision.counted_now == day + timedelta(days=1)
    later = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", later, {})
    moved = {"clock": "decision", "until": decision.counted_now.isoformat(), "reason": "放假"}
    house.take("lead1", "move_due", number, moved)
    assert left(house, before) == {number: ["resolution"]}
    admin(house, office.remove_days, [day.date()])
    assert left(house, before) == {}


def test_limits_that_end_before_a_change_are_not_named(house: House) -> None:
    """Next year's holidays touch nothing that is due this year; other hours what is counted in hours."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    before = house.first.ask(read_office).hours
    admin(house, office.set_calendar, [{"day": "2027-10-01", "day_kind": "holiday"}])
    assert left(house, before) == {}
    before = house.first.ask(read_office).hours
    admin(house, office.set_calendar, [{"weekday": 1, "opens": "10:00", "closes": "12:00"}])
    assert set(left(house, before)[number]) >= {"first_contact", "hand_over"}


@pytest.mark.parametrize("name", ["zone", "prefix", "paperless_limit", "gift_budget", "late_from", "name"])
def test_what_rules_need_is_never_emptied(file: House, name: str) -> None:
    """An emptied field is told as missing, not lost and not a crash."""
    with pytest.raises(BadInput) as refused:
        admin(file, office.set_company, {name: ""})
    assert [problem.facts["field"] for problem in refused.value.problems] == [f"company.{name}"]


def test_everything_wrong_with_the_company_is_told_at_once(file: House) -> None:
    """What is missing beside what cannot be read."""
    with pytest.raises(BadInput) as refused:
        admin(file, office.set_company, {"name": "", "uscc": "1", "prefix": "t-s", "zone": "Mond"})
    told = [str(problem.facts["field"]) for problem in refused.value.problems]
    assert told == [f"company.{name}" for name in ("name", "uscc", "zone", "prefix")]


@pytest.mark.parametrize("prefix", ["ts", "TS/..", "投诉", "T S"])
def test_a_prefix_stands_in_names_of_files(file: House, prefix: str) -> None:
    """Capital letters and digits, nothing else."""
    with pytest.raises(CodedError):
        admin(file, office.set_company, {"prefix": prefix})


# --- the logo


def test_a_logo_is_kept_and_taken_away(house: House) -> None:
    """Its bytes lie in the office, found by the company's row."""
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 100
    admin(house, office.set_logo, picture)
    kept = house.first.ask(read_office).company.logo_sha256
    assert kept is not None
    assert house.first.ask(read_file, kept) == picture
    admin(house, office.set_logo, None)
    assert house.first.ask(read_office).company.logo_sha256 is None


@pytest.mark.parametrize("picture", [b"GIF89a", b"", b"\x89PNG\r\n\x1a\n" + b"x" * 600_000])
def test_what_papers_cannot_draw_is_no_logo(file: House, picture: bytes) -> None:
    """Another kind of file, or one that makes every paper heavy."""
    with pytest.raises(office.NotALogo):
        admin(file, office.set_logo, picture)


# --- dictionaries


def words(house: House, dictionary: str) -> dict[str, str]:
    """The words of a dictionary as forms show them."""
    entries = house.first.ask(read_office).entries
    spoken = house.first.language.vocabulary(entries)
    return {code: spoken.word(dictionary, code) for code in dictionaries.codes_of(entries, dictionary)}


def test_a_word_is_added_renamed_and_hidden(house: House) -> None:
    """Its code stays, and a hidden one keeps its word: cases hold it."""
    entry = admin(house, dictionaries.add_word, "channel", "抖音")
    code = entry.code  # type: ignore[attr-defined]
    admin(house, dictionaries.rename_word, "channel", code, "抖音私信")
    admin(house, dictionaries.hide_word, "channel", code)
    assert words(house, "channel")[code] == "抖音私信"
    admin(house, dictionaries.offer_word, "channel", code)
    second = admin(house, dictionaries.add_word, "channel", "小红书")
    assert (code, second.code) == ("own_1", "own_2")  # type: ignore[attr-defined]


def test_a_delivered_word_is_renamed_and_hidden(house: House) -> None:
    """It stays in the dictionary, and hiding alone keeps the delivered word."""
    delivered = words(house, "loss")["parking"]
    admin(house, dictionaries.hide_word, "loss", "parking")
    assert words(house, "loss")["parking"] == delivered
    admin(house, dictionaries.rename_word, "loss", "parking", "停运费")
    assert words(house, "loss")["parking"] == "停运费"


def test_two_values_never_share_a_word(file: House) -> None:
    """Neither a delivered word nor one of the office's own, hidden or not, comes twice."""
    first = admin(file, dictionaries.add_word, "unit", "吨桶")
    admin(file, dictionaries.hide_word, "unit", first.code)  # type: ignore[attr-defined]
    for word in ("吨桶", " 桶 ", "barrel"):
        with pytest.raises(dictionaries.WordTaken):
            admin(file, dictionaries.add_word, "unit", word)


def test_something_stays_on_offer(file: House) -> None:
    """The last value that is offered cannot be hidden."""
    codes = list(words(file, "usage_unit"))
    for code in codes[1:]:
        admin(file, dictionaries.hide_word, "usage_unit", code)
    with pytest.raises(dictionaries.LastWord):
        admin(file, dictionaries.hide_word, "usage_unit", codes[0])


def test_what_the_path_stands_on_is_no_dictionary_of_the_office(file: House) -> None:
    """States and roles have the words that were delivered."""
    for name in ("state", "role", "nothing"):
        with pytest.raises(dictionaries.NoSuchDictionary):
            admin(file, dictionaries.add_word, name, "别的")


# --- clauses


def test_a_newer_program_brings_its_clauses_to_an_office_founded_with_them(house: House) -> None:
    """What the office was set up with is as good as taken over: only what it wrote itself stays."""
    admin(house, clauses.set_clause, {"key": "cooperation", "text": "乙方应保留样品。"})
    changed = {"cooperation", "goods"}
    newer = [{**one, "when": ["money"]} for one in delivered_clauses() if one["key"] in changed]
    chinese = [one for one in newer if one["language"] == "zh_CN"]
    taken = house.first.at(house.now).do(clauses.take_delivered_clauses, chinese)
    assert [(one.key, one.version, one.when) for one in taken] == [("goods", 2, ("money",))]
    assert admin(house, clauses.take_delivered_clauses, chinese) == ()
    assert verify(house.store) == ()


# --- by whom


@pytest.mark.parametrize(
    ("use_case", "given"),
    [
        (limits.set_time_limits, ([],)),
        (limits.reset_time_limits, ()),
        (limits.set_period, ({},)),
        (limits.end_period, (1,)),
        (office.remove_days, ([],)),
        (office.set_company, ({},)),
        (dictionaries.add_word, ("unit", "箩")),
        (dictionaries.hide_word, ("unit", "barrel")),
        (people.change_person, ("boss_x", {})),
        (people.enable_person, ("boss_x", "abcdefgh")),
        (people.end_limit, (1,)),
        (people.end_substitute, (1,)),
    ],
)
def test_a_clerk_changes_no_setting(file: House, use_case: object, given: tuple[object, ...]) -> None:
    """Every verb asks who acts."""
    with pytest.raises(people.OnlyAdmins):
        file.do("clerk1", use_case, *given)  # type: ignore[arg-type]
