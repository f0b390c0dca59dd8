"""The commands in the documentation do what it says: every `redcard` line in a fenced `sh` block is run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coach.examples import examples
from coach.exercise.events import Opened
from coach.exercise.log import append, session_folder
from coach.paths import sessions_folder, unfinished_folder
from tests.commands.run import program
from tests.examples import beginning
from tests.exercise.made import session as role_play_session
from tests.paths import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "recordings").glob("*.md")])


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("redcard ")]


CASES = sorted({line for page in PAGES for line in commands(page)})


def test_the_readme_shows_commands():
    assert any(line.startswith("redcard analyse") for line in commands(ROOT / "README.md"))


SECONDS = 6.0  # of each recording: the commands are tried here, what they hear elsewhere


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the documentation speaks of."""
    call, second = (each for each in examples() if each.language == "zh")
    beginning(call.id, SECONDS, tmp_path / "call.flac")
    beginning(second.id, SECONDS, tmp_path / "second.flac")
    shutil.copy(call.transcript, tmp_path / "call.txt")
    (tmp_path / "people.csv").write_text("name,team\nAnn,Red\nBob,Red\nCarol,Blue\nDavid,Blue\n", encoding="utf-8")
    (tmp_path / "incident.txt").write_text("The customer waited for an hour. She was upset. She wants a refund.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("line", [line for line in CASES if line.startswith("redcard record")])
def test_a_recording_command_in_the_docs_works(line, desk, sound):
    """With a microphone into which somebody speaks; what records is stopped with Ctrl-C."""
    sound.play(desk / "call.flac")
    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli", *shlex.split(line)[1:]],
        cwd=desk, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "REDCARD_LANG": "en"},
    )  # fmt: skip
    said = ""
    for error_line in process.stderr:
        said += error_line
        if error_line.startswith("● Recording"):
            wait_for_sound(process)
            process.send_signal(signal.SIGINT)
            break
    said += process.communicate(timeout=300)[1]
    assert process.returncode == 0, said


def wait_for_sound(process: subprocess.Popen[str]) -> None:
    ticks = threading.Event()
    while process.poll() is None and not any(file.stat().st_size > 100_000 for file in unfinished_folder().glob("*/source-0.s16")):
        ticks.wait(0.05)


@pytest.mark.parametrize("line", [line for line in CASES if not line.startswith("redcard record")])
def test_a_command_in_the_docs_works(line, desk):
    if line.startswith("redcard roleplay") and " last" in line:
        append(session_folder(sessions_folder(), "s1"), Opened(at_s=0.0, session=role_play_session()))
    run = program(*shlex.split(line)[1:], cwd=desk)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem not in ("CHANGELOG", "THIRD_PARTY") and ".zh-CN" not in page.name])
def test_every_page_has_a_chinese_twin_with_the_same_commands(page):
    twin = page.with_name(f"{page.stem}.zh-CN.md")
    assert twin.exists(), f"{page.name} has no Chinese twin"
    assert commands(twin) == commands(page)


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
