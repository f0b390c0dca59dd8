"""The written script of a synthetic call: who says what, in which voice, how long after whom."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the engine's one voice is reshaped into a person.

    `pitch` and `formants` are ratios (0.6 and 0.85 sound like a man), `lively` scales the pitch contour in
    semitones around its median (1.0 leaves it), `pace` the speed (1.0 is the engine's own).
    """

    pitch: float = 1.0
    formants: float = 1.0
    lively: float = 1.0
    pace: float = 1.0
    level_db: float = 0.0


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One turn. `[2.5]` inside the text is a silence of 2.5 s.

    It starts `after_s` seconds after the last turn ended (negative: cuts in), or, when `at_s` is given,
    that many seconds after the last turn began: a listening sound, which moves nothing else.
    `pace` and `lively` multiply the voice's own.
    """

    by: Literal["rep", "customer"]
    text: str
    after_s: float = 0.5
    at_s: float | None = None
    pace: float = 1.0
    lively: float = 1.0


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole call; with no customer voice it is one channel."""

    language: Literal["zh", "en"]
    rep: Voice
    customer: Voice | None = None
    line: tuple[Line, ...]


def read_script(path: Path) -> Script:
    return msgspec.toml.decode(path.read_bytes(), type=Script)
