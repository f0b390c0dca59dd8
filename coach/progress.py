"""How a rep gets on: skills, cards and voice from call to call, and how steadily there was practice. Pure functions.

A call that was judged several times counts once, by its latest judgement. Scores and skills are compared within one
rubric only: two rubrics ask for different things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.measures import rep_measures
from coach.model import RED_CARDS, Scorecard, Text
from coach.uid import spoken_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A scorecard and when it was saved (with a time zone)."""

    made_at: datetime
    scorecard: Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One call in a series: its uid, when it was saved, and the value, whose unit the series says."""

    call: str
    made_at: datetime
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A value from call to call, the oldest first; only calls in which there was one.

    `recent` is the mean of the last RECENT values and `before` that of the RECENT before them; None without any.
    """

    id: str
    title: Text
    points: tuple[Point, ...]

    @property
    def recent(self) -> float | None:
        return _mean(self.points[-RECENT:])

    @property
    def before(self) -> float | None:
        return _mean(self.points[-2 * RECENT : -RECENT])

    @property
    def comparable(self) -> bool:
        """Whether both means are of RECENT calls: with fewer, chance alone could make the difference."""
        return len(self.points) >= 2 * RECENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Days of practice: in a row up to today (or yesterday, since today is not over), the longest row, and all."""

    current_days: int
    longest_days: int
    practised_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A rep's way so far.

    `skills` are shares of each criterion's points (0-1), `red_cards` how many red and yellow cards a call has and `cards`
    how many of each kind there were, `measures` what was measured of the voice, by language, in the units of `Delivery`
    and `Interplay`.
    """

    rubric: str
    calls: int
    score: Series
    skills: tuple[Series, ...]
    red_cards: Series
    cards: Mapping[str, int]
    measures: Mapping[str, Mapping[str, Series]]
    streak: Streak


RECENT = 5  # calls: fewer, and one odd call would look like a change (ours)


def progress(calls: Iterable[Judged], *, today: date, rubric: str | None = None) -> Progress | None:
    """The progress in the calls of one person; None without a call.

    `rubric`: whose scores are shown; None for the one that judged most of the calls, the latest of equals. Voice and
    practice count whichever rubric judged. `today` and the days of practice are by `made_at`'s own time zone.
    """
    every = sorted(calls, key=lambda call: call.made_at)
    said = {}
    by_rubric = defaultdict(dict)
    for call in every:
        key = spoken_uid(call.scorecard.audio, call.scorecard.turns)
        said[key] = call
        by_rubric[call.scorecard.rubric.id].pop(key, None)  # the latest judgement also comes last
        by_rubric[call.scorecard.rubric.id][key] = call
    if not every:
        return None
    chosen = rubric or max(by_rubric, key=lambda name: (len(by_rubric[name]), _latest(by_rubric[name].values())))
    judged = list(by_rubric.get(chosen, {}).values())
    once = sorted(said.values(), key=lambda call: call.made_at)
    return Progress(
        rubric=chosen,
        calls=len(judged),
        score=_series("score", _SCORE, [(call, call.scorecard.score) for call in judged]),
        skills=skills(judged),
        red_cards=_series("red_cards", _RED_CARDS, [(call, float(_cards(call.scorecard).total())) for call in judged]),
        cards={**dict.fromkeys(RED_CARDS, 0), **sum((_cards(call.scorecard) for call in judged), Counter())},
        measures=measures(once),
        streak=streak([call.made_at.date() for call in every], today),
    )


def skills(calls: Sequence[Judged]) -> tuple[Series, ...]:
    """For each criterion, in the order of the latest call's, the share of its points in each call where it applied."""
    titles = {row.id: row.title for call in reversed(calls) for row in reversed(call.scorecard.criteria)}
    order = [row.id for row in calls[-1].scorecard.criteria] if calls else []
    order += [name for name in titles if name not in order]
    values: dict[str, list[tuple[Judged, float]]] = defaultdict(list)
    for call in calls:
        for row in call.scorecard.criteria:
            if row.applicable and row.max_points:
                values[row.id].append((call, row.points / row.max_points))
    return tuple(_series(name, titles[name], values[name]) for name in order if values[name])


def measures(calls: Sequence[Judged]) -> dict[str, dict[str, Series]]:
    """Of each language, each measure of the rep's voice from call to call. Never across languages: they are spoken differently."""
    values: dict[str, dict[str, list[tuple[Judged, float]]]] = defaultdict(lambda: defaultdict(list))
    for call in calls:
        card = call.scorecard
        for name, value in rep_measures(card.turns, card.delivery, card.interplay).items():
            values[card.language][name].append((call, value))
    return {
        language: {name: _series(name, Text(zh=name, en=name), points) for name, points in by_name.items()}
        for language, by_name in values.items()
    }


def streak(days: Iterable[date], today: date) -> Streak:
    """How steadily there was practice; days after `today` (a clock that went wrong) do not count."""
    practised = sorted({day for day in days if day <= today})
    longest = row = 0
    last = None
    for day in practised:
        row = row + 1 if last is not None and day - last == timedelta(days=1) else 1
        longest, last = max(longest, row), day
    current = row if last is not None and today - last <= timedelta(days=1) else 0
    return Streak(current_days=current, longest_days=longest, practised_days=len(practised))


_SCORE = Text(zh="得分", en="score")
_RED_CARDS = Text(zh="每通的红牌和黄牌", en="red and yellow cards per call")


def _latest(calls: Iterable[Judged]) -> datetime:
    return max(call.made_at for call in calls)


def _series(name: str, title: Text, values: Iterable[tuple[Judged, float | None]]) -> Series:
    points = tuple(
        Point(call=call.scorecard.uid, made_at=call.made_at, value=value) for call, value in values if value is not None
    )
    return Series(id=name, title=title, points=points)


def _cards(scorecard: Scorecard) -> Counter[str]:
    return Counter(finding.id for finding in scorecard.findings if finding.kind == "red_card")


def _mean(points: Sequence[Point]) -> float | None:
    return sum(point.value for point in points) / len(points) if points else None
