"""How it was said: a measurement against a range that fits. A range, not a verdict."""

from __future__ import annotations

from coach.measures import rep_cut_ins, rep_delivery, rep_measures
from coach.model import Baseline, Delivery, Evidence, Language, Text
from coach.rubric.call import Call, Outcome, finding
from coach.rubric.format import Band, DeliveryBand

MIN_BASELINE_CALLS = 5  # with fewer, one odd call would move the range (ours)
_LEAST_REACH = 0.1  # of the median: calls that happen to be alike do not make a range of no width (ours)


def judge_delivery_band(criterion: DeliveryBand, call: Call) -> Outcome:
    """All points inside the range, half within its margin, none beyond; does not apply to what was not measured.

    With `baseline` the rep's own usual range stands instead of the rubric's, on the sides that the rubric's limits, as
    soon as it is known from five earlier calls. One single cut-in is inside the range, however short the call.
    """
    delivery = rep_delivery(call.turns, call.delivery)
    value = rep_measures(call.turns, call.delivery, call.interplay).get(criterion.measure)
    if value is None:
        return Outcome(share=None)
    by_language = criterion.zh if _is_chinese(call, delivery) else criterion.en
    band = by_language or criterion.band
    usual = call.baseline.get(criterion.measure) if criterion.baseline else None
    own = usual is not None and usual.calls >= MIN_BASELINE_CALLS
    if own:
        band = _own_band(band, usual)
    low = value if band.low is None else band.low
    high = value if band.high is None else band.high
    outside = max(low - value, value - high, 0.0)
    if outside == 0 or criterion.measure == "interruptions_per_min" and rep_cut_ins(call.turns, call.interplay) <= 1:
        return Outcome(share=1.0)
    off = finding(
        criterion,
        kind="delivery",
        id=criterion.measure,
        severity="yellow",
        turn=None,
        evidence=[Evidence(layer="measurement", certainty=1.0, quote=_figure(criterion, value))],
        why=_why(criterion, band, value, usual if own else None),
    )
    return Outcome(share=0.5 if outside <= band.margin else 0.0, findings=(off,))


def _own_band(band: Band, usual: Baseline) -> Band:
    """Two spreads around the median, which holds about 95 of 100 of one's own calls; the margin is one more spread."""
    reach = max(2 * usual.spread, _LEAST_REACH * abs(usual.median))
    return Band(
        unit=band.unit,
        low=None if band.low is None else usual.median - reach,
        high=None if band.high is None else usual.median + reach,
        margin=reach / 2,
    )


def _is_chinese(call: Call, delivery: Delivery | None) -> bool:
    return delivery.rate_unit == "characters" if delivery else call.language == "zh"


def _why(criterion: DeliveryBand, band: Band, value: float, usual: Baseline | None) -> Text:
    unit = band.unit or criterion.unit
    unit_zh, unit_en = (f" {each}" if each[0].isalnum() else each for each in (unit.zh, unit.en))
    figure, range_zh, range_en = _figure(criterion, value), _range(criterion, band, "zh"), _range(criterion, band, "en")
    if usual is None:
        return Text(
            zh=f"{criterion.name.zh} {figure}{unit_zh}，参考范围{range_zh}{unit_zh}。{criterion.why.zh}",
            en=f"{criterion.name.en} {figure}{unit_en}; the range for comparison is {range_en}{unit_en}. {criterion.why.en}",
        )
    return Text(
        zh=f"{criterion.name.zh} {figure}{unit_zh}，您自己平时{range_zh}{unit_zh}（前 {usual.calls} 通电话）。{criterion.why.zh}",
        en=f"{criterion.name.en} {figure}{unit_en}; your own usual is {range_en}{unit_en}, from {usual.calls} earlier calls. "
        f"{criterion.why.en}",
    )


def _range(criterion: DeliveryBand, band: Band, language: Language) -> str:
    low, high = (None if limit is None else _figure(criterion, limit) for limit in (band.low, band.high))
    if low is None:
        return f"不超过 {high}" if language == "zh" else f"up to {high}"
    if high is None:
        return f"不低于 {low}" if language == "zh" else f"at least {low}"
    return f" {low}–{high}" if language == "zh" else f"{low}–{high}"


def _figure(criterion: DeliveryBand, value: float) -> str:
    """Three figures are enough for the ear: 182, 5.3, 42."""
    shown = value * 100 if criterion.percent else value
    return f"{shown:.0f}" if abs(shown) >= 100 else f"{shown:.2g}"
