"""Whatever the bytes: a recording or a sentence, nothing else."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.read import open_recording
from coach.errors import UserError
from tests.audio import sounds

RATE_HZ = 8_000
SNDFILE = {
    "wav": ("WAV", "PCM_16"),
    "wav float": ("WAV", "FLOAT"),
    "flac": ("FLAC", "PCM_16"),
    "aiff": ("AIFF", "PCM_16"),
    "caf": ("CAF", "PCM_16"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
    "ogg": ("OGG", "VORBIS"),
}
FFMPEG = {"m4a": ("ipod", "aac"), "aac": ("adts", "aac"), "mkv": ("matroska", "aac"), "ts": ("mpegts", "aac")}


@functools.cache
def example(name: str) -> bytes:
    """Half a second of a tone as a file of the kind `name`."""
    samples = sounds.tone(RATE_HZ)[RATE_HZ : RATE_HZ + RATE_HZ // 2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example"
        if name in SNDFILE:
            sounds.write_sndfile(path, samples, RATE_HZ, *SNDFILE[name])
        else:
            sounds.write_ffmpeg(path, samples, RATE_HZ, *FFMPEG[name])
        return path.read_bytes()


def check_is_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "call.wav"
        path.write_bytes(content)
        try:
            with open_recording(path, folder=Path(folder) / "work") as recording:
                assert len(recording.tracks) in (1, 2)
                for track in recording.tracks:
                    samples = track.read()
                    assert samples.shape == (round(recording.duration_s * 16_000),)
                    assert np.isfinite(samples).all() and np.abs(samples).max(initial=0) <= 1
        except UserError as error:
            assert error.text.zh and error.text.en
        assert list((Path(folder) / "work").glob("audio-*")) == []


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=3_000))
def test_any_bytes(content):
    check_is_read_or_refused(content)


@pytest.mark.parametrize("name", [*SNDFILE, *FFMPEG])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_recordings_with_changed_bytes(name, data):
    content = bytearray(example(name))
    places = st.one_of(st.integers(0, min(199, len(content) - 1)), st.integers(0, len(content) - 1))
    values = st.one_of(st.sampled_from([0, 1, 127, 128, 255]), st.integers(0, 255))
    for place, value in data.draw(st.lists(st.tuples(places, values), min_size=1, max_size=12)):
        content[place] = value
    check_is_read_or_refused(bytes(content[: data.draw(st.integers(1, len(content)))]))
