"""Real microphones without hardware: a PulseAudio server of its own whose sinks' monitors PortAudio records.

What is played into the sink `rep` is heard by the ALSA device `rep_mic`, `customer` by `customer_mic`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("pulseaudio", "pactl", "paplay")
ALSA_PLUGIN = "alsa-lib/libasound_module_pcm_pulse.so"
MICROPHONES = {"rep": "rep_mic", "customer": "customer_mic"}
START_S = 20.0

_ALSA = "</usr/share/alsa/alsa.conf>\n" + "".join(
    f"pcm.{microphone} {{ type pulse device {sink}.monitor }}\n" for sink, microphone in MICROPHONES.items()
)


def missing() -> str:
    """What this needs and the system lacks; empty when all is there."""
    lacking = [name for name in PROGRAMS if not shutil.which(name)]
    if not any(Path("/usr/lib").glob(f"*/{ALSA_PLUGIN}")):
        lacking.append("libasound2-plugins")
    return " ".join(lacking)


@dataclass
class SoundServer:
    """`environment` is what programs need that should find the microphones."""

    environment: dict[str, str]
    players: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def play(self, sound: Path, sink: str = "rep") -> subprocess.Popen[bytes]:
        """Play a sound file into a sink, in the background."""
        player = subprocess.Popen(["paplay", f"--device={sink}", str(sound)], env=self.environment, stderr=subprocess.DEVNULL)
        self.players.append(player)
        return player

    def unplug(self, sink: str) -> None:
        """Take a sink and its microphone away."""
        modules = self._pactl("list", "short", "modules").splitlines()
        number = next(line.split()[0] for line in modules if f"sink_name={sink} " in f"{line} ")
        self._pactl("unload-module", number)

    def _pactl(self, *words: str) -> str:
        run = subprocess.run(["pactl", *words], env=self.environment, capture_output=True, text=True, timeout=30, check=True)
        return run.stdout


@contextmanager
def sound_server(sinks: Sequence[str] = tuple(MICROPHONES)) -> Iterator[SoundServer]:
    with tempfile.TemporaryDirectory(prefix="redcard-sound-", ignore_cleanup_errors=True) as name:
        folder = Path(name)  # not the test's own: a socket's path may have no more than 107 bytes
        socket = folder / "native"
        (folder / "asound.conf").write_text(_ALSA)
        environment = {
            **os.environ,
            "HOME": name,
            "XDG_RUNTIME_DIR": name,
            "PULSE_RUNTIME_PATH": name,
            "PULSE_SERVER": f"unix:{socket}",
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        }
        modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
        modules += [f"module-null-sink sink_name={sink} rate=48000 channels=1" for sink in sinks]
        plain = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr"]
        command = ["pulseaudio", *plain, *(word for module in modules for word in ("-L", module))]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        server = SoundServer(environment)
        try:
            end_s = time.monotonic() + START_S
            while subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False, timeout=30).returncode:
                assert process.poll() is None and time.monotonic() < end_s, (folder / "log").read_text()
            yield server
        finally:
            for each in (*server.players, process):
                each.kill()
                each.wait()
