"""The microphones and line inputs that there are, by name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.recording import refuse

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

DEFAULT = "default"  # whatever the system's own settings say
ANSWER_S = 20.0
# PortAudio lists a device once for each way to reach it; these show its full name and its own rate.
_PREFERRED = {"win32": ("Windows WASAPI",), "darwin": ("Core Audio",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDevice:
    """`index` is PortAudio's, good until devices come or go; `rate_hz` the device's own rate, as far as PortAudio knows."""

    index: int
    name: str
    channels: int
    rate_hz: int
    is_default: bool


def input_devices() -> tuple[InputDevice, ...]:
    """What can be recorded from now, the system's default first. Takes about half a second; never empty.

    PortAudio looks at the devices only when it is loaded, so a process of its own is asked, which also keeps away what
    system libraries print. UserError when there is none, PortAudio is missing or the sound system does not answer.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs,), name="redcard-devices", daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(ANSWER_S):
            raise refuse.sound_system_silent()
        answer = ours.recv()
    except EOFError as error:
        raise refuse.sound_system_silent() from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, UserError):
        raise answer
    return answer


def choose(devices: Sequence[InputDevice], name: str | None) -> InputDevice:
    """The device called `name`: exactly, or the only one whose name contains it (capitals do not matter).

    None or "default" is the system's default, the first of `devices`. UserError when none or several fit.
    """
    exact = [device for device in devices if device.name == name]
    if exact:
        return exact[0]
    if name is None or name.casefold() == DEFAULT:
        return next((device for device in devices if device.is_default), devices[0])
    near = [device for device in devices if name.casefold() in device.name.casefold()]
    if len(near) == 1:
        return near[0]
    raise refuse.which_device(name, [device.name for device in near or devices], is_ambiguous=len(near) > 1)


def look() -> tuple[InputDevice, ...]:
    """`input_devices`, in this process and as of the moment when PortAudio was loaded here."""
    sounddevice = load_portaudio()
    try:
        found, hosts = sounddevice.query_devices(), sounddevice.query_hostapis()
        default_index = sounddevice.default.device[0]
    except sounddevice.PortAudioError as error:
        raise refuse.sound_system_silent() from error
    allowed = _PREFERRED.get(sys.platform, ())
    usable = [device for device in found if device["max_input_channels"] > 0]
    usable = [device for device in usable if hosts[device["hostapi"]]["name"] in allowed] or usable
    default_name = found[default_index]["name"] if default_index >= 0 else None
    by_name: dict[str, InputDevice] = {}
    for device in usable:
        by_name.setdefault(
            device["name"],
            InputDevice(
                index=device["index"],
                name=device["name"],
                channels=device["max_input_channels"],
                rate_hz=round(device["default_samplerate"]),
                is_default=device["name"] == default_name,
            ),
        )
    if not by_name:
        raise refuse.no_microphone()
    return tuple(sorted(by_name.values(), key=lambda device: not device.is_default))


def load_portaudio():  # noqa: ANN201 - a module
    """The sounddevice library. UserError when PortAudio, which it needs, is missing or finds no sound system."""
    try:
        import sounddevice
    except OSError as error:  # what sounddevice raises when there is no PortAudio
        raise refuse.no_portaudio() from error
    return sounddevice


def _answer(connection: Connection) -> None:
    from coach.recording.quiet import hush

    hush()
    try:
        connection.send(look())
    except UserError as error:
        connection.send(error)
