"""Who plays when: teams dealt at random, then scenes in which everybody plays once before anybody plays twice.

A team falls into groups of two to four that play together. Each group plays twice in a row of passes, the second time with
the roles exchanged, and only then are groups dealt anew: so at every moment of the plan nobody has played any role more than
once oftener than anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random

from coach.errors import UserError
from coach.exercise.session import MOST_PLAYERS, Person, Scene, Team

FEWEST_IN_A_TEAM = 2


def deal(people: Sequence[Person], names: Sequence[str], random: Random) -> tuple[Team, ...]:
    """A team for each name, their sizes within one of each other. Raises UserError when a team would have fewer than two."""
    if len(people) < FEWEST_IN_A_TEAM * len(names) or not names:
        most = max(1, len(people) // FEWEST_IN_A_TEAM)
        raise UserError(
            zh=f"{len(people)} 个人分不成 {len(names)} 个组：每组至少两个人才能对练，请分成 {most} 组以内，或再添人。",
            en=f"{len(people)} people do not make {len(names)} teams: a team needs two to play, so form at most {most}, or add people.",
        )
    dealt = random.sample([person.uid for person in people], len(people))
    return tuple(Team(name=name, people=tuple(dealt[place :: len(names)])) for place, name in enumerate(names))


def plan(
    teams: Sequence[Team],
    scenes: int,
    random: Random,
    *,
    cases: Sequence[str] = (),
    players: int = 2,
) -> tuple[Scene, ...]:
    """So many scenes; the teams play in turn, and each pass of the plan lets everybody play once.

    `players` in a scene is what is aimed at, 2 to 4; a team that it does not divide has a scene with one more or one
    fewer. `cases` come in turn; without any a scene has none. () for no teams or no scenes.
    """
    if not teams:
        return ()
    case = cycle(cases) if cases else cycle([None])
    found = islice(_endless(teams, random, max(2, min(2 * MOST_PLAYERS, players))), max(0, scenes))
    return tuple(
        Scene(number=number, team=team, customers=customers, providers=providers, case=next(case))
        for number, (team, customers, providers) in enumerate(found, start=1)
    )


def scenes_for_all(teams: Sequence[Team], *, players: int = 2) -> int:
    """How many scenes it takes until everybody has played once."""
    return sum(_groups_of(len(team.people), players) for team in teams)


def _endless(
    teams: Sequence[Team], random: Random, players: int
) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    while True:
        groups = [_groups(team.people, random, players) for team in teams]
        for exchanged in (False, True):
            waiting = [list(each) for each in groups]
            while any(waiting):
                for team, left in enumerate(waiting):
                    if left:
                        group = left.pop(0)
                        half = len(group) // 2
                        first, second = group[:half], group[half:]
                        yield (team, second, first) if exchanged else (team, first, second)


def _groups(people: Sequence[str], random: Random, players: int) -> list[tuple[str, ...]]:
    """The people of a team in groups whose sizes are within one of each other."""
    shuffled = random.sample(list(people), len(people))
    count = _groups_of(len(people), players)
    return [tuple(shuffled[place::count]) for place in range(count)]


def _groups_of(size: int, players: int) -> int:
    """How many groups of two to four, as near to `players` in each as can be."""
    fewest = -(-size // (2 * MOST_PLAYERS))
    return max(1, fewest, min(size // FEWEST_IN_A_TEAM, round(size / players)))
