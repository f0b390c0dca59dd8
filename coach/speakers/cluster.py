"""How many voices there are and which window is whose: spectral clustering of voice vectors.

The affinity of two windows is their cosine to the fifth power. The number is the largest for which all voices still
differ: two halves of one voice have centres with a cosine of 0.93 or more (eight people talking alone), different people
0.52 to 0.83, the last being one synthetic voice with its formants moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST_VOICES = 6
AFFINITY_POWER = 5
MOST_WINDOWS = 1200  # clustered at once; of a longer recording every n-th, and the others go to the nearest voice
SAME_TWO, SAME_MANY = 0.88, 0.80  # cosine of two centres from which they are one voice, for two voices and for more
# Seconds of windows, which overlap: about 2.3 times the speech.
LITTLE_S, SAME_OF_LITTLE = 28.0, 0.75  # of less the centres are so unsure that a stricter limit holds for two voices
SHORTEST_VOICE_S = 2.0  # a cough or a laugh is no person


def voices(vectors: np.ndarray, seconds: np.ndarray, count: int | None = None) -> np.ndarray:
    """The voices' centres, vectors of length 1, float32 (voices, 256); (0, 256) without windows.

    `vectors` (windows, 256) are of length 1; `seconds` (windows,) how long each is. `count`: how many
    voices there are (1-6), None to find out.
    """
    import numpy as np

    if len(vectors) == 0:
        return vectors
    some = np.linspace(0, len(vectors) - 1, min(len(vectors), MOST_WINDOWS)).round().astype(int)
    vectors, seconds = vectors[some], seconds[some] * (seconds.sum() / seconds[some].sum())
    if count == 1 or len(vectors) == 1:
        return _centre(vectors, seconds)
    embedding = _spectrum(vectors)
    most = min(MOST_VOICES + 1, len(vectors))
    if count is not None:
        for parts in range(min(count, most), most + 1):
            centres = _parted(embedding, vectors, seconds, parts, shortest_s=SHORTEST_VOICE_S)
            if len(centres) == count:
                return centres
        return _parted(embedding, vectors, seconds, min(count, most), shortest_s=0.0)
    same_two = SAME_TWO if seconds.sum() >= LITTLE_S else SAME_OF_LITTLE
    for parts in range(most, 1, -1):
        centres = _parted(embedding, vectors, seconds, parts, shortest_s=SHORTEST_VOICE_S)
        if 1 < len(centres) <= MOST_VOICES and _nearest(centres) < (same_two if len(centres) == 2 else SAME_MANY):
            return centres
    return _centre(vectors, seconds)


def _spectrum(vectors: np.ndarray) -> np.ndarray:
    """Eigenvectors of the normalised affinity, the strongest last: (windows, up to MOST_VOICES + 1)."""
    import numpy as np
    from scipy.linalg import eigh

    affinity = np.clip(vectors @ vectors.T, 0, 1).astype(np.float64) ** AFFINITY_POWER
    root = np.sqrt(affinity.sum(axis=1))
    normalised = affinity / root[:, None] / root[None, :]
    size = len(vectors)
    return eigh(normalised, subset_by_index=[max(0, size - MOST_VOICES - 1), size - 1])[1]


def _parted(
    embedding: np.ndarray, vectors: np.ndarray, seconds: np.ndarray, parts: int, *, shortest_s: float
) -> np.ndarray:
    """The centres of `parts` clusters, without those that speak for less than `shortest_s`."""
    import numpy as np
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    rows = embedding[:, -parts:]
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    with threadpool_limits(1):  # so little work that threads only wait for one another
        labels = KMeans(parts, n_init=5, random_state=0).fit_predict(rows)
    kept = [label for label in range(parts) if seconds[labels == label].sum() >= shortest_s]
    if not kept:
        return _centre(vectors, seconds)
    return np.concatenate([_centre(vectors[labels == label], seconds[labels == label]) for label in kept])


def _centre(vectors: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """The mean direction of vectors (windows, 256), each by its length: (1, 256), of length 1."""
    import numpy as np

    total = (vectors * seconds[:, None]).sum(axis=0, keepdims=True)
    return total / np.linalg.norm(total, axis=1, keepdims=True)


def _nearest(centres: np.ndarray) -> float:
    """The cosine of the two centres that are most alike."""
    import numpy as np

    return float(np.max(centres @ centres.T - 2 * np.eye(len(centres))))
