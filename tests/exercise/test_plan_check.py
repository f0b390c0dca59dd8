"""A plan changed by hand."""

from __future__ import annotations

import msgspec

from coach.exercise.plan_check import exchange, problems, trade, turns, with_player
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


def test_a_place_is_given_to_somebody_or_left_free():
    made = session()
    scene = made.scenes[0]
    customer, provider = scene.customers[0], scene.providers[0]
    observer = made.observers(scene)[0]
    assert with_player(made.scenes, 1, "customers", 0, observer)[0].customers == (observer,)
    assert with_player(made.scenes, 1, "customers", 1, observer)[0].customers == (customer, observer)
    exchanged = with_player(made.scenes, 1, "customers", 0, provider)[0]
    assert (exchanged.customers, exchanged.providers[0]) == ((provider,), customer)
    moved = with_player(made.scenes, 1, "customers", 1, provider)[0]
    assert (moved.customers, provider in moved.providers) == ((customer, provider), False)
    assert with_player(made.scenes, 1, "customers", 0, None)[0].customers == ()
    assert with_player(made.scenes, 1, "customers", 1, None) == made.scenes
    assert with_player(made.scenes, 1, "customers", 0, observer)[1:] == made.scenes[1:]


def test_two_players_take_each_others_place():
    made = session()
    one, other = made.scenes[0].customers[0], made.scenes[1].providers[0]
    first, second, *_ = trade(made.scenes, (1, one), (2, other))
    assert first.customers == (other,)
    assert second.providers[0] == one
    provider = made.scenes[0].providers[0]
    assert trade(made.scenes, (1, one), (1, provider)) == exchange(made.scenes, 1, one, provider)
    both = with_player(made.scenes, 2, "customers", 0, one)
    assert trade(both, (1, one), (2, other)) == both  # they would play twice in scene 2


def test_who_plays_how_often():
    made = session()  # nine people, three scenes
    names = {person.uid: person.name for person in made.people}
    resting = [names[person.uid] for person in made.people if not any(person.uid in scene.players for scene in made.scenes)]
    if resting:
        assert turns(made).en.startswith(f"Not playing: {', '.join(resting)}.")
    assert turns(session(count=6)).en == "Everybody plays once."
    assert turns(session(count=6)).zh == "每人上场 1 次。"
    assert turns(session(count=6, scenes=4)).en.startswith("Everybody plays 1 to 2 times; 2 times: Person ")
    assert turns(msgspec.structs.replace(made, scenes=())).en == "Nobody plays yet."
