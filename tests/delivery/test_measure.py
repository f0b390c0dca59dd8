"""From sound and turns to a speaker's delivery."""

from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path

import msgspec
import numpy as np
import pytest

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.energy import LEVEL_HOP_S
from coach.delivery.listen import Sound, listen
from coach.delivery.measure import measure
from coach.delivery.pauses import PauseBounds
from coach.delivery.pitch import PITCH_HOP_S
from coach.model import Delivery, Language, Note, Span, Turn, Word
from tests.delivery.signals import intonation, speech_like, write_track

PAUSES = (Span(4.4, 5.5), Span(11.0, 13.2))  # 3.3 s in 40 s
WORD_S = 0.44  # two syllables


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    signal = speech_like(40.0, intonation(median_hz=120, range_st=7, seed=3), gaps=PAUSES, seed=3)
    return listen(write_track(tmp_path_factory.mktemp("sound") / "track.pcm", signal.samples), signal.speech)


def turn(start_s: float, end_s: float, said: str = " parcel", *, extra: tuple[Word, ...] = ()) -> Turn:
    """A turn with a word every 0.44 s outside the pauses."""
    starts_s = np.arange(start_s, end_s - 0.01, WORD_S).tolist()
    words = [
        Word(at_s, at_s + WORD_S, said, 0.9)
        for at_s in starts_s
        if not any(pause.start_s - 0.01 <= at_s < pause.end_s - 0.01 for pause in PAUSES)
    ]
    words = sorted([*words, *extra], key=lambda word: word.start_s)
    text = "".join(word.text for word in words).strip()
    return Turn(
        uid=f"t{start_s}", index=0, speaker="rep", role="rep", start_s=start_s, end_s=end_s, text=text, words=tuple(words)
    )


def codes(notes: tuple[Note, ...]) -> list[str]:
    assert all(note.text.zh and note.text.en for note in notes)
    return [note.code for note in notes]


def test_rates_are_within_two_percent(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 40.0)], language="en")
    words = len(turn(0.0, 40.0).words)
    assert delivery.rate_unit == "words"
    assert delivery.speaking_s == pytest.approx(40.0, abs=0.05)
    assert delivery.speech_rate_per_min == pytest.approx(60 * words / 40.0, rel=0.02)
    assert delivery.articulation_rate_per_min == pytest.approx(60 * words / 36.7, rel=0.02)
    assert delivery.syllables_per_min == pytest.approx(2 * 60 * words / 40.0, rel=0.02)
    assert delivery.articulation_syllables_per_min == pytest.approx(2 * 60 * words / 36.7, rel=0.02)


def test_chinese_rates_count_characters(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 40.0, "包裹")], language="zh")
    characters = 2 * len(turn(0.0, 40.0).words)
    assert delivery.rate_unit == "characters"
    assert delivery.speech_rate_per_min == pytest.approx(60 * characters / 40.0, rel=0.02)
    assert delivery.syllables_per_min == delivery.speech_rate_per_min


def test_pauses_and_their_shares(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 40.0)], language="en")
    assert [pause.pause_class for pause in delivery.pauses] == ["short", "gap"]
    assert delivery.pause_share == pytest.approx(3.3 / 40, rel=0.05)
    assert delivery.phonation_share == pytest.approx(36.7 / 40, rel=0.01)
    assert delivery.longest_pause_s == pytest.approx(2.2, abs=0.05)


def test_pause_bounds_and_other_speakers(sound: Sound) -> None:
    bounds = PauseBounds(short_s=0.25, gap_s=1.0, dead_air_s=2.0)
    delivery, _ = measure(sound, [turn(0.0, 40.0)], language="en", bounds=bounds)
    assert [pause.pause_class for pause in delivery.pauses] == ["gap", "dead_air"]
    delivery, _ = measure(sound, [turn(0.0, 40.0)], language="en", others=[Span(11.0, 13.3)])
    assert len(delivery.pauses) == 1


def test_silence_between_two_turns_counts_for_nothing(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 4.4), turn(5.5, 40.0)], language="en")
    assert delivery.speaking_s == pytest.approx(38.9, abs=0.1)
    assert [pause.pause_class for pause in delivery.pauses] == ["gap"]


def test_fillers_are_counted_at_least(sound: Sound) -> None:
    um = Word(20.9, 21.0, " um,", 0.9)
    delivery, notes = measure(sound, [turn(0.0, 40.0, extra=(um,))], language="en")
    assert delivery.filler_count == 1
    assert delivery.fillers_per_min == pytest.approx(1.5, rel=0.01)
    assert "fillers_lower_bound" in codes(notes)


def test_words_that_cannot_have_been_said(sound: Sound) -> None:
    for said, doubtful in ((" parcel", False), (" parcel parcel", True), ("", False)):
        _, notes = measure(sound, [turn(0.0, 40.0, said)], language="en")
        assert ("words_doubtful" in codes(notes)) == doubtful
    hardly_any = Turn(uid="t", index=0, speaker="rep", role="rep", start_s=0.0, end_s=40.0, text="I see, yes.")
    assert "words_doubtful" in codes(measure(sound, [hardly_any], language="en")[1])


def test_pitch_and_level_of_the_whole(sound: Sound) -> None:
    delivery, notes = measure(sound, [turn(0.0, 40.0)], language="en")
    assert delivery.voiced_s > 15
    assert delivery.pitch_median_hz == pytest.approx(120, rel=0.05)
    assert 4 < delivery.pitch_range_st < 9 and 1.5 < delivery.pitch_sd_st < 3.5
    assert delivery.level_sd_db > 0 and delivery.level_range_db > 0
    assert codes(notes) == ["fillers_lower_bound"]


