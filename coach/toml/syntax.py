"""A TOML file's text and table, or what `tomllib` says of one that is none, with the line and in both languages."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from coach.errors import UserError
from coach.model import Text
from coach.toml.mistakes import shown

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


def parsed(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """The text and its table. Raises UserError with the line on which the file called `name` is no TOML."""
    try:
        text = data.decode()
        return text, tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # wrong bytes and wrong TOML are both ValueErrors
        line, why = syntax_error(error, data)
        place = name if line is None else f"{name}:{line}"
        raise UserError(
            zh=f"{place}: 不是有效的 TOML：{why.zh}", en=f"{place}: this is not valid TOML: {why.en}"
        ) from error


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
