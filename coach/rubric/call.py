"""What a criterion may look at, and how it reports what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coach.model import (
    Baseline,
    Delivery,
    Evidence,
    Finding,
    FindingKind,
    Interplay,
    Language,
    Promise,
    Severity,
    Text,
    Turn,
)
from coach.rubric.format import Criterion
from coach.rubric.labels import Found, only_listens
from coach.rubric.plain import plain
from coach.uid import stable_uid

_MAX_QUOTE_CHARACTERS = 160
_MAX_CLAUSE_CHARACTERS = 80
_MIN_QUOTE_LETTERS = 8  # a shorter clause ("好吗", "okay") says nothing by itself
_SURE = 0.8  # (ours)
_QUESTION = re.compile(r"[?？吗呢]")
_QUESTIONS = ("open_question", "closed_question")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"[，。！？；：、…—,!?;:\n]|\.(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A labelled call with everything measured and found in it.

    `marks` is by turn uid, `delivery` by speaker id, `baseline` (the rep's own usual) by measure.
    """

    turns: tuple[Turn, ...]
    marks: Mapping[str, Mapping[str, Found]]
    language: Language
    promises: tuple[Promise, ...]
    delivery: Mapping[str, Delivery]
    interplay: Interplay | None
    baseline: Mapping[str, Baseline] = field(default_factory=dict)

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

    def asked_before(self, turn: Turn) -> list[Turn]:
        """What the customer said since the rep last spoke before `turn`."""
        asked: list[Turn] = []
        for other in self.turns[: turn.index]:
            asked = [] if other.role == "rep" else [*asked, other]
        return asked

    def customer_spoke_before(self, turn: Turn) -> bool:
        return any(other.role == "customer" for other in self.turns[: turn.index])

    def has(self, turn: Turn, mark: str) -> bool:
        """Whether the turn has the mark. An opinion asked for, where only its meaning says so, must be a question."""
        found = self.marks[turn.uid].get(mark)
        if found is None or mark != "invite_opinion" or found.layer != "meaning":
            return found is not None
        return bool(_QUESTION.search(turn.text)) or any(one in self.marks[turn.uid] for one in _QUESTIONS)

    def has_surely(self, turn: Turn, mark: str) -> bool:
        return self.has(turn, mark) and is_sure(self.marks[turn.uid][mark])

    def opens_the_call(self, answer: Sequence[Turn]) -> bool:
        """Whether nobody has been heard yet who could want something, or it is the rep's first answer and a greeting."""
        with_customer = any(turn.role == "customer" for turn in self.turns)
        first = answer[0] == self.rep_turns()[0]
        greets = any("greeting" in turn.labels for turn in answer)
        return with_customer and (not self.customer_spoke_before(answer[0]) or first and greets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a criterion came to: the share of its points earned (0-1), None when it does not apply, and its findings."""

    share: float | None
    findings: tuple[Finding, ...] = ()


def substantive(turns: Sequence[Turn]) -> list[Turn]:
    """The turns that say more than a listening token."""
    return [turn for turn in turns if not only_listens(turn)]


def clause_of(turn: Turn, words: str, *, with_neighbours: bool = False) -> str:
    """The clause of the turn that `words` stand in; `with_neighbours` adds those beside one too short to mean something.

    A clause too long to quote is cut at a word's border, the words themselves kept.
    """
    at = turn.text.find(words)
    if at < 0:
        return words
    borders = [0, *(mark.end() for mark in _MARK.finditer(turn.text)), len(turn.text)]
    first = max(i for i, border in enumerate(borders) if border <= at)
    last = next(i for i, border in enumerate(borders) if border >= at + len(words) and i > first)
    while with_neighbours and letters(turn.text[borders[first] : borders[last]]) < _MIN_QUOTE_LETTERS:
        if (first, last) == (0, len(borders) - 1):
            break
        first, last = (first - 1, last) if first > 0 else (first, last + 1)
    start, stop = borders[first], borders[last]
    clause = _trimmed(turn.text[start:stop])
    if len(clause) <= _MAX_CLAUSE_CHARACTERS:
        return clause
    earliest = at + len(words) - _MAX_CLAUSE_CHARACTERS
    if start < earliest:  # the words stand late in the clause: leave out its start
        start = next((space.end() for space in re.finditer(r"\s", turn.text[:at]) if space.end() >= earliest), at)
    kept = at + len(words) - start
    return _trimmed(
        turn.text[start : start + kept] + _cut(turn.text[start + kept : stop], _MAX_CLAUSE_CHARACTERS - kept)
    )


def start_of(turn: Turn) -> str:
    """The start of the turn, up to a mark or a word's border; its clauses as far as they fit."""
    text = turn.text.strip()
    return text if len(text) <= _MAX_QUOTE_CHARACTERS else _trimmed(_cut(text, _MAX_QUOTE_CHARACTERS))


def end_of(turn: Turn) -> str:
    """The end of the turn, its last sentences as far as they fit; a sentence that does not is cut at a word's border."""
    text = turn.text.strip()
    if len(text) <= _MAX_QUOTE_CHARACTERS:
        return text
    window = text[-_MAX_QUOTE_CHARACTERS:]
    borders = [mark.end() for mark in [*_MARK.finditer(window), *re.finditer(r"\s", window)]]
    return window[next((border for border in borders if letters(window[border:]) >= _MIN_QUOTE_LETTERS), 0) :].strip()


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters of the text, to the last mark or else the last space in them."""
    if len(text) <= limit:
        return text
    if limit <= 0:
        return ""
    borders = [mark.start() for mark in _MARK.finditer(text, limit // 2, limit + 1)] or [
        space.start() for space in re.finditer(r"\s", text[: limit + 1])
    ]
    if borders:
        return text[: borders[-1]]
    return text[:limit] if _HAN.match(text) else ""


def _trimmed(text: str) -> str:
    return text.strip(" \t\n，。！？；：、…—,.!?;:")


def letters(text: str) -> int:
    """How much a stretch says: a Chinese character as much as half an English word."""
    words = plain(text).text
    return sum(2 if "\u3400" <= letter <= "\u9fff" else letter != " " for letter in words)


def is_sure(found: Found) -> bool:
    """Whether more than its meaning shows it, or its meaning clearly: what accuses the rep, or excuses, must be surer."""
    return found.layer != "meaning" or found.certainty >= _SURE


def evidence_of(found: Found) -> Evidence:
    return Evidence(layer=found.layer, certainty=round(found.certainty, 3), quote=found.quote)


def finding(
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
) -> Finding:
    """A finding of `criterion`; its times are those of the quote's words, else of the turn, else None.

    Without `quote` it quotes the start of the turn.
    """
    quote = quote or (start_of(turn) if turn else "")
    start_s, end_s = _when(turn, quote) if turn else (None, None)
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
        source=criterion.source,
    )


def missed(
    criterion: Criterion,
    id: str,
    turn: Turn,
    *,
    quote: str = "",
    evidence: Sequence[Evidence] = (),
    why: Text | None = None,
    due: bool = True,
) -> Finding:
    """A yellow finding of something that is missing in `turn`, or, without `due`, stands in it and should not."""
    return finding(
        criterion,
        kind="missed",
        id=id,
        severity="yellow",
        turn=turn,
        due_turn=turn if due else None,
        quote=quote,
        evidence=evidence,
        why=why,
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
