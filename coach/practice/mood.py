"""Where a practice call stands: how the customer feels, and which stage of the service cycle it has come to."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import RED_CARDS, STAGES
from coach.practice.conversation import Answer
from coach.practice.format import TEMPERS, Temper

HANGS_UP_AFTER = 3  # answers with a red card to a customer who is furious already (ours)
_PATIENCE = 2  # answers that bring a stage no further before the customer goes on by themselves (ours)
_PROPOSES = {"propose_solution", "invite_opinion"}


def temper_after(start: Temper, answers: Sequence[Answer]) -> Temper:
    """The customer's temper after these answers of the rep's.

    One step milder for empathy, and once a feeling was met, for ownership too (CS: first the feeling, then the problem);
    one step worse for an answer with a red card, whatever else is in it. Answers not judged yet change nothing.
    """
    level = TEMPERS.index(start)
    met = False
    for answer in answers:
        labels = answer.labels or frozenset()
        if labels & set(RED_CARDS):
            level, met = min(level + 1, len(TEMPERS) - 1), False
        elif "empathy" in labels or (met and "ownership" in labels):
            level, met = max(level - 1, 0), True
    return TEMPERS[level]


def has_had_enough(start: Temper, answers: Sequence[Answer]) -> bool:
    """Whether the customer hangs up now: the rep's last answer is one more red card to somebody who was furious."""
    stinging = [
        bool((answer.labels or frozenset()) & set(RED_CARDS)) and temper_after(start, answers[:number]) == "furious"
        for number, answer in enumerate(answers)
    ]
    return stinging[-1:] == [True] and sum(stinging) >= HANGS_UP_AFTER


def stage_after(answers: Sequence[Answer]) -> str:
    """The stage in which the customer speaks after these answers: the first one without any.

    By the labels: a question leads to `diagnose`, a proposal to `find_solution` and the next one to `agree`, ownership
    after a proposal to `carry_out`, a closing to `follow_up`; never back. What shows no label moves on in its own time;
    only listening leaves everything where it is.
    """
    stage, stayed = 0, 0
    for answer in answers:
        reached = max(stage, _reached(answer.labels or frozenset(), stage))
        listens = answer.labels == {"backchannel"}
        stayed = stayed + (not listens) if reached == stage else 0
        if stayed >= _PATIENCE and not _asks(answer.labels) and reached < STAGES.index("carry_out"):
            reached, stayed = reached + 1, 0
        stage = max(reached, 1)  # once the customer has said what it is about, the opening is over
    return STAGES[stage]


def _reached(labels: frozenset[str], stage: int) -> int:
    proposed = stage >= STAGES.index("find_solution")
    if "closing" in labels and "ownership" not in labels and stage >= STAGES.index("agree"):
        return STAGES.index("follow_up")  # "I'll call you back" is told apart from taking leave
    if labels & _PROPOSES:
        return STAGES.index("agree" if proposed else "find_solution")
    if proposed and "ownership" in labels:
        return STAGES.index("carry_out")
    if proposed and "check_understanding" in labels:
        return STAGES.index("agree")
    return STAGES.index("diagnose")


def _asks(labels: frozenset[str] | None) -> bool:
    return bool(labels and labels & {"open_question", "closed_question"})
