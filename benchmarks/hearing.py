"""How well the words are heard, in both modes: errors, fillers, invented words, one utterance at a time.

    python benchmarks/hearing.py

Needs the development data (../shared). Takes a few minutes. How long hearing takes: benchmarks/analysis.py.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import soundfile

from coach.audio.track import TRACK_RATE_HZ
from coach.hearing.models import model_files
from coach.hearing.utterances import utterances
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.hearing.worker import HearingWorker
from coach.language.fillers import fillers_in_words
from coach.threads import default_threads
from tests.hearing.errors import edits, error_rate, text_of, units
from tests.hearing.material import (
    ENGLISH_WITH_FILLERS,
    ENGLISH_WITHOUT_FILLERS,
    in_a_row,
    load,
    referenced_clips,
    spoken,
    write_track,
)
from tests.paths import ROOT, SPEECH

MODES = ("fast", "thorough")
MEETING = "english/earnings22_4482311_60s.wav"  # its reference writes the 11 um and uh
MANDARIN_FILLERS = ROOT / "tests" / "hearing" / "data" / "fillers_zh.ogg"
NO_WORDS = ("alsa_noise.wav", "hold_music_morning_coffee_8k.wav", "librosa_vibe_ace_music.ogg", "speechbrain_noise2.wav",
            "pyannote_empty_is_fullscale_noise_1s.wav", "speechbrain_noise3.wav", "wt_empty.mp3", "wt_empty.wav", "wt_laugh1.mp3")  # fmt: skip


def main() -> None:
    threads = default_threads()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {threads} threads for hearing; base, int8\n")
    with tempfile.TemporaryDirectory() as folder, HearingWorker(model_files("base").folder) as worker:
        track_path = Path(folder) / "track.pcm"

        def hear(samples, language, mode, *, apart=False):
            track = write_track(track_path, samples)
            spans = speech_spans(speech_probabilities(track))
            calls = [[span] for span in utterances(spans)] if apart else [spans]
            return [heard for call in calls for heard in worker.hear([track], [call], language=language, mode=mode)]

        errors(hear)
        fillers(hear)
        print(f"\nwords invented in {len(NO_WORDS)} files without speech (zh and en)")
        for mode in MODES:
            invented = [text_of(hear(load(SPEECH / "traps" / name), language, mode)) for name in NO_WORDS for language in ("zh", "en")]
            print(f"  {mode:9} {sum(map(bool, invented))} {[text for text in invented if text]}")
        languages(hear)


def errors(hear) -> None:
    for language, unit in (("en", "words"), ("zh", "characters")):
        said = referenced_clips(language)
        count = sum(len(units(text, language)) for text in said.values())
        print(f"errors per 100 {unit}: {len(said)} clips of people, {count} {unit} (numbers written out, without fillers)")
        sounds = {clip: load(SPEECH / clip) for clip in said}
        seconds = sum(map(len, sounds.values())) / TRACK_RATE_HZ
        for mode in MODES:
            started = time.perf_counter()
            clip_by_clip = [(said[clip], text_of(hear(sound, language, mode))) for clip, sound in sounds.items()]
            taken = time.perf_counter() - started
            row = in_a_row(list(sounds.values()))
            as_one_call = [(" ".join(said.values()), text_of(hear(row, language, mode)))]
            apart = [(" ".join(said.values()), text_of(hear(row, language, mode, apart=True)))]
            print(
                f"  {mode:9} clip by clip {error_rate(clip_by_clip, language):5.1f} ({taken / seconds:.3f} of their length)"
                f"   as one call {error_rate(as_one_call, language):5.1f}"
                f"   one utterance at a time {error_rate(apart, language):5.1f}"
            )


def fillers(hear) -> None:
    print("\nfillers found, of those said, and errors per 100 without counting fillers")
    mandarin, _ = soundfile.read(MANDARIN_FILLERS, dtype="float32")
    mandarin_text = MANDARIN_FILLERS.with_suffix(".txt").read_text(encoding="utf-8")
    materials = {
        "synthetic English": ("en", in_a_row([spoken(t) for t in ENGLISH_WITH_FILLERS]), " ".join(ENGLISH_WITH_FILLERS)),
        "  the same without fillers": (
            "en", in_a_row([spoken(t) for t in ENGLISH_WITHOUT_FILLERS]), " ".join(ENGLISH_WITHOUT_FILLERS),
        ),
        "a person's English": ("en", load(SPEECH / MEETING), referenced_clips("en")[MEETING]),
        "synthetic Mandarin": ("zh", mandarin, mandarin_text),
        "people's Mandarin, no fillers": (
            "zh",
            in_a_row([load(SPEECH / clip) for clip in referenced_clips("zh") if "aishell/" in clip]),
            "".join(text for clip, text in referenced_clips("zh").items() if "aishell/" in clip),
        ),
    }  # fmt: skip
    pooled = {mode: [0, 0] for mode in MODES}
    for name, (language, samples, said) in materials.items():
        for mode in MODES:
            heard = hear(samples, language, mode)
            found, spoken_count = spelt_fillers(text_of(heard)), spelt_fillers(said)
            counted = sum(len(fillers_in_words(utterance.words, language)) for utterance in heard)
            left, right = (units(without_fillers(text, language), language) for text in (said, text_of(heard)))
            wrong = edits(left, right)
            if language == "en":
                pooled[mode][0] += wrong
                pooled[mode][1] += len(left)
            print(
                f"  {name:30} {mode:9} written {found:2} of {spoken_count:2}, counted as fillers {counted:2}, "
                f"errors {100 * wrong / len(left):4.1f}"
            )
    for mode, (wrong, count) in pooled.items():
        print(f"  all English together: {mode:9} {100 * wrong / count:.1f} errors per 100 words, {count} words")


def languages(hear) -> None:
    print("\nlanguage found by itself in clips of 2 s and more")
    for language in ("en", "zh"):
        clips = [clip for clip in referenced_clips(language) if soundfile.info(SPEECH / clip).duration >= 2]
        right = sum({u.language for u in hear(load(SPEECH / clip), None, "fast")} == {language} for clip in clips)
        print(f"  {language}: {right} of {len(clips)}")


def spelt_fillers(text: str) -> int:
    english = sum(word in ("um", "uh", "er", "erm") for word in "".join(c if c.isalpha() else " " for c in text.lower()).split())
    return english + sum(text.count(filler) for filler in ("呃", "嗯", "那个", "就是"))


def without_fillers(text: str, language: str) -> str:
    """Mandarin without the fillers that are nothing else; English units leave them out by themselves."""
    return text.translate(str.maketrans("", "", "呃嗯恩额")) if language == "zh" else text


if __name__ == "__main__":
    main()
