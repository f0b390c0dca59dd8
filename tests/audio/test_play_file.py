"""Playing a file: what cannot be played is a sentence."""

from __future__ import annotations

import wave

import pytest

from coach.audio.play_file import play_file
from coach.errors import UserError


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
