"""What a plan that was changed by hand breaks, and the changes themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from coach.exercise.session import MOST_PLAYERS, Scene, Session
from coach.model import Text


def exchange(scenes: Sequence[Scene], number: int, out: str, comes: str) -> tuple[Scene, ...]:
    """The plan with `comes` in the place of `out` in that scene; if both play in it they exchange their roles."""
    there = {out: comes, comes: out}
    return tuple(
        msgspec.structs.replace(
            scene,
            customers=tuple(there.get(uid, uid) for uid in scene.customers),
            providers=tuple(there.get(uid, uid) for uid in scene.providers),
        )
        if scene.number == number and out in scene.players
        else scene
        for scene in scenes
    )


def problems(session: Session) -> tuple[Text, ...]:
    """A sentence for each thing in the plan that the exercise forbids; () when it can be played."""
    return tuple(found for scene in session.scenes for found in _in_scene(session, scene))


def _in_scene(session: Session, scene: Scene) -> list[Text]:
    found = []
    for zh, en, players in (("客户", "customers", scene.customers), ("服务人员", "service providers", scene.providers)):
        if not 1 <= len(players) <= MOST_PLAYERS:
            found.append(
                Text(
                    zh=f"第 {scene.number} 场有 {len(players)} 位{zh}：应为一到两位。",
                    en=f"Scene {scene.number} has {len(players)} {en}: there should be one or two.",
                )
            )
    known = {person.uid for person in session.people}
    for uid, times in Counter(scene.players).items():
        if times > 1:
            found.append(
                Text(
                    zh=f"第 {scene.number} 场里{session.name_of(uid)}出现了两次：一场只能演一个角色。",
                    en=f"{session.name_of(uid)} plays twice in scene {scene.number}: one role in a scene.",
                )
            )
        if uid not in known:
            found.append(
                Text(
                    zh=f"第 {scene.number} 场的一位演员不在名单里：请换一位。",
                    en=f"A player of scene {scene.number} is not on the list: choose another.",
                )
            )
    return found
