"""From the end of a practice call to what the window shows: `python benchmarks/stop_to_shown.py [--language zh] [--minutes 8]`.

The bundled calls in a row lie on disk as the recorder leaves them; the last seconds come at the "stop", since what came before
has been measured while it was recorded (here in this process, in a window's recording beside it). Then the window's own way: measured, kept, heard by the real model, judged, opened.
Prints seconds and the share of the call's length, and the load of the machine meanwhile: on a busy one the seconds say little, so
the processor's own seconds stand beside them. The recorder takes 0.5 s more at a stop, for sound on its way (TAIL_S), which is added.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
RATE_HZ = 48_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=["en", "zh"], default="en")
    parser.add_argument("--minutes", type=float, default=8.0)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REDCARD_DATA"] = folder
        measure(Path(folder), arguments.language, 60 * arguments.minutes)


def measure(folder: Path, language: str, length_s: float) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from coach.paths import unfinished_folder
    from coach.practising.keep import keep_recording
    from coach.practising.measuring import LOOK_EVERY_S
    from coach.practising.practice import Practice, practice_file, write_practice
    from coach.practising.so_far import VoiceSoFar, get_ready
    from coach.recording.layout import About, Source, sound_file, write_about
    from coach.recording.loop import TAIL_S
    from ui.app import make_desk
    from ui.main_window import MainWindow

    rep, customer = recorded_call(folder, language, length_s)
    sources = tuple(Source(device=name, channels=1, rate_hz=RATE_HZ) for name in ("mic", "line"))
    raw = unfinished_folder() / "one"
    raw.mkdir()
    before, rest = slice(0, -round(LOOK_EVERY_S * RATE_HZ)), slice(-round(LOOK_EVERY_S * RATE_HZ), None)
    for index, samples in enumerate((rep, customer)):
        sound_file(raw, index).write_bytes(samples[before].tobytes())
    practice = Practice(title="Practice", rubric="service-cycle", language=language, customer="line")
    write_practice(practice_file(raw), practice)

    app = QApplication(sys.argv[:1])
    window = MainWindow(make_desk(app))
    window.show()
    write_about(raw, About(started_at="2026-03-01T09:30:05+08:00", sources=sources))
    get_ready()
    voice = VoiceSoFar(raw)
    voice.look()
    used_s, start_s = processor_s(), time.perf_counter()
    for index, samples in enumerate((rep, customer)):
        with sound_file(raw, index).open("ab") as file:
            file.write(samples[rest].tobytes())
    voice.look(is_over=True)
    window.practise.stopped.emit(practice.title, voice.delivery((), language))
    window.repaint()
    app.processEvents()
    say("how the rep spoke is shown", TAIL_S + time.perf_counter() - start_s, length_s)
    print(f"  of it {processor_s() - used_s:.2f} s of the processor; {'; '.join(window.heard.tiles.texts)}", flush=True)
    window.practise.recorded.emit(keep_recording(raw, title="Practice"))
    words = False
    while not window.call.isVisible():
        QTest.qWait(20)
        if not words and window.heard.transcript.toPlainText():
            words = True
            say("the first words are shown", TAIL_S + time.perf_counter() - start_s, length_s)
    whole_s = TAIL_S + time.perf_counter() - start_s
    say("all is shown", whole_s, length_s)
    used_s = processor_s() - used_s
    window.close()
    print(f"processor {used_s:.1f} s = {used_s / length_s:.3f} of the length, all processes together")
    print(f"load of the last minute {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def recorded_call(folder: Path, language: str, length_s: float):
    """Rep and customer, int16 at 48 kHz."""
    import numpy as np
    import soxr

    from coach.audio.read import open_recording
    from coach.audio.track import TRACK_RATE_HZ
    from coach.examples import examples

    usable = [each for each in examples() if each.language == language and len(each.channels) == 2]
    pieces, total = [], 0
    while total < length_s * TRACK_RATE_HZ:
        with open_recording(usable[len(pieces) % len(usable)].path) as recording:
            pieces.append(np.stack([track.read() for track in recording.tracks], axis=1))
        total += len(pieces[-1])
    both = soxr.resample(np.concatenate(pieces)[: round(length_s * TRACK_RATE_HZ)], TRACK_RATE_HZ, RATE_HZ)
    return np.rint(np.clip(both, -1, 1) * 32767).astype("<i2").T


def processor_s() -> float:
    """Of this process, of those it started that run, and of those that have ended."""
    import psutil

    running = [sum(each.cpu_times()[:2]) for each in psutil.Process().children(recursive=True)]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(psutil.Process().cpu_times()[:2]) + sum(running) + ended.ru_utime + ended.ru_stime


def say(what: str, seconds: float, length_s: float) -> None:
    print(f"{what:30} {seconds:6.1f} s = {seconds / length_s:.3f} of the call's {length_s:.0f} s", flush=True)


if __name__ == "__main__":
    main()
