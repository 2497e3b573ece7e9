"""Lines break by the rules, fit their width and hold every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aftersales.documents.markup import JOINT, NO_END, NO_START, is_blank, markup, unprintable

TEXTS = st.text(
    st.one_of(
        st.sampled_from("，。（）“”《》、￥ ab1.-"), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
    ),
    max_size=200,
)


def printed(text: str, width: float = 100.0, **how: float) -> list[str]:
    """The lines of `text` at ten points."""
    return ["".join(run.text for run in line.runs) for line in markup(text, width, **how).lines]  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_characters="\r\n\t"), max_size=80), st.floats(20, 400))
def test_no_character_is_lost(text: str, width: float) -> None:
    """The lines, put together, are the text; what no font has stands by its code point."""
    wanted = "".join(f"[U+{ord(char):04X}]" if char in unprintable(text) else char for char in text)
    invisible = [char for char in text if is_blank(char) and not char.isspace()]
    joined = "".join(printed(text, width))
    for char in invisible:
        joined, wanted = joined.replace(char, ""), wanted.replace(char, "")
    assert joined == wanted


@given(TEXTS, st.floats(30, 300))
def test_lines_fit(text: str, width: float) -> None:
    """No line is wider than asked, but for blanks that hang over its end."""
    for line in markup(text, width).lines:
        shown = "".join(run.text for run in line.runs)
        blanks = len(shown) - len(shown.rstrip(" "))
        assert line.width + line.indent <= width + 0.01 + blanks * 10


@given(st.lists(st.text(st.sampled_from("油漏了坏车"), min_size=3, max_size=9), min_size=2, max_size=30))
def test_marks_stay_with_their_words(words: list[str]) -> None:
    """No line begins with a closing mark or ends with an opening one."""
    lines = printed("".join(f"（{word}），" for word in words), 97)
    assert [line for line in lines if line[0] in NO_START or line[-1] in NO_END] == []


@given(st.lists(st.text(st.sampled_from("油漏了坏车"), min_size=1, max_size=5), min_size=2, max_size=30))
def test_a_box_stays_with_its_word(words: list[str]) -> None:
    """No line ends with a box, nor with the blank behind it; what is joined stays whole on its line."""
    for box in "□■":
        lines = printed("　".join(f"{box} {word}" for word in words), 97)
        assert [line for line in lines if line.rstrip()[-1] == box] == []
        lines = printed("　".join(JOINT.join(f"{box} {word}") for word in words), 97)
        assert "　".join(lines).split() == [part for word in words for part in (box, word)]


def test_words_and_numbers_stay_whole() -> None:
    """A Latin word or a number moves to the next line as a whole, and is cut only if longer than a line."""
    assert printed("这个型号的油是CH-4/15W-40的") == ["这个型号的油是", "CH-4/15W-40的"]
    assert "".join(printed("9" * 50)) == "9" * 50


def test_newlines_begin_paragraphs() -> None:
    """Every kind of newline begins a new line, and an empty one stays empty."""
    assert printed("一\r\n二\r三\n\n四") == ["一", "二", "三", "", "四"]


def test_flush_lines_reach_the_edge() -> None:
    """A full line is spread to the edge, the last one is not."""
    lines = markup("漏" * 25, 94.0, flush=True).lines
    ends = [round(line.width + 8 * line.stretch, 2) for line in lines]
    assert ends[:2] == [94.0, 94.0]
    assert lines[-1].stretch == 0


def test_no_character_is_left_alone() -> None:
    """The last line of a text from edge to edge holds two characters at least; a cell's may hold one."""
    text = "漏" * 19 + "。"
    assert [len(line) for line in printed(text, 90.0, flush=True)] == [9, 8, 3]
    assert [len(line) for line in printed(text, 90.0)] == [9, 9, 2]


def test_english_is_not_spread() -> None:
    """Letters keep their distance: a paragraph of Latin words ends its lines where they end."""
    lines = markup("The goods are accepted within three days of their receipt.", 97.0, flush=True).lines
    assert len(lines) > 2
    assert {line.stretch for line in lines} == {0.0}


def test_first_line_is_indented() -> None:
    """Only the first line of a paragraph is indented, and holds less."""
    assert printed("漏" * 12, indent=20.0) == ["漏" * 8, "漏" * 4]


def test_fallback_run_by_run() -> None:
    """Only the character that the main font lacks is drawn with the other font."""
    (line,) = markup("姓𠮷名", 100).lines
    assert [(run.font, run.text) for run in line.runs] == [
        ("PaperRegular", "姓"),
        ("PaperFallback", "𠮷"),
        ("PaperRegular", "名"),
    ]
