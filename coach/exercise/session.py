"""A role-play session as data: the people, their teams, who plays which scene, and the steps of the half-day."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from coach.model import Language

MOST_PLAYERS = 2  # customers in a scene, and service providers in it (course: CS, the role-play exercise)
MAX_PEOPLE = 200

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Seconds = Annotated[float, msgspec.Meta(ge=1, le=8 * 3600)]
StepKind = Literal["survey", "barriers", "voice", "prepare", "play", "discussion", "rules", "actions", "other"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the room; `uid` stays when the name is corrected."""

    uid: str
    name: Name


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """`people` are uids."""

    name: Name
    people: tuple[str, ...]


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One team's turn to play: one or two customers, one or two service providers; everybody else observes.

    `number` counts from 1 over the whole session, `team` is its place in the session's teams, `case` the id of a case.
    """

    number: int
    team: int
    customers: tuple[str, ...]
    providers: tuple[str, ...]
    case: str | None = None

    @property
    def players(self) -> tuple[str, ...]:
        return (*self.customers, *self.providers)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the timetable with its clock; `scene` is the number of the scene that is played or talked about."""

    kind: StepKind
    seconds: Seconds
    scene: int | None = None
    title: str = ""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    uid: str
    title: Name
    language: Language
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    scenes: tuple[Scene, ...]
    steps: tuple[Step, ...]

    def name_of(self, uid: str) -> str:
        """The person's name; the uid itself for one who is not in the session."""
        return next((person.name for person in self.people if person.uid == uid), uid)

    def scene(self, number: int) -> Scene | None:
        return next((scene for scene in self.scenes if scene.number == number), None)

    def observers(self, scene: Scene) -> tuple[str, ...]:
        """Everybody who does not play in it, in the order of the list."""
        return tuple(person.uid for person in self.people if person.uid not in scene.players)
