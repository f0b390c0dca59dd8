"""The rep in one call, measure by measure."""

from __future__ import annotations

from coach.measures import rep_cut_ins, rep_delivery, rep_measures
from coach.model import Delivery, Interplay, Interruption, Turn

SLOW = Delivery(rate_unit="words", speech_rate_per_min=100.0, speaking_s=10.0)
FAST = Delivery(rate_unit="words", speech_rate_per_min=200.0, fillers_per_min=3.0, speaking_s=90.0)


def turn(index: int, speaker: str, role: str, start_s: float | None, end_s: float | None) -> Turn:
    return Turn(uid=f"t{index}", index=index, speaker=speaker, role=role, start_s=start_s, end_s=end_s, text="x")


TURNS = (turn(0, "rep", "rep", 10.0, 40.0), turn(1, "customer", "customer", 39.0, 100.0), turn(2, "rep", "rep", 90.0, 130.0))
CUTS = (Interruption(start_s=39.0, end_s=40.0, by="customer"), Interruption(start_s=90.0, end_s=100.0, by="rep"))


def test_every_measure_of_a_recorded_call():
    interplay = Interplay(rep_talk_share=0.6, response_latency_median_s=0.4, interruptions=CUTS)
    assert rep_measures(TURNS, {"rep": FAST, "customer": SLOW}, interplay) == {
        "speech_rate_per_min": 200.0,
        "fillers_per_min": 3.0,
        "rep_talk_share": 0.6,
        "response_latency_median_s": 0.4,
        "interruptions_per_min": 0.5,  # one in the two minutes from 10 s to 130 s
    }


def test_what_was_not_measured_is_left_out():
    assert rep_measures(TURNS, {}, None) == {}
    assert rep_measures((), {"rep": FAST}, Interplay()) == {}
    untimed = (turn(0, "rep", "rep", None, None),)
    assert rep_measures(untimed, {}, Interplay(interruptions=CUTS)) == {}


def test_of_two_reps_the_one_who_spoke_longest_counts():
    both = (turn(0, "left", "rep", 0, 1), turn(1, "right", "rep", 1, 2))
    assert rep_delivery(both, {"left": SLOW, "right": FAST}) is FAST
    assert rep_delivery(both, {}) is None


def test_only_the_reps_cut_ins_count():
    assert rep_cut_ins(TURNS, Interplay(interruptions=CUTS)) == 1
    assert rep_cut_ins(TURNS, Interplay()) == 0
