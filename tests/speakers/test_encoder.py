from __future__ import annotations

import numpy as np
import pytest

from coach.speakers.encoder import VECTOR_SIZE, mel_frames, voice_vectors
from tests.speakers.material import sides


@pytest.fixture(scope="module")
def voice() -> np.ndarray:
    samples = sides("en-good-practice-refund")[0]
    return samples[: 3 * 16_000]


def test_the_mel_powers_are_librosas(voice):
    from librosa.feature import melspectrogram

    expected = melspectrogram(y=voice, sr=16_000, n_fft=400, hop_length=160, n_mels=40).T
    assert mel_frames(voice) == pytest.approx(expected, abs=float(1e-4 * expected.max()))


def test_a_vector_has_length_one_whatever_the_number_of_frames(voice):
    mel = mel_frames(voice)
    vectors = voice_vectors([mel[:160], mel[:40], mel[:300]])
    assert vectors.shape == (3, VECTOR_SIZE)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_loudness_is_no_part_of_a_voice(voice):
    mel = mel_frames(voice)[:160]
    loud, quiet = voice_vectors([mel, mel * 1e-3])
    assert loud == pytest.approx(quiet, abs=1e-4)


def test_a_batch_gives_what_one_by_one_gives(voice):
    windows = [mel_frames(voice)[first : first + 160] for first in (0, 40, 80)]
    together = voice_vectors(windows)
    assert together == pytest.approx(np.concatenate([voice_vectors([window]) for window in windows]), abs=1e-5)


def test_no_windows_give_no_vectors():
    assert voice_vectors([]).shape == (0, VECTOR_SIZE)
