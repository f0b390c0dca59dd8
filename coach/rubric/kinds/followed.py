"""One skill right after another: a proposal, then asking what the customer thinks of it (CS, 提供建议)."""

from __future__ import annotations

from coach.model import Finding
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding
from coach.rubric.format import Followed


def judge_followed(criterion: Followed, call: Call) -> Outcome:
    """The share of answers with `mark` that have `by` too or in the rep's next answer; does not apply without one."""
    answers = call.answers()
    proposed = [
        (position, next(turn for turn in answer if call.has(turn, criterion.mark)))
        for position, answer in enumerate(answers)
        if any(call.has(turn, criterion.mark) for turn in answer)
    ]
    missed: list[Finding] = []
    for position, turn in proposed:
        nearby = [other for answer in answers[position : position + 2] for other in answer]
        if not any(call.has(other, criterion.by) for other in nearby):
            found = call.marks[turn.uid][criterion.mark]
            missed.append(
                finding(
                    criterion,
                    kind="missed",
                    id=criterion.by,
                    severity="yellow",
                    turn=turn,
                    due_turn=turn,
                    quote=clause_of(turn, found.quote, with_neighbours=True),
                    evidence=[evidence_of(found)],
                )
            )
    if not proposed:
        return Outcome(share=None)
    return Outcome(share=1 - len(missed) / len(proposed), findings=tuple(missed))
