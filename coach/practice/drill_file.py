"""The drill kept between days: one small private file in the data folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from coach.errors import UserError
from coach.files import write_private
from coach.paths import data_folder
from coach.practice.drill import Drill

_VERSION = 1


class _Saved(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    drill: Drill


def drill_file() -> Path:
    return data_folder() / "drill.json"


def load_drill() -> Drill:
    """What was saved, an empty drill when nothing was yet. Raises UserError for a damaged file or one of a newer version."""
    file = drill_file()
    try:
        saved = msgspec.json.decode(file.read_bytes(), type=_Saved)
    except FileNotFoundError:
        return Drill()
    except (msgspec.MsgspecError, OSError) as error:
        raise UserError(
            zh=f"练习进度文件 {file} 读不出来（{error}）：请用备份替换它，或者删掉它重新开始。",
            en=f"The drill's file {file} cannot be read ({error}): put a backup in its place, or delete it to begin anew.",
        ) from error
    if saved.version > _VERSION:
        raise UserError(
            zh=f"练习进度文件 {file} 是更新版本的程序写的：请先更新本程序。",
            en=f"The drill's file {file} was written by a newer version of this program: update the program first.",
        )
    return saved.drill


def save_drill(drill: Drill) -> None:
    """Raises UserError when it cannot be written; what was there before then stays."""
    write_private(drill_file(), msgspec.json.format(msgspec.json.encode(_Saved(version=_VERSION, drill=drill))))
