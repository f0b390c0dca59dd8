"""Get a speech model ready, with or without the network as the user's settings say."""

from __future__ import annotations

from coach.errors import UserError
from coach.hearing.download import Progress, download_model
from coach.hearing.model_check import damaged_files
from coach.hearing.model_wheels import MODEL_IN_WHEELS
from coach.hearing.models import ModelFiles, known_model, model_files
from coach.paths import models_folder
from coach.settings import load_settings


def get_model(name: str, *, online: bool, progress: Progress) -> ModelFiles:
    """The checked model: as it is here, else from the installed wheels (`base`), else from the hub.

    `online` allows the network for this once although "stay offline" is on. `progress` as in `download_model`.
    UserError: unknown name, offline, or the download failed.
    """
    entry = known_model(name)
    if not damaged_files(entry, models_folder() / name) or (name == MODEL_IN_WHEELS and not online):
        return model_files(name)
    if load_settings().stay_offline and not online:
        megabytes = round(entry.size / 1e6)
        raise UserError(
            zh=f"“保持离线”开着，没有下载模型“{name}”（{megabytes} MB）：仅这一次联网请运行 `redcard model get {name} --online`。",
            en=f"“Stay offline” is on, so the model “{name}” ({megabytes} MB) was not downloaded: "
            f"to use the network for this once, run `redcard model get {name} --online`.",
        )
    return download_model(entry, progress)
