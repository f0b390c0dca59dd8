"""What takes how much room on the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.library.recording import recording_files
from coach.library.store import library_file, open_library
from coach.model import Text
from coach.paths import attempts_folder, data_folder, models_folder, recordings_folder

PartId = Literal[
    "library", "bin", "recordings", "recordings_without_call", "models", "backups", "other", "total", "free"
]

NAMES: Mapping[PartId, Text] = {
    "library": Text(zh="通话库（评分卡、文字、备注）", en="the library: scorecards, words, notes"),
    "bin": Text(zh="其中回收站里的评分卡", en="of it scorecards in the bin"),
    "recordings": Text(zh="录音", en="recordings"),
    "recordings_without_call": Text(zh="其中没有评分卡的", en="of them without a scorecard"),
    "models": Text(zh="语音模型", en="speech models"),
    "backups": Text(zh="恢复前的自动备份", en="backups made before restoring"),
    "other": Text(zh="其他（设置、报告、评分表、临时文件）", en="the rest: settings, reports, rubrics, temporary files"),
    "total": Text(zh="合计", en="together"),
    "free": Text(zh="磁盘剩余", en="free on the disk"),
}
INSIDE: frozenset[PartId] = frozenset({"bin", "recordings_without_call"})  # a share of the part before them


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the data; `count` is how many calls or files, None where nobody would count."""

    id: PartId
    size_bytes: int
    count: int | None = None


def parts() -> tuple[Part, ...]:
    """Every part, then all together (once each, though `bin` is part of `library`), then what is free. Raises UserError.

    A file that goes while it is looked at counts nothing.
    """
    with open_library() as db:
        calls = db["calls"].count_where("binned_at is null")
        ((binned, binned_bytes),) = db.execute(
            "select count(*), coalesce(sum(length(cast(scorecard as blob))), 0) from cards join calls on calls.id = cards.call"
            " where binned_at is not null"
        )
        used = {name for (name,) in db.execute("select distinct recording from calls where recording is not null")}
        tried = {attempts_folder(uid) for (uid,) in db.execute("select uid from calls")}
    data, models = data_folder(), models_folder()
    library = sum(_size(file) for file in data.glob(f"{library_file().name}*"))
    recorded = dict(_files(recordings_folder()))
    needed = {Path(os.path.realpath(file)) for name in used for file in recording_files(name)}
    loose = {
        file: size
        for file, size in recorded.items()
        if file.parent not in tried and Path(os.path.realpath(file)) not in needed
    }
    model_bytes = sum(size for _, size in _files(models))
    backups = dict(_files(data / "backups"))
    inside = sum(size for _, size in _files(data))
    models_inside = model_bytes if models.is_relative_to(data) else 0
    other = max(0, inside - library - sum(recorded.values()) - models_inside - sum(backups.values()))
    return (
        Part(id="library", size_bytes=library, count=calls),
        Part(id="bin", size_bytes=binned_bytes, count=binned),
        Part(id="recordings", size_bytes=sum(recorded.values()), count=len(recorded)),
        Part(id="recordings_without_call", size_bytes=sum(loose.values()), count=len(loose)),
        Part(id="models", size_bytes=model_bytes),
        Part(id="backups", size_bytes=sum(backups.values()), count=len(backups)),
        Part(id="other", size_bytes=other),
        Part(id="total", size_bytes=inside - models_inside + model_bytes),
        Part(id="free", size_bytes=shutil.disk_usage(data).free),
    )


def _files(folder: Path) -> Iterator[tuple[Path, int]]:
    return ((file, _size(file)) for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # gone in the meantime
        return 0
