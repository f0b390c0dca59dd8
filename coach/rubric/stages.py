"""Where the six stages of the service cycle start in a call.

CS, 与顾客交往的周期: 营造气氛 rapport, 诊断问题 diagnose, 寻求方案 find_solution, 达成一致 agree, 落实 carry_out, 后续 follow_up.
Located by evidence: greeting, first question, first proposal, first agreement, first commitment, closing. A person can
move them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from coach.errors import UserError
from coach.model import STAGES, Promise, Scorecard, Stage, Turn
from coach.names import persons_name
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
    return _in_order(found, turns)


def move_stage(scorecard: Scorecard, stage_id: str, turn_uid: str, by: str) -> Scorecard:
    """The scorecard with the stage starting at that turn, moved (or put there, where it was not found) by a person.

    The stages stay in the order they start. Raises UserError for a stage or a turn that does not exist, and for an
    empty or overlong name.
    """
    known = dict.fromkeys((*STAGES, *(stage.id for stage in scorecard.stages)))
    if stage_id not in known:
        raise UserError(
            zh=f"没有叫“{stage_id}”的阶段：可用的有 {'、'.join(known)}。",
            en=f"There is no stage called “{stage_id}”: choose one of {', '.join(known)}.",
        )
    turn = next((turn for turn in scorecard.turns if turn.uid == turn_uid), None)
    if turn is None:
        raise UserError(
            zh=f"这通电话里没有编号为 {turn_uid} 的话：请用对话记录里的句子编号。",
            en=f"There is no turn {turn_uid} in this call: use a turn's number from the transcript.",
        )
    moved = Stage(id=stage_id, start_s=turn.start_s, turn=turn.uid, moved_by=persons_name(by))
    return replace(scorecard, stages=keep_moves(scorecard.stages, [moved], scorecard.turns))


def keep_moves(found: Sequence[Stage], before: Sequence[Stage], turns: Sequence[Turn]) -> tuple[Stage, ...]:
    """The stages `found`, those that a person moved `before` in their place, as long as their turn is still there."""
    there = {turn.uid for turn in turns}
    moved = {stage.id: stage for stage in before if stage.moved_by is not None and stage.turn in there}
    return _in_order([*(stage for stage in found if stage.id not in moved), *moved.values()], turns)


def _in_order(stages: Sequence[Stage], turns: Sequence[Turn]) -> tuple[Stage, ...]:
    """By the turn they start at; those of one turn in the order of the cycle."""
    order = {turn.uid: turn.index for turn in turns}
    cycle = {stage: position for position, stage in enumerate(STAGES)}
    return tuple(sorted(stages, key=lambda stage: (order[stage.turn], cycle.get(stage.id, len(cycle)))))


def _first(candidates: Iterable[Turn], fits: Callable[[Turn], bool], after: Turn | None) -> Turn | None:
    return next((turn for turn in candidates if fits(turn) and (after is None or turn.index > after.index)), None)
