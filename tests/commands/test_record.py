"""`redcard record` as a user meets it: real processes, real (virtual) microphones."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import soundfile

from coach.audio.read import open_recording
from coach.commands.recording_line import recording_line
from coach.errors import UserError
from coach.examples import example
from coach.paths import unfinished_folder
from coach.practising.practice import Practice, SaidLine, practice_file, write_practice
from coach.recording.layout import Source, sound_file
from coach.recording.level import Level
from coach.recording.messages import Status
from coach.settings import load_settings
from tests.commands.run import program, redcard
from tests.paths import ROOT
from tests.recording.unfinished import leave, tone

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the virtual microphones are PulseAudio's")
SPOKEN = example("en-good-practice-refund").path


def started(*words: object, terminal: int | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "coach.cli", "record", *map(str, words)],
        cwd=ROOT, text=True, encoding="utf-8", env={**os.environ, "REDCARD_LANG": "en"},
        stdin=subprocess.DEVNULL if terminal is None else terminal, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if terminal is None else terminal,
    )  # fmt: skip


def seconds_on_disk() -> float:
    files = unfinished_folder().glob("*/source-0.s16")
    return max((file.stat().st_size / 2 / 44_100 for file in files), default=0.0)


def wait_for_seconds(length_s: float, process: subprocess.Popen[str]) -> None:
    ticks = threading.Event()
    for _ in range(600):
        if seconds_on_disk() >= length_s:
            return
        assert process.poll() is None, process.communicate()
        ticks.wait(0.05)
    raise AssertionError("nothing came")


def kept(printed: str) -> Path:
    return Path(re.search(r"^Kept: (.+) \(", printed, re.MULTILINE)[1])


def test_ctrl_c_stops_and_keeps(sound):
    sound.play(SPOKEN)
    process = started("--device", "rep_mic")
    wait_for_seconds(1.5, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Recording (everybody who can be heard should know)" in err
    with open_recording(kept(out)) as recording:
        assert recording.duration_s > 1.4
    assert list(unfinished_folder().iterdir()) == []
    assert load_settings().microphone == "rep_mic"
    assert "rep_mic  (chosen last time)" in redcard("record", "--devices")


def test_it_stops_when_the_time_is_up_and_goes_where_it_is_told(sound, tmp_path):
    sound.play(SPOKEN)
    sound.play(SPOKEN, "customer")
    words = ["--device", "rep_mic", "--customer-device", "customer_mic", "--minutes", 0.02, "--out", tmp_path / "call.wav"]
    process = started(*words)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert kept(out) == tmp_path / "call.wav"
    assert soundfile.info(tmp_path / "call.wav").channels == 2


def test_keys_pause_mark_and_stop(sound):
    sound.play(SPOKEN)
    ours, theirs = os.openpty()
    process = started("--device", "rep_mic", terminal=theirs)
    os.close(theirs)
    shown = read_until(ours, b"\xe2\x97\x8f recording  0:01")
    assert b"space: pause" in shown
    os.write(ours, b"m")
    read_until(ours, b"marks 1")
    os.write(ours, b" ")
    read_until(ours, "‖ paused".encode())
    os.write(ours, b" ")
    read_until(ours, "● recording".encode())
    os.write(ours, b"q")
    out = process.communicate(timeout=60)[0]
    os.close(ours)
    assert process.returncode == 0
    assert re.search(r"Marked moments: 0:0\d", out)
    beside = json.loads(kept(out).with_suffix(".recording.json").read_bytes())
    assert [event["kind"] for event in beside["events"]] == ["pause", "pause"]


def read_until(terminal: int, words: bytes) -> bytes:
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 4096)
    return seen


def test_a_killed_recording_is_offered_at_the_next_start_and_comes_back(sound):
    sound.play(SPOKEN)
    process = started("--device", "rep_mic")
    wait_for_seconds(1.0, process)
    process.kill()
    process.communicate()
    again = started("--device", "rep_mic", "--minutes", 0.01)
    _, err = again.communicate(timeout=60)
    assert "1 recording(s) were interrupted" in err
    printed = redcard("record", "--recover")
    assert soundfile.info(kept(printed)).duration > 0.9
    assert redcard("record", "--recover") == "There is no interrupted recording.\n"


def test_an_unplugged_microphone_keeps_the_recording_and_says_so(sound):
    sound.play(SPOKEN)
    process = started("--device", "rep_mic")
    wait_for_seconds(1.0, process)
    sound.unplug("rep")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "No more sound comes from “rep_mic”" in err
    assert soundfile.info(kept(out)).duration > 0.9


def test_the_check_hears_a_voice_and_plays_it_back(sound):
    sound.play(SPOKEN)
    process = started("--check", "--device", "rep_mic")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out.startswith("rep_mic: ")
    assert "Nothing was heard" not in out
    assert "Playing it back." in err
    assert list(unfinished_folder().iterdir()) == []


def test_the_check_of_a_silent_microphone_says_that_nothing_was_heard(sound):
    assert "rep_mic: Nothing was heard" in redcard("record", "--check", "--device", "rep_mic")


@pytest.mark.slow
def test_recorded_heard_scored_and_in_the_library(sound, tmp_path):
    sound.play(SPOKEN)
    process = started("--device", "rep_mic", "--minutes", 0.25, "--analyse", "--language", "en", "--json", tmp_path / "card.json")
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    card = json.loads((tmp_path / "card.json").read_bytes())
    assert [speaker["role"] for speaker in card["speakers"]] == ["rep"]
    assert len(" ".join(turn["text"] for turn in card["turns"]).split()) > 10
    assert kept(out).name in redcard("library", "list")


@pytest.mark.parametrize("words", [["--minuts", "3"], ["--analyse", "--rubrik", "x"], ["--minutes", "0"]])
def test_wrong_options_are_told_before_anything_is_recorded(words, tmp_path):
    run = program("record", *words, cwd=tmp_path)
    assert "Error" in run.stderr
    assert run.returncode == 2


def test_a_wrong_place_is_told_before_anything_is_recorded(tmp_path):
    with pytest.raises(UserError, match="FLAC or WAV"):
        redcard("record", "--out", tmp_path / "call.mp3")


def test_what_cannot_come_back_is_said_and_does_not_stop_the_rest(tmp_path):
    source = Source(device="headset", channels=1, rate_hz=8000)
    damaged = leave(unfinished_folder() / "a", [source], [tone(8000, 1.0)])
    (damaged / "about.json").write_text("{}")
    leave(unfinished_folder() / "b", [source], [tone(8000, 1.5)])
    with pytest.raises(UserError, match="--out has room for one"):
        redcard("record", "--recover", "--out", tmp_path / "call.wav")
    run = program("record", "--recover", cwd=tmp_path)
    assert run.returncode == 2
    assert soundfile.info(kept(run.stdout)).duration == 1.5
    assert "about.json" in run.stderr
    assert sound_file(damaged, 0).exists()


def test_an_interrupted_practice_call_comes_back_with_its_case_and_its_customer(tmp_path):
    folder = leave(unfinished_folder() / "one", [Source(device="mic", channels=1, rate_hz=48_000)], [tone(48_000, 2.0)])
    line = tmp_path / "line.wav"
    soundfile.write(line, tone(48_000, 0.5, 1000.0), 48_000)
    said = SaidLine(at_s=0.5, text="Hello?", sound=str(line))
    write_practice(practice_file(folder), Practice(title="x", rubric="calming", language="en", customer="aloud", lines=(said,)))
    target = tmp_path / "call.wav"
    redcard("record", "--recover", "--out", target)
    info = soundfile.info(target)
    assert (info.format, info.channels, info.duration) == ("WAV", 2, 2.0)
    assert '"calming"' in target.with_suffix(".practice.json").read_text()


def test_the_line_says_all_there_is_to_know():
    status = Status(state="recording", elapsed_s=75.2, levels=(Level(-30.0, -40.0), Level(-120.0, -120.0)), moments=(3.0,), overflows=2)
    assert recording_line(status, 480.0) == (
        "● recording  1:15 / 8:00  rep ██████████░░░░░░░░░░  -30 dB  customer ░░░░░░░░░░░░░░░░░░░░ -120 dB  marks 1  sound lost 2×"
    )
