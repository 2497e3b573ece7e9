"""公司: what papers say of us, the logo, numbers, and the limits that the company sets for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from aftersales.domain.office import Office
from aftersales.domain.records.office import Company
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.presenters.settings.company import CompanyPresenter
from ui.views.room import Room
from ui.views.settings.form import Form
from ui.views.settings.logo import scaled_logo
from ui.views.settings.page import SettingsPage, column
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.sections import SectionHead
from ui.widgets.theme import px

PAPERS = tuple("name uscc address phone legal_rep authorised_rep bank account default_court".split())
NUMBERS = ("prefix", "zone")
MONEY = ("paperless_limit", "by_word_limit", "gift_budget", "late_from", "late_until")
NEEDED = ("name", "uscc", "address", "phone", "prefix", "zone", "late_from", "late_until")
HIGH = 40
"""The logo on the page, in px at 100 %."""


class Logo(QWidget):
    """The picture, and the verbs that change it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QLabel()
        self.picture.setFixedHeight(px(HIGH))
        self.choose = Button(translate("Settings", "选图片…"), icon="photo", small=True)
        self.remove = Button(translate("Settings", "去掉"), Kind.LINK, small=True)
        self.note = Note("", translate("Settings", "PNG 或 JPEG，印在文件抬头，高 12 毫米以内"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, px(2), 0, px(2))
        line.setSpacing(px(12))
        for widget in (self.picture, self.choose, self.remove):
            line.addWidget(widget)
        line.addWidget(self.note, 1)
        self.show_picture(None)

    def show_picture(self, content: bytes | None) -> None:
        """Show these bytes; a picture that is none is told by its absence."""
        image = QImage.fromData(content) if content else QImage()
        self.picture.setVisible(not image.isNull())
        self.remove.setVisible(content is not None)
        if not image.isNull():
            shown = QPixmap.fromImage(image).scaledToHeight(px(HIGH))
            self.picture.setPixmap(shown)
        self.picture.setAccessibleName(translate("Settings", "公司标志"))


class CompanyPage(SettingsPage):
    """The company."""

    def __init__(self, room: Room, ask_file: Callable[[], str] | None = None) -> None:
        """``ask_file``: asks a person for a picture; "" is none."""
        super().__init__(
            room,
            translate("Settings", "公司"),
            translate("Settings", "印在协议、通知单和信函上的资料；改了以后新开的文件按新资料，旧的不变。"),
        )
        self.presenter = CompanyPresenter(self, room.runner, room.signed)
        self._ask_file = ask_file or self._file
        self._shown = ""
        forms = [
            Form(room.words, Company, names, lambda: self.presenter.today, required=NEEDED, label=120)
            for names in (PAPERS, NUMBERS, MONEY)
        ]
        self.papers, self.numbers, self.money = forms
        self.logo = Logo()
        self.logo.choose.clicked.connect(self.take_logo)
        self.logo.remove.clicked.connect(self.presenter.remove_logo)
        for form in forms:
            form.changed.connect(self.look)
        self._say_units()
        self.lay_out(self._content())
        self.stands()

    def _content(self) -> QWidget:
        return column(
            SectionHead(translate("Settings", "文件上的我方"), opens=False),
            self.papers,
            SectionHead(translate("Settings", "标志"), opens=False),
            self.logo,
            SectionHead(translate("Settings", "编号与时区"), opens=False),
            self.numbers,
            SectionHead(translate("Settings", "额度与晚单"), opens=False),
            self.money,
        )

    def _say_units(self) -> None:
        notes = {
            "paperless_limit": translate("Settings", "不超过就可以不签协议；0 为一律要签"),
            "by_word_limit": translate("Settings", "不超过就可以代录口头批准；0 为不许"),
            "gift_budget": translate("Settings", "每月；0 为不设"),
            "late_from": translate("Settings", "这个时刻以后登记的，次日截止前答复"),
        }
        for name, told in notes.items():
            self.money.field(name).show_note(told, "")
        self.numbers.field("prefix").show_note(translate("Settings", "新投诉的编号以它开头，例如 TS"), "")

    def typed(self) -> dict[str, object]:
        return self.papers.values() | self.numbers.values() | self.money.values()

    def fields(self) -> dict[str, ShowsWrong]:
        return {**self.papers.fields, **self.numbers.fields, **self.money.fields}

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_office(self, office: Office, today: date) -> None:
        firm = office.company
        if not self.is_dirty():
            for form in (self.papers, self.numbers, self.money):
                form.show_record(firm)
            self._say_units()
            self.stands()
        if (firm.logo_sha256 or "") != self._shown:
            self._shown = firm.logo_sha256 or ""
            if firm.logo_sha256:
                self.presenter.read_logo(firm.logo_sha256, self.logo.show_picture)
            else:
                self.logo.show_picture(None)

    def send(self) -> None:
        self.clear_refusal()
        stood = cast("dict[str, object]", self._stood)
        self.presenter.save({name: told for name, told in self.typed().items() if told != stood[name]})

    def clear_refusal(self) -> None:
        super().clear_refusal()
        self._say_units()

    def take_logo(self) -> None:
        """Ask for a picture and make it the logo."""
        place = self._ask_file()
        if place:
            self.presenter.take_logo(scaled_logo(place))

    def _file(self) -> str:
        pictures = translate("Settings", "图片 (*.png *.jpg *.jpeg)")
        return QFileDialog.getOpenFileName(self, translate("Settings", "选公司标志"), "", pictures)[0]