def test_under_fifteen_seconds_of_voice_there_is_no_verdict(sound: Sound) -> None:
    delivery, notes = measure(sound, [turn(13.2, 30.0)], language="en")
    assert 5 < delivery.voiced_s < 15
    assert delivery.pitch_range_st is delivery.pitch_sd_st is delivery.pitch_median_hz is None
    assert "too_little_voice" in codes(notes)
    assert delivery.speech_rate_per_min is not None


def test_a_word_or_two_give_no_rate(sound: Sound) -> None:
    delivery, notes = measure(sound, [turn(20.0, 22.0)], language="en")
    assert delivery.speech_rate_per_min is delivery.fillers_per_min is None
    assert delivery.filler_count == 0
    assert "too_little_speech" in codes(notes)


def test_voice_without_words(sound: Sound) -> None:
    silent = Turn(uid="t", index=0, speaker="rep", role="rep", start_s=0.0, end_s=40.0, text="")
    delivery, notes = measure(sound, [silent], language="en")
    assert delivery.speech_rate_per_min is delivery.filler_count is delivery.fillers_per_min is None
    assert delivery.pitch_range_st is not None
    assert codes(notes) == ["no_words"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_turns_everything_is_none(sound: Sound, language: Language) -> None:
    text_only = Turn(uid="t", index=0, speaker="rep", role="rep", start_s=None, end_s=None, text="hello")
    for turns in ([], [text_only]):
        delivery, notes = measure(sound, turns, language=language)
        values = {field.name: getattr(delivery, field.name) for field in fields(Delivery)}
        assert values.pop("rate_unit") == ("characters" if language == "zh" else "words")
        assert values.pop("pauses") == () and values.pop("curves") == {}
        assert set(values.values()) == {None}
        assert codes(notes) == ["speaker_not_heard"]


def test_silence_is_heard_as_nothing(tmp_path: Path) -> None:
    for count in (0, 10, TRACK_RATE_HZ):
        empty = listen(write_track(tmp_path / "track.pcm", np.zeros(count, dtype=np.float32)), ())
        assert empty.speech == () and not np.isfinite(empty.f0_hz).any() and not np.isfinite(empty.level_db).any()
        assert measure(empty, [], language="en")[0].speaking_s is None


def test_windows_of_ten_seconds(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 22.0)], language="en")
    curves = delivery.curves
    rate = curves["speech_rate_per_min"]
    assert rate.times_s == (5.0, 15.0, 25.0) and rate.unit == "words/min"
    in_first = sum(1 for word in turn(0.0, 22.0).words if (word.start_s + word.end_s) / 2 < 10)
    assert rate.values[0] == pytest.approx(6 * in_first, rel=0.01)
    assert rate.values[2] is None  # 2 s of speech say nothing
    assert curves["pause_share"].values[:2] == (pytest.approx(0.11, abs=0.005), pytest.approx(0.22, abs=0.005))
    assert curves["articulation_rate_per_min"].values[0] == pytest.approx(6 * in_first / 0.89, rel=0.02)
    assert curves["pitch_median_hz"].values[0] == pytest.approx(120, rel=0.2)
    assert curves["pitch_range_st"].values[0] > 1
    assert -60 < curves["level_db"].values[0] < 0
    assert {len(curve.values) for name, curve in curves.items() if name != "f0_hz"} == {3}


def test_the_drawn_pitch_contour(sound: Sound) -> None:
    delivery, _ = measure(sound, [turn(0.0, 22.0)], language="en")
    contour = delivery.curves["f0_hz"]
    assert contour.unit == "Hz" and contour.times_s[:2] == (0.0, 0.1) and contour.times_s[-1] < 22.0
    assert all(value is None for at_s, value in zip(contour.times_s, contour.values, strict=True) if 11.1 < at_s < 13.1)
    assert all(60 < value < 450 for value in contour.values if value is not None)


def test_only_the_speakers_own_turns_are_measured() -> None:
    """Two voices on one track: each is measured in its own turns alone."""
    count = round(80.0 / PITCH_HOP_S)
    f0_hz = np.where(np.arange(count) < count // 2, 100.0, 220.0).astype(np.float32)
    level_db = np.full(round(80.0 / LEVEL_HOP_S), -20.0, dtype=np.float32)
    both = Sound(track=0, speech=(Span(0.0, 80.0),), f0_hz=f0_hz, level_db=level_db, nuclei_s=np.zeros(0))
    low, _ = measure(both, [turn(0.0, 40.0)], language="en")
    high, _ = measure(both, [turn(40.0, 80.0)], language="en")
    assert (low.pitch_median_hz, high.pitch_median_hz) == (pytest.approx(100), pytest.approx(220))
    assert (low.pitch_range_st, high.pitch_range_st) == (0.0, 0.0)
    assert high.curves["pitch_median_hz"].values[:4] == (None,) * 4


def test_the_values_cross_processes_and_become_json(sound: Sound) -> None:
    copy = pickle.loads(pickle.dumps(sound))
    delivery, _ = measure(copy, [turn(0.0, 40.0)], language="en")
    assert msgspec.json.decode(msgspec.json.encode(delivery), type=Delivery) == delivery
