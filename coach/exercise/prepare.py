"""A session made from what the trainer gave: the people, teams, scenes, cases and the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec

from coach.errors import UserError
from coach.exercise.people import MAX_NAME, Listed, numbered
from coach.exercise.rotation import FEWEST_IN_A_TEAM, deal, plan, scenes_for_all
from coach.exercise.session import Person, Scene, Session, Step, Team
from coach.exercise.timetable import DISCUSSION_S, half_day, role_play
from coach.model import Language

TEAMS = 3  # course: CS, the role-play exercise
MOST_TEAMS = 20
MOST_SCENES = 60
_DIGITS = "零一二三四五六七八九"


def team_names(count: int, language: Language) -> tuple[str, ...]:
    """第一组, 第二组, … or Team 1, Team 2, …; () for none."""
    return tuple(f"第{_chinese(number)}组" if language == "zh" else f"Team {number}" for number in range(1, count + 1))


def new_session(
    *,
    uid: str,
    title: str,
    language: Language,
    listed: Sequence[Listed],
    names: Sequence[str] = (),
    scenes: int | None = None,
    cases: Sequence[str] = (),
    players: int = 2,
    random: Random,
    whole_half_day: bool = False,
    discussion_s: float = DISCUSSION_S[0],
) -> Session:
    """Teams as the list has them, else dealt to `names` (three teams when there are none), and a plan for them.

    `scenes` None: as many as it takes until everybody has played once. Raises UserError when this cannot be played.
    """
    title = checked_title(title)
    people = numbered(listed)
    teams = seated(people, listed, random) or deal(people, names or team_names(TEAMS, language), random)
    count = scenes_for_all(teams, players=players) if scenes is None else scenes
    if not 1 <= count <= MOST_SCENES:
        raise UserError(
            zh=f"一次练习可以有 1 到 {MOST_SCENES} 场，现在是 {count} 场：请改一下场数，或分成几次。",
            en=f"A session has 1 to {MOST_SCENES} scenes, and this would be {count}: change their number, or make several sessions.",
        )
    planned = plan(teams, count, random, cases=cases, players=players)
    make = half_day if whole_half_day else role_play
    return Session(
        uid=uid, title=title, language=language, people=people, teams=teams, scenes=planned,
        steps=make(planned, discussion_s=discussion_s),
    )  # fmt: skip


def seated(people: Sequence[Person], listed: Sequence[Listed], random: Random) -> tuple[Team, ...]:
    """The teams that the list gives, in its order; who has none there joins the smallest. () when the list gives no team.

    `people` are those of `listed`, one for one. Raises UserError when a team has only one.
    """
    teams: dict[str, list[str]] = {}
    for one, person in zip(listed, people, strict=True):
        if one.team:
            teams.setdefault(one.team, []).append(person.uid)
    without = [person.uid for one, person in zip(listed, people, strict=True) if not one.team]
    if not teams:
        return ()
    for uid in random.sample(without, len(without)):
        min(teams.values(), key=len).append(uid)
    lonely = [name for name, members in teams.items() if len(members) < FEWEST_IN_A_TEAM]
    if lonely or len(teams) > MOST_TEAMS:
        zh, en = "、".join(lonely[:5]), ", ".join(lonely[:5])
        raise UserError(
            zh=f"名单里的组不能用：{f'{zh}只有一个人' if lonely else f'组数超过 {MOST_TEAMS}'}，每组至少两个人才能对练，请改名单里的组。",
            en=f"The list's teams cannot be used: {f'{en} has only one person' if lonely else f'more than {MOST_TEAMS} teams'}; "
            "a team needs two to play, so change the teams on the list.",
        )
    return tuple(Team(name=name, people=tuple(members)) for name, members in teams.items())


def checked_title(title: str) -> str:
    """The title on one line. Raises UserError for an empty one or one that is too long."""
    title = " ".join(title.split())
    if not 1 <= len(title) <= MAX_NAME or not title.isprintable():
        raise UserError(
            zh=f"练习的标题要有 1 到 {MAX_NAME} 个字，不能有看不见的字符：请改一下。",
            en=f"A session's title has 1 to {MAX_NAME} characters, all of them visible: change it.",
        )
    return title


def with_steps(session: Session, steps: Sequence[Step]) -> Session:
    """The session with another timetable; steps of scenes that it does not have are left out."""
    numbers = {scene.number for scene in session.scenes}
    fitting = tuple(step for step in steps if step.scene is None or step.scene in numbers)
    return msgspec.structs.replace(session, steps=fitting)


def players_aimed_at(scenes: Sequence[Scene]) -> int:
    """How many play in a scene, as most of the scenes have it; 2 for no scenes."""
    sizes = sorted(len(scene.players) for scene in scenes)
    return max(2, min(4, sizes[len(sizes) // 2])) if sizes else 2


def _chinese(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{'' if tens == 1 else _DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"
