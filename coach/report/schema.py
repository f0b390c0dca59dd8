"""The published schema of the scorecard JSON and its page of fields, both made from the types.

`python -m coach.report.schema FOLDER` writes scorecard.schema.json, scorecard.md and scorecard.zh-CN.md there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec

from coach.model import SCHEMA_VERSION, Language, Scorecard
from coach.report.fields import FIELDS


def scorecard_schema() -> dict:
    """JSON Schema 2020-12 of what `to_json` writes: every field is always there, null when not measured."""
    reference, definitions = msgspec.json.schema_components((Scorecard,), ref_template="#/$defs/{name}")
    for name, definition in definitions.items():
        for field, schema in definition["properties"].items():
            schema["description"] = FIELDS[name][field].en
        if "description" in definition:  # the type's docstring, with its line ends
            definition["description"] = " ".join(definition["description"].split())
        definition["required"] = list(definition["properties"])
    definitions["Scorecard"]["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Red Card Coach scorecard, version {SCHEMA_VERSION}",
        **reference[0],
        "$defs": definitions,
    }


def schema_file() -> str:
    return json.dumps(scorecard_schema(), indent=2, ensure_ascii=False) + "\n"


def fields_page(language: Language) -> str:
    """The page of fields as Markdown."""
    definitions = scorecard_schema()["$defs"]
    parts = [_HEAD[language]]
    for name, fields in FIELDS.items():
        parts.append(f"\n## {name}\n\n{_COLUMNS[language]}\n| --- | --- | --- |\n")
        for field, meaning in fields.items():
            kind = _kind(definitions[name]["properties"][field])
            parts.append(f"| `{field}` | {kind} | {meaning.in_(language)} |\n")
    return "".join(parts)


def _kind(schema: dict) -> str:
    """The type of one field in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " \\| ".join(_kind(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return f"[{_kind(schema['items'])}, …]"
    if schema["type"] == "object":
        return f"{{id: {_kind(schema['additionalProperties'])}}}"
    return schema["type"]


_COLUMNS = {"en": "| field | type | meaning |", "zh": "| 字段 | 类型 | 含义 |"}
_HEAD = {
    "en": f"""# The scorecard JSON, version {SCHEMA_VERSION}

[中文](scorecard.zh-CN.md) · [JSON Schema](scorecard.schema.json)

`redcard analyse AUDIO --json FILE` and `redcard score TRANSCRIPT --json FILE` write a scorecard as UTF-8 JSON on one line.
Every field is always there. A value that could not be measured is `null`, never a guess, and `notes` says why.
Times are seconds from the start of the recording. Turns and findings are referred to by `uid`, never by position.
`schema_version` goes up on any change; a reader should refuse a higher number than it knows.

The score can be redone by hand: 100 × the sum of `points` ÷ the sum of `max_points`, over the criteria whose
`applicable` is true. Critical failures stand apart from it.

This page and the schema are made from the program's types (`python -m coach.report.schema docs`).
""",
    "zh": f"""# 评分卡 JSON 格式（第 {SCHEMA_VERSION} 版）

[English](scorecard.md) · [JSON Schema](scorecard.schema.json)

`redcard analyse 录音 --json 文件` 和 `redcard score 文字记录 --json 文件` 把评分卡写成一行 UTF-8 编码的 JSON。
所有字段始终存在；测不出的值写 `null`，绝不猜测，原因写在 `notes` 里。
时间一律是距录音开头的秒数。话语和发现一律用 `uid` 引用，不用位置。
格式有任何改动，`schema_version` 就会增加；读取程序遇到比自己认识的更大的版本号时应当拒绝。

得分可以手工复算：100 × `points` 之和 ÷ `max_points` 之和，只算 `applicable` 为 true 的评分项。必须先改的项目另列，不混入得分。

本页和 JSON Schema 都由程序的数据类型生成（`python -m coach.report.schema docs`）。
""",
}


def write_docs(folder: Path) -> None:
    """Write the schema and both pages into `folder`."""
    (folder / "scorecard.schema.json").write_text(schema_file(), encoding="utf-8")
    (folder / "scorecard.md").write_text(fields_page("en"), encoding="utf-8")
    (folder / "scorecard.zh-CN.md").write_text(fields_page("zh"), encoding="utf-8")


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]))
