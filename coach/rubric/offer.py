"""A person's word on a finding as an example for a rubric, in its TOML form."""

from __future__ import annotations

import json
import re

from coach.model import LABELS, Finding, Language, Scorecard
from coach.rubric.labels import language_of
from coach.rubric.plain import plain

MAX_SENTENCE = 400  # characters: what a rubric takes (`coach/rubric/format.py: Sentence`)
_SENTENCE = re.compile(r"[^。！？!?.;；\n]+[。！？!?.;；]*")


def as_example(scorecard: Scorecard, finding: Finding, *, right: bool, language: Language) -> str | None:
    """A `[[marks]]` table with the sentence, and one line in `language` that says where it comes from and where it goes.

    An example of the label where the person says that it is there, else a counter-example. None for a finding that does
    not rest on a label of one turn, and for a missed one that was rightly called missed: no words show it.
    """
    there = right != (finding.kind == "missed")
    place = finding.home
    turn = next((turn for turn in scorecard.turns if turn.uid == place), None)
    if finding.id not in LABELS or turn is None or turn.role != "rep" or (finding.kind == "missed" and right):
        return None
    sentence = _sentence_with(turn.text, "" if finding.kind == "missed" else finding.quote)
    number = scorecard.turns.index(turn) + 1
    return table(finding.id, sentence, there=there, number=number, spoken=scorecard.language, language=language)


def table(label: str, sentence: str, *, there: bool, number: int, spoken: Language, language: Language) -> str:
    """The TOML for one sentence; `spoken` is the call's language, which a sentence without letters has."""
    key = "examples" if there else "counter_examples"
    comment = {
        ("zh", True): f"# 出自一通电话的第 {number} 句，人工认定属于 {label}：加进您的评分表，再用 redcard rubric check 检查。",
        ("zh", False): f"# 出自一通电话的第 {number} 句，人工认定不属于 {label}：加进您的评分表，再用 redcard rubric check 检查。",
        ("en", True): f"# Turn {number} of a call; a person says it is {label}. Put it into your rubric, then: redcard rubric check",
        ("en", False): f"# Turn {number} of a call; a person says it is not {label}. Put it into your rubric, then: redcard rubric check",
    }[language, there]
    tongue = language_of(plain(sentence), spoken)
    # A string of JSON is one of TOML too, but for one control character, which no sentence needs.
    quoted = json.dumps(sentence.replace("\x7f", ""), ensure_ascii=False)
    return f'{comment}\n[[marks]]\nid = "{label}"\n{key}.{tongue} = [{quoted}]\n'


def _sentence_with(text: str, quote: str) -> str:
    """The sentences of the turn that `quote` lies in; all of the turn without one."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return text.strip()[:MAX_SENTENCE]
    end = start + len(quote)
    parts = [part for part in _SENTENCE.finditer(text) if part.start() < end and part.end() > start]
    return text[parts[0].start() : parts[-1].end()].strip()[:MAX_SENTENCE] if parts else quote[:MAX_SENTENCE]
