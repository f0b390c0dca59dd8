"""Where the six stages of the service cycle start in a call.

CS, 与顾客交往的周期: 营造气氛 rapport, 诊断问题 diagnose, 寻求方案 find_solution, 达成一致 agree, 落实 carry_out, 后续 follow_up.
Located by evidence: greeting, first question, first proposal, first agreement, first commitment, closing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from coach.model import Promise, Stage, Turn
from coach.rubric.labels import Found

_ENDING_TURNS = 3  # the closing is looked for in the rep's last turns; a "thank you" in the middle ends nothing


def find_stages(
    turns: Sequence[Turn], marks: Mapping[str, Mapping[str, Found]], promises: Sequence[Promise]
) -> tuple[Stage, ...]:
    """The stages found, in the order they start; a stage without evidence is left out. No turns give none.

    `marks` are those of each turn by its uid (`coach.rubric.labels.marks_of`).
    """
    promised = {promise.turn for promise in promises}
    rep = [turn for turn in turns if turn.role == "rep"]

    def first(candidates: Iterable[Turn], *names: str, after: Turn | None = None) -> Turn | None:
        return _first(candidates, lambda turn: any(name in marks[turn.uid] for name in names), after)

    greeting = first(rep, "greeting")
    proposal = first(rep, "propose_solution")
    agreement = first([turn for turn in turns if turn.role == "customer"], "agreement", after=proposal)
    committed = _first(rep, lambda turn: "ownership" in marks[turn.uid] or turn.uid in promised, agreement or proposal)
    asking = [turn for turn in rep if "anything_else" not in marks[turn.uid]]  # offering more help diagnoses nothing
    starts = {
        "rapport": greeting,
        "diagnose": first(asking, "open_question", "closed_question", "check_understanding", after=greeting),
        "find_solution": proposal,
        "agree": agreement if proposal else None,
        "carry_out": committed,
        "follow_up": first(rep[-_ENDING_TURNS:], "closing"),
    }
    found = [Stage(id=stage, start_s=turn.start_s, turn=turn.uid) for stage, turn in starts.items() if turn]
    order = {turn.uid: turn.index for turn in turns}
    return tuple(sorted(found, key=lambda stage: order[stage.turn]))


def _first(candidates: Iterable[Turn], fits: Callable[[Turn], bool], after: Turn | None) -> Turn | None:
    return next((turn for turn in candidates if fits(turn) and (after is None or turn.index > after.index)), None)
