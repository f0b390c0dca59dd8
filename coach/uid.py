"""Stable names for things that people refer to later."""

from __future__ import annotations

import hashlib


def stable_uid(prefix: str, *parts: object) -> str:
    """`prefix-` and 12 hex digits from the parts: the same parts always give the same uid."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"
