"""Order: one skill before another, such as open questions before closed ones (MOT, 漏斗式)."""

from __future__ import annotations

from coach.model import Turn
from coach.rubric.call import Call, Outcome, evidence_of, finding
from coach.rubric.format import Before


def judge_before(criterion: Before, call: Call) -> Outcome:
    """All points when the first `first` is no later than the first `then`; does not apply without `then`."""
    then = _first(call, criterion.then)
    if then is None:
        return Outcome(share=None)
    first = _first(call, criterion.first)
    if first is not None and first.index <= then.index:
        return Outcome(share=1.0)
    found = call.marks[then.uid][criterion.then]
    missing = finding(
        call,
        criterion,
        kind="missed",
        id=criterion.first,
        severity="yellow",
        turn=then,
        due_turn=then,
        quote=found.quote,
        evidence=[evidence_of(found)],
    )
    return Outcome(share=0.0, findings=(missing,))


def _first(call: Call, mark: str) -> Turn | None:
    return next((turn for turn in call.rep_turns() if call.has(turn, mark)), None)
