"""The timeline as pictures: who spoke when, pauses, pitch, pace, stages and where the cards stand."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from xml.etree.ElementTree import Element, tostring

from coach.model import Language, Scorecard, Speaker, Waveform
from coach.report.cards import Card
from coach.report.drawing import GUTTER, PLOT, WIDTH, Strip, add
from coach.report.lanes import draw_axis, draw_dead_air, draw_pace, draw_pitch, draw_wave
from coach.report.signs import draw_pins, draw_stages, pins_height, place_pins
from coach.report.transcript import speaker_name
from coach.report.words import word

STRIP_S = 600.0  # a longer call is drawn as several strips below one another
GAP = 10.0


def timeline(
    scorecard: Scorecard, cards: Sequence[Card], waveforms: Sequence[Waveform], language: Language
) -> tuple[str, ...]:
    """SVG pictures, one for each STRIP_S of the call at most; none for a call without times.

    `waveforms` may lack a speaker (their lane then shows only when they spoke). The classes are painted by
    report.css; the shading patterns stand in the first picture.
    """
    turn_ends_s = [turn.end_s for turn in scorecard.turns if turn.end_s is not None]
    length_s = scorecard.duration_s or max(turn_ends_s, default=0.0)
    if not length_s or not turn_ends_s:
        return ()
    count = ceil(length_s / STRIP_S)
    strips = [Strip(length_s * n / count, length_s * (n + 1) / count) for n in range(count)]
    pictures = [_picture(strip, scorecard, cards, waveforms, language) for strip in strips]
    _patterns(pictures[0])
    return tuple(tostring(picture, encoding="unicode") for picture in pictures)


def legend(language: Language) -> dict[str, str]:
    """What the shadings and signs of the lanes mean, by their class."""
    names = {silence: word(f"silence_{silence}", language) for silence in ("short", "hesitation", "gap", "dead_air")}
    return names | {"upset": word("customer_upset", language), "cut": word("interrupts", language)}


def _picture(
    strip: Strip, scorecard: Scorecard, cards: Sequence[Card], waveforms: Sequence[Waveform], language: Language
) -> Element:
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "timeline", "role": "group"})
    svg.set("aria-label", word("timeline_alt", language))
    svg.set("data-seek", f"{strip.start_s:.2f} {strip.end_s:.2f} {GUTTER:.0f} {PLOT:.0f}")
    lanes = add(svg, "g")
    pins = place_pins(strip, cards)
    pins_top = draw_stages(lanes, strip, scorecard.stages, 0.0, language) + 2
    y = pins_top + pins_height(pins) + 4
    wave_tops = []
    for track, speaker in enumerate(scorecard.speakers):
        wave_tops.append(y)
        delivery = scorecard.delivery.get(speaker.id)
        interruptions = scorecard.interplay.interruptions if scorecard.interplay else ()
        y += draw_wave(
            lanes,
            strip,
            top=y,
            name=speaker_name(speaker, speaker.role, language),
            role=speaker.role,
            waveform=next((waveform for waveform in waveforms if waveform.track == track), None),
            turns=[turn for turn in scorecard.turns if turn.speaker == speaker.id],
            pauses=delivery.pauses if delivery else (),
            cuts_s=[span.start_s for span in interruptions if span.by == speaker.id],
        )
        y += _draw_curves(lanes, strip, scorecard, speaker, y, language) + GAP
    draw_dead_air(lanes, strip, scorecard.interplay, wave_tops)
    draw_pins(svg, pins, pins_top, y - GAP)
    y += draw_axis(lanes, strip, y - GAP + 2)
    svg.set("viewBox", f"0 0 {WIDTH:.0f} {y:.0f}")
    return svg


def _draw_curves(
    lanes: Element, strip: Strip, scorecard: Scorecard, speaker: Speaker, top: float, language: Language
) -> float:
    """Pitch and pace of the rep, or of everybody where nobody is known to be the rep; the height taken."""
    delivery = scorecard.delivery.get(speaker.id)
    reps = [other.id for other in scorecard.speakers if other.role == "rep"]
    if delivery is None or (reps and speaker.id not in reps):
        return 0.0
    y, space = top, 4.0
    pitch, pace = delivery.curves.get("f0_hz"), delivery.curves.get("speech_rate_per_min")
    if pitch and delivery.pitch_median_hz:
        name, median_hz = word("pitch", language), delivery.pitch_median_hz
        y += space + draw_pitch(lanes, strip, top=y + space, name=name, curve=pitch, median_hz=median_hz)
    if pace and any(pace.values):
        name, mean = word("pace", language), delivery.speech_rate_per_min
        y += space + draw_pace(lanes, strip, top=y + space, name=name, curve=pace, mean=mean)
    return y - top


def _patterns(svg: Element) -> None:
    """Shadings that differ in texture, not only in colour."""
    textures = (("gap", 7, "M-1 8L8-1"), ("dead_air", 6, "M-1 7L7-1M-1-1L7 7"), ("hesitation", 5, "M2.5 2.5h.1"))
    defs = add(svg, "defs")
    for name, size, texture in textures:
        pattern = add(defs, "pattern", id=f"shade-{name}", width=size, height=size, patternUnits="userSpaceOnUse")
        add(pattern, "rect", width=size, height=size, class_=f"shade {name}")
        add(pattern, "path", d=texture, class_=f"shade-line {name}")
