"""Pauses: found where silence was put, and told apart by what stands beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.delivery.listen import listen
from coach.delivery.pauses import PauseBounds, find_pauses
from coach.delivery.spoken import spoken_turns
from coach.model import Language, Span, Turn, Word
from tests.delivery.clips import heard_speech, load_clip, phrases, spliced
from tests.delivery.matching import joined, match
from tests.delivery.signals import with_white_noise, write_track
from tests.paths import needs_shared

BOUNDS = PauseBounds()


def turn(start_s: float, end_s: float, *words: tuple[float, float, str]) -> Turn:
    heard = tuple(Word(first_s, last_s, text, 0.9) for first_s, last_s, text in words)
    text = "".join(word.text for word in heard).strip()
    return Turn(uid="t", index=0, speaker="rep", role="rep", start_s=start_s, end_s=end_s, text=text, words=heard)


def classes(speech: list[Span], *words: tuple[float, float, str], language: Language = "en", others=()) -> list[str]:
    spoken = spoken_turns([turn(speech[0].start_s, speech[-1].end_s, *words)], speech)
    return [pause.pause_class for pause in find_pauses(spoken, others, language=language, bounds=BOUNDS)]


def hibari_sentences() -> list[np.ndarray]:
    import soxr
    from hibari import Hibari

    voice = Hibari(threads=1)
    lines = (
        "Thank you for calling, my name is Anna.",
        "I am sorry that the parcel has not arrived.",
        "Let me look up your order right now.",
        "It left our depot on Monday morning.",
        "I will call the courier myself today.",
        "You will hear from me before noon.",
        "Would a refund help in the meantime?",
        "Is there anything else I can do?",
    )
    return [soxr.resample(voice(line, seed=0), 24000, 16000).astype(np.float32) for line in lines]


def found_pauses(folder: Path, samples: np.ndarray) -> list[Span]:
    track = write_track(folder / "track.pcm", samples)
    sound = listen(track, heard_speech(track))
    whole = turn(sound.speech[0].start_s, sound.speech[-1].end_s)
    pauses = find_pauses(spoken_turns([whole], sound.speech), (), language="en", bounds=BOUNDS)
    return [Span(pause.start_s, pause.end_s) for pause in pauses]


@needs_shared
@pytest.mark.parametrize("snr_db", [None, 20.0], ids=["clean", "white noise at 20 dB"])
def test_known_silences_are_found(tmp_path: Path, snr_db: float | None) -> None:
    voices = [
        [part for sentence in hibari_sentences() for part in phrases(sentence)],
        phrases(load_clip("mandarin/azure_zh_train_audio1.wav")),
        phrases(load_clip("telephone_prompts/asterisk_demo-instruct.wav")),
    ]
    matches = []
    for seed, said in enumerate(voices):
        samples, silences = spliced(said, seed=seed)
        if snr_db is not None:
            samples = with_white_noise(samples, snr_db, seed=seed)
        matches.append(match(found_pauses(tmp_path, samples), silences))
    whole = joined(matches)
    assert whole.known >= 30
    assert whole.recall >= 0.97
    assert whole.precision >= 0.93
    assert max(whole.median_edge_s) <= 0.040


@needs_shared
@pytest.mark.parametrize("gain_db", [-20, 20])
def test_gain_changes_no_pause(tmp_path: Path, gain_db: int) -> None:
    samples, _ = spliced(phrases(load_clip("mandarin/azure_zh_train_audio1.wav")), seed=1)
    quiet = samples * 0.09 / np.abs(samples).max()
    totals = [
        sum(span.duration_s for span in found_pauses(tmp_path, quiet * factor)) for factor in (1.0, 10 ** (gain_db / 20))
    ]
    assert totals[1] == pytest.approx(totals[0], rel=0.03)


def test_length_decides_the_class() -> None:
    speech = [Span(0, 1), Span(1.2, 2), Span(2.3, 3), Span(5.1, 6), Span(11.5, 12)]
    assert classes(speech) == ["short", "gap", "dead_air"]


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("en", " Um,", " hello", "hesitation"),
        ("en", " you.", " Uh,", "hesitation"),
        ("en", " the", " parcel", "hesitation"),
        ("en", " I", " would", "hesitation"),
        ("en", " parcel,", " which", "short"),
        ("en", " yes", " today", "short"),
        ("zh", "呃", "我", "hesitation"),
        ("zh", "因为", "快递", "hesitation"),
        ("zh", "因為", "快遞", "hesitation"),
        ("zh", "好的", "马上", "short"),
    ],
)
def test_hesitation_stands_beside_a_filler_or_inside_a_phrase(
    language: Language, before: str, after: str, expected: str
) -> None:
    words = ((0.0, 0.4, " so" if language == "en" else "那"), (0.5, 0.85, before), (1.4, 1.9, after))
    assert classes([Span(0, 1), Span(1.5, 2)], *words, language=language) == [expected]


def test_a_long_silence_beside_a_filler_is_still_a_gap() -> None:
    assert classes([Span(0, 1), Span(4, 5)], (0.5, 0.9, " um"), (4.1, 4.9, " yes")) == ["gap"]


def test_silence_filled_by_somebody_else_is_no_pause() -> None:
    speech = [Span(0, 1), Span(2, 3)]
    assert classes(speech, others=[Span(1.1, 1.9)]) == []
    assert classes(speech, others=[Span(1.5, 1.9)]) == ["short"]
    assert classes(speech, others=[Span(4, 5)]) == ["short"]


def test_silence_between_turns_is_no_pause() -> None:
    speech = [Span(0, 1), Span(3, 4)]
    spoken = spoken_turns([turn(0, 1), turn(3, 4)], speech)
    assert find_pauses(spoken, (), language="en", bounds=BOUNDS) == ()


def test_bounds_can_be_changed() -> None:
    spoken = spoken_turns([turn(0, 3)], [Span(0, 1), Span(1.3, 2), Span(2.7, 3)])
    bounds = PauseBounds(short_s=0.4, gap_s=0.6, dead_air_s=5.0)
    found = find_pauses(spoken, (), language="en", bounds=bounds)
    assert [(pause.start_s, pause.end_s, pause.pause_class) for pause in found] == [(2, 2.7, "gap")]
