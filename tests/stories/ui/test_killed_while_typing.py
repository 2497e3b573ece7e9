"""The program killed twenty times while somebody types: how much of it is gone at the next start."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.presenters.call_desk import made_office
from tests.stories.ui.killed_clerk import typing
from ui.presenters.drafts import Drafts

KILLS, AT_ONCE = 20, 4
WITHIN = 2.0
"""Seconds of typing that may be gone."""
LONGEST = 60.0


def killed_after(seconds: float, template: Path, folder: Path) -> float:
    """Have a clerk type for so long and kill her; so many seconds of her typing are gone."""
    folder.mkdir()
    office = shutil.copy(template, folder / "office.db")
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    clerk = context.Process(target=typing, args=(theirs, str(office), str(folder)))
    clerk.start()
    theirs.close()
    assert ours.poll(LONGEST), "nobody types"
    typed = [ours.recv()]
    time.sleep(seconds)
    clerk.kill()
    at = time.monotonic()
    clerk.join()
    try:
        while ours.poll():
            typed.append(ours.recv())
    except EOFError:
        pass
    return gone(typed, at, folder)


def gone(typed: list[tuple[int, float]], at: float, folder: Path) -> float:
    """Seconds from the first word that is not back to the kill; 0 where all are back."""
    draft = Drafts(folder / "drafts").left_open()
    back = str(draft.values["verbatim"]).split() if draft is not None else []
    assert back == [str(number) for number in range(1, len(back) + 1)], "what is back is what was typed"
    lost = [moment for number, moment in typed if number > len(back)]
    return at - lost[0] if lost else 0.0


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


def test_twenty_kills_lose_two_seconds_at_most(office_file: Path, tmp_path: Path) -> None:
    """Killed at any moment of her typing: everything older than two seconds is in the draft, in order."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.stories.ui.killed_clerk"])
    chance = random.Random(2026)
    waits = [chance.uniform(0.3, 2.8) for _ in range(KILLS)]
    with ThreadPoolExecutor(AT_ONCE) as crew:
        waiting = [
            crew.submit(killed_after, wait, office_file, tmp_path / str(number))
            for number, wait in enumerate(waits)
        ]
        losses = [one.result() for one in waiting]
    middle, worst = statistics.median(losses), max(losses)
    print(f"killed {KILLS} times while typing: {middle:.2f} s gone in the middle, {worst:.2f} s at most")
    assert worst <= WITHIN
