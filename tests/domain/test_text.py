"""Text: what the one door takes and refuses, the compare key, and what a log may not show."""

from __future__ import annotations

import csv
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.text import (
    BadCharacter,
    TooLong,
    clean,
    compare_key,
    half_width,
    mask_account,
    mask_email,
    mask_id,
    mask_phone,
    pasted,
    redact,
    unseen,
)

ANY = st.text(st.characters(), max_size=60)
DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张 \u3000 三\t\r\n", "张 三"),
        ("a\r\nb", "a b"),
        ("e\u0301", "é"),
        ("℃ ㎡ ① ￥ （集团）", "℃ ㎡ ① ￥ （集团）"),
        ("㛃䶮𠮷", "㛃䶮𠮷"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("👩🏽\u200d🚒", "👩🏽\u200d🚒"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("क्\u200dष", "क्\u200dष"),
        ("\ue863", "\ue863"),
        (" \n ", ""),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    """One-line text is NFC, trimmed, with single blanks; names, emoji and signs stay as they are."""
    assert clean(typed, 80) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd\u2028e", "a\nb\nc\nd\ne"),
        ("  第一行\n\t第二行  ", "  第一行\n\t第二行  "),
        ("a\u200db\ufe0f", "a\u200db\ufe0f"),
        (" \r\n\t", ""),
    ],
)
def test_long(typed: str, kept: str) -> None:
    """Long text keeps newline, tab, ZWJ and selectors; every line end is a newline."""
    assert clean(typed, None, long=True) == kept


HIDDEN = [
    "\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\xad", "\u061c", "\u200b", "\u200c", "\u200e", "\u202a",
    "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\ufff9", "\ufffe", "\ufdd0", "\U0001fffe", "\ud800",
    "\udfff", "\U000e0041", "\u3164", "\u034f",
]  # fmt: skip


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("letter", HIDDEN)
def test_hidden_characters_are_named(letter: str, long: bool) -> None:
    """Control, bidi, zero-width, surrogate and noncharacter are refused by code point and position."""
    with pytest.raises(BadCharacter) as caught:
        clean(f"ab{letter}c", 80, long=long, field="complaint.title")
    facts = caught.value.facts
    assert (facts["code_point"], facts["position"]) == (f"U+{ord(letter):04X}", 3)
    assert facts["field"] == "complaint.title"


@pytest.mark.parametrize(
    "typed", ["a\u200db", "\u200d👧", "👧\u200d", "\ufe0fa", "a \ufe0f", "a\ufe0f\ufe0f"]
)
def test_joiners_that_join_nothing(typed: str) -> None:
    """In one line a ZWJ or selector that changes nothing is refused: it would only hide a difference."""
    with pytest.raises(BadCharacter):
        clean(typed, 80)


@given(ANY)
def test_what_is_pasted_is_rid_of_what_nobody_sees(typed: str) -> None:
    """Nothing of it is left, nothing that is seen goes, lines stay lines; twice is as once."""
    kept = pasted(typed)
    assert unseen(kept) == ""
    assert pasted(kept) == kept
    seen = [letter for letter in typed if letter.isprintable() and letter not in unseen(typed)]
    assert [letter for letter in kept if letter.isprintable()] == seen


def test_a_paste_keeps_lines_and_joiners() -> None:
    """Chat text without its zero-width and bidi marks; an emoji's joiner and a name's selector stay."""
    typed = "\ufeff漏\u200b油\r\n\u202a👩\u200d🔧\u202c\t葛\U000e0100\x00\u2028完\u061c"
    assert pasted(typed) == "漏油\n👩\u200d🔧\t葛\U000e0100\n完"


def test_length_is_in_characters() -> None:
    """The limit counts characters after trimming: 𠮷 is one, the limit itself is allowed."""
    assert clean("  𠮷𠮷𠮷  ", 3) == "𠮷𠮷𠮷"
    with pytest.raises(TooLong) as caught:
        clean("𠮷𠮷𠮷𠮷", 3, field="customer.cust_name")
    assert caught.value.facts == {"field": "customer.cust_name", "length": 4, "limit": 3}


@given(ANY, st.booleans())
def test_what_is_taken_is_clean(typed: str, long: bool) -> None:
    """Whatever is taken is NFC, is taken again unchanged, and holds nothing that UTF-8 cannot."""
    try:
        kept = clean(typed, None, long=long)
    except BadCharacter:
        return
    assert clean(kept, None, long=long) == kept == unicodedata.normalize("NFC", kept)
    kept.encode()


