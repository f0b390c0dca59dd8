"""A recording measured while it grows, against the same measured when it is over."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.listen import listen
from coach.examples import example
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.model import Span
from coach.practising.measuring import Measuring
from coach.practising.practice import Practice, SaidLine
from coach.practising.so_far import VoiceSoFar
from coach.recording.layout import Source, sound_file
from coach.voices import voice_without_words
from tests.recording.unfinished import leave

RATE_HZ = 48_000
NOBODY = Practice(title="x", rubric="calming", language="en", customer="nobody")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Half a minute of a rep (int16 at 48 kHz), and how they speak in it as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDCARD_DATA", str(tmp_path_factory.mktemp("spoken")))
        with open_recording(example("en-good-practice-refund").path) as recording:
            track = recording.tracks[0]
            sound = listen(track, speech_spans(speech_probabilities(track)))
            whole = voice_without_words(sound, (), "en")
            samples = soxr.resample(track.read(), TRACK_RATE_HZ, RATE_HZ)
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2"), whole


def test_measured_in_pieces_it_is_nearly_what_it_is_as_a_whole(spoken, tmp_path):
    samples, whole = spoken
    folder = leave(tmp_path / "one", [Source(device="mic", channels=1, rate_hz=RATE_HZ)], [samples[: 5 * RATE_HZ]])
    voice = VoiceSoFar(folder)
    voice.look()
    assert voice.delivery((), "en") is None  # no whole piece yet
    for first in range(5 * RATE_HZ, len(samples), 7 * RATE_HZ):
        with sound_file(folder, 0).open("ab") as file:
            file.write(samples[first : first + 7 * RATE_HZ].tobytes())
        voice.look()
    voice.look(is_over=True)
    delivery = voice.delivery((), "en")
    for figure, share in (("speaking_s", 0.03), ("pitch_median_hz", 0.02), ("pitch_range_st", 0.1), ("syllables_per_min", 0.1)):
        assert getattr(delivery, figure) == pytest.approx(getattr(whole, figure), rel=share), figure
    assert delivery.pause_share == pytest.approx(whole.pause_share, abs=0.03)


def test_the_customers_channel_is_not_the_rep(spoken, tmp_path):
    samples, _ = spoken
    silent = np.zeros_like(samples)
    mic, line = (Source(device=name, channels=1, rate_hz=RATE_HZ) for name in ("mic", "line"))
    voice = VoiceSoFar(leave(tmp_path / "two", [mic, line], [silent, samples]))
    voice.look(is_over=True)
    assert voice.delivery((), "en").speaking_s is None


def test_what_the_program_said_is_not_the_reps_voice(spoken, tmp_path):
    samples, _ = spoken
    voice = VoiceSoFar(leave(tmp_path / "one", [Source(device="mic", channels=1, rate_hz=RATE_HZ)], [samples]))
    voice.look(is_over=True)
    assert voice.delivery([Span(0.0, 60.0)], "en").speaking_s is None


def test_without_a_sound_nothing_is_known(tmp_path):
    voice = VoiceSoFar(tmp_path / "not there")
    voice.look(is_over=True)
    assert voice.delivery((), "en") is None


def test_beside_the_recorder_it_answers_when_it_is_over_and_leaves_no_process(spoken, tmp_path):
    samples, whole = spoken
    folder = tmp_path / "one"
    with Measuring(folder) as measuring:
        leave(folder, [Source(device="mic", channels=1, rate_hz=RATE_HZ)], [samples])
        delivery = measuring.finish(NOBODY, most_s=300.0)
        process = measuring._process
    assert delivery.pitch_median_hz == pytest.approx(whole.pitch_median_hz, rel=0.02)
    assert not process.is_alive()


@pytest.mark.parametrize("trouble", ["two at one microphone", "a damaged folder", "killed"])
def test_where_it_cannot_be_known_it_says_nothing(trouble, tmp_path):
    folder = leave(tmp_path / "one", [Source(device="mic", channels=1, rate_hz=RATE_HZ)], [np.zeros(RATE_HZ)])
    if trouble == "a damaged folder":
        (folder / "about.json").write_bytes(b"\0")
    with Measuring(folder) as measuring:
        if trouble == "killed":
            measuring._process.kill()
        lines = (SaidLine(at_s=0.0, text="Hello?", sound="line.wav", length_s=1.0),)
        practice = Practice(title="x", rubric="calming", language="en", customer="colleague", lines=lines)
        assert measuring.finish(practice if trouble == "two at one microphone" else NOBODY, most_s=300.0) is None
