"""Order: one skill before another, such as open questions before closed ones (MOT, 漏斗式)."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, missed
from coach.rubric.format import Before


def judge_before(criterion: Before, call: Call) -> Outcome:
    """All points when the first `first` is no later than the first `then`; does not apply without `then`.

    Offering more help ("Anything else?") asks nothing yet.
    """
    then = _first([turn for turn in call.rep_turns() if not call.has(turn, "anything_else")], call, criterion.then)
    if then is None:
        return Outcome(share=None)
    first = _first(call.rep_turns(), call, criterion.first)
    if first is not None and first.index <= then.index:
        return Outcome(share=1.0)
    found = call.marks[then.uid][criterion.then]
    quote = clause_of(then, found.quote, with_neighbours=True)
    missing = missed(criterion, criterion.first, then, quote=quote, evidence=[evidence_of(found)])
    return Outcome(share=0.0, findings=(missing,))


def _first(turns: Sequence[Turn], call: Call, mark: str) -> Turn | None:
    return next((turn for turn in turns if call.has(turn, mark)), None)
