"""What the customer says next. One pure function, so that a customer with more wits can take its place."""

from __future__ import annotations

import re
from typing import Literal

from coach.model import RED_CARDS, STAGES, Language
from coach.practice.chooser import Chooser
from coach.practice.conversation import Answer, Conversation, Line, answers
from coach.practice.format import Case
from coach.practice.mood import has_had_enough, stage_after, temper_after

Wish = Literal["answer", "vent", "again"]

_LISTENS = frozenset({"backchannel"})
_QUESTIONS = {"open_question", "closed_question", "check_understanding"}
_ASKS = {  # in words, also where the recogniser wrote no question mark; a request asks too
    "zh": re.compile(r"[?？]|请问|什么|多少|几|哪|吗|呢|怎么|是不是|有没有|能不能|方便|麻烦您|提供|说一下|报一下|告诉我"),
    "en": re.compile(
        r"\?|\b(?:what's|what is|tell me|give me|let me have|(?:could|can|may) (?:you|i)|(?:do|did|have|are|were) you"
        r"|i(?:'ll| will)? need (?:your|the))\b",
        re.IGNORECASE,
    ),
}
_ASKS_AGAIN = {
    "zh": re.compile(r"没(?:有)?听(?:清|明白|懂)|再说一(?:遍|次|下)|重复一(?:遍|次|下)"),
    "en": re.compile(
        r"\b(?:say (?:that|it) again|repeat (?:that|it|what you)|(?:didn't|did not|couldn't) (?:quite )?(?:catch|hear)"
        r"|come again|pardon)\b",
        re.IGNORECASE,
    ),
}
_FAREWELL = {
    "zh": re.compile(r"再见|拜拜|祝您生活愉快"),
    "en": re.compile(r"\b(?:good ?bye|bye|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one))\b", re.IGNORECASE),
}
_ANYTHING_ELSE = {
    "zh": re.compile(r"(?:还有|别的|其他|其它).{0,6}(?:可以帮|能帮|需要|问题|事)"),
    "en": re.compile(r"\b(?:anything|something) else\b", re.IGNORECASE),
}


def next_line(case: Case, talk: Conversation, wish: Wish = "answer") -> Line:
    """The customer's next line in `talk`, in its language; the same arguments always give the same line.

    `wish`: "vent" lets the customer go on venting, "again" has them repeat what they said last. Else, the first that fits:
    what the call is about (nothing said yet), what the rep did not hear, hanging up over too many red cards, the end,
    an answer to a red card, venting on to somebody who listens, an answer to the rep's very words, a line of the stage and the
    temper. Lines not heard yet come first; when all are used up the one heard longest ago comes again. The case must have
    lines in the talk's language (`Case.languages`).
    """
    choose = Chooser(case, talk)
    language = talk.language
    if not talk.lines:
        return choose.by_temper("rapport", case.lines.rapport, case.temper)
    given = [_harmless(answer, language) for answer in answers(talk.said)]
    last = given[-1] if given and talk.said[-1].role == "rep" else Answer("", None)
    if wish == "again" or (wish == "answer" and _ASKS_AGAIN[language].search(last.text)):
        return choose.again()
    if wish == "vent":
        return choose.of("vent", case.vent)
    labels = last.labels or frozenset()
    temper, stage = temper_after(case.temper, given), stage_after(given)
    if has_had_enough(case.temper, given):
        return choose.by_temper("closing", case.closing, "furious", ends=True)
    if stage == "follow_up" or _ends(last, language, stage):
        return choose.ending(temper, asked=_asks(last, language))
    for red_card in RED_CARDS:
        if red_card in labels and case.stung.of(red_card).in_(language):
            return choose.of(red_card, case.stung.of(red_card))
    if labels == _LISTENS and temper != "calm" and (line := choose.fresh("vent", case.vent)):
        return line
    return choose.answer_to(last.text, asks=_asks(last, language)) or choose.of_stage(stage, temper)


def _harmless(answer: Answer, language: Language) -> Answer:
    """Asking to hear something again is taken as listening, whatever else it may be labelled."""
    return Answer(answer.text, _LISTENS) if _ASKS_AGAIN[language].search(answer.text) else answer


def _ends(answer: Answer, language: Language, stage: str) -> bool:
    """Whether the rep is taking leave, or asks for anything else once something is agreed."""
    agreed = STAGES.index(stage) >= STAGES.index("agree")
    return bool(_FAREWELL[language].search(answer.text) or (agreed and _ANYTHING_ELSE[language].search(answer.text)))


def _asks(answer: Answer, language: Language) -> bool:
    return bool(answer.labels and answer.labels & _QUESTIONS) or bool(_ASKS[language].search(answer.text))
