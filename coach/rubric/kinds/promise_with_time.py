"""Promises say by when (LDC: 采用分钟计时; CS: 言出必行)."""

from __future__ import annotations

from coach.model import Evidence, Language, Promise, Turn
from coach.rubric.call import Call, Outcome, missed
from coach.rubric.clauses import clauses_of
from coach.rubric.format import PromiseWithTime
from coach.rubric.labels import language_of
from coach.rubric.phrases import find_all
from coach.rubric.plain import plain


def judge_promise_with_time(criterion: PromiseWithTime, call: Call) -> Outcome:
    """The share of promises that say by when; does not apply when nothing was promised.

    One time can hold for all the promises of a sentence ("… in ten minutes, and I'll send you the confirmation").
    """
    if not call.promises:
        return Outcome(share=None)
    turns = {turn.uid: turn for turn in call.turns}
    open_ended = [
        promise
        for promise in call.promises
        if promise.due is None and not _timed_sentence(promise, turns[promise.turn], call.language)
    ]
    findings = tuple(
        missed(
            criterion,
            "promise_with_time",
            turns[promise.turn],
            quote=promise.quote,
            evidence=[Evidence(layer="phrase", certainty=0.8, quote=promise.quote)],
        )
        for promise in open_ended
    )
    return Outcome(share=1 - len(open_ended) / len(call.promises), findings=findings)


def _timed_sentence(promise: Promise, turn: Turn, language: Language) -> bool:
    """Whether a time stands anywhere in the sentence of the promise."""
    in_turn = language_of(plain(turn.text), language)
    clauses = clauses_of(turn.text, in_turn)
    at = turn.text.find(promise.quote)
    sentence = max((clause.sentence for clause in clauses if clause.start <= at), default=0)
    return any(find_all("time", clause.text, language=in_turn) for clause in clauses if clause.sentence == sentence)
