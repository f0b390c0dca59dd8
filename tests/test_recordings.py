"""The bundled example calls: complete, unchanged, legal to pass on, and what they say they are."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.errors import UserError
from coach.examples import Example, demo_example, example, examples
from coach.transcript import read_transcript

FOLDER = Path(__file__).resolve().parent.parent / "recordings"
MOST_BYTES = 8_000_000  # the wheel carries them
SPEECH_DBFS = -45.0  # frames above it count as speech; the noise floors lie below -70
SYNTHETIC = [found.id for found in examples() if not found.human_voiced]

every_example = pytest.mark.parametrize("call", examples(), ids=lambda call: call.id)
every_dialogue = pytest.mark.parametrize(
    "call", [call for call in examples() if len(call.channels) == 2], ids=lambda call: call.id
)


def speech_frames(call: Example) -> np.ndarray:
    """Whether each 20 ms frame of each channel is loud enough for speech; bool, shape (frames, channels)."""
    samples, rate_hz = soundfile.read(call.path, always_2d=True)
    frame = rate_hz // 50
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame, samples.shape[1])
    return 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12) > SPEECH_DBFS


def longest_run(silent: np.ndarray) -> int:
    """Length of the longest run of True in a one-dimensional array."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], silent, [False]]).astype(int)))
    return max((end - start for start, end in zip(edges[::2], edges[1::2], strict=True)), default=0)


def test_each_language_has_a_good_and_a_bad_dialogue() -> None:
    kinds = {(call.language, call.quality) for call in examples() if call.channels == ("rep", "customer")}
    assert kinds == {("zh", "good"), ("zh", "bad"), ("en", "good"), ("en", "bad")}


def test_one_english_dialogue_is_spoken_by_people() -> None:
    human = [call for call in examples() if call.human_voiced]
    assert [(call.language, len(call.channels)) for call in human] == [("en", 2)]


def test_every_sound_and_transcript_in_the_folder_is_listed() -> None:
    listed = {call.path.name for call in examples()} | {call.transcript.name for call in examples()}
    notices = {"LICENSE-Apache-2.0.txt", "NOTICE.txt"}
    assert {path.name for path in FOLDER.iterdir() if path.suffix in {".flac", ".txt"}} == listed | notices


def test_ids_are_unique_and_name_the_language_and_the_quality() -> None:
    ids = [call.id for call in examples()]
    assert len(set(ids)) == len(ids)
    assert all(call.id.startswith(f"{call.language}-{call.quality}-") for call in examples())


@every_example
def test_the_file_is_the_one_the_manifest_describes(call: Example) -> None:
    info = soundfile.info(call.path)
    assert hashlib.sha256(call.path.read_bytes()).hexdigest() == call.sha256
    assert (info.channels, info.samplerate) == (len(call.channels), call.sample_rate_hz)
    assert info.frames / info.samplerate == pytest.approx(call.duration_s, abs=0.001)


@every_example
def test_origin_and_meaning_are_told_in_both_languages(call: Example) -> None:
    for text in (call.title, call.shows, call.provenance):
        assert len(text.en) > 10
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
    assert call.licence in {"MIT", "Apache-2.0"}
    assert call.human_voiced != ("synthetic" in call.provenance.en)
    assert call.human_voiced != ("合成" in call.provenance.zh)


@every_dialogue
def test_a_dialogue_lasts_one_to_two_minutes(call: Example) -> None:
    assert 60 <= call.duration_s <= 120


@every_dialogue
def test_both_speak_and_seldom_at_once(call: Example) -> None:
    rep, customer = speech_frames(call).T
    assert rep.mean() > 0.1
    assert customer.mean() > 0.1
    assert (rep & customer).mean() < 0.05


@every_example
def test_every_line_of_the_transcript_begins_where_its_speaker_is_heard(call: Example) -> None:
    transcript = read_transcript(call.transcript)
    heard = speech_frames(call)
    assert transcript.language == call.language
    for turn in transcript.turns:
        first = round(turn.start_s * 50)  # the stamp drops the fraction of the second
        assert heard[first : first + 100, call.channels.index(turn.role)].any(), turn.text


@every_example
def test_the_transcript_is_in_order_and_within_the_recording(call: Example) -> None:
    turns = read_transcript(call.transcript).turns
    assert {turn.role for turn in turns} == set(call.channels)
    assert all(before.start_s <= after.start_s for before, after in pairwise(turns))
    assert turns[-1].start_s < call.duration_s


@pytest.mark.parametrize("call_id", SYNTHETIC)
def test_synthetic_calls_are_never_digitally_silent(call_id: str) -> None:
    samples, rate_hz = soundfile.read(example(call_id).path, always_2d=True)
    tenths = samples[: len(samples) // (rate_hz // 10) * (rate_hz // 10)].reshape(-1, rate_hz // 10, samples.shape[1])
    assert (np.abs(tenths).max(axis=1) > 0).all()


@pytest.mark.parametrize(("language", "dead_air_from_s"), [("zh", 24.7), ("en", 26.8)])
def test_bad_calls_hold_an_interruption_and_dead_air(language: str, dead_air_from_s: float) -> None:
    call = next(call for call in examples() if (call.language, call.quality) == (language, "bad"))
    rep, customer = speech_frames(call).T
    nobody = ~(rep | customer)
    assert longest_run(nobody) >= 6.0 * 50
    assert nobody[round((dead_air_from_s + 0.5) * 50) : round((dead_air_from_s + 5.5) * 50)].all()
    assert longest_run(rep & customer) > 0.1 * 50


def test_the_folder_stays_small_enough_for_the_wheel() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < MOST_BYTES


def test_the_demo_plays_people_in_english_and_red_cards_in_mandarin() -> None:
    assert demo_example("en").human_voiced
    assert (demo_example("zh").language, demo_example("zh").quality) == ("zh", "bad")


def test_an_unknown_id_names_the_ids_there_are() -> None:
    with pytest.raises(UserError) as caught:
        example("zh-no-such-call")
    for text in (caught.value.text.zh, caught.value.text.en):
        assert "zh-no-such-call" in text
        assert all(call.id in text for call in examples())
