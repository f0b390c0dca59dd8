"""Turns cut in two and joined to one, where a person says so: text, words, times and what people said of them go along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.delivery.spoken import cut_to, union
from coach.errors import UserError
from coach.model import LabelEvidence, Language, Note, Span, Text, Turn, Word
from coach.rubric.overrule import PERSON_NOTES
from coach.rubric.person import verdicts
from coach.turns import joined_text
from coach.uid import stable_uid

_TURN_ZH, _TURN_EN = re.compile(r"(?<=第 )\d+(?= 句)"), re.compile(r"(?<=turn )\d+")


def split_turn(turns: Sequence[Turn], uid: str, rest: str) -> tuple[Turn, ...]:
    """The turns with the one called `uid` cut in two: `rest`, the end of its text, becomes a turn of its own after it.

    The first keeps the uid. Where words have times the cut lies at them, else in proportion to the characters; without
    times both have none. Raises UserError when the turn does not end in `rest`, or nothing would be left on either side.
    """
    at = _place(turns, uid)
    turn, rest = turns[at], rest.strip()
    head = turn.text.removesuffix(rest).rstrip() if rest else turn.text
    if not rest or not head or head == turn.text:
        raise UserError(
            zh="这里不能分成两句：请指明第二句从哪几个字开始，前后都要有话。",
            en="This turn cannot be cut there: name the words that the second part begins with; both parts need words.",
        )
    first, last = _words_parted(turn, len(head))
    cut_s, goes_on_s = _cut_s(turn, first, last, len(head) / len(turn.text))
    ahead = replace(
        turn,
        text=head,
        end_s=cut_s,
        words=first,
        label_evidence=_said_of(turn, head),
        overlaps=_within(turn, turn.start_s, cut_s),
    )
    behind = replace(
        turn,
        uid=stable_uid("turn", turn.uid, "after", head),
        text=rest,
        start_s=goes_on_s,
        words=last,
        label_evidence=_said_of(turn, rest),
        overlaps=_within(turn, goes_on_s, turn.end_s),
        heard=None if turn.heard is None else "",  # what was heard of both stands in the first
    )
    return _numbered([*turns[:at], ahead, behind, *turns[at + 1 :]])


def join_with_next(turns: Sequence[Turn], uid: str, language: Language) -> tuple[Turn, ...]:
    """The turns with the one called `uid` and the next joined: it keeps its uid and its speaker.

    Raises UserError when no turn follows.
    """
    at = _place(turns, uid)
    if at + 1 == len(turns):
        raise UserError(zh="这是最后一句，后面没有可以合并的。", en="This is the last turn, so there is none after it to join.")
    one, two = turns[at : at + 2]
    heard = None
    if one.heard is not None or two.heard is not None:
        heard = joined_text(_heard(one), _heard(two), language) if _heard(two) else _heard(one)
    ends_s = [turn.end_s for turn in (one, two) if turn.end_s is not None]
    both = replace(
        one,
        text=joined_text(one.text, two.text, language),
        end_s=max(ends_s, default=None),
        words=tuple(sorted(one.words + two.words, key=lambda word: word.start_s)),
        label_evidence=verdicts(one) + verdicts(two),
        heard=heard,
        overlaps=union(one.overlaps + two.overlaps),
    )
    return _numbered([*turns[:at], both, *turns[at + 2 :]])


def same_words(turns: Sequence[Turn], others: Sequence[Turn]) -> bool:
    """Whether both are the same heard words, however they are cut into turns."""
    return _all_heard(turns) == _all_heard(others)


def renumbered(notes: Sequence[Note], after: int, by: int) -> tuple[Note, ...]:
    """Notes of what people changed, with the numbers of turns higher than `after` moved by `by`."""

    def moved(found: re.Match[str]) -> str:
        number = int(found.group())
        return str(number + by if number > after else number)

    return tuple(
        replace(note, text=Text(zh=_TURN_ZH.sub(moved, note.text.zh, count=1), en=_TURN_EN.sub(moved, note.text.en, count=1)))
        if note.code in PERSON_NOTES
        else note
        for note in notes
    )


def _place(turns: Sequence[Turn], uid: str) -> int:
    return next(place for place, turn in enumerate(turns) if turn.uid == uid)


def _numbered(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    return tuple(replace(turn, index=index) for index, turn in enumerate(turns))


def _words_parted(turn: Turn, length: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words that stand in the first `length` characters, and the others; one that was corrected goes with the one before."""
    done = 0
    for count, word in enumerate(turn.words):
        at = turn.text.find(word.text.strip(), done)
        if at >= length:
            return turn.words[:count], turn.words[count:]
        done = at + len(word.text.strip()) if at >= 0 else done
    return turn.words, ()


def _cut_s(
    turn: Turn, first: Sequence[Word], last: Sequence[Word], share: float
) -> tuple[float | None, float | None]:
    """When the first part ends and the second begins."""
    if turn.start_s is None or turn.end_s is None:
        return None, None
    if first and last:
        ends_s = min(max(turn.start_s, first[-1].end_s), turn.end_s)
        return ends_s, min(max(ends_s, last[0].start_s), turn.end_s)
    cut_s = turn.start_s + share * (turn.end_s - turn.start_s)
    return cut_s, cut_s


def _within(turn: Turn, start_s: float | None, end_s: float | None) -> tuple[Span, ...]:
    return () if start_s is None or end_s is None else cut_to(turn.overlaps, [Span(start_s, end_s)])


def _said_of(turn: Turn, part: str) -> tuple[LabelEvidence, ...]:
    """What people said of the turn, as far as it is about this part of its text."""
    whole = turn.text
    return tuple(
        replace(said, quote=part if said.quote == whole else said.quote)
        for said in verdicts(turn)
        if said.quote in ("", whole) or said.quote in part
    )


def _heard(turn: Turn) -> str:
    return turn.text if turn.heard is None else turn.heard


def _all_heard(turns: Sequence[Turn]) -> tuple[list[tuple[float, float, str]], str]:
    words = sorted((word.start_s, word.end_s, word.text) for turn in turns for word in turn.words)
    return words, "".join(each for turn in turns if not turn.words for each in _heard(turn) if each.isalnum())
