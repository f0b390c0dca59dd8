from __future__ import annotations

import numpy as np
import pytest

from coach.speakers.cluster import voices


def made(*sizes: int, alike: float = 0.5) -> np.ndarray:
    """Windows of as many people as there are sizes; two windows of one person have a cosine of about 0.95, of two about `alike`."""
    random = np.random.default_rng(1)
    common = np.zeros(64)
    common[0] = alike**0.5
    people = []
    for person, size in enumerate(sizes):
        own = np.zeros(64)
        own[person + 1] = (1 - alike) ** 0.5
        people.append(common + own + random.normal(0, 0.028, (size, 64)))
    vectors = np.concatenate(people)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("sizes", [(60,), (40, 50), (80, 12), (30, 30, 30), (25, 25, 25, 25), (10, 20, 30, 20, 10, 20)])
def test_the_number_of_people_is_found(sizes):
    vectors = made(*sizes)
    assert len(voices(vectors, np.full(len(vectors), 0.4))) == len(sizes)


def test_a_cough_is_nobody():
    vectors = made(50, 50, 3)
    assert len(voices(vectors, np.full(len(vectors), 0.4))) == 2


def test_one_voice_stays_one_however_long():
    vectors = made(3000)
    assert len(voices(vectors, np.full(len(vectors), 0.4))) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_the_number_can_be_given(count):
    vectors = made(40, 40, 40)
    assert len(voices(vectors, np.full(len(vectors), 0.4), count)) == count


def test_very_alike_voices_are_told_apart_when_two_are_asked_for():
    vectors = made(40, 40, alike=0.9)
    seconds = np.full(len(vectors), 0.4)
    first, second = voices(vectors, seconds, 2)
    assert (vectors[:40] @ first > vectors[:40] @ second).mean() in (0.0, 1.0)


def test_no_windows_and_one():
    assert len(voices(np.zeros((0, 64), np.float32), np.zeros(0))) == 0
    assert len(voices(made(1), np.array([1.0]))) == 1
