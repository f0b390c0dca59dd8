"""Memory does not grow with the length of a recording."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.paths import ROOT

pytest.importorskip("resource", reason="peak memory is read the POSIX way")

RATE_HZ = 8_000
READ_AND_TELL = """
import resource, sys
from pathlib import Path
from coach.audio.read import open_recording
with open_recording(Path(sys.argv[1])) as recording:
    print(recording.duration_s, len(recording.tracks))
status = Path("/proc/self/status")  # of this program alone; what getrusage tells begins with the memory of who started it
peak = (
    next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    if status.exists()
    else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
)
print(peak * (1 if sys.platform == "darwin" else 1024))
"""


def write_long_call(path: Path, minutes: int) -> Path:
    """A stereo mu-law WAV: a minute of noise over and over, another on each channel."""
    minute = np.random.default_rng(0).integers(0, 256, 2 * 60 * RATE_HZ, dtype=np.uint8).tobytes()
    size = len(minute) * minutes
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt ")
        file.write(struct.pack("<IHHIIHH", 16, 7, 2, RATE_HZ, 2 * RATE_HZ, 2, 8) + b"data" + struct.pack("<I", size))
        for _ in range(minutes):
            file.write(minute)
    return path


def peak_of_reading_mb(folder: Path, minutes: int) -> float:
    path = write_long_call(folder / f"{minutes}.wav", minutes)
    command = [sys.executable, "-c", READ_AND_TELL, str(path)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    path.unlink()
    assert told[:2] == [str(60.0 * minutes), "2"]
    return int(told[2]) / 1e6


def test_four_times_the_length_takes_no_more_memory(tmp_path):
    short_mb, long_mb = peak_of_reading_mb(tmp_path, 5), peak_of_reading_mb(tmp_path, 20)
    assert long_mb < short_mb + 15
    assert long_mb < 300


@pytest.mark.slow
def test_three_hours_stay_under_300_mb(tmp_path):
    assert peak_of_reading_mb(tmp_path, 180) < 300
