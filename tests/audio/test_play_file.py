"""Playing a file: what cannot be played is a sentence."""

from __future__ import annotations

import subprocess
import sys
import wave

import pytest

from coach.audio.play_file import play_file
from coach.errors import UserError
from tests.paths import ROOT


def outputs() -> bool:
    import sounddevice

    return any(device["max_output_channels"] for device in sounddevice.query_devices())


def silence(path, seconds: float):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", None))
        file.writeframes(bytes(int(seconds * 48_000)))
    return path


def test_what_is_no_sound(tmp_path):
    path = tmp_path / "line.wav"
    path.write_bytes(b"no sound at all")
    with pytest.raises(UserError, match="No sound can be played"):
        play_file(path)


@pytest.mark.skipif(outputs(), reason="this machine can play")
def test_a_machine_that_cannot_play(tmp_path):
    with pytest.raises(UserError, match="check the speakers"):
        play_file(silence(tmp_path / "line.wav", 0.1))


@pytest.mark.skipif(not outputs(), reason="this machine has nothing to play on")
def test_playing_returns_when_it_has_been_heard(tmp_path):
    play_file(silence(tmp_path / "line.wav", 0.1))


def test_a_machine_without_portaudio(tmp_path):
    """In a fresh process whose sounddevice finds no library, as on a bare server."""
    path = silence(tmp_path / "line.wav", 0.1)
    code = (
        "import ctypes.util, os, sys; ctypes.util.find_library = lambda name: None; os.environ['REDCARD_LANG'] = 'en'\n"
        "import soundfile\n"
        "from coach.audio.play_file import play_file; from coach.errors import UserError\n"
        "from pathlib import Path\n"
        "try: play_file(Path(sys.argv[1]))\n"
        "except UserError as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout.startswith("No sound can be played (PortAudio library not found): check the speakers"), run.stderr
