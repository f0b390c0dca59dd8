from __future__ import annotations

import numpy as np
import pytest

from coach.model import Utterance, Word
from coach.speakers.channels import without_doubles, without_echo
from tests.speakers.material import as_track, share_of, sides, silence, speech_of


def tracks_of(folder, *channels):
    return [as_track(folder, samples, index=index) for index, samples in enumerate(channels)]


@pytest.fixture(scope="module")
def call() -> np.ndarray:
    return sides("en-good-broadband")[:, : 50 * 16_000]


def late(samples: np.ndarray, delay_s: float, gain: float) -> np.ndarray:
    delay = round(delay_s * 16_000)
    return np.concatenate([np.zeros(delay), samples[: len(samples) - delay]]) * gain


@pytest.mark.parametrize(("delay_s", "gain"), [(0.0, 0.3), (0.12, 0.15), (0.25, 0.4)])
def test_the_echo_of_the_other_channel_is_taken_out(call, delay_s, gain, tmp_path):
    left, right = call
    own = speech_of(as_track(tmp_path, right, index=2))
    tracks = tracks_of(tmp_path, left, right + late(left, delay_s, gain))
    before = [speech_of(track) for track in tracks]
    after, notes = without_echo(tracks, before)
    assert after[0] == before[0]
    assert share_of(before[1], own) < 0.5
    assert share_of(after[1], own) > 0.9
    assert share_of(own, after[1]) > 0.95
    assert [note.code for note in notes] == ["cross_talk_removed"]


def test_a_clean_call_stays_as_it_is(call, tmp_path):
    tracks = tracks_of(tmp_path, *call)
    speech = [speech_of(track) for track in tracks]
    assert without_echo(tracks, speech) == (speech, ())


def test_two_people_at_once_keep_their_words(tmp_path):
    tracks = tracks_of(tmp_path, sides("en-good-practice-refund")[0][: 40 * 16_000] * 0.3, sides("en-bad-broadband")[0][: 40 * 16_000])
    speech = [speech_of(track) for track in tracks]
    assert without_echo(tracks, speech) == (speech, ())


def test_a_silent_channel_and_a_single_one(call, tmp_path):
    tracks = tracks_of(tmp_path, call[0], silence(50.0))
    speech = [speech_of(track) for track in tracks]
    assert without_echo(tracks, speech) == (speech, ())
    assert without_echo(tracks[:1], speech[:1]) == (speech[:1], ())


def said(track: int, start_s: float, text: str) -> Utterance:
    words = tuple(Word(start_s + 0.3 * i, start_s + 0.3 * i + 0.3, word, 0.9) for i, word in enumerate(text.split()))
    return Utterance(track=track, start_s=start_s, end_s=words[-1].end_s, text=text, words=words, language="en")


def test_the_same_words_twice_are_one_turn_where_they_are_louder(tmp_path):
    noise = np.random.default_rng(0).normal(0, 0.1, 5 * 16_000)
    tracks = tracks_of(tmp_path, noise, noise * 0.1)
    heard = [said(0, 1.0, "How can I help you today?"), said(1, 1.2, "how can I help you today")]
    assert without_doubles(heard, tracks) == (heard[0],)


def test_a_yes_from_both_and_the_same_words_later_stay(tmp_path):
    noise = np.random.default_rng(0).normal(0, 0.1, 9 * 16_000)
    tracks = tracks_of(tmp_path, noise, noise * 0.1)
    heard = [said(0, 1.0, "Yes."), said(1, 1.1, "Yes."), said(0, 3.0, "The light is red."), said(1, 5.0, "The light is red.")]
    assert without_doubles(heard, tracks) == tuple(heard)
