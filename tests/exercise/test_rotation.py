"""Who plays when: fair at every moment of the plan."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.exercise.rotation import deal, plan, scenes_for_all
from tests.exercise.made import people


@settings(deadline=None)
@given(
    count=st.integers(4, 40), teams=st.integers(1, 6), scenes=st.integers(0, 90), players=st.integers(2, 4), seed=st.integers(0, 9)
)
def test_nobody_plays_twice_before_all_have_played_and_roles_spread_within_one(count, teams, scenes, players, seed):
    everybody = people(count)
    dealt = deal(everybody, [str(number) for number in range(min(teams, count // 2))], Random(seed))
    assert max(len(team.people) for team in dealt) - min(len(team.people) for team in dealt) <= 1
    played, customer, provider = Counter(), Counter(), Counter()
    for scene in plan(dealt, scenes, Random(seed), players=players):
        assert 1 <= len(scene.customers) <= 2
        assert 1 <= len(scene.providers) <= 2
        assert len(set(scene.players)) == len(scene.players)
        assert set(scene.players) <= set(dealt[scene.team].people)
        customer.update(scene.customers)
        provider.update(scene.providers)
        played.update(scene.players)
        for counts in (played, customer, provider):
            times = [counts[person.uid] for person in everybody]
            assert max(times) - min(times) <= 1


@settings(deadline=None)
@given(count=st.integers(4, 40), teams=st.integers(1, 6), players=st.integers(2, 4))
def test_how_many_scenes_it_takes(count, teams, players):
    dealt = deal(people(count), [str(number) for number in range(min(teams, count // 2))], Random(0))
    scenes = plan(dealt, scenes_for_all(dealt, players=players), Random(0), players=players)
    assert Counter(uid for scene in scenes for uid in scene.players) == Counter(person.uid for person in people(count))


def test_the_teams_play_in_turn_and_the_cases_come_in_turn():
    dealt = deal(people(9), ["A", "B", "C"], Random(0))
    scenes = plan(dealt, 4, Random(0), cases=["one", "two"])
    assert [scene.team for scene in scenes] == [0, 1, 2, 0]
    assert [scene.case for scene in scenes] == ["one", "two", "one", "two"]
    assert plan((), 4, Random(0)) == ()


def test_too_many_teams_is_a_sentence():
    with pytest.raises(UserError) as caught:
        deal(people(5), ["A", "B", "C"], Random(0))
    assert "form at most 2" in caught.value.in_("en")
    assert "请分成 2 组以内" in caught.value.in_("zh")
