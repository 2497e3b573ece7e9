"""敏感期: days in which limits are shorter."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date

from aftersales.domain.office import Office
from aftersales.domain.records.office import SensitivePeriod
from ui import texts
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.limits import PeriodsPresenter, periods
from ui.views.parts.offered import Offer, Offered
from ui.views.parts.product_table import offer_of
from ui.views.room import Room
from ui.views.settings.form import Form
from ui.views.settings.listed import ListedPage, nothing
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.line import LineInput

BETWEEN = re.compile("[、,，]")
NAMES = ("name", "from_on", "to_on", "factor", "products")


class PeriodsPage(ListedPage):
    """The sensitive periods."""

    def __init__(self, room: Room) -> None:
        self._today = date.min
        model: RowsModel[SensitivePeriod] = RowsModel(self._columns(), lambda row: row.no)
        super().__init__(
            room,
            translate("Settings", "敏感期"),
            translate("Settings", "像 3·15 前后，投诉的时限按系数缩短：0.5 就是减半。"),
            model,
            translate("Settings", "新敏感期"),
        )
        self.presenter = PeriodsPresenter(self, room.runner, room.signed)
        self.form = Form(
            room.words,
            SensitivePeriod,
            NAMES,
            lambda: self.presenter.today,
            required=("name", "from_on", "to_on", "factor"),
            label=72,
        )
        products = translate("Settings", "产品名称，打几个字就可以选；几个之间用顿号隔开，空着就是全部产品")
        self.form.field("products").show_note(products, "")
        self._products = products
        line = self.form.input("products")
        self.offered = Offered(line, self._alike) if isinstance(line, LineInput) else None
        self.end = Button(translate("Settings", "结束"), Kind.GHOST)
        self.lay_out_list(
            (self.form,), nothing("flag", translate("Settings", "没有敏感期")), verbs=(self.end,)
        )
        self.form.changed.connect(self.look)
        self.end.clicked.connect(lambda: self.presenter.end(self.chosen.no))
        self.begin()

    def _columns(self) -> tuple[Column[SensitivePeriod], ...]:
        def days(row: SensitivePeriod) -> str:
            return translate("Settings", "{from_on} 至 {to_on}").format(from_on=row.from_on, to_on=row.to_on)

        def state(row: SensitivePeriod) -> Cell:
            if row.to_on and row.to_on < self._today:
                return Phrase(translate("Settings", "已过"), Tone.QUIET)
            begun = row.from_on and row.from_on <= self._today
            return translate("Settings", "现在") if begun else translate("Settings", "未到")

        def products(row: SensitivePeriod) -> str:
            return texts.joint().join(row.products) or translate("Settings", "全部")

        return (
            Column("name", translate("Settings", "名称"), lambda row: row.name or "", 120),
            Column("days", translate("Settings", "日子"), days, 190),
            Column(
                "factor",
                translate("Settings", "系数"),
                lambda row: f"{row.factor.normalize():f}",
                64,
                right=True,
            ),
            Column("products", translate("Settings", "产品"), products),
            Column("state", translate("Settings", "状态"), state, 72),
        )

    def typed(self) -> object:
        return self.form.values()

    def fields(self) -> dict[str, ShowsWrong]:
        return dict(self.form.fields)

    def key_of(self, row: SensitivePeriod) -> Hashable:
        return row.no

    def begin(self) -> None:
        super().begin()
        self._fill(SensitivePeriod())

    def choose(self, row: SensitivePeriod) -> None:
        super().choose(row)
        self._fill(row)

    def _fill(self, row: SensitivePeriod) -> None:
        self.form.show_record(row)
        self.form.field("products").show_note(self._products, "")
        self.show_verbs()
        self.stands()

    def show_verbs(self) -> None:
        row = self.chosen
        self.name.setText(translate("Settings", "新敏感期") if row is None else row.name or "")
        self.end.setVisible(row is not None and row.to_on is not None and row.to_on >= self._today)

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        values = self.form.values()
        products = [each.strip() for each in BETWEEN.split(str(values["products"])) if each.strip()]
        self.presenter.set(values, products, None if self.chosen is None else self.chosen.no)

    def _alike(self, typed: str) -> list[Offer]:
        """Complete what stands behind the last comma; the products before it stay."""
        last = BETWEEN.split(typed)[-1]
        before, found = typed.removesuffix(last), map(offer_of, self.presenter.alike(last))
        return [Offer(before + one.text, one.shown) for one in found]

    def show_office(self, office: Office, today: date) -> None:
        self._today = today
        self.rows.forget_cells()
        self.show_rows(periods(office, today))
