"""Search finds exactly what a scan finds, for every term, on both engines; what is typed is plain text."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.domain.case import Case
from aftersales.domain.records.customer import Customer, Phone
from aftersales.domain.records.product import ProductLine
from aftersales.domain.text import compare_key
from aftersales.storage.books.search import Sought, sought, text_of_case
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.queries import cases as cases_query
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.wire import Wire
from tests.storage.made import NOW, case, me, registered, stepped

DATA = Path(__file__).parents[3] / ".." / "shared" / "data"
HOSTILE = (
    *(
        "100%",
        "%",
        "_",
        "\\",
        '"',
        "'",
        "''",
        "AND",
        "and",
        "OR",
        "NOT",
        "NEAR(",
        "NEAR(a b)",
        "*",
        "a*",
        "^a",
    ),
    *(
        "one : a",
        "two:",
        "-",
        "+",
        "(",
        ")",
        "{x}",
        "😀",
        "👨‍👩‍👧",
        "℃",
        "㎡",
        "①",
        "：",
        "&",
        "|",
        "!",
        "<->",
        ":*",
        "x61z62",
        "g",
        "b",
    ),
    *(
        "\x00",
        "漏\x00油",
        "\ud800",
        "; DROP TABLE complaint",
        "漏 油",
        "漏　油",
        "ﬁ",
        "ß",
        "İ",
        "é",
        "𠮷",
        "机" * 300,
    ),
)

FOUND = (
    *(
        "TS-20260608-001",
        "608-001",
        "标题词",
        "摘要",
        "ext-99",
        "第1汽修",
        "联系人甲",
        "13800138000",
        "0013800",
    ),
    *("全合成", "b2026", "ＳＮ77", "dd-5", "标题词 全合成 甲"),
)


def texts(count: int) -> list[str]:
    """Real complaints and reviews, as many of each; skips where they are not at hand."""
    if not DATA.is_dir():
        pytest.skip("the real complaints are not at hand: ../shared/data is absent")
    with (DATA / "reviews" / "waimai_10k.csv").open(encoding="utf-8") as file:
        reviews = [row["review"] for row in csv.DictReader(file)]
    lines = (DATA / "heimao-2020" / "heimao_jsonl.txt").read_text(encoding="utf-8").splitlines()
    complaints = [json.loads(line).get("投诉详情") or "" for line in lines[:5000] if line.strip()]
    rng = random.Random(7)
    return rng.sample(reviews, count) + rng.sample(complaints, count)


def save(store: Store, made: list[Case]) -> None:
    """Register cases in one unit of work."""
    with open_books(store, me(store), "d") as books:
        for item in made:
            books.save(registered(item, me(store)))


def scan(wire: Wire, typed: str) -> list[str]:
    """What a scan of the cases themselves finds, without any index: every term in some line of the text."""
    terms = [compare_key(word) for word in typed.split()]
    numbers = [row[0] for row in wire.rows('SELECT "case_no" FROM "complaint" ORDER BY "id" DESC')]
    found = ((number, text_of_case(read_case(wire, number))) for number in numbers)
    return [number for number, text in found if all(term in text for term in terms)]


def search(wire: Wire, typed: str) -> list[str]:
    """What the search finds."""
    return [line.case_no for line in case_lines(wire, CaseFilter(text=typed, limit=10_000))]


def terms_of(made: list[str], rng: random.Random) -> Iterator[str]:
    """Pieces of one to five characters cut out of the texts at random, and pairs of them."""
    for text in made:
        for length in (1, 2, 3, 5):
            if len(text) > length:
                at = rng.randrange(len(text) - length)
                yield text[at : at + length]
        yield f"{text[:2]} {text[-3:]}"


@pytest.mark.parametrize("few", [-1, 2_000], ids=["newest first", "index"])
def test_real_texts_are_found_as_a_scan_finds_them(
    bare: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Hundreds of terms out of real complaints: the index gives the scan's hits, in its order."""
    monkeypatch.setattr(cases_query, "NEWEST", 20)  # so that the newest are not all
    monkeypatch.setattr(cases_query, "FEW", few)
    made = texts(60)
    save(bare, [case(n, verbatim=text) for n, text in enumerate(made, 1)])
    with bare.reading() as wire:
        numbers = [row[0] for row in wire.rows('SELECT "case_no" FROM "complaint" ORDER BY "id" DESC')]
        kept = {number: text_of_case(read_case(wire, number)) for number in numbers}
        for typed in dict.fromkeys(terms_of(made, random.Random(11))):
            wanted = [compare_key(word) for word in typed.split()]
            scanned = [number for number in numbers if all(term in kept[number] for term in wanted)]
            assert search(wire, typed) == scanned, typed


