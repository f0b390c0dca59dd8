"""Where somebody speaks: Silero VAD over one track, in blocks, so that memory stays bounded however long it is.

Measured on 90 known silences in neural, formant and natural speech: threshold 0.5, end below 0.49, silences from
0.1 s on, no padding find every silence of 0.25 s or more, with edges within 25 ms in the median. faster-whisper's
own defaults (2 s, pads of 0.4 s) miss most of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.model import Span

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime

    from coach.audio.clip import Clip

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / TRACK_RATE_HZ  # 32 ms
CONTEXT_SAMPLES = 64  # the tail of the frame before, which Silero hears in front of each frame
STATE_SIZE = 128
BLOCK_FRAMES = 1024  # about 33 s; bigger blocks are no faster

TARGET_PEAK = 0.5  # quiet recordings are brought up to it; louder ones are left alone
MAX_GAIN = 300.0  # about 50 dB: beyond it there are only the last bits of 16-bit silence to amplify
PEAK_SHARE = 0.999  # the level that this share of the samples stays under: one click is not the voice's peak


def speech_probabilities(track: Track | Clip, *, gain: float | None = None) -> np.ndarray:
    """How probably somebody speaks in each 32 ms of the track: float32, shape (ceil(n / 512),), 0-1.

    The network's state is carried from block to block, so the blocks give what one pass would. A quiet track is
    raised by one gain first (`listening_gain`, unless another is given). An empty track gives an empty array.
    """
    import numpy as np

    session = _silero()
    gain = listening_gain(track) if gain is None else gain
    hidden = np.zeros((1, 1, STATE_SIZE), dtype=np.float32)
    cell = np.zeros((1, 1, STATE_SIZE), dtype=np.float32)
    context = np.zeros(CONTEXT_SAMPLES, dtype=np.float32)
    outputs = [np.zeros(0, dtype=np.float32)]
    for samples in _blocks(track):
        missing = -len(samples) % FRAME_SAMPLES
        frames = np.pad(samples * gain, (0, missing)).reshape(-1, FRAME_SAMPLES)
        contexts = np.vstack([context, frames[:-1, -CONTEXT_SAMPLES:]])
        context = frames[-1, -CONTEXT_SAMPLES:]
        output, hidden, cell = session.run(None, {"input": np.hstack([contexts, frames]), "h": hidden, "c": cell})
        outputs.append(output.reshape(-1))
    return np.concatenate(outputs)


def speech_spans(
    probabilities: np.ndarray,
    *,
    threshold: float = 0.5,
    neg_threshold: float = 0.49,
    min_silence_s: float = 0.1,
    min_speech_s: float = 0.0,
    pad_s: float = 0.0,
) -> tuple[Span, ...]:
    """Stretches of speech in time order, from `speech_probabilities`; () when nobody speaks.

    Speech begins at a frame of at least `threshold` and ends where the probability falls below `neg_threshold` and
    does not reach `threshold` again for `min_silence_s`. Stretches shorter than `min_speech_s` are dropped, the
    others widened by `pad_s` on both sides (never into one another, never beyond the track).
    """
    spans: list[Span] = []
    start: int | None = None
    silence: int | None = None
    for index, probability in enumerate(probabilities.tolist()):
        if probability >= threshold:
            start = index if start is None else start
            silence = None
        elif start is not None and probability < neg_threshold:
            silence = index if silence is None else silence
            if (index - silence) * FRAME_S >= min_silence_s:
                spans.append(Span(start * FRAME_S, silence * FRAME_S))
                start = silence = None
    if start is not None:
        spans.append(Span(start * FRAME_S, (len(probabilities) if silence is None else silence) * FRAME_S))
    kept = [span for span in spans if span.duration_s >= min_speech_s]
    return _padded(kept, pad_s, len(probabilities) * FRAME_S)


def listening_gain(track: Track | Clip) -> float:
    """What to multiply a quiet track by before listening: 1.0 (loud enough, or nothing there) to `MAX_GAIN`.

    One gain for the whole track, from its level as a histogram of sample sizes, so that it costs one pass.
    """
    import numpy as np

    counts = np.zeros(32769, dtype=np.int64)
    for samples in _blocks(track):
        counts += np.bincount(np.abs(samples * 32768).astype(np.int64), minlength=len(counts))
    heard = int(counts.sum())
    if heard == 0:
        return 1.0
    level = int(np.searchsorted(np.cumsum(counts), PEAK_SHARE * heard)) / 32768
    return 1.0 if level == 0 else float(np.clip(TARGET_PEAK / level, 1.0, MAX_GAIN))


def _blocks(track: Track | Clip):
    block_s = BLOCK_FRAMES * FRAME_S
    start_s = 0.0
    while start_s < track.duration_s:
        yield track.read(start_s, start_s + block_s)
        start_s += block_s


def _padded(spans: list[Span], pad_s: float, end_s: float) -> tuple[Span, ...]:
    middles = [(left.end_s + right.start_s) / 2 for left, right in zip(spans, spans[1:])]
    floors = [0.0, *middles]
    ceilings = [*middles, end_s]
    return tuple(
        Span(max(floor, span.start_s - pad_s), min(ceiling, span.end_s + pad_s))
        for span, floor, ceiling in zip(spans, floors, ceilings)
    )


@cache
def _silero() -> onnxruntime.InferenceSession:
    """The network that faster-whisper carries, without importing faster-whisper (its import costs 0.3 s)."""
    from importlib.util import find_spec
    from pathlib import Path

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    package = Path(find_spec("faster_whisper").origin).parent
    return onnxruntime.InferenceSession(
        package / "assets" / "silero_vad_v6.onnx", options, providers=["CPUExecutionProvider"]
    )
