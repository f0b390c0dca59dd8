"""Who may come in, and how often they may ask."""

from __future__ import annotations

from coach.observers.access import BURST, CODE_LENGTH, WRONG_BURST, Bucket, Door, new_code


def test_codes_are_short_and_all_different():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == CODE_LENGTH and not set(code) & set("01OIL") for code in codes)


def test_a_bucket_lets_a_burst_through_and_then_so_many_a_second():
    bucket = Bucket(per_s=2.0, burst=3.0)
    assert [bucket.takes(0.0) for _ in range(4)] == [True, True, True, False]
    assert [bucket.takes(now) for now in (0.4, 0.6, 0.7, 1.1)] == [False, True, False, True]
    assert sum(bucket.takes(1000.0) for _ in range(10)) == 3  # it never holds more than the burst


def test_the_code_in_any_case_and_after_too_many_wrong_ones_nobody_is_told():
    now = [0.0]
    door = Door("ABC234", lambda: now[0])
    assert door.is_code(" abc234 ") is True
    assert door.is_code("é" * 6) is False
    told = [door.is_code("ABC235") for _ in range(int(WRONG_BURST) + 5)]
    assert told[-1] is None
    assert door.is_code("ABC234") is True  # who knows it comes in all the same
    now[0] = 1.0
    assert door.is_code("ABC235") is False


def test_a_token_is_one_persons_and_slowed_by_itself():
    door = Door("ABC234", lambda: 0.0)
    ann, bob = door.let_in("ann"), door.let_in("bob")
    assert (door.guest(ann).person, door.guest(bob).person, door.guest("x")) == ("ann", "bob", None)
    assert sum(door.has_time_for(door.guest(ann)) for _ in range(100)) == BURST
    assert door.has_time_for(door.guest(bob))
