"""Tables of a file as structs (`coach/rubric/format.py`, `coach/practice/format.py`), with every mistake and where it stands.

msgspec would stop at the first one, and speaks English only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from msgspec.inspect import (
    BoolType,
    DataclassType,
    DictType,
    Field,
    FloatType,
    IntType,
    LiteralType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from coach.model import Text
from coach.toml.lines import Path
from coach.toml.mistakes import Mistake, did_you_mean, shown

_WRONG = object()  # what a wrong value is read as
_PATTERNS = {
    "^[a-z][a-z0-9_]{0,63}$": Text(
        zh="以小写字母开头、只含小写字母、数字和下划线的名字",
        en="a name of lower-case letters, digits and underscores that starts with a letter",
    ),
    "^[a-z0-9][a-z0-9-]{0,63}$": Text(
        zh="只含小写字母、数字和连字符的名字", en="a name of lower-case letters, digits and hyphens"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mark that the file refers to, as one of the rep's or the customer's."""

    path: Path
    side: Literal["rep", "customer"]
    mark: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was come across while decoding."""

    mistakes: list[Mistake] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def wrong(self, path: Path, *, zh: str, en: str) -> None:
        self.mistakes.append(Mistake(path=path, what=Text(zh=zh, en=en)))


def decode(table: Mapping[str, Any], kind: type, path: Path, reading: Reading) -> Any:
    """`table`, which stands at `path`, as a `kind`; None when anything in it is wrong, which `reading` then holds."""
    value = _struct(table, _info(kind), path, reading)
    return None if value is _WRONG else value


@functools.cache
def _info(kind: type) -> Type:
    return type_info(kind)


def _value(value: Any, kind: Type, path: Path, reading: Reading) -> Any:
    match kind:
        case Metadata():
            checked = _value(value, kind.type, path, reading)
            side = (kind.extra or {}).get("mark_of")
            if side and checked is not _WRONG:
                reading.mentions.append(Mention(path=path, side=side, mark=checked))
            return checked
        case UnionType():  # all of ours are a type or None, which TOML cannot write
            return _value(value, next(one for one in kind.types if not isinstance(one, NoneType)), path, reading)
        case StructType() | DataclassType():
            if isinstance(value, dict):
                return _struct(value, kind, path, reading)
        case VarTupleType():
            if isinstance(value, list):
                return _items(value, kind, path, reading)
        case DictType():
            if isinstance(value, dict):
                return value
        case LiteralType():
            if value in kind.values:
                return value
            mean = did_you_mean(shown(value), [str(one) for one in kind.values])
            reading.wrong(path, zh=f"没有“{shown(value)}”{mean.zh}", en=f"there is no “{shown(value)}”{mean.en}")
            return _WRONG
        case BoolType():
            if isinstance(value, bool):
                return value
        case IntType() | FloatType():
            if _is_number(value, kind):
                return value if isinstance(kind, IntType) else float(value)
        case StrType():
            if isinstance(value, str) and _fits(value, kind):
                return value
    expected = _expected(kind)
    reading.wrong(
        path,
        zh=f"应为{expected.zh}，而不是“{shown(value)}”",
        en=f"should be {expected.en}, not “{shown(value)}”",
    )
    return _WRONG


def _struct(table: Mapping[str, Any], kind: StructType | DataclassType, path: Path, reading: Reading) -> Any:
    fields = {one.name: one for one in kind.fields if _is_written(one)}
    for key in table:
        if key not in fields:
            mean = did_you_mean(key, list(fields))
            reading.wrong((*path, key), zh=f"没有这个字段{mean.zh}", en=f"there is no such field{mean.en}")
    values = {}
    complete = all(key in fields for key in table)
    for name, one in fields.items():
        if name in table:
            values[name] = _value(table[name], one.type, (*path, name), reading)
            complete = complete and values[name] is not _WRONG
        elif one.required:
            complete = False
            reading.wrong((*path, name), zh="缺少这一项", en="is missing")
    if complete and kind.cls is Text:
        for language in ("zh", "en"):
            if not values[language].strip():
                complete = False
                reading.wrong((*path, language), zh="不能为空", en="must not be empty")
    return kind.cls(**values) if complete else _WRONG


def _is_written(one: Field) -> bool:
    """Whether the field is the file's, not something that the loader sets."""
    return not (isinstance(one.type, Metadata) and "set_by" in (one.type.extra or {}))


