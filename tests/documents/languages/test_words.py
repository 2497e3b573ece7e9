"""The papers' words are whole and well formed in each language, and every sign of them can be printed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales import words
from aftersales.documents.fonts import REGULAR, face
from aftersales.documents.labels import english, labels_for
from aftersales.documents.markup import unprintable
from aftersales.domain.codes import DICTIONARIES
from aftersales.domain.money import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LABELS = Path(__file__).resolve().parents[3] / "resources" / "labels"
CLAUSES = LABELS.parent / "clauses"
OTHERS = ("zh_TW", "en")
DATES = {"paper.long_date"}  # a language that names its months writes no number for them
_VARIABLE = re.compile(r"\{[^{}]*\}")


def flat(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a labels file by its dotted key."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def read(path: Path) -> dict[str, str]:
    """The texts of one file."""
    return dict(flat(tomllib.loads(path.read_text("utf-8"))))


def clauses(language: str) -> list[dict[str, Any]]:
    """The delivered clauses of one language."""
    found: list[dict[str, Any]] = tomllib.loads((CLAUSES / f"{language}.toml").read_text("utf-8"))["clause"]
    return found


def variables(text: str) -> list[str]:
    """The variables of a text, sorted."""
    return sorted(_VARIABLE.findall(text))


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_of_the_papers_is_missing(language: str) -> None:
    """Every text of the papers stands in each language, and none is left over."""
    ours, theirs = read(LABELS / "paper_zh_CN.toml"), read(LABELS / f"paper_{language}.toml")
    assert {"missing": sorted(ours.keys() - theirs.keys()), "left": sorted(theirs.keys() - ours.keys())} == {
        "missing": [],
        "left": [],
    }


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", ["paper_{}.toml", "{}.toml"])
def test_variables_survive_translation(file: str, language: str) -> None:
    """A text asks for the same variables in each language."""
    ours, theirs = read(LABELS / file.format("zh_CN")), read(LABELS / file.format(language))
    both = (ours.keys() & theirs.keys()) - DATES
    assert sorted(key for key in both if variables(ours[key]) != variables(theirs[key])) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_has_a_word(language: str) -> None:
    """Each code of each dictionary has a word in each language, and no word is empty."""
    told = labels_for(language).codes
    missing = [
        f"{name}.{code}"
        for name, codes in DICTIONARIES.items()
        for code in codes
        if not told.get(name, {}).get(code)
    ]
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_clauses_are_the_same_in_each_language(language: str) -> None:
    """The delivered clauses agree in all but their words: keys, order, conditions, parties, variables."""
    ours, theirs = clauses("zh_CN"), clauses(language)
    bare = [
        [{k: v for k, v in one.items() if k not in ("title", "text")} for one in rows]
        for rows in (ours, theirs)
    ]
    assert bare[0] == bare[1]
    pairs = zip(ours, theirs, strict=True)
    assert [one["key"] for one, two in pairs if variables(one["text"]) != variables(two["text"])] == []


def test_a_language_without_a_text_says_it_in_the_offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that a language lacks is told in the office's words instead of stopping the program."""
    (tmp_path / "zh_CN.toml").write_bytes((LABELS / "zh_CN.toml").read_bytes())
    (tmp_path / "half.toml").write_text('[code.unit]\nbottle = "Flasche"\n', "utf-8")
    monkeypatch.setattr(words, "LABELS", tmp_path)
    half = words.words("half")
    assert (half.word("unit", "bottle"), half.word("unit", "barrel")) == ("Flasche", "桶")
    assert half.sentence("required", {"field": "contact.content"}) == "请填写“内容”。"


def spoken(language: str) -> str:
    """All signs of the papers' texts, the clauses and the codes in one language."""
    labels = labels_for(language)
    codes = (word for words in labels.codes.values() for word in words.values())
    told = (text for one in clauses(language) for text in (one["title"], one["text"]))
    return "".join((*labels.texts.values(), *codes, *told))


@pytest.mark.parametrize("language", ["zh_CN", *OTHERS])
def test_every_sign_of_the_words_can_be_printed(language: str) -> None:
    """No label, clause or code holds a sign that our fonts lack."""
    assert unprintable(spoken(language)) == ()


def test_traditional_words_hold_no_simplified_sign() -> None:
    """Everything in the Traditional files is in Taiwan's own set of signs; a simplified one is not."""
    simplified = "简体中文"  # the language's own name
    text = "".join(sign for sign in spoken("zh_TW") if sign not in simplified)
    strange = sorted({sign for sign in text if sign != "→" and not _in_big5(sign)})
    assert strange == []


def _in_big5(sign: str) -> bool:
    try:
        sign.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True


def test_english_words_are_plain() -> None:
    """English is set in half-wide signs: no curly quotes, dashes or full-width marks slip in."""
    allowed = set("■□→简体中文繁體")
    assert sorted({sign for sign in spoken("en") if not sign.isascii()} - allowed) == []


def test_every_traditional_sign_is_in_the_regular_font() -> None:
    """All 13,000 signs of Big5 are drawn by the font of the papers itself, without falling back."""
    pairs = (
        bytes((high, low)) for high in range(0xA4, 0xFA) for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    signs = {sign for pair in pairs for sign in pair.decode("big5", "ignore")}
    assert len(signs) > 13_000
    assert {sign for sign in signs if face(REGULAR).glyph(ord(sign)) is None} == set()


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 20 + 10 * place
    for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def heard(words: str) -> int:
    """The amount in 分 that a reader of the English words understands."""
    yuan, _, rest = words.partition(" yuan")
    total = part = 0
    for word in yuan.replace("-", " ").split():
        if word in _SIZES:
            total, part = total + part * _SIZES[word], 0
        elif word == "hundred":
            part *= 100
        elif word != "and":
            part += _NUMBERS[word]
    fen = re.search(r"(\d\d) fen", rest)
    return (total + part) * 100 + (int(fen[1]) if fen else 0)


@given(st.integers(0, 10**13))
def test_english_words_say_the_amount(fen: int) -> None:
    """Whoever reads the English words finds the very amount of the figures; whole amounts end in only."""
    assert heard(english(fen)) == fen
    assert english(fen).endswith("only") == (fen % 100 == 0)


@given(st.integers(0, 10**13))
def test_traditional_capitals_say_the_amount(fen: int) -> None:
    """The Traditional capitals are the Simplified ones sign by sign."""
    back = str.maketrans("貳參陸萬億圓", "贰叁陆万亿元")
    assert labels_for("zh_TW").in_words(fen).translate(back) == in_words(fen)


def test_known_amounts() -> None:
    """Amounts read as contracts of each language write them."""
    assert english(660000) == "six thousand six hundred yuan only"
    assert english(100000105) == "one million and one yuan and 05 fen"
    assert english(2138) == "twenty-one yuan and 38 fen"
    assert labels_for("zh_TW").in_words(123456) == "壹仟貳佰參拾肆元伍角陸分"
    assert labels_for("zh_CN").in_words(123456) == in_words(123456)
