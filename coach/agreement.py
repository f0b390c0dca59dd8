"""How far several people agree: Krippendorff's alpha, with a bootstrap interval, and in words how much that says.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); nominal and interval metrics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.model import Text

Metric = Literal["nominal", "interval"]
DRAWS = 1000
# Krippendorff: rely on alpha from .800 on, draw tentative conclusions from .667 on.
RELIABLE, TENTATIVE = 0.8, 0.667
FEW_UNITS = 20  # below it the interval spans most of the scale (ours, from the bootstrap of made sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`alpha` 1 = full agreement, 0 = chance, below 0 = worse; None where nothing can differ. `low` and `high`: 95 % interval.

    `units` are the things that two or more people judged.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int


Unit = Mapping[str, Hashable]  # what each rater said of one thing; those who said nothing are not in it


def krippendorff_alpha(units: Sequence[Unit], metric: Metric = "nominal") -> float | None:
    """None when no unit has two raters, or all of them said the same everywhere (then chance cannot be told from agreement)."""
    coincidences, totals = _coincidences(units)
    count = sum(totals.values())
    distance = _distances(metric)
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    if count < 2 or not expected:
        return None
    observed = sum(weight * distance(a, b) for (a, b), weight in coincidences.items())
    return 1 - (count - 1) * observed / expected


def agreement(units: Sequence[Unit], metric: Metric = "nominal", *, seed: int = 0) -> Agreement:
    """Alpha with its bootstrap interval over units (1,000 draws); draws in which nothing differs are left out."""
    from random import Random

    counted = [unit for unit in units if len(unit) > 1]
    random = Random(seed)
    drawn = sorted(
        alpha
        for _ in range(DRAWS)
        if (alpha := krippendorff_alpha(random.choices(counted, k=len(counted)), metric)) is not None
    ) if counted else []  # fmt: skip
    return Agreement(
        alpha=krippendorff_alpha(counted, metric),
        low=drawn[int(0.025 * (len(drawn) - 1))] if drawn else None,
        high=drawn[int(0.975 * (len(drawn) - 1))] if drawn else None,
        units=len(counted),
    )


def percent_agreement(units: Sequence[Unit]) -> float | None:
    """The share of pairs of raters who said the same of the same thing, 0-1; None without a pair."""
    same = pairs = 0
    for unit in units:
        counts = Counter(unit.values())
        size = sum(counts.values())
        pairs += size * (size - 1)
        same += sum(number * (number - 1) for number in counts.values())
    return same / pairs if pairs else None


def in_words(found: Agreement) -> Text:
    """One sentence on what the figure says; a small number of units is said to be small."""
    if found.alpha is None:
        return Text(zh="大家的看法没有差别，或者没有两个人评过同一项，算不出一致度。", en="Nobody differed, or no item was judged by two people: there is no agreement to compute.")
    if found.alpha >= RELIABLE:
        said = Text(zh="看法相当一致。", en="The judgements agree well.")
    elif found.alpha >= TENTATIVE:
        said = Text(zh="大体一致，只能下初步的结论。", en="They agree roughly: good enough for a tentative conclusion.")
    else:
        said = Text(zh="看法不一：先谈分歧，再谈分数。", en="They differ: talk about the differences before any score.")
    if found.units < FEW_UNITS:
        return Text(
            zh=f"{said.zh}只有 {found.units} 项，八分钟说明不了太多。", en=f"{said.en} There are only {found.units} items: eight minutes say little."
        )
    return said


def _coincidences(units: Sequence[Unit]) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable]]:
    """How often each pair of values was given to the same unit, and each value to any, units with one rater left out."""
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    totals: Counter[Hashable] = Counter()
    for unit in units:
        counts = Counter(unit.values())
        size = sum(counts.values())
        if size < 2:
            continue
        totals.update(counts)
        for a, number in counts.items():
            for b, other in counts.items():
                pairs = number * (other - 1) if a == b else number * other
                if pairs:
                    coincidences[a, b] += pairs / (size - 1)
    return coincidences, totals


def _distances(metric: Metric):
    if metric == "interval":
        return lambda a, b: (a - b) ** 2
    return lambda a, b: float(a != b)
