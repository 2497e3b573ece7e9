"""Fields: typed by input method, walked by Enter, answered 不详 by one key, wrong beside the field."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aftersales.domain.dates import NotADate
from tests.ui.conftest import Type
from ui.models.days import read_day
from ui.views.casework.editors import Ticked
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field, line_up
from ui.widgets.fields.line import LineInput, MoneyInput, NumberInput
from ui.widgets.fields.long import LongInput
from ui.widgets.fields.several import Several
from ui.widgets.flow import Flow
from ui.widgets.theme import px

TODAY = date(2026, 3, 11)
ANSWERS = (("unknown", "不详"), ("none", "无"))
SEVERITIES = (("general", "一般"), ("serious", "较重"), ("major", "重大"))


Form = Callable[..., QWidget]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """Puts fields into a window that has the focus and lives as long as the test."""
    kept: list[QWidget] = []

    def shown(*fields: Field) -> QWidget:
        kept.append(window := QWidget())
        column = QVBoxLayout(window)
        for field in fields:
            column.addWidget(field)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        fields[0].take_focus()
        return window

    return shown


def test_enter_goes_on_and_ctrl_enter_out_of_long_fields(qtbot: QtBot, form: Form, type_text: Type) -> None:
    """Enter walks through lines, choices and days; in a long field Enter is a line and Ctrl+Enter goes on."""
    editors = (LineInput(), ComboInput(SEVERITIES), DateInput("", lambda: TODAY), LongInput(), LineInput())
    fields = [Field(str(at), editor) for at, editor in enumerate(editors)]
    window = form(*fields)
    for editor in editors[:3]:
        assert window.focusWidget() is editor
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    long = editors[3]
    type_text(long, "早上零下十二度")
    qtbot.keyClick(long, Qt.Key.Key_Return)
    assert window.focusWidget() is long
    qtbot.keyClick(long, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is editors[4]
    assert fields[3].editor.words() == "早上零下十二度\n"


CHAT = "漏\ufeff\u200b油\u202e"


@pytest.mark.parametrize("by_menu", [False, True])
@pytest.mark.parametrize(("make", "kept"), [(LineInput, "前漏油"), (LongInput, "前漏油\n完")])
def test_a_paste_leaves_out_what_nobody_sees(
    qtbot: QtBot, form: Form, type_text: Type, make: type[LineInput | LongInput], kept: str, by_menu: bool
) -> None:
    """By key and by the menu, at the cursor, and one undo takes it back; long ones keep their lines."""
    editor = make()
    form(Field("问题", editor))
    type_text(editor, "前")
    QGuiApplication.clipboard().setText(CHAT + ("\r\n完" if make is LongInput else ""))
    if not by_menu:
        qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(editor.viewport() if isinstance(editor, LongInput) else editor, asked)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        paste = menu.findChild(QAction, "edit-paste")
        assert isinstance(paste, QAction)
        paste.trigger()
        menu.close()
    assert editor.words() == kept
    editor.undo()
    assert editor.words() in {"前", ""}


def test_what_is_typed_stays_and_so_does_a_password(form: Form, type_text: Type) -> None:
    """Nothing typed is dropped silently; a pasted password is the one that was copied."""
    line, secret = LineInput(), LineInput()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    form(Field("问题", line), Field("密码", secret))
    type_text(line, CHAT)
    QGuiApplication.clipboard().setText(CHAT)
    secret.paste()
    assert line.words() == secret.words() == CHAT


@pytest.mark.parametrize("make", [LineInput, LongInput, lambda: DateInput("", lambda: TODAY), NumberInput])
def test_one_key_answers_unknown_and_none(
    qtbot: QtBot, form: Form, type_text: Type, make: type[LineInput]
) -> None:
    """F2 answers 不详, again 无, again nothing; typing takes the answer back; none of it is called wrong."""
    field = Field("生产日期", make(), answers=ANSWERS)
    form(field)
    seen = []
    for _ in range(3):
        qtbot.keyClick(field.widget, Qt.Key.Key_F2)
        field.check()
        seen.append((field.answered(), field.editor.words(), field.note()))
    assert seen == [("unknown", "不详", ""), ("none", "无", ""), ("", "", "")]
    qtbot.keyClick(field.widget, Qt.Key.Key_F2)
    type_text(field.widget, "x")
    assert field.answered() == ""


@pytest.mark.parametrize(
    "make",
    [
        lambda: ComboInput(SEVERITIES),
        lambda: ComboInput((), "还没有可选的"),
        lambda: Segmented(SEVERITIES),
        lambda: Several(SEVERITIES),
        lambda: Ticked(SEVERITIES),
    ],
)
def test_the_answer_is_seen_where_only_choices_are_shown(
    qtbot: QtBot, form: Form, make: Callable[[], QWidget]
) -> None:
    """F2 in a list, also an empty one: the word stands behind it, and goes when one of its own is chosen."""
    field = Field("依据附件", make(), answers=ANSWERS)
    form(field)
    seen = []
    for _ in range(3):
        qtbot.keyClick(field.widget, Qt.Key.Key_F2)
        seen.append([word for _, word in ANSWERS if word in told(field)])
    assert seen == [["不详"], ["无"], []]
    qtbot.keyClick(field.widget, Qt.Key.Key_F2)
    field.editor.edited.emit()
    assert (field.answered(), "不详" in told(field)) == ("", False)


def told(field: Field) -> list[str]:
    """The texts in sight."""
    return [label.text() for label in field.findChildren(QLabel) if label.isVisible()]


def test_f2_does_nothing_where_unknown_is_no_answer(qtbot: QtBot, form: Form) -> None:
    """A field that is not marked † cannot be answered 不详."""
    field = Field("客户", LineInput())
    form(field)
    qtbot.keyClick(field.widget, Qt.Key.Key_F2)
    assert (field.answered(), field.editor.words()) == ("", "")


def test_a_wrong_value_is_told_beneath_the_field_and_taken_back(
    qtbot: QtBot, form: Form, type_text: Type
) -> None:
    """Leaving a field with a wrong value says so under it and to a screen reader; typing on takes it away."""
    money, other = MoneyInput(), LineInput()
    field = Field("金额", money, required=True)
    form(field, Field("客户", other))
    type_text(money, "三千")
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert "不是金额" in field.note()
    assert (money.accessibleDescription(), money.wrong) == (field.note(), True)
    money.selectAll()
    type_text(money, "3000")
    assert (field.note(), money.wrong) == ("", False)
    field.take_focus()
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert (money.words(), money.fen()) == ("3,000.00", 300_000)


def test_money_is_told_in_words(form: Form) -> None:
    """An amount's words stand behind it, and go when it is no amount any more."""
    money = MoneyInput()
    field = Field("金额", money)
    form(field)
    money.show_fen(486_000)
    assert field._beside.text() == "肆仟捌佰陆拾元整"
    money.setText("x")
    assert field._beside.text() == ""


