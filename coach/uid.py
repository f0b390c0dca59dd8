"""Stable names for things that people refer to later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from coach.model import AudioInfo, Turn


def stable_uid(prefix: str, *parts: object) -> str:
    """`prefix-` and 12 hex digits from the parts: the same parts always give the same uid."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"


def spoken_uid(audio: AudioInfo | None, turns: Sequence[Turn]) -> str:
    """What was said, whoever judged it and how: a recording by its SHA-256, a transcript by its turns."""
    return stable_uid("said", audio.sha256) if audio else stable_uid("said", *(turn.uid for turn in turns))
