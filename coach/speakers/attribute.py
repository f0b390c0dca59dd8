"""Heard words to the people who said them: utterances of one channel cut where the voice changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coach.model import Span, Utterance, Word
from coach.speakers.diarise import People, Stretch

# What a change of person between two words costs, in seconds of speech given to the wrong one: word times are 0.1-0.25 s
# off at pauses (docs/measures.md), so a change falls where a sentence ends rather than a word away from it.
CHANGE_S, CHANGE_AFTER_SENTENCE_S, CHANGE_AFTER_CLAUSE_S = 0.45, 0.15, 0.3
_SENTENCE, _CLAUSE = tuple(".?!。？！"), tuple(",;:，；：、")


def attribute(utterances: Sequence[Utterance], people: People) -> tuple[Utterance, ...]:
    """The utterances of one track with `track` set to the person, cut where another goes on; in time order.

    An utterance without words goes to whoever speaks most of it. Nobody (`people.count` 0) leaves them as they are.
    """
    if people.count < 2:
        return tuple(utterances)
    starts_s = [stretch.span.start_s for stretch in people.stretches]
    found: list[Utterance] = []
    for utterance in utterances:
        first = max(0, bisect_right(starts_s, utterance.start_s) - 1)
        last = bisect_right(starts_s, utterance.end_s)
        found += _parts(utterance, people.stretches[first:last], people.count)
    return tuple(found)


def _parts(utterance: Utterance, stretches: Sequence[Stretch], count: int) -> Iterator[Utterance]:
    whole = Span(utterance.start_s, utterance.end_s)
    spoken = [_spoken_s(whole, stretches, person) for person in range(count)]
    if not utterance.words or sum(share > 0 for share in spoken) < 2:
        yield replace(utterance, track=max(range(count), key=spoken.__getitem__))
        return
    owners = _owners(utterance.words, stretches, count)
    texts = _texts(utterance)
    starts = [0, *(i for i in range(1, len(owners)) if owners[i] != owners[i - 1]), len(owners)]
    borders = [(utterance.start_s, utterance.start_s)]
    borders += [_border(utterance.words[i - 1], utterance.words[i], stretches, owners[i]) for i in starts[1:-1]]
    borders.append((utterance.end_s, utterance.end_s))
    for (first, last), (_, start_s), (end_s, _) in zip(zip(starts, starts[1:], strict=False), borders, borders[1:], strict=False):
        words = tuple(_inside(word, start_s, end_s) for word in utterance.words[first:last])
        yield replace(
            utterance, track=owners[first], start_s=start_s, end_s=max(start_s, end_s), text="".join(texts[first:last]).strip(), words=words
        )


def _owners(words: Sequence[Word], stretches: Sequence[Stretch], count: int) -> list[int]:
    """Who said each word: the cheapest path, counting speech given to the wrong person and changes of person."""
    costs = [_wrong_s(words[0], stretches, person) for person in range(count)]
    came_from: list[list[int]] = []
    for before, word in zip(words, words[1:], strict=False):
        change_s = _change_s(before)
        best = min(range(count), key=costs.__getitem__)
        sources = [person if costs[person] <= costs[best] + change_s else best for person in range(count)]
        steps = [costs[source] + (change_s if source != person else 0.0) for person, source in enumerate(sources)]
        costs = [step + _wrong_s(word, stretches, person) for person, step in enumerate(steps)]
        came_from.append(sources)
    owner = min(range(count), key=costs.__getitem__)
    owners = [owner]
    for sources in reversed(came_from):
        owner = sources[owner]
        owners.append(owner)
    return owners[::-1]


def _wrong_s(word: Word, stretches: Sequence[Stretch], person: int) -> float:
    span = Span(word.start_s, word.end_s)
    return sum(span.overlap_s(stretch.span) for stretch in stretches if stretch.person != person)


def _spoken_s(span: Span, stretches: Sequence[Stretch], person: int) -> float:
    return sum(span.overlap_s(stretch.span) for stretch in stretches if stretch.person == person)


def _change_s(before: Word) -> float:
    if before.text.rstrip().endswith(_SENTENCE):
        return CHANGE_AFTER_SENTENCE_S
    return CHANGE_AFTER_CLAUSE_S if before.text.rstrip().endswith(_CLAUSE) else CHANGE_S


def _border(before: Word, after: Word, stretches: Sequence[Stretch], person: int) -> tuple[float, float]:
    """When the one ends and `person` begins: the change of voice nearest to the gap between two words."""
    middle_s = (before.end_s + after.start_s) / 2
    changes = [
        (one.span.end_s, two.span.start_s)
        for one, two in zip(stretches, stretches[1:], strict=False)
        if two.person == person != one.person and before.start_s < two.span.start_s and one.span.end_s < after.end_s
    ]
    return min(changes, key=lambda change: abs(sum(change) / 2 - middle_s), default=(middle_s, middle_s))


def _inside(word: Word, start_s: float, end_s: float) -> Word:
    return replace(word, start_s=min(max(word.start_s, start_s), end_s), end_s=min(max(word.end_s, start_s), end_s))


def _texts(utterance: Utterance) -> list[str]:
    """The utterance's text in pieces, one for each word with what stands before it; together they are the whole."""
    pieces, position = [], 0
    for word in utterance.words:
        found = utterance.text.find(word.text, position)
        end = found + len(word.text) if found >= 0 else position
        pieces.append(utterance.text[position:end])
        position = end
    pieces[-1] += utterance.text[position:]
    return pieces
