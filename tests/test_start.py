"""start.py: what it decides, and (slow) what it does: a set-up from nothing, broken and mended."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import ROOT
from tests.recording.sound_server import ALSA_PLUGIN, PROGRAMS

posix = pytest.mark.skipif(os.name == "nt", reason="uses POSIX processes")


def load(folder: Path) -> ModuleType:
    """start.py as a module; it works on the folder that it lies in."""
    spec = importlib.util.spec_from_file_location("start_under_test", folder / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start() -> ModuleType:
    return load(ROOT)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with start.py and the files that decide what is installed."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("start.py", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


# --- words ---------------------------------------------------------------------------------------------------------


def test_an_old_python_can_read_the_file():
    ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(("version", "shown"), [((3, 8, 10), "3.8"), ((3, 14, 0), "3.14")])
def test_a_python_that_is_too_old_or_too_new_is_told_so_in_one_sentence(version, shown):
    code = f"import sys, runpy; sys.version_info = {version}; runpy.run_path('start.py', run_name='__main__')"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "REDCARD_LANG": "en"}, capture_output=True, text=True
    )
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert f"this is {shown}:" in said.stderr


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"))
    imported = {alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)


def test_every_sentence_exists_in_both_languages_with_the_same_blanks(start):
    for key, (zh, en) in start.MESSAGES.items():
        assert re.search("[一-鿿]", zh), key
        assert not re.search("[一-鿿]", en), key
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), key


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "REDCARD_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_is_the_systems_unless_chosen(start, monkeypatch, environment, expected):
    for name in ("REDCARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert start.language() == expected


def test_words_become_commands(start):
    redcard, python = str(start.program("redcard")), str(start.program("python"))
    assert start.command([]) == [redcard]
    assert start.command(["demo"]) == [redcard, "demo"]
    assert start.command(["analyse", "call.wav", "--json", "-"]) == [redcard, "analyse", "call.wav", "--json", "-"]
    assert start.command(["test"]) == [python, "-m", "pytest"]
    assert start.command(["test", "-k", "pace"]) == [python, "-m", "pytest", "-k", "pace"]


# --- is it set up? -------------------------------------------------------------------------------------------------


@pytest.fixture
def set_up(checkout: Path) -> ModuleType:
    """start.py of a checkout whose set-up is complete (a real, nearly empty environment)."""
    start = load(checkout)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(start.VENV)], check=True)
    start.program("redcard").write_text("")
    site = next(Path(start.VENV).rglob("site-packages"))
    (site / "numpy").mkdir()
    (site / "numpy" / "core.py").write_text("0123456789")
    start.LOG.write_text("")
    version = start.python_version()
    stamp = {"python": version, "made_from": start.made_from(False), "files": start.installed_files(version)}
    start.STAMP.write_text(json.dumps(stamp))
    return start


def core(start: ModuleType) -> Path:
    return next(Path(start.VENV).rglob("core.py"))


def test_nothing_there_is_absent(checkout):
    assert load(checkout).condition(False) == "absent"


def test_a_complete_set_up_is_ready(set_up):
    assert set_up.python_version() == "%d.%d" % sys.version_info[:2]
    assert set_up.condition(False) == "ready"


def test_added_files_and_caches_do_no_harm(set_up):
    core(set_up).with_name("more.py").write_text("")
    core(set_up).with_name("__pycache__").mkdir()
    assert set_up.condition(False) == "ready"


def test_the_tests_need_their_own_libraries(set_up):
    assert set_up.condition(True) == "stale"


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_stale(set_up, name):
    with (set_up.ROOT / name).open("a") as file:
        file.write("\n# changed\n")
    assert set_up.condition(False) == "stale"


def test_a_missing_command_is_stale(set_up):
    set_up.program("redcard").unlink()
    assert set_up.condition(False) == "stale"


@pytest.mark.parametrize(
    "damage",
    [
        lambda start: shutil.rmtree(core(start).parent),
        lambda start: core(start).write_text("01234"),
        lambda start: start.STAMP.unlink(),
        lambda start: start.STAMP.write_text('{"python": "3.1'),
        lambda start: start.STAMP.write_text("[]"),
        lambda start: start.program("python").unlink(),
        lambda start: (start.VENV / "pyvenv.cfg").unlink(),
    ],
    ids=["package deleted", "file cut short", "no stamp", "half a stamp", "no stamp's form", "no python", "no environment"],
)
def test_damage_is_seen(set_up, damage):
    damage(set_up)
    assert set_up.condition(False) == "broken"


def test_an_environment_made_by_hand_is_completed_and_not_thrown_away(set_up):
    set_up.STAMP.unlink()
    set_up.LOG.unlink()
    assert set_up.condition(False) == "stale"


def test_clearing_keeps_the_lock_and_the_log(set_up):
    set_up.LOCK.write_text("")
    set_up.clear_venv()
    assert {path.name for path in set_up.VENV.iterdir()} == {"setup.lock", "setup.log"}


# --- one at a time -------------------------------------------------------------------------------------------------


def test_the_lock_is_held_by_one_and_let_go_at_the_end(checkout):
    start = load(checkout)
    with (checkout / "lock").open("a") as second:
        with (checkout / "lock").open("a") as first:
            start.wait_for(first)
            assert not start._try_lock(second)
        assert start._try_lock(second)


@posix
def test_a_killed_set_up_holds_the_lock_until_its_child_has_ended(checkout):
    start = load(checkout)
    start.VENV.mkdir()
    gate = checkout / "gate"
    os.mkfifo(gate)
    child = f"print('started', flush=True); open({str(gate)!r}).read()"  # waits until the gate is opened and closed
    code = (
        f"import sys; sys.path.insert(0, {str(checkout)!r}); import start\n"
        f"lock = open(start.LOCK, 'a'); start.wait_for(lock); start.logged('x', [sys.executable, '-c', {child!r}], lock)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    opened = gate.open("w")  # opens only once the child waits at it
    parent.kill()
    parent.wait()
    with start.LOCK.open("a") as lock:
        assert not start._try_lock(lock)
        opened.close()
        start.wait_for(lock)
    assert "started" in start.LOG.read_text()


# --- failures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("OSError: [Errno 28] No space left on device", "disk_full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hashes"),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('<...>: Failed to establish a "
            "new connection: [Errno -3] Temporary failure in name resolution')': /simple/anyio/\n"
            "ERROR: No matching distribution found for anyio==4.16.0",
            "no_network",
        ),
        ("ERROR: HTTP error 503 while getting", "no_network"),
        ("ERROR: No matching distribution found for ctranslate2==4.8.5", "no_wheel"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'", "read_only"),
        ("ERROR: Could not install packages due to an OSError: [WinError 32] in use by another process", "in_use"),
        ("something nobody foresaw", "other"),
    ],
)
def test_each_failure_is_one_sentence(start, output, reason):
    values = {"log": start.LOG, "need": start.FREE_MB, "folder": start.ROOT, "step": start.say("libraries")}
    assert start.why_step_failed("libraries", output) == start.say(reason, **values)


def test_the_models_own_sentence_is_passed_on_but_no_traceback(start):
    assert start.why_step_failed("model", "a\nThe disk is full: free 150 MB.\n") == "The disk is full: free 150 MB."
    assert "setup.log" in start.why_step_failed("model", "Traceback (most recent call last):\nKeyError: 1")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(28, "full"), "disk_full"), (OSError(30, "read only"), "read_only"), (PermissionError(13, "no"), "read_only")],
)
@posix
def test_a_folder_that_cannot_be_written_is_one_sentence(start, error, reason):
    assert start.why_files_failed(error) == start.say(reason, folder=start.ROOT, need=start.FREE_MB, log=start.LOG)


def test_progress_names_what_pip_does(start, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    collecting = "Collecting numpy==2.4.6 (from -r requirements.lock (line 3))\n"
    downloading = "  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.whl (16.9 MB)\n"
    cached = "  Using cached rich-15.0.0-py3-none-any.whl (310 kB)\n"
    local = "Processing /wheels/av-18.1.0-cp311-abi3-win_amd64.whl (from -r requirements.lock (line 7))\n"
    assert start.newest("") == ""
    assert start.newest(collecting) == ""
    assert start.newest(collecting + downloading) == "numpy-2.4.6 (16.9 MB)"
    assert start.newest(downloading + cached) == "rich-15.0.0 (310 kB)"
    assert start.newest(downloading + local) == "av-18.1.0"
    assert start.newest(downloading + "Installing collected packages: numpy\n") == "writing to disk"


def run_start(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """start.py for real, in English, without the system's package manager in reach."""
    empty = checkout.parent / "empty"
    empty.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "start.py", *words],
        cwd=checkout,
        env={**os.environ, "PATH": str(empty), "REDCARD_LANG": "en", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_without_a_network_it_says_so(checkout):
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    result = run_start(checkout, "demo", PIP_NO_CACHE_DIR="1", **nowhere)
    assert result.returncode == 2
    assert last_line(result.stderr).startswith("The libraries could not be downloaded: check the network")
    assert "Traceback" not in result.stderr
    assert "127.0.0.1" in (checkout / ".venv" / "setup.log").read_text()


def test_a_file_with_other_bytes_is_not_installed(checkout):
    wheel = checkout / "wheels" / "tiny-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    (checkout / "requirements.lock").write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    result = run_start(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheel.parent))
    assert result.returncode == 2
    assert last_line(result.stderr).startswith("A downloaded file is not the one in the list of checksums")
    assert not list((checkout / ".venv").rglob("tiny.py"))


# --- system packages -----------------------------------------------------------------------------------------------


def test_missing_parts_become_debian_packages(start):
    assert start.debian_packages([], font=True, venv=True) == []
    assert start.debian_packages(["libportaudio.so.2"], font=True, venv=True) == ["libportaudio2"]
    assert start.debian_packages([], font=False, venv=True) == ["fontconfig", "fonts-noto-cjk"]
    assert start.debian_packages([], font=True, venv=False) == ["python%d.%d-venv" % sys.version_info[:2]]
    both = ["libglib-2.0.so.0", "libgthread-2.0.so.0"]
    assert start.debian_packages(both, font=True, venv=True) == ["libglib2.0-0"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are installed on Linux only")
def test_a_library_that_cannot_be_loaded_is_missing(start, monkeypatch):
    monkeypatch.setattr(start, "DEBIAN", {"libc.so.6": "libc6", "libnosuchthing.so.7": "libnosuchthing7"})
    assert start.missing_libraries() == ["libnosuchthing.so.7"]


def test_the_programs_that_tests_record_with_become_debian_packages(start, monkeypatch):
    assert set(start.TEST_PROGRAMS) - {"chromium"} <= set(PROGRAMS)
    assert set(start.TEST_LIBRARIES) == {ALSA_PLUGIN}
    monkeypatch.setattr(start, "TEST_PROGRAMS", {"sh": "dash", "no-such-program": "nothing"})
    monkeypatch.setattr(start, "TEST_LIBRARIES", {"no-such-library.so": "nowhere"})
    assert start.test_packages() == ["nothing", "nowhere"]


@pytest.mark.skipif(not shutil.which("readelf"), reason="needs readelf (binutils)")
def test_the_list_has_every_library_that_qt_links_to(start):
    """What the plugins and their Qt libraries need and neither the wheel nor the C library brings."""
    import PySide6

    qt = Path(PySide6.__file__).parent
    carried = {path.name for path in qt.rglob("*.so*")} | {path.name for path in qt.parent.glob("shiboken6/*.so*")}
    of_libc = re.compile(r"(libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so|ld-linux")
    queue = [qt / "Qt/plugins/platforms" / f"libq{name}.so" for name in ("xcb", "wayland", "offscreen")]
    queue += [qt / f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")]
    seen, outside = set(), set()
    while queue:
        path = queue.pop()
        seen.add(path.name)
        listed = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", listed):
            if name in carried:
                queue += [qt / "Qt/lib" / name] if name not in seen and (qt / "Qt/lib" / name).exists() else []
            elif not of_libc.match(name):
                outside.add(name)
    assert {"libQt6Gui.so.6", "libQt6XcbQpa.so.6", "libQt6WaylandClient.so.6"} <= seen
    assert outside == set(start.DEBIAN) - {"libportaudio.so.2"}


# --- the locks -----------------------------------------------------------------------------------------------------


def locked(name: str) -> dict[str, set[str]]:
    """Each requirement line of a lock with its hashes."""
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text().strip())
    return {block.split("\\")[0].strip(): set(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)) for block in blocks}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_has_exact_versions_and_hashes_and_no_addresses(name):
    entries = locked(name)
    assert len(entries) > 60
    for line, hashes in entries.items():
        assert re.match(r"[a-z0-9-]+==[^ ]+( ; .+)?$", line)
        assert hashes, line
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)|\.(org|com|io|net|cn)\b", text)


