"""How the program starts: the window or the command line, and nothing heavy before it is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.paths import ROOT
from ui import app as start

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        [sys.executable, "-m", "ui.app", *words],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, env={**kept, "REDCARD_LANG": "en", **environment},
    )  # fmt: skip


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_words_and_without_a_display_the_help_is_shown():
    result = run()
    assert result.returncode == 0
    assert "Usage" in result.stdout


def test_words_go_to_the_command_line():
    result = run("--version", QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 0
    assert result.stdout.startswith("redcard ")


def test_importing_the_start_loads_no_qt():
    code = "import ui.app, ui.queue.process, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert loaded.returncode == 0, loaded.stderr
    assert not {"PySide6", "numpy", "faster_whisper"} & set(loaded.stdout.split())


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_is_known_by_its_variable(monkeypatch, name):
    monkeypatch.setattr(sys, "platform", "linux")
    for each in DISPLAYS:
        monkeypatch.delenv(each, raising=False)
    assert not start.has_display()
    monkeypatch.setenv(name, "x")
    assert start.has_display()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_the_window_opens_without_words_and_leaves_in_order_when_told_to(data_folder, tmp_path):
    """Started as the user does, ended by SIGTERM: the exit code is 0, the size is remembered and nothing is said."""
    marker = data_folder / "library.db"  # made when the list of calls is read, after the window is up
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "ui.app"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "REDCARD_LANG": "en"},
    )  # fmt: skip
    from tests.ui.conftest import wait_until

    assert wait_until(lambda: marker.exists() or process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    said = [line for line in err.splitlines() if "propagateSizeHints" not in line]
    assert (process.returncode, out, said) == (0, "", [])
    assert (data_folder / "window.ini").exists()
