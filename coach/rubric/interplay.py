"""How the two talked together: shares, answers, interruptions, silences. Needs times and both voices apart."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from coach.model import Interplay, Interruption, Span, Turn
from coach.rubric.labels import only_listens

DEAD_AIR_S = 5.0  # the design's definition
# Word times are 100-250 ms off at pauses (docs/measures.md), so less than this together is no overlap.
OVERLAP_S = 0.3
# Starting this long before the other has finished cuts in; turns commonly overlap by less (Stivers et al. 2009: most
# start within half a second of the other's end, either side).
CUT_IN_S = 0.5
SAME_SPEECH_S = 1.0  # silence between words that does not part a stretch of speech


def interplay(turns: Sequence[Turn]) -> Interplay | None:
    """The interplay of rep and customer; None unless both speak and every turn has times.

    Latency: from the end of a customer's turn to the start of the rep's answer, overlapping answers left out, the
    median in seconds. Interruption: starting CUT_IN_S or more before the other's turn ends, with more than a listening
    token. Overlap: both speak for OVERLAP_S or more, or the sound of a channel that both share says so. Dead air: nobody speaks for DEAD_AIR_S or more. The longest
    monologue is the rep's longest turn.
    """
    if any(turn.start_s is None or turn.end_s is None for turn in turns):
        return None
    rep = [turn for turn in turns if turn.role == "rep"]
    if not rep or not any(turn.role == "customer" for turn in turns):
        return None
    ordered = sorted(turns, key=lambda turn: (turn.start_s, turn.end_s))
    rep_s = sum(turn.end_s - turn.start_s for turn in rep)
    all_s = sum(turn.end_s - turn.start_s for turn in turns)
    latencies = _latencies_s(ordered)
    speech = _merged([span for turn in ordered for span in _speech(turn)])
    return Interplay(
        rep_talk_share=rep_s / all_s if all_s else None,
        response_latency_median_s=median(latencies) if latencies else None,
        interruptions=_interruptions(ordered),
        overlaps=_overlaps(ordered),
        longest_monologue_s=max(turn.end_s - turn.start_s for turn in rep),
        dead_air=tuple(
            Span(before.end_s, after.start_s)
            for before, after in zip(speech, speech[1:], strict=False)
            if after.start_s - before.end_s >= DEAD_AIR_S
        ),
    )


def _latencies_s(ordered: Sequence[Turn]) -> list[float]:
    talking = [turn for turn in ordered if not only_listens(turn)]
    return [
        answer.start_s - asked.end_s
        for asked, answer in zip(talking, talking[1:], strict=False)
        if (asked.role, answer.role) == ("customer", "rep") and answer.start_s >= asked.end_s
    ]


def _interruptions(ordered: Sequence[Turn]) -> tuple[Interruption, ...]:
    found = []
    talking = [turn for turn in ordered if not only_listens(turn)]
    for position, turn in enumerate(talking):
        cut_off = [
            other
            for other in talking[:position]
            if other.speaker != turn.speaker and other.end_s - turn.start_s >= CUT_IN_S
        ]
        if cut_off:
            end_s = min(turn.end_s, max(other.end_s for other in cut_off))
            found.append(Interruption(start_s=turn.start_s, end_s=end_s, by=turn.speaker))
    return tuple(found)


def _overlaps(ordered: Sequence[Turn]) -> tuple[Span, ...]:
    spans = [span for turn in ordered for span in turn.overlaps]
    for position, turn in enumerate(ordered):
        for other in ordered[position + 1 :]:
            if other.start_s >= turn.end_s:
                break
            if other.speaker != turn.speaker:
                spans += [
                    Span(max(one.start_s, two.start_s), min(one.end_s, two.end_s))
                    for one in _speech(turn)
                    for two in _speech(other)
                    if one.overlap_s(two) >= OVERLAP_S
                ]
    return tuple(_merged(spans))


def _speech(turn: Turn) -> list[Span]:
    """When the turn is really spoken: by its words where there are any, else the whole turn."""
    words = [Span(word.start_s, word.end_s) for word in turn.words]
    return _merged(words, SAME_SPEECH_S) if words else [Span(turn.start_s, turn.end_s)]


def _merged(spans: Sequence[Span], gap_s: float = 0.0) -> list[Span]:
    """The spans in order, joined where they touch or lie less than `gap_s` apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start_s - merged[-1].end_s <= gap_s:
            merged[-1] = Span(merged[-1].start_s, max(merged[-1].end_s, span.end_s))
        else:
            merged.append(span)
    return merged
