"""How much more rise and fall a sentence has after `coach/delivery/livelier.py`, by the product's own measure.

    python benchmarks/livelier.py

The first three stretches of speech of at least 2.5 s in the left channel of each bundled call, at 1.25, 1.5 and 2 times;
printed is what the 10-90 % range and the standard deviation really grew by, and by WORLD too where pyworld is installed
(a development-only environment).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.liveliness import with_world
from coach.again.livelier import heard_voice
from coach.audio.clip import Clip
from coach.audio.read import open_recording
from coach.delivery.livelier import Voice, livelier
from coach.examples import examples
from coach.hearing.voice_activity import speech_probabilities, speech_spans

STRENGTHS = (1.25, 1.5, 2.0)
EACH, SHORTEST_S, MARGIN_S = 3, 2.5, 0.1


def sentences() -> Iterator[np.ndarray]:
    for example in examples():
        with open_recording(example.path) as recording:
            track = recording.tracks[0]
            spans = [span for span in speech_spans(speech_probabilities(track)) if span.duration_s > SHORTEST_S]
            for span in spans[:EACH]:
                yield track.read(span.start_s - MARGIN_S, span.end_s + MARGIN_S)


def main() -> None:
    makers: dict[str, Callable[[Voice, float], np.ndarray]] = {"TD-PSOLA": livelier}
    try:
        import pyworld  # noqa: F401
    except ModuleNotFoundError:
        print("WORLD: pyworld is not installed")
    else:
        makers["WORLD"] = lambda voice, strength: with_world(voice.samples, voice.f0_hz, strength)[: len(voice.samples)]
    voices = [voice for samples in sentences() if (voice := heard_voice(Clip(samples))).figures is not None]
    print(f"{len(voices)} sentences")
    for maker, make in makers.items():
        for strength in STRENGTHS:
            made = [heard_voice(Clip(make(voice, strength))).figures for voice in voices]
            ranges = [after.range_st / before.figures.range_st for after, before in zip(made, voices, strict=True)]
            spreads = [after.sd_st / before.figures.sd_st for after, before in zip(made, voices, strict=True)]
            print(
                f"{maker:9} x {strength:4}: range x {np.median(ranges):.2f} ({min(ranges):.2f}-{max(ranges):.2f}), "
                f"standard deviation x {np.median(spreads):.2f} ({min(spreads):.2f}-{max(spreads):.2f})"
            )


if __name__ == "__main__":
    main()
