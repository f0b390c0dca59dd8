"""The recorder as a process with real microphones: recorded, paused, killed, stopped in its tracks, unplugged, out of room."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from coach.errors import UserError
from coach.recording.finish import finish
from coach.recording.layout import read_events
from coach.recording.recorder import Recorder
from coach.recording.recovery import new_folder, unfinished
from tests.paths import ROOT
from tests.recording.waiting import SECONDS, after, ended, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the virtual microphones are PulseAudio's")


def loudest_hz(samples: np.ndarray, rate_hz: int) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples)))) * rate_hz / len(samples)


def test_what_is_played_is_recorded_with_level_time_and_marks(played, base, tmp_path):
    with Recorder(new_folder(base), ["rep_mic"]) as recorder:
        until(recorder, lambda status: status.levels and status.levels[0].peak_db > -20)
        marked = until(recorder, after(1.5))
        recorder.mark()
        until(recorder, lambda status: status.moments)
        stopped = recorder.stop()
    assert marked.levels[0].peak_db == pytest.approx(20 * np.log10(8000 / 32768), abs=1.0)
    assert marked.levels[0].rms_db == pytest.approx(20 * np.log10(8000 / 32768) - 3.01, abs=1.0)
    assert stopped.problem is None
    assert stopped.moments[0] >= marked.elapsed_s
    finished = finish(recorder.folder, tmp_path / "call.flac")
    assert finished.moments_s == pytest.approx(stopped.moments, abs=0.001)
    samples, rate_hz = soundfile.read(tmp_path / "call.flac")
    assert len(samples) / rate_hz == pytest.approx(stopped.elapsed_s, abs=0.001)
    assert loudest_hz(samples, rate_hz) == pytest.approx(440, abs=2)


def test_two_microphones_are_two_channels(played, base, tmp_path):
    with Recorder(new_folder(base), ["rep_mic", "customer_mic"]) as recorder:
        until(recorder, lambda status: len(status.levels) == 2 and min(level.peak_db for level in status.levels) > -20)
        until(recorder, after(1.5))
        recorder.stop()
    assert finish(recorder.folder, tmp_path / "call.flac").channels == 2
    samples, rate_hz = soundfile.read(tmp_path / "call.flac")
    last = samples[-rate_hz:]
    assert loudest_hz(last[:, 0], rate_hz) == pytest.approx(440, abs=2)
    assert loudest_hz(last[:, 1], rate_hz) == pytest.approx(1000, abs=2)


def test_nothing_is_kept_in_a_pause(played, base):
    with Recorder(new_folder(base), ["rep_mic"], is_paused=True) as recorder:
        until(recorder, lambda status: status.state == "paused" and status.levels[0].peak_db > -20)  # levels all the same
        assert recorder.status().elapsed_s == 0.0
        recorder.go_on()
        until(recorder, after(0.5))
        recorder.pause()
        paused = until(recorder, lambda status: status.state == "paused")
        settled = time.monotonic() + 1.0
        until(recorder, lambda status: time.monotonic() > settled)
        assert recorder.status().elapsed_s - paused.elapsed_s < 0.5  # what was on its way
        recorder.go_on()
        until(recorder, after(paused.elapsed_s + 1.0))
        assert recorder.stop().problem is None
    assert [event.kind for event in read_events(recorder.folder)] == ["pause", "pause"]


def test_it_stops_by_itself_when_the_time_is_up(played, base):
    with Recorder(new_folder(base), ["rep_mic"], limit_s=1.0) as recorder:
        status = ended(recorder)
    assert status.problem is None
    assert 1.0 <= status.elapsed_s < 4.0  # a busy system hands sound over in bunches


def test_a_killed_recorder_is_told_and_leaves_what_was_spoken(played, base, tmp_path):
    with Recorder(new_folder(base), ["rep_mic"]) as recorder:
        known = until(recorder, after(1.5))
        os.kill(recorder.pid, signal.SIGKILL)
        status = ended(recorder)
        assert "ended unexpectedly" in str(status.problem)
        assert recorder.stop() == status
    (found,) = unfinished(base)
    assert found.duration_s >= known.elapsed_s
    assert finish(found.folder, tmp_path / "call.flac").duration_s == pytest.approx(found.duration_s, abs=0.001)


def test_it_does_not_outlive_its_owner_and_leaves_what_was_spoken(played, base):
    code = (
        "import os, signal, sys, time; from pathlib import Path; from coach.recording.recorder import Recorder\n"
        "recorder = Recorder(Path(sys.argv[1]), ['rep_mic']).__enter__()\n"
        "while recorder.wait(0.1).elapsed_s < 1: pass\n"
        "print(recorder.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    words = [sys.executable, "-c", code, str(new_folder(base))]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    try:
        orphan = psutil.Process(int(run.stdout))
        orphan.wait(timeout=SECONDS)
    except psutil.NoSuchProcess:
        pass
    except psutil.TimeoutExpired:
        assert orphan.status() == psutil.STATUS_ZOMBIE  # dead, in a container where nobody collects it
    (found,) = unfinished(base)
    assert found.duration_s >= 1


def test_leaving_the_block_ends_it_in_order(played, base):
    with Recorder(new_folder(base), ["rep_mic"]) as recorder:
        until(recorder, after(0.5))
        process = psutil.Process(recorder.pid)
    assert not process.is_running()
    assert len(unfinished(base)) == 1


def test_sleep_keeps_what_was_before_and_goes_on_after(played, base, tmp_path):
    with Recorder(new_folder(base), ["rep_mic"]) as recorder:
        before = until(recorder, after(1.0))
        os.kill(recorder.pid, signal.SIGSTOP)
        wake_s = time.monotonic() + 2.5
        while time.monotonic() < wake_s:
            assert recorder.wait(0.1).state == "recording"  # the owner never hangs on it
        os.kill(recorder.pid, signal.SIGCONT)
        until(recorder, after(before.elapsed_s + 1.0))
        assert recorder.stop().problem is None
    (slept,) = [event for event in read_events(recorder.folder) if event.kind == "slept"]
    assert 2.0 < slept.lost_s < SECONDS
    assert finish(recorder.folder, tmp_path / "call.flac").duration_s > before.elapsed_s + 1.0


def test_a_microphone_that_is_unplugged_is_told_at_once(played, base):
    with Recorder(new_folder(base), ["rep_mic"]) as recorder:
        before = until(recorder, after(1.0))
        played.unplug("rep")
        gone_s = time.monotonic()
        status = ended(recorder)
    assert time.monotonic() - gone_s < 5
    assert str(status.problem).startswith("No more sound comes from “rep_mic”")
    (found,) = unfinished(base)
    assert found.duration_s >= before.elapsed_s


def test_without_the_customers_microphone_the_rep_is_still_recorded(played, base, tmp_path):
    with Recorder(new_folder(base), ["rep_mic", "customer_mic"]) as recorder:
        until(recorder, after(1.0))
        played.unplug("customer")
        status = until(recorder, lambda status: status.problem)
        assert "The rep is still being recorded".lower() in str(status.problem).lower()
        until(recorder, after(status.elapsed_s + 1.0))
        stopped = recorder.stop()
    finished = finish(recorder.folder, tmp_path / "call.flac")
    assert "customer_gone" in [event.kind for event in finished.events]
    assert finished.duration_s == pytest.approx(stopped.elapsed_s, abs=0.5)  # of the longer channel; the rep's is what is counted


@pytest.mark.parametrize(("names", "words"), [(["no_such_mic"], "no recording device"), (["rep_mic", "no_such_mic"], "no recording device")])
def test_a_device_that_is_not_there_is_a_sentence_and_leaves_nothing(sound, base, names, words):
    with Recorder(new_folder(base), names) as recorder, pytest.raises(UserError, match=words):
        ended(recorder)
    assert list(base.iterdir()) == []


def test_one_or_two_devices():
    with pytest.raises(ValueError, match="one or two"):
        Recorder(Path("x"), [])


@pytest.fixture
def small_disk(tmp_path: Path):
    """A tmpfs of 12 MB, where this user may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_another_program_fills_ends_it_and_everything_is_kept(played, small_disk, tmp_path):
    with Recorder(new_folder(small_disk), ["rep_mic"]) as recorder:
        before = until(recorder, after(1.0))
        fill(small_disk)
        status = ended(recorder)
    assert "the disk is nearly full" in str(status.problem).lower() or "can no longer be written" in str(status.problem)
    (found,) = unfinished(small_disk)
    assert found.duration_s >= before.elapsed_s
    with pytest.raises(UserError, match="Could not write"):
        finish(found.folder, small_disk / "call.flac")
    assert finish(found.folder, tmp_path / "call.flac").duration_s == pytest.approx(found.duration_s, abs=0.001)


