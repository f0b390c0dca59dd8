"""The last touch to a scorecard, the same for every value in it."""

from __future__ import annotations

import msgspec

from coach.language.script import to_traditional
from coach.model import Scorecard


def finish(scorecard: Scorecard, *, traditional: bool) -> Scorecard:
    """Seconds rounded to the millisecond; with `traditional`, every Chinese sentence in Traditional characters.

    Rounding at the end keeps times that were equal equal, and in their order.
    """
    values = _rounded(msgspec.to_builtins(scorecard))
    return msgspec.convert(_traditional(values) if traditional else values, type=Scorecard)


def _rounded(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _rounded(item, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item, key) for item in value]
    return round(value, 3) if isinstance(value, float) and key.endswith("_s") else value


def _traditional(value: object) -> object:
    """What was said is in Traditional characters already; a second time, without its context, could spoil it."""
    if isinstance(value, dict):
        return {name: to_traditional(item) if name == "zh" else _traditional(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_traditional(item) for item in value]
    return value
