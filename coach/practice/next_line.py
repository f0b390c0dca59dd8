"""What the customer says next. One pure function, so that a customer with more wits can take its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from coach.model import RED_CARDS, Language
from coach.practice.conversation import Answer, Conversation, Line, answers
from coach.practice.format import TEMPERS, ByTemper, Case, Lines, Temper
from coach.practice.mood import has_had_enough, stage_after, temper_after

Wish = Literal["answer", "vent", "again"]

_QUESTIONS = {"open_question", "closed_question", "check_understanding"}
_ASKS = {
    "zh": re.compile(r"[?？]|请问|什么|多少|几|哪|吗|呢|怎么|是不是|有没有|能不能|方便|麻烦您|提供|说一下|报一下|告诉我"),
    "en": re.compile(
        r"\?|\b(?:what|which|when|where|who|how|why|could|can|may i|do|did|have|has|is|are|was|tell me|give me)\b",
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


def next_line(case: Case, talk: Conversation, wish: Wish = "answer") -> Line:
    """The customer's next line in `talk`, in its language; the same arguments always give the same line.

    `wish`: "vent" lets the customer go on venting, "again" has them repeat what they said last. Else, first that fits:
    what the call is about (nothing said yet), an answer to a red card or hanging up over too many, the end, what the rep
    did not hear, venting on to somebody who listens, the answer to a question, a line of the stage and the temper. Lines
    not heard yet come first; when all are used up the one heard longest ago comes again.
    """
    choose = _Chooser(case, talk)
    if not talk.lines:
        return choose.by_temper("rapport", case.lines.rapport, case.temper)
    if wish == "again":
        return choose.again()
    if wish == "vent":
        return choose.of("vent", case.vent)
    given = answers(talk.said)
    last = given[-1] if given and talk.said[-1].role == "rep" else Answer("", None)
    temper = temper_after(case.temper, given)
    labels = last.labels or frozenset()
    if has_had_enough(case.temper, given):
        return choose.by_temper("closing", case.closing, "furious", ends=True)
    for red_card in RED_CARDS:
        if red_card in labels and case.stung.of(red_card).in_(talk.language):
            return choose.of(red_card, case.stung.of(red_card))
    stage = stage_after(given)
    if stage == "follow_up" or _FAREWELL[talk.language].search(last.text):
        return choose.ending(temper, asked=_asks(last, talk.language))
    if _ASKS_AGAIN[talk.language].search(last.text):
        return choose.again()
    if labels == {"backchannel"} and temper != "calm" and (line := choose.fresh("vent", case.vent)):
        return line
    if _asks(last, talk.language) and (line := choose.answer_to(last.text)):
        return line
    return choose.of_stage(stage, temper)


def _asks(answer: Answer, language: Language) -> bool:
    return bool(answer.labels and answer.labels & _QUESTIONS) or bool(_ASKS[language].search(answer.text))


class _Chooser:
    """Lines of a case, those heard in a talk known."""

    def __init__(self, case: Case, talk: Conversation) -> None:
        self._case, self._talk = case, talk
        self._heard = {line.key: at for at, line in enumerate(talk.lines)}  # the last time, where it was more than one

    def fresh(self, name: str, lines: Lines) -> Line | None:
        """A line not heard yet, None when there is none; the round says where to begin."""
        return next((line for line in self._lines(name, lines) if line.key not in self._heard), None)

    def of(self, name: str, lines: Lines) -> Line:
        """A line not heard yet, or the one heard longest ago."""
        return self.fresh(name, lines) or self._oldest(self._lines(name, lines))

    def by_temper(self, name: str, lines: ByTemper, temper: Temper, *, ends: bool = False) -> Line:
        """A line of this temper, or of the nearest one that has any."""
        nearest = self._nearest(lines, temper)
        line = self.of(f"{name}.{nearest}", lines.of(nearest))
        return Line(key=line.key, text=line.text, ends=ends)

    def of_stage(self, stage: str, temper: Temper) -> Line:
        """A fresh line of the stage and the temper; then one that fits anywhere; then the stage's again."""
        lines = self._case.lines.of(stage)
        nearest = self._nearest(lines, temper)
        return (
            self.fresh(f"{stage}.{nearest}", lines.of(nearest))
            or self.fresh("nothing_fits", self._case.nothing_fits)
            or self.of(f"{stage}.{nearest}", lines.of(nearest))
        )

    def answer_to(self, question: str) -> Line | None:
        """The answer whose words stand in the question, the longest words first; None when no answer fits."""
        fitting = [
            (len(words), -number)
            for number, answer in enumerate(self._case.answers, start=1)
            for words in answer.asked.in_(self._talk.language)
            if _mentions(question, words, self._talk.language)
        ]
        if not fitting:
            return None
        number = -max(fitting)[1]
        return self.of(f"answer.{number}", self._case.answers[number - 1].say)

    def again(self) -> Line:
        """What the customer said last, said again."""
        last = self._talk.lines[-1]
        original = last.repeats or last.key
        text = next(line.text for line in self._talk.lines if line.key == original)
        wording = self.of("again", self._case.again)
        return Line(key=wording.key, text=wording.text.replace("{line}", text), repeats=original)

    def ending(self, temper: Temper, *, asked: bool) -> Line:
        """Asked whether there is anything else: what comes to mind, once. Else the customer's last words."""
        lines = self._case.lines.follow_up
        nearest = self._nearest(lines, temper)
        if asked and not any(key.startswith("follow_up.") for key in self._heard):
            return self.of(f"follow_up.{nearest}", lines.of(nearest))
        return self.by_temper("closing", self._case.closing, temper, ends=True)

    def _nearest(self, lines: ByTemper, temper: Temper) -> Temper:
        at = TEMPERS.index(temper)
        nearby = sorted(TEMPERS, key=lambda other: abs(TEMPERS.index(other) - at))
        return next(other for other in nearby if lines.of(other).in_(self._talk.language))

    def _lines(self, name: str, lines: Lines) -> list[Line]:
        sentences = lines.in_(self._talk.language)
        found = [Line(key=f"{name}.{number}", text=text) for number, text in enumerate(sentences, start=1)]
        first = self._talk.round % len(found) if found else 0
        return found[first:] + found[:first]

    def _oldest(self, lines: Sequence[Line]) -> Line:
        return min(lines, key=lambda line: self._heard.get(line.key, -1))


def _mentions(question: str, words: str, language: Language) -> bool:
    if language == "zh":
        return words.casefold() in question.casefold()
    return re.search(rf"\b{re.escape(words)}\b", question, re.IGNORECASE) is not None
