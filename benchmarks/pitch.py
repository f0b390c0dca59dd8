"""Pitch trackers on the same material: how often they are wrong, how long they take, how much memory they need.

    python benchmarks/pitch.py [--seconds 60]

The material is speech-like sound with known pitch (four voices from 100 to 260 Hz, 10-90 % range 7 semitones) that
fills 55 % of the time, as one channel of a call: clean, in white noise at 10 dB and through a telephone's band. The
product looks for pitch only where somebody speaks; "everywhere" is the same tracker without that. Each tracker runs in a process of its own after a
warm-up, so that compiling is not counted; on a busy machine trust the processor time (CPU). Praat (parselmouth, GPL-3) is a reference only and never a dependency:
where it is not installed the table says so. Linux and macOS (peak memory comes from `resource`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.pitch import HIGHEST_HZ, LOWEST_HZ, PITCH_HOP_S
from coach.model import Span
from tests.delivery.signals import Signal, intonation, speech_like, through_telephone, with_white_noise, write_track

VOICES_HZ = (100, 140, 200, 260)
RANGE_ST = 7.0
CONDITIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "clean": lambda samples: samples,
    "white 10 dB": lambda samples: with_white_noise(samples, 10.0),
    "telephone": through_telephone,
}
_HOP = round(PITCH_HOP_S * TRACK_RATE_HZ)
_QUIET_DB = 35.0  # yin has no voicing of its own: frames this far below the loudest count as unvoiced


def swift_f0(samples: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    """As the product calls it: from a track on disk, in blocks, where somebody speaks."""
    from coach.delivery.energy import speech_peak
    from coach.delivery.pitch import pitch_contour

    with tempfile.TemporaryDirectory() as folder:
        track = write_track(Path(folder) / "track.pcm", samples)
        return pitch_contour(track, speech, peak=speech_peak(track, speech))


def swift_f0_everywhere(samples: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    return swift_f0(samples, [Span(0.0, len(samples) / TRACK_RATE_HZ)])


def librosa_pyin(samples: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    import librosa

    return librosa.pyin(samples, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, sr=TRACK_RATE_HZ, hop_length=_HOP)[0]


def librosa_yin(samples: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    import librosa

    f0_hz = librosa.yin(samples, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, sr=TRACK_RATE_HZ, hop_length=_HOP)
    levels_db = librosa.amplitude_to_db(librosa.feature.rms(y=samples, hop_length=_HOP)[0])
    return np.where(levels_db > levels_db.max() - _QUIET_DB, f0_hz, np.nan)


def praat(samples: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    import parselmouth

    sound = parselmouth.Sound(samples.astype(np.float64), TRACK_RATE_HZ)
    pitch = sound.to_pitch_ac(time_step=PITCH_HOP_S, pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
    times_s = np.arange(0.0, len(samples) / TRACK_RATE_HZ, PITCH_HOP_S)
    places = np.round((times_s - pitch.xs()[0]) / PITCH_HOP_S).astype(int)
    found = pitch.selected_array["frequency"]
    values = np.where((places >= 0) & (places < len(found)), found[np.clip(places, 0, len(found) - 1)], 0.0)
    return np.where(values > 0, values, np.nan)


TRACKERS = {
    "swift-f0": swift_f0,
    "  everywhere": swift_f0_everywhere,
    "librosa pyin": librosa_pyin,
    "librosa yin": librosa_yin,
    "Praat ac": praat,
}


def material(seconds: float) -> list[Signal]:
    """One signal a voice: 6.6 s of speech, 5.5 s of silence, and so on."""
    gaps = [Span(start_s, min(start_s + 5.5, seconds)) for start_s in np.arange(6.6, seconds, 12.1).tolist()]
    return [
        speech_like(seconds, intonation(median_hz=voice_hz, range_st=RANGE_ST, seed=voice_hz), gaps=gaps, seed=voice_hz)
        for voice_hz in VOICES_HZ
    ]


def run(tracker: str, seconds: float, answers: multiprocessing.Queue) -> None:
    """In a process of its own: the contours of all voices and conditions, seconds, processor seconds, peak in MB."""
    signals = material(seconds)
    heard = [{name: make(signal.samples) for name, make in CONDITIONS.items()} for signal in signals]
    before = _peak_mb()
    try:
        TRACKERS[tracker](heard[0]["clean"][: 2 * TRACK_RATE_HZ], [Span(0.0, 2.0)])
    except ModuleNotFoundError as missing:
        answers.put(f"not installed ({missing.name})")
        return
    start_s, start_cpu_s = time.perf_counter(), time.process_time()
    contours = [
        {name: TRACKERS[tracker](samples, signal.speech) for name, samples in voice.items()}
        for signal, voice in zip(signals, heard, strict=True)
    ]
    answers.put((contours, time.perf_counter() - start_s, time.process_time() - start_cpu_s, _peak_mb() - before))


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def errors(signals: list[Signal], contours: list[np.ndarray]) -> tuple[float, float, float]:
    """Gross errors (share of frames voiced in both that are over 20 % off), voicing errors, mean error of the SD in st."""
    gross, voicing, spread = [], [], []
    for signal, found in zip(signals, contours, strict=True):
        places = np.minimum(np.arange(len(found)) * _HOP, len(signal.f0_hz) - 1)
        true = signal.f0_hz[places]
        both = np.isfinite(true) & np.isfinite(found)
        gross.append(np.abs(found[both] / true[both] - 1) > 0.2)
        voicing.append(np.isfinite(true) != np.isfinite(found))
        spread.append(abs(_sd_st(found) - _sd_st(true)))
    return float(np.concatenate(gross).mean()), float(np.concatenate(voicing).mean()), float(np.mean(spread))


def _sd_st(f0_hz: np.ndarray) -> float:
    voiced = f0_hz[np.isfinite(f0_hz)]
    return float(np.std(12 * np.log2(voiced / np.median(voiced))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="length of each of the four voices")
    seconds = parser.parse_args().seconds
    signals = material(seconds)
    context = multiprocessing.get_context("spawn")
    results = {}
    for tracker in TRACKERS:
        answers = context.Queue()
        process = context.Process(target=run, args=(tracker, seconds, answers))
        process.start()
        results[tracker] = answers.get()
        process.join()

    heard_s = seconds * len(VOICES_HZ) * len(CONDITIONS)
    _, swift_s, swift_cpu_s, _ = results["swift-f0"]
    print(f"{heard_s:.0f} s of sound; gross = more than 20 % off; voicing and gross in %, error of the SD in semitones")
    print(f"{'tracker':14}{'time':>8}{'/ swift':>9}{'CPU':>8}{'/ swift':>9}{'+MB':>7}   " + "".join(f"{name + ': gross voic. SD':>28}" for name in CONDITIONS))
    for tracker, result in results.items():
        if isinstance(result, str):
            print(f"{tracker:14}{result}")
            continue
        contours, took_s, cpu_s, peak_mb = result
        cells = []
        for name in CONDITIONS:
            gross, voicing, spread = errors(signals, [voice[name] for voice in contours])
            cells.append(f"{100 * gross:14.2f} {100 * voicing:6.1f} {spread:6.2f}")
        print(f"{tracker:14}{took_s:7.1f}s{took_s / swift_s:9.1f}{cpu_s:7.1f}s{cpu_s / swift_cpu_s:9.1f}{peak_mb:7.0f}   " + "".join(cells))


if __name__ == "__main__":
    main()
