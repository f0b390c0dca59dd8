"""One skill right after another: a proposal, then asking what the customer thinks of it (CS, 提供建议)."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding, substantive
from coach.rubric.format import Followed


def judge_followed(criterion: Followed, call: Call) -> Outcome:
    """The share of answers with `mark` that have `by` too or in the rep's next answer; does not apply without one.

    An answer to a customer's turn with one of `after` needs it as well, unless it only listens or opens the call.
    """
    answers = call.answers()
    due = [(at, reason) for at, answer in enumerate(answers) if (reason := _reason(criterion, call, answer))]
    missed = [
        _missed(criterion, call, answers[at], *reason)
        for at, reason in due
        if not any(call.has(turn, criterion.by) for answer in answers[at : at + 2] for turn in answer)
    ]
    return Outcome(share=1 - len(missed) / len(due) if due else None, findings=tuple(missed))


def _reason(criterion: Followed, call: Call, answer: Sequence[Turn]) -> tuple[Turn, str] | None:
    """The turn that makes it due and which of its marks does: the rep's own, else the customer's before it."""
    own = next((turn for turn in answer if call.has(turn, criterion.mark)), None)
    if own:
        return own, criterion.mark
    if not substantive(answer) or call.opens_the_call(answer):
        return None
    told = ((turn, mark) for turn in call.asked_before(answer[0]) for mark in criterion.after if call.has(turn, mark))
    return next(told, None)


def _missed(criterion: Followed, call: Call, answer: Sequence[Turn], because: Turn, mark: str) -> Finding:
    found = call.marks[because.uid][mark]
    turn = because if because.role == "rep" else substantive(answer)[0]
    return finding(
        criterion,
        kind="missed",
        id=criterion.by,
        severity="yellow",
        turn=turn,
        due_turn=turn,
        quote=clause_of(turn, found.quote, with_neighbours=True) if because.role == "rep" else "",
        evidence=[evidence_of(found)],
    )
