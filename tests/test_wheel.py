"""The built wheel: what is in it, and (slow) that it works in an empty environment, from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGES = ("coach", "ui", "rubrics", "recordings")
# Never into the wheel: caches and what editors and systems leave lying about.
LEFTOVERS = ("__pycache__", ".DS_Store", ".pyc", "~")

TRANSCRIPT = """rep: Good morning, how can I help you?
customer: My internet has been down for three days and nobody calls me back!
rep: You have to calm down. That's not my department.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-I", "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation"]
    built = subprocess.run([*pip, "-w", folder, ROOT], capture_output=True, text=True, timeout=120)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_is_for_every_system(wheel):
    assert wheel.name.startswith("red_card_coach-")
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_holds_every_file_of_the_packages(wheel):
    ours = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file()}
    ours = {name for name in ours if not any(leftover in name for leftover in LEFTOVERS)}
    assert {"coach/cli.py", "coach/hearing/catalogue.toml", "recordings/manifest.toml", "ui/__init__.py"} <= ours
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == ours


def test_the_wheel_carries_licences_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        info = {name.split(".dist-info/")[1]: name for name in archive.namelist() if ".dist-info/" in name}
        assert {"licenses/LICENSE", "licenses/THIRD_PARTY.md"} <= set(info)
        assert "redcard = ui.app:main" in archive.read(info["entry_points.txt"]).decode()
        assert "License-Expression: MIT" in archive.read(info["METADATA"]).decode()


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment_from_another_folder(wheel, tmp_path):
    venv, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "call.txt").write_text(TRANSCRIPT, "utf-8")
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"REDCARD_LANG": "en"}

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            words, cwd=elsewhere, env=environment, capture_output=True, encoding="utf-8", timeout=900, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    run(getattr(sys, "_base_executable", None) or sys.executable, "-m", "venv", venv)
    pip = [programs / "python", "-I", "-m", "pip", "install", "--disable-pip-version-check"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*pip, "--no-index", "--no-deps", wheel)
    redcard = programs / "redcard"

    where = run(programs / "python", "-c", "import coach, ui, rubrics, recordings; print(coach.__file__)")
    assert str(venv) in where
    assert "service-cycle" in run(redcard, "rubric", "list")
    assert "calm down" in run(redcard, "score", "call.txt", "--no-save")
    assert " of 100" in run(redcard, "demo")
    assert "Speech model base" in run(redcard, "doctor")
