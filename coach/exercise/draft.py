"""A session before it is kept: names and numbers become teams and a plan, dealt at random and changed by hand."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

import msgspec

from coach.exercise.rotation import deal, plan, scenes_for_all
from coach.exercise.session import MAX_PEOPLE, Person, Scene, Session, Step, Team
from coach.exercise.timetable import DISCUSSION_S, PLAY_S, PREPARE_S, role_play
from coach.model import Language

MOST_NAME = 60  # characters, as in session.Name
MOST_SCENES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`players` is how many are aimed at in a scene (2 to 4), `scene_count` None: until everybody has played once.

    `is_by_hand`: teams or scenes were changed by hand, so that only dealing again throws that away.
    """

    people: tuple[Person, ...] = ()
    team_names: tuple[str, ...] = ()
    players: int = 2
    scene_count: int | None = None
    cases: tuple[str, ...] = ()
    prepare_s: float = PREPARE_S
    play_s: float = PLAY_S
    discussion_s: float = DISCUSSION_S[0]
    teams: tuple[Team, ...] = ()
    scenes: tuple[Scene, ...] = field(default=())
    is_by_hand: bool = False

    def dealt(self, random: Random) -> Draft:
        """Teams and plan anew. Raises UserError when a team would have fewer than two."""
        return replace(self, teams=deal(self.people, self.team_names, random), is_by_hand=False).planned(random)

    def planned(self, random: Random) -> Draft:
        """The plan anew, for the teams as they are."""
        count = scenes_for_all(self.teams, players=self.players) if self.scene_count is None else self.scene_count
        scenes = plan(self.teams, min(MOST_SCENES, count), random, cases=self.cases, players=self.players)
        return replace(self, scenes=scenes)

    def moved(self, uid: str, team: int) -> Draft:
        """The person in another team; the plan stays."""
        teams = tuple(
            msgspec.structs.replace(
                each, people=(*(one for one in each.people if one != uid), *((uid,) if place == team else ()))
            )
            for place, each in enumerate(self.teams)
        )
        return replace(self, teams=teams, is_by_hand=True)

    def with_scenes(self, scenes: tuple[Scene, ...]) -> Draft:
        """The plan as it was changed by hand."""
        return replace(self, scenes=scenes, is_by_hand=True)

    @property
    def steps(self) -> tuple[Step, ...]:
        return role_play(self.scenes, play_s=self.play_s, prepare_s=self.prepare_s, discussion_s=self.discussion_s)

    def session(self, *, uid: str, title: str, language: Language) -> Session:
        return Session(
            uid=uid, title=title, language=language, people=self.people, teams=self.teams, scenes=self.scenes, steps=self.steps
        )


def people_of(text: str, before: Sequence[Person] = ()) -> tuple[Person, ...]:
    """One person a line; a list on one line may have commas. Who was there `before` keeps the uid; the same name twice is numbered.

    At most 200 people, names of at most 60 characters; the rest is left out.
    """
    lines = text.splitlines()
    parts = lines if len([line for line in lines if line.strip()]) > 1 else text.replace("，", ",").replace("、", ",").split(",")
    names = [name for part in parts if (name := " ".join(part.split())[:MOST_NAME])]
    known = {person.name: person.uid for person in before}
    found: dict[str, Person] = {}
    taken = set(known.values())
    free = (uid for number in range(1, 10_000) if (uid := f"p{number}") not in taken)
    for name in names[:MAX_PEOPLE]:
        unique, number = name, 1
        while unique in found:
            number += 1
            unique = f"{name[: MOST_NAME - 5]} {number}"
        found[unique] = Person(uid=known.get(unique) or next(free), name=unique)
    return tuple(found.values())


def new_uid() -> str:
    return f"s-{secrets.token_hex(6)}"
