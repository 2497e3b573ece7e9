"""What is refused at the desk where notices are found by their numbers and ticked."""

from __future__ import annotations

from aftersales.domain.errors import BadField, DomainError


class NoSuchNotice(BadField):
    """No notice that one sees has this number or ends with it. Facts: ``field``, ``number``."""


class SeveralNotices(BadField):
    """More than one open notice ends with it. Facts: ``field``, ``number``, ``found``."""


class NoticeMoved(DomainError):
    """Somebody else did something with this notice meanwhile. Facts: ``notice_no``, ``state``."""


class DuePassed(BadField):
    """A notice is issued with time left to do it. Facts: ``field``, ``value``."""


class NotInParts(BadField):
    """Only what is counted is done in parts. Facts: ``field``, ``kind``."""


class NothingDone(BadField):
    """A quantity of nothing is no part and no whole. Facts: ``field``."""
