"""Steps one after the other through the call (MOT, 探索 → 提议 → 行动 → 确认)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.model import Evidence, Finding, Text, Turn
from coach.rubric.call import Call, Outcome, clause_of, end_of, missed, substantive
from coach.rubric.format import Order, Step
from coach.rubric.labels import Found

_Places = Mapping[str, Sequence[Turn]]  # by the step's id, the turns that show it


def judge_order(criterion: Order, call: Call) -> Outcome:
    """The share of the steps that are found in their order; two of them may share a turn.

    The longest row of steps counts; a step outside it came too early, or is missing. Does not apply to a call shorter
    than `min_rep_turns`.
    """
    rep = substantive(call.rep_turns())
    if len(rep) < criterion.min_rep_turns:
        return Outcome(share=None)
    places = {step.id: _places(step, call, rep) for step in criterion.steps}
    kept = _longest_row(criterion.steps, places, 0)
    findings = tuple(_off(criterion, call, step, places, kept) for step in criterion.steps if step.id not in kept)
    return Outcome(share=len(kept) / len(criterion.steps), findings=findings)


def _places(step: Step, call: Call, turns: Sequence[Turn]) -> list[Turn]:
    shown = [turn for turn in turns if any(call.has(turn, mark) for mark in step.marks)]
    return shown[:1] if step.at_first else shown


def _longest_row(steps: Sequence[Step], places: _Places, start: int) -> dict[str, Turn]:
    """The most steps that can be found one after the other from turn `start` on, each at its first place."""
    if not steps:
        return {}
    without = _longest_row(steps[1:], places, start)
    at = next((turn for turn in places[steps[0].id] if turn.index >= start), None)
    if at is None:
        return without
    with_it = {steps[0].id: at} | _longest_row(steps[1:], places, at.index)
    return with_it if len(with_it) >= len(without) else without


def _off(criterion: Order, call: Call, step: Step, places: _Places, kept: Mapping[str, Turn]) -> Finding:
    """At the turn that came too early; for a missing step, where the next one stands, else at the end."""
    early = places[step.id][0] if places[step.id] else None
    later = [one.id for one in criterion.steps[criterion.steps.index(step) + 1 :]]
    following = next((kept[id] for id in later if id in kept), None)
    turn = early or following or substantive(call.rep_turns())[-1]
    shown = next((call.marks[turn.uid][mark] for mark in step.marks if early and call.has(turn, mark)), None)
    return missed(
        criterion,
        step.id,
        turn,
        quote=_quote(turn, shown, at_the_end=following is None),
        evidence=[Evidence(layer="order", certainty=shown.certainty, quote=shown.quote)] if shown else (),
        why=_why(criterion, step, early is not None),
    )


def _quote(turn: Turn, shown: Found | None, *, at_the_end: bool) -> str:
    """The words that came too early; else the end of a turn that lacks the last step, "" (its start) before another."""
    if shown:
        return clause_of(turn, shown.quote, with_neighbours=True)
    return end_of(turn) if at_the_end else ""


def _why(criterion: Order, step: Step, early: bool) -> Text:
    if early:
        zh, en = f"“{step.title.zh}”来得太早。", f"“{step.title.en}” came too early. "
    else:
        zh, en = f"缺了“{step.title.zh}”这一步。", f"The step “{step.title.en}” is missing. "
    return Text(zh=zh + criterion.why.zh, en=en + criterion.why.en)
