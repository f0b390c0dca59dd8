"""The steps of a half-day around the role-play, with the times of the course (CS) where it gives them."""

from __future__ import annotations

from collections.abc import Sequence

from coach.exercise.session import Scene, Step

PREPARE_S = 10 * 60.0  # once, all teams together
PLAY_S = 8 * 60.0
DISCUSSION_S = (5 * 60.0, 10 * 60.0, 15 * 60.0, 20 * 60.0)
SURVEY_S, BARRIERS_S, VOICE_S, RULES_S, VOTE_S, ACTIONS_S = 5 * 60.0, 20 * 60.0, 10 * 60.0, 15 * 60.0, 5 * 60.0, 15 * 60.0


def role_play(
    scenes: Sequence[Scene], *, play_s: float = PLAY_S, prepare_s: float = PREPARE_S, discussion_s: float = DISCUSSION_S[0]
) -> tuple[Step, ...]:
    """Getting ready once, then each scene and the talk about it; () for no scenes."""
    if not scenes:
        return ()
    steps = [Step(kind="prepare", seconds=prepare_s)]
    for scene in scenes:
        steps.append(Step(kind="play", seconds=play_s, scene=scene.number))
        steps.append(Step(kind="discussion", seconds=discussion_s, scene=scene.number))
    return tuple(steps)


def half_day(scenes: Sequence[Scene], **times: float) -> tuple[Step, ...]:
    """The whole half-day; `times` as for `role_play`."""
    return (
        Step(kind="survey", seconds=SURVEY_S),
        Step(kind="barriers", seconds=BARRIERS_S),
        Step(kind="voice", seconds=VOICE_S),
        *role_play(scenes, **times),
        Step(kind="rules", seconds=RULES_S),
        Step(kind="rules", seconds=VOTE_S, title="vote"),
        Step(kind="actions", seconds=ACTIONS_S),
    )
