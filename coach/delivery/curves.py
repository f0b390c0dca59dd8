"""How the measurements move over a call: one value for every 10 s, and the pitch contour for drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.delivery.energy import LEVEL_HOP_S
from coach.delivery.pace import count_units, per_minute
from coach.delivery.pitch import PITCH_HOP_S, pitch_figures, voiced_s
from coach.delivery.spoken import SpokenTurn
from coach.model import Curve, Language, Pause, Span

if TYPE_CHECKING:
    import numpy as np

WINDOW_S = 10.0
CONTOUR_S = 0.1
# A window says nothing about somebody who hardly spoke in it.
_MIN_SPEAKING_S = 3.0
_MIN_VOICED_S = 1.0


def window_curves(
    spoken: Sequence[SpokenTurn],
    pauses: Sequence[Pause],
    f0_hz: np.ndarray,
    levels_db: np.ndarray,
    *,
    language: Language,
) -> dict[str, Curve]:
    """One value per window of 10 s, at the window's middle, from 0 s to the end of the last turn.

    Only the speaker's own speech counts: `f0_hz` and `levels_db` hold nan elsewhere. None where the speaker
    spoke less than 3 s of the window (pitch: less than 1 s of voice). Without turns the curves are empty.
    """
    import numpy as np

    end_s = max((turn.span.end_s for turn in spoken), default=0.0)
    windows = [Span(start_s, start_s + WINDOW_S) for start_s in np.arange(0.0, end_s, WINDOW_S).tolist()]
    rows = [_window(window, spoken, pauses, f0_hz, levels_db, language) for window in windows]
    middles_s = tuple(window.start_s + WINDOW_S / 2 for window in windows)
    return {
        name: Curve(unit=unit, times_s=middles_s, values=tuple(row[name] for row in rows)) for name, unit in _units(language).items()
    }


def _units(language: Language) -> dict[str, str]:
    rate = "characters/min" if language == "zh" else "words/min"
    return {
        "speech_rate_per_min": rate,
        "articulation_rate_per_min": rate,
        "pause_share": "1",
        "pitch_median_hz": "Hz",
        "pitch_range_st": "st",
        "level_db": "dBFS",
    }


def _window(
    window: Span,
    spoken: Sequence[SpokenTurn],
    pauses: Sequence[Pause],
    f0_hz: np.ndarray,
    levels_db: np.ndarray,
    language: Language,
) -> dict[str, float | None]:
    import numpy as np

    speaking_s = sum(turn.span.overlap_s(window) for turn in spoken)
    pause_s = sum(Span(pause.start_s, pause.end_s).overlap_s(window) for pause in pauses)
    row: dict[str, float | None] = dict.fromkeys(_units(language))
    if speaking_s >= _MIN_SPEAKING_S:
        units = count_units(_words_in(window, spoken), language)
        row["speech_rate_per_min"] = per_minute(units, speaking_s)
        row["articulation_rate_per_min"] = per_minute(units, speaking_s - pause_s)
        row["pause_share"] = pause_s / speaking_s
        heard_db = _cut(levels_db, window, LEVEL_HOP_S)
        if np.isfinite(heard_db).any():
            row["level_db"] = float(np.nanmedian(heard_db))
    voice_hz = _cut(f0_hz, window, PITCH_HOP_S)
    figures = pitch_figures(voice_hz)
    if figures and voiced_s(voice_hz) >= _MIN_VOICED_S:
        row["pitch_median_hz"], row["pitch_range_st"] = figures.median_hz, figures.range_st
    return row


def _words_in(window: Span, spoken: Sequence[SpokenTurn]) -> list[str]:
    """The words whose middle stands in the window."""
    return [
        word.text
        for turn in spoken
        if turn.span.overlap_s(window) > 0
        for word in turn.turn.words
        if window.start_s <= (word.start_s + word.end_s) / 2 < window.end_s
    ]


def _cut(contour: np.ndarray, window: Span, hop_s: float) -> np.ndarray:
    return contour[round(window.start_s / hop_s) : round(window.end_s / hop_s)]


def pitch_curve(spoken: Sequence[SpokenTurn], f0_hz: np.ndarray) -> Curve:
    """The pitch contour every 0.1 s from the first turn's start to the last one's end, for drawing.

    None where the speaker is silent or unvoiced. Without turns the curve is empty.
    """
    import numpy as np

    start_s = min((turn.span.start_s for turn in spoken), default=0.0)
    end_s = max((turn.span.end_s for turn in spoken), default=0.0)
    times_s = np.arange(start_s, end_s, CONTOUR_S)
    frames = np.round(times_s / PITCH_HOP_S).astype(int)
    known = frames < len(f0_hz)
    values = [float(f0_hz[frame]) for frame in frames[known]]
    return Curve(
        unit="Hz",
        times_s=tuple(round(time_s, 2) for time_s in times_s[known].tolist()),
        values=tuple(round(value, 1) if value == value else None for value in values),
    )
