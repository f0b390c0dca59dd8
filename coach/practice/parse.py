"""From the bytes of a case file to a `Case`, or to every mistake in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.errors import UserError
from coach.model import STAGES, Language
from coach.practice.format import MAX_ANSWERS, TEMPERS, Answer, ByTemper, Case, CaseFile, Lines
from coach.toml.decode import Reading, decode
from coach.toml.lines import Path
from coach.toml.mistakes import all_of_them, shown
from coach.toml.syntax import parsed

MAX_BYTES = 200_000  # the bundled ones have about 15,000
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_NAMES = {"zh": ("中文", "Chinese"), "en": ("英语", "English")}

Table = dict[str, Any]


def parse_case(data: bytes, name: str) -> Case:
    """The case in the bytes of a file called `name` (its id and `.toml`).

    Raises UserError with every mistake in it, a line each: `file:line: field: what is wrong (did you mean …?)`.
    """
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"案例 {name} 超过 {MAX_BYTES // 1000} kB：请把它拆小。",
            en=f"The case {name} is larger than {MAX_BYTES // 1000} kB: make it smaller.",
        )
    text, table = parsed(data, name)
    reading = Reading()
    file = decode(table, CaseFile, (), reading)
    answers = [(path, decode(item, Answer, path, reading)) for path, item in _answers(table)]
    file_id = name.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if file is not None:
        _check_id(file.id, file_id, reading)
        _check_languages(file, reading)
        _check_lines(file, reading)
    for path, answer in answers:
        if answer is not None:
            _check_answer(answer, path, reading)
    if file is None or reading.mistakes:
        raise all_of_them(reading.mistakes, file=name, text=text)
    fields = {field: getattr(file, field) for field in CaseFile.__struct_fields__ if field != "answers"}
    return Case(**fields, answers=tuple(answer for _, answer in answers), text=text)


def _answers(table: Table) -> list[tuple[Path, Table]]:
    """The tables of the answers and where they stand, whatever else is wrong with them."""
    items = table.get("answers")
    items = items if isinstance(items, list) else []
    return [(("answers", index), item) for index, item in enumerate(items[:MAX_ANSWERS]) if isinstance(item, dict)]


def _check_id(written: str, file_id: str, reading: Reading) -> None:
    if written != file_id:
        reading.wrong(
            ("id",),
            zh=f"“{written}”应与文件名一致，即“{shown(file_id)}”",
            en=f"“{written}” should be the file's name, “{shown(file_id)}”",
        )


def _check_languages(file: CaseFile, reading: Reading) -> None:
    """The customer can talk in a language, or has no line in it at all; there is at least one."""
    spoken = [language for language in LANGUAGES if any(lines.in_(language) for _, lines in _customer_lines(file))]
    if not spoken:
        reading.wrong(("lines",), zh="客户一句话也没有", en="the customer has no lines at all")
    for language in spoken:
        zh, en = _NAMES[language]
        needed: list[tuple[Path, bool]] = [
            *((("lines", stage), _has_any(file.lines.of(stage), language)) for stage in STAGES),
            (("closing",), _has_any(file.closing, language)),
            *(((name,), bool(getattr(file, name).in_(language))) for name in ("vent", "again", "nothing_fits", "facts")),
        ]
        for path, there in needed:
            if not there:
                reading.wrong(path, zh=f"一句{zh}也没有", en=f"has nothing in {en}")


def _has_any(lines: ByTemper, language: Language) -> bool:
    return any(lines.of(temper).in_(language) for temper in TEMPERS)


def _check_lines(file: CaseFile, reading: Reading) -> None:
    for path, lines in [*_customer_lines(file), (("facts",), file.facts)]:
        _check_sentences(lines, path, reading)
    for language in LANGUAGES:
        for index, line in enumerate(file.again.in_(language)):
            if line.count("{line}") != 1:
                reading.wrong(("again", language, index), zh="要有且只有一个 {line}", en="needs {line} exactly once")


def _check_answer(answer: Answer, path: Path, reading: Reading) -> None:
    _check_sentences(answer.say, (*path, "say"), reading)
    for language in LANGUAGES:
        words = [*answer.asked.in_(language), *answer.told.in_(language)]
        zh, en = _NAMES[language]
        if bool(words) != bool(answer.say.in_(language)):
            missing = "say" if words else "asked"
            reading.wrong((*path, missing), zh=f"一句{zh}也没有", en=f"has nothing in {en}")
        for name in ("asked", "told"):
            for index, word in enumerate(getattr(answer, name).in_(language)):
                if not word.strip():
                    reading.wrong((*path, name, language, index), zh="不能为空", en="must not be empty")
    if not (answer.say.zh or answer.say.en):
        reading.wrong(path, zh="没有问法，也没有回答", en="has neither a question nor an answer")


def _check_sentences(lines: Lines, path: Path, reading: Reading) -> None:
    for language in LANGUAGES:
        sentences = lines.in_(language)
        for index, sentence in enumerate(sentences):
            where = (*path, language, index)
            if not sentence.strip():
                reading.wrong(where, zh="不能为空", en="must not be empty")
            elif not sentence.isprintable():
                reading.wrong(where, zh="要写成一行，不能有看不见的字符", en="must be one line without invisible characters")
            elif sentence in sentences[:index]:
                reading.wrong(where, zh=f"“{shown(sentence)}”写了两次", en=f"“{shown(sentence)}” is there twice")


def _customer_lines(file: CaseFile) -> Iterator[tuple[Path, Lines]]:
    """What the customer says, apart from the answers."""
    for stage in STAGES:
        yield from ((("lines", stage, temper), file.lines.of(stage).of(temper)) for temper in TEMPERS)
    yield from ((("closing", temper), file.closing.of(temper)) for temper in TEMPERS)
    yield from ((("stung", name), file.stung.of(name)) for name in file.stung.__struct_fields__)
    yield from (((name,), getattr(file, name)) for name in ("vent", "again", "nothing_fits"))
