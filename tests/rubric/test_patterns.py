"""Patterns that rubrics teach: slow ones are refused, and honest ones found whatever else the program does meanwhile."""

from __future__ import annotations

import threading
import time

import pytest

from coach.rubric.patterns import TIMEOUT_S, TooSlow, matches


def test_each_match_in_order_and_none_that_is_empty():
    assert matches("wait|x*", "en", "you wait and wait x") == [(4, 8), (13, 17), (18, 19)]
    assert matches("别急", "zh", "没有") == []


def test_a_pattern_that_comes_to_no_end_is_told():
    with pytest.raises(TooSlow):
        matches("((a|b)*c?)*d", "zh", "a" * 4000 + " d")


def test_an_honest_pattern_is_not_slow_because_the_rest_of_the_program_is_busy():
    """The other thread keeps the interpreter for itself for longer than a pattern may take, again and again."""
    over = threading.Event()

    def hog() -> None:
        while not over.is_set():
            began = time.perf_counter()
            sum(range(25_000_000))  # one step for the interpreter: nothing else runs meanwhile
            took.append(time.perf_counter() - began)

    took: list[float] = []
    other = threading.Thread(target=hog)
    other.start()
    try:
        while len(took) < 4:
            assert matches("calm down", "en", "calm down and wait " * 50)[0] == (0, 9)
    finally:
        over.set()
        other.join()
    assert max(took) > TIMEOUT_S
