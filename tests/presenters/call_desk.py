"""A practice office without cases, a runner that does work at once, and calls that clerks take."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from aftersales.app import App, open_app
from aftersales.domain.errors import CodedError
from aftersales.practice import found_company
from tests.made_once import made_once
from ui.presenters.runner import Failed, Lane, Progress

T = TypeVar("T")
PHONE = "13859108801"
LONG: dict[str, object] = {
    "channel": "phone",
    "phones": PHONE,
    "cust_name": "宁州远拓汽配有限公司",
    "address": "宁州市北郊物流园 3 区 17 栋",
    "nature": "complaint",
    "severity": "general",
    "ongoing_harm": "no",
    "verbatim": "早上零下十二度，机油盖一打开全是白的，像豆浆。上次那批没有这样，你们得给个说法。",
    "reason": ["product"],
    "demands": [{"kind": "exchange", "qty": "12"}],
    "product_line": [{"product": "砺驰柴机油 CI-4 15W-40", "batch_no": "D7-20260118-03", "qty_bad": "12"}],
}
"""What a form holds after a call that goes the long way."""
FAST: dict[str, object] = {
    "phones": "13859108802",
    "cust_name": "平沙老周修车",
    "verbatim": "少送了一瓶变速箱油。",
    "product": "砺驰自动变速箱油 ATF-Ⅲ",
    "remedies": [
        {
            "kind": "goods",
            "product": "砺驰自动变速箱油 ATF-Ⅲ",
            "qty": "1",
            "unit": "bottle",
            "unit_value": "58.00",
        }
    ],
    "word": "补送一瓶，后天到",
    "nature": "complaint",
}
"""What the seven fields hold; the deadline is the test's."""


class AtOnce:
    """A runner that does what it is given before it returns."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,  # noqa: ARG002 - the protocol's
    ) -> AtOnce:
        """Do it; a refusal that nobody waits for is raised."""
        try:
            answer = work()
        except CodedError as error:
            if failed is None:
                raise
            failed(error)
            return self
        done(answer)
        return self

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        told: Callable[[int, int], None] | None = None,  # noqa: ARG002 - the protocol's
        lane: Lane = Lane.FILES,
    ) -> AtOnce:
        """As ``run``."""
        return self.run(lambda: work(self), done, failed, lane=lane)

    def tell(self, done: int, total: int) -> None:
        """Nobody looks on."""

    def cancel(self) -> None:
        """It is done already."""


def made_office(factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its people and products; copy it, never write to it."""
    return made_once(factory, "practice.db", lambda file: found_company(f"sqlite:///{file}").first.close())


def copied(template: Path, folder: Path, login: str) -> App:
    """This person's desk in a copy of the office."""
    folder.mkdir(parents=True, exist_ok=True)
    file = Path(shutil.copy(template, folder / "office.db"))
    return open_app(f"sqlite:///{file}", login=login)
