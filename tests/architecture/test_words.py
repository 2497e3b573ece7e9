"""Every code, field, step and refusal has words; a sentence speaks only of what its error tells."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aftersales
import ui
from aftersales import words
from aftersales.domain.case import CASE_ROWS, Case
from aftersales.domain.codes import DICTIONARIES
from aftersales.domain.errors import BadInput, CodedError, DomainError, Required, Trouble
from aftersales.domain.fields import CaseRow, Part, Record, specs, table_name
from aftersales.domain.forms import FORMS
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.notice import FollowUp, Notice
from aftersales.domain.records.proposal import Approval
from aftersales.domain.steps import fastlane
from aftersales.domain.steps.following import still_open
from aftersales.domain.workflow import Step, Who
from aftersales.storage.accounts.functions import FUNCTIONS
from aftersales.storage.guards.rules import GUARDS
from aftersales.storage.tables import PASSING, TABLES
from tests.architecture.sources import project_texts, python_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.architecture.sources import Source

SPOKEN = words.words()
SECTIONS = SPOKEN.sections
SOURCES = python_of(project_texts(), "aftersales/", "ui/")
UNSPOKEN = frozenset({"na", "created_at", "created_by", "no"})
"""Fields that every record has and no screen shows under a label."""


def _below(kind: type) -> Iterator[type]:
    children: list[type] = kind.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


def _loaded(kind: type) -> tuple[type, ...]:
    """Every class below ``kind`` in the program."""
    for package in (aftersales, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and ".migrations" not in module.name:
                importlib.import_module(module.name)
    found = {child for child in _below(kind) if child.__module__.startswith(("aftersales.", "ui."))}
    return tuple(sorted(found, key=lambda child: (child.__module__, child.__name__)))


ERRORS: tuple[type[CodedError], ...] = tuple(
    kind for kind in _loaded(CodedError) if kind not in (DomainError, Trouble)
)
PARTS: tuple[type[Part], ...] = tuple(part for part in _loaded(Part) if part not in (Record, CaseRow))


def code_of(error: type[CodedError]) -> str:
    """The code of an error's class."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", error.__name__).lower()


def told(error: type[CodedError]) -> set[str]:
    """The facts that the class, or the class above it, names behind the word Facts."""
    documents = (kind.__doc__ or "" for kind in error.__mro__ if kind.__module__ != "builtins")
    said = (document.partition("Facts")[2] for document in documents)
    return {fact for text in said for fact in re.findall(r"``(\w+)``", text)}


def asked(template: str) -> Iterator[tuple[str, str]]:
    """The placeholders of a sentence and how each is to be read."""
    for _, name, spec, _ in string.Formatter().parse(template):
        if name is not None:
            yield name, spec or ""


def templates(name: str) -> list[str]:
    """The sentence of a code and the words of its values."""
    return [SECTIONS["error"][name], *SECTIONS["said"].get(name, {}).values()]


def literals(sources: Iterable[Source], *called: str) -> Iterator[tuple[str, dict[str, ast.expr]]]:
    """Every call of one of these names: the name and its keywords."""
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in called:
                    yield name, {word.arg: word.value for word in node.keywords if word.arg}


def first_arguments(called: str, under: str) -> set[str]:
    """The texts that stand first in calls of this name below a folder."""
    return {
        node.args[0].value
        for source in SOURCES
        if source.path.startswith(under)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == called or getattr(node.func, "attr", "") == called)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


# --- refusals


def test_every_refusal_has_one_sentence_and_every_sentence_a_refusal() -> None:
    """No error is told in code only, and no sentence stands for an error that is gone."""
    codes = {code_of(error) for error in ERRORS}
    assert codes == SECTIONS["error"].keys() - {"_unknown"}


def test_no_two_errors_share_a_code() -> None:
    """One code has one class, so one sentence fits."""
    clients = ("aftersales.ctl.", "ui.")  # the two doors may say the same
    for other in clients:
        codes = [code_of(error) for error in ERRORS if not error.__module__.startswith(other)]
        assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("error", ERRORS, ids=code_of)
def test_a_sentence_speaks_of_facts_that_its_error_names(error: type[CodedError]) -> None:
    """Every placeholder is a fact of the class's docstring and is read in a way that exists."""
    for template in templates(code_of(error)):
        for name, spec in asked(template):
            assert name in told(error) | {"n"}, template
            known = spec in words.READINGS or spec in ("", "said")
            assert known or all(part in DICTIONARIES for part in spec.split("/")), template


@pytest.mark.parametrize("error", ERRORS, ids=code_of)
def test_a_sentence_is_a_sentence(error: type[CodedError]) -> None:
    """It ends with a full stop, holds Chinese, and no blank at its ends."""
    sentence = SECTIONS["error"][code_of(error)]
    assert sentence.endswith("。")
    assert sentence == sentence.strip()
    assert re.search(r"[\u4e00-\u9fff]{3}", sentence)


