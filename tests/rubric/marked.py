"""Calls whose marks are written into the lines: `marked("customer: I'm [upset|furious]!", "rep: [empathy|So sorry].")`.

So a test of a kind of criterion says itself what was found, and does not depend on what finds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import LABELS, Turn
from coach.rubric.call import Call
from coach.rubric.interplay import interplay
from coach.rubric.labels import Found
from coach.rubric.promises import find_promises
from coach.text_language import detect_language

_MARK = re.compile(r"\[(\w+)\|([^\]]*)\]")
# What every criterion needs and no test of a kind looks at.
ABOUT = {
    "id": "tested",
    "title": {"zh": "题", "en": "Title"},
    "points": 10,
    "why": {"zh": "因为。", "en": "Because."},
    "source": {"zh": "自编", "en": "Ours"},
}


def marked(*lines: str, times: Sequence[tuple[float, float]] | None = None) -> Call:
    """The call of these lines, each `role: text`; with `times` (start_s, end_s) of each, its interplay too."""
    turns, marks = [], {}
    for index, line in enumerate(lines):
        role, written = line.split(": ", 1)
        text = _MARK.sub(r"\2", written)
        of_turn = {mark: Found(mark=mark, layer="phrase", certainty=0.9, quote=quote, votes=()) for mark, quote in _MARK.findall(written)}
        start_s, end_s = times[index] if times else (None, None)
        turns.append(
            Turn(
                uid=f"t{index}", index=index, speaker=role, role=role, start_s=start_s, end_s=end_s, text=text,
                labels=tuple(label for label in LABELS if label in of_turn), upset="upset" in of_turn,
            )
        )  # fmt: skip
        marks[f"t{index}"] = of_turn
    language = detect_language(" ".join(turn.text for turn in turns))
    return Call(
        turns=tuple(turns),
        marks=marks,
        language=language,
        promises=find_promises(turns, language=language),
        delivery={},
        interplay=interplay(turns),
    )

