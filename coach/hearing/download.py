"""Fetch a speech model from the hub: resumable, cancellable, and only the published bytes are kept.

Our own few lines over `requests` and not the hub's client: that one compares no SHA-256, and its progress and
cancelling hang on its terminal bar.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from http.client import PARTIAL_CONTENT
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.hearing.catalogue import CatalogueEntry, ModelFile
from coach.hearing.model_check import damaged_files, is_whole
from coach.hearing.models import ModelFiles
from coach.paths import models_folder, private_folder
from coach.reasons import reason

if TYPE_CHECKING:
    import requests

Progress = Callable[[int, int], None]

HUB = "https://huggingface.co"
_SPARE_BYTES = 64 << 20  # left free on the disk
_CHUNK_BYTES = 1 << 20
_TIMEOUT_S = 30


def download_model(entry: CatalogueEntry, progress: Progress) -> ModelFiles:
    """Fetch the files of `entry` that are not here yet, check each, and return the model.

    `progress(done, total)` is called in bytes of the whole model, at least once a mebibyte; it may raise to cancel.
    What was fetched before a cancel or a broken line stays, and the next call goes on from there.
    `HF_ENDPOINT` names another hub, as for the hub's own client.
    UserError: no way to the hub, the file is not there, wrong bytes (which are deleted), or the disk is full.
    """
    import requests

    folder = private_folder(models_folder() / entry.name)
    lacking = damaged_files(entry, folder)
    _require_space(folder, sum(file.size - _part_size(folder / f"{file.name}.part", file) for file in lacking))
    done = entry.size - sum(file.size for file in lacking)
    progress(done, entry.size)
    with requests.Session() as session:
        for file in lacking:
            try:
                for here in _fetch(session, _address(entry, file), folder / file.name, file):
                    progress(done + here, entry.size)
            except requests.RequestException as error:
                raise _no_answer(entry, error) from error
            except OSError as error:
                raise UserError(
                    zh=f"语音模型写不进 {folder}（{reason(error).zh}）：请确认可以写入且空间足够，然后重新运行同一条命令。",
                    en=f"The speech model could not be written to {folder} ({reason(error).en}): make sure that you may "
                    "write there and that there is room, then run the same command again.",
                ) from error
            done += file.size
    return ModelFiles(entry.name, entry.revision, folder)


def _address(entry: CatalogueEntry, file: ModelFile) -> str:
    hub = os.environ.get("HF_ENDPOINT", HUB).rstrip("/")
    return f"{hub}/{entry.repository}/resolve/{entry.revision}/{file.name}"


def _part_size(part: Path, file: ModelFile) -> int:
    """Bytes of an unfinished download that can be gone on from."""
    here = part.stat().st_size if part.is_file() else 0
    return here if here <= file.size else 0


def _fetch(session: requests.Session, address: str, target: Path, file: ModelFile) -> Iterator[int]:
    """Fetch what is missing of one file and put it in place once checked; yields the bytes of it that are here."""
    part = target.with_name(f"{target.name}.part")
    start = _part_size(part, file)
    if start < file.size:
        headers = {"Accept-Encoding": "identity"}  # compressed answers cannot be gone on from
        if start:
            headers["Range"] = f"bytes={start}-"
        with session.get(address, headers=headers, stream=True, timeout=_TIMEOUT_S) as answer:
            answer.raise_for_status()
            yield from _write(answer, part, start if answer.status_code == PARTIAL_CONTENT else 0, file.size)
    if part.stat().st_size < file.size:
        raise _cut_off(file)
    if not is_whole(part, file):
        part.unlink()
        raise UserError(
            zh=f"下载到的 {file.name} 与官方发布的不一致，已删除，请重新运行同一条命令；若仍如此，请换一个网络或镜像（环境变量 HF_ENDPOINT）。",
            en=f"The downloaded {file.name} is not the published file and was deleted: run the same command again, "
            "and if that does not help, use another network or mirror (environment variable HF_ENDPOINT).",
        )
    os.replace(part, target)


def _write(answer: requests.Response, part: Path, start: int, size: int) -> Iterator[int]:
    """Append the answer's bytes from `start` on, never much beyond `size`; yields the file's length so far."""
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "wb") as out:
        out.truncate(start)
        out.seek(start)
        for chunk in answer.iter_content(_CHUNK_BYTES):
            out.write(chunk)
            start += len(chunk)
            yield start
            if start > size:
                return


def _require_space(folder: Path, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes + _SPARE_BYTES:
        needed_mb, free_mb = (needed_bytes + _SPARE_BYTES) >> 20, free_bytes >> 20
        raise UserError(
            zh=f"磁盘空间不足：{folder} 需要 {needed_mb} MB，只剩 {free_mb} MB；请腾出空间，或用环境变量 REDCARD_MODELS 换一个位置。",
            en=f"The disk is too full: {folder} needs {needed_mb} MB and has {free_mb} MB free; "
            "make room, or choose another place with the environment variable REDCARD_MODELS.",
        )


def _cut_off(file: ModelFile) -> UserError:
    return UserError(
        zh=f"{file.name} 的下载中断了，已下载的部分保留着：请重新运行同一条命令接着下载。",
        en=f"The download of {file.name} was cut off; what came is kept: run the same command again to go on.",
    )


def _no_answer(entry: CatalogueEntry, error: requests.RequestException) -> UserError:
    hub = os.environ.get("HF_ENDPOINT", HUB)
    if error.response is not None:
        status = error.response.status_code
        return UserError(
            zh=f"{hub} 上取不到模型“{entry.name}”（状态码 {status}）：请稍后再试，或用环境变量 HF_ENDPOINT 换一个镜像。",
            en=f"{hub} did not give the model “{entry.name}” (status {status}): try again later, "
            "or choose another mirror with the environment variable HF_ENDPOINT.",
        )
    return UserError(
        zh=f"连不上 {hub}，或连接中断：请检查网络和代理，或用环境变量 HF_ENDPOINT 换一个镜像；已下载的部分保留着，重新运行即可接着下载。",
        en=f"{hub} could not be reached, or the line broke: check the network and proxy, or choose a mirror with the "
        "environment variable HF_ENDPOINT; what came is kept, and the same command goes on from there.",
    )
