"""The feeling before the problem (CS, 体谅情绪), and no logic for a feeling (LDC, 将怨气发泄出来)."""

from __future__ import annotations

from coach.model import Finding, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, letters, missed
from coach.rubric.format import FeelingFirst
from coach.rubric.labels import only_listens

# An answer of facts says more than 12 characters or 24 letters: below that it is hardly more than "I'm so sorry" (ours).
_FACTS_LETTERS = 24
_LEAVES_ROOM = ("empathy", "open_question", "willingness")  # neither facts nor procedure: the customer can go on


def judge_feeling_first(criterion: FeelingFirst, call: Call) -> Outcome:
    """The share of runs of upset turns whose feeling was met before the first of `marks` came.

    A calm turn of the customer ends the run. Inside a turn of the rep the order of its words counts. With `facts` any
    other answer to the matter counts as one of `marks`, and a feeling that was met counts by itself. Does not apply when
    none of `marks` was said during a run, nor after one whose feeling was met.
    """
    findings: list[Finding] = []
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
                waiting, met = [], not criterion.facts
                kept += criterion.facts
            if waiting and (offered or criterion.facts and _gives_facts(call, turn)):
                quote = clause_of(turn, offered, with_neighbours=True) if offered else ""
                evidence = [evidence_of(call.marks[upset.uid]["upset"]) for upset in waiting]
                findings.append(missed(criterion, criterion.id, turn, quote=quote, evidence=evidence))
                waiting = []
            elif offered and met:
                kept, met = kept + 1, False
    if not findings and not kept:
        return Outcome(share=None)
    return Outcome(share=kept / (kept + len(findings)), findings=tuple(findings))


def _first_offer(criterion: FeelingFirst, call: Call, turn: Turn) -> str:
    """The words of the turn that come first of all that should wait; "" without any."""
    words = [call.marks[turn.uid][mark].quote for mark in criterion.marks if call.has(turn, mark)]
    if criterion.promises:
        words += [promise.quote for promise in call.promises if promise.turn == turn.uid]
    return min(words, key=turn.text.find, default="")


def _gives_facts(call: Call, turn: Turn) -> bool:
    """Whether the turn answers with the matter: facts, a procedure, questions of fact, what will be done."""
    if only_listens(turn) or call.opens_the_call([turn]) or letters(turn.text) < _FACTS_LETTERS:
        return False
    return not any(call.has(turn, mark) for mark in _LEAVES_ROOM)


def _comes_before(offered: str, turn: Turn, call: Call) -> bool:
    """Whether the offer is over before the words that meet the feeling begin."""
    return turn.text.find(offered) + len(offered) <= turn.text.find(call.marks[turn.uid]["empathy"].quote)
