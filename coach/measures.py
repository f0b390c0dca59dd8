"""The rep in one call: who it is, and each measure as one number, which rubrics and personal baselines go by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.model import Delivery, Interplay, Scorecard, Turn

_OF_DELIVERY = ("speech_rate_per_min", "pitch_range_st", "fillers_per_min", "longest_pause_s")
_OF_INTERPLAY = ("response_latency_median_s", "rep_talk_share")


def rep_name(scorecard: Scorecard) -> str | None:
    """The rep's name, None where nobody gave it."""
    return next((speaker.name for speaker in scorecard.speakers if speaker.role == "rep" and speaker.name), None)


def rep_measures(
    turns: Sequence[Turn], delivery: Mapping[str, Delivery], interplay: Interplay | None
) -> dict[str, float]:
    """The rep's measures by name, in the units of `Delivery` and `Interplay`; those not measured are left out.

    `delivery` is by speaker id. `interruptions_per_min` is how often the rep cuts in for each minute of the call.
    """
    voice = rep_delivery(turns, delivery)
    values = {name: getattr(voice, name) for name in _OF_DELIVERY} if voice else {}
    if interplay:
        values |= {name: getattr(interplay, name) for name in _OF_INTERPLAY}
        values["interruptions_per_min"] = _interruptions_per_min(turns, interplay)
    return {name: value for name, value in values.items() if value is not None}


def rep_delivery(turns: Sequence[Turn], delivery: Mapping[str, Delivery]) -> Delivery | None:
    """The rep's delivery; of several reps' the one who spoke longest. None for a transcript."""
    reps = _reps(turns)
    measured = [voice for speaker, voice in delivery.items() if speaker in reps]
    return max(measured, key=lambda voice: voice.speaking_s or 0.0, default=None)


def rep_cut_ins(turns: Sequence[Turn], interplay: Interplay) -> int:
    """How often the rep cuts in."""
    reps = _reps(turns)
    return sum(cut.by in reps for cut in interplay.interruptions)


def _interruptions_per_min(turns: Sequence[Turn], interplay: Interplay) -> float | None:
    """From the first turn to the last; None for a call of no length or without times."""
    starts_s = [turn.start_s for turn in turns if turn.start_s is not None]
    ends_s = [turn.end_s for turn in turns if turn.end_s is not None]
    minutes = (max(ends_s) - min(starts_s)) / 60 if starts_s and ends_s else 0.0
    return rep_cut_ins(turns, interplay) / minutes if minutes > 0 else None


def _reps(turns: Sequence[Turn]) -> set[str]:
    return {turn.speaker for turn in turns if turn.role == "rep"}
