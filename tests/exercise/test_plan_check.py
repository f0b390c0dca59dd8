"""A plan changed by hand."""

from __future__ import annotations

import msgspec

from coach.exercise.plan_check import exchange, problems
from tests.exercise.made import session


def changed(number: int, **fields):
    made = session()
    scenes = tuple(msgspec.structs.replace(scene, **fields) if scene.number == number else scene for scene in made.scenes)
    return msgspec.structs.replace(made, scenes=scenes)


def test_a_planned_session_has_no_problems():
    assert problems(session()) == ()


def test_what_the_exercise_forbids_is_told():
    told = problems(changed(2, customers=("p0", "p1", "p0"), providers=()))
    assert [text.en for text in told] == [
        "Scene 2 has 3 customers: there should be one or two.",
        "Scene 2 has 0 service providers: there should be one or two.",
        "Person 0 plays twice in scene 2: one role in a scene.",
    ]
    assert told[0].zh == "第 2 场有 3 位客户：应为一到两位。"
    assert "not on the list" in problems(changed(1, customers=("nobody",)))[0].en


def test_an_observer_comes_in_and_two_players_exchange_their_roles():
    made = session()
    first = made.scenes[0]
    (customer,), provider = first.customers, first.providers[0]
    observer = made.observers(first)[0]
    assert exchange(made.scenes, 1, customer, observer)[0].customers == (observer,)
    swapped = exchange(made.scenes, 1, customer, provider)[0]
    assert (swapped.customers, swapped.providers[0]) == ((provider,), customer)
    assert exchange(made.scenes, 1, observer, customer) == made.scenes  # one who does not play in it
    assert customer not in made.observers(first)
