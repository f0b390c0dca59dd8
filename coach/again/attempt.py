"""The values of an answer: what was said and how, and what the rubric makes of it in its place."""

from __future__ import annotations

from dataclasses import dataclass

from coach.model import Delivery, Finding, Word

VERSION = 1  # of the file that an attempt is kept in


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One answer. Times are seconds from the start of its own sound; `delivery` is None where there is no sound."""

    text: str
    words: tuple[Word, ...] = ()
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What changes at the moment when the new answer stands in the old one's place; findings at that turn alone.

    `met`: the finding that was tried again is gone, and did not only move to another turn.
    """

    met: bool
    gone: tuple[Finding, ...]
    stays: tuple[Finding, ...]
    new: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An answer that was kept. `finding` and `turn` are the uids it is for, `made_at` is ISO 8601 with the local offset.

    `sound` is the name of its sound, in the folder where the attempt itself lies.
    """

    version: int = VERSION
    made_at: str
    finding: str
    turn: str
    sound: str
    said: Spoken
    judged: Judged
