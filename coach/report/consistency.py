"""Whether a scorecard's parts fit together, beyond what its types say."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Scorecard

MAX_TIME_S = 24 * 3600.0


def first_problem(scorecard: Scorecard) -> str | None:
    """The first thing that does not fit, as `place: what`; None when all does."""
    return next(_problems(scorecard), None)


def _problems(card: Scorecard) -> Iterator[str]:
    turns = [turn.uid for turn in card.turns]
    findings = [finding.uid for finding in card.findings]
    yield from _repeated("turns", turns)
    yield from _repeated("findings", findings)
    yield from _repeated("speakers", [speaker.id for speaker in card.speakers])
    yield from _unknown(
        "turns.speaker", [turn.speaker for turn in card.turns], [speaker.id for speaker in card.speakers]
    )
    yield from _unknown("delivery", list(card.delivery), [speaker.id for speaker in card.speakers])
    yield from _unknown("findings.turn", [finding.turn for finding in card.findings], turns)
    yield from _unknown("findings.due_turn", [finding.due_turn for finding in card.findings], turns)
    yield from _unknown("stages.turn", [stage.turn for stage in card.stages], turns)
    yield from _unknown("promises.turn", [promise.turn for promise in card.promises], turns)
    yield from _unknown("criteria.findings", [uid for row in card.criteria for uid in row.findings], findings)
    yield from _unknown("critical_failures", list(card.critical_failures), findings)
    yield from _unknown("focus", [card.focus], findings)
    if card.score is not None and not 0 <= card.score <= 100:
        yield f"score: {card.score} is not in 0-100"
    yield from _times(card)
    for speaker, delivery in card.delivery.items():
        for name, curve in delivery.curves.items():
            if len(curve.times_s) != len(curve.values):
                yield f"delivery.{speaker}.curves.{name}: {len(curve.times_s)} times for {len(curve.values)} values"


def _repeated(place: str, names: list[str]) -> Iterator[str]:
    if len(set(names)) != len(names):
        yield f"{place}: an id stands there twice"


def _unknown(place: str, used: list[str | None], known: list[str]) -> Iterator[str]:
    missing = set(used) - set(known) - {None}
    if missing:
        yield f"{place}: {min(missing)} does not exist"


def _times(card: Scorecard) -> Iterator[str]:
    spans = [("duration_s", 0.0, card.duration_s)]
    spans += [("turns", turn.start_s, turn.end_s) for turn in card.turns]
    spans += [("words", word.start_s, word.end_s) for turn in card.turns for word in turn.words]
    spans += [("findings", finding.start_s, finding.end_s) for finding in card.findings]
    spans += [("stages", stage.start_s, stage.start_s) for stage in card.stages]
    spans += [("pauses", pause.start_s, pause.end_s) for voice in card.delivery.values() for pause in voice.pauses]
    spans += [
        ("curves", time_s, time_s)
        for voice in card.delivery.values()
        for curve in voice.curves.values()
        for time_s in curve.times_s
    ]
    if card.interplay:
        together = (*card.interplay.interruptions, *card.interplay.overlaps, *card.interplay.dead_air)
        spans += [("interplay", span.start_s, span.end_s) for span in together]
    for place, start_s, end_s in spans:
        first, last = start_s if start_s is not None else 0.0, end_s if end_s is not None else MAX_TIME_S
        if not 0 <= first <= last <= MAX_TIME_S:
            yield f"{place}: {start_s} to {end_s} is not a stretch of time"
