"""The house's rules: who may import whom, what an import may cost, how processes start, which licences come along."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tests.paths import ROOT

HEAVY = ("numpy", "scipy", "librosa", "numba", "faster_whisper", "ctranslate2", "onnxruntime", "av", "jinja2", "rich", "PySide6")
LOADED_LATE = {"coach.library.migrations"}  # built with sqlite-utils (which loads numpy) when a library is opened

# Licences that ask something back of those who pass the library on. Each is used as an unchanged, separately
# installed library that the user can replace; none is GPL alone. What each asks for: THIRD_PARTY.md.
COPYLEFT = {
    "pyside6-essentials": "LGPL-3.0-only, chosen from its three licences",
    "shiboken6": "LGPL-3.0-only, chosen from its three licences",
    "soxr": "LGPL-2.1-or-later",
}
# Libraries under the GPL that wheels are known to carry, and where one comes along all the same.
GPL_BINARIES = re.compile(r"x26[45]|xvid|fftw|readline|espeak|rubberband|libmad|libcdio", re.IGNORECASE)
GPL_CARRIERS = {"av": {"x264", "x265"}}  # video encoders, linked by its FFmpeg and never called by us: THIRD_PARTY.md


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120)


def test_every_package_imports_only_what_its_row_of_the_design_allows():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("coach/audio/planted.py", "import PySide6.QtCore", "The engine never imports ui or Qt"),
        ("coach/audio/planted.py", "import coach.hearing.models", "audio: model only"),
        ("coach/report/planted.py", "import sqlite_utils", "Only the library opens the database"),
    ],
)
def test_the_contracts_catch_a_breach(tmp_path, file, line, contract):
    for name in ("coach", "ui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / file).write_text(line + "\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_importing_the_command_line_loads_nothing_heavy():
    loaded = python("-c", "import coach.cli, sys; print(*sys.modules)")
    assert loaded.returncode == 0, loaded.stderr
    assert "click" in loaded.stdout.split()
    assert set(HEAVY) & set(loaded.stdout.split()) == set()


def test_no_module_of_the_engine_loads_anything_heavy():
    paths = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "coach").rglob("*.py")]
    modules = sorted({".".join(path.parts).removesuffix(".__init__") for path in paths} - LOADED_LATE)
    assert len(modules) > 30
    loaded = python("-c", f"import importlib, sys\nfor m in {modules!r}: importlib.import_module(m)\nprint(*sys.modules)")
    assert loaded.returncode == 0, loaded.stderr
    assert set(HEAVY) & set(loaded.stdout.split()) == set()


# What a worker process does first where processes are spawned (Windows, macOS): it runs the main script again
# under the name __mp_main__. Were the entry point not guarded, each worker would start the whole program.


def spawn_runs(path: Path, name: str) -> subprocess.CompletedProcess[str]:
    words = [str(path), "--no-such-option"]
    code = f"import runpy, sys; sys.argv = {words!r}; runpy.run_path({str(path)!r}, run_name={name!r})"
    return python("-c", code)


@pytest.fixture(params=["console script", "coach/cli.py", "start.py"])
def entry_point(request, tmp_path) -> Path:
    if request.param != "console script":
        return ROOT / request.param
    script = metadata.entry_points(group="console_scripts", name="redcard")
    target = next(iter(script)).value if script else "coach.cli:main"
    module, function = target.split(":")
    path = tmp_path / "redcard-script.py"  # what pip writes for an entry point
    path.write_text(f"import sys\nfrom {module} import {function}\nif __name__ == '__main__':\n    sys.exit({function}())\n")
    return path


def test_a_spawned_worker_does_not_start_the_program_again(entry_point):
    again = spawn_runs(entry_point, "__mp_main__")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_the_console_script_does_start_the_program():
    started = spawn_runs(ROOT / "coach" / "cli.py", "__main__")
    assert started.returncode == 2
    assert "no-such-option" in started.stderr


def runtime_distributions() -> list[metadata.Distribution]:
    """Installed distributions that requirements.lock names (others are for another system or Python)."""
    names = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert len(names) > 50
    found = {name: dist for dist in metadata.distributions() if (name := _plain(dist.metadata["Name"])) in names}
    assert {"faster-whisper", "librosa", "av", "pyside6-essentials"} <= set(found)
    return [found[name] for name in sorted(found)]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(dist: metadata.Distribution) -> str:
    """What the distribution says of its licence: expression, first line of the free text, classifiers."""
    free_text = (dist.metadata.get("License") or "").strip().split("\n")[0]
    classifiers = [line for line in dist.metadata.get_all("Classifier") or () if line.startswith("License")]
    return " | ".join([dist.metadata.get("License-Expression") or "", free_text, *classifiers]).strip(" |")


def test_every_runtime_library_says_its_licence():
    assert [dist.metadata["Name"] for dist in runtime_distributions() if not licence(dist)] == []


def test_no_runtime_library_is_gpl():
    asking = {_plain(d.metadata["Name"]): licence(d) for d in runtime_distributions() if re.search(r"GPL|General Public", licence(d))}
    assert set(asking) == set(COPYLEFT)
    assert all("LGPL" in words for words in asking.values())


def test_no_runtime_library_carries_a_gpl_binary_that_is_not_written_down():
    carried = {}
    for dist in runtime_distributions():
        binaries = [path.name for path in dist.files or () if re.search(r"\.(so|dylib|dll|pyd)(\.|$)", path.name)]
        hits = {match.group().lower() for name in binaries if (match := GPL_BINARIES.search(name))}
        if hits:
            carried[_plain(dist.metadata["Name"])] = hits
    assert carried == GPL_CARRIERS


def test_what_asks_something_back_is_in_the_notices():
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower()
    assert [name for name in (*COPYLEFT, *GPL_CARRIERS, "x264", "x265", "libsndfile", "ffmpeg") if name not in notices] == []
