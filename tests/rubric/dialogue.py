"""Small dialogues for tests: `dialogue("rep: …", "customer: …")`, with times where a test needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach.model import Delivery, Interplay, Language, Turn
from coach.rubric.judge import Judgement, judge
from coach.rubric.labels import label_turns
from coach.rubric.load import load_rubric
from coach.text_language import detect_language


def dialogue(*lines: str, language: Language | None = None) -> tuple[Turn, ...]:
    """Labelled turns without times from lines such as `rep: Hello`."""
    turns = [
        Turn(uid=f"t{i}", index=i, speaker=role, role=role, start_s=None, end_s=None, text=text)
        for i, (role, text) in enumerate(line.split(": ", 1) for line in lines)
    ]
    return label_turns(
        turns, language=language or detect_language(" ".join(lines).replace("customer", "").replace("rep", ""))
    )


def timed(*spoken: tuple[float, float, str]) -> tuple[Turn, ...]:
    """Labelled turns with times: (start_s, end_s, "rep: Hello")."""
    turns = dialogue(*(line for _, _, line in spoken))
    return tuple(
        replace(turn, start_s=start_s, end_s=end_s) for turn, (start_s, end_s, _) in zip(turns, spoken, strict=True)
    )


def judged(
    *lines: str,
    language: Language | None = None,
    delivery: Mapping[str, Delivery] | None = None,
    interplay: Interplay | None = None,
) -> Judgement:
    """The judgement of a dialogue by the bundled rubric."""
    turns = dialogue(*lines, language=language)
    said = detect_language(" ".join(turn.text for turn in turns))
    return judge(
        load_rubric("service-cycle"), turns, language=language or said, delivery=delivery or {}, interplay=interplay
    )


def criterion(judgement: Judgement, id: str):
    return next(result for result in judgement.criteria if result.id == id)


def findings(judgement: Judgement, criterion_id: str, kind: str = "missed") -> list:
    return [one for one in judgement.findings if (one.criterion, one.kind) == (criterion_id, kind)]
