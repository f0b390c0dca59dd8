"""Raw samples become a file that the rest of the program reads."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys

import numpy as np
import pytest
import soundfile

from coach.audio.read import open_recording
from coach.errors import UserError
from coach.recording.finish import about_target, check_target, finish, new_target
from coach.recording.layout import Source, held, sound_file
from tests.paths import ROOT
from tests.recording.unfinished import STARTED_AT, leave, tone

REP = Source(device="headset", channels=1, rate_hz=48_000)


@pytest.mark.parametrize("name", ["call.flac", "call.WAV"])
def test_every_sample_is_there_and_the_raw_ones_go(tmp_path, name):
    folder = leave(tmp_path / "raw", [REP], [tone(48_000, 2.5)])
    finished = finish(folder, tmp_path / name)
    samples, rate_hz = soundfile.read(tmp_path / name, dtype="int16")
    assert rate_hz == 48_000
    assert np.array_equal(samples, tone(48_000, 2.5))
    assert (finished.duration_s, finished.channels, finished.started_at) == (2.5, 1, STARTED_AT)
    assert not folder.exists()
    with open_recording(tmp_path / name) as recording:
        assert recording.duration_s == pytest.approx(2.5, abs=0.001)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_marks_and_losses_lie_beside_it(tmp_path):
    folder = leave(tmp_path / "raw", [REP], [tone(48_000, 1.0)])
    lines = [b'{"kind":"moment","at_s":0.25}', b'{"kind":"overflow","at_s":0.5}', b'{"kind":"gap","at_s":0.5,"lost_s":0.1}', b'{"kind":"mom']
    (folder / "events.jsonl").write_bytes(b"\n".join(lines))
    finish(folder, tmp_path / "call.flac")
    beside = json.loads(about_target(tmp_path / "call.flac").read_bytes())
    assert (beside["moments_s"], beside["overflows"], beside["name"]) == ([0.25], 1, "call.flac")
    assert beside["events"] == [{"kind": "gap", "at_s": 0.5, "lost_s": 0.1}]


def test_two_devices_of_different_rates_become_two_channels_of_one(tmp_path):
    customer = Source(device="line", channels=1, rate_hz=16_000)
    folder = leave(tmp_path / "raw", [REP, customer], [tone(48_000, 3.0), tone(16_000, 3.0, 1000.0)])
    finish(folder, tmp_path / "call.flac")
    samples, rate_hz = soundfile.read(tmp_path / "call.flac")
    assert (rate_hz, samples.shape) == (48_000, (144_000, 2))
    for column, hz in ((0, 440), (1, 1000)):
        spectrum = np.abs(np.fft.rfft(samples[48_000:96_000, column]))
        assert np.argmax(spectrum) == hz


def test_a_customer_who_was_lost_is_silent_from_there(tmp_path):
    customer = Source(device="line", channels=1, rate_hz=48_000)
    folder = leave(tmp_path / "raw", [REP, customer], [tone(48_000, 3.0), tone(48_000, 1.2)])
    finish(folder, tmp_path / "call.flac")
    samples, _ = soundfile.read(tmp_path / "call.flac", dtype="int16")
    assert np.array_equal(samples[: 57_600, 1], tone(48_000, 1.2))
    assert not samples[57_600:, 1].any()
    assert np.array_equal(samples[:, 0], tone(48_000, 3.0))


def test_two_channels_of_one_device_stay_left_and_right(tmp_path):
    both = np.stack([tone(48_000, 1.0), tone(48_000, 1.0, 880.0)], axis=1)
    folder = leave(tmp_path / "raw", [Source(device="interface", channels=2, rate_hz=48_000)], [both])
    finish(folder, tmp_path / "call.flac")
    assert np.array_equal(soundfile.read(tmp_path / "call.flac", dtype="int16")[0], both)


def test_a_frame_that_a_crash_cut_in_half_is_left_out(tmp_path):
    folder = leave(tmp_path / "raw", [REP], [tone(48_000, 1.0)])
    with sound_file(folder, 0).open("ab") as file:
        file.write(b"\x01")
    finish(folder, tmp_path / "call.flac")
    assert soundfile.info(tmp_path / "call.flac").frames == 48_000


def test_without_a_sample_nothing_is_kept_and_it_is_said(tmp_path):
    folder = leave(tmp_path / "raw", [REP], [np.zeros(0)])
    with pytest.raises(UserError, match="Nothing was recorded"):
        finish(folder, tmp_path / "call.flac")
    assert list(tmp_path.iterdir()) == []


def test_a_running_recording_is_not_touched(tmp_path):
    folder = leave(tmp_path / "raw", [REP], [tone(48_000, 1.0)])
    with held(folder), pytest.raises(UserError, match="still running"):
        finish(folder, tmp_path / "call.flac")
    assert folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["call.flac", "call.wav"])
def test_a_disk_without_room_leaves_the_raw_samples_and_says_so(tmp_path, name):
    noise = np.random.default_rng(0).integers(-20_000, 20_000, 48_000 * 20)
    folder = leave(tmp_path / "raw", [REP], [noise])
    code = (
        "import resource, sys; from pathlib import Path; from coach.recording.finish import finish; from coach.errors import UserError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "try: finish(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except UserError as error: print(error)"
    )
    words = [sys.executable, "-c", code, str(folder), str(tmp_path / name)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout.startswith(f"Could not write {tmp_path / name}"), run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]
    assert finish(folder, tmp_path / name).duration_s == 20.0


def test_damaged_descriptions_are_refused_and_kept(tmp_path):
    folder = leave(tmp_path / "raw", [REP], [tone(48_000, 1.0)])
    (folder / "about.json").write_bytes(b"\0\0\0")
    with pytest.raises(UserError, match=r"about\.json"):
        finish(folder, tmp_path / "call.flac")
    assert sound_file(folder, 0).exists()


def test_names_by_the_time_of_the_start(tmp_path):
    first = new_target(tmp_path, STARTED_AT)
    assert first.name == "2026-03-01_09-30-05.flac"
    first.touch()
    assert new_target(tmp_path, STARTED_AT).name == "2026-03-01_09-30-05-2.flac"


def test_only_kinds_that_it_can_write(tmp_path):
    with pytest.raises(UserError, match="FLAC or WAV"):
        check_target(tmp_path / "call.mp3")
    with pytest.raises(UserError, match="Could not write"):
        check_target(tmp_path / "nowhere" / "call.wav")
