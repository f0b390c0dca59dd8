"""How each speaker spoke: from the sound and their turns, or, while no word is known yet, from the sound alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.model import Delivery, Language, Note, Span, Speaker, Turn, Utterance
from coach.turns import build_turns, join_turns

if TYPE_CHECKING:
    from coach.delivery.listen import Sound

ONE_VOICE_PART_S = 5.0  # with one voice, a silence this long lies between two parts, not inside one (dead air)


def voices(
    turns: Sequence[Turn], speakers: Sequence[Speaker], sounds: Sequence[Sound], language: Language
) -> tuple[dict[str, Delivery], tuple[Note, ...]]:
    """Each speaker's delivery by their id, `sounds[i]` being that of `speakers[i]`, and why a value of one who is not the customer is missing."""
    from coach.delivery.measure import measure

    delivery, notes = {}, ()
    for speaker, sound in zip(speakers, sounds, strict=True):
        own = _parts(turns, speaker, speakers, language)
        others = sorted(span for other in sounds if other is not sound for span in other.speech)
        delivery[speaker.id], found = measure(sound, own, language=language, others=others)
        if speaker.role != "customer":  # the customer's voice is shown, but a gap in it needs no explaining
            notes += found
    return delivery, notes


def voice_without_words(sound: Sound, others: Sequence[Span], language: Language) -> Delivery:
    """What `voices` gives for one speaker as soon as they have spoken; `others`: where anybody else does.

    Words and fillers are not known yet. The pace is that of the syllables that can be heard in the sound, which are
    0.84-1.04 of those that are spoken (coach/delivery/nuclei.py).
    """
    from coach.delivery.measure import measure
    from coach.delivery.pace import MIN_SPEAKING_S, per_minute
    from coach.hearing.utterances import utterances

    speakers = (Speaker(id="rep", role="rep"), *([Speaker(id="customer", role="customer")] if others else []))
    spoken = [_wordless(track, span, language) for track, spans in enumerate((sound.speech, others)) for span in utterances(sorted(spans))]
    turns = _parts(build_turns(spoken, speakers, language=language), speakers[0], speakers, language)
    delivery, _ = measure(sound, turns, language=language, others=sorted(others))
    speaking_s = delivery.speaking_s or 0.0
    if speaking_s < MIN_SPEAKING_S:
        return delivery
    count = sum(1 for time_s in sound.nuclei_s.tolist() if any(span.start_s <= time_s < span.end_s for span in sound.speech))
    sounding_s = speaking_s * (1.0 - (delivery.pause_share or 0.0))
    return replace(
        delivery,
        syllables_per_min=per_minute(count, speaking_s),
        articulation_syllables_per_min=per_minute(count, sounding_s),
    )


def with_words(wordless: Delivery, worded: Delivery) -> Delivery:
    """`wordless` with what only words tell, as far as `worded` has it; its pace is then that of the words."""
    if worded.speech_rate_per_min is None:
        return wordless
    return replace(
        wordless,
        speech_rate_per_min=worded.speech_rate_per_min,
        articulation_rate_per_min=worded.articulation_rate_per_min,
        syllables_per_min=worded.syllables_per_min,
        articulation_syllables_per_min=worded.articulation_syllables_per_min,
        filler_count=worded.filler_count,
        fillers_per_min=worded.fillers_per_min,
    )


def _parts(turns: Sequence[Turn], speaker: Speaker, speakers: Sequence[Speaker], language: Language) -> Sequence[Turn]:
    own = [turn for turn in turns if turn.speaker == speaker.id]
    return join_turns(own, silence_s=ONE_VOICE_PART_S, language=language) if len(speakers) == 1 else own


def _wordless(track: int, span: Span, language: Language) -> Utterance:
    return Utterance(track=track, start_s=span.start_s, end_s=span.end_s, text="", words=(), language=language)