def test_numbers_have_three_places_at_most() -> None:
    """A number field reads full width and commas between threes; a fourth place, 1,5 and words are wrong."""
    number = NumberInput(unit="桶")
    number.show_words("１,２０0.5")
    assert number.number() == Decimal("1200.5")
    for wrong in ("十二", "-1", "1.0001", "NaN", "Infinity", "1,5", "1,20", "1_5"):
        number.show_words(wrong)
        assert number.problem(), wrong


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", "2026-03-11"),
        ("昨天", "2026-03-10"),
        ("-2", "2026-03-09"),
        ("3-8", "2026-03-08"),
        ("3月8日", "2026-03-08"),
        ("0308", "2026-03-08"),
        ("12/30", "2025-12-30"),
        ("8", "2026-03-08"),
        ("２０２６－３－８", "2026-03-08"),
        ("2025年1月2日", "2025-01-02"),
    ],
)
def test_a_day_may_be_typed_short(typed: str, day: str) -> None:
    """Short forms mean the nearest day; long forms are read by the domain."""
    assert read_day(typed, TODAY).isoformat() == day


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_is_refused_by_name(text: str) -> None:
    """No text that people type into a date breaks the field."""
    with contextlib.suppress(NotADate):
        assert isinstance(read_day(text, TODAY), date)


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_a_day_that_is_shown_is_read_back(day: date) -> None:
    """What the field shows is what it reads."""
    assert read_day(day.isoformat(), TODAY) == day


def test_arrow_keys_step_days_and_the_calendar_picks(qtbot: QtBot, form: Form) -> None:
    """Down goes a day back, from today where nothing stands; a picked day is shown, as an edit."""
    editor = DateInput("", lambda: TODAY)
    field = Field("日期", editor)
    form(field)
    changes: list[int] = []
    field.changed.connect(lambda: changes.append(1))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(editor, key)
    assert (editor.words(), len(changes)) == ("2026-03-10", 4)
    qtbot.keyClick(editor, Qt.Key.Key_F4)
    assert editor._calendar is not None
    assert editor._calendar.isVisible()
    editor._calendar.clicked.emit(editor._calendar.selectedDate().addDays(-1))
    assert (editor.words(), len(changes)) == ("2026-03-09", 5)
    assert not editor._calendar.isVisible()


