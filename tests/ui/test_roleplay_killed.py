"""The app killed in the middle of a session, five times: it comes back to the second."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.ui.roleplay import NOON_S
from tests.ui.roleplay_life import PARTS

DEAD_S = 7.25  # between a death and the next start


@pytest.mark.slow
def test_killed_at_five_points_it_comes_back_to_the_second(tmp_path, data_folder, monkeypatch):
    """Getting ready; paused; in the scene after a swap; frozen; in the discussion. Each life goes on where the last was killed."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("REDCARD_LANG", "en")
    clock = tmp_path / "clock"
    clock.write_text(str(NOON_S))
    came_back = []
    for part in range(len(PARTS) + 1):
        command = [sys.executable, "-m", "tests.ui.roleplay_life", str(part), str(clock)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as life:
            try:
                if part:
                    came_back.append(json.loads(life.stdout.readline()))
                if part < len(PARTS):
                    assert json.loads(life.stdout.readline())
            finally:
                life.kill()  # SIGKILL
        clock.write_text(str(float(clock.read_text()) + DEAD_S))
    ready, paused, played, frozen, talked = came_back
    assert (ready["step"], ready["shown"], ready["is_running"]) == (0, "9:16", True)
    assert ready["elapsed_s"] == {"0": 37.0 + DEAD_S}
    assert (paused["shown"], paused["is_running"]) == ("9:16", False)  # a minute went by, a minute was added
    assert paused["elapsed_s"] == {"0": 97.0 + DEAD_S}
    assert (played["step"], played["shown"], played["is_running"]) == (1, "6:18", True)
    assert played["elapsed_s"]["1"] == 95.0 + DEAD_S
    assert played["provider"] != played["planned"]
    marks = [["empathy", True, "find_solution", 95.0], ["ownership", False, "find_solution", 95.0]]
    assert played["marks"] == marks
    assert (frozen["is_running"], frozen["elapsed_s"]["1"]) == (False, 106.0 + DEAD_S)
    assert (frozen["provider"], frozen["marks"]) == (played["provider"], marks)
    assert (talked["step"], talked["is_running"]) == (2, True)
    assert talked["elapsed_s"]["1"] == 306.0 + DEAD_S
    assert talked["elapsed_s"]["2"] == DEAD_S
    assert talked["marks"] == marks
