"""What an observer marks while a scene is played, and at what time, whoever's clock is wrong."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from coach.model import RED_CARDS, SKILLS, STAGES, Text

# CS, 红牌警告: 姿态, 动作, 面部表情, 手势
NON_VERBAL_NAMES = {
    "posture": Text(zh="姿态", en="Posture"),
    "movement": Text(zh="动作", en="Movement"),
    "face": Text(zh="面部表情", en="Face"),
    "gesture": Text(zh="手势", en="Gesture"),
}
NON_VERBAL = tuple(NON_VERBAL_NAMES)
# What a sheet offers: skills, the spoken red cards and those that are seen.
ITEMS = (*(skill for skill in SKILLS if skill not in ("backchannel", "filler")), *RED_CARDS, *NON_VERBAL)
CARDS = frozenset((*RED_CARDS, *NON_VERBAL))
MAX_AGE_S = 4 * 3600.0  # what a phone held back for longer belongs to another day

Uid = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Words = Annotated[str, msgspec.Meta(max_length=200)]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """`at_s` is when it was marked, by the session's clock (seconds); `by` a person's uid, or "trainer".

    A red card is always a minus. `stage`: the stage of the service cycle it was seen in, where the observer says so.
    """

    uid: Uid
    by: str
    scene: int
    at_s: float
    item: Literal[ITEMS]
    plus: bool
    stage: Literal[STAGES] | None = None
    words: Words = ""


class FromPhone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a phone sends of a mark. `clock_ms` is the phone's clock when it was marked: right or wrong, it does not matter.

    The uid is made on the phone, so that a mark sent twice is one mark.
    """

    uid: Uid
    scene: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    clock_ms: Annotated[float, msgspec.Meta(ge=0, le=1e14)]
    item: Literal[ITEMS]
    plus: bool
    stage: Literal[STAGES] | None = None
    words: Words = ""


def arrived(sent: FromPhone, *, by: str, sent_clock_ms: float, received_s: float) -> Mark:
    """The mark with its time by the session's clock: as long before it was received as the phone's clock says it was made.

    `sent_clock_ms` is the phone's clock when it sent. A mark "from the future" or older than four hours is taken as made
    when it was received.
    """
    age_s = (sent_clock_ms - sent.clock_ms) / 1000
    at_s = received_s - age_s if 0 <= age_s <= MAX_AGE_S else received_s
    return Mark(
        uid=sent.uid,
        by=by,
        scene=sent.scene,
        at_s=at_s,
        item=sent.item,
        plus=sent.plus and sent.item not in CARDS,
        stage=sent.stage,
        words=" ".join(sent.words.split()),
    )