def test_the_tests_lock_contains_the_other_one():
    assert locked("requirements.lock").items() <= locked("requirements-test.lock").items()


# --- the whole thing -----------------------------------------------------------------------------------------------


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of this checkout as a fresh clone has it."""
    skip = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".pytest_cache", ".hypothesis", "out")
    return Path(shutil.copytree(ROOT, tmp_path / "clone", ignore=skip))


def outside_python() -> str:
    return getattr(sys, "_base_executable", None) or sys.executable


def start_in(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [outside_python(), "start.py", *words],
        cwd=folder,
        env={**os.environ, "REDCARD_LANG": "en"},
        capture_output=True,
        text=True,
        timeout=1200,
    )


@pytest.mark.slow
@posix
def test_a_set_up_from_nothing_interrupted_and_broken_mends_itself(clone):
    log = clone / ".venv" / "setup.log"
    first = subprocess.Popen([outside_python(), "start.py", "--help"], cwd=clone, stdout=subprocess.DEVNULL, start_new_session=True)
    while first.poll() is None and not (log.exists() and "Installing collected packages" in log.read_text(errors="replace")):
        time.sleep(0.2)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not (clone / ".venv" / "setup.json").exists()

    mended = start_in(clone, "--help")
    assert mended.returncode == 0, mended.stderr
    assert "incomplete or damaged" in mended.stdout
    assert "Usage" in mended.stdout
    assert (Path(os.environ["REDCARD_MODELS"]) / "base" / "model.bin").stat().st_size == 145217532

    report = start_in(clone, "doctor")
    assert report.returncode == 0, report.stderr
    assert "Setting" not in report.stdout
    assert "Speech model base" in report.stdout

    began = time.monotonic()
    plain = subprocess.run([clone / ".venv" / "bin" / "redcard", "--version"], check=True, capture_output=True)
    plain_s = time.monotonic() - began
    began = time.monotonic()
    second = start_in(clone, "--version")
    assert second.stdout == plain.stdout.decode()
    assert time.monotonic() - began < plain_s + 2

    shutil.rmtree(next((clone / ".venv").rglob("site-packages/numpy")))
    again = start_in(clone, "--help")
    assert again.returncode == 0, again.stderr
    assert "incomplete or damaged" in again.stdout
    assert next((clone / ".venv").rglob("site-packages/numpy")).is_dir()
    assert load(clone).condition(False) == "ready"