def test_an_error_is_raised_with_facts_that_its_class_names() -> None:
    """What is told at the place where it is raised is what the docstring promises."""
    by_name = {error.__name__: error for error in ERRORS}
    wrong = [
        (name, sorted(given_.keys() - told(by_name[name])))
        for name, given_ in literals(SOURCES, *by_name)
        if given_.keys() - told(by_name[name])
    ]
    assert not wrong


def test_a_fault_said_by_code_has_its_words() -> None:
    """A fact that a sentence reads by ``:said`` has words for every value at every place of raising."""
    by_name = {error.__name__: error for error in ERRORS}
    for name, given_ in literals(SOURCES, *by_name):
        code_ = code_of(by_name[name])
        for fact, spec in asked(SECTIONS["error"][code_]):
            value = given_.get(fact)
            if spec == "said" and isinstance(value, ast.Constant):
                assert value.value in SECTIONS["said"][code_], (name, value.value)


def test_values_have_words_in_every_sentence_that_reads_them() -> None:
    """The faults that are not literal where they are raised: addresses, mails, the fast lane's reasons."""
    said = SECTIONS["said"]
    assert said["bad_address"].keys() == {"scheme", "path", "login", "database", "extra", "port"}
    assert said["bad_mail"].keys() == {"length", "blank", "at", "dot"}
    source = next(s for s in SOURCES if s.path == "aftersales/domain/steps/fastlane.py")
    rule = next(f for f in source.functions() if f.name == "must_be_trivial")
    reasons = next(node for node in ast.walk(rule) if isinstance(node, ast.Dict))
    assert said["not_trivial"].keys() == {key.value for key in reasons.keys if isinstance(key, ast.Constant)}


FACTS = st.dictionaries(
    st.sampled_from(sorted({fact for error in ERRORS for fact in told(error)})),
    st.none() | st.integers(0, 10**12) | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3),
)


@given(st.sampled_from(ERRORS), FACTS)
def test_a_refusal_is_told_whatever_its_facts_are(error: type[CodedError], facts: dict[str, object]) -> None:
    """Facts that are missing or hostile never turn a refusal into a crash."""
    sized = {name: 5 if name in _SIZES else value for name, value in facts.items()}
    assert SPOKEN.sentence(code_of(error), sized)


_SIZES = frozenset({"size", "largest", "packed", "unpacked", "found", "limit"})


def test_an_unknown_code_is_told_with_its_code() -> None:
    """An error without a sentence still says something, and which one it was."""
    assert SPOKEN.sentence("never_heard", {}).endswith("（never_heard）")


# --- how they read


@pytest.mark.parametrize(
    ("code_", "facts", "sentence"),
    [
        (
            "over_limit",
            {"value": 500100, "limit": 200000, "scope": "cash", "who": "lead1"},
            "合计 5,001.00 元，超过 lead1 在现金方面的授权 2,000.00 元，请报上一级审批。",
        ),
        (
            "over_limit",
            {"value": 1, "limit": 0, "scope": "major", "who": "service"},
            "合计 0.01 元，超过售后在重大方面的授权 0.00 元，请报上一级审批。",
        ),
        (
            "not_for_you",
            {"step": "propose", "who": ["leader", "owner"], "owner": "service1"},
            "“报批”由领导或负责人办理，您不能办理；请转给相应人员（本案负责人：service1）。",
        ),
        (
            "required",
            {"field": "product_line.2.batch_no", "step": "propose"},
            "请填写“投诉产品第 2 行的生产批号”。",
        ),
        (
            "required",
            {"field": "complaint.demands.3.unmet_reason", "step": "propose"},
            "请填写“客户诉求第 3 行的无法满足的原因”。",
        ),
        ("required", {"field": "containment", "step": "propose"}, "请填写“止损措施”。"),
        (
            "refused_by_database",
            {"rule": "time_limit_truncate"},
            "数据库没有接受这次写入：时限不能整表清空。请刷新后重试；仍然不行，请联系管理员。",
        ),
        (
            "too_big",
            {"file": "a.csv", "what": "rows", "found": 200001, "limit": 200000},
            "“a.csv”太大：有 200,001 行，最多 200,000 行，请拆成几个文件再导入。",
        ),
    ],
)
def test_a_sentence_reads_well(code_: str, facts: dict[str, object], sentence: str) -> None:
    """Codes, money, lists and fields stand in the sentence as the office says them."""
    assert SPOKEN.sentence(code_, facts) == sentence


def test_several_problems_are_one_sentence() -> None:
    """All refused fields of a form are told, each with what is wrong."""
    both = BadInput([Required(field="contact.content"), Required(field="remedies.1.kind")])
    told_ = SPOKEN.sentence(both.code, both.facts)
    assert told_ == "以下填写需要改正：请填写“内容”；请填写“补偿项目第 1 行的类别”。"


