"""What a report says of a speaker's pitch range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Scorecard, Text

if TYPE_CHECKING:
    from coach.report.figures import Plain


def liveliness_words(scorecard: Scorecard) -> dict[str, Plain]:
    """What each speaker's pitch range means, where it could be measured, and what it is compared with."""
    from coach.delivery.liveliness import FLAT_BELOW_ST, NORMAL_BELOW_ST, SUBDUED_BELOW_ST, liveliness
    from coach.report.figures import Plain

    flat, subdued, normal = (f"{limit:g}" for limit in (FLAT_BELOW_ST, SUBDUED_BELOW_ST, NORMAL_BELOW_ST))
    scale = Text(
        zh=f"（暂定的参考：不到 {flat} 个半音为平淡，{flat}–{subdued} 偏平，{subdued}–{normal} 自然，再大为生动。）",
        en=f" (For comparison, provisional: below {flat} semitones flat, {flat}–{subdued} subdued, {subdued}–{normal} natural, more lively.)",
    )
    words = {}
    for speaker, delivery in scorecard.delivery.items():
        if delivery.pitch_range_st is not None:
            meaning = liveliness(delivery.pitch_range_st)
            sentence = Text(zh=meaning.sentence.zh + scale.zh, en=meaning.sentence.en + scale.en)
            words[speaker] = Plain(meaning.word, sentence)
    return words
