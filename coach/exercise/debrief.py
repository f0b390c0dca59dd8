"""A scene as four sides saw it: the player, the customer, the observers, the machine; where they differ most comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from coach.exercise.events import Side
from coach.exercise.marks import NON_VERBAL
from coach.exercise.state import State
from coach.model import RED_CARDS, Scorecard

Aspect = Literal["manner", "feeling", "matter"]
# What of the course each aspect takes in: how one speaks, the person's feeling, the matter itself (the division is CS's own:
# skills of dealing with a person, with a problem, and red cards).
ITEMS: Mapping[Aspect, tuple[str, ...]] = {
    "manner": ("willingness", "greeting", "closing", *RED_CARDS, *NON_VERBAL),
    "feeling": ("empathy",),
    "matter": (
        "ownership", "open_question", "closed_question", "check_understanding", "summarise", "propose_solution", "invite_opinion",
    ),
}  # fmt: skip
ORDER: tuple[Side, ...] = ("own", "customer", "observers", "machine")  # the order that teaches


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An aspect by side, each from -1 (bad) to 1 (good); a side that said nothing of it is not there."""

    aspect: Aspect
    by_side: Mapping[Side, float]

    @property
    def difference(self) -> float:
        """From the one who thought least of it to the one who thought most, 0 to 2; 0 for fewer than two sides."""
        return max(self.by_side.values()) - min(self.by_side.values()) if len(self.by_side) > 1 else 0.0


def views(state: State, scene: int, card: Scorecard | None = None) -> tuple[View, ...]:
    """The three aspects, the one on which the sides differ most first. `card` is the recording's."""
    found: dict[Aspect, dict[Side, float]] = {aspect: {} for aspect in ITEMS}
    own = [view for (number, _), view in state.own_views.items() if number == scene]
    felt = [view for (number, _), view in state.felt.items() if number == scene]
    if own:
        for aspect in ITEMS:
            found[aspect]["own"] = fmean(getattr(view, aspect) for view in own) / 5 - 1
    if felt:
        for aspect, asked in (("manner", "taken_seriously"), ("feeling", "understood"), ("matter", "would_come_back")):
            found[aspect]["customer"] = (fmean(getattr(view, asked) for view in felt) - 3) / 2
    for side, signs in (("observers", _marked(state, scene)), ("machine", _judged(card))):
        for aspect, value in signs.items():
            found[aspect][side] = value
    made = [View(aspect=aspect, by_side={side: sides[side] for side in ORDER if side in sides}) for aspect, sides in found.items()]
    return tuple(sorted(made, key=lambda view: -view.difference))


def _marked(state: State, scene: int) -> dict[Aspect, float]:
    return _means((mark.item, mark.plus) for mark in state.marks_of(scene))


def _judged(card: Scorecard | None) -> dict[Aspect, float]:
    """A strength or a skill that was shown is a plus, a card or a missed moment a minus."""
    if card is None:
        return {}
    signs = [(finding.id, finding.kind == "strength") for finding in card.findings]
    signs += [(label, True) for turn in card.turns for label in turn.labels if label not in RED_CARDS]
    return _means(signs)


def _means(signs: Iterable[tuple[str, bool]]) -> dict[Aspect, float]:
    """The mean sign of each aspect's items; aspects without any are left out."""
    by_aspect: dict[Aspect, list[int]] = defaultdict(list)
    for item, plus in signs:
        for aspect, items in ITEMS.items():
            if item in items:
                by_aspect[aspect].append(1 if plus else -1)
    return {aspect: fmean(each) for aspect, each in by_aspect.items()}