def _items(values: list[Any], kind: VarTupleType, path: Path, reading: Reading) -> Any:
    few, many = kind.min_length or 0, kind.max_length
    if len(values) < few:
        reading.wrong(path, zh=f"至少要有 {few} 项", en=f"needs at least {few} of them")
    elif many is not None and len(values) > many:
        reading.wrong(
            path, zh=f"最多 {many} 项，现在有 {len(values)} 项", en=f"takes at most {many}, and here are {len(values)}"
        )
        return _WRONG
    read = tuple(_value(value, kind.item_type, (*path, index), reading) for index, value in enumerate(values))
    return _WRONG if len(values) < few or any(value is _WRONG for value in read) else read


def _is_number(value: Any, kind: IntType | FloatType) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if isinstance(kind, IntType) else (int, float)):
        return False
    return all(
        (
            value == value,  # not NaN
            kind.ge is None or value >= kind.ge,
            kind.gt is None or value > kind.gt,
            kind.le is None or value <= kind.le,
            kind.lt is None or value < kind.lt,
        )
    )


def _fits(value: str, kind: StrType) -> bool:
    if kind.pattern is not None and not re.fullmatch(kind.pattern, value):
        return False
    return (kind.min_length or 0) <= len(value) and (kind.max_length is None or len(value) <= kind.max_length)


def _expected(kind: Type) -> Text:
    """What a value of the kind is, for the middle of a sentence."""
    match kind:
        case DataclassType() | StructType() if {one.name for one in kind.fields} == {"zh", "en"}:
            inner = "…" if kind.cls is Text else "[…]"
            written = f'{{ zh = "{inner}", en = "{inner}" }}' if inner == "…" else "{ zh = […], en = […] }"
            return Text(zh=f" {written} ", en=written)
        case StructType():
            fields = ", ".join(one.name for one in kind.fields if one.required) or kind.fields[0].name
            return Text(zh=f"一个表（{fields} 等）", en=f"a table with {fields}")
        case VarTupleType(item_type=DictType()):
            return Text(zh=" [[…]] 开头的表", en="tables, each headed by [[…]]")
        case VarTupleType():
            return Text(zh="一个列表 […]", en="a list […]")
        case DictType():
            return Text(zh="一个表", en="a table")
        case BoolType():
            return Text(zh=" true 或 false", en="true or false")
        case IntType() | FloatType():
            zh, en = zip(*_bounds(kind), strict=True) if any(_bounds(kind)) else ((), ())
            whole = isinstance(kind, IntType)
            return Text(
                zh="、".join(zh) + (" 的" if zh else "") + ("整数" if whole else "数"),
                en=" ".join(("a whole number" if whole else "a number", *en)),
            )
        case StrType() if kind.pattern in _PATTERNS:
            return _PATTERNS[kind.pattern]
        case StrType() if kind.max_length:
            few = kind.min_length or 0
            return Text(
                zh=f"加引号的文字（{few}–{kind.max_length} 个字符）",
                en=f"text in quotes of {few} to {kind.max_length} characters",
            )
    return Text(zh="加引号的文字", en="text in quotes")


def _bounds(kind: IntType | FloatType) -> Iterator[tuple[str, str]]:
    for limit, zh, en in (
        (kind.ge, "不小于", "from"),
        (kind.gt, "大于", "above"),
        (kind.le, "不大于", "up to"),
        (kind.lt, "小于", "below"),
    ):
        if limit is not None:
            yield f"{zh} {limit:.9g}", f"{en} {limit:.9g}"
