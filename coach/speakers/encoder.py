"""The speaker encoder: a stretch of speech becomes a vector that is near the vectors of the same voice.

The network is GE2E (Wan et al. 2018) as trained for Resemblyzer 0.1.4 (Resemble AI, Apache-2.0): three LSTM layers over 40
mel bands. Of its three sizes in time the usual one is kept, 1.6 s; a shorter stretch is repeated until it is that long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ
from coach.threads import default_threads

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime

SHA256 = "9f7d47bbc3b908b40df78f129becefcc04f0833e5e6a937bc35464fb34039e2d"
VECTOR_SIZE = 256
MEL_BANDS = 40
HOP_SAMPLES, FRAME_SAMPLES = 160, 400  # 10 ms and 25 ms
HOP_S = HOP_SAMPLES / TRACK_RATE_HZ
WINDOW_FRAMES = 160
# The network knows speech at -30 dBFS: its mel powers then add up to this in the mean frame (measured on four voices,
# 0.370 to 0.392). Each window is brought there by itself, so that a quiet voice is no other voice.
USUAL_POWER = 0.375
BATCH = 16  # twice as fast as one by one; more at once is no faster
BLOCK_FRAMES = 3000


def mel_frames(samples: np.ndarray) -> np.ndarray:
    """Mel powers of 16 kHz samples, float32 (1 + n // 160, 40): frame i is centred on sample 160 i."""
    import numpy as np

    padded = np.pad(samples, FRAME_SAMPLES // 2)
    framed = np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[::HOP_SAMPLES]
    window, bands = np.hanning(FRAME_SAMPLES + 1)[:-1], _mel_bands()
    blocks = []
    for first in range(0, len(framed), BLOCK_FRAMES):  # a few MB at a time, however long the stretch is
        spectrum = np.fft.rfft(framed[first : first + BLOCK_FRAMES] * window, axis=1)
        blocks.append((np.abs(spectrum) ** 2 @ bands).astype(np.float32))
    return np.concatenate(blocks)


def voice_vectors(windows: Iterable[np.ndarray], *, frames: int = WINDOW_FRAMES) -> np.ndarray:
    """A vector of length 1 for each window of mel frames (any number of frames from 1 on): float32 (windows, 256).

    Each is heard as `frames` frames. Only vectors made with the same number can be compared.
    """
    import numpy as np

    session = _session()
    found = [np.zeros((0, VECTOR_SIZE), dtype=np.float32)]
    waiting = iter(windows)
    while some := list(islice(waiting, BATCH)):
        mel = np.stack([_usual(window, frames) for window in some])
        found.append(session.run(None, {"mel": mel})[0])
    return np.concatenate(found)


def _usual(window: np.ndarray, frames: int) -> np.ndarray:
    """The window at the usual length and loudness."""
    import numpy as np

    repeats = -(-frames // len(window))
    whole = np.tile(window, (repeats, 1))[:frames]
    return (whole * (USUAL_POWER / max(float(whole.sum(axis=1).mean()), 1e-12))).astype(np.float32)


@cache
def _mel_bands() -> np.ndarray:
    """Triangles from frequencies to mel bands, (201, 40), on Slaney's scale and of equal area, as in his Auditory Toolbox."""
    import numpy as np

    def to_hz(mel: np.ndarray) -> np.ndarray:  # 200/3 Hz a mel up to 1 kHz, then 27 to 6.4 times the frequency
        return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27))

    highest = 15 + 27 * np.log(TRACK_RATE_HZ / 2 / 1000) / np.log(6.4)
    edges = to_hz(np.linspace(0, highest, MEL_BANDS + 2))
    hz = np.linspace(0, TRACK_RATE_HZ / 2, FRAME_SAMPLES // 2 + 1)[:, None]
    rising = (hz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hz) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)) * 2 / (edges[2:] - edges[:-2])


@cache
def _session() -> onnxruntime.InferenceSession:
    import hashlib

    import onnxruntime

    network = files("coach.speakers").joinpath("data", "ge2e_speaker_encoder.onnx").read_bytes()
    if hashlib.sha256(network).hexdigest() != SHA256:
        raise RuntimeError("the speaker encoder's file is not the one that came with the program: install it again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = default_threads()
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the words are heard at the same time
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
