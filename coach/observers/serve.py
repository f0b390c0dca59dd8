"""The process that serves the page. It ends with the session, with the window that started it, or when it is told to.

A process of its own, so that sixty phones never delay the recorder or the clock on the wall.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

FIRST_PORT, PORTS = 8765, 20
FAREWELL_S = 6.0  # phones ask every two seconds: each is told that the session is over
_START_S, _STOP_S = 20.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """`addresses` are those of this machine on the local network, the likeliest first; with `port` and `code` the way in."""

    code: str
    port: int
    addresses: tuple[str, ...]

    def url(self, address: str) -> str:
        """The page with the code filled in, as a QR code says it; behind the # it is never sent in the clear of a request line."""
        host = f"[{address}]" if ":" in address else address
        return f"http://{host}:{self.port}/#{self.code}"


class Server:
    """Started by `start_server`; `stop` ends it and lets everybody out."""

    def __init__(self, process: SpawnProcess, connection: Connection, serving: Serving) -> None:
        self._process = process
        self._connection = connection
        self.serving = serving

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def stop(self) -> None:
        self._connection.close()
        self._process.join(_STOP_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def start_server(folder: Path, *, only_here: bool = False, clock_ahead_s: float = 0.0) -> Server:
    """Serve the session in `folder` on the local network, or with `only_here` on this machine alone.

    `clock_ahead_s`: how far the session's clock is ahead of the system's (tests play hours in seconds). Raises UserError
    when no port is free or the process does not come up.
    """
    import multiprocessing

    from coach.observers.access import new_code

    code = new_code()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, folder, code, only_here, clock_ahead_s), name="observers", daemon=True)
    process.start()
    theirs.close()
    port = None
    with suppress(EOFError, OSError):
        port = ours.recv() if ours.poll(_START_S) else None
    if port is None:
        process.kill()
        process.join()
        ours.close()
        raise UserError(
            zh=f"观察员页面没能打开：端口 {FIRST_PORT} 到 {FIRST_PORT + PORTS - 1} 都被占用或被禁止；请关掉别的服务，或用纸质观察表。",
            en=f"The observers' page could not be opened: ports {FIRST_PORT} to {FIRST_PORT + PORTS - 1} are all taken or forbidden; close other servers, or use the paper sheets.",
        )
    addresses = ("127.0.0.1",) if only_here else local_addresses()
    return Server(process, ours, Serving(code=code, port=port, addresses=addresses))


def local_addresses() -> tuple[str, ...]:
    """This machine's addresses on its networks, the one that leads out first; nothing is sent to find them. () for none."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # an address for documentation: connecting a datagram socket sends nothing
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return tuple(dict.fromkeys(address for address in found if not address.startswith(("127.", "0."))))


def _serve(connection: Connection, folder: Path, code: str, only_here: bool, clock_ahead_s: float) -> None:
    """The process's whole life."""
    import asyncio
    import signal
    import time

    from uvicorn import Config, Server as WebServer

    from coach.observers.access import Door
    from coach.observers.app import make_app
    from coach.observers.room import Room

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to act on
    listening = _listen("127.0.0.1" if only_here else "0.0.0.0")
    if listening is None:
        return
    room = Room(folder, lambda: time.time() + clock_ahead_s)
    config = Config(
        make_app(room, Door(code, time.monotonic)), log_config=None, access_log=False, server_header=False, date_header=False,
        lifespan="off", ws="none", limit_concurrency=300, timeout_keep_alive=20, proxy_headers=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = WebServer(config)

    async def watch() -> None:
        """Until the owner hangs up or dies, or the session ends."""
        over_at_s = None
        while not connection.poll() and (over_at_s is None or time.monotonic() < over_at_s + FAREWELL_S):
            room.look()
            if over_at_s is None and room.is_over:
                over_at_s = time.monotonic()
            await asyncio.sleep(0.25)
        server.should_exit = True

    async def live() -> None:
        watching = asyncio.create_task(watch())
        await server.serve(sockets=[listening])
        watching.cancel()

    connection.send(listening.getsockname()[1])
    asyncio.run(live())


def _listen(host: str) -> socket.socket | None:
    """A socket on the first port that is free; None when none is."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.bind((host, port))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    return None
