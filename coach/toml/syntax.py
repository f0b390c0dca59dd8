"""A TOML file's text and table, or what `tomllib` says of one that is none, with the line and in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.errors import UserError
from coach.model import Text
from coach.toml.mistakes import shown

_MOST = 20  # messages; a file with more is not a file of ours
_PAIR = re.compile(r"""\s*[\w.'"-]+\s*=""")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# Marks of a Chinese keyboard that stand where TOML wants the plain one.
_PLAIN = {
    "“": '"', "”": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'", "＝": "=", "，": ",", "、": ",", "。": ".", "．": ".",
    "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}", "＃": "#",
}  # fmt: skip
_ZH = (
    ("Cannot overwrite a value", "同一个字段写了两次"),
    ("Duplicate inline table key", "花括号里同一个字段写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate immutable namespace", "已经写完的表不能再添加内容"),
    ("Cannot redefine namespace", "同一个名字既当字段又当表"),
    ("Expected '=' after a key", "字段名后面应为等号 ="),
    ("Expected newline or end of document", "一行里写了两样东西，或引号没有配对"),
    ("Expected ']' at the end of a table", "表名后面缺少 ]"),
    ("Expected ']]' at the end of an array", "表名后面缺少 ]]"),
    ("Invalid initial character for a key", "这里应为字段名"),
    ("Invalid statement", "这一行看不懂"),
    ("Invalid value", "值的写法不对（文字要加英文引号）"),
    ("Invalid date or datetime", "日期或时间不对"),
    ("Unclosed array", "列表没有用 ] 结束，或两项之间缺少逗号"),
    ("Unclosed inline table", "花括号没有用 } 结束，或两项之间缺少逗号"),
    ("Unterminated string", "引号没有结束"),
    ("Unescaped '\\' in a string", "引号里的 \\ 要写成 \\\\，或改用单引号 '…'"),
    ("Illegal character '\\n'", "引号没有在同一行结束"),
    ("Illegal character", "有不能使用的字符"),
    ("Found invalid character", "有不能使用的字符"),
)
_TOO_DEEP = Text(zh="括号套得太深", en="brackets are nested too deep")
_NOT_UTF8 = Text(zh="文件不是 UTF-8 编码：请另存为 UTF-8", en="the file is not in UTF-8: save it as UTF-8")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What of a file is TOML: `text` with the lines that are none left empty, its table, and a message for each such line."""

    text: str
    table: dict[str, Any]
    broken: tuple[Text, ...] = ()


def parsed(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """The text and its table. Raises UserError with every line on which the file called `name` is no TOML."""
    file = recovered(data, name)
    if file.broken:
        raise _error(file.broken)
    return file.text, file.table


def recovered(data: bytes, name: str) -> Recovered:
    """The file called `name` without the lines that are no TOML, so that the mistakes behind them can be told as well.

    Raises UserError where it cannot be read without them (a list that never ends) or is not in UTF-8.
    """
    broken: list[Text] = []
    last = -1
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _error([_told(name, *syntax_error(error, data))]) from error
    while True:
        try:
            return Recovered(text, tomllib.loads(text.removeprefix("\ufeff")), tuple(broken))
        except (ValueError, RecursionError) as error:
            line, why = syntax_error(error, text.encode())
            lines = text.split("\n")
            follows = line == last + 1 and not _PAIR.match(lines[line - 1])  # the rest of the one before
            if not follows:
                broken.append(_told(name, line, why))
            header = line is not None and lines[line - 1].lstrip().startswith("[")  # what stands under it would go astray
            if follows or line is None or header or line <= last or len(broken) == _MOST:
                raise _error(broken) from error
            text = "\n".join((*lines[: line - 1], "", *lines[line:]))
            last = line


def _told(name: str, line: int | None, why: Text) -> Text:
    place = name if line is None else f"{name}:{line}"
    return Text(zh=f"{place}: 不是有效的 TOML：{why.zh}", en=f"{place}: this is not valid TOML: {why.en}")


def _error(broken: Sequence[Text]) -> UserError:
    return UserError(zh="\n".join(one.zh for one in broken), en="\n".join(one.en for one in broken))


def syntax_error(error: ValueError | RecursionError, data: bytes) -> tuple[int | None, Text]:
    """The line (None when it is not known) and what is wrong there, the end of a sentence."""
    if isinstance(error, RecursionError):
        return None, _TOO_DEEP
    if isinstance(error, UnicodeDecodeError):
        return data.count(b"\n", 0, error.start) + 1, _NOT_UTF8
    place = _PLACE.search(str(error))
    if place is None:
        return None, Text(zh=shown(error), en=shown(error))
    why = str(error)[: place.start()]
    zh = next((words for start, words in _ZH if why.startswith(start)), why)
    lines = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if place[1] is None:
        return len("\n".join(lines).rstrip().split("\n")), Text(zh=zh, en=why)
    line, column = int(place[1]), int(place[2])
    character = lines[line - 1][column - 1 : column]
    hint = _PLAIN.get(character)
    if hint:
        return line, Text(
            zh=f"{zh}（您是不是想写英文的 {hint}，而不是 {character}？）",
            en=f"{why} (did you mean {hint} and not {character}?)",
        )
    return line, Text(zh=zh, en=why)
