"""What is usual for one rep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.library.baseline import MAX_CALLS, MIN_CALLS, call_baseline, calls_with_baselines, rep_baseline, usual
from coach.library.store import open_library, save_call
from coach.model import AudioInfo, Delivery, Interplay, Scorecard, Speaker, Turn
from coach.uid import spoken_uid
from tests.library.test_store import SCORECARD

TURN = Turn(uid="t0", index=0, speaker="rep", role="rep", start_s=0.0, end_s=60.0, text="Hello")


def call(number: int, *, pace: float | None = 200.0, rep: str | None = "Ann", language="en", said: str | None = None) -> Scorecard:
    return replace(
        SCORECARD,
        uid=f"call-{number}",
        language=language,
        audio=AudioInfo(path="x.wav", sha256=said or f"{number:064x}", sample_rate_hz=8000, channels=2),
        speakers=(Speaker(id="rep", role="rep", name=rep),),
        turns=(TURN,),
        delivery={"rep": Delivery(rate_unit="words", speech_rate_per_min=pace, longest_pause_s=1.0)},
        interplay=Interplay(rep_talk_share=0.5),
    )


@pytest.fixture
def db():
    with open_library() as library:
        yield library


def save(db, *calls: Scorecard) -> None:
    for each in calls:
        save_call(db, each, title="x")


def test_the_median_and_the_spread_around_it():
    assert usual([150, 160, 170, 180, 500]).median == 170
    assert usual([150, 160, 170, 180, 500]).spread == pytest.approx(1.4826 * 10)
    assert usual([3.0]).calls == 1
    assert usual([2.0, 2.0, 2.0, 9.0]).spread == 0.0


def test_five_calls_make_a_baseline_and_four_none(db):
    save(db, *(call(number, pace=100.0 + 10 * number) for number in range(MIN_CALLS - 1)))
    assert rep_baseline(db, "Ann", "en") == {}
    save(db, call(4, pace=140.0))
    baseline = rep_baseline(db, "Ann", "en")
    assert set(baseline) == {"speech_rate_per_min", "longest_pause_s", "rep_talk_share", "interruptions_per_min"}
    assert (baseline["speech_rate_per_min"].median, baseline["speech_rate_per_min"].calls) == (120.0, 5)
    assert baseline["rep_talk_share"].median == 0.5


def test_each_measure_counts_the_calls_it_was_measured_in(db):
    save(db, *(call(number, pace=None if number == 0 else 200.0) for number in range(5)))
    assert "speech_rate_per_min" not in rep_baseline(db, "Ann", "en")
    assert rep_baseline(db, "Ann", "en")["longest_pause_s"].calls == 5


def test_only_the_same_person_in_the_same_language_counts(db):
    save(db, *(call(number, rep="Bo") for number in range(5)))
    save(db, *(call(number + 5, language="zh") for number in range(5)))
    save(db, *(call(number + 10, rep=None) for number in range(5)))
    assert rep_baseline(db, "Ann", "en") == {}
    assert rep_baseline(db, None, "en") == {}
    assert rep_baseline(db, "Bo", "en")


def test_a_recording_judged_twice_counts_once_and_never_for_itself(db):
    save(db, *(call(number, said="ab" * 32) for number in range(5)))
    assert rep_baseline(db, "Ann", "en") == {}
    save(db, *(call(number + 5) for number in range(5)))
    itself = spoken_uid(call(7).audio, (TURN,))
    assert rep_baseline(db, "Ann", "en")["longest_pause_s"].calls == 6
    assert rep_baseline(db, "Ann", "en", but_not=itself)["longest_pause_s"].calls == 5


def test_a_saved_call_is_compared_with_those_before_it(db):
    save(db, *(call(number) for number in range(6)))
    for number in range(6):
        db["calls"].update(f"call-{number}", {"made_at": f"2026-01-0{number + 1}T00:00:00+00:00"})
    assert call_baseline(db, call(5))["longest_pause_s"].calls == 5
    assert call_baseline(db, call(4)) == {}
    assert call_baseline(db, call(6))["longest_pause_s"].calls == 6


def later(db, *calls: Scorecard) -> None:
    """Save the calls, each a minute after the one before."""
    save(db, *calls)
    for number, each in enumerate(calls):
        db["calls"].update(each.uid, {"made_at": f"2026-01-01T{number // 60:02}:{number % 60:02}:00+00:00"})


def test_many_calls_have_the_baselines_that_each_has_alone(db):
    reps = ("Ann", "Bo", None)
    later(db, *(call(number, rep=reps[number % 3], pace=100.0 + 7 * (number % 11), said=f"{number % 70:064x}") for number in range(180)))
    db["calls"].update("call-8", {"made_at": "2026-01-01T00:05:00+00:00"})  # two of one rep's in the same second
    wanted = [f"call-{number}" for number in range(0, 180, 2)]
    found = list(calls_with_baselines(db, wanted))
    assert {each.uid for each, _ in found} == set(wanted)
    assert [baseline for _, baseline in found] == [call_baseline(db, each) for each, _ in found]
    assert sum(bool(baseline) for _, baseline in found) > 50


def test_each_call_is_read_once_however_often_it_counts(db):
    later(db, *(call(number) for number in range(MAX_CALLS + 30)))
    read: list[str] = []
    with db.tracer(lambda sql, params: read.extend(params or ()) if "*" in sql else None):
        found = list(calls_with_baselines(db, [f"call-{number}" for number in range(70, MAX_CALLS + 30)]))
    assert len(found) == 10
    assert sorted(read) == sorted(f"call-{number}" for number in range(20, MAX_CALLS + 30))


def test_calls_that_are_not_there_have_none(db):
    save(db, call(1))
    assert list(calls_with_baselines(db, [])) == []
    assert [each.uid for each, _ in calls_with_baselines(db, ["call-1", "call-9"])] == ["call-1"]
