"""The people of a session as somebody typed them, pasted them or saved them from a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coach.encoding import decoded
from coach.errors import UserError
from coach.exercise.session import MAX_PEOPLE, Person
from coach.model import Text

MAX_BYTES = 100_000  # 200 names of 60 Chinese characters have 36,000
MAX_NAME = 60  # characters, as in `session.Name`
_NAME = frozenset(("name", "full name", "names", "participant", "participants", "姓名", "名字", "学员", "参加者"))
_TEAM = frozenset(("team", "group", "组", "组别", "小组", "分组", "队"))
_SEPARATORS = re.compile(r"[,，;；、\t|]+")
_NUMBERED = re.compile(r"^\(?\d{1,3}[.)）．:：]?(?:\s+|$)|^\(?\d{1,3}[.)）．:：]")  # “1. ”, “2)”, a number alone
# Control characters and those that hide text or turn it round.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on the list; `team` is the name in the list's team column, None without one."""

    name: str
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """`notes`: what was done to the list that its writer should know."""

    people: tuple[Listed, ...]
    notes: tuple[Text, ...] = ()


def read_people(data: bytes | str) -> PeopleList:
    """The people in a list: names on lines of their own or with commas, semicolons, tabs or 、 between them; or a table whose
    first line has the heading `name` or 姓名, and perhaps `team` or 组.

    Names that are there twice are told apart by a number. Raises UserError for no name at all, more than 200, one that is
    longer than 60 characters, or what is no text.
    """
    if len(data) > MAX_BYTES:
        raise _no_list()
    if isinstance(data, bytes):
        found = decoded(data)
        if found is None:
            raise _no_list()
        text, is_guessed = found.text, found.is_guessed
    else:
        text, is_guessed = data.replace("\r\n", "\n").replace("\r", "\n"), False
    lines = [line for line in _INVISIBLE.sub("", text).split("\n") if line.strip()]
    delimiter = _table_delimiter(lines[0]) if lines else None
    listed = list(_free(lines) if delimiter is None else _table(lines, delimiter))
    _check(listed)
    told_apart, renamed = _told_apart(listed)
    return PeopleList(people=told_apart, notes=(*([_GUESSED] if is_guessed else []), *renamed))


def numbered(listed: Sequence[Listed]) -> tuple[Person, ...]:
    """The people of a session, in the order of the list: `p1`, `p2`, …"""
    return tuple(Person(uid=f"p{number}", name=one.name) for number, one in enumerate(listed, start=1))


def _table_delimiter(line: str) -> str | None:
    """What separates the columns, when the line is a heading with a column of names; None when it is none."""
    for delimiter in (",", "\t", ";", "，", "；"):
        cells = _cells(line, delimiter)
        if any(cell in _NAME for cell in cells) and (len(cells) > 1 or delimiter not in line):
            return delimiter
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    return [" ".join(cell.split()).casefold() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def _table(lines: list[str], delimiter: str) -> Iterator[Listed]:
    heading = _cells(lines[0], delimiter)
    name = next(place for place, cell in enumerate(heading) if cell in _NAME)
    team = next((place for place, cell in enumerate(heading) if cell in _TEAM), None)
    for row in csv.reader(lines[1:], delimiter=delimiter):
        cells = [" ".join(cell.split()) for cell in row]
        if name < len(cells) and cells[name]:
            group = cells[team] if team is not None and team < len(cells) else ""
            yield Listed(name=cells[name], team=group or None)


def _free(lines: Iterable[str]) -> Iterator[Listed]:
    for line in lines:
        for cell in _SEPARATORS.split(line):
            name = _NUMBERED.sub("", " ".join(cell.split()))
            name = name.strip(" \"'“”·•-*")
            if name:
                yield Listed(name=name)


def _check(listed: Sequence[Listed]) -> None:
    if not listed:
        raise UserError(
            zh="名单里一个名字也没有：请每行写一个名字，或用逗号、顿号隔开。",
            en="There is no name on the list: write one on each line, or put commas between them.",
        )
    if len(listed) > MAX_PEOPLE:
        raise UserError(
            zh=f"名单上有 {len(listed)} 个人，一次最多 {MAX_PEOPLE} 个：请分成几场。",
            en=f"There are {len(listed)} people on the list and a session takes at most {MAX_PEOPLE}: make several sessions of it.",
        )
    for one in listed:
        for what in (one.name, one.team or ""):
            if len(what) > MAX_NAME:
                raise UserError(
                    zh=f"“{what[:20]}…”有 {len(what)} 个字，名字最多 {MAX_NAME} 个：请写短一些，或检查是不是几个人写在了一起。",
                    en=f"“{what[:20]}…” has {len(what)} characters and a name has at most {MAX_NAME}: shorten it, or see whether "
                    "several people ran together.",
                )


def _told_apart(listed: Sequence[Listed]) -> tuple[tuple[Listed, ...], tuple[Text, ...]]:
    """Those who share a name get a number from the second on, which nobody else on the list has."""
    taken = {one.name.casefold() for one in listed}
    seen: set[str] = set()
    told, renamed = [], []
    for one in listed:
        name = one.name
        if name.casefold() in seen:
            start, number = name[: MAX_NAME - 4], 2
            while (name := f"{start} {number}").casefold() in taken:
                number += 1
            taken.add(name.casefold())
            renamed.append(name)
        seen.add(name.casefold())
        told.append(replace(one, name=name))
    if not renamed:
        return tuple(told), ()
    zh, en = "、".join(renamed), ", ".join(renamed)
    note = Text(zh=f"有同名的人，已加上编号：{zh}。", en=f"Some people share a name and got a number: {en}.")
    return tuple(told), (note,)


def _no_list() -> UserError:
    return UserError(
        zh="这不是一份文字名单：请存成 CSV 或文本文件，每行一个名字（Excel：另存为“CSV UTF-8”）。",
        en="This is no list as text: save it as CSV or plain text with a name on each line (Excel: Save as “CSV UTF-8”).",
    )


_GUESSED = Text(
    zh="名单不是 UTF-8 编码，已按 GBK 读取；如果有乱码，请另存为“CSV UTF-8”。",
    en="The list is not in UTF-8 and was read as GBK; if names look wrong, save it as “CSV UTF-8”.",
)
