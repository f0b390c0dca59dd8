"""A recording is never lost: SIGKILL at random moments while it runs, then everything must come back.

    python benchmarks/recording_kills.py [--kills 50] [--longest 3]

Each round starts a recorder on a virtual microphone (PulseAudio, as in the tests), lets it run for a random time of one
to `--longest` seconds and kills, in turn, the recorder, the program that owns it, or both. At the end one
`redcard record --recover` must bring all of them back. Printed for each kill: how long it had been recording by the
clock, how much came back, and the difference, which may be a second at most. Two figures beside it: tenths of a second
without the tone that was played all the time, and whether the call library is as it was. Exit code 1 when anything is
lost.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MOST_LOST_S = 1.0
RATE_HZ = 48_000

# Owns a recorder and says, by the system-wide clock, since when it records.
OWNER = """
import sys, time
from pathlib import Path
from coach.recording.recorder import Recorder

with Recorder(Path(sys.argv[1]), ["rep_mic"]) as recorder:
    while recorder.wait(0.02).state == "starting":
        pass
    print(recorder.pid, time.monotonic(), flush=True)
    while recorder.wait(0.1).state != "ended":
        pass
"""


@dataclass(frozen=True)
class Killed:
    folder: str
    victim: str
    recorded_s: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--longest", type=float, default=3.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    from coach.recording.recovery import unfinished
    from tests.recording.sound_server import missing, sound_server

    if missing():
        sys.exit(f"missing: {missing()}")
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as name, sound_server() as server:
        data = Path(name)
        environment = {**server.environment, "REDCARD_DATA": name, "PYTHONPATH": str(ROOT), "REDCARD_LANG": "en"}
        server.play(long_tone(data / "tone.wav", 600 + arguments.kills * 10))
        (data / "call.txt").write_text("rep: Good morning.\ncustomer: My parcel is lost.\n")
        redcard(environment, "score", str(data / "call.txt"))
        library = redcard(environment, "library", "list")
        (data / "unfinished").mkdir()
        killed = [
            kill_one(data / "unfinished" / f"{number:03}", chance.uniform(MOST_LOST_S, arguments.longest), ("recorder", "owner", "both")[number % 3], environment)
            for number in range(arguments.kills)
        ]
        found = {each.folder.name for each in unfinished(data / "unfinished")}
        printed = redcard(environment, "record", "--recover")
        came_back = re.findall(r"^Kept: (.+) \(", printed, re.MULTILINE)
        intact = redcard(environment, "library", "list") == library
        if len(came_back) != len(found) or len(found) != len(killed):
            print(f"{len(killed)} kills, {len(found)} recordings found, {len(came_back)} back")
            return 1
        return report(killed, [Path(path) for path in came_back], library_is_intact=intact)


def kill_one(folder: Path, after_s: float, victim: str, environment: dict[str, str]) -> Killed:
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(folder)], env=environment, stdout=subprocess.PIPE, text=True)
    pid, begun_s = owner.stdout.readline().split()
    time.sleep(max(0.0, float(begun_s) + after_s - time.monotonic()))
    killed_s = time.monotonic()
    victims = {"recorder": [int(pid)], "owner": [owner.pid], "both": [int(pid), owner.pid]}[victim]
    for each in victims:
        os.kill(each, signal.SIGKILL)
    owner.communicate()
    wait_until_free(folder)
    return Killed(folder.name, victim, killed_s - float(begun_s))


def wait_until_free(folder: Path) -> None:
    """Until the recorder is gone: one whose owner was killed still ends in order."""
    from filelock import FileLock

    with FileLock(folder / "in-use.lock", timeout=30):
        pass


def report(killed: list[Killed], paths: list[Path], *, library_is_intact: bool) -> int:
    import soundfile

    # Recovery goes by the folders' names, so the files come in the order of the kills.
    lost_s, silent = [], 0
    for each, path in zip(killed, paths, strict=True):
        samples, rate_hz = soundfile.read(path)
        lost_s.append(each.recorded_s - len(samples) / rate_hz)
        step = rate_hz // 10
        silent += sum(abs(samples[first : first + step]).max() < 0.01 for first in range(0, len(samples) - step, step))
        print(f"  {each.folder} {each.victim:8} recorded {each.recorded_s:5.2f} s  back {len(samples) / rate_hz:5.2f} s  lost {lost_s[-1]:5.2f} s")
    print(f"{len(killed)} kills, {len(paths)} recordings back")
    print(f"lost: median {statistics.median(lost_s):.2f} s, most {max(lost_s):.2f} s (at most {MOST_LOST_S:.0f} s is allowed)")
    print(f"tenths of a second without the tone: {silent}; library as it was: {library_is_intact}")
    return int(max(lost_s) > MOST_LOST_S or not library_is_intact)


def long_tone(path: Path, length_s: float) -> Path:
    import numpy as np
    import soundfile

    second = (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE_HZ) / RATE_HZ)).astype("f4")
    with soundfile.SoundFile(path, "w", samplerate=RATE_HZ, channels=1, subtype="PCM_16") as file:
        for _ in range(round(length_s)):
            file.write(second)
    return path


def redcard(environment: dict[str, str], *words: str) -> str:
    run = subprocess.run([sys.executable, "-m", "coach.cli", *words], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        print(run.stderr, file=sys.stderr)
    return run.stdout


if __name__ == "__main__":
    sys.exit(main())
