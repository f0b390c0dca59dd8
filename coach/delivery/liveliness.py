"""What a pitch range means in plain words. Provisional: a rep's own baseline says more than these limits."""

from __future__ import annotations

from dataclasses import dataclass

from coach.model import Text

# Upper limits in semitones of the 10-90 % range. Read speech lies at 7-8 (docs/measures.md, "Liveliness").
FLAT_BELOW_ST, SUBDUED_BELOW_ST, NORMAL_BELOW_ST = 4.0, 6.0, 10.0


@dataclass(frozen=True, slots=True)
class Liveliness:
    """One word for the range, and the sentence a rep reads."""

    word: Text
    sentence: Text


def liveliness(range_st: float) -> Liveliness:
    """The words for a 10-90 % pitch range in semitones (>= 0): flat, subdued, normal or lively."""
    if range_st < FLAT_BELOW_ST:
        return _FLAT
    if range_st < SUBDUED_BELOW_ST:
        return _SUBDUED
    return _NORMAL if range_st < NORMAL_BELOW_ST else _LIVELY


_FLAT = Liveliness(
    Text(zh="平淡", en="flat"),
    Text(
        zh="语调几乎没有起伏，客户容易觉得您在照着念。把最想让客户听到的词说高一点、慢一点。",
        en="Your voice hardly rises or falls, and a customer may feel you are reading aloud. Lift the word that matters most.",
    ),
)
_SUBDUED = Liveliness(
    Text(zh="偏平", en="subdued"),
    Text(
        zh="语调起伏偏小。说到客户的感受和您要做的事时，让声音再扬起来一些。",
        en="Your voice moves little. Let it rise when you speak of the customer's feelings and of what you will do.",
    ),
)
_NORMAL = Liveliness(
    Text(zh="自然", en="natural"),
    Text(
        zh="语调有起伏，和一般人朗读时差不多。",
        en="Your voice rises and falls as it does for most people reading aloud.",
    ),
)
_LIVELY = Liveliness(
    Text(zh="生动", en="lively"),
    Text(
        zh="语调起伏很大，听起来生动。客户难过或生气时，不妨稍稍放平一点。",
        en="Your voice moves a great deal and sounds lively. With an upset customer, a little calmer may serve better.",
    ),
)
