"""The observers' sheets of a scene side by side, and the machine's as one more: item by item, who saw what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from coach.agreement import Agreement, agreement
from coach.exercise.marks import ITEMS, NON_VERBAL
from coach.exercise.state import State
from coach.model import RED_CARDS, Scorecard

MACHINE = "machine"
Verdict = Literal["plus", "minus", "none"]  # what somebody says of an item: mostly shown, mostly missing, nothing
Sheet = Mapping[str, Mapping[str, Verdict]]  # by item and rater


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCount:
    """How often the observers marked an item of a team's scenes."""

    team: int
    item: str
    plus: int
    minus: int


def sheet(state: State, scene: int, card: Scorecard | None = None) -> Sheet:
    """What each observer of the scene who marked anything says of each item that anybody marked; {} without marks.

    As many pluses as minuses is "none". The machine says nothing of what only eyes see.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mark in state.marks_of(scene):
        found[mark.by][mark.item] += 1 if mark.plus else -1
    if card is not None:
        found[MACHINE] = _of_machine(card)
    items = [item for item in ITEMS if any(item in counts for counts in found.values())]
    return {
        item: {rater: _verdict(counts[item]) for rater, counts in found.items() if rater != MACHINE or item not in NON_VERBAL}
        for item in items
    }


def observers_agree(sheets: Iterable[Sheet]) -> Agreement:
    """How far the observers agree among themselves, over all items of all scenes."""
    return agreement([{rater: said for rater, said in row.items() if rater != MACHINE} for one in sheets for row in one.values()])


def machine_agrees(sheets: Iterable[Sheet]) -> Agreement:
    """How far the machine agrees with what most observers say of an item; a draw among them is no judgement."""
    units = []
    for one in sheets:
        for row in one.values():
            most = _most(said for rater, said in row.items() if rater != MACHINE)
            if MACHINE in row and most is not None:
                units.append({MACHINE: row[MACHINE], "observers": most})
    return agreement(units)


def team_counts(state: State) -> tuple[TeamCount, ...]:
    """By team and item, in the order of the sheet; only what was marked. Skills side by side, not a ranking."""
    counts: dict[tuple[int, str], Counter[bool]] = defaultdict(Counter)
    for mark in state.marks.values():
        scene = state.session.scene(mark.scene)
        if scene is not None:
            counts[scene.team, mark.item][mark.plus] += 1
    ordered = sorted(counts.items(), key=lambda one: (ITEMS.index(one[0][1]), one[0][0]))
    return tuple(TeamCount(team=team, item=item, plus=each[True], minus=each[False]) for (team, item), each in ordered)


def _of_machine(card: Scorecard) -> Counter[str]:
    signs: Counter[str] = Counter()
    for turn in card.turns:
        signs.update({label: -1 if label in RED_CARDS else 1 for label in turn.labels})
    signs.update({finding.id: -1 for finding in card.findings if finding.kind == "missed"})
    return Counter({item: sign for item, sign in signs.items() if item in ITEMS})


def _verdict(sign: int) -> Verdict:
    return "plus" if sign > 0 else "minus" if sign < 0 else "none"


def _most(said: Iterable[Verdict]) -> Verdict | None:
    ranked = Counter(said).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
