"""How it was said: a measurement against a range that fits. A range, not a verdict."""

from __future__ import annotations

from coach.model import Delivery, Evidence, Text
from coach.rubric.call import Call, Outcome, finding
from coach.rubric.format import Band, DeliveryBand


def judge_delivery_band(criterion: DeliveryBand, call: Call) -> Outcome:
    """All points inside the range, half within its margin, none beyond; does not apply to what was not measured."""
    delivery = _rep_delivery(call)
    value = _value(criterion, call, delivery)
    if value is None:
        return Outcome(share=None)
    by_language = criterion.zh if _is_chinese(call, delivery) else criterion.en
    band = by_language or criterion.band
    low = value if band.low is None else band.low
    high = value if band.high is None else band.high
    outside = max(low - value, value - high, 0.0)
    if outside == 0:
        return Outcome(share=1.0)
    off = finding(
        call,
        criterion,
        kind="delivery",
        id=criterion.measure,
        severity="yellow",
        turn=None,
        evidence=[Evidence(layer="measurement", certainty=1.0, quote=_figure(value))],
        why=_why(criterion, band, value),
    )
    return Outcome(share=0.5 if outside <= band.margin else 0.0, findings=(off,))


def _rep_delivery(call: Call) -> Delivery | None:
    """The rep's delivery; of several reps' the one who spoke longest. None for a transcript."""
    speakers = {turn.speaker for turn in call.rep_turns()}
    measured = [delivery for speaker, delivery in call.delivery.items() if speaker in speakers]
    return max(measured, key=lambda delivery: delivery.speaking_s or 0.0, default=None)


def _is_chinese(call: Call, delivery: Delivery | None) -> bool:
    return delivery.rate_unit == "characters" if delivery else call.language == "zh"


def _value(criterion: DeliveryBand, call: Call, delivery: Delivery | None) -> float | None:
    match criterion.measure:
        case "interruptions_per_min":
            return _interruptions_per_min(call)
        case "rep_talk_share" | "response_latency_median_s":
            return getattr(call.interplay, criterion.measure) if call.interplay else None
        case _:
            return getattr(delivery, criterion.measure) if delivery else None


def _interruptions_per_min(call: Call) -> float | None:
    """How often the rep cuts in for each minute of the call, from the first turn to the last."""
    if call.interplay is None:
        return None
    minutes = (max(turn.end_s for turn in call.turns) - min(turn.start_s for turn in call.turns)) / 60
    speakers = {turn.speaker for turn in call.rep_turns()}
    return sum(cut.by in speakers for cut in call.interplay.interruptions) / minutes if minutes else None


def _why(criterion: DeliveryBand, band: Band, value: float) -> Text:
    unit_zh, unit_en = (f" {unit}" if unit[0].isalnum() else unit for unit in (criterion.unit.zh, criterion.unit.en))
    return Text(
        zh=f"{criterion.name.zh} {_figure(value)}{unit_zh}，参考范围{_range(band, 'zh')}{unit_zh}。{criterion.why.zh}",
        en=f"{criterion.name.en} {_figure(value)}{unit_en}; the range for comparison is {_range(band, 'en')}{unit_en}. "
        f"{criterion.why.en}",
    )


def _range(band: Band, language: str) -> str:
    if band.low is None:
        return f"不超过 {_figure(band.high)}" if language == "zh" else f"up to {_figure(band.high)}"
    if band.high is None:
        return f"不低于 {_figure(band.low)}" if language == "zh" else f"at least {_figure(band.low)}"
    return (
        f" {_figure(band.low)}–{_figure(band.high)}"
        if language == "zh"
        else f"{_figure(band.low)}–{_figure(band.high)}"
    )


def _figure(value: float) -> str:
    """Three figures are enough for the ear: 182, 5.3, 0.42."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2g}"
