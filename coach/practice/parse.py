"""From the bytes of a case file to a `Case`, or to every mistake in it."""

from __future__ import annotations

from typing import Any

from coach.errors import UserError
from coach.model import RED_CARDS, STAGES, Language
from coach.practice.format import MAX_ANSWERS, TEMPERS, Answer, Case, CaseFile, Lines
from coach.toml.decode import Reading, decode
from coach.toml.lines import Path
from coach.toml.mistakes import all_of_them, shown
from coach.toml.syntax import parsed

MAX_BYTES = 200_000  # the bundled ones have about 15,000
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_ALWAYS = ("vent", "again", "nothing_fits", "facts")
_HIDDEN = ("calms", "angers", "if_asked")
_FOR_READING = {("facts",), *(("hidden", name) for name in _HIDDEN)}  # on the cards; the customer does not say them
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
    lines = _all_lines(table)
    _check_languages(table, lines, reading)
    _check_lines(lines, reading)
    for path, answer in answers:
        if answer is not None:
            _check_answer(answer, path, reading)
    file_id = name.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if file is not None and file.id != file_id:
        reading.wrong(
            ("id",),
            zh=f"“{file.id}”应与文件名一致，即“{shown(file_id)}”",
            en=f"“{file.id}” should be the file's name, “{shown(file_id)}”",
        )
    if file is None or reading.mistakes:
        raise all_of_them(reading.mistakes, file=name, text=text)
    fields = {field: getattr(file, field) for field in CaseFile.__struct_fields__ if field != "answers"}
    return Case(**fields, answers=tuple(answer for _, answer in answers), text=text)


def _answers(table: Table) -> list[tuple[Path, Table]]:
    """The tables of the answers and where they stand, whatever else is wrong with them."""
    items = table.get("answers")
    items = items if isinstance(items, list) else []
    return [(("answers", index), item) for index, item in enumerate(items[:MAX_ANSWERS]) if isinstance(item, dict)]


def _all_lines(table: Table) -> dict[Path, Lines | None]:
    """The lines by where they stand, apart from the answers: each read by itself, so that one mistake hides no other.

    Without lines where there are none, None where what is there is no lines (which `decode` has told).
    """
    places: list[Path] = [("lines", stage, temper) for stage in STAGES for temper in TEMPERS]
    places += [("closing", temper) for temper in TEMPERS]
    places += [("stung", red_card) for red_card in RED_CARDS]
    places += [(name,) for name in _ALWAYS]
    if isinstance(table.get("hidden"), dict):
        places += [("hidden", name) for name in _HIDDEN]
    return {place: _lines_at(table, place) for place in places}


def _lines_at(table: Table, place: Path) -> Lines | None:
    item: Any = table
    for name in place:
        if not isinstance(item, dict):
            return None
        item = item.get(name, {})
    return decode(item, Lines, place, Reading()) if isinstance(item, dict) else None


def _is_there(table: Table, place: Path) -> bool:
    item: Any = table
    for name in place:
        if not isinstance(item, dict) or name not in item:
            return False
        item = item[name]
    return True


def _check_languages(table: Table, lines: dict[Path, Lines | None], reading: Reading) -> None:
    """The customer can talk in a language, or has no line in it at all; there is at least one."""

    def has(place: Path, language: Language) -> bool:
        """Whether anything is there, or cannot be told; what is missing altogether was told by `decode`."""
        below = [found for path, found in lines.items() if path[: len(place)] == place]
        return not _is_there(table, place) or any(found is None or found.in_(language) for found in below)

    customers = [found for path, found in lines.items() if path not in _FOR_READING]
    spoken = [language for language in LANGUAGES if any(found and found.in_(language) for found in customers)]
    if not spoken and None not in customers:
        reading.wrong(("lines",), zh="客户一句话也没有", en="the customer has no lines at all")
    needed: list[Path] = [*(("lines", stage) for stage in STAGES), ("closing",), *((name,) for name in _ALWAYS)]
    needed += [path for path in lines if path[0] == "hidden"]
    for language in spoken:
        zh, en = _NAMES[language]
        for place in needed:
            if not has(place, language):
                reading.wrong(place, zh=f"一句{zh}也没有", en=f"has nothing in {en}")


def _check_lines(lines: dict[Path, Lines | None], reading: Reading) -> None:
    for path, found in lines.items():
        if found is not None:
            _check_sentences(found, path, reading)
    for language in LANGUAGES:
        again = lines[("again",)]
        for index, line in enumerate(again.in_(language) if again else ()):
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
    if not any(getattr(answer, name).in_(language) for name in ("asked", "told", "say") for language in LANGUAGES):
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