def test_choices_keep_their_code(qtbot: QtBot) -> None:
    """A choice holds a code, shows its word, and keeps it when the words change."""
    for editor in (ComboInput(SEVERITIES), Segmented(SEVERITIES)):
        qtbot.addWidget(editor)
        editor.choose("serious")
        editor.set_options((("serious", "較重"), ("major", "重大")))
        assert (editor.code(), editor.words()) == ("serious", "較重")
        editor.choose("gone")
        assert editor.code() == ""
        editor.show_words("重大")
        assert editor.code() == "major"


def test_a_list_opens_on_what_is_chosen(qtbot: QtBot, form: Form) -> None:
    """The chosen line is marked, at the first opening too; the arrow goes on from there."""
    editor = ComboInput(SEVERITIES)
    editor.choose("serious")
    form(Field("程度", editor))
    for chosen in (1, 2):
        editor.showPopup()
        opened = editor.view()
        assert [index.row() for index in opened.selectionModel().selectedIndexes()] == [chosen]
        qtbot.keyClick(opened, Qt.Key.Key_Down)
        qtbot.keyClick(opened, Qt.Key.Key_Return)
    assert editor.code() == "major"


def test_parts_are_chosen_with_the_arrow_keys(qtbot: QtBot, form: Form) -> None:
    """Right goes to the next part and chooses it, as an edit of a person."""
    parts = Segmented(SEVERITIES)
    parts.choose("general")
    field = Field("程度", parts)
    form(field)
    changes: list[str] = []
    field.changed.connect(lambda: changes.append(parts.code()))
    chosen = parts.focusProxy()
    assert chosen is not None
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    assert parts.code() == "serious"
    assert changes == ["serious"]


@pytest.mark.parametrize("required", [True, False])
def test_a_field_has_label_buddy_and_accessible_name(*, required: bool) -> None:
    """The label leads to the editor, a screen reader hears the name and whether it is compulsory."""
    field = Field("生产 & 日期", LineInput(), required=required)
    labels = [label for label in field.findChildren(QLabel) if label.buddy() is field.widget]
    assert [label.text() for label in labels] == ["生产 & 日期"]
    assert field.widget.accessibleName() == ("生产 & 日期，必填" if required else "生产 & 日期")


def test_a_field_that_is_read_shows_words_without_an_editor(form: Form) -> None:
    """Read-only shows the value as a text in place of the editor, and a dash for none."""
    field = Field("批号", LineInput())
    form(field)
    field.set_read_only(True)
    assert (field._shown.text(), field._shown.isVisible(), field.widget.isVisible()) == ("—", True, False)
    field.editor.show_words("D7-20260118-03")
    field.set_read_only(True)
    assert field._shown.text() == "D7-20260118-03"
    field.set_read_only(False)
    assert field.widget.isVisible()


def test_a_long_field_keeps_the_words_and_is_not_edited_by_showing(qtbot: QtBot) -> None:
    """Showing words is no edit; pasted formatting is dropped; every line keeps the look's spacing."""
    editor = LongInput()
    qtbot.addWidget(editor)
    edits: list[int] = []
    editor.edited.connect(lambda: edits.append(1))
    editor.show_words("一\n<b>二</b>\t三")
    assert (editor.words(), edits) == ("一\n<b>二</b>\t三", [])
    assert not editor.acceptRichText()
    assert not editor.document().isUndoAvailable()


def test_editors_beneath_each_other_begin_at_one_edge(form: Form) -> None:
    """The longest label moves all editors of its column, the compulsory mark moves none of them."""
    fields = [Field(word, LineInput()) for word in ("渠道", "Attachments to the basis", "客户说的原因")]
    form(*fields)
    line_up(fields)
    fields[0].set_required(True)
    QApplication.processEvents()
    assert len({field.widget.x() for field in fields}) == 1


def test_what_went_out_of_sight_leaves_no_gap(qtbot: QtBot) -> None:
    """A button that is hidden or comes while its line is not seen has its place when the line is seen."""
    first, second, third = (QLineEdit() for _ in range(3))
    line, page = Flow((first, second, third)), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(line)
    qtbot.addWidget(page)
    page.show()
    page.hide()
    second.hide()
    page.show()
    assert third.x() == first.geometry().right() + 1 + px(8)
