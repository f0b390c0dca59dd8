"""Promises say by when (LDC: 采用分钟计时; CS: 言出必行)."""

from __future__ import annotations

from coach.model import Evidence
from coach.rubric.call import Call, Outcome, finding
from coach.rubric.format import PromiseWithTime


def judge_promise_with_time(criterion: PromiseWithTime, call: Call) -> Outcome:
    """The share of promises that say by when; does not apply when nothing was promised."""
    if not call.promises:
        return Outcome(share=None)
    turns = {turn.uid: turn for turn in call.turns}
    open_ended = [promise for promise in call.promises if promise.due is None]
    missed = tuple(
        finding(
            call,
            criterion,
            kind="missed",
            id="promise_with_time",
            severity="yellow",
            turn=turns[promise.turn],
            due_turn=turns[promise.turn],
            quote=promise.quote,
            evidence=[Evidence(layer="phrase", certainty=0.8, quote=promise.quote)],
        )
        for promise in open_ended
    )
    return Outcome(share=1 - len(open_ended) / len(call.promises), findings=missed)