def test_what_stands_in_the_way_of_closing_is_a_list() -> None:
    """Everything that keeps a case open has its own words, with its number."""
    case = Case(
        complaint=Complaint(),
        customer=Customer(),
        promises=(Promise(no=2, state="open"),),
        notices=(Notice(no=1, notice_no="B1", state="issued"),),
        follow_ups=(FollowUp(no=1),),
        approvals=(Approval(no=1, approver="boss", decision="by_word"),),
        agreements=(Agreement(no=1, agr_no="XY-1", state="signed"),),
    )
    assert SPOKEN.sentence("still_open", {"what": list(still_open(case))}) == (
        "还不能关闭：通知单 B1 未完成、第 2 条承诺未兑现、第 1 次回访未做、"
        "boss 的口头批准未补签、协议 XY-1 的原件未归档。请先办完。"
    )


def test_a_moment_is_told_on_the_office_clock() -> None:
    """UTC becomes wall clock where the zone is known, and stays as it is where not."""
    moment = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    here = SPOKEN.at(ZoneInfo("Asia/Shanghai"))
    assert "（至 2026-11-20 09:00）" in here.sentence("already_held", {"until": moment})
    assert "2026-11-20 09:00 之后" in here.sentence("locked_out", {"until": "2026-11-20T01:00:00.000Z"})
    assert "2026-11-20T01:00:00+00:00" in SPOKEN.sentence("already_held", {"until": moment.isoformat()})


# --- rules, findings, hints, cautions


def test_every_rule_of_the_database_has_words_and_every_word_a_rule() -> None:
    """A refusal by the database says which rule, whatever the rule; no words for rules that are gone."""
    bodies = "".join(function.body for function in FUNCTIONS)
    rules = {guard.name for guard in GUARDS} | set(re.findall(r"rule:(\w+)", bodies)) | {"privilege"}
    silent = sorted(rule for rule in rules if SPOKEN.rule(rule) == rule)
    assert not silent
    own = SECTIONS["rule"].keys() - {"each"}
    assert own <= rules
    each = {rule.rpartition("_")[2] for rule in rules - own}
    assert each == SECTIONS["rule"]["each"].keys()


def test_a_rule_of_every_table_names_the_table() -> None:
    """The words of a rule that many tables have hold the table's word, never its code."""
    tables = {table.name for table in (*TABLES, *PASSING)}
    for guard in GUARDS:
        if guard.name not in SECTIONS["rule"]:
            assert guard.name.rpartition("_")[0] in tables
            assert SPOKEN.table(guard.name.rpartition("_")[0]) in SPOKEN.rule(guard.name)


@pytest.mark.parametrize(
    ("called", "under", "section"),
    [
        ("Finding", "aftersales/storage/", "verify"),
        ("Hint", "aftersales/exchange/", "hint"),
        ("_hint", "aftersales/exchange/", "hint"),
        ("Caution", "aftersales/", "caution"),
    ],
)
def test_findings_hints_and_cautions_have_sentences(called: str, under: str, section: str) -> None:
    """Every code that is said without refusing has its sentence."""
    assert first_arguments(called, under) <= SECTIONS[section].keys()


# --- dictionaries, fields, steps


def test_every_code_has_a_word_and_every_word_a_code() -> None:
    """Each value of each dictionary, no more and no less."""
    spoken = {name: set(table) for name, table in SECTIONS["code"].items()}
    assert spoken == {name: set(codes) for name, codes in DICTIONARIES.items()}


@pytest.mark.parametrize("dictionary", DICTIONARIES)
def test_a_word_means_one_code(dictionary: str) -> None:
    """What a person types is read as the code that is shown with this word."""
    for code_ in DICTIONARIES[dictionary]:
        assert SPOKEN.code(dictionary, SPOKEN.word(dictionary, code_)) == code_


@pytest.mark.parametrize("part", PARTS, ids=table_name)
def test_every_field_has_a_label(part: type[Part]) -> None:
    """Each field of each record, of each row inside one, and of what steps ask beside them."""
    missing = specs(part).keys() - UNSPOKEN - SECTIONS["field"].get(table_name(part), {}).keys()
    assert not missing


@pytest.mark.parametrize("part", PARTS, ids=table_name)
def test_no_label_is_left_of_a_field_that_is_gone(part: type[Part]) -> None:
    """A label stands for a field that the record has, or for a list of the case's rows."""
    assert SECTIONS["field"].get(table_name(part), {}).keys() <= specs(part).keys() | CASE_ROWS.keys()


def test_rows_inside_records_are_found_by_their_list() -> None:
    """The path of a field inside a list leads to the labels of its rows."""
    inner = {
        f"{table_name(part)}.{name}": table_name(spec.row)
        for part in PARTS
        for name, spec in specs(part).items()
        if spec.row is not None and table_name(part) not in ("extra", "quick")
    }
    forms = (*FORMS.values(), fastlane.FORM)
    top = {key: table_name(part) for form in forms for key, part in form.tables}
    assert SECTIONS["rows"].items() >= {**inner, **top, "lowered": "lowered", "phones": "phone"}.items()


def test_every_table_step_and_who_has_a_word() -> None:
    """Nothing of the path is shown as a code."""
    assert SECTIONS["table"].keys() == {table.name for table in (*TABLES, *PASSING)}
    assert {*Step, "quick"} <= SECTIONS["step"].keys()
    assert {*Who} <= SECTIONS["who"].keys()
