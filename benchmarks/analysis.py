"""The whole analysis of an eight-minute call against bare faster-whisper, and what the rest takes.

    python benchmarks/analysis.py [--audio FILE] [--rounds 3] [--mode fast] [--mode thorough]

Each side is a process of its own, started in turn (A B A B ...), timed from start to end with imports and model
loading: `redcard analyse` with the scorecard's JSON and the HTML report, and faster-whisper with the same model, decoding settings,
audio and channels. Ratios of one run can be compared; seconds of different machines cannot.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
CALL_S = 480.0

BARE = """
import sys
from faster_whisper import BatchedInferencePipeline, WhisperModel
from faster_whisper.audio import decode_audio
from coach.hearing.transcribe import BATCH, BEAMS, FILLER_PROMPTS

path, folder, mode, language, threads = sys.argv[1:]
channels = decode_audio(path, split_stereo=True)
model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=int(threads), local_files_only=True)
for channel in channels:
    segments, _ = BatchedInferencePipeline(model).transcribe(
        channel, language=language, beam_size=BEAMS[mode], temperature=0.0, word_timestamps=True, batch_size=BATCH,
        initial_prompt=FILLER_PROMPTS[language] if mode == "thorough" else None, vad_filter=True,
    )
    print(sum(len(segment.words) for segment in segments), "words")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audio", type=Path, help="a two-channel call; without it the bundled calls, one after the other")
    parser.add_argument("--language", default="en", choices=["en", "zh"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mode", action="append", choices=["fast", "thorough"])
    arguments = parser.parse_args()

    from coach.hearing.models import model_files
    from coach.threads import default_threads

    threads = default_threads()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, {threads} threads for hearing, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        call = arguments.audio or eight_minutes(Path(folder) / "call.wav", arguments.language)
        model = model_files("base").folder
        bare_script = Path(folder) / "bare.py"
        bare_script.write_text(BARE)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "REDCARD_DATA": folder, "REDCARD_MODELS": str(model.parent)}
        for mode in arguments.mode or ["fast", "thorough"]:
            ours = [
                sys.executable, "-m", "coach.cli", "analyse", str(call), "--language", arguments.language, "--hearing", mode,
                "--no-save", "--json", f"{folder}/card.json", "--html", f"{folder}/card.html",
            ]  # fmt: skip
            bare = [sys.executable, str(bare_script), str(call), str(model), mode, arguments.language, str(threads)]
            pairs = [(seconds(ours, environment), seconds(bare, environment)) for _ in range(arguments.rounds)]
            ratios = [a / b for a, b in pairs]
            print(f"\n{mode}: redcard analyse ÷ bare faster-whisper")
            for (a, b), ratio in zip(pairs, ratios, strict=True):
                print(f"  {a:6.1f} s ÷ {b:6.1f} s = {ratio:.2f}")
            print(f"  median ratio {statistics.median(ratios):.2f}")
        print("\nsteps beside the hearing, one after the other, alone (in an analysis pitch and level run while words are heard):")
        for name, taken_s in steps(call, arguments.language):
            print(f"  {name:42} {taken_s:6.2f} s")


def eight_minutes(target: Path, language: str) -> Path:
    """The bundled two-channel calls of a language in a row until eight minutes are full."""
    import numpy as np
    import soundfile

    from coach.audio.read import open_recording
    from coach.audio.track import TRACK_RATE_HZ
    from coach.examples import examples

    calls, total = [], 0
    usable = [each for each in examples() if each.language == language and len(each.channels) == 2]
    while total < CALL_S * TRACK_RATE_HZ:
        with open_recording(usable[len(calls) % len(usable)].path) as recording:
            calls.append(np.stack([track.read() for track in recording.tracks], axis=1))
        total += len(calls[-1])
    soundfile.write(target, np.concatenate(calls)[: int(CALL_S * TRACK_RATE_HZ)], TRACK_RATE_HZ)
    return target


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken_s = time.perf_counter() - started
    if run.returncode:
        raise SystemExit(f"{command} failed:\n{run.stderr}")
    return taken_s


def steps(call: Path, language: str) -> list[tuple[str, float]]:
    """Seconds of each step of an analysis, run alone in this process."""
    from coach.analyse import Options, analyse_recording
    from coach.audio.read import open_recording
    from coach.audio.waveform import waveform
    from coach.delivery.listen import listen
    from coach.hearing.models import model_files
    from coach.hearing.voice_activity import speech_probabilities, speech_spans
    from coach.hearing.worker import HearingWorker
    from coach.report.html import html_report
    from coach.rubric.judge import judge
    from coach.rubric.labels import label_turns
    from coach.rubric.load import load_rubric

    taken: list[tuple[str, float]] = []

    def timed(name, function):
        started = time.perf_counter()
        result = function()
        taken.append((name, time.perf_counter() - started))
        return result

    model = timed("check the model's SHA-256", lambda: model_files("base"))
    with ExitStack() as stack:
        recording = timed("decode, resample and hash the recording", lambda: stack.enter_context(open_recording(call)))
        speech = timed(
            "voice activity (both channels)",
            lambda: [speech_spans(speech_probabilities(track)) for track in recording.tracks],
        )
        timed("pitch and level (both channels)", lambda: [listen(t, s) for t, s in zip(recording.tracks, speech, strict=True)])
        timed("waveform pictures", lambda: [waveform(track) for track in recording.tracks])
    with HearingWorker(model.folder) as worker:
        analysis = analyse_recording(call, Options(language=language), model=model, worker=worker)
    card = analysis.scorecard
    rubric = timed("load the rubric", lambda: load_rubric("service-cycle"))
    labelled = timed("label the turns", lambda: label_turns(card.turns, language=language))
    timed(
        "criteria, score, findings",
        lambda: judge(rubric, labelled, language=language, delivery=card.delivery, interplay=card.interplay),
    )
    timed("HTML report", lambda: html_report(card, language="en", waveforms=analysis.waveforms))
    return taken


if __name__ == "__main__":
    main()
