"""Whatever stands in a field prints as it stands: nothing vanishes, nothing loads, nothing takes forever."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from aftersales.documents import registration
from aftersales.documents import values as v
from aftersales.documents.labels import labels_for
from aftersales.documents.markup import unprintable, unprintable_in
from tests.documents import samples as s
from tests.documents.hostile import HOSTILE
from tests.documents.papers import PAPERS
from tests.documents.reading import bare, copied, everywhere

LABELS = labels_for()
LONG = "".join(f"第{number:05}句话写在这里。" for number in range(1540))  # 20,020 characters
NAMES = ("registration", "approval", "agreement", "follow_up", "notice_ship", "notice_pay", "notice_rectify")


def drawn(name: str, text: str) -> bytes:
    """The paper with `text` in each text field."""
    draw, value = PAPERS[name]
    keep = ("kind",) if name.startswith("notice") else ()
    changed = everywhere(value, text, keep)
    if name == "agreement":
        changed = replace(
            changed,
            clauses=tuple(v.Clause(one.part, text) for one in s.AGREEMENT.clauses),
            party_a=replace(changed.party_a, kind="company"),
            party_b=replace(changed.party_b, kind="dealer"),
        )
    return draw(changed, LABELS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", HOSTILE)
def test_prints_as_it_stands(name: str, case: str, tmp_path: Path) -> None:
    """A hostile text in every field can be copied out of the paper unchanged, again and again."""
    paper = copied(drawn(name, HOSTILE[case]), tmp_path)
    assert paper.count(bare(HOSTILE[case])) > 5


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_loaded(name: str) -> None:
    """An image tag or a link in a text brings neither picture nor link into the file."""
    reader = pypdf.PdfReader(BytesIO(drawn(name, HOSTILE["image"])))
    for page in reader.pages:
        assert "/XObject" not in page["/Resources"]  # type: ignore[operator]
        assert "/Annots" not in page


LONG_FIELDS = {
    "registration": "verbatim",
    "approval": "opinion",
    "follow_up": "suggestion",
    "notice_task": "problem",
}


@pytest.mark.parametrize("name", [*LONG_FIELDS, "agreement"])
def test_long_text_flows_on(name: str, tmp_path: Path) -> None:
    """All 1,540 sentences of a text of 20,000 characters are printed, in order, over many pages."""
    draw, value = PAPERS[name]
    longer = s.agreed(facts=LONG) if name == "agreement" else replace(value, **{LONG_FIELDS[name]: LONG})
    paper = copied(draw(longer, LABELS), tmp_path)
    found = re.findall(r"(?<![\d.])0\d{4}(?!\d)", paper.replace(s.IMPRINT.anchor, ""))
    assert found == [f"{number:05}" for number in range(1540)]


def test_two_long_cells_in_one_row(tmp_path: Path) -> None:
    """A table row with several long cells is split over the pages and loses none of them."""
    demand = replace(s.DEMANDS[0], text=LONG[:4004], offered=LONG[:2600], unmet_reason=LONG[2600:4004])
    draw, value = PAPERS["approval"]
    paper = copied(draw(replace(value, demands=(demand,)), LABELS), tmp_path)
    numbers = [f"{number:05}" for number in range(308)]
    assert [one for one in numbers if paper.count(one) != 2] == []


def test_long_text_costs_in_proportion() -> None:
    """20,000 characters cost at most thirty times what 1,000 cost."""
    short, long = (replace(s.REGISTRATION, verbatim=LONG[:length]) for length in (1000, 20_000))
    registration.draw(long, LABELS)
    assert _cost(long) <= 30 * _cost(short)


def _cost(value: object) -> float:
    """The least processor time of three drawings, in seconds."""
    times: list[float] = []
    for _ in range(3):
        before = time.process_time()
        registration.draw(value, LABELS)  # type: ignore[arg-type]
        times.append(time.process_time() - before)
    return min(times)


def test_missing_glyph_is_named(tmp_path: Path) -> None:
    """What no font has stands as its code point, is named below, and can be asked for before."""
    text = "漏油😀\u0e01\x07很严重"
    assert unprintable(text + "😀") == ("😀", "\u0e01", "\x07")
    paper = copied(registration.draw(replace(s.REGISTRATION, verbatim=text), LABELS), tmp_path)
    assert "漏油[U+1F600][U+0E01][U+0007]很严重" in paper
    assert "字库未收的字（U+0007、U+0E01、U+1F600）" in paper


def test_missing_glyphs_are_found_anywhere() -> None:
    """What cannot print is found in any text of a value, however deep, before the paper is drawn."""
    demand = replace(s.DEMANDS[0], text="赔😀", offered="\u0e01")
    assert unprintable_in(replace(s.REGISTRATION, demands=(demand,), title="😀")) == ("😀", "\u0e01")
    assert unprintable_in(s.AGREEMENT) == ()


def test_lone_surrogate_and_joiner(tmp_path: Path) -> None:
    """A lone surrogate is named like any character that cannot print; a lone joiner counts as empty."""
    value = replace(s.REGISTRATION, verbatim="前\ud83d后", place="\u200d", summary="甲\u200d乙\ufe0f")
    paper = copied(registration.draw(value, LABELS), tmp_path)
    assert "前[U+D83D]后" in paper
    assert "甲乙" in paper
    assert "发生地点／" in paper


def test_full_paper_names_nothing_missing(tmp_path: Path) -> None:
    """Ordinary papers carry no note about missing characters."""
    for name in PAPERS:
        assert "字库未收" not in copied(drawn_plain(name), tmp_path)


def drawn_plain(name: str) -> bytes:
    """The paper as it is in the samples."""
    draw, value = PAPERS[name]
    return draw(value, LABELS)


def test_real_complaints_print(tmp_path: Path) -> None:
    """Two hundred real complaints print with every character of theirs, or its name."""
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "heimao-2020" / "heimao_jsonl.txt"
    if not path.exists():
        pytest.skip("the real complaints (../shared/data) are not here")
    with path.open(encoding="utf-8") as lines:
        told = ["\n".join(_strings(json.loads(line))) for line, _ in zip(lines, range(200), strict=False)]
    for start in range(0, 200, 50):
        text = "\n".join(told[start : start + 50])
        paper = copied(registration.draw(replace(s.REGISTRATION, verbatim=text), LABELS), tmp_path)
        for char in unprintable(text):
            text = text.replace(char, f"[U+{ord(char):04X}]")
        lost = {char for char in set(bare(text)) if char not in paper}
        assert lost == set()


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in _strings(part)]
    if isinstance(value, list):
        return [one for part in value for one in _strings(part)]
    return [value] if isinstance(value, str) else []
