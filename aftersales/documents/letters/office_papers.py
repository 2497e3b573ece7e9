"""The papers of no case by name: the leaflet, and the forms to be filled with a pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents import follow_up, registration
from aftersales.documents.letters import compose_leaflet, leaflet, tracking

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.office import Office


def drawn(office: Office, name: str, *, labels: Labels, by: str, at: datetime) -> bytes:
    """The PDF of one of ``usecases.printing.OFFICE_PAPERS``; KeyError for any other name."""
    return {
        "leaflet": _leaflet,
        "blank_registration": _registration,
        "blank_follow_up": _follow_up,
        "blank_tracking": _tracking,
    }[name](office, labels, by, at)


def _leaflet(office: Office, labels: Labels, by: str, at: datetime) -> bytes:
    return leaflet.draw(compose_leaflet.leaflet(office, labels=labels, by=by, at=at), labels)


def _registration(office: Office, labels: Labels, by: str, at: datetime) -> bytes:
    value = compose_leaflet.blank_registration(office, labels=labels, by=by, at=at)
    return registration.draw(value, labels)


def _follow_up(office: Office, labels: Labels, by: str, at: datetime) -> bytes:
    return follow_up.draw(compose_leaflet.blank_follow_up(office, labels=labels, by=by, at=at), labels)


def _tracking(office: Office, labels: Labels, by: str, at: datetime) -> bytes:
    return tracking.draw(compose_leaflet.blank_tracking(office, labels=labels, by=by, at=at), labels)
