"""Words that should not come from the rep: vague answers, the customer made small, blame taken too soon (CS, 不该做的)."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, is_sure, missed, substantive
from coach.rubric.format import MarkUnwanted
from coach.rubric.labels import Found

def judge_mark_unwanted(criterion: MarkUnwanted, call: Call) -> Outcome:
    """Each turn with one of `marks` costs `costs`; applies as soon as the rep says anything.

    A listening token costs nothing, nor does what is found by its meaning alone and not surely. An answer with one of
    `unless` is excused. With `until`, only what comes before the rep's first turn with one of those counts; inside that
    turn the order of the words decides. With `until_told`, only what comes before the customer's first sure one, and
    those of `even_told`.
    """
    if not any(turn.text for turn in call.rep_turns()):
        return Outcome(share=None)
    findings = tuple(_finding(criterion, turn, found) for turn, found in _used(criterion, call))
    return Outcome(share=max(0.0, 1.0 - len(findings) * criterion.costs / criterion.points), findings=findings)


def _used(criterion: MarkUnwanted, call: Call) -> Iterator[tuple[Turn, Found]]:
    told = next((turn.index for turn in call.turns if _tells(criterion, call, turn)), len(call.turns))
    for answer in call.answers():
        unwanted = criterion.marks if answer[0].index < told else criterion.even_told
        excused = any(call.has(turn, mark) for turn in answer for mark in criterion.unless)
        for turn in substantive(answer):
            marks = call.marks[turn.uid]
            until = [turn.text.find(marks[mark].quote) for mark in criterion.until if mark in marks]
            used = [marks[mark] for mark in unwanted if mark in marks and is_sure(marks[mark])]
            if until:
                used = [found for found in used if turn.text.find(found.quote) < min(until)]
            if used and not excused:
                yield turn, max(used, key=lambda found: found.certainty)
            if until:
                return


def _tells(criterion: MarkUnwanted, call: Call, turn: Turn) -> bool:
    return any(call.has_surely(turn, mark) for mark in criterion.until_told)


def _finding(criterion: MarkUnwanted, turn: Turn, found: Found) -> Finding:
    quote = clause_of(turn, found.quote, with_neighbours=True)
    return missed(criterion, found.mark, turn, quote=quote, evidence=[evidence_of(found)], due=False)
