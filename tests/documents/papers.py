"""All papers with a full value each, by name, as tests and pictures go through them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.documents import agreement, approval, follow_up, notice, registration
from tests.documents import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.documents.labels import Labels

NOTICES = ("ship", "take_back", "gift", "special_packing", "pay", "credit_note", "repair", "rectify", "task")
PAPERS: dict[str, tuple[Callable[[Any, Labels], bytes], Any]] = {
    "registration": (registration.draw, samples.REGISTRATION),
    "approval": (approval.draw, samples.APPROVAL),
    "agreement": (agreement.draw, samples.AGREEMENT),
    "follow_up": (follow_up.draw, samples.FOLLOW_UP),
    **{f"notice_{kind}": (notice.draw, replace(samples.NOTICE, kind=kind)) for kind in NOTICES},
}
