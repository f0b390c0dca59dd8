"""The recorder's loop: takes blocks, writes them, watches devices and disk, and does what its owner says.

One loop does everything but waiting for others: it takes blocks off the queue that PortAudio's thread fills, writes
them, and answers its owner. Syncing has a thread of its own, since a busy disk can take seconds over it, and so has
asking the sound server.
"""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.recording import refuse
from coach.recording.messages import Command, State, Status
from coach.recording.pulse import present_sources, recorded_sources
from coach.recording.source import BlockQueue, Ended
from coach.recording.take import Take

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SYNC_EVERY_S = 0.5
GONE_AFTER_S = 1.0
SERVER_EVERY_S = 0.5
SERVER_TRIES = 3
FIRST_BLOCK_S = 10.0  # devices that must wake up first (Bluetooth) take a while
STOOD_STILL_S = 1.0  # a turn of the loop takes 0.05 s
TAIL_S = 0.5  # for what was spoken before the stop and is still on its way
SPARE_BYTES = 1_000_000


class Loop:
    """One recording, from the first block to the last; see the top of this file."""

    def __init__(self, connection: Connection, take: Take, blocks: BlockQueue, limit_s: float, is_paused: bool) -> None:
        self._connection = connection
        self._take = take
        self._blocks = blocks
        self._limit_s = limit_s
        self._begins_paused = is_paused
        self._heard_s: list[float | None] = [None] * len(take.sources)  # when each device last gave a block
        self._problem: UserError | None = None
        self._has_begun = self._has_lost_customer = False
        self._stop_at_s = float("inf")
        self._turned_s = self._looked_s = self._opened_s = time.monotonic()
        self._disk_error: OSError | None = None
        self._is_done = threading.Event()

    def run(self) -> Status:
        """Until told to stop, or something makes it end; then everything is on the disk."""
        try:
            while time.monotonic() < self._stop_at_s:
                self._turn()
            self._is_done.set()
            self._take.sync()
        except OSError as error:
            self._disk_error = error
        if self._disk_error:
            self._problem = refuse.cannot_keep_writing(self._take.folder, self._disk_error)
        return self._status("ended")

    def _turn(self) -> None:
        self._take_blocks()
        now_s = time.monotonic()
        if now_s - self._turned_s > STOOD_STILL_S:
            self._wake_up(now_s)
        self._turned_s = now_s
        if not self._has_begun and None not in self._heard_s:
            self._has_begun = True
            if not self._begins_paused:
                self._take.go_on(now_s)
            for work in (self._keep_syncing, self._watch_server):
                threading.Thread(target=work, daemon=True).start()
        self._watch_devices(now_s)
        self._watch_disk(now_s)
        if self._take.elapsed_s >= self._limit_s or self._disk_error:
            self._stop_at_s = now_s
        self._obey(now_s)

    def _take_blocks(self) -> None:
        """All that are there, after waiting a little for the first."""
        wait_s = 0.05
        with suppress(Empty):
            while True:
                block = self._blocks.get(timeout=wait_s)
                wait_s = 0.0
                if isinstance(block, Ended):
                    self._lose(block.source)
                    continue
                if block.source == 1 and self._has_lost_customer:
                    continue  # the sound server may have put another device in its place, the rep's perhaps
                self._heard_s[block.source] = time.monotonic()
                self._take.add(block)

    def _wake_up(self, now_s: float) -> None:
        """The computer slept, or this process was held up: no device is to blame."""
        if self._has_begun:
            self._take.note_sleep(now_s - self._turned_s)
        self._heard_s = [heard_s and now_s for heard_s in self._heard_s]
        self._opened_s = now_s

    def _watch_devices(self, now_s: float) -> None:
        for index, heard_s in enumerate(self._heard_s):
            silent_s = now_s - heard_s if heard_s else now_s - self._opened_s
            if silent_s > (GONE_AFTER_S if heard_s else FIRST_BLOCK_S):
                self._lose(index)

    def _lose(self, index: int) -> None:
        """Without the rep's device there is nothing to go on for; without the customer's there is."""
        name = self._take.sources[index].device
        if not self._has_begun:
            self._problem, self._stop_at_s = refuse.device_mute(name), 0.0
        elif index == 0:
            self._problem, self._stop_at_s = refuse.device_gone(name), 0.0
        elif not self._has_lost_customer:
            self._has_lost_customer, self._problem = True, refuse.customer_gone(name)
            self._take.lose_customer()

    def _watch_disk(self, now_s: float) -> None:
        """End while there is still room to make the finished file, which is no larger than what is there."""
        if now_s - self._looked_s < 1.0:
            return
        self._looked_s = now_s
        if free_bytes(self._take.folder) < self._take.bytes_on_disk + SPARE_BYTES:
            self._problem, self._stop_at_s = refuse.room_used_up(self._take.folder), 0.0

    def _obey(self, now_s: float) -> None:
        try:
            while self._connection.poll():
                self._do(self._connection.recv(), now_s)
        except (EOFError, OSError):  # nobody is there any more who could stop it
            self._stop_at_s = min(self._stop_at_s, now_s)

    def _do(self, command: Command, now_s: float) -> None:
        if command == "pause":
            self._take.pause(now_s)
        elif command == "go on" and self._has_begun and self._take.is_paused:
            self._take.go_on(now_s)
        elif command == "mark":
            self._take.mark()
        elif command == "stop":
            self._stop_at_s = min(self._stop_at_s, now_s if self._take.is_paused else now_s + TAIL_S)
            self._take.pause(now_s)
        elif command == "status":
            paused = "paused" if self._take.is_paused else "recording"
            self._connection.send(self._status(paused if self._has_begun else "starting"))

    def _status(self, state: State) -> Status:
        take = self._take
        return Status(
            state=state,
            elapsed_s=take.elapsed_s,
            levels=take.levels(),
            moments=tuple(take.moments),
            overflows=take.overflows,
            slept_s=take.slept_s,
            problem=self._problem,
        )

    def _keep_syncing(self) -> None:
        while not self._is_done.wait(SYNC_EVERY_S):
            try:
                self._take.sync()
            except OSError as error:
                self._disk_error = error
                return

    def _watch_server(self) -> None:
        """A device that the sound server has replaced by another counts as gone."""
        answers = (recorded_sources() for _ in range(SERVER_TRIES))
        recorded = next((answer for answer in answers if len(answer) == len(self._take.sources)), ())
        while recorded and not self._is_done.wait(SERVER_EVERY_S):
            present = present_sources()
            for index, source in enumerate(recorded):
                if present and source not in present:
                    self._blocks.put(Ended(index))


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
