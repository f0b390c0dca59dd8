"""Pauses against known silences between phrases of real recordings: what is found, what is invented, how exact.

    python benchmarks/pauses.py

Needs the development data (../shared). Takes about a minute.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.delivery.edges import refine
from coach.delivery.energy import fine_levels
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.model import Span
from tests.delivery.clips import CLEAN_FLOOR, load_clip, phrases, spliced
from tests.delivery.matching import Match, joined, match, silences_between
from tests.delivery.signals import with_white_noise, write_track

CONDITIONS = {"clean": None, "white 20 dB": 20.0, "white 10 dB": 10.0}
LONGEST = 40  # phrases of one recording
METHODS = ("voice activity alone", "edges refined")


def main() -> None:
    print(f"{'':22}{'':14}{'recall':>8}{'prec.':>8}{'|start|':>9}{'|end|':>8}{'total':>8}   (edges: median ms; total pause time)")
    with tempfile.TemporaryDirectory() as folder:
        for condition, snr_db in CONDITIONS.items():
            rows = {method: [] for method in METHODS}
            for seed, name in enumerate(CLEAN_FLOOR):
                said = (phrases(load_clip(name)) * 2)[:LONGEST]
                samples, silences = spliced(said, seed=seed)
                if snr_db is not None:
                    samples = with_white_noise(samples, snr_db, seed=seed)
                track = write_track(Path(folder) / "clip.pcm", samples)
                heard = speech_spans(speech_probabilities(track))
                for method, speech in zip(METHODS, (heard, refine(heard, fine_levels(track))), strict=True):
                    rows[method].append((silences_between(speech), silences))
            for method, found in rows.items():
                print(_row(method, condition, found))


def _row(method: str, condition: str, found: list[tuple[list[Span], tuple[Span, ...]]]) -> str:
    whole: Match = joined([match(spans, silences) for spans, silences in found])
    start_s, end_s = whole.median_edge_s
    counted_s = sum(span.duration_s for spans, _ in found for span in spans)
    true_s = sum(span.duration_s for _, silences in found for span in silences if span.duration_s >= 0.25)
    return (
        f"{method:22}{condition:14}{whole.recall:8.3f}{whole.precision:8.3f}{1000 * start_s:9.0f}{1000 * end_s:8.0f}"
        f"{100 * (counted_s / true_s - 1):+7.1f}%   {whole.hit} of {whole.known}, {whole.false} false"
    )


if __name__ == "__main__":
    main()
