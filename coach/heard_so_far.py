"""Handing on a call while it is still being heard: its words, its labels, and the cards that no later word can change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.model import Scorecard, Span, Utterance

LARGEST_SHARE = 0.1  # of the time, at most, goes into telling
EDGE_S = 0.5  # an utterance may end a little before its stretch of speech, where no word was heard
LASTING = ("red_card", "strength")  # a missed moment may still come, a measurement still change


class Telling:
    """Gives `tell` what `judge` makes of the call so far, but only so often that it costs no more than its share of the time."""

    def __init__(self, tell: Callable[[Scorecard], None], judge: Callable[[], Scorecard]) -> None:
        self._tell, self._judge = tell, judge
        self._not_before_s = 0.0

    def may_tell(self) -> None:
        """Something more has been heard."""
        started_s = time.monotonic()
        if started_s < self._not_before_s:
            return
        self._tell(lasting(self._judge()))
        ended_s = time.monotonic()
        self._not_before_s = ended_s + (ended_s - started_s) * (1 / LARGEST_SHARE - 1)


def heard_until_s(heard: Sequence[Utterance], to_hear: Sequence[Sequence[Span]]) -> float:
    """The time up to which all tracks have been heard; `to_hear` are the stretches of speech of each. inf when that is all."""
    last_s = {utterance.track: utterance.end_s for utterance in heard}  # in order within a track
    behind = (
        last_s.get(track, 0.0)
        for track, spans in enumerate(to_hear)
        if spans and last_s.get(track, 0.0) < spans[-1].end_s - EDGE_S
    )
    return min(behind, default=float("inf"))


def lasting(scorecard: Scorecard) -> Scorecard:
    """What holds whatever is still to be heard: no score, no focus, and the cards and strengths of all but the last turn, which may go on."""
    last = scorecard.turns[-1].uid if scorecard.turns else None
    return replace(
        scorecard,
        findings=tuple(finding for finding in scorecard.findings if finding.kind in LASTING and finding.home != last),
        stages=(),
        criteria=(),
        score=None,
        critical_failures=(),
        focus=None,
        promises=(),
        notes=(),
    )
