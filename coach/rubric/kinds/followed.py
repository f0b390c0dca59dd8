"""One skill right after another: a proposal, then asking what the customer thinks of it (CS, 提供建议)."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, missed, substantive
from coach.rubric.format import Followed


def judge_followed(criterion: Followed, call: Call) -> Outcome:
    """The share of answers with `mark` that have `by` too or in the rep's next answer; does not apply without one.

    An answer with one of `also` needs it as well, unless `by` came before: what was agreed on is only carried out. So does
    an answer to a customer's turn with one of `after`, unless it only listens or opens the call; one with a mark of
    `first` puts it off to the next, and a customer's `withdrawn` afterwards takes it away.
    """
    answers = call.answers()
    due = [(at, reason) for at in range(len(answers)) if (reason := _reason(criterion, call, answers, at))]
    findings = [
        _missed(criterion, call, answers[at], *reason)
        for at, reason in due
        if not any(call.has(turn, criterion.by) for answer in answers[at : at + 2] for turn in answer)
    ]
    return Outcome(share=1 - len(findings) / len(due) if due else None, findings=tuple(findings))


def _reason(
    criterion: Followed, call: Call, answers: Sequence[Sequence[Turn]], at: int
) -> tuple[Turn, str] | None:
    """The turn that makes it due in this answer and which of its marks does: the rep's own, else the customer's."""
    answer = answers[at]
    asked_before = any(call.has(turn, criterion.by) for before in answers[:at] for turn in before)
    own = [(turn, criterion.mark) for turn in answer if call.has(turn, criterion.mark)]
    if not asked_before:
        own += [(turn, mark) for turn in answer for mark in criterion.also if call.has_surely(turn, mark)]
    if own:
        return own[0]
    if not substantive(answer) or call.opens_the_call(answer) or _shows(call, answer, criterion.first):
        return None
    told: list[Turn] = call.asked_before(answer[0])
    for before in reversed(answers[:at]):  # what the answers right before have put off
        if not _shows(call, before, criterion.first):
            break
        told = [*call.asked_before(before[0]), *told]
    if any(_takes_back(criterion, call, turn) for turn in call.turns if told and turn.index >= told[0].index):
        return None
    return next(((turn, mark) for turn in told for mark in criterion.after if call.has(turn, mark)), None)


def _takes_back(criterion: Followed, call: Call, turn: Turn) -> bool:
    """Whether the customer surely says so, and does not press the point in the same breath."""
    said = any(call.has_surely(turn, mark) for mark in criterion.withdrawn)
    return said and not _shows(call, [turn], criterion.after)


def _shows(call: Call, turns: Sequence[Turn], marks: Sequence[str]) -> bool:
    return any(call.has(turn, mark) for turn in turns for mark in marks)


def _missed(criterion: Followed, call: Call, answer: Sequence[Turn], because: Turn, mark: str) -> Finding:
    found = call.marks[because.uid][mark]
    own = because.role == "rep"
    quote = clause_of(because, found.quote, with_neighbours=True) if own else ""
    turn = because if own else substantive(answer)[0]
    return missed(criterion, criterion.by, turn, quote=quote, evidence=[evidence_of(found)])
