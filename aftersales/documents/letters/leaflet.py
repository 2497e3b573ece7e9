"""The leaflet 投诉须知: how a complaint is made, what happens with it, and what rights one has."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from aftersales.documents.sheet import Sheet, fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.documents.labels import Labels
    from aftersales.documents.letters.values import Hours, Leaflet, Limit

_SIZES = (11.0, 10.5, 10.0, 9.5)  # in points
_STEPS = ("registered", "received", "investigated", "answered", "agreed", "fulfilled")


def draw(value: Leaflet, labels: Labels) -> bytes:
    """The leaflet as a PDF, on one page where it fits."""
    return fitted(lambda size: _sheet(value, labels, size), _SIZES).finish()


def _sheet(value: Leaflet, labels: Labels, size: float) -> Sheet:
    sheet = Sheet(value.imprint, labels.label("leaflet.title"), labels, size=size)
    sheet.heading(labels.label("leaflet.part_how"))
    for text in _how(value, labels):
        sheet.paragraph(text)
    _listed(sheet, "bring", _texts(labels, "bring"))
    _listed(sheet, "path", _path(value, labels))
    for part in ("rights", "please", "privacy"):
        _listed(sheet, part, _texts(labels, part))
    return sheet


def _how(value: Leaflet, labels: Labels) -> Iterable[str]:
    if labels.shown(value.phone):
        yield labels.say("leaflet.how_phone", phone=value.phone)
    else:
        yield labels.label("leaflet.how_plain")
    if labels.shown(value.address):
        yield labels.say("leaflet.how_address", address=value.address)
    if value.hours:
        yield labels.say("leaflet.how_hours", hours=labels.pair(*(_open(labels, one) for one in value.hours)))


def _open(labels: Labels, hours: Hours) -> str:
    first, last = (labels.label(f"leaflet.weekday.{day}") for day in (hours.first, hours.last))
    days = first if hours.first == hours.last else labels.say("leaflet.days", first=first, last=last)
    spans = (
        labels.say("leaflet.span", opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}")
        for opens, closes in hours.spans
    )
    return labels.say("leaflet.hours", days=days, spans=labels.joined(*spans))


def _texts(labels: Labels, part: str) -> Iterable[str]:
    """The numbered texts of a part, as many as the labels hold."""
    for number in count(1):
        text = labels.texts.get(f"leaflet.{part}.{number}")
        if text is None:
            return
        yield text


def _path(value: Leaflet, labels: Labels) -> Iterable[str]:
    limits = dict(value.limits)
    for key in _STEPS:
        text = labels.label(f"leaflet.step.{key}")
        if key in limits:
            text = labels.say("leaflet.within", text=text, limit=_limit(labels, limits[key]))
        yield text


def _limit(labels: Labels, limit: Limit) -> str:
    return labels.say(f"leaflet.limit.{limit.unit}", amount=limit.amount)


def _listed(sheet: Sheet, part: str, texts: Iterable[str]) -> None:
    labels = sheet.labels
    sheet.heading(labels.label(f"leaflet.part_{part}"))
    for number, text in enumerate(texts, start=1):
        sheet.paragraph(labels.say("leaflet.item", number=number, text=text))
