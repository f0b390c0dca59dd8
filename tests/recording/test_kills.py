"""The fifty kills of benchmarks/recording_kills.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.recording.sound_server import missing


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=f"needs Linux and {missing()} (docs/recording.md)")
@pytest.mark.parametrize("kills", [50])
def test_every_killed_recording_comes_back_but_for_a_second(kills):
    words = [sys.executable, "benchmarks/recording_kills.py", "--kills", str(kills)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{kills} kills, {kills} recordings back" in run.stdout