def test_it_ends_while_there_is_still_room_for_the_finished_file(played, small_disk):
    with Recorder(new_folder(small_disk), ["rep_mic"]) as recorder:
        until(recorder, after(0.5))
        fill(small_disk, leave_bytes=1_150_000)
        status = ended(recorder)
    assert "The disk is nearly full" in str(status.problem)
    assert finish(recorder.folder, small_disk / "call.wav").duration_s == pytest.approx(status.elapsed_s, abs=0.001)


def test_a_disk_without_a_minutes_room_is_told_before_a_word_is_spoken(played, small_disk):
    fill(small_disk, leave_bytes=3_000_000)
    with Recorder(new_folder(small_disk), ["rep_mic"]) as recorder, pytest.raises(UserError, match="less than a minute"):
        ended(recorder)
    assert [path.name for path in small_disk.iterdir()] == ["filling"]


def fill(folder: Path, leave_bytes: int = 0) -> None:
    free = os.statvfs(folder)
    with (folder / "filling").open("wb") as file:
        try:
            file.write(bytes(max(0, free.f_bavail * free.f_bsize - leave_bytes)))
        except OSError:  # the recording took some of it meanwhile
            assert leave_bytes == 0


def test_the_spawned_process_imports_nothing_heavy_before_it_starts():
    code = "import sys, coach.recording.process; print([m for m in ('numpy', 'sounddevice', 'soundfile', 'soxr') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"
