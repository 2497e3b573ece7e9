"""The headless door runs the clockwork too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftersales.ctl.__main__ import main
from tests.domain.play import REGISTRATION
from tests.usecases.houses import in_a_file


def test_a_scheduled_command_tells_who_is_due_and_is_quiet_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A month later everything of an untouched case is due; once more nothing is."""
    for house in in_a_file(tmp_path):
        house.register("clerk1", REGISTRATION)
        command = ["--office", house.url, "--as", house.login("service1"), "--json", "tick"]
        said = []
        for _ in range(2):
            assert main([*command, "--at", "2026-12-23 09:00"]) == 0
            said.append(json.loads(capsys.readouterr().out)["messages"])
        assert said[0] >= 5
        assert said[1] == 0
