"""``tick``: runs the office's clockwork once, as every open desk does; for a computer where none is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.app import tick as tick_at
from aftersales.ctl.reading import read_at

if TYPE_CHECKING:
    import argparse

    from aftersales.ctl.door import Door


def arguments(parser: argparse.ArgumentParser) -> None:
    """As of when."""
    parser.add_argument("--at", metavar="时刻", help="仅练习公司：把时钟拨到这一刻（如 2026-11-20 09:00）")


def run(asked: argparse.Namespace, door: Door) -> int:
    """Tell everybody whom a running limit must reach by now; how many messages were due."""
    door.must_act()
    app = door.app()
    app = app.at(read_at(app, asked.at)) if asked.at else app
    door.tell({"messages": tick_at(app)})
    return 0
