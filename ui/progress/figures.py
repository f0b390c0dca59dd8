"""The numbers of a series as people read them."""

from __future__ import annotations

from datetime import datetime
from math import ceil, floor, log10

from coach.model import Baseline
from coach.progress import RECENT, Series
from coach.report.format import number, percent
from ui.messages import Words

_PERCENT = ("rep_talk_share",)
_TICKS = (1.0, 2.0, 2.5, 5.0, 10.0)


def shown(kind: str, name: str, value: float | None) -> str:
    """A value of a series: skills and shares in percent, the rest with one decimal at most; a dash for None."""
    if value is None:
        return "—"
    if kind == "skill" or name in _PERCENT:
        return percent(value)
    return f"{value:.0f}" if name == "speech_rate_per_min" else number(value)


def summary(kind: str, series: Series, words: Words) -> str:
    """What the last calls are like, against those before where there are enough of both."""
    count, name = len(series.points), series.id
    if not count:
        return words("no_values")
    recent, before = (shown(kind, name, value) for value in (series.recent, series.before))
    if series.comparable:
        return words("recent_before", recent=recent, before=before, n=count)
    if count < RECENT:
        return words("recent_few", recent=recent, n=count)
    return words("recent_unsure", recent=recent, n=count)


def usual(kind: str, name: str, band: Baseline, words: Words, key: str = "usual_band") -> str:
    return words(key, median=shown(kind, name, band.median), spread=shown(kind, name, band.spread), n=band.calls)


def day(time: datetime, words: Words) -> str:
    if words.language == "zh":
        return f"{time.year} 年 {time.month} 月 {time.day} 日"
    return f"{time.day} {time:%b %Y}"


def scale(kind: str, name: str, values: list[float]) -> tuple[float, ...]:
    """Round numbers for the rules of a chart, from its lowest to its highest."""
    if kind == "score":
        return (0.0, 50.0, 100.0)
    if kind == "skill" or name in _PERCENT:
        return (0.0, 0.5, 1.0)
    highest = max([*values, 3.0 if kind == "cards" else 0.0]) or 1.0
    lowest = 0.0
    if name == "speech_rate_per_min":  # nobody speaks near 0, and changes would not be seen
        spread = max(highest - min(values), 0.2 * highest)
        lowest = max(0.0, min(values) - 0.3 * spread)
    step = _step((highest - lowest) / 2)
    first, last = floor(lowest / step), ceil(round(highest / step, 6))
    return tuple(step * place for place in range(first, max(last, first + 1) + 1))


def _step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(each * size for each in _TICKS if each * size >= rough * 0.999)
