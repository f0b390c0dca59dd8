"""The worker as a process: killed, left, orphaned, without network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace

import psutil
import pytest

from coach.audio.track import Track
from coach.errors import UserError
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.hearing.worker import HearingWorker
from coach.model import Span
from tests.hearing.errors import error_rate, text_of
from tests.hearing.material import ENGLISH_WITHOUT_FILLERS, in_a_row, spoken, write_track
from tests.paths import ROOT

SECONDS = 10  # "within seconds"
SENTENCES = ENGLISH_WITHOUT_FILLERS[:4]


@pytest.fixture
def call(tmp_path) -> tuple[Track, tuple[Span, ...]]:
    track = write_track(tmp_path / "call.pcm", in_a_row([spoken(text) for text in SENTENCES]))
    return track, speech_spans(speech_probabilities(track))


@pytest.fixture
def long_call(call, tmp_path) -> tuple[Track, tuple[Span, ...]]:
    """Sixty times the call, a quarter of an hour: many batches."""
    track, spans = call
    (tmp_path / "long.pcm").write_bytes(track.path.read_bytes() * 60)
    shifted = [Span(s.start_s + i * track.duration_s, s.end_s + i * track.duration_s) for i in range(60) for s in spans]
    return Track(tmp_path / "long.pcm", 0, track.sample_count * 60), tuple(shifted)


def script(*lines: str) -> str:
    return textwrap.dedent("\n".join(lines))


def test_utterances_stream_with_progress_and_tracks_are_told_apart(worker, call):
    track, spans = call
    seen = []
    both = [track, replace(track, index=1)]
    heard = list(worker.hear(both, [spans, spans], language="en", mode="fast", progress=seen.append))
    for index in (0, 1):
        mine = [utterance for utterance in heard if utterance.track == index]
        assert error_rate([(" ".join(SENTENCES), text_of(mine))], "en") <= 5
        assert [utterance.start_s for utterance in mine] == sorted(utterance.start_s for utterance in mine)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(2 * sum(utterance.end_s - utterance.start_s for utterance in heard) / 2, abs=1.0)


def test_a_call_without_speech_gives_nothing(worker, call):
    track, _ = call
    assert list(worker.hear([track], [()], language=None, mode="fast")) == []
    assert list(worker.hear([], [], language="zh", mode="thorough")) == []


def test_a_killed_worker_is_a_sentence_and_the_next_one_works(model_folder, call, long_call):
    track, spans = long_call
    with HearingWorker(model_folder) as worker:
        answers = worker.hear([track], [spans], language="en", mode="fast")
        next(answers)
        os.kill(worker.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        killed_at = time.monotonic()
        with pytest.raises(UserError, match="hearing process ended unexpectedly") as caught:
            list(answers)
        assert time.monotonic() - killed_at < SECONDS
        assert "识别进程" in caught.value.text.zh
        with pytest.raises(UserError):
            list(worker.hear([track], [spans], language="en", mode="fast"))
    track, spans = call
    with HearingWorker(model_folder) as worker:
        assert error_rate([(" ".join(SENTENCES), text_of(worker.hear([track], [spans], language="en", mode="fast")))], "en") <= 5


def test_leaving_a_call_frees_the_worker_for_the_next(worker, call, long_call):
    class CancelledError(Exception):
        pass

    def cancel(_):
        raise CancelledError

    with pytest.raises(CancelledError):
        list(worker.hear([long_call[0]], [long_call[1]], language="en", mode="fast", progress=cancel))
    next(worker.hear([long_call[0]], [long_call[1]], language="en", mode="fast"))
    heard = list(worker.hear([call[0]], [call[1]], language="en", mode="fast"))
    assert error_rate([(" ".join(SENTENCES), text_of(heard))], "en") <= 5


def test_the_block_ends_the_process_even_in_the_middle(model_folder, long_call):
    with HearingWorker(model_folder) as worker:
        next(worker.hear([long_call[0]], [long_call[1]], language="en", mode="fast"))
        process = psutil.Process(worker.pid)
        left_at = time.monotonic()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert time.monotonic() - left_at < SECONDS


def test_a_folder_that_is_no_model_is_a_sentence(tmp_path, call):
    with HearingWorker(tmp_path) as worker, pytest.raises(UserError, match="cannot be loaded"):
        list(worker.hear([call[0]], [call[1]], language="en", mode="fast"))


def test_a_bug_in_the_worker_is_told_with_its_traceback(model_folder, call, tmp_path):
    gone = replace(call[0], path=tmp_path / "gone.pcm")
    with HearingWorker(model_folder) as worker, pytest.raises(RuntimeError, match="FileNotFoundError"):
        list(worker.hear([gone], [call[1]], language="en", mode="fast"))


def test_the_worker_does_not_outlive_its_parent(model_folder, tmp_path):
    program = tmp_path / "parent.py"
    program.write_text(
        script(
            "import os, signal, sys",
            f"sys.path.insert(0, {str(ROOT)!r})",
            "from pathlib import Path",
            "from coach.hearing.worker import HearingWorker",
            "if __name__ == '__main__':",
            f"    worker = HearingWorker(Path({str(model_folder)!r})).__enter__()",
            "    list(worker.hear([], [], language='en', mode='fast'))",
            "    print(worker.pid, flush=True)",
            "    os.kill(os.getpid(), signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)",
        )
    )
    run = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False)
    pid = int(run.stdout)
    try:
        orphan = psutil.Process(pid)
        orphan.wait(timeout=SECONDS)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        assert orphan.status() == psutil.STATUS_ZOMBIE  # dead, in a container where nobody collects it


def has_own_network_namespace() -> bool:
    program = shutil.which("unshare")
    return bool(program) and subprocess.run([program, "-rn", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_own_network_namespace(), reason="needs Linux and `unshare -rn`")
def test_hearing_needs_no_network(model_folder, call, tmp_path):
    program = tmp_path / "offline.py"
    program.write_text(
        script(
            "import sys",
            f"sys.path.insert(0, {str(ROOT)!r})",
            "from pathlib import Path",
            "from coach.audio.track import Track",
            "from coach.hearing.voice_activity import speech_probabilities, speech_spans",
            "from coach.hearing.worker import HearingWorker",
            "if __name__ == '__main__':",
            f"    track = Track(Path({str(call[0].path)!r}), 0, {call[0].sample_count})",
            "    spans = speech_spans(speech_probabilities(track))",
            f"    with HearingWorker(Path({str(model_folder)!r})) as worker:",
            "        for utterance in worker.hear([track], [spans], language='en', mode='fast'):",
            "            print(utterance.text)",
        )
    )
    command = ["unshare", "-rn", sys.executable, str(program)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    assert error_rate([(" ".join(SENTENCES), run.stdout)], "en") <= 5


def test_the_spawned_process_imports_nothing_heavy_before_it_starts():
    code = "import sys, coach.hearing.worker_process; print([m for m in ('numpy', 'faster_whisper', 'onnxruntime') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"
