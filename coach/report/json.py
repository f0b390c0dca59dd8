"""The scorecard as JSON: the contract that other programs read."""

from __future__ import annotations

import math

import msgspec

from coach.errors import UserError
from coach.model import SCHEMA_VERSION, Scorecard
from coach.report.consistency import first_problem

MAX_BYTES = 64 * 1024 * 1024  # an hour's call takes about 2 MB


class _Version(msgspec.Struct):
    schema_version: int


def to_json(scorecard: Scorecard) -> bytes:
    """UTF-8 JSON on one line, without a line end. Raises ValueError for a number that is not finite (a bug)."""
    _require_finite(msgspec.to_builtins(scorecard), "scorecard")
    return msgspec.json.encode(scorecard)


def to_json_pretty(scorecard: Scorecard) -> bytes:
    """The same, indented by two spaces and ended by a line end."""
    return msgspec.json.format(to_json(scorecard), indent=2) + b"\n"


def from_json(data: bytes) -> Scorecard:
    """Read a scorecard back; fields that are not known are passed over.

    Raises UserError when the data is larger than MAX_BYTES, not a scorecard, made by a newer version, or does not
    fit together (a finding in a turn that does not exist, a time before zero, ...).
    """
    if len(data) > MAX_BYTES:
        raise UserError(
            zh="这个文件太大，不像是一份评分卡：请选择由本软件导出的 JSON 文件。",
            en="This file is too large to be a scorecard: choose a JSON file that this program exported.",
        )
    version = _decode(data, _Version).schema_version
    if version > SCHEMA_VERSION:
        raise UserError(
            zh=f"这份评分卡由更新的版本生成（格式 {version}，本机只认到 {SCHEMA_VERSION}）：请先更新红牌教练，再打开它。",
            en=f"This scorecard was made by a newer version (format {version}, this one reads up to {SCHEMA_VERSION}): "
            "update Red Card Coach, then open it again.",
        )
    if version < 1:
        raise _not_a_scorecard(f"schema_version {version}")
    scorecard = _decode(data, Scorecard)
    problem = first_problem(scorecard)
    if problem:
        raise _not_a_scorecard(problem)
    return scorecard


def _decode(data: bytes, kind: type):
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:  # ValidationError is a DecodeError
        raise _not_a_scorecard(str(error)) from error


def _not_a_scorecard(detail: str) -> UserError:
    return UserError(
        zh=f"这个文件不是完好的评分卡（{detail}）：请重新导出，或重新分析录音。",
        en=f"This file is not a sound scorecard ({detail}): export it again, or analyse the recording again.",
    )


def _require_finite(value: object, place: str) -> None:
    """JSON has no NaN; written as null it would pass for "not measured"."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{place} is {value}")
    elif isinstance(value, dict):
        for key, item in value.items():
            _require_finite(item, f"{place}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            _require_finite(item, f"{place}[{index}]")
