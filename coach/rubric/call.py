"""What a criterion may look at, and how it reports what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.model import (
    Delivery,
    Evidence,
    Finding,
    FindingKind,
    Interplay,
    Language,
    Promise,
    Severity,
    Suggestion,
    Text,
    Turn,
)
from coach.rubric.format import Criterion
from coach.rubric.labels import only_listens
from coach.rubric.phrases import Found
from coach.rubric.plain import plain
from coach.rubric.say_instead import suggestion
from coach.uid import stable_uid

_MAX_QUOTE_CHARACTERS = 160
_MAX_CLAUSE_CHARACTERS = 80
_MARK = re.compile(r"[，。！？；：、…—,!?;:\n]|\.(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A labelled call with everything measured and found in it. `marks` is by turn uid, `delivery` by speaker id."""

    turns: tuple[Turn, ...]
    marks: Mapping[str, Mapping[str, Found]]
    language: Language
    promises: tuple[Promise, ...]
    delivery: Mapping[str, Delivery]
    interplay: Interplay | None

    def rep_turns(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.role == "rep"]

    def answers(self) -> list[list[Turn]]:
        """The rep's turns, those that follow one another without a customer between them together."""
        answers: list[list[Turn]] = []
        before = None
        for turn in self.turns:
            if turn.role == "rep":
                if before == "rep":
                    answers[-1].append(turn)
                else:
                    answers.append([turn])
            before = turn.role
        return answers

    def has(self, turn: Turn, mark: str) -> bool:
        return mark in self.marks[turn.uid]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a criterion came to: the share of its points earned (0-1), None when it does not apply, and its findings."""

    share: float | None
    findings: tuple[Finding, ...] = ()


def substantive(turns: Sequence[Turn]) -> list[Turn]:
    """The turns that say more than a listening token."""
    return [turn for turn in turns if not only_listens(turn)]


def clause_of(turn: Turn, words: str) -> str:
    """The clause of the turn that `words` stand in, if it is short enough to quote; else the words themselves."""
    at = turn.text.find(words)
    if at < 0:
        return words
    start = max((mark.end() for mark in _MARK.finditer(turn.text, 0, at)), default=0)
    stop = _MARK.search(turn.text, at + len(words))
    clause = turn.text[start : stop.start() if stop else len(turn.text)].strip()
    return clause if len(clause) <= _MAX_CLAUSE_CHARACTERS else words


def evidence_of(found: Found) -> Evidence:
    return Evidence(layer="phrase", certainty=found.certainty, quote=found.quote)


def finding(
    call: Call,
    criterion: Criterion,
    *,
    kind: FindingKind,
    id: str,
    severity: Severity,
    turn: Turn | None,
    quote: str = "",
    evidence: Sequence[Evidence] = (),
    due_turn: Turn | None = None,
    why: Text | None = None,
    severity_because: Text | None = None,
    suggest: bool = True,
) -> Finding:
    """A finding of `criterion`; its times are those of the quote's words, else of the turn, else None.

    Without `quote` it quotes the turn. `suggest` asks for a better sentence, made of this call's words if possible.
    """
    quote = quote or (turn.text[:_MAX_QUOTE_CHARACTERS] if turn else "")
    start_s, end_s = _when(turn, quote) if turn else (None, None)
    say_instead: Suggestion | None = None
    if suggest and criterion.say_instead:
        said_before = call.turns[: turn.index] if turn else ()
        say_instead = suggestion(criterion.say_instead, said_before, language=call.language)
    return Finding(
        uid=stable_uid("finding", criterion.id, kind, id, turn.uid if turn else "", quote),
        kind=kind,
        criterion=criterion.id,
        id=id,
        severity=severity,
        severity_because=severity_because,
        turn=turn.uid if turn else None,
        due_turn=due_turn.uid if due_turn else None,
        start_s=start_s,
        end_s=end_s,
        quote=quote,
        evidence=tuple(evidence),
        why=why or criterion.why,
        say_instead=say_instead,
        source=criterion.source,
    )


def _when(turn: Turn, quote: str) -> tuple[float | None, float | None]:
    """From the first to the last word of the quote, in seconds; the whole turn when its words do not hold it."""
    wanted = plain(quote).text.replace(" ", "")
    pieces = [plain(word.text).text.replace(" ", "") for word in turn.words]
    at = "".join(pieces).find(wanted)
    if not wanted or at < 0:
        return turn.start_s, turn.end_s
    end, held = 0, []
    for word, piece in zip(turn.words, pieces, strict=True):
        start, end = end, end + len(piece)
        if piece and start < at + len(wanted) and end > at:
            held.append(word)
    return held[0].start_s, held[-1].end_s