def test_hostile_lengths_cost_little() -> None:
    """Half a million characters, or as many marks on one letter, are judged within two seconds."""
    begun = time.perf_counter()
    clean("汉" * 500_000, None, long=True)
    with pytest.raises(BadCharacter):
        clean("a" + "\u0301\u0316" * 250_000, None, long=True)
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ　公司", "abc公司"),
        ("（集团）", "(集团)"),
        ("Straße", "STRASSE"),
        ("葛\U000e0100", "葛"),
        ("①", "1"),
    ],
)
def test_compare_key_finds_the_same(one: str, other: str) -> None:
    """Width, case, blanks and variant writing make no difference to a search."""
    assert compare_key(one) == compare_key(other)


@given(ANY)
def test_compare_key_is_settled(typed: str) -> None:
    """The key of a key is the key, and no blank is left in it."""
    key = compare_key(typed)
    assert compare_key(key) == key
    assert not any(letter.isspace() for letter in key)


@given(ANY)
def test_half_width_keeps_positions(typed: str) -> None:
    """Narrowing changes no length."""
    assert len(half_width(typed)) == len(typed)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812341234", "138****1234"),
        ("+86 138-1234-1234", "138****1234"),
        ("0756-2266567-801", "0756-****567"),
        ("(010)62345678转12", "010-****678"),
        ("4001234567", "*******567"),
        ("12", "**"),
    ],
)
def test_masked_phones(number: str, masked: str) -> None:
    """A mobile number shows three and four digits, another its area and three."""
    assert mask_phone(number) == masked


def test_other_masks() -> None:
    """ID card, account and mail address show little and hide at least half of the number."""
    assert mask_id("11010519491231002X") == "110***********002X"
    assert mask_id("E12345678") == "*******78"
    assert mask_account("6222 0210 0102 3456 789") == "***************6789"
    assert mask_email("zhang.san@example.com") == "z***@example.com"
    assert mask_email("z@example.com") == "***@example.com"


SECRETS = [
    ("打给13812341234吧", "13812341234"),
    ("１３８１２３４１２３４", "1234123"),
    ("+86 138-1234-1234", "1234-1234"),
    ("tel=13812341234x", "13812341234"),
    ("证件11010519491231002X。", "19491231"),
    ("卡号6222021001023456789", "6222021001023"),
    ("6222 0210 0102 3456 789", "0210 0102"),
    ("邮箱zhang.san@example.com", "zhang"),
    ("password='a b'", "a b"),
    ('{"db_password": "geheim"}', "geheim"),
    ("密码：geheim", "geheim"),
    ("postgresql://me:geheim@host/db", "geheim"),
    ("Authorization: Bearer abcdefgh12345", "abcdefgh"),
    ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx", "693a91f6"),
    ("https://oapi.dingtalk.com/robot/send?access_token=566cc69da782", "566cc69da"),
    ("https://open.feishu.cn/open-apis/bot/v2/hook/1f2e3d4c", "1f2e3d4c"),
    ("SEC" + "0a" * 32, "0a0a0a0a"),
    ("$argon2id$v=19$m=65536$abc$def", "abc"),
    ("SCRAM-SHA-256$4096:abc$def:ghi", "4096"),
]


@pytest.mark.parametrize(("line", "secret"), SECRETS)
def test_logs_are_masked(line: str, secret: str) -> None:
    """No number, address or key of the list is left in a log line, and masking again changes nothing."""
    masked = redact(line)
    assert secret not in masked
    assert "*" in masked
    assert redact(masked) == masked


@pytest.mark.parametrize(
    "line",
    [
        "TS-20260608-001-X1 approved",
        "投诉编号17344888911 known",
        "external_no=17344888911",
        "订单号：17344888911",
        "row_key=TS-20260608-001",
        "2026-06-08T09:05:00.123Z took 15 ms",
        "sha256 " + "0a" * 32,
        "合计 1,234.50 元",
    ],
)
def test_logs_keep_what_is_no_secret(line: str) -> None:
    """Case numbers, labelled ids, digests, times and sums stay readable."""
    assert redact(line) == line


@pytest.mark.parametrize("piece", ["汉", "a", "1", "a@", "x:", "://", "1234 ", "key"])
def test_masking_costs_in_proportion_to_length(piece: str) -> None:
    """Four times the text costs at most eight times as much, also of lines made to run wild."""

    def cost(length: int) -> float:
        spent = []
        for _ in range(3):
            begun = time.process_time()
            redact(piece * length)
            spent.append(time.process_time() - begun)
        return min(spent)

    assert cost(20_000) < 8 * max(cost(5_000), 0.001)


def test_real_reviews_keep_no_mobile_number() -> None:
    """Writers of real reviews left phone numbers in: none is left after masking."""
    path = DATA / "reviews" / "waimai_10k.csv"
    if not path.exists():
        pytest.skip("the real input is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        text = "\n".join(row[1] for row in csv.reader(file))
    mobile = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
    assert mobile.search(text)
    assert not mobile.search(redact(text))
