"""What a plan that was changed by hand breaks, and the changes themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from coach.exercise.session import MOST_PLAYERS, Scene, Session
from coach.model import Text

Role = Literal["customers", "providers"]
ROLES: tuple[Role, ...] = ("customers", "providers")


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


def with_player(scenes: Sequence[Scene], number: int, role: Role, place: int, uid: str | None) -> tuple[Scene, ...]:
    """The plan with that person as the scene's first or second (`place` 0 or 1) customer or provider; None: nobody.

    Whoever plays in it already exchanges roles with the one who was there, or moves to the free place.
    """
    changed = []
    for scene in scenes:
        if scene.number == number:
            there = getattr(scene, role)
            goes = there[place] if place < len(there) else None
            if uid in scene.players and goes is not None:
                (scene,) = exchange([scene], number, goes, uid)
            else:
                left = {each: tuple(one for one in getattr(scene, each) if one not in (uid, goes)) for each in ROLES}
                if uid is not None:
                    left[role] = (*left[role][:place], uid, *left[role][place:])
                scene = msgspec.structs.replace(scene, **left)
        changed.append(scene)
    return tuple(changed)


def trade(scenes: Sequence[Scene], first: tuple[int, str], second: tuple[int, str]) -> tuple[Scene, ...]:
    """Two players (scene, uid) take each other's place; the plan as it is where somebody would then play twice in a scene."""
    (one_scene, one), (other_scene, other) = first, second
    if one_scene == other_scene:
        return exchange(scenes, one_scene, one, other)
    in_both = [scene for scene in scenes if scene.number in (one_scene, other_scene) and {one, other} <= set(scene.players)]
    if in_both:
        return tuple(scenes)
    return exchange(exchange(scenes, one_scene, one, other), other_scene, other, one)


def problems(session: Session) -> tuple[Text, ...]:
    """A sentence for each thing in the plan that the exercise forbids; () when it can be played."""
    return tuple(found for scene in session.scenes for found in _in_scene(session, scene))


def turns(session: Session) -> Text:
    """Who plays how often, in a sentence: whether it is even, else who does not play and who plays oftener than others."""
    times = Counter(uid for scene in session.scenes for uid in scene.players)
    often = {person.uid: times[person.uid] for person in session.people}
    if not any(often.values()):
        return Text(zh="还没有人上场。", en="Nobody plays yet.")
    least, most = min(often.values()), max(often.values())
    if least == most:
        return Text(zh=f"每人上场 {most} 次。", en=f"Everybody plays {'once' if most == 1 else f'{most} times'}.")

    def names(count: int) -> list[str]:
        return [person.name for person in session.people if often[person.uid] == count]

    if least == 0:
        return Text(
            zh=f"没有上场的：{_few(names(0), '、')}。最多的上场 {most} 次。",
            en=f"Not playing: {_few(names(0), ', ')}. The most that anybody plays is {'once' if most == 1 else f'{most} times'}.",
        )
    return Text(
        zh=f"每人上场 {least} 到 {most} 次；{most} 次的：{_few(names(most), '、')}。",
        en=f"Everybody plays {least} to {most} times; {most} times: {_few(names(most), ', ')}.",
    )


def _few(names: Sequence[str], between: str, most: int = 8) -> str:
    return between.join(names[:most]) + (f"{between}…" if len(names) > most else "")


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
