"""From a model's name (or a folder of one's own) to files that are safe to load."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from coach.errors import UserError
from coach.files import sha256_of
from coach.hearing.catalogue import CatalogueEntry, catalogue
from coach.hearing.model_check import damaged_files
from coach.hearing.model_wheels import MODEL_IN_WHEELS, join_from_wheels
from coach.paths import models_folder


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A checked model: `folder` holds model.bin and its small files.

    `revision` is the hub's commit, or `own folder sha256:...` (of model.bin) for a folder of one's own.
    """

    name: str
    revision: str
    folder: Path


def model_files(name_or_folder: str) -> ModelFiles:
    """The model, ready to load: every file has been compared with its published SHA-256 in this call.

    Hashing at each load needs no stamp that could go stale: about 0.09 s for base, 1 s for 1.6 GB.
    `base` is joined from the installed wheels when it is not there or damaged. Nothing is ever downloaded here.
    UserError when the name is unknown, the model is not there or damaged, or the folder is not a model.
    """
    entry = catalogue().get(name_or_folder)
    if entry is None:
        return _own_folder(name_or_folder)
    folder = models_folder() / entry.name
    if entry.name == MODEL_IN_WHEELS:
        join_from_wheels(entry, folder)
    else:
        check_model(entry.name)
    return ModelFiles(entry.name, entry.revision, folder)


def known_model(name: str) -> CatalogueEntry:
    """The catalogue's entry; UserError with the nearest names when there is none."""
    entry = catalogue().get(name)
    if entry is None:
        raise _unknown(name)
    return entry


def check_model(name: str) -> None:
    """Compare every byte of a known model here; UserError when it is not there or not the published one."""
    entry = known_model(name)
    folder = models_folder() / entry.name
    get = f"`{get_command(entry.name)}`"
    if not any((folder / file.name).is_file() for file in entry.files):
        raise UserError(
            zh=f"还没有语音模型“{entry.name}”，请运行 {get}。",
            en=f"The speech model “{entry.name}” is not on this machine: run {get}.",
        )
    damaged = damaged_files(entry, folder)
    if damaged:
        names = ", ".join(file.name for file in damaged)
        raise UserError(
            zh=f"语音模型“{entry.name}”的文件不完整或已损坏（{names}），请运行 {get} 修复。",
            en=f"The speech model “{entry.name}” is incomplete or damaged ({names}): "
            f"run {get} to mend it.",
        )


def get_command(name: str) -> str:
    """The command that gets a known model whatever the settings say: all but `base` need the network."""
    return f"redcard model get {name}" + ("" if name == MODEL_IN_WHEELS else " --online")


def _own_folder(given: str) -> ModelFiles:
    folder = Path(given).expanduser()
    if not folder.is_dir():
        raise _unknown(given)
    # Without tokenizer.json faster-whisper would fetch one from the hub, so it is asked for here.
    missing = [name for name in ("model.bin", "config.json", "tokenizer.json") if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in ("vocabulary.txt", "vocabulary.json")):
        missing.append("vocabulary.txt")
    if missing:
        names = ", ".join(missing)
        raise UserError(
            zh=f"文件夹 {folder} 不是 CTranslate2 格式的 Whisper 模型：缺少 {names}；"
            "请换一个文件夹，或用 `redcard model list` 里的名字。",
            en=f"The folder {folder} is not a Whisper model in CTranslate2's format: it lacks {names}; "
            "choose another folder or a name from `redcard model list`.",
        )
    folder = folder.resolve()
    return ModelFiles(folder.name, f"own folder sha256:{sha256_of(folder / 'model.bin')}", folder)


def _unknown(name: str) -> UserError:
    near = difflib.get_close_matches(name, catalogue(), n=1)
    names = ", ".join(catalogue())
    return UserError(
        zh=f"没有叫“{name}”的语音模型，也没有这个文件夹；可选：{names}"
        + (f"（是不是想用“{near[0]}”？）。" if near else "，或自己的模型文件夹。"),
        en=f"There is no speech model or folder called “{name}”: choose one of {names}"
        + (f" (did you mean “{near[0]}”?)." if near else ", or give a model's folder."),
    )
