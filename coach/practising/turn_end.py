"""When the rep has finished speaking: silence after speech, from the levels of the microphone alone."""

from __future__ import annotations

from collections import deque

from coach.recording.level import Level

SILENCE_S = 1.5  # after this long the customer answers, unless the user chooses another
LEAST_SPEECH_S = 0.4  # less is a cough
LOOK_BACK_S = 15.0
ABOVE_NOISE_DB = 9.0
LOWEST_DB, HIGHEST_DB = -55.0, -30.0  # speech in a microphone that was checked lies above the first, noise below the second


class TurnEnd:
    """Is told the level again and again; says once for each turn of the rep's that it is over.

    The noise is the tenth quietest of the last 15 s, since a speaker too pauses between words.
    """

    def __init__(self, silence_s: float = SILENCE_S) -> None:
        self._silence_s = silence_s
        self._heard: deque[tuple[float, float]] = deque()  # until when, rms in dB
        self.begin(0.0)

    def begin(self, at_s: float) -> None:
        """A new turn: what was heard before `at_s` counts no more, but for the noise."""
        self._at_s = at_s
        self._speech_s = 0.0
        self._quiet_since_s = at_s

    @property
    def has_spoken(self) -> bool:
        return self._speech_s >= LEAST_SPEECH_S

    def hear(self, at_s: float, level: Level) -> bool:
        """`level` is that of the sound since the last time, `at_s` the recording's time now. True when the turn is over."""
        passed_s = at_s - self._at_s
        if passed_s <= 0:
            return False
        self._at_s = at_s
        self._heard.append((at_s, level.rms_db))
        while self._heard[0][0] < at_s - LOOK_BACK_S:
            self._heard.popleft()
        if level.rms_db >= self._threshold_db():
            self._speech_s += passed_s
            self._quiet_since_s = at_s
        if self.has_spoken and at_s - self._quiet_since_s >= self._silence_s:
            self.begin(at_s)
            return True
        return False

    def _threshold_db(self) -> float:
        ranked = sorted(db for _, db in self._heard)
        noise_db = ranked[len(ranked) // 10]
        return min(HIGHEST_DB, max(LOWEST_DB, noise_db + ABOVE_NOISE_DB))
