"""The way of the paper: its stations in the head, and each with date, person and place in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aftersales.domain.codes import AgreementState, Whereabouts
from aftersales.domain.records.agreement import Agreement
from ui import texts
from ui.i18n import translate
from ui.presenters.agreements.looks import AgreementLook
from ui.views.casework.wording import Wording
from ui.widgets import fonts
from ui.widgets.badges import IconLabel
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

_ORDER = (
    Whereabouts.DRAFT,
    Whereabouts.ISSUED,
    Whereabouts.PRINTED,
    Whereabouts.HANDED_OVER,
    Whereabouts.SIGNED,
    Whereabouts.SCANNED,
    Whereabouts.FILED,
)


@dataclass(frozen=True)
class Station:
    """One station: its word, whether the paper was there, and when, who and where."""

    word: str
    passed: bool
    told: str = ""


def stations(look: AgreementLook, say: Wording) -> tuple[Station, ...]:
    """The stations of this agreement's paper."""
    row, now = look.row, look.page.now

    def at(moment: object, *who: str | None) -> str:
        when = say.when(moment, now) if moment else ""  # type: ignore[arg-type]  # a moment of the row
        return "  ".join(part for part in (when, *who) if part)

    signed = row.state in (AgreementState.SIGNED, AgreementState.FULFILLED)
    signers = texts.joint().join(part for part in (row.signer_a, row.signer_b) if part)
    day = row.signed_b_on.isoformat() if row.signed_b_on else ""
    scan = next((one.name for one in look.case.attachments if one.no == row.scan), None)
    handed = " ".join(part for part in (row.handed_to, row.handed_place) if part)
    filed = row.original_place is not None
    return (
        Station(
            translate("Agreements", "起草"), passed=True, told=at(row.created_at, say.person(row.created_by))
        ),
        Station(translate("Agreements", "签发"), row.issued_at is not None, at(row.issued_at, row.agr_no)),
        Station(
            translate("Agreements", "打印"),
            row.printed_at is not None,
            at(row.printed_at, say.person(row.printed_by)),
        ),
        Station(
            translate("Agreements", "交付"),
            row.handed_at is not None,
            at(row.handed_at, say.person(row.handed_by), handed),
        ),
        Station(translate("Agreements", "签订"), signed, "  ".join(one for one in (day, signers) if one)),
        Station(translate("Agreements", "扫描件"), row.scan is not None, scan or ""),
        Station(
            translate("Agreements", "原件归档"),
            filed,
            at(row.filed_at, say.person(row.filed_by), row.original_place) if filed else "",
        ),
    )


class Course(QWidget):
    """The stations on one line; where the paper is, is bold."""

    def __init__(self) -> None:
        super().__init__()
        self._stations: tuple[Station, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Show these; the last that was passed is where the paper is."""
        self._stations = tuple(stations)
        self._at = max(at for at, one in enumerate(stations) if one.passed)
        here = stations[self._at].word
        self.setAccessibleName(translate("Agreements", "协议走到：{station}").format(station=here))
        strokes.tip(self, "\n".join(f"{one.word}  {one.told}" for one in stations if one.passed))
        self.updateGeometry()
        self.update()

    def _wide(self, at: int) -> int:
        font = fonts.strong() if at == self._at else fonts.body()
        return px(14) + strokes.width_of(self._stations[at].word, font)

    def sizeHint(self) -> QSize:
        gaps = px(24) * max(len(self._stations) - 1, 0)
        return QSize(sum(map(self._wide, range(len(self._stations)))) + gaps + 2, px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where there is no room for all words, the others are dots; the tooltip says them."""
        painter, left, middle = strokes.brush(self), 0, self.height() / 2
        bare = self.width() < self.sizeHint().width()
        for at, one in enumerate(self._stations):
            here = at == self._at
            token = Token.ACCENT if here else Token.INK2 if one.passed else Token.INK3
            painter.setPen(colour(token))
            painter.setBrush(colour(token) if one.passed else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + px(4), middle), px(3), px(3))
            painter.setPen(colour(Token.INK if here else Token.INK2 if one.passed else Token.INK3))
            painter.setFont(fonts.strong() if here else fonts.body())
            wide = self._wide(at) if here or not bare else px(8)
            box = QRectF(left + px(12), 0, wide, self.height())
            painter.drawText(box, strokes.LEFT, one.word if here or not bare else "")
            left += wide
            if at < len(self._stations) - 1:
                place = QPointF(left + px(6), round(middle - px(6)))
                icons.draw(painter, "chevron-right", place, px(12), Token.LINE2)
            left += px(24)


class Trail(QWidget):
    """The stations beneath each other, each with what is known of it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(24), px(8), px(20), px(12))
        self._column.setSpacing(px(8))

    def show_stations(self, stations: Sequence[Station], row: Agreement) -> None:
        """Show these; a void one says why."""
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        void = row.state == AgreementState.VOID
        for one in stations:
            if one.passed or not void:
                self._column.addWidget(_line(one))
        if void:
            told = translate("Agreements", "作废")
            self._column.addWidget(_line(Station(told, passed=True, told=row.void_reason or ""), "ban"))
        self._column.addStretch(1)


def _line(one: Station, icon: str = "") -> QWidget:
    row = QWidget()
    line, words = QHBoxLayout(row), QVBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(10))
    glyph = icon or ("circle-check" if one.passed else "circle-dashed")
    token = Token.RED if icon else Token.GREEN if one.passed else Token.INK3
    line.addWidget(IconLabel(glyph, token), 0, Qt.AlignmentFlag.AlignTop)
    words.setSpacing(0)
    ink = Token.INK if one.passed else Token.INK3
    words.addWidget(PlainLabel(one.word, fonts.strong if one.passed else fonts.body, ink))
    if one.told:
        words.addWidget(Prose(one.told, fonts.label, Token.INK2))
    line.addLayout(words, 1)
    return row
