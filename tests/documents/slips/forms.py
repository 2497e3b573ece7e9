"""The notices as slips, by name, as the tests go through them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.documents import slips
from aftersales.documents.imprint.format import A5, THREE_PART
from tests.documents import samples
from tests.documents.papers import NOTICES

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.documents.imprint.format import Format
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Notice

FORMATS = {"slip_a5": A5, "slip_241": THREE_PART}


def _on(form: Format) -> Callable[[Notice, Labels], bytes]:
    return lambda value, labels: slips.draw(value, labels, form)


SLIPS: dict[str, tuple[Callable[[Any, Labels], bytes], Any]] = {
    f"{name}_{kind}": (_on(form), replace(samples.NOTICE, kind=kind))
    for name, form in FORMATS.items()
    for kind in NOTICES
}
