"""Flat against lively: the same sentences with their intonation scaled, in four kinds of sound.

    python benchmarks/liveliness.py

Each recording of one speaker is said again with its pitch contour times 0.3, 0.6, 1.0 and 1.5 by TD-PSOLA, and by
WORLD where pyworld is installed (a development-only environment); then the whole measuring runs on it. Printed: how
many neighbouring pairs come out in order, and how far the 10-90 % range is from the scaled one. Less than 15 s of
voice gives no figure and is counted as such. Needs the development data (../shared).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.listen import listen
from coach.delivery.liveliness import liveliness
from coach.delivery.pitch import MIN_VOICED_S, PITCH_HOP_S, pitch_figures, voiced_s, without_outliers
from coach.delivery.psola import with_intonation
from tests.delivery.clips import ONE_VOICE, heard_speech, load_clip
from tests.delivery.signals import through_telephone, with_white_noise, write_track
from tests.paths import SPEECH

FACTORS = (0.3, 0.6, 1.0, 1.5)
LONGEST_S = 150.0
AISHELL = "mandarin_aishell"  # one speaker in short sentences: joined
AISHELL_PARTS = 4
PROMPTS = ("telephone_prompts/asterisk_demo-congrats.wav", "call_centre/aws_autorepairs40_caller_8k.wav")


def recordings() -> dict[str, np.ndarray]:
    """One speaker each, at 16 kHz."""
    sentences = [load_clip(f"{AISHELL}/{path.name}") for path in sorted((SPEECH / AISHELL).glob("*.wav"))]
    parts = [np.concatenate(sentences[start::AISHELL_PARTS]) for start in range(AISHELL_PARTS)]
    found = {name: load_clip(name) for name in (*ONE_VOICE, *PROMPTS)}
    found |= {f"AISHELL part {number}": part for number, part in enumerate(parts, start=1)}
    return {name: samples[: round(LONGEST_S * TRACK_RATE_HZ)] for name, samples in found.items()}


def with_babble(samples: np.ndarray, others: list[np.ndarray], snr_db: float) -> np.ndarray:
    """`samples` over the sum of other recordings."""
    babble = sum(np.resize(other / np.std(other), len(samples)) for other in others)
    return samples + babble * (np.std(samples) / np.std(babble) / 10 ** (snr_db / 20))


def with_world(samples: np.ndarray, f0_hz: np.ndarray, factor: float) -> np.ndarray:
    """As `with_intonation`, by WORLD's own pitch (dio, stonemask), envelope and aperiodicity; `f0_hz` is not used."""
    import pyworld

    sound = samples.astype(np.float64)
    rough, times_s = pyworld.dio(sound, TRACK_RATE_HZ, f0_floor=65.0, f0_ceil=450.0)
    f0 = pyworld.stonemask(sound, rough, times_s, TRACK_RATE_HZ)
    median_hz = np.median(f0[f0 > 0])
    scaled = np.where(f0 > 0, median_hz * (np.maximum(f0, 1.0) / median_hz) ** factor, 0.0)
    envelope = pyworld.cheaptrick(sound, f0, times_s, TRACK_RATE_HZ)
    aperiodicity = pyworld.d4c(sound, f0, times_s, TRACK_RATE_HZ)
    return pyworld.synthesize(scaled, envelope, aperiodicity, TRACK_RATE_HZ).astype(np.float32)


def range_st(samples: np.ndarray) -> float | None:
    """What the product measures; None under 15 s of voice."""
    with tempfile.TemporaryDirectory() as folder:
        track = write_track(Path(folder) / "track.pcm", samples)
        f0_hz = without_outliers(listen(track, heard_speech(track)).f0_hz)
    return pitch_figures(f0_hz).range_st if voiced_s(f0_hz) >= MIN_VOICED_S else None


def contour(samples: np.ndarray) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        track = write_track(Path(folder) / "track.pcm", samples)
        return without_outliers(listen(track, heard_speech(track)).f0_hz)


def main() -> None:
    clips = recordings()
    conditions: dict[str, Callable[[np.ndarray, str], np.ndarray]] = {
        "clean": lambda samples, name: samples,
        "white 10 dB": lambda samples, name: with_white_noise(samples, 10.0),
        "babble 10 dB": lambda samples, name: with_babble(samples, [c for n, c in clips.items() if n != name][:6], 10.0),
        "telephone": lambda samples, name: through_telephone(samples),
    }
    makers = {"PSOLA": with_intonation}
    try:
        import pyworld  # noqa: F401
    except ModuleNotFoundError:
        print("WORLD: pyworld is not installed")
    else:
        makers["WORLD"] = with_world
    for maker, make in makers.items():
        print(f"\n{maker}: 10-90 % range in semitones at {', '.join(map(str, FACTORS))} times the intonation")
        ranges: dict[str, list[list[float | None]]] = {name: [] for name in conditions}
        for name, samples in clips.items():
            f0_hz = contour(samples)
            said = [make(samples, f0_hz, factor) for factor in FACTORS]
            for condition, change in conditions.items():
                ranges[condition].append([range_st(change(one, name)) for one in said])
            clean = ranges["clean"][-1]
            words = " / ".join(liveliness(value).word.en if value is not None else "no verdict" for value in clean)
            cells = " ".join("  none" if value is None else f"{value:6.2f}" for value in clean)
            print(f"  {name:46}{np.isfinite(f0_hz).sum() * PITCH_HOP_S:5.1f} s voiced  {cells}   {words}")
        for condition, rows in ranges.items():
            print(f"  {condition:14}{_verdict(rows)}")


def _verdict(rows: list[list[float | None]]) -> str:
    pairs = [(low, high) for row in rows for low, high in zip(row, row[1:]) if low is not None and high is not None]
    errors = [
        abs(value / (row[2] * factor) - 1)
        for row in rows
        if row[2] is not None
        for value, factor in zip(row, FACTORS, strict=True)
        if value is not None and factor != 1.0
    ]
    none = sum(value is None for row in rows for value in row)
    ordered = sum(low < high for low, high in pairs)
    return f"in order {ordered} of {len(pairs)}; range off by {100 * np.median(errors):.0f} % (median); {none} without a verdict"


if __name__ == "__main__":
    main()
