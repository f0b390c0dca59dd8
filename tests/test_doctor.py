"""The check-up: each line is right on this machine, and what is missing is a line and never a crash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from coach import __version__, doctor
from coach.doctor import Check, checkup, doctor_report
from coach.hearing.models import model_files
from coach.settings import Settings, save_settings, settings_file
from tests.paths import ROOT


def by_name(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name.en: check for check in checks}


def test_the_check_up_says_what_is_here(data_folder, shared_models):
    model_files("base")
    checks = by_name(checkup())
    assert __version__ in checks["Red Card Coach"].detail.en
    assert f"{os.cpu_count()} cores" in checks["Machine"].detail.en
    assert checks["librosa"] == Check(checks["librosa"].name, "ok", doctor._same(metadata.version("librosa")))
    assert checks["Speech model base"].detail.en == "ready, checked by SHA-256"
    assert str(data_folder) in checks["Data"].detail.en
    assert str(shared_models) in checks["Data"].detail.en
    assert checks["Network"].state == "ok"


def test_every_main_library_is_one_of_the_projects_own_dependencies_or_theirs():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert {name.lower() for name in doctor.MAIN_LIBRARIES} <= locked


def test_both_languages_have_a_line_a_check_and_a_summary():
    for language, summary in (("en", r"All is well\.|To be put right: \d+ \(marked ✗\)\."), ("zh", r"一切正常。|有 \d+ 项需要处理（标 ✗ 的）。")):
        lines = doctor_report(language).splitlines()
        assert len(lines) == len(checkup()) + 2
        assert all(line[0] in "✓✗·" for line in lines[:-2])
        assert re.fullmatch(summary, lines[-1])


def test_a_damaged_model_is_to_be_put_right(tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_MODELS", str(tmp_path / "models"))
    folder = model_files("base").folder
    with (folder / "model.bin").open("r+b") as file:
        file.write(b"other bytes")
    check = by_name(checkup())["Speech model base"]
    assert (check.state, check.detail.en) == ("missing", "model.bin damaged: run `redcard model get base`")


def test_base_needs_no_network_before_its_first_use(tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_MODELS", str(tmp_path / "models"))
    check = by_name(checkup())["Speech model base"]
    assert (check.state, check.detail.en) == ("ok", "installed, unpacked at first use")


def test_the_network_line_follows_the_switch():
    save_settings(Settings(stay_offline=False))
    check = by_name(checkup())["Network"]
    assert check.state == "note"
    assert "redcard model get" in check.detail.en


def test_damaged_settings_are_a_line():
    save_settings(Settings())
    settings_file().write_text("{")
    check = by_name(checkup())["Network"]
    assert check.state == "missing"
    assert str(settings_file()) in check.detail.en


@pytest.mark.parametrize("variable", ["REDCARD_DATA", "REDCARD_MODELS"])
def test_a_data_folder_that_cannot_be_used_is_a_line(tmp_path, monkeypatch, variable):
    (tmp_path / "file").write_text("a file, where a folder should be")
    monkeypatch.setenv(variable, str(tmp_path / "file"))
    checks = by_name(checkup())
    assert checks["Data"].state == "missing"
    assert str(tmp_path / "file") in checks["Data"].detail.en
    assert "Network" not in checks


def test_a_library_that_is_not_installed_is_to_be_put_right():
    assert doctor._library("no-such-library").state == "missing"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PortAudio comes inside sounddevice elsewhere")
def test_without_portaudio_there_is_a_line_and_no_crash():
    code = (
        "import ctypes.util, sys; ctypes.util.find_library = lambda name: None\n"
        "from coach.doctor import _audio_devices; check = _audio_devices(); print(check.state, check.detail.en)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert said.stdout.startswith("missing PortAudio is missing: install it"), said.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fonts come with the system elsewhere")
def test_no_font_program_means_no_font(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor._chinese_font().state == "missing"


def test_qt_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr(doctor, "_TRY_QT", "raise ImportError('libGL.so.1: cannot open shared object file')")
    check = doctor._qt()
    assert check.state == "missing"
    assert "libGL.so.1: cannot open shared object file" in check.detail.en


def test_qt_starts_here():
    assert doctor._qt().state in ("ok", "note")


def test_the_command_prints_the_report(data_folder):
    said = subprocess.run(
        [sys.executable, "-m", "coach.cli", "doctor"],
        cwd=ROOT,
        env={**os.environ, "REDCARD_LANG": "zh"},
        capture_output=True,
        encoding="utf-8",
    )
    assert said.returncode == 0, said.stderr
    assert "红牌教练" in said.stdout
    assert str(data_folder) in said.stdout
    assert Path(data_folder).is_dir()
