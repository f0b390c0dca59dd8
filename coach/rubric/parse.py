"""From the bytes of a rubric file to a `Rubric`, or to every mistake in it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from coach.errors import UserError
from coach.model import Text
from coach.rubric.check import check_criterion, check_ids, check_mentions, check_patterns, check_taught
from coach.rubric.format import KINDS, Criterion, Rubric, TaughtMark
from coach.rubric.shared import MAX_MARKS, Shared, used, with_shared
from coach.rubric.sources import MARKS, MAX_BYTES
from coach.toml.decode import Reading, decode
from coach.toml.lines import Path, lines_of
from coach.toml.mistakes import Mistake, closest, did_you_mean, shown, told
from coach.toml.syntax import recovered

MAX_CRITERIA = 200
ID = "^[a-z0-9][a-z0-9-]{0,63}$"
_KINDS = {kind.__struct_config__.tag: kind for kind in KINDS}

Table = dict[str, Any]


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file as far as its top level goes."""

    id: Annotated[str, msgspec.Meta(pattern=ID)]
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    title: Text
    about: Text
    course: Text
    criteria: Annotated[tuple[Table, ...], msgspec.Meta(min_length=1, max_length=MAX_CRITERIA)]
    marks: Annotated[tuple[Table, ...], msgspec.Meta(max_length=MAX_MARKS)] = ()
    use: Annotated[tuple[str, ...], msgspec.Meta(max_length=MAX_MARKS)] = ()


def parse_rubric(data: bytes, name: str) -> Rubric:
    """The rubric in the bytes of a file called `name` (its id and `.toml`), with the shared marks that it uses.

    Raises UserError with every mistake in it and in them, a line each: `file:line: field: what is wrong (did you mean …?)`.
    """
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"评分表 {name} 超过 {MAX_BYTES // 1000} kB：请把它拆小。",
            en=f"The rubric {name} is larger than {MAX_BYTES // 1000} kB: make it smaller.",
        )
    file = recovered(data, name)
    text, table, reading = file.text, file.table, Reading()
    shared = used(text, table, reading)
    rubric = _rubric(table, text, shared, name, reading)
    if file.broken or reading.mistakes or rubric is None:
        mistakes = _written(reading.mistakes, text) if file.broken else reading.mistakes
        all_of_them = [*file.broken, *_told(mistakes, shared, name, text)]
        raise UserError(zh="\n".join(one.zh for one in all_of_them), en="\n".join(one.en for one in all_of_them))
    return rubric


def _written(mistakes: Sequence[Mistake], text: str) -> list[Mistake]:
    """The mistakes in what stands there: what is missing may stand on a line that could not be read."""
    lines = lines_of(text)
    return [mistake for mistake in mistakes if mistake.path in lines]


def _told(mistakes: Sequence[Mistake], shared: Sequence[Shared], name: str, text: str) -> list[Text]:
    """The rubric's own mistakes, then those of each shared file, with the file's name and the line in it."""
    of_file: dict[Path, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        path = next((one.path for one in shared if mistake.path[:2] == one.path and mistake.path != one.path), ())
        of_file[path].append(Mistake(path=mistake.path[len(path) :], what=mistake.what))
    files = [((), name, text), *((one.path, one.file, one.text) for one in shared)]
    return [told(of_file[path], file=file, text=words) for path, file, words in files if of_file[path]]


def _rubric(table: Table, text: str, shared: Sequence[Shared], name: str, reading: Reading) -> Rubric | None:
    """The rubric in `table`; what is wrong goes to `reading`, and then there is none."""
    head = decode(table, _Head, (), reading)
    criteria = [_criterion(item, path, reading) for path, item in _tables(table, "criteria", MAX_CRITERIA)]
    tables = _tables(table, "marks", MAX_MARKS)
    tables += [((*one.path, *path), item) for one in shared for path, item in _tables(one.table, "marks", 1)]
    marks = [(path, decode(item, TaughtMark, path, reading)) for path, item in tables]
    taught = [(path, mark) for path, mark in marks if mark is not None]
    check_ids(_tables(table, "criteria", MAX_CRITERIA), reading)
    check_ids(_tables(table, "marks", MAX_MARKS), reading)
    check_mentions(reading.mentions, [item for _, item in tables], reading)
    for path, mark in taught:
        check_taught(mark, path, reading)
    check_patterns(tables, reading)
    file_id = name.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if head and head.id != file_id:
        reading.wrong(
            ("id",),
            zh=f"“{head.id}”应与文件名一致，即“{shown(file_id)}”",
            en=f"“{head.id}” should be the file's name, “{shown(file_id)}”",
        )
    if len(tables) > MAX_MARKS:
        reading.wrong(
            ("use",),
            zh=f"连同共用的，最多 {MAX_MARKS} 个标记，现在有 {len(tables)} 个",
            en=f"a rubric takes at most {MAX_MARKS} marks with the shared ones, and here are {len(tables)}",
        )
    if head is None or reading.mistakes:
        return None
    whole = with_shared(text, table, shared, reading)
    return Rubric(
        id=head.id,
        version=head.version,
        title=head.title,
        about=head.about,
        course=head.course,
        criteria=tuple(criteria),
        text=whole,
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        marks=tuple(
            msgspec.structs.replace(mark, rubric=head.id if path[0] == "marks" else f"{MARKS}/{mark.id}")
            for path, mark in taught
        ),
    )


def _tables(table: Table, name: str, at_most: int) -> list[tuple[Path, Table]]:
    """The tables of a list and where they stand, whatever else is wrong with it."""
    items = table.get(name)
    items = items if isinstance(items, list) else []
    return [((name, index), item) for index, item in enumerate(items[:at_most]) if isinstance(item, dict)]


def _criterion(item: Table, path: Path, reading: Reading) -> Criterion | None:
    written = item.get("kind")
    kind = _KINDS.get(written) if isinstance(written, str) else None
    if kind is None:
        if "kind" not in item:
            reading.wrong((*path, "kind"), zh="缺少这一项", en="is missing")
        else:
            mean = did_you_mean(shown(written), list(_KINDS))
            reading.wrong(
                (*path, "kind"), zh=f"没有“{shown(written)}”这一种{mean.zh}", en=f"there is no “{shown(written)}”{mean.en}"
            )
        likely = closest(shown(written), _KINDS) if "kind" in item else None
        if likely is None:
            return None
        kind = _KINDS[likely]  # by it the other mistakes are told
    criterion = decode({key: value for key, value in item.items() if key != "kind"}, kind, path, reading)
    if criterion is not None:
        check_criterion(criterion, path, reading)
    return criterion
