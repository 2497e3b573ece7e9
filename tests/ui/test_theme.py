"""The look: contrast, whole palettes, what Qt draws by itself, fonts, icons, caches that empty."""

from __future__ import annotations

import gc
import itertools
import re
import weakref

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from tests.ui.rows import lines, model_of
from ui.widgets import fonts
from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.line import LineInput
from ui.widgets.paint import icons
from ui.widgets.style import CELL, Look
from ui.widgets.table import ListView
from ui.widgets.theme import RESOURCES, colour, palette, px, theme
from ui.widgets.tokens import BACKGROUNDS, TABLE, TEXTS, Scheme, Token, contrast, value
from ui.widgets.words import PlainLabel

UI_FONTS = sorted((RESOURCES / "fonts" / "ui").glob("*.ttf"))


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("text", "ground"), list(itertools.product(TEXTS, BACKGROUNDS)))
def test_text_can_be_read(scheme: Scheme, text: Token, ground: Token) -> None:
    """Every text colour has 4.5:1 on every background, in both schemes."""
    assert contrast(value(text, scheme), value(ground, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
def test_fills_edges_and_rings_can_be_seen(scheme: Scheme) -> None:
    """White on a filled button and words on a toast have 4.5:1, a field's edge and the ring 3:1."""

    def ratio(one: Token, other: Token) -> float:
        return contrast(value(one, scheme), value(other, scheme))

    assert min(ratio(Token.ON_FILL, t) for t in (Token.FILL, Token.FILL_HOVER, Token.FILL_PRESS)) >= 4.5
    assert min(ratio(Token.FIELD, Token.SURFACE), *(ratio(Token.FOCUS, g) for g in BACKGROUNDS)) >= 3
    assert min(ratio(Token.TOAST_INK, Token.TOAST), ratio(Token.TOAST_VERB, Token.TOAST)) >= 4.5
    assert ratio(Token.RED, Token.RED_SOFT) >= 4.5
    assert ratio(Token.INK, Token.CHOSEN) >= 4.5


def test_the_measure_of_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and the published #767676 is just enough."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#AE2A21", "#AE2A21") == 1
    assert 4.5 <= contrast("#767676", "#FFFFFF") < 4.6


def test_every_token_has_two_colours() -> None:
    """The table names each token once, with two full colours."""
    assert set(TABLE) == set(Token)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", c) for pair in TABLE.values() for c in pair)


@pytest.mark.parametrize("scheme", Scheme)
def test_no_role_of_the_palette_is_left_to_fusion(scheme: Scheme) -> None:
    """Each role is set in each scheme; what is disabled, placeholder, highlight and accent are ours."""
    made, group = palette(scheme), QPalette.ColorGroup
    named = [role for role in QPalette.ColorRole if role is not QPalette.ColorRole.NColorRoles]
    unset = [r for r in named if not made.isBrushSet(group.Active, r) and r != QPalette.ColorRole.NoRole]
    assert unset == []
    assert made.color(group.Disabled, QPalette.ColorRole.Text).name().upper() == value(Token.DISABLED, scheme)
    assert made.color(QPalette.ColorRole.Accent).name().upper() == value(Token.ACCENT, scheme)


def test_a_size_reaches_what_qt_draws(dressed: QApplication) -> None:
    """A field, a choice, a cell and a scroll bar are as high or wide as the look says, at every zoom."""
    line, choice, cell, area = LineInput(), ComboInput(), LineInput(), QScrollArea()
    cell.wear(CELL)
    for zoom in (1.0, 1.5, 1.0):
        theme().put_on(dressed, Scheme.LIGHT, zoom)
        assert [w.sizeHint().height() for w in (line, choice, cell)] == [px(28) + 2, px(28) + 2, px(26) + 4]
        assert area.verticalScrollBar().sizeHint().width() == px(10)


def test_the_handle_tells_where_one_is(dressed: QApplication) -> None:
    """The handle of a scroll bar begins at one end and ends at the other, and grows with what is seen."""
    assert isinstance(dressed.style(), Look)
    bar = QScrollBar(Qt.Orientation.Vertical)
    bar.resize(10, 200)
    bar.setRange(0, 300)
    found = {}
    for page, at in ((100, 0), (100, 300), (300, 0)):
        bar.setPageStep(page)
        bar.setValue(at)
        told = QStyleOptionSlider()
        bar.initStyleOption(told)
        part = bar.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, told, QStyle.SubControl.SC_ScrollBarSlider, bar
        )
        found[page, at] = part.top(), part.top() + part.height()
    assert found == {(100, 0): (0, 50), (100, 300): (150, 200), (300, 0): (0, 100)}


def test_what_qt_draws_follows_the_theme(dressed: QApplication) -> None:
    """A field that is wrong has a red edge in both schemes, one that may not be filled in a sunken ground."""
    wrong, closed = LineInput(), LineInput()
    wrong.set_wrong(True)
    closed.setEnabled(False)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme().put_on(dressed, scheme)
        pictures = [line.grab().toImage() for line in (wrong, closed)]
        middle = pictures[0].height() // 2
        assert pictures[0].pixelColor(0, middle) == colour(Token.RED)
        assert pictures[1].pixelColor(4, middle) == colour(Token.SUNKEN)


def test_a_change_of_theme_reaches_painted_things(dressed: QApplication) -> None:
    """After a switch at run time colours, sizes, fonts and icons are the new ones, not the kept ones."""
    before = (colour(Token.INK).name(), fonts.body().pointSizeF(), _drawn("check"))
    heard: list[str] = []
    theme().changed.connect(lambda: heard.append("changed"))
    theme().put_on(dressed, Scheme.DARK, 1.5)
    after = (colour(Token.INK).name(), fonts.body().pointSizeF(), _drawn("check"))
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert px(32) == 48
    assert heard == ["changed"]
    assert QApplication.font().pointSizeF() == fonts.body().pointSizeF()


def _drawn(name: str) -> bytes:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.draw(painter, name, QPointF(0, 0), 16, Token.INK)
    painter.end()
    return bytes(image.constBits())


def test_a_label_made_in_another_theme_is_read_in_this_one(dressed: QApplication) -> None:
    """Made in dark, never seen, shown in light: it has light's ink."""
    theme().put_on(dressed, Scheme.DARK)
    label = PlainLabel("客户", fonts.strong)
    theme().put_on(dressed, Scheme.LIGHT)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == colour(Token.INK)


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws(name: str) -> None:
    """Each icon file is an icon that leaves ink, and takes its colour from us."""
    assert "currentColor" in (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert any(_drawn(name))


def test_an_unknown_icon_is_a_mistake() -> None:
    """A name without a file is told at once, not drawn as nothing."""
    with pytest.raises(icons.NoSuchIcon):
        icons.glyph("no-such-icon", 16, "#000000", 1.0)


@pytest.mark.parametrize("file", UI_FONTS, ids=lambda f: f.stem)
def test_a_font_holds_what_offices_write(file: object) -> None:
    """Each weight is below 6 MB and has all of GB 2312, Big5's common characters, our signs and digits."""
    path = next(f for f in UI_FONTS if f == file)
    with TTFont(path) as opened:
        held = set(opened.getBestCmap())
    rows = range(0xB0, 0xF8)
    common = {bytes((a, b)).decode("gb2312", "ignore") for a in rows for b in range(0xA1, 0xFF)}
    signs = set("，。、；：？！“”‘’（）《》【】…—·￥¥℃㎡①②×÷±→↑↓«»0123456789") | set("臺灣協議書")
    assert path.stat().st_size < 6_000_000
    assert {c for c in common | signs if c and ord(c) not in held} == set()


def test_three_weights_are_three_fonts() -> None:
    """Regular, Medium and SemiBold are ours and differ in width: no false bold."""
    assert len(UI_FONTS) == 3
    assert "Noto Sans SC" in fonts.load()
    from ui.widgets.paint.strokes import width_of

    assert len({width_of("0123456789 Aa", fonts.font(40, w)) for w in (400, 500, 600)}) == 3


def test_licences_lie_beside_what_they_license() -> None:
    """The fonts' and the icons' licences are kept."""
    assert (
        "SIL OPEN FONT LICENSE"
        in (RESOURCES / "fonts" / "ui" / "OFL.txt").read_text(encoding="utf-8").upper()
    )
    assert "MIT" in (RESOURCES / "icons" / "LICENSE.txt").read_text(encoding="utf-8")


def test_a_list_that_is_gone_is_kept_by_nobody(dressed: QApplication) -> None:  # noqa: ARG001 - drawn with its look
    """The look forgets who painted with it: else each frame that was ever shown stays in memory whole."""
    made = ListView(model_of(*lines(2)), "客诉")
    gone = weakref.ref(made)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del made
    gc.collect()
    assert gone() is None
