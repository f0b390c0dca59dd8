"""A skill that belongs in a certain place of the call: a greeting, the name, a summary, a farewell."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import Turn
from coach.rubric.call import Call, Outcome, finding, substantive
from coach.rubric.format import Present

_EDGE_TURNS = 2  # the opening and the ending are the rep's first and last two turns (ours)


def judge_present(criterion: Present, call: Call) -> Outcome:
    """All points when a mark stands in its place; does not apply to a call shorter than `min_rep_turns`."""
    turns = substantive(call.rep_turns())
    if len(turns) < criterion.min_rep_turns:
        return Outcome(share=None)
    place, due = _place(criterion, turns)
    if any(call.has(turn, mark) for turn in place for mark in criterion.marks):
        return Outcome(share=1.0)
    missing = finding(
        call,
        criterion,
        kind="missed",
        id=criterion.marks[0],
        severity="yellow",
        turn=due,
        due_turn=due,
    )
    return Outcome(share=0.0, findings=(missing,))


def _place(criterion: Present, turns: Sequence[Turn]) -> tuple[Sequence[Turn], Turn]:
    """The turns to look in, and the turn it was due in."""
    match criterion.where:
        case "opening":
            return turns[:_EDGE_TURNS], turns[0]
        case "ending":
            return turns[-_EDGE_TURNS:], turns[-1]
        case "before_closing":
            return turns[len(turns) // 2 :], turns[-1]
        case "anywhere":
            return turns, turns[0]
