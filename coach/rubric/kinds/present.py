"""A skill that belongs in a certain place of the call: a greeting, the name, a summary, a farewell."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import RED_CARDS, Turn
from coach.rubric.call import Call, Outcome, end_of, missed, substantive
from coach.rubric.format import Present

_EDGE_TURNS = 2  # the opening and the ending are the rep's first and last two turns (ours)


def judge_present(criterion: Present, call: Call) -> Outcome:
    """All points when a mark stands in its place; does not apply to a call shorter than `min_rep_turns`.

    A turn with a red card ends no call pleasantly.
    """
    turns = substantive(call.rep_turns())
    if len(turns) < criterion.min_rep_turns:
        return Outcome(share=None)
    place, due = _place(criterion, turns, call)
    if criterion.where == "ending":
        place = [turn for turn in place if not set(RED_CARDS) & set(turn.labels)]
    if any(call.has(turn, mark) for turn in place for mark in criterion.marks):
        return Outcome(share=1.0)
    quote = end_of(due) if criterion.where in ("before_closing", "ending") else ""
    return Outcome(share=0.0, findings=(missed(criterion, criterion.marks[0], due, quote=quote),))


def _place(criterion: Present, turns: Sequence[Turn], call: Call) -> tuple[Sequence[Turn], Turn]:
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
        case "answering":
            return turns, next((turn for turn in turns if call.customer_spoke_before(turn)), turns[0])
