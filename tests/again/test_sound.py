"""One turn's sound cut out of a call: from whose track, how long, and measured as an answer of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.again.ready import get_ready
from coach.again.moment import moment_of
from coach.again.sound import MARGIN_S, clip_of_turn, spoken_before
from coach.audio.clip import Clip
from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ
from coach.model import Turn
from coach.practice.voices.find import find_voices
from tests.again.calls import at, kept_call, kind_answer
from tests.report.sample import sample
from tests.ui.calls import write_sound


@pytest.fixture
def opened(tmp_path):
    card = sample("en")
    write_sound(tmp_path / "call.wav", card)
    with open_recording(tmp_path / "call.wav") as recording:
        yield card, recording.tracks


def test_a_turn_is_cut_from_its_speakers_own_track(opened):
    card, tracks = opened
    turn = next(turn for turn in card.turns if turn.role == "rep" and turn.start_s > 1)
    clip = clip_of_turn(tracks, card, turn)
    assert clip.duration_s == pytest.approx(turn.end_s - turn.start_s + 2 * MARGIN_S, abs=0.01)
    assert np.abs(clip.samples).max() == pytest.approx(0.4, abs=0.02)
    shared = replace(card, speakers=tuple(replace(one, id=letter) for one, letter in zip(card.speakers, "AB")))
    assert np.array_equal(clip_of_turn(tracks, shared, turn).samples, clip.samples)  # the loudest there


def test_of_a_long_turn_the_end_is_heard(opened):
    card, tracks = opened
    turn = max(card.turns, key=lambda turn: turn.end_s - turn.start_s)
    clip = clip_of_turn(tracks, card, turn, most_s=1.0)
    assert clip.duration_s <= 1.0 + 2 * MARGIN_S


def test_without_sound_or_times_there_is_no_clip(opened):
    card, tracks = opened
    assert clip_of_turn((), card, card.turns[0]) is None
    assert clip_of_turn(tracks, card, replace(card.turns[0], start_s=None, end_s=None)) is None


def test_the_turn_of_then_is_measured_as_a_new_answer_is():
    samples = kind_answer()
    turn = Turn(
        uid="t", index=0, speaker="rep", role="rep", start_s=19.8 + MARGIN_S, end_s=25.6,
        text="I'm so sorry. Three days offline, with an interview tomorrow, no wonder you're stressed.",
    )  # fmt: skip
    before = spoken_before(Clip(samples), turn, "en")
    assert 100 < before.delivery.speech_rate_per_min < 300
    assert before.delivery.pitch_range_st > 1
    assert list(before.delivery.curves) == ["f0_hz"]
    assert spoken_before(None, turn, "en").delivery is None


def test_in_a_call_without_sound_a_voice_of_this_machine_says_the_customers_line(tmp_path):
    card = kept_call(tmp_path)
    ready = get_ready(card, moment_of(card, at(card, "red_card", "commanding", 2).uid), ())
    assert find_voices("en")
    assert ready.by_voice
    assert ready.customer.sample_count > TRACK_RATE_HZ
    assert (ready.own, ready.before.text) == (None, "Calm down. You have to wait.")
