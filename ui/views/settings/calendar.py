"""日历: the hours of each weekday, and the days of a year that are unlike their weekday."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.cautions import Caution
from aftersales.domain.codes import DayKind
from aftersales.domain.office import Office
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.calendar import CalendarPresenter, SpecialDay, days_of, hours_of
from ui.views.parts import moments
from ui.views.room import Room
from ui.views.settings.listed import quiet
from ui.views.settings.page import Panel, SettingsPage, column
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import LineInput
from ui.widgets.fields.long import LongInput
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

DAYS, HOURS = "days", "hours"
MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - a Monday, to name weekdays by


class CalendarPage(SettingsPage):
    """The working calendar, as two sheets: special days, hours of the week."""

    def __init__(self, room: Room) -> None:
        super().__init__(
            room,
            translate("Settings", "日历"),
            translate("Settings", "时限按工作时间走。没有录入节假日的年份，节假日也当工作日算。"),
        )
        self.presenter = CalendarPresenter(self, room.runner, room.signed)
        self._office: Office | None = None
        self._told: dict[int, str] = {}
        self._on_its_way: tuple[str, dict[int, str]] = ("", {})
        self.sheet = Segmented(
            ((DAYS, translate("Settings", "节假日与调休")), (HOURS, translate("Settings", "每周时间")))
        )
        self.year = Segmented()
        self.rows: RowsModel[SpecialDay] = RowsModel(self._columns(), lambda day: day.day)
        self.list = ListView(self.rows, translate("Settings", "节假日与调休"))
        self.unknown = Note()
        self.kept = Note()
        self.kept.hide()
        self.pasted = Field(translate("Settings", "日子"), LongInput(rows=8), label_width=40)
        self.remove = Button(translate("Settings", "去掉选中的日子"), Kind.GHOST, icon="trash", small=True)
        self.hours = {
            day: Field(moments.weekday(MONDAY.replace(day=day)), LineInput(), label_width=56)
            for day in range(1, 8)
        }
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self.sheet.choose(DAYS)
        self._turn()
        self._hours_stand(self._lines())

    def _columns(self) -> tuple[Column[SpecialDay], ...]:
        def kind(day: SpecialDay) -> Cell:
            if day.kind == DayKind.WORKING:
                return Phrase(translate("Settings", "上班"), Tone.ACCENT)
            return translate("Settings", "放假")

        def weekday(day: SpecialDay) -> str:
            return moments.weekday(datetime.combine(day.day, datetime.min.time()))

        return (
            Column("day", translate("Settings", "日期"), lambda day: day.day.isoformat(), 110),
            Column(
                "weekday", translate("Settings", "星期"), lambda day: Phrase(weekday(day), Tone.LABEL), 64
            ),
            Column("kind", translate("Settings", "类别"), kind, 76),
            Column("name", translate("Settings", "名称"), lambda day: day.name),
        )

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self.head(self.sheet))
        self.stack.addWidget(self._days())
        told = quiet(translate("Settings", "几段之间用逗号隔开，例如 08:30-12:00，13:30-17:30；休息就空着。"))
        self.stack.addWidget(column(told, *self.hours.values(), widest=520))
        page.addWidget(self.stack, 1)
        page.addWidget(self._inset(self.kept))
        page.addWidget(self._inset(self.refused))
        page.addWidget(self.foot())
        self.list.set_empty(
            EmptyList(
                "calendar",
                translate("Settings", "这一年还没有录入"),
                translate("Settings", "国务院公布后，把安排贴到右边。"),
            )
        )

    def _days(self) -> QWidget:
        sheet, panel = QWidget(), Panel()
        line, left, right = QHBoxLayout(sheet), QVBoxLayout(), QVBoxLayout(panel)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        left.setContentsMargins(px(16), 0, 0, 0)
        left.setSpacing(px(6))
        above = QHBoxLayout()
        above.setContentsMargins(px(8), 0, px(16), 0)
        above.addWidget(self.year)
        above.addStretch(1)
        above.addWidget(self.remove)
        left.addLayout(above)
        left.addWidget(self.unknown)
        left.addWidget(self.list, 1)
        panel.setFixedWidth(px(384))
        right.setContentsMargins(px(20), px(14), px(20), px(12))
        right.setSpacing(px(8))
        right.addWidget(PlainLabel(translate("Settings", "录入日子"), fonts.section))
        right.addWidget(quiet(translate("Settings", "一行一天或一段，写明放假或上班，后面是名称，例如：")))
        example = translate("Settings", "2027-02-06 至 2027-02-12 放假 春节\n2027-02-14 上班 春节调休")
        right.addWidget(PlainLabel(example, fonts.label, Token.INK3, wraps=True))
        right.addWidget(self.pasted)
        right.addStretch(1)
        line.addLayout(left, 1)
        line.addWidget(panel)
        return sheet

    def _listen(self) -> None:
        self.sheet.edited.connect(self._turn)
        self.year.edited.connect(self._show_year)
        for field in (self.pasted, *self.hours.values()):
            field.changed.connect(self.look)
        self.remove.clicked.connect(self._remove)
        self.list.chose.connect(lambda rows: self.remove.setEnabled(bool(rows)))
        self.remove.setEnabled(False)

    # What is typed

    def _lines(self) -> dict[int, str]:
        return {day: field.editor.words().strip() for day, field in self.hours.items()}

    def typed(self) -> tuple[str, dict[int, str]]:
        return (self.pasted.editor.words().strip(), self._lines())

    def fields(self) -> dict[str, ShowsWrong]:
        hours: dict[str, ShowsWrong] = {f"weekday.{day}": field for day, field in self.hours.items()}
        return {"days": self.pasted, **hours}

    def _turn(self) -> None:
        days = self.sheet.code() == DAYS
        self.stack.setCurrentIndex(0 if days else 1)
        self.save.setText(translate("Settings", "写进日历") if days else translate("Settings", "保存"))

    # What a person does

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        self._on_its_way = self.typed()
        if self.sheet.code() == DAYS and self.pasted.editor.words().strip():
            self.presenter.add_days(self.pasted.editor.words())
        else:
            self._send_hours()

    def discard(self) -> None:
        self.clear_refusal()
        self.pasted.editor.show_words("")
        self._hours_stand(self._lines())
        self.refresh()

    def _send_hours(self) -> None:
        lines = self._lines()
        self.presenter.save_hours({day: told for day, told in lines.items() if told != self._told[day]})

    def _remove(self) -> None:
        self.presenter.remove([day.day for day in self.list.chosen_rows()])

    # What the presenter shows

    def show_office(self, office: Office, today: date) -> None:
        self._office = office
        known = {row.day.year for row in office.calendar if row.day is not None}
        years = sorted({*known, today.year, today.year + 1})[-6:]
        chosen = self.year.code() or str(today.year)
        self.year.set_options([(str(year), str(year)) for year in years])
        self.year.choose(chosen)
        self._show_year()
        if self._lines() == self._told:
            for day, field in self.hours.items():
                field.editor.show_words(hours_of(office.calendar, day))
            self._hours_stand(self._lines())

    def _hours_stand(self, lines: dict[int, str]) -> None:
        """These hours are the office's; of days nothing is ever but typed."""
        self._told = lines
        self._stood = ("", lines)
        self.look()

    def _show_year(self) -> None:
        if self._office is None:
            return
        year = int(self.year.code())
        days = days_of(self._office.calendar, year)
        self.rows.show(days)
        told = translate("Settings", "{year} 年的节假日还没有录入：到期日会把节假日当工作日算。")
        self.unknown.say("" if days else told.format(year=year), "alert-triangle", Token.AMBER)
        self.unknown.setVisible(not days)

    def show_left(self, found: tuple[Caution, ...]) -> None:
        told = "\n".join(self.room.words.sentence(one.code, one.facts, "caution") for one in found)
        self.kept.say(told, "alert-triangle", Token.AMBER)
        self.kept.setVisible(bool(found))

    def settle(self, what: str) -> None:
        pasted, lines = self._on_its_way
        if what == "saved":
            self._hours_stand(lines)
        elif self.pasted.editor.words().strip() == pasted:
            self.pasted.editor.show_words("")
