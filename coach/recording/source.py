"""Devices opened through PortAudio; their blocks come out of one queue."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from coach.recording import refuse
from coach.recording.devices import InputDevice, choose, load_portaudio, look
from coach.recording.layout import Source
from coach.recording.take import Block

LATENCY_S = 0.2  # room for a busy machine: the system keeps this much until the callback gets its turn
BLOCK_S = 0.05
OLDEST_S = 60.0  # an age beyond this is a driver's mistake; below it, the system kept samples while this process stood still


@dataclass(frozen=True, slots=True)
class Ended:
    """The device's stream has stopped by itself."""

    source: int


BlockQueue = SimpleQueue[Block | Ended]


def chosen_sources(names: Sequence[str | None]) -> tuple[tuple[InputDevice, Source], ...]:
    """The devices for the rep and, if there is a second name, the customer (see `devices.choose`).

    The same device twice is one source with two channels. UserError when a device is not there or has too few channels.
    """
    devices = look()
    chosen = [choose(devices, name) for name in names]
    if len(chosen) == 2 and chosen[0] == chosen[1]:
        if chosen[0].channels < 2:
            raise refuse.one_channel_for_two(chosen[0].name)
        return ((chosen[0], Source(device=chosen[0].name, channels=2, rate_hz=chosen[0].rate_hz)),)
    return tuple((device, Source(device=device.name, channels=1, rate_hz=device.rate_hz)) for device in chosen)


def start(device: InputDevice, source: Source, index: int, blocks: BlockQueue) -> object:
    """Open the device and let its blocks flow into the queue; what is returned keeps it open. UserError when refused."""
    sounddevice = load_portaudio()

    def take_block(data, frame_count, times, status) -> None:
        """Only copies: it runs on PortAudio's own thread, which must not wait."""
        spoken_s = frame_count / source.rate_hz
        age_s = times.currentTime - times.inputBufferAdcTime  # of the first sample
        if not spoken_s <= age_s <= OLDEST_S:
            age_s = spoken_s
        blocks.put(Block(index, bytes(data), time.monotonic() - age_s, bool(status.input_overflow)))

    try:
        stream = sounddevice.RawInputStream(
            device=device.index,
            channels=source.channels,
            samplerate=source.rate_hz,
            blocksize=round(BLOCK_S * source.rate_hz),
            dtype="int16",
            latency=LATENCY_S,
            callback=take_block,
            finished_callback=lambda: blocks.put(Ended(index)),
        )
        stream.start()
    except sounddevice.PortAudioError as error:
        raise refuse.cannot_open(device.name, str(error.args[0])) from error
    return stream
