"""Measurements as rows of a name and a value in words, with units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.model import Delivery, Interplay, Language, Pause, Scorecard, Text
from coach.report.format import clock, number, percent, seconds
from coach.report.words import word

MAX_TIMES = 6  # so many places are listed behind a count


@dataclass(frozen=True, slots=True)
class Plain:
    """What a measurement means: a word, and a sentence that tells the speaker what to do."""

    word: Text
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement: `value` is None when it could not be measured; `plain` says it in a word, `advice` what to do.

    `aside`: a figure that nothing is judged by.
    """

    name: str
    value: str | None
    plain: str | None = None
    advice: str | None = None
    aside: bool = False


def delivery_rows(
    delivery: Delivery, language: Language, *, spoken: Language, liveliness: Plain | None = None
) -> tuple[Row, ...]:
    """What was measured of one speaker, the figures aside last. No syllables for Mandarin: they are its characters."""

    def row(name: str, value: float | None, unit: str, *, aside: bool = False) -> Row:
        text = None if value is None else f"{value:.{digits[unit]}f} {word(unit, language)}"
        return Row(name=word(name, language), value=text, aside=aside)

    digits = {
        "per_min_words": 0,
        "per_min_characters": 0,
        "per_min_syllables": 0,
        "unit_st": 1,
        "unit_hz": 0,
        "unit_db": 1,
    }
    rate = f"per_min_{delivery.rate_unit}"
    pitch_range = row("pitch_range", delivery.pitch_range_st, "unit_st")
    if liveliness and pitch_range.value:
        pitch_range = replace(
            pitch_range, plain=liveliness.word.in_(language), advice=liveliness.sentence.in_(language)
        )
    rows = [
        row("speech_rate", delivery.speech_rate_per_min, rate),
        row("articulation_rate", delivery.articulation_rate_per_min, rate),
        pitch_range,
        Row(name=word("pauses", language), value=_pauses(delivery, language)),
        Row(
            name=word("pause_share", language),
            value=None if delivery.pause_share is None else percent(delivery.pause_share),
        ),
        Row(
            name=word("longest_pause", language),
            value=None if delivery.longest_pause_s is None else seconds(delivery.longest_pause_s, language),
        ),
        Row(name=word("fillers", language), value=_fillers(delivery, language)),
        row("pitch_median", delivery.pitch_median_hz, "unit_hz", aside=True),
        row("level_range", delivery.level_range_db, "unit_db", aside=True),
    ]
    if spoken == "en":
        rows.append(row("syllables", delivery.syllables_per_min, "per_min_syllables", aside=True))
    return tuple(rows)


def interplay_rows(interplay: Interplay, scorecard: Scorecard, language: Language) -> tuple[Row, ...]:
    """How the two talked together; a count is followed by its first times.

    Only the rep's interruptions count, or everybody's where nobody is known to be the rep.
    """
    share, latency_s, monologue_s = (
        interplay.rep_talk_share,
        interplay.response_latency_median_s,
        interplay.longest_monologue_s,
    )
    rep = {speaker.id for speaker in scorecard.speakers if speaker.role == "rep"}
    cut_in = [span.start_s for span in interplay.interruptions if span.by in rep or not rep]
    return (
        Row(name=word("rep_talk_share", language), value=None if share is None else percent(share)),
        Row(name=word("response_latency", language), value=None if latency_s is None else seconds(latency_s, language)),
        Row(name=word("rep_interruptions" if rep else "interruptions", language), value=_times(cut_in, language)),
        Row(name=word("overlaps", language), value=_times([span.start_s for span in interplay.overlaps], language)),
        Row(
            name=word("longest_monologue", language),
            value=None if monologue_s is None else seconds(monologue_s, language),
        ),
        Row(name=word("dead_air", language), value=_times([span.start_s for span in interplay.dead_air], language)),
    )


def count_pauses(pauses: tuple[Pause, ...]) -> Mapping[str, int]:
    """How many pauses of each class there are; classes without any are left out."""
    kinds = ("short", "hesitation", "gap", "dead_air")
    counts = {kind: sum(pause.pause_class == kind for pause in pauses) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count}


def _pauses(delivery: Delivery, language: Language) -> str | None:
    if delivery.pause_share is None:
        return None
    counts = count_pauses(delivery.pauses)
    joiner = "、" if language == "zh" else ", "
    parts = (
        word("pauses_of", language, n=count, name=word(f"pause_{kind}", language)) for kind, count in counts.items()
    )
    return joiner.join(parts) or word("no_pauses", language)


def _fillers(delivery: Delivery, language: Language) -> str | None:
    if delivery.filler_count is None:
        return None
    if delivery.filler_count == 0:
        return word("no_fillers", language)
    if delivery.fillers_per_min is None:
        return word("at_least", language, n=delivery.filler_count)
    return word("at_least_rate", language, n=delivery.filler_count, rate=number(delivery.fillers_per_min))


def _times(starts_s: list[float], language: Language) -> str:
    if not starts_s:
        return word("times_n", language, n=0)
    at = ("、" if language == "zh" else ", ").join(clock(start_s) for start_s in starts_s[:MAX_TIMES])
    return word("times_at", language, n=len(starts_s), at=at + (" …" if len(starts_s) > MAX_TIMES else ""))
