"""A skill that is due after something the customer said: thanks for praise, the idea taken up, feel-felt-found (CS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.model import Evidence, Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding, missed, substantive
from coach.rubric.format import MarkDue
from coach.rubric.labels import Found
from coach.rubric.person import excused


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """The answer in which it was due, the turn of it that shows it, and what made it due."""

    answer: Sequence[Turn]
    shown: Turn | None
    evidence: tuple[Evidence, ...]


def judge_mark_due(criterion: MarkDue, call: Call) -> Outcome:
    """The share of moments that were met; does not apply when there was none.

    A moment is the rep's next answer that says more than a listening token; the greeting that opens the call is none.
    With `once` all the answers from there on are one moment, due in the first of them.
    """
    moments = _moments(criterion, call)
    if criterion.once and moments:
        shown = [moment for moment in moments if moment.shown] or [_later(criterion, call, moments[0])]
        moments = shown[:1]
    if not moments:
        return Outcome(share=None)
    unmet = [_missed(criterion, moment) for moment in moments if moment.shown is None]
    praised = [_well_done(criterion, call, moment) for moment in moments if criterion.well_done and _praised(criterion, call, moment)]
    return Outcome(share=1 - len(unmet) / len(moments), findings=(*unmet, *praised[:1]))


def _found(marks: Sequence[str], call: Call, turn: Turn) -> Found | None:
    return next((call.marks[turn.uid][mark] for mark in marks if call.has(turn, mark)), None)


def _moments(criterion: MarkDue, call: Call) -> list[_Moment]:
    answers = {answer[0].uid: answer for answer in call.answers()}
    moments: list[_Moment] = []
    waiting: list[Turn] = []
    for turn in call.turns:
        if turn.role == "customer":
            waiting += [turn] if _found(criterion.after, call, turn) else []
        elif turn.uid in answers and waiting:
            answer = answers[turn.uid]
            shown = _shown(criterion, call, answer)
            if shown or substantive(answer) and not call.opens_the_call(answer):
                evidence = tuple(evidence_of(_found(criterion.after, call, asked)) for asked in waiting)
                moments.append(_Moment(answer=answer, shown=shown, evidence=evidence))
                waiting = []
    return moments


def _later(criterion: MarkDue, call: Call, first: _Moment) -> _Moment:
    """The first moment, met if any answer after it shows one of the marks."""
    after = [turn for turn in call.rep_turns() if turn.index > first.answer[-1].index]
    return replace(first, shown=_shown(criterion, call, after))


def _shown(criterion: MarkDue, call: Call, turns: Sequence[Turn]) -> Turn | None:
    return next((turn for turn in turns if _found(criterion.marks, call, turn)), None)


def _missed(criterion: MarkDue, moment: _Moment) -> Finding:
    return missed(criterion, criterion.marks[0], substantive(moment.answer)[0], evidence=moment.evidence)


def _praised(criterion: MarkDue, call: Call, moment: _Moment) -> bool:
    return moment.shown is not None and not excused(moment.shown, _found(criterion.marks, call, moment.shown).mark)


def _well_done(criterion: MarkDue, call: Call, moment: _Moment) -> Finding:
    found = _found(criterion.marks, call, moment.shown)
    return finding(
        criterion,
        kind="strength",
        id=found.mark,
        severity="info",
        turn=moment.shown,
        quote=clause_of(moment.shown, found.quote),
        evidence=[evidence_of(found)],
        why=criterion.well_done,
    )
