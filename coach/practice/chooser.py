"""Picking one of a case's lines, so that the customer does not say the same thing twice while there is something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Language
from coach.practice.conversation import Conversation, Line
from coach.practice.format import TEMPERS, ByTemper, Case, Lines, Temper


class Chooser:
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

    def answer_to(self, said: str, *, asks: bool) -> Line | None:
        """The answer whose words stand in what the rep said, the longest first; None when none fits.

        A question (`asks`) is answered as often as it is asked, what the rep told only once.
        """
        fitting = [
            (len(word), -number, told)
            for number, answer in enumerate(self._case.answers, start=1)
            for words, told in ((answer.asked, False), (answer.told, True))
            for word in words.in_(self._talk.language)
            if (asks or told) and _mentions(said, word, self._talk.language)
        ]
        for _, number, told in sorted(fitting, reverse=True):
            name, lines = f"answer.{-number}", self._case.answers[-number - 1].say
            if line := self.fresh(name, lines) if told else self.of(name, lines):
                return line
        return None

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
