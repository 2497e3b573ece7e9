"""Reports of mistakes: where they lie, without people's data, and they never crash themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aftersales.domain.errors import Trouble
from ui import crash


class MailRefused(Trouble):
    """A world that says no. Facts: ``address``."""


def refuse(address: str) -> None:
    """Say no."""
    raise MailRefused(address=address)


NAME = "蒋海宁"


def broken(customer: str) -> None:
    """Fail with a person's data in a variable, in a fact and in a message."""
    try:
        refuse(f"{customer}@example.com")
    except MailRefused as error:
        message = "could not parse 13800462719 of 11010519491231002X"
        raise ValueError(message) from error


def raised() -> ValueError:
    """The mistake as it would arrive."""
    with pytest.raises(ValueError, match="could not parse") as caught:
        broken(NAME)
    return caught.value


def test_a_report_says_where_and_nothing_of_people(tmp_path: Path) -> None:
    """The report names places, kinds and the cause; telephone and ID numbers are masked, facts only named."""
    file = crash.report(raised(), into=tmp_path / "logs")
    assert file is not None
    told = file.read_text(encoding="utf-8")
    assert "test_crash.py" in told
    assert "ValueError" in told
    assert "mail_refused(address)" in told
    for secret in ("13800462719", "11010519491231002X", NAME, f"{NAME}@"):
        assert secret not in told


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    """However often it fails, a disk is not filled."""
    files = [crash.report(ValueError(n), into=tmp_path) for n in range(crash.KEPT + 5)]
    assert sorted(tmp_path.glob("*")) == sorted(f for f in files[5:] if f)


def test_a_report_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    """Where the folder cannot be made, nothing is raised and the answer says so."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert crash.report(ValueError("x"), into=tmp_path / "file" / "logs") is None


def test_what_nobody_caught_is_reported_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook writes a report and tells the window where it lies; an interrupt is left alone."""
    shown: list[Path | None] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(crash.faulthandler, "enable", lambda *_: None)  # pytest's own stays on
    monkeypatch.setattr(crash.faulthandler, "disable", lambda: None)
    before = sys.excepthook
    take_off = crash.install(shown.append, into=tmp_path)
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    take_off()
    assert sys.excepthook is before
    assert len(shown) == 1
    assert shown[0] is not None
    assert shown[0].is_file()
