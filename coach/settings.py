"""The user's settings: one small private file in the data folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from coach.errors import UserError
from coach.files import write_private
from coach.model import Language
from coach.paths import data_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`rep_channel`: which side of a two-channel recording is the rep (telephony: the left).

    `interface_language` None means: as the system speaks. `delete_after_days` None means: calls are kept.
    `speech_model`: the name of the model that hears recordings where none is named.
    `microphone`: the name of the device last chosen for recording; None for the system's own choice.
    """

    stay_offline: bool = True
    interface_language: Language | None = None
    rep_channel: Literal["left", "right"] = "left"
    microphone: str | None = None
    delete_after_days: Annotated[int, msgspec.Meta(ge=1, le=36_500)] | None = None
    theme: Literal["system", "light", "dark"] = "system"
    speech_model: str = "base"


def settings_file() -> Path:
    return data_folder() / "settings.json"


def load_settings() -> Settings:
    """The saved settings, or the defaults when nothing was saved yet. Raises UserError on a damaged file."""
    file = settings_file()
    try:
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (msgspec.MsgspecError, OSError) as error:
        raise UserError(
            zh=f"设置文件 {file} 读不出来（{error}）：请改正它，或者删掉它以恢复默认设置。",
            en=f"The settings file {file} cannot be read ({error}): mend it, or delete it to go back to the defaults.",
        ) from error


def settings_or_usual() -> Settings:
    """The saved settings; the defaults while the file is damaged, which those that must write it say."""
    try:
        return load_settings()
    except UserError:
        return Settings()


def chosen_model() -> str:
    """The speech model of the settings."""
    return settings_or_usual().speech_model


def save_settings(settings: Settings) -> None:
    write_private(settings_file(), msgspec.json.format(msgspec.json.encode(settings)))


def change_settings(**changes: object) -> None:
    """Save the settings with these fields changed. Raises UserError on a damaged file, and when the disk refuses."""
    save_settings(replace(load_settings(), **changes))
