"""What the rep promised in the call, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.model import Language, Promise, Turn
from coach.rubric.clauses import clauses_of
from coach.rubric.labels import language_of
from coach.rubric.phrases import find_all
from coach.rubric.plain import Plain, plain

_TRAILING = re.compile(r"[\s,，、:：-]*(?:\b(?:and|but|so|then)|并且|然后|而且|同时)?[\s,，、:：-]*$", re.IGNORECASE)
_LEADING = re.compile(
    r"^\s*(?:(?:and|but|so|then|well|okay)\b\s*|那么?(?!个|边|里|儿)|然后|所以|并且|而且)?(?:让?我(?:来|再|跟您|跟你)*(?:总结|小结|核对|确认)一下)?",
    re.IGNORECASE,
)
# Who acts in a Chinese clause and may be left out of the next one: “我去问一下，问到了给您打电话”.
_SUBJECT_ZH = re.compile(r"^(?:那|好|行|嗯|这样|稍后|等会儿?|待会儿?|一会儿|马上)*(?:我|我们|这边|咱)(?!的|觉得|看|想|理解|知道|明白|听|能|可以|建议)")
_MAX_QUOTE_CHARACTERS = 160
# Words that tell neither what is promised nor when.
_EMPTY = {
    "en": frozenset(
        "i ill we well will the a an and so then to with for it that this of on at by in within before around your "
        "youll be is myself just also going now next about oclock".split()
    ),
    "zh": frozenset("我们会就把的了一个给帮再亲自先来去之内以前左右"),
}
# A time that stands alone in its clause may have this many other letters round it ("by noon at the latest").
_BESIDE_A_TIME = {"zh": 4, "en": 14}
_SAME_IN_A_RECAP = 0.5  # share of the shorter one's words; a recap shortens (ours)


@dataclass(frozen=True, slots=True)
class _Said:
    """A promise as it was said; `act` and `when` are its words without the empty ones, to tell a recap by."""

    promise: Promise
    act: frozenset[str]
    when: frozenset[str]


def find_promises(turns: Sequence[Turn], *, language: Language) -> tuple[Promise, ...]:
    """Every promise of the rep in order, the company's too ("we'll refund it"): each is one to tick off.

    A promise is one clause, and its `due` the words in that clause that say by when, or a time that stands alone right
    beside it; None without any. A polite tag at the end (好吗, "okay?") asks nothing; a sentence that suggests or asks
    for the customer's opinion is a proposal. Said again or summed up, a promise stays one; the wording with a time is kept.
    Course: CS, "keep what you promise" (言出必行).
    """
    kept: list[_Said] = []
    for turn in turns:
        if turn.role != "rep":
            continue
        text = plain(turn.text)
        in_turn = language_of(text, language)
        recap = bool(find_all("summarise", text, language=in_turn))
        for said in _promises(turn, in_turn):
            again = next((i for i, before in enumerate(kept) if _same(before, said, recap=recap)), None)
            if again is None:
                kept.append(said)
            elif said.promise.due and not kept[again].promise.due:
                kept[again] = said
    return tuple(said.promise for said in kept)


def _promises(turn: Turn, language: Language) -> Iterator[_Said]:
    clauses = clauses_of(turn.text, language)
    alone = [_stands_alone(clause.text, language) for clause in clauses]
    proposals = {
        clause.sentence
        for clause in clauses
        if any(find_all(mark, clause.text, language=language) for mark in ("invite_opinion", "suggests"))
    }
    for position, clause in enumerate(clauses):
        if clause.sentence in proposals:
            continue
        goes_on = position > 0 and clauses[position - 1].sentence == clause.sentence and language == "zh"
        by_rep = goes_on and bool(_SUBJECT_ZH.search(clauses[position - 1].text.text))
        for start, end, due in _in_clause(clause.text, language, goes_on=by_rep):
            end = len(clause.text.text[:end].rstrip())
            first, last = clause.text.positions[start], clause.text.positions[end - 1] + 1
            words = turn.text[clause.start + first : clause.start + last]
            when = clause.text.quote(*due) if due else None
            if when is None:
                beside = next((i for i in (position + 1, position - 1) if 0 <= i < len(clauses) and alone[i]), None)
                when = clauses[beside].text.quote(*alone[beside]) if beside is not None else None
            quote = _TRAILING.sub("", _LEADING.sub("", words)[:_MAX_QUOTE_CHARACTERS])
            yield _Said(
                Promise(turn=turn.uid, quote=quote, due=when),
                act=_words(clause.text.text[start:end], language, without=due and (due[0] - start, due[1] - start)),
                when=_words(plain(when or "").text, language),
            )


def _in_clause(
    text: Plain, language: Language, *, goes_on: bool
) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Each promise of a clause as (start, end, due) in plain characters; two without a comma share it out.

    `goes_on`: the clause before says who, so that an act for the customer is a promise without "I" and without a time.
    """
    times = _times(text, language)
    spans = find_all("promise", text, language=language)
    if not spans and (times or goes_on) and find_all("promise_if_timed", text, language=language):
        yield 0, len(text.text), times[0] if times else None
    limits = [start for start, _ in spans[1:]] + [len(text.text)]
    free_from = 0  # what the promise before it has not used up
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    for (start, end), limit in zip(spans, limits, strict=False):
        after = [time for time in times if start <= time[0] < limit]
        right_before = [time for time in times if free_from <= time[0] and start - 1 <= time[1] <= start]
        opening = [time for time in times if len(spans) == 1 and time[1] <= start]
        due = next(iter(after + right_before + opening), None)
        found.append((min(start, due[0]) if due else start, max(end, limit), due))
        free_from = max(end, due[1]) if due else end
    for place, (first, end, due) in enumerate(found):
        following = found[place + 1][0] if place + 1 < len(found) else end
        yield first, min(end, following), due  # the time said before the next promise belongs to that one


def _times(text: Plain, language: Language) -> list[tuple[int, int]]:
    """The times in a clause; "at four" and "this afternoon" side by side are one."""
    joined: list[tuple[int, int]] = []
    for start, end in find_all("time", text, language=language):
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _stands_alone(text: Plain, language: Language) -> tuple[int, int] | None:
    """The time of a clause that says little else, and no promise of its own; None otherwise."""
    times = _times(text, language)
    if find_all("promise", text, language=language):
        return None
    if len(times) == 1 and len(text.text) - (times[0][1] - times[0][0]) <= _BESIDE_A_TIME[language]:
        return times[0]
    return None


def _words(text: str, language: Language, without: tuple[int, int] | None = None) -> frozenset[str]:
    """The words of plain text, in Chinese its characters, without the empty ones and the stretch `without`."""
    if without:
        text = f"{text[: without[0]]} {text[without[1] :]}"
    return frozenset(text.replace(" ", "") if language == "zh" else text.split()) - _EMPTY[language]


def _same(before: _Said, said: _Said, *, recap: bool) -> bool:
    if not (before.when <= said.when or said.when <= before.when):
        return False
    shorter = min(len(before.act), len(said.act))
    share = len(before.act & said.act) / shorter if shorter else 1.0
    return share >= (_SAME_IN_A_RECAP if recap else 1.0)
