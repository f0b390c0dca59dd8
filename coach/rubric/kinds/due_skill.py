"""Skills that are due at a moment: empathy for an upset customer, ownership where a promise stays vague (CS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.model import Evidence, Finding, Text, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding, missed, substantive
from coach.rubric.format import DueSkill
from coach.rubric.person import excused

_WELL_DONE = {
    "empathy": Text(
        zh="客户有情绪时，您先回应了他的感受，再去处理问题。",
        en="The customer's feeling was met first, before the problem.",
    ),
    "ownership": Text(
        zh="您用“我”说清了自己要做什么，客户知道有人负责到底。",
        en="“I” and what will be done: the customer knows who takes care of it.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """The rep's answer in which the skill was due, whether it came, and what made it due."""

    answer: Sequence[Turn]
    met: bool
    evidence: tuple[Evidence, ...]


def judge_due_skill(criterion: DueSkill, call: Call) -> Outcome:
    """The share of moments that were met; does not apply when there was none.

    Empathy: the first substantive answer after a run of upset turns (one empathy serves the run, a listening token is
    no answer). Ownership: each answer that takes it, each that is vague instead; if a customer was upset and there is
    neither, the rep's last answer before the farewell. What the rep says before the customer has spoken, and the greeting
    that opens the call, miss neither.
    """
    moments = _empathy_moments(call) if criterion.skill == "empathy" else _ownership_moments(call)
    strengths = _strength(criterion, call)
    if not moments:
        return Outcome(share=None, findings=strengths)
    unmet = tuple(_missed(criterion, call, moment) for moment in moments if not moment.met)
    return Outcome(share=1 - len(unmet) / len(moments), findings=unmet + strengths)


def _empathy_moments(call: Call) -> list[_Moment]:
    moments: list[_Moment] = []
    answers = {answer[0].uid: answer for answer in call.answers()}
    in_run = False
    waiting: list[Turn] = []  # the upset turns that still wait for an answer
    for turn in call.turns:
        if turn.role == "customer":
            if turn.upset and (waiting or not in_run):
                waiting.append(turn)
                in_run = True
            elif not turn.upset and not waiting:
                in_run = False
        elif turn.uid in answers and waiting and substantive(answers[turn.uid]):
            answer = answers[turn.uid]
            met = any("empathy" in turn.labels for turn in answer)
            if met or not call.opens_the_call(answer):
                evidence = tuple(evidence_of(call.marks[upset.uid]["upset"]) for upset in waiting)
                moments.append(_Moment(answer=answer, met=met, evidence=evidence))
                waiting = []
    return moments


def _ownership_moments(call: Call) -> list[_Moment]:
    moments = []
    for answer in call.answers():
        owned = any("ownership" in turn.labels for turn in answer)
        vague = [call.marks[turn.uid]["vague"] for turn in answer if call.has(turn, "vague")]
        if owned or vague and not call.opens_the_call(answer):
            moments.append(_Moment(answer=answer, met=owned, evidence=tuple(map(evidence_of, vague))))
    if not moments and any(turn.upset for turn in call.turns):
        upset = next(turn.index for turn in call.turns if turn.upset)
        answers = [answer for answer in call.answers() if substantive(answer) and answer[-1].index > upset]
        answers = [answer for answer in answers if not call.opens_the_call(answer)]
        before_farewell = [answer for answer in answers if not any("closing" in turn.labels for turn in answer)]
        if answers:
            moments.append(_Moment(answer=(before_farewell or answers)[-1], met=False, evidence=()))
    return moments


def _missed(criterion: DueSkill, call: Call, moment: _Moment) -> Finding:
    """Stands where the answer says something: at the vague words, else at its first turn that is more than listening."""
    first = substantive(moment.answer)[0]
    vague = next((turn for turn in moment.answer if criterion.skill == "ownership" and call.has(turn, "vague")), None)
    quote = clause_of(vague, call.marks[vague.uid]["vague"].quote, with_neighbours=True) if vague else ""
    return missed(criterion, criterion.skill, vague or first, quote=quote, evidence=moment.evidence)


def _strength(criterion: DueSkill, call: Call) -> tuple[Finding, ...]:
    """The first time the skill was shown; an ownership with a time before one without."""
    shown = [turn for turn in call.rep_turns() if criterion.skill in turn.labels and not excused(turn, criterion.skill)]
    timed = {promise.turn for promise in call.promises if promise.due}
    if criterion.skill == "ownership":
        shown.sort(key=lambda turn: turn.uid not in timed)
    if not shown:
        return ()
    found = call.marks[shown[0].uid][criterion.skill]
    return (
        finding(
            criterion,
            kind="strength",
            id=criterion.skill,
            severity="info",
            turn=shown[0],
            quote=clause_of(shown[0], found.quote),
            evidence=[evidence_of(found)],
            why=_WELL_DONE[criterion.skill],
        ),
    )
