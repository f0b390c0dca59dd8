"""A session before it is kept: names and numbers become teams and a plan, dealt at random and changed by hand."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random

import msgspec

from coach.exercise.people import Listed, PeopleList, read_people
from coach.exercise.prepare import MOST_SCENES, seated
from coach.exercise.rotation import deal, plan, scenes_for_all
from coach.exercise.session import Person, Scene, Session, Step, Team
from coach.exercise.timetable import DISCUSSION_S, PLAY_S, PREPARE_S, half_day, role_play
from coach.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`listed` is the list that `people` were read from, one for one, perhaps with teams. `players` is how many are aimed at in a scene (2 to 4), `scene_count` None: until everybody has played once.

    `is_by_hand`: teams or scenes were changed by hand, so that only dealing again throws that away.
    """

    people: tuple[Person, ...] = ()
    listed: tuple[Listed, ...] = ()
    team_names: tuple[str, ...] = ()
    players: int = 2
    scene_count: int | None = None
    cases: tuple[str, ...] = ()
    prepare_s: float = PREPARE_S
    play_s: float = PLAY_S
    discussion_s: float = DISCUSSION_S[0]
    teams: tuple[Team, ...] = ()
    scenes: tuple[Scene, ...] = ()
    is_half_day: bool = False
    is_by_hand: bool = False

    def dealt(self, random: Random) -> Draft:
        """Teams and plan anew, the teams as the list has them or else at random. Raises UserError when one would have fewer than two."""
        given = seated(self.people, self.listed, random) if self.listed else ()
        teams = given or deal(self.people, self.team_names, random)
        return replace(self, teams=teams, is_by_hand=False).planned(random)

    def planned(self, random: Random) -> Draft:
        """The plan anew, for the teams as they are."""
        wanted = scenes_for_all(self.teams, players=self.players) if self.scene_count is None else self.scene_count
        scenes = plan(self.teams, min(MOST_SCENES, wanted), random, cases=self.cases, players=self.players)
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
        make = half_day if self.is_half_day else role_play
        return make(self.scenes, play_s=self.play_s, prepare_s=self.prepare_s, discussion_s=self.discussion_s)

    def session(self, *, uid: str, title: str, language: Language) -> Session:
        return Session(
            uid=uid, title=title, language=language, people=self.people, teams=self.teams, scenes=self.scenes, steps=self.steps
        )


def people_of(text: str, before: Sequence[Person] = ()) -> tuple[tuple[Person, ...], PeopleList]:
    """The people of a list as `read_people` takes it; whoever was there `before` keeps the uid. None of a blank text.

    Raises UserError as `read_people` does.
    """
    read = read_people(text) if text.strip() else PeopleList(people=())
    known = {person.name: person.uid for person in before}
    taken = set(known.values())
    free = (uid for number in count(1) if (uid := f"p{number}") not in taken)
    return tuple(Person(uid=known.get(one.name) or next(free), name=one.name) for one in read.people), read


def new_uid() -> str:
    return f"s-{secrets.token_hex(6)}"
