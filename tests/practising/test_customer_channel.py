"""The customer's lines beside the rep's recording, when the disk is full or the program is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.practising.keep import keep_recording
from coach.practising.practice import Practice, SaidLine, practice_file, write_practice
from coach.recording.finish import about_target
from coach.recording.layout import Source
from coach.recording.recovery import unfinished
from tests.recording.unfinished import leave, tone

ROOT = Path(__file__).resolve().parents[2]
RATE_HZ = 48_000


@pytest.fixture
def folder(tmp_path):
    """An ended recording of twenty seconds of noise, with two lines of a customer's."""
    line = tmp_path / "line.wav"
    soundfile.write(line, tone(16_000, 1.0, 1000.0), 16_000)
    noise = np.random.default_rng(0).integers(-20_000, 20_000, RATE_HZ * 20)
    made = leave(tmp_path / "raw" / "one", [Source(device="mic", channels=1, rate_hz=RATE_HZ)], [noise])
    lines = tuple(SaidLine(at_s=at_s, text="My card does not work.", sound=str(line), length_s=1.0) for at_s in (1.0, 18.0))
    write_practice(practice_file(made), Practice(title="x", rubric="calming", language="en", customer="aloud", lines=lines))
    return made


def start_keeping(folder: Path, target: Path, first: str = "") -> subprocess.Popen[str]:
    code = (
        "import resource, sys; from pathlib import Path; from coach.practising.keep import keep_recording\n"
        f"from coach.errors import UserError\n{first}\n"
        "try: keep_recording(Path(sys.argv[1]), title='x', target=Path(sys.argv[2]))\n"
        "except UserError as error: print(error)"
    )
    words = [sys.executable, "-c", code, str(folder), str(target)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_without_room_leaves_the_recording_as_it_was_and_says_so(folder, tmp_path):
    target = tmp_path / "kept" / "call.flac"
    target.parent.mkdir()
    out, problem = start_keeping(folder, target, "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))").communicate(timeout=60)
    assert out.startswith(f"Could not write {target}"), problem
    assert list(target.parent.iterdir()) == []
    assert keep_recording(folder, title="x", target=target).finished.duration_s == 20.0


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("when", ["half the sound is written", "the sound is there"])
def test_killed_while_it_is_finished_it_loses_nothing(when, folder, tmp_path):
    """Wherever it was: whatever sound lies there has both channels, and until it does the raw samples are offered again."""
    target = tmp_path / "kept" / "call.flac"
    target.parent.mkdir()
    keeping = start_keeping(folder, target)
    is_there = target.exists if when == "the sound is there" else lambda: any(target.parent.glob(".redcard-*"))
    until = time.monotonic() + 60
    while not is_there() and keeping.poll() is None and time.monotonic() < until:
        pass
    keeping.kill()
    keeping.communicate()
    if target.exists():
        assert soundfile.info(target).channels == 2
    else:
        (left,) = unfinished(folder.parent)
        kept = keep_recording(left.folder, title="y", target=target)
        assert (kept.finished.channels, kept.options.rep) == (2, "left")
        assert '"channels": 2' in about_target(target).read_text()
    samples, _ = soundfile.read(target)
    assert samples.shape == (20 * RATE_HZ, 2)
    assert abs(samples[round(18.2 * RATE_HZ) : 19 * RATE_HZ, 1]).max() > 0.2
    assert target.with_suffix(".practice.json").exists()
