"""The clock of a step: it knows when it ran, so it is right after a pause, a sleep or a crash, and cannot drift.

All times are seconds of one clock that goes on while the computer sleeps (`time.time`, or a test's own), handed in.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Signal = Literal["two_minutes", "thirty_seconds", "over"]
SIGNALS: tuple[tuple[Signal, float], ...] = (("two_minutes", 120.0), ("thirty_seconds", 30.0), ("over", 0.0))  # seconds left


class Run(msgspec.Struct, frozen=True):
    """The clock ran from one time to another; `until_s` None: it runs."""

    from_s: float
    until_s: float | None = None


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """`planned_s` with what was added; `runs` in their order; `is_over`: ended by hand or for good."""

    planned_s: float
    runs: tuple[Run, ...] = ()
    is_over: bool = False

    @property
    def is_running(self) -> bool:
        return bool(self.runs) and self.runs[-1].until_s is None

    def elapsed_s(self, now_s: float) -> float:
        """How long it had run by then, pauses not counted: also for a time in the past."""
        return sum(
            max(0.0, min(now_s, now_s if run.until_s is None else run.until_s) - run.from_s) for run in self.runs
        )

    def left_s(self, now_s: float) -> float:
        """Negative once the time is up: how long they have been over it."""
        return self.planned_s - self.elapsed_s(now_s)

    def time_at(self, elapsed_s: float) -> float | None:
        """When it had run that long; its last moment for longer, None when it never ran."""
        for run in self.runs:
            length_s = float("inf") if run.until_s is None else run.until_s - run.from_s
            if elapsed_s <= length_s:
                return run.from_s + max(0.0, elapsed_s)
            elapsed_s -= length_s
        return self.runs[-1].until_s if self.runs else None

    def started(self, now_s: float) -> Clock:
        """Running from now on; as it is when it runs already or is over."""
        if self.is_running or self.is_over:
            return self
        return msgspec.structs.replace(self, runs=(*self.runs, Run(now_s)))

    def paused(self, now_s: float) -> Clock:
        if not self.is_running:
            return self
        last = self.runs[-1]
        return msgspec.structs.replace(self, runs=(*self.runs[:-1], Run(last.from_s, max(last.from_s, now_s))))

    def with_more(self, seconds: float) -> Clock:
        """Never less than nothing is left of the plan."""
        return msgspec.structs.replace(self, planned_s=max(0.0, self.planned_s + seconds))

    def ended(self, now_s: float) -> Clock:
        return msgspec.structs.replace(self.paused(now_s), is_over=True)


def signals_between(clock: Clock, before_s: float, now_s: float) -> tuple[Signal, ...]:
    """What is to be signalled between two looks at the clock, in order; each comes once, after a long sleep the last alone.

    A step that is shorter than a signal's time does not give it.
    """
    was, left = clock.left_s(before_s), clock.left_s(now_s)
    passed = [name for name, at_s in SIGNALS if left <= at_s < was and at_s < clock.planned_s]
    return tuple(passed[-1:])