@given(data=st.data())
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_any_text_any_term(bare: Store, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of texts out of few letters, so that much nearly fits, exactly those are found that hold the term."""
    monkeypatch.setattr(cases_query, "NEWEST", 1)
    monkeypatch.setattr(cases_query, "FEW", -1)
    letters = st.text("漏油机aA1%_ \n’é😀", max_size=8)
    with bare.reading() as wire:
        n = wire.value('SELECT count(*) FROM "complaint"')
    made = [case(n + i, verbatim=data.draw(letters), title=data.draw(letters)) for i in (1, 2)]
    save(bare, made)
    with bare.reading() as wire:
        for _ in range(4):
            typed = data.draw(letters.filter(str.strip))
            assert search(wire, typed) == scan(wire, typed)


def test_hostile_words_are_plain_text(bare: Store) -> None:
    """Operators of search languages, wildcards, NUL, half characters are found where they stand."""
    save(bare, [case(1, verbatim="a漏油b"), case(2, verbatim="NEAR(a b) AND 100% _ * 😀 \\ \" ' ℃ x61z62")])
    with bare.reading() as wire:
        for typed in HOSTILE:
            impossible = "\x00" in typed or "\ud800" in typed
            assert search(wire, typed) == ([] if impossible else scan(wire, typed)), typed


def test_every_field_is_searched(bare: Store) -> None:
    """Number, title, summary, outside number, names, telephones in any writing, products, batches."""
    made = case(1, title="标题词", summary="摘要词", external_no="EXT-99")
    customer = replace(made.customer, contact_name="联系人甲", phones=(Phone(number="+86 138-0013-8000"),))
    line = ProductLine(no=1, product="全合成机油", batch_no="B2026-01", serial_no="SN77", order_no="DD-5")
    save(bare, [replace(made, customer=customer, product_lines=(line,)), case(2)])
    with bare.reading() as wire:
        for typed in FOUND:
            assert search(wire, typed) == ["TS-20260608-001"], typed
        assert search(wire, "汽修厂") == ["TS-20260608-002", "TS-20260608-001"]


def test_lines_do_not_run_together(bare: Store) -> None:
    """A term that would need the end of one field and the beginning of the next is not found."""
    save(bare, [case(1, title="一二三", summary="四五六", verbatim="七")])
    with bare.reading() as wire:
        assert search(wire, "三四") == search(wire, "二三四五") == search(wire, "六七") == []


def test_an_edit_is_found_and_what_it_replaced_is_not(bare: Store) -> None:
    """After a step the new words find the case and the old ones do not; so after a rename of its customer."""
    save(bare, [case(1, title="旧标题"), case(2, customer="KH000001")])
    with bare.reading() as wire:
        read = read_case(wire, "TS-20260608-001")
    renamed = Customer(cust_no="KH000001", cust_name="新名字", created_at=NOW)
    with open_books(bare, me(bare), "d") as books:
        books.save(stepped(read, me(bare), title="新标题", after=replace(read, customer=renamed)))
    with bare.reading() as wire:
        assert search(wire, "旧标题") == search(wire, "汽修厂") == search(wire, "旧") == []
        assert search(wire, "新标题") == ["TS-20260608-001"]
        assert search(wire, "新名") == ["TS-20260608-002", "TS-20260608-001"]


def test_a_text_too_big_for_the_index(bare: Store) -> None:
    """A verbatim of hundreds of thousands of different pieces is kept and found, on the server too."""
    rng = random.Random(3)
    big = "".join(chr(rng.randrange(0x4E00, 0x9FA0)) for _ in range(150_000))
    save(bare, [case(1, verbatim=big), case(2)])
    with bare.reading() as wire:
        assert search(wire, big[77_000:77_004]) == ["TS-20260608-001"]
        assert search(wire, "汽修厂") == ["TS-20260608-002", "TS-20260608-001"]


def test_nothing_typed_is_no_filter() -> None:
    """Blanks alone seek nothing; terms are parted at any blank and compared in one form."""
    assert sought(" 　\n") is None
    assert sought("Ａb　漏油 ab") == Sought(("ab", "漏油"))
