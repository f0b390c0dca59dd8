"""What no type can tell of a rubric: marks that nobody knows, ranges that contradict themselves, marks taught with nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coach.model import LABELS, Language
from coach.rubric.format import MAX_PATTERN, MAX_PATTERNS, Criterion, DeliveryBand, TaughtMark
from coach.rubric.patterns import BadPattern, check_pattern
from coach.rubric.phrases import HIDDEN_MARKS
from coach.rubric.plain import plain
from coach.rubric.sources import mark_files
from coach.toml.decode import Mention, Reading
from coach.toml.lines import Path
from coach.toml.mistakes import did_you_mean, shown

# Marks that a criterion can name and a rubric can teach without a title of its own, by side.
KNOWN_MARKS = {"rep": (*LABELS, "name_given"), "customer": ("upset", "asks_help")}
RESERVED = tuple(mark for mark in HIDDEN_MARKS if mark not in ("name_given", "asks_help"))
_SIDES = {"rep": ("客服", "the rep's"), "customer": ("客户", "the customer's")}
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_PATTERNS_S = 5.0  # for trying all patterns of a file, in processor time of its own; a hundred honest ones take 0.1 s


def check_ids(tables: Iterable[tuple[Path, Mapping[str, Any]]], reading: Reading) -> None:
    """Each id is used once; `tables` are as written, whatever else is wrong with them."""
    used: set[str] = set()
    for path, table in tables:
        one = table.get("id")
        if isinstance(one, str):
            if one in used:
                reading.wrong((*path, "id"), zh=f"id“{shown(one)}”用了两次", en=f"the id “{shown(one)}” is used twice")
            used.add(one)


def check_criterion(criterion: Criterion, path: Path, reading: Reading) -> None:
    """Ranges and templates."""
    if isinstance(criterion, DeliveryBand):
        if not (criterion.band or (criterion.zh and criterion.en)):
            reading.wrong((*path, "band"), zh="缺少范围（band，或 zh 与 en）", en="no range (band, or zh and en)")
        for name in ("band", "zh", "en"):
            band = getattr(criterion, name)
            if band and (
                band.low is None and band.high is None or None not in (band.low, band.high) and band.low >= band.high
            ):
                reading.wrong(
                    (*path, name),
                    zh="low 要小于 high，至少给出一个",
                    en="low must be below high, and one of them given",
                )
    for name in ("zh_quoting", "en_quoting") if criterion.say_instead else ():
        sentence = getattr(criterion.say_instead, name)
        if sentence is not None and sentence.count("{quote}") != 1:
            reading.wrong(
                (*path, "say_instead", name), zh="要有且只有一个 {quote}", en="needs {quote} exactly once"
            )


def check_mentions(mentions: Iterable[Mention], taught: Iterable[Mapping[str, Any]], reading: Reading) -> None:
    """Each mark that is referred to is a label or taught, by the same side; `taught` are the tables as written."""
    own: dict[str, set[str]] = {"rep": set(), "customer": set()}
    for table in taught:
        own.get(str(table.get("speaker", "rep")), set()).add(str(table.get("id")))
    known = {side: [*KNOWN_MARKS[side], *sorted(own[side] - set(KNOWN_MARKS[side]))] for side in own}
    for mention in mentions:
        other = "customer" if mention.side == "rep" else "rep"
        mark = shown(mention.mark)
        if mention.mark in known[mention.side]:
            continue
        if mention.mark in known[other]:
            reading.wrong(
                mention.path,
                zh=f"“{mark}”是{_SIDES[other][0]}的标记，这里要{_SIDES[mention.side][0]}的",
                en=f"“{mark}” is {_SIDES[other][1]}, and here one of {_SIDES[mention.side][1]} is needed",
            )
        elif mention.mark in mark_files():
            reading.wrong(
                mention.path,
                zh=f'这份评分表没有教“{mark}”：它是共用的标记，请把它写进开头的 use = ["{mark}"]',
                en=f'“{mark}” is not taught here: it is a shared mark, so name it at the top, use = ["{mark}"]',
            )
        else:
            mean = did_you_mean(mention.mark, known[mention.side])
            reading.wrong(
                mention.path,
                zh=f"没有“{mark}”这个标记，[[marks]] 里也没有教它{mean.zh}",
                en=f"there is no mark “{mark}”, and no [[marks]] table teaches it{mean.en}",
            )


def check_taught(taught: TaughtMark, path: Path, reading: Reading) -> None:
    """A taught mark has a right to its name, teaches something, and does not contradict itself."""
    _check_name(taught, path, reading)
    for language in _LANGUAGES:
        examples = {plain(sentence).text for sentence in taught.examples.in_(language)}
        for name in ("examples", "counter_examples", "phrases"):
            for index, sentence in enumerate(getattr(taught, name).in_(language)):
                where = (*path, name, language, index)
                if not plain(sentence).text:
                    reading.wrong(where, zh=f"“{shown(sentence)}”里没有字", en=f"“{shown(sentence)}” has no words in it")
                elif name == "counter_examples" and plain(sentence).text in examples:
                    reading.wrong(
                        where,
                        zh=f"“{shown(sentence)}”同时也是例句：请只留一处",
                        en=f"“{shown(sentence)}” is an example as well: keep one of the two",
                    )
        if taught.unless.in_(language) and not (taught.phrases.in_(language) or taught.patterns.in_(language)):
            reading.wrong(
                (*path, "unless", language),
                zh=f"没有可以排除的内容：phrases.{language} 和 patterns.{language} 都是空的",
                en=f"has nothing to undo: there is neither a phrases.{language} nor a patterns.{language}",
            )


def _check_name(taught: TaughtMark, path: Path, reading: Reading) -> None:
    mark = taught.id
    if mark in RESERVED:
        reading.wrong(
            (*path, "id"),
            zh=f"“{mark}”是程序自己用的名字：请另起一个",
            en=f"“{mark}” is a name that the program uses itself: choose another",
        )
        return
    side = next((side for side, marks in KNOWN_MARKS.items() if mark in marks), None)
    if side and side != taught.speaker:
        reading.wrong(
            (*path, "speaker"),
            zh=f'“{mark}”是{_SIDES[side][0]}的标记：请写 speaker = "{side}"',
            en=f'“{mark}” is {_SIDES[side][1]}: write speaker = "{side}"',
        )
    teaches = [taught.examples, taught.phrases, taught.patterns, *([taught.counter_examples] if side else [])]
    if not any(one.zh or one.en for one in teaches):
        reading.wrong(path, zh="没有例句、说法或表达式，什么也没有教", en="teaches nothing: give examples, phrases or patterns")
    if side is None and taught.title is None:
        mean = did_you_mean(mark, KNOWN_MARKS[taught.speaker], list_them=False)
        reading.wrong(
            (*path, "title"),
            zh=f"缺少这一项：“{mark}”是这份评分表自己的标记，要有名称{mean.zh}",
            en=f"is missing: “{mark}” is a mark of this rubric's own and needs one{mean.en}",
        )


def check_patterns(marks: Iterable[tuple[Path, Mapping[str, Any]]], reading: Reading) -> None:
    """Every pattern compiles, can match and is quick; stops when trying them has taken too long altogether.

    `marks` are the tables as written: a pattern is tried whatever else is wrong with its mark.
    """
    started_s = time.thread_time()
    for path, pattern, language in _all_patterns(marks):
        if time.thread_time() - started_s > _PATTERNS_S:
            reading.wrong(
                path,
                zh="到这里为止，检查表达式花的时间太长：请减少或简化它们",
                en="checking the patterns up to this one took too long: have fewer or simpler ones",
            )
            return
        try:
            check_pattern(pattern, language)
        except BadPattern as error:
            reading.wrong(
                path, zh=f"“{shown(pattern)}”{error.text.zh}", en=f"“{shown(pattern)}” {error.text.en}"
            )


def _all_patterns(marks: Iterable[tuple[Path, Mapping[str, Any]]]) -> Iterator[tuple[Path, str, Language]]:
    for path, table in marks:
        for name in ("patterns", "unless"):
            by_language = table.get(name)
            for language in _LANGUAGES if isinstance(by_language, dict) else ():
                listed = by_language.get(language)
                for index, pattern in enumerate(listed[:MAX_PATTERNS] if isinstance(listed, list) else ()):
                    if isinstance(pattern, str) and 0 < len(pattern) <= MAX_PATTERN:
                        yield (*path, name, language, index), pattern, language
