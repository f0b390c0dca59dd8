"""Recording in the window with real (virtual) microphones when something goes wrong: nothing is lost, and it is said plainly."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.paths import recordings_folder
from tests.recording.unfinished import tone
from tests.ui.conftest import open_window, wait_until
from tests.ui.test_practise import choose, choose_case, start, status
from tests.ui.test_queue import press

pytestmark = pytest.mark.slow


@pytest.fixture
def played(sound, tmp_path):
    """The rep hums at 440 Hz, the customer at 1000 Hz."""
    for sink, hz in (("rep", 440.0), ("customer", 1000.0)):
        soundfile.write(tmp_path / f"{sink}.wav", tone(48_000, 120.0, hz), 48_000)
        sound.play(tmp_path / f"{sink}.wav", sink)
    return sound


@pytest.fixture
def practise(window):
    window.go_to("practise")
    assert wait_until(lambda: window.practise.setup.is_ready)
    choose_case(window.practise, None)
    return window.practise


def stop_and_cancel(window) -> Path:
    """Stop by key; the kept recording. What is analysed is cancelled."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    return kept(window)


def kept(window) -> Path:
    assert wait_until(lambda: window.queue.items), window.notice.text
    item = window.queue.items[0]
    window.queue.cancel(item.id)
    assert wait_until(lambda: window.queue.items[0].state == "cancelled")
    return item.task.path


def loudest_hz(samples: np.ndarray, rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate_hz / len(samples))


def start_with_two(practise) -> None:
    choose(practise.setup.customer, "line")
    microphone = practise.setup.microphone
    assert wait_until(lambda: microphone.customer.findData("customer_mic") > 0)
    choose(microphone.customer, "customer_mic")
    start(practise)


def test_two_microphones_are_left_and_right(played, window, practise):
    start_with_two(practise)
    assert wait_until(lambda: len(status(practise).levels) == 2 and all(level.peak_db > -20 for level in status(practise).levels))
    assert practise.page._meters[1][1].isVisible()
    assert wait_until(lambda: status(practise).elapsed_s > 2.0)
    path = stop_and_cancel(window)
    assert window.queue.items[0].task.options.rep == "left"
    samples, rate_hz = soundfile.read(path)
    middle = samples[len(samples) // 2 :][:rate_hz]
    assert [loudest_hz(middle[:, channel], rate_hz) for channel in (0, 1)] == pytest.approx([440.0, 1000.0], abs=5.0)


def test_the_customers_microphone_unplugged_is_told_and_the_rep_goes_on(played, window, practise):
    start_with_two(practise)
    assert wait_until(lambda: status(practise).elapsed_s > 1.0)
    played.unplug("customer")
    assert wait_until(lambda: "the rep is still being recorded" in practise.page._said.text())
    before_s = status(practise).elapsed_s
    assert wait_until(lambda: status(practise).elapsed_s > before_s + 1.0)
    samples, _ = soundfile.read(stop_and_cancel(window))
    assert len(samples) > (before_s + 1.0) * 48_000
    assert abs(samples[-24_000:, 0]).max() > 0.1
    assert not samples[-4_800:, 1].any()


def test_the_reps_microphone_unplugged_ends_it_and_what_was_spoken_is_scored(played, window, practise):
    start(practise)
    assert wait_until(lambda: status(practise).elapsed_s > 1.5)
    before_s = status(practise).elapsed_s
    played.unplug("rep")
    path = kept(window)
    assert window.notice.text.startswith("No more sound comes from “rep_mic”")
    assert soundfile.info(path).duration >= before_s
    assert wait_until(lambda: not practise.is_recording)


def test_asleep_in_the_middle_it_goes_on_afterwards(played, window, practise):
    from coach.recording.layout import read_events

    start(practise)
    assert wait_until(lambda: status(practise).elapsed_s > 1.0)
    recorder = practise.recording.recorder_pid
    before_s = status(practise).elapsed_s
    os.kill(recorder, signal.SIGSTOP)
    wake_s = time.monotonic() + 2.5
    assert wait_until(lambda: time.monotonic() > wake_s)  # the window works all the while
    os.kill(recorder, signal.SIGCONT)
    assert wait_until(lambda: status(practise).elapsed_s > before_s + 1.0)
    assert "slept" in [event.kind for event in read_events(practise.recording.folder)]
    assert "stood still" in practise.page._said.text()
    assert soundfile.info(stop_and_cancel(window)).duration > before_s + 1.0


def test_a_recorder_that_is_killed_costs_nothing_that_was_spoken(played, window, practise):
    start(practise)
    assert wait_until(lambda: status(practise).elapsed_s > 1.5)
    before_s = status(practise).elapsed_s
    os.kill(practise.recording.recorder_pid, signal.SIGKILL)
    path = kept(window)
    assert "ended unexpectedly" in window.notice.text
    assert soundfile.info(path).duration >= before_s


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """The user's data on a tmpfs of 16 MB, where this user may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    monkeypatch.setenv("REDCARD_DATA", str(folder / "data"))
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_fills_ends_it_and_it_is_kept_once_there_is_room(played, small_disk, app, language, output):
    opened = open_window(app, output)
    window = next(opened)
    window.go_to("practise")
    practise = window.practise
    assert wait_until(lambda: practise.setup.is_ready)
    choose_case(practise, None)
    start(practise)
    assert wait_until(lambda: status(practise).elapsed_s > 1.5)
    before_s = status(practise).elapsed_s
    filling = small_disk / "filling"
    with filling.open("wb", buffering=0) as file:
        while file.write(bytes(100_000)) == 100_000:
            pass
    assert wait_until(lambda: practise.interrupted.found)
    assert "is not lost" in window.notice.text
    assert "Keep and score it" in window.notice.text
    assert list(recordings_folder().iterdir()) == []
    filling.unlink()
    press(practise, "Keep and score it")
    path = kept(window)
    assert soundfile.info(path).duration >= before_s
    assert wait_until(lambda: not practise.interrupted.found)
    next(opened, None)
