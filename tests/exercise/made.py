"""A small session for tests."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import msgspec

from coach.exercise.rotation import deal, plan
from coach.exercise.session import Person, Session
from coach.exercise.timetable import role_play


def people(count: int) -> tuple[Person, ...]:
    return tuple(Person(uid=f"p{number}", name=f"Person {number}") for number in range(count))


def session(count: int = 9, scenes: int = 3, teams: int = 3) -> Session:
    everybody = people(count)
    dealt = deal(everybody, [f"Team {number + 1}" for number in range(teams)], Random(1))
    planned = plan(dealt, scenes, Random(1), cases=["telecom-roaming"])
    return Session(
        uid="s1", title="Thursday", language="en", people=everybody, teams=dealt, scenes=planned, steps=role_play(planned)
    )


def with_real_names(state):
    """The same session of people who have names of their own."""
    people = tuple(msgspec.structs.replace(person, name=f"王小{person.uid}") for person in state.session.people)
    return replace(state, session=msgspec.structs.replace(state.session, people=people))
