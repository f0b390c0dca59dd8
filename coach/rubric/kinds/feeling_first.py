"""The feeling before the problem (CS, 体谅情绪), and no logic for a feeling (LDC, 将怨气发泄出来)."""

from __future__ import annotations

from coach.model import Evidence, Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding
from coach.rubric.format import FeelingFirst


def judge_feeling_first(criterion: FeelingFirst, call: Call) -> Outcome:
    """The share of runs of upset turns whose feeling was met before the first of `marks` came.

    A calm turn of the customer ends the run. Inside a turn of the rep the order of its words counts. Does not apply when
    none of `marks` was said during a run, nor after one whose feeling was met.
    """
    missed: list[Finding] = []
    kept = 0
    waiting: list[Turn] = []  # upset turns whose feeling nobody has met yet
    in_run = False
    met = False  # the feeling was met, and nothing was offered since
    for turn in call.turns:
        if turn.role == "customer":
            if turn.upset and (waiting or not in_run):
                waiting.append(turn)
                in_run, met = True, False
            elif not turn.upset:
                waiting, in_run = [], False
        elif turn.role == "rep":
            offered = _first_offer(criterion, call, turn)
            if waiting and call.has(turn, "empathy") and not (offered and _comes_before(offered, turn, call)):
                waiting, met = [], True
            if offered and waiting:
                evidence = [evidence_of(call.marks[upset.uid]["upset"]) for upset in waiting]
                missed.append(_missed(criterion, turn, offered, evidence))
                waiting = []
            elif offered and met:
                kept, met = kept + 1, False
    if not missed and not kept:
        return Outcome(share=None)
    return Outcome(share=kept / (kept + len(missed)), findings=tuple(missed))


def _first_offer(criterion: FeelingFirst, call: Call, turn: Turn) -> str:
    """The words of the turn that come first of all that should wait; "" without any."""
    words = [call.marks[turn.uid][mark].quote for mark in criterion.marks if call.has(turn, mark)]
    if criterion.promises:
        words += [promise.quote for promise in call.promises if promise.turn == turn.uid]
    return min(words, key=turn.text.find, default="")


def _comes_before(offered: str, turn: Turn, call: Call) -> bool:
    """Whether the offer is over before the words that meet the feeling begin."""
    return turn.text.find(offered) + len(offered) <= turn.text.find(call.marks[turn.uid]["empathy"].quote)


def _missed(criterion: FeelingFirst, turn: Turn, offered: str, evidence: list[Evidence]) -> Finding:
    return finding(
        criterion,
        kind="missed",
        id=criterion.id,
        severity="yellow",
        turn=turn,
        due_turn=turn,
        quote=clause_of(turn, offered, with_neighbours=True),
        evidence=evidence,
    )
