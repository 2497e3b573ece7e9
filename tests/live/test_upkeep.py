"""Backups by themselves: when the window is closed and something changed; closing once more does not wait."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aftersales.domain.errors import Trouble
from aftersales.storage import backups
from aftersales.storage.address import parse
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import full_office
from tests.ui.window.desk import Desk
from ui.copies import keep_places
from ui.presenters.live.upkeep import UpkeepPresenter
from ui.presenters.settings.backups import BackedUp, Kept, Places
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme


@pytest.fixture
def address(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of the practice office with its complaints."""
    return f"sqlite:///{shutil.copy(full_office(tmp_path_factory), tmp_path / 'office.db')}"


@pytest.fixture
def desk(qapp: QApplication, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The program with its window open."""
    dress(qapp, Scheme.LIGHT)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    opened = Desk(qapp, address)
    yield opened
    opened.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Unplugged(Trouble):
    """The disk for backups is not there. No facts."""


class Keeping:
    """Backups that are due until one was made; ``broken`` ones fail."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken, self.made = broken, 0
        self.findings: tuple[str, ...] = ()

    def due(self, *, leaving: bool) -> bool:
        return leaving or not self.made

    def make(self) -> BackedUp:
        if self.broken:
            raise Unplugged
        self.made += 1
        kept = Kept(Path("copy"), datetime(2026, 3, 2, tzinfo=UTC), sound=not self.findings, size=1)
        return BackedUp(kept, 3, self.findings)


class Seen:
    """What the window showed."""

    def __init__(self) -> None:
        self.busy: list[bool] = []
        self.backed_up = 0
        self.refused: list[object] = []
        self.wrong: list[BackedUp] = []

    def show_backing_up(self, *, busy: bool) -> None:
        self.busy.append(busy)

    def show_backed_up(self) -> None:
        self.backed_up += 1

    def show_wrong(self, made: BackedUp) -> None:
        self.wrong.append(made)

    def show_not_backed_up(self, error: object) -> None:
        self.refused.append(error)


def copies(office: str) -> int:
    """How many backups stand."""
    place = parse(office)
    return len(backups.copies(backups.usual_folder(place), backups.office_name(place)))


def test_closing_makes_a_backup_of_what_changed(desk: Desk, address: str) -> None:
    """The window says so, closes by itself, and a sound backup stands; a second start meanwhile keeps it."""
    desk.program.back_up_at_exit()
    desk.enter("service1")
    desk.window.close()
    assert desk.window.isVisible()
    said = " ".join(toast.text() for toast in desk.frame.toasts.toasts())
    assert "正在做退出前的备份" in said
    desk.program.come_up()
    desk.wait(lambda: copies(address) == 1)
    desk.wait(lambda: "备份：" in desk.frame.backup.text())
    assert desk.window.isVisible()
    desk.window.close()
    desk.wait(lambda: not desk.window.isVisible())
    assert copies(address) == 1, "nothing changed since"


def test_closing_a_locked_window_says_what_is_waited_for(desk: Desk) -> None:
    """On the page that asks for the password, not behind it."""
    desk.program.back_up_at_exit()
    desk.enter("service1").go("@lock")
    desk.window.close()
    assert desk.window.isVisible()
    assert ["正在做退出前的备份" in toast.text() for toast in desk.window.toasts.toasts()] == [True]
    desk.wait(lambda: not desk.window.isVisible())


def test_closing_twice_does_not_wait(desk: Desk) -> None:
    """Who is in a hurry closes once more."""
    desk.program.back_up_at_exit()
    desk.enter("service1")
    desk.window.close()
    desk.window.close()
    assert not desk.window.isVisible()


def test_now_and_then_one_is_made_if_it_is_due() -> None:
    """Seen in the status line only while it is made; not due is not seen."""
    seen, keeping = Seen(), Keeping()
    presenter = UpkeepPresenter(seen, AtOnce(), None, keeping)  # type: ignore[arg-type]  # nobody acts here
    presenter.back_up()
    presenter.back_up()
    assert (keeping.made, seen.busy, seen.backed_up) == (1, [True, False], 1)


def test_a_backup_that_fails_is_told_once_and_keeps_nobody_from_leaving() -> None:
    """One sentence until it works again; the window closes all the same."""
    seen, left = Seen(), list[bool]()
    presenter = UpkeepPresenter(seen, AtOnce(), None, Keeping(broken=True))  # type: ignore[arg-type]
    presenter.back_up()
    presenter.back_up()
    presenter.back_up(lambda: left.append(True))
    assert len(seen.refused) == 1
    assert left == [True]
    assert seen.busy[-1] is False


def test_what_is_wrong_with_a_backup_is_told_once_until_all_is_well() -> None:
    """Nobody is told of the same damage every few hours, and of another one anew."""
    seen, keeping = Seen(), Keeping()
    presenter = UpkeepPresenter(seen, AtOnce(), None, keeping)  # type: ignore[arg-type]
    for findings in (("state_differs",), ("state_differs",), (), ("state_differs",)):
        keeping.findings, keeping.made = findings, 0
        presenter.back_up()
    assert len(seen.wrong) == 2


def test_a_second_place_that_is_gone_is_told_of_the_backup_nobody_asked_for(
    desk: Desk, address: str, tmp_path: Path
) -> None:
    """The disk was unplugged: a toast says so, and the status line until a backup is there again."""
    desk.program.back_up_at_exit()
    gone = tmp_path / "usb"
    gone.write_text("unplugged")
    keep_places(desk.program.machine, address, Places("", str(gone)))
    frame = desk.enter("service1")
    assert desk.program.leaving is not None
    assert desk.program.leaving.upkeep is not None
    desk.program.leaving.upkeep.presenter.back_up()
    desk.wait(lambda: any("第二处没有写成" in toast.text() for toast in frame.toasts.toasts()))
    desk.wait(lambda: str(gone) in frame.backup.toolTip())
    gone.unlink()
    frame.changed()
    desk.wait(lambda: "没有近日的备份" in frame.backup.toolTip())
    shutil.copytree(backups.usual_folder(parse(address)), gone)
    frame.changed()
    desk.wait(lambda: not frame.backup.toolTip())
    assert "备份：" in frame.backup.text()


def test_damage_that_a_backup_found_stands_in_the_status_line_of_every_desk(desk: Desk, address: str) -> None:
    """Who signs in later is told as well, not that all is well."""
    folder = backups.usual_folder(parse(address))
    frame = desk.enter("service1")
    desk.program._copies(frame.who).make()
    [made] = folder.glob("*.sqlite3")
    made.rename(made.with_name(f"{made.stem}.unsound.sqlite3"))
    frame.changed()
    desk.wait(lambda: "资料本身有问题" in frame.backup.toolTip())
